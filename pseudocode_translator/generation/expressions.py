"""Expressions of the tree as Python expressions."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from pseudocode_translator.generation import python_syntax as py
from pseudocode_translator.generation import text_output
from pseudocode_translator.generation.calls import call_value, method_value, new_value, super_value
from pseudocode_translator.generation.collection_literals import (
    array_literal,
    dictionary_literal,
    set_literal,
)
from pseudocode_translator.generation.context import Context, Storage
from pseudocode_translator.generation.copies import copied_value, placed_value
from pseudocode_translator.generation.elements import elements_of
from pseudocode_translator.generation.failures import not_translated, quoted
from pseudocode_translator.generation.initial_values import (
    annotation,
    empty_collection,
    initial_value,
)
from pseudocode_translator.generation.input_values import converted, input_call, number_input_call
from pseudocode_translator.generation.library_calls import library_value
from pseudocode_translator.generation.mathematics import mathematical_value
from pseudocode_translator.generation.naming import identifier
from pseudocode_translator.generation.operators import (
    binary_value,
    concatenation_value,
    unary_value,
)
from pseudocode_translator.generation.places import (
    address_of,
    element_value,
    field_value,
    is_character,
    pointed_value,
    replaced_character,
    target_of,
    variable_value,
)
from pseudocode_translator.generation.printing import line_of, output_call
from pseudocode_translator.model.deadline import checkpoint
from pseudocode_translator.model.nodes import (
    AddressOf,
    Apply,
    ArrayLiteral,
    Binary,
    Boolean,
    BoundName,
    Call,
    Character,
    Comprehension,
    Date,
    Dereference,
    DictionaryLiteral,
    EnumMember,
    Expression,
    Field,
    Formatted,
    Index,
    Infinity,
    InputValue,
    Integer,
    LibraryCall,
    MethodCall,
    Name,
    New,
    NewCollection,
    Null,
    Range,
    Real,
    SetLiteral,
    Slice,
    Super,
    Text,
    This,
    TupleLiteral,
    Unary,
    UnreadableExpression,
)
from pseudocode_translator.model.statements import Bounds
from pseudocode_translator.model.types import REAL, STRING, Type
from pseudocode_translator.semantics.typing import is_text
from pseudocode_translator.semantics.walk import LEAVES

DEEPEST = 90
"""Nesting of expressions; Python's compiler takes 200 brackets in brackets."""
LARGEST_EXACT = 2**53
"""All integers below it are floats, too."""


