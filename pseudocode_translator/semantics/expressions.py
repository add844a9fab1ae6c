"""Expressions: canonical names, the meaning of calls, and a type for each."""

from __future__ import annotations

from collections.abc import Sequence

from pseudocode_translator.model.deadline import checked
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.library import LibraryFunction
from pseudocode_translator.model.nodes import (
    AddressOf,
    Apply,
    ArrayLiteral,
    Binary,
    Call,
    Clause,
    Comprehension,
    Dereference,
    DictionaryLiteral,
    Expression,
    Field,
    Formatted,
    Index,
    InputValue,
    LibraryCall,
    MethodCall,
    Name,
    New,
    NewCollection,
    Null,
    Range,
    SetLiteral,
    Slice,
    Super,
    This,
    TupleLiteral,
    Unary,
    UnaryOperator,
    UnreadableExpression,
)
from pseudocode_translator.model.types import (
    BOOLEAN,
    DATE,
    INTEGER,
    UNKNOWN,
    ArrayType,
    NamedType,
    PointerType,
    SetType,
    Type,
)
from pseudocode_translator.semantics.calls import (
    CONSTRUCTOR,
    choose,
    find_callee,
    is_super,
    library_call,
    needs_no_arguments,
    routine_type,
    wrong_count,
)
from pseudocode_translator.semantics.conversions import Conversions
from pseudocode_translator.semantics.dates import date_literal
from pseudocode_translator.semantics.enum_members import member_meant
from pseudocode_translator.semantics.indexing import (
    dictionary_of,
    element_of,
    literal_type,
    new_collection,
)
from pseudocode_translator.semantics.library_methods import (
    library_method,
    library_property,
)
from pseudocode_translator.semantics.name_remarks import tell_of_case, tell_of_counter
from pseudocode_translator.semantics.operations import combine, negates_bare_comparison
from pseudocode_translator.semantics.own_attributes import (
    attribute_meant,
    is_this,
    this_object,
)
from pseudocode_translator.semantics.remarks import Remarks
from pseudocode_translator.semantics.symbols import ClassNames, Routine, Symbol, Table, World
from pseudocode_translator.semantics.text_case import compared_in_capitals, says_it_again
from pseudocode_translator.semantics.typing import is_pointer, is_set, unary_type

DEEPEST_EXPRESSION = 80
"""Brackets, calls and indexes inside each other; chains such as ``a + b + c`` do not count."""


