"""Declarations, types, and the headers of what a program defines."""

# ruff: noqa: D102 - methods for grammar rules fill an interface; the grammar tells the rule.

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import ClassVar

from pseudocode_translator.frontend.build_expressions import ExpressionBuilder, Token
from pseudocode_translator.frontend.items import (
    Access,
    ClassHeader,
    Declared,
    RecordHeader,
    Several,
    SubroutineHeader,
    WrittenType,
)
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.nodes import Expression, Index, Integer, Name, Unary, UnaryOperator
from pseudocode_translator.model.program import Parameter
from pseudocode_translator.model.statements import (
    Assign,
    Bounds,
    Comment,
    Declare,
    DefineAlias,
    DefineConstant,
    DefineEnum,
    DefinePointer,
    DefineSet,
    DefineSetType,
    UnreadableStatement,
)
from pseudocode_translator.model.types import (
    BOOLEAN,
    CHAR,
    DATE,
    INTEGER,
    REAL,
    STRING,
    UNKNOWN,
    ArrayType,
    Dimension,
    PointerType,
    SetType,
    Type,
    UnresolvedType,
)


class DeclarationBuilder(ExpressionBuilder):
    """Builds declarations and headers."""

    type_names: ClassVar[Mapping[str, Type]] = {
        "integer": INTEGER,
        "int": INTEGER,
        "real": REAL,
        "float": REAL,
        "string": STRING,
        "char": CHAR,
        "character": CHAR,
        "boolean": BOOLEAN,
        "bool": BOOLEAN,
        "date": DATE,
    }
    """The dialect's own types, by name in lower case."""

    def unreadable_statement(self, span: Span) -> UnreadableStatement:
        """Stand in for a statement that was reported."""
        return UnreadableStatement(span, self.current.text)

    # Types.

    def type_name(self, span: Span, name: Token) -> WrittenType:
        return WrittenType(span, self.known_type(name[0]))

    def known_type(self, name: str) -> Type:
        """Find one of the dialect's own types; `semantics` finds those of the program."""
        return self.type_names.get(name.lower()) or UnresolvedType(name)

    def type_in(self, expression: Expression) -> WrittenType | None:
        """Read an expression as a type, where the grammar could not know better."""
        match expression:
            case Name(span, name):
                return WrittenType(span, self.known_type(name))
            case Index(span, Name(_, name), indexes):
                bounds = tuple(self.bound(index.span, index) for index in indexes)
                return array_of(span, self.known_type(name), bounds)
        return None

    def sized_type(self, span: Span, name: Token, bounds: tuple[Bounds, ...]) -> WrittenType:
        """``INTEGER[10]`` is an array."""
        return array_of(span, self.known_type(name[0]), bounds)

    def array_type(self, span: Span, *parts: tuple[Bounds, ...] | WrittenType) -> WrittenType:
        bounds: tuple[Bounds, ...] = ()
        element: Type = UNKNOWN
        for part in parts:
            if isinstance(part, WrittenType):
                element = part.type
            else:
                bounds = part
        return array_of(span, element, bounds)

    def set_type(self, span: Span, element: WrittenType) -> WrittenType:
        return WrittenType(span, SetType(element.type))

    def pointer_type(self, span: Span, target: WrittenType) -> WrittenType:
        return WrittenType(span, PointerType(target.type))

    def bounds(self, span: Span, *bounds: Bounds) -> tuple[Bounds, ...]:
        return bounds

    def bound(self, span: Span, first: Expression, *rest: Expression | Token) -> Bounds:
        """``[10]`` counts from where the dialect's arrays start."""
        if rest:
            return Bounds(first, rest[-1])  # type: ignore[arg-type]
        return Bounds(Integer(first.span, self.rules.first_element), first, is_length=True)

    # Declarations.

    def declaration(
        self,
        span: Span,
        mode: Token | None,
        name: Token,
        bounds: tuple[Bounds, ...] | None,
        type_: WrittenType | None,
    ) -> Declared:
        """``[BYREF] name [bounds] [: type]``, of a variable or a parameter."""
        if bounds is not None:
            type_ = array_of(span, type_.type if type_ else UNKNOWN, bounds)
        return Declared(span, self.named(name), type_, mode[0].upper() if mode else "")

    def declare(self, span: Span, *parts: Declared | Token | Expression) -> object:
        """``DECLARE a, b : T, c : U <- value``."""
        declared = [part for part in parts if isinstance(part, Declared)]
        statements: list[Declare | Assign] = [
            Declare(
                span, names, written.type if written else UNKNOWN, written.bounds if written else ()
            )
            for names, written in _groups(declared)
        ]
        if len(parts) > len(declared):
            value: Expression = parts[-1]  # type: ignore[assignment]
            statements += [Assign(span, each.name, value) for each in declared]
        return statements[0] if len(statements) == 1 else Several(span, tuple(statements))

    def typed_names(self, span: Span, word: Token, *parts: Declared | Token | Expression) -> object:
        """``INTEGER a, b = 3``: as in C, the type comes first."""
        written = WrittenType(self.at(word), self.known_type(word[0]))
        declared = [part for part in parts if isinstance(part, Declared)]
        typed = [replace(each, type=_of(written, each)) for each in declared]
        if not any(each.type for each in declared):
            typed = [*declared[:-1], typed[-1]]  # One declaration of all names.
        return self.declare(span, *typed, *parts[len(declared) :])

    def global_(self, span: Span, *parts: Declared | Token | Expression) -> object:
        """``GLOBAL x`` says what is so anyway; with a type or a value it is more."""
        declared = [part for part in parts if isinstance(part, Declared)]
        if any(each.type for each in declared):
            return self.declare(span, *parts)
        if len(parts) == len(declared):
            return Comment(span, f"GLOBAL {', '.join(each.name.name for each in declared)}")
        value: Expression = parts[-1]  # type: ignore[assignment]
        return Several(span, tuple(Assign(span, each.name, value) for each in declared))

    def constants(self, span: Span, *constants: DefineConstant) -> object:
        return constants[0] if len(constants) == 1 else Several(span, constants)

    def constant(self, span: Span, name: Token, *rest: object) -> DefineConstant:
        """``X = 3``; a type in between says nothing that the value does not say."""
        return DefineConstant(span, self.named(name), rest[-1])  # type: ignore[arg-type]

    def define_set(self, span: Span, name: Token, *rest: object) -> DefineSet:
        *items, written = rest
        return DefineSet(span, self.named(name), tuple(items), written.type)  # type: ignore[arg-type, attr-defined]

    # Types of the program's own.

    def record(self, span: Span, name: Token) -> RecordHeader:
        return RecordHeader(span, name[0])

    def enumeration(self, span: Span, name: Token, _: Token, *members: Token) -> DefineEnum:
        return DefineEnum(span, name[0], tuple(member[0] for member in members))

    def type_definition(self, span: Span, name: Token, _: Token, written: WrittenType) -> object:
        match written.type:
            case PointerType(target):
                return DefinePointer(span, name[0], target)
            case SetType(element):
                return DefineSetType(span, name[0], element)
        return DefineAlias(span, name[0], written.type, written.bounds)

    def class_(self, span: Span, name: Token, parent: Token | None = None) -> ClassHeader:
        return ClassHeader(span, name[0], parent[0] if parent else None)

    def access(self, span: Span, word: Token) -> Access:
        return Access(span, word[0].lower() == "private")

    def field_type(self, span: Span, written: WrittenType) -> WrittenType:
        return written

    def field_set_type(self, span: Span, element: WrittenType) -> WrittenType:
        return self.set_type(span, element)

    # Subroutines.

    def parameters(self, span: Span, *declared: Declared) -> tuple[Parameter, ...]:
        """BYREF and BYVAL stay in force for the parameters that follow."""
        modes: list[bool] = []
        by_reference = False
        for each in declared:
            by_reference = each.mode.startswith("BYR") if each.mode else by_reference
            modes.append(by_reference)
        types = [
            written.type if written else UNKNOWN
            for names, written in _groups(declared)
            for _ in names
        ]
        return tuple(
            Parameter(each.span, each.name, type_, mode, mode_inherited=not each.mode)
            for each, type_, mode in zip(declared, types, modes, strict=True)
        )

    def procedure(
        self, span: Span, name: Token, parameters: tuple[Parameter, ...] | None
    ) -> SubroutineHeader:
        return SubroutineHeader(span, name[0], parameters or (), None)

    def subroutine(
        self,
        span: Span,
        name: Token,
        parameters: tuple[Parameter, ...] | None,
        result: WrittenType | None,
    ) -> SubroutineHeader:
        """``SUBROUTINE name``: a function if it returns a value, else a procedure."""
        if result is not None:
            return self.function(span, name, parameters, result)
        self.open_kinds += 1
        return SubroutineHeader(span, name[0], parameters or (), None, is_either=True)

    def function(
        self,
        span: Span,
        name: Token,
        parameters: tuple[Parameter, ...] | None,
        result: WrittenType | None,
    ) -> SubroutineHeader:
        return SubroutineHeader(span, name[0], parameters or (), result.type if result else UNKNOWN)