class ExpressionGenerator:
    """Builds `ast` expressions at the place of the program where its context stands.

    All results are new nodes. None of them is checked for line length or quoting: that
    is the writer's business.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._depth = 0

    @property
    def context(self) -> Context:
        """What is known about the program, and the place in it."""
        return self._context

    def value(self, node: Expression) -> ast.expr:
        """Build the value of an expression."""
        if type(node) not in LEAVES:
            checkpoint()
        if self._depth >= DEEPEST:
            return not_translated(node, "this expression is nested too deeply", self)
        self._depth += 1
        try:
            return self._value(node)
        finally:
            self._depth -= 1

    def condition(self, node: Expression) -> ast.expr:
        """Build an expression for a place that only asks whether it is true."""
        return self.value(node)

    def as_text(self, node: Expression) -> ast.expr:
        """Build the string that OUTPUT would print."""
        return text_output.text_of(node, self)

    def target(self, node: Expression) -> ast.expr:
        """Build the place that an assignment fills; see `assignment` for characters."""
        return target_of(node, self)

    def assignment(self, node: Expression, value: ast.expr) -> tuple[ast.expr, ast.expr]:
        """Build target and value of an assignment, be it to one character of a string."""
        if isinstance(node, Index) and is_character(node):
            return self.target(node.base), replaced_character(node, value, self)
        return self.target(node), value

    def copied(self, node: Expression) -> ast.expr:
        """Build a value that shares no array and no record with any variable."""
        return copied_value(node, self)

    def assigned(self, node: Expression, kind: Type, *, is_sized: bool = True) -> ast.expr:
        """Build a value for a variable of a type: copied, and as text for a STRING.

        A literal becomes a literal of the type: ``5`` in a REAL variable is ``5.0``. An
        array gets the bounds of the variable; see `placed_value` for `is_sized`.
        """
        placed = placed_value(node, kind, self, is_sized=is_sized)
        if placed is not None:
            return placed
        if kind == STRING and not is_text(node.type):
            return self.as_text(node)
        if kind == REAL and isinstance(node, Integer) and abs(node.value) < LARGEST_EXACT:
            return py.number(float(node.value))
        return self.copied(node)

    def address(self, node: Expression) -> ast.expr:
        """Build a reference to a place: a `Ref`, `ElementRef` or `FieldRef`."""
        return address_of(node, self)

    def default(
        self, kind: Type, bounds: Sequence[Bounds] = (), storage: Storage = Storage.ARRAY
    ) -> ast.expr:
        """Build what a declared variable holds before its first assignment.

        Arrays inside arrays, as in ARRAY[1:3] OF ARRAY[1:4] OF INTEGER, are made with
        `Storage.ARRAY`, whatever the outer one is.
        """
        return initial_value(kind, bounds, storage, self)

    def annotation(self, kind: Type, storage: Storage = Storage.ARRAY) -> ast.expr | None:
        """Build a type hint; None where the type is not known."""
        return annotation(kind, storage, self)

    def elements(self, node: Expression) -> ast.expr:
        """Build what a loop over an array or a string goes through."""
        return elements_of(node, self)

    def output_call(
        self, items: Sequence[Expression], separator: str = "", end: str = "\n"
    ) -> ast.Call:
        """Build the ``print`` call of an OUTPUT."""
        return output_call(items, separator, end, self)

    def line(self, items: Sequence[Expression]) -> ast.expr:
        """Build the one string that WRITEFILE writes for its items."""
        return line_of(items, self)

    def input_call(self, kind: Type, prompt: Expression | None = None) -> ast.expr:
        """Build a call that reads a value of a type from standard input."""
        return input_call(kind, prompt, self)

    def number_input_call(self, prompt: Expression | None = None) -> ast.expr:
        """Build a call that reads a number as it is typed, with a fraction or without."""
        return number_input_call(prompt, self)

    def converted(self, kind: Type, line: ast.expr) -> ast.expr:
        """Build the value of a type that a line of text, as READFILE gets it, stands for."""
        return converted(kind, line, self)

    def not_translated(self, node: Expression, reason: str) -> ast.expr:
        """Build an expression that fails, with the line and a reason, when it is reached."""
        return not_translated(node, reason, self)

    def _value(self, node: Expression) -> ast.expr:
        match node:
            case Name():
                return variable_value(node, self)
            case Integer(value=value) | Real(value=value):
                return py.number(value)
            case Text(value=text) | Character(value=text):
                return py.text(text)
            case Boolean(value=truth):
                return py.truth(truth)
            case Binary() if text_output.is_concatenation(node):
                return concatenation_value(node, self)
            case Binary():
                return binary_value(node, self)
            case Unary():
                return unary_value(node, self)
            case Index():
                return element_value(node, self)
            case Field():
                return field_value(node, self)
            case _:
                return self._rare_value(node)

    def _rare_value(self, node: Expression) -> ast.expr:
        match node:
            case LibraryCall():
                return library_value(node, self)
            case Call():
                return call_value(node, self)
            case Formatted():
                return text_output.formatted_text(node, self)
            case MethodCall():
                return method_value(node, self)
            case New():
                return new_value(node, self)
            case Super():
                return super_value()
            case This():
                return py.name("self")
            case Dereference():
                return pointed_value(node, self)
            case AddressOf():
                return address_of(node.target, self)
            case InputValue():
                return input_call(node.type, node.prompt, self)
            case ArrayLiteral():
                return array_literal(node, self)
            case SetLiteral():
                return set_literal(node, self)
            case DictionaryLiteral():
                return dictionary_literal(node, self)
            case NewCollection(type=kind):
                return empty_collection(kind, self)
            case Comprehension() | Range() | Slice() | TupleLiteral() | Infinity():
                return mathematical_value(node, self)
            case BoundName(name=name):
                return py.name(identifier(name))
            case Apply():
                arguments = [self.value(argument) for argument in node.arguments]
                return py.call(self.value(node.function), *arguments)
            case _:
                return self._value_of_constant(node)

    def _value_of_constant(self, node: Expression) -> ast.expr:
        match node:
            case Null():
                return py.none()
            case Date(day=day, month=month, year=year):
                date = py.name(self.context.require_import("datetime", "date"))
                return py.call(date, py.number(year), py.number(month), py.number(day))
            case EnumMember(name=member, type=kind):
                enum = py.name(self.context.type_name(kind.name))
                return py.attribute(enum, self.context.enum_member(kind.name, member))
            case UnreadableExpression(text=source):
                return not_translated(node, f"cannot read {quoted(source)!r}", self)
            case _:
                raise TypeError(f"no translation of {type(node).__name__}")
