"""Types of pseudocode values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """Built-in types; the values are the words that messages use."""

    INTEGER = "INTEGER"
    REAL = "REAL"
    STRING = "STRING"
    CHAR = "CHAR"
    BOOLEAN = "BOOLEAN"
    DATE = "DATE"
    FILE = "FILE"
    """The name of a file, by which it is known while it is open."""
    TEXT_FILE = "text file"
    """An open file, as a variable holds it."""
    NOTHING = "nothing"
    """The result of a procedure."""
    UNKNOWN = "unknown"
    """Not known before the program runs; every operation must be possible."""


@dataclass(frozen=True, slots=True)
class Primitive:
    """A built-in type without parts."""

    kind: Kind

    def __str__(self) -> str:
        return self.kind.value


@dataclass(frozen=True, slots=True)
class Dimension:
    """Both bounds of one array dimension, inclusive; None where only known at run time."""

    lower: int | None
    upper: int | None
    is_length: bool = field(default=False, compare=False)
    """Only the number of elements was written: the lower bound is assumed."""


@dataclass(frozen=True, slots=True)
class ArrayType:
    """An array with one entry per dimension; no dimension is known for an empty tuple."""

    element: Type
    dimensions: tuple[Dimension, ...]

    def __str__(self) -> str:
        if not self.dimensions:
            return f"ARRAY OF {self.element}"
        bounds = ", ".join(f"{_bound(d.lower)}:{_bound(d.upper)}" for d in self.dimensions)
        return f"ARRAY[{bounds}] OF {self.element}"


class Category(StrEnum):
    """What a name of the program's own TYPE or CLASS stands for."""

    RECORD = "record"
    ENUM = "enum"
    POINTER = "pointer"
    SET = "set"
    CLASS = "class"


@dataclass(frozen=True, slots=True)
class NamedType:
    """A type that the program defines itself; `Program.types` has its definition."""

    name: str
    category: Category

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class PointerType:
    """The type of ``^x`` where no pointer type was named."""

    target: Type

    def __str__(self) -> str:
        return f"^{self.target}"


@dataclass(frozen=True, slots=True)
class SetType:
    """A set without a name of its own."""

    element: Type

    def __str__(self) -> str:
        return f"SET OF {self.element}"


class Form(StrEnum):
    """How the items of a collection are put in and taken out."""

    STACK = "stack"
    """Last in, first out."""
    QUEUE = "queue"
    """First in, first out."""
    COLLECTION = "collection"
    """Items are added, and read one after the other from a place that it remembers."""


@dataclass(frozen=True, slots=True)
class CollectionType:
    """Something that grows and shrinks with its items, and has no indexes.

    A list with indexes is an `ArrayType` whose upper bound is not known.
    """

    form: Form
    element: Type
    """UNKNOWN as long as nothing was put in."""

    def __str__(self) -> str:
        known = self.element not in (NOTHING, UNKNOWN)
        return f"{self.form.value} of {self.element}" if known else self.form.value


@dataclass(frozen=True, slots=True)
class DictionaryType:
    """Values that are found by keys; assigning one shares it."""

    key: Type
    """NOTHING, as for the value, as long as nothing was put in."""
    value: Type

    def __str__(self) -> str:
        return f"dictionary of {self.value} by {self.key}"


@dataclass(frozen=True, slots=True)
class UnresolvedType:
    """A type name as the parser met it; `semantics` replaces it."""

    name: str

    def __str__(self) -> str:
        return self.name


Type = (
    Primitive
    | ArrayType
    | NamedType
    | PointerType
    | SetType
    | CollectionType
    | DictionaryType
    | UnresolvedType
)

INTEGER = Primitive(Kind.INTEGER)
REAL = Primitive(Kind.REAL)
STRING = Primitive(Kind.STRING)
CHAR = Primitive(Kind.CHAR)
BOOLEAN = Primitive(Kind.BOOLEAN)
DATE = Primitive(Kind.DATE)
FILE = Primitive(Kind.FILE)
TEXT_FILE = Primitive(Kind.TEXT_FILE)
NOTHING = Primitive(Kind.NOTHING)
UNKNOWN = Primitive(Kind.UNKNOWN)


def _bound(value: int | None) -> str:
    return "?" if value is None else str(value)