def _groups(
    declared: Iterable[Declared],
) -> Iterator[tuple[tuple[Name, ...], WrittenType | None]]:
    """Give names that share a type: in ``a, b : T`` the type belongs to both."""
    names: list[Name] = []
    for each in declared:
        names.append(each.name)
        if each.type is not None:
            yield tuple(names), each.type
            names = []
    if names:
        yield tuple(names), None


def _of(element: WrittenType, declared: Declared) -> WrittenType:
    """Give the type of a name behind its type: ``INTEGER a[5]`` is an array."""
    if declared.type is None:
        return element
    return array_of(declared.span, element.type, declared.type.bounds)


def array_of(span: Span, element: Type, bounds: tuple[Bounds, ...]) -> WrittenType:
    """Make an array type; the bounds that are plain numbers are in it."""
    dimensions = tuple(
        Dimension(_constant(b.lower), _constant(b.upper), b.is_length) for b in bounds
    )
    return WrittenType(span, ArrayType(element, dimensions), bounds)


def _constant(value: Expression) -> int | None:
    """Tell the value of a plain number, with or without a sign."""
    match value:
        case Integer():
            return value.value
        case Unary(operator=UnaryOperator.NEGATE, operand=Integer() as number):
            return -number.value
        case Unary(operator=UnaryOperator.PLUS, operand=Integer() as number):
            return number.value
    return None