class Expressions:
    """Resolves the expressions of one program, scope by scope."""

    def __init__(self, world: World, remarks: Remarks) -> None:
        self.world = world
        self.table: Table = world.main
        """The scope that names are looked up in; statements move it."""
        self._remarks = remarks
        self.conversions = Conversions(remarks, world.rules)
        self._depth = 0
        self.finished_loops: dict[Symbol, Span] = {}
        """Loop variables that have no new value yet, and where their loops are."""

    def resolve(self, node: Expression, expected: Type = UNKNOWN) -> Expression:
        """The same expression, resolved; `expected` decides what could mean two things."""
        if expected == DATE:
            found = date_literal(node)
            if found is not None:
                return found
        if self._depth >= DEEPEST_EXPRESSION:
            return self._too_deep(node)
        self._depth += 1
        try:
            return self._dispatch(node, expected)
        finally:
            self._depth -= 1

    def resolve_all(
        self, nodes: Sequence[Expression], expected: Type = UNKNOWN
    ) -> tuple[Expression, ...]:
        """Several expressions of which each should have the same type."""
        found = []
        for node in checked(nodes):
            found.append(self.resolve(node, expected))
        return tuple(found)

    def _dispatch(self, node: Expression, expected: Type) -> Expression:
        match node:
            case Name():
                return self._name(node, expected)
            case Binary():
                return self._chain(node)
            case Call():
                return self._call(node.span, node.function, node)
            case Index():
                base = self.resolve(node.base)
                return element_of(node.span, base, self.resolve_all(node.indexes))
            case Unary():
                return self._unary(node)
            case Field():
                return self._field(node)
            case MethodCall():
                return self._method_call(node)
            case LibraryCall():
                arguments = self.resolve_all(node.arguments)
                return LibraryCall(node.span, node.function, arguments, node.type)
            case _:
                return self._rarer(node, expected)

    def _rarer(self, node: Expression, expected: Type) -> Expression:
        match node:
            case ArrayLiteral():
                return self._array_literal(node, expected)
            case InputValue():
                prompt = None if node.prompt is None else self.resolve(node.prompt)
                kind = expected if node.type == UNKNOWN else node.type
                return InputValue(node.span, prompt, kind)
            case Formatted():
                width = self.resolve(node.width, INTEGER)
                decimals = None if node.decimals is None else self.resolve(node.decimals, INTEGER)
                return Formatted(node.span, self.resolve(node.value), width, decimals)
            case New():
                return self._new(node.span, node.class_name, node.arguments)
            case Null():
                return Null(node.span, expected)
            case Super():
                return self._super(node.span)
            case This():
                return this_object(node.span, self.table)
            case Dereference():
                return self._dereference(node)
            case AddressOf():
                target = self.resolve(node.target)
                named = is_pointer(expected) and isinstance(expected, NamedType)
                kind = expected if named else PointerType(target.type)
                return AddressOf(node.span, target, kind)
            case SetLiteral():
                return self._set_literal(node, expected)
            case DictionaryLiteral():
                keys, values = self.resolve_all(node.keys), self.resolve_all(node.values)
                return dictionary_of(node.span, keys, values)
            case NewCollection():
                return new_collection(node, expected)
            case Comprehension():
                return self._comprehension(node)
            case Range():
                return Range(node.span, self.resolve(node.low), self.resolve(node.high))
            case Slice():
                ends = self.resolve(node.low), self.resolve(node.high)
                return Slice(node.span, self.resolve(node.base), *ends)
            case Apply():
                function = self._name(node.function, UNKNOWN)
                if not isinstance(function, Name):
                    function = node.function
                return Apply(node.span, function, self.resolve_all(node.arguments))
            case TupleLiteral():
                return TupleLiteral(node.span, self.resolve_all(node.items))
            case _:
                return node

    def _comprehension(self, node: Comprehension) -> Comprehension:
        clauses = [Clause(clause.names, self.resolve(clause.items)) for clause in node.clauses]
        conditions = self.resolve_all(node.conditions, BOOLEAN)
        element = self.resolve(node.element)
        return Comprehension(node.span, node.gather, element, tuple(clauses), conditions)

    def _name(self, node: Name, expected: Type) -> Expression:
        key = self.world.fold(node.name)
        symbol = self.table.lookup(key)
        if symbol is not None:
            attribute = attribute_meant(self.world, self.table, node, self._remarks)
            if attribute is not None:
                return attribute
            if node.name != symbol.name:
                tell_of_case(node, symbol, self._remarks)
            if symbol in self.finished_loops:
                tell_of_counter(node, self.finished_loops[symbol], self._remarks)
            return Name(node.span, symbol.name, symbol.type)
        if is_super(self.world, self.table, key):
            return self._super(node.span)
        if is_this(self.world, self.table, key):
            return this_object(node.span, self.table)
        members = self.world.members.get(key)
        if members:
            return member_meant(node.span, members, expected)
        if needs_no_arguments(self.world, self.table, key):
            return self._call(node.span, node.name, Call(node.span, node.name, ()))
        return node

    def _super(self, span: Span) -> Super:
        parent = self.table.owner.parent if self.table.owner else None
        return Super(span, parent.type if parent else UNKNOWN)

    def _chain(self, node: Binary) -> Expression:
        """Operators of a left-leaning chain, without recursion: they may be thousands."""
        spine = [node]
        while isinstance(spine[-1].left, Binary):
            spine.append(spine[-1].left)
        left = self.resolve(spine[-1].left)
        for link in checked(reversed(spine)):
            right = self.resolve(link.right, left.type)
            if right.type == DATE:
                left = date_literal(link.left) or left
            if self.world.rules.texts_compare_without_case:
                left, right = compared_in_capitals(link, left, right)
                if says_it_again(link, left, right):
                    continue
            left = combine(link, left, right, self.world.rules, self._remarks)
        return left

    def _unary(self, node: Unary) -> Expression:
        operand = self.resolve(node.operand)
        fallback = BOOLEAN if node.operator is UnaryOperator.NOT else UNKNOWN
        kind = unary_type(node.operator, operand.type) or fallback
        if negates_bare_comparison(node):
            message = "NOT is taken to negate the whole comparison behind it"
            fix = "write NOT (a = b), or turn the comparison round: a <> b"
            self._remarks.once("PS514", node.span, message, fix=fix)
        return Unary(node.span, node.operator, operand, kind)

    def _call(self, span: Span, name: str, node: Call) -> Expression:
        callee = find_callee(self.world, self.table, self.world.fold(name))
        match callee:
            case Routine():
                arguments = self._arguments(node.arguments, callee)
                kind = routine_type(callee)
                return Call(span, callee.name, arguments, kind, node.name_span)
            case Symbol() if node.arguments and not self.world.rules.is_mathematical:
                base = Name(node.name_span or span, callee.name, callee.type)
                return element_of(span, base, self.resolve_all(node.arguments))
            case ClassNames():
                return self._new(span, name, node.arguments)
            case list():
                return self._library_call(node, callee)
            case None if self.world.record(name) is not None:
                return self._new(span, name, node.arguments)
            case _:
                arguments = self.resolve_all(node.arguments)
                return Call(span, name, arguments, UNKNOWN, node.name_span)

    def _arguments(
        self, arguments: Sequence[Expression], routine: Routine | None
    ) -> tuple[Expression, ...]:
        parameters = routine.parameters if routine else []
        found = []
        for parameter, argument in zip(parameters, arguments, strict=False):
            value = self.resolve(argument, parameter.type)
            if not parameter.by_reference:
                what = "handed over as an INTEGER"
                value = self.conversions.narrowed(value, parameter.type, id(parameter), what)
            found.append(value)
        found.extend(self.resolve_all(arguments[len(found) :]))
        return tuple(found)

    def _library_call(self, node: Call, functions: list[LibraryFunction]) -> Expression:
        function = choose(functions, len(node.arguments))
        if function is None:
            message = wrong_count(functions, len(node.arguments))
            self._remarks.add("PS304", node.span, message)
            return UnreadableExpression(node.span, node.function)
        arguments = []
        for argument, kind in zip(node.arguments, function.parameters, strict=False):
            arguments.append(self.resolve(argument, kind))
        values = tuple(map(self.conversions.as_real, arguments, function.parameters))
        return self.conversions.as_real(library_call(node.span, function, values), function.result)

    def _new(self, span: Span, name: str, arguments: Sequence[Expression]) -> Expression:
        owner = self.world.classes.get(self.world.fold(name))
        if owner is None:
            return self._new_record(span, name, arguments)
        constructor = owner.method(self.world.fold(CONSTRUCTOR))
        resolved = self._arguments(arguments, constructor)
        return New(span, owner.type.name, resolved, owner.type)

    def _new_record(self, span: Span, name: str, arguments: Sequence[Expression]) -> Expression:
        """``Car("Ford", 3)``: a record with a value for each field."""
        record = self.world.record(name)
        if record is None:
            return New(span, name, self.resolve_all(arguments))
        kind, fields = record
        found = []
        for field, argument in zip(fields, arguments, strict=False):
            value = self.resolve(argument, field.type)
            found.append(self.conversions.assigned(value, field.type, id(field)))
        found.extend(self.resolve_all(arguments[len(found) :]))
        return New(span, kind.name, tuple(found), kind)

    def _field(self, node: Field) -> Expression:
        base = self.resolve(node.base)
        symbol = self.world.field_of(base.type, node.name)
        if symbol is not None:
            return Field(node.span, base, symbol.name, symbol.type)
        method = self._method(base, node.name)
        if method is not None:
            return MethodCall(node.span, base, method.name, (), routine_type(method))
        called = library_property(self.world, MethodCall(node.span, base, node.name, ()))
        return called or Field(node.span, base, node.name)

    def _method_call(self, node: MethodCall) -> Expression:
        base = self.resolve(node.base)
        method = self._method(base, node.method)
        if method is not None:
            arguments = self._arguments(node.arguments, method)
            return MethodCall(node.span, base, method.name, arguments, routine_type(method))
        arguments = self.resolve_all(node.arguments)
        symbol = self.world.field_of(base.type, node.method)
        if symbol is not None and arguments:
            place = Span(*base.span[:2], *node.span[2:])
            return element_of(node.span, Field(place, base, symbol.name, symbol.type), arguments)
        called = MethodCall(node.span, base, node.method, arguments)
        return library_method(self.world, called, self._remarks) or called

    def _method(self, base: Expression, name: str) -> Routine | None:
        owner = self.world.class_of(base.type)
        return owner.method(self.world.fold(name)) if owner else None

    def _dereference(self, node: Dereference) -> Expression:
        pointer = self.resolve(node.pointer)
        if isinstance(pointer.type, PointerType):
            return Dereference(node.span, pointer, pointer.type.target)
        return Dereference(node.span, pointer, self.world.target_of(pointer.type))

    def _array_literal(self, node: ArrayLiteral, expected: Type) -> Expression:
        """A literal for a declared array counts from that array's first index."""
        if self.world.rules.is_mathematical:
            return ArrayLiteral(node.span, self.resolve_all(node.items), node.lower)
        inner: Type = UNKNOWN
        lower = node.lower
        if isinstance(expected, ArrayType):
            inner, lower = expected.element, node.lower
            if expected.dimensions:
                first = expected.dimensions[0].lower
                lower = node.lower if first is None else first
            if len(expected.dimensions) > 1:
                inner = ArrayType(expected.element, expected.dimensions[1:])
        items = self.resolve_all(node.items, inner)
        return ArrayLiteral(node.span, items, lower, literal_type(items, lower, expected))

    def _set_literal(self, node: SetLiteral, expected: Type) -> Expression:
        element = self.world.target_of(expected)
        if isinstance(expected, SetType):
            element = expected.element
        items = self.resolve_all(node.items, element)
        if is_set(expected):
            return SetLiteral(node.span, items, expected)
        return SetLiteral(node.span, items, SetType(items[0].type if items else UNKNOWN))

    def _too_deep(self, node: Expression) -> Expression:
        message = f"this expression nests more than {DEEPEST_EXPRESSION} levels deep"
        fix = "split it: give its parts to variables first"
        self._remarks.once("PS602", node.span, message, fix=fix)
        return UnreadableExpression(node.span, "")
