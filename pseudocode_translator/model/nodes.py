"""The one tree of all dialects: expressions here, statements in `statements`.

Nodes are frozen, know their place in the printed source, and say what the author
meant: a dialect's parser has already decided which kind of division, which
precedence of NOT, which end of a loop. The parser leaves `type` at UNKNOWN and
names as written; `semantics.resolve` gives every expression its type and every
name the spelling of its declaration.
"""

from __future__ import annotations

from dataclasses import dataclass

from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.library import Library
from pseudocode_translator.model.literals import Boolean, Character, Date, Integer, Real, Text
from pseudocode_translator.model.operators import BinaryOperator, Gather, UnaryOperator
from pseudocode_translator.model.types import (
    REAL,
    STRING,
    UNKNOWN,
    CollectionType,
    NamedType,
    Type,
)

__all__ = [
    "BinaryOperator",
    "Boolean",
    "Character",
    "Date",
    "Gather",
    "Integer",
    "Real",
    "Text",
    "UnaryOperator",
]
"""Those of `literals` and `operators` can be had here, too."""


@dataclass(frozen=True, slots=True)
class EnumMember:
    """A value of an enumerated type (made by `semantics` from a name)."""

    span: Span
    name: str
    type: NamedType


@dataclass(frozen=True, slots=True)
class Null:
    """The pointer or object that points nowhere."""

    span: Span
    type: Type = UNKNOWN


@dataclass(frozen=True, slots=True)
class Name:
    """A variable, constant or parameter."""

    span: Span
    name: str
    type: Type = UNKNOWN


@dataclass(frozen=True, slots=True)
class Index:
    """An element of an array, or a character of a string: ``base[i, j]``.

    ``a[i][j]`` on an array of two dimensions is the same node as ``a[i, j]``
    once it is resolved.
    """

    span: Span
    base: Expression
    indexes: tuple[Expression, ...]
    """One per dimension."""
    type: Type = UNKNOWN


@dataclass(frozen=True, slots=True)
class Field:
    """``base.name`` of a record or an object."""

    span: Span
    base: Expression
    name: str
    type: Type = UNKNOWN


@dataclass(frozen=True, slots=True)
class Dereference:
    """``p^``: what a pointer points to."""

    span: Span
    pointer: Expression
    type: Type = UNKNOWN


@dataclass(frozen=True, slots=True)
class AddressOf:
    """``^x``: a pointer to a variable, an element or a field."""

    span: Span
    target: Expression
    type: Type = UNKNOWN


@dataclass(frozen=True, slots=True)
class Unary:
    """An operator and its operand."""

    span: Span
    operator: UnaryOperator
    operand: Expression
    type: Type = UNKNOWN


@dataclass(frozen=True, slots=True)
class Binary:
    """Two operands and what is done with them; AND and OR stop early."""

    span: Span
    operator: BinaryOperator
    left: Expression
    right: Expression
    type: Type = UNKNOWN


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a subroutine, by name.

    The parser makes one for every ``name(...)``; `semantics` turns calls of
    library functions into `LibraryCall` and element reads written with round
    brackets into `Index`. What remains calls a subroutine of the program.
    """

    span: Span
    function: str
    arguments: tuple[Expression, ...]
    type: Type = UNKNOWN
    name_span: Span | None = None
    """Where the name stands, for messages about it."""


@dataclass(frozen=True, slots=True)
class LibraryCall:
    """A call of a function that the dialect provides."""

    span: Span
    function: Library
    arguments: tuple[Expression, ...]
    """In the order that `Library` documents, whatever the dialect's order is."""
    type: Type = UNKNOWN


@dataclass(frozen=True, slots=True)
class MethodCall:
    """``base.method(...)`` of an object; `base` is a `Super` for the parent's method."""

    span: Span
    base: Expression
    method: str
    arguments: tuple[Expression, ...]
    type: Type = UNKNOWN


@dataclass(frozen=True, slots=True)
class Super:
    """``SUPER``: this object, seen as an instance of the parent class."""

    span: Span
    type: Type = UNKNOWN


@dataclass(frozen=True, slots=True)
class This:
    """The object that a method runs for (made by `semantics`): ``SELF`` and ``THIS``."""

    span: Span
    type: Type = UNKNOWN


@dataclass(frozen=True, slots=True)
class New:
    """``NEW Name(...)``: an object of a class."""

    span: Span
    class_name: str
    arguments: tuple[Expression, ...]
    type: Type = UNKNOWN


@dataclass(frozen=True, slots=True)
class ArrayLiteral:
    """``[3, 7]``; nested for more dimensions. The first index is `lower`."""

    span: Span
    items: tuple[Expression, ...]
    lower: int
    type: Type = UNKNOWN


@dataclass(frozen=True, slots=True)
class DictionaryLiteral:
    """``{"a": 1, "b": 2}``."""

    span: Span
    keys: tuple[Expression, ...]
    values: tuple[Expression, ...]
    """One for each key."""
    type: Type = UNKNOWN


@dataclass(frozen=True, slots=True)
class NewCollection:
    """``new Stack()``: a stack, queue or collection with nothing in it."""

    span: Span
    type: CollectionType


@dataclass(frozen=True, slots=True)
class SetLiteral:
    """The members of a set value."""

    span: Span
    items: tuple[Expression, ...]
    type: Type = UNKNOWN


@dataclass(frozen=True, slots=True)
class BoundName:
    """A variable of the `Comprehension` around it, which nothing outside can see."""

    span: Span
    name: str
    type: Type = UNKNOWN


@dataclass(frozen=True, slots=True)
class Clause:
    """``names`` of a comprehension, and what they go through."""

    names: tuple[str, ...]
    """Several take each item apart."""
    items: Expression


@dataclass(frozen=True, slots=True)
class Comprehension:
    """A set, list, sum, product, quantifier or extreme over the items that are described."""

    span: Span
    gather: Gather
    element: Expression
    clauses: tuple[Clause, ...]
    conditions: tuple[Expression, ...] = ()
    """All of them must hold."""
    type: Type = UNKNOWN


@dataclass(frozen=True, slots=True)
class Range:
    """The whole numbers from `low` to `high`, both included."""

    span: Span
    low: Expression
    high: Expression
    type: Type = UNKNOWN


@dataclass(frozen=True, slots=True)
class Slice:
    """The elements of `base` from index `low` to index `high`, both included, as a new array."""

    span: Span
    base: Expression
    low: Expression
    high: Expression
    type: Type = UNKNOWN


@dataclass(frozen=True, slots=True)
class TupleLiteral:
    """Several values as one."""

    span: Span
    items: tuple[Expression, ...]
    type: Type = UNKNOWN


@dataclass(frozen=True, slots=True)
class Apply:
    """A call of the function that a variable holds (made by `semantics` from a `Call`)."""

    span: Span
    function: Name
    arguments: tuple[Expression, ...]
    type: Type = UNKNOWN


@dataclass(frozen=True, slots=True)
class Infinity:
    """More than every number."""

    span: Span
    type: Type = REAL


@dataclass(frozen=True, slots=True)
class InputValue:
    """``x <- INPUT``: a line read from standard input, converted to `type`.

    UNKNOWN means: an integer if it looks like one, else a real, else a string. The parser
    gives a type where the author does: ``int(input())``.
    """

    span: Span
    prompt: Expression | None = None
    type: Type = UNKNOWN


@dataclass(frozen=True, slots=True)
class Formatted:
    """A value as text of a width, as in ``x:8:2``: filled up with spaces on the left."""

    span: Span
    value: Expression
    width: Expression
    """Characters; a longer text stays as it is."""
    decimals: Expression | None
    """Digits behind the point; None: as many as the value has."""
    type: Type = STRING


@dataclass(frozen=True, slots=True)
class UnreadableExpression:
    """An expression that could not be parsed; a diagnostic tells why."""

    span: Span
    text: str
    type: Type = UNKNOWN


Literal = Integer | Real | Text | Character | Boolean | Date | EnumMember | Null
Expression = (
    Literal
    | Name
    | Index
    | Field
    | Dereference
    | AddressOf
    | Unary
    | Binary
    | Call
    | LibraryCall
    | MethodCall
    | Super
    | This
    | New
    | ArrayLiteral
    | DictionaryLiteral
    | NewCollection
    | SetLiteral
    | BoundName
    | Comprehension
    | Range
    | Slice
    | TupleLiteral
    | Apply
    | Infinity
    | InputValue
    | Formatted
    | UnreadableExpression
)
