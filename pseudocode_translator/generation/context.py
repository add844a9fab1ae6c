"""What the generators of expressions and statements share about one program.

The analysis of the whole program (`usage`, `storage`, ...) decides; a `Context`
answers. It also collects which prelude helpers and imports the output needs, and
knows the place where generation stands: the subroutine and the loops around it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from pseudocode_translator.model.nodes import Expression
from pseudocode_translator.model.program import Program
from pseudocode_translator.model.types import Type


class Storage(Enum):
    """How the output keeps an array."""

    LIST = auto()
    """A plain list, nested for more dimensions. Its index is the author's index: a
    first index of 1 leaves element 0 unused. No index is ever below the bounds."""
    ARRAY = auto()
    """The prelude's `Array`, which knows its bounds and checks every index."""
    GROWING = auto()
    """An array whose size nobody declared; elements come with their first assignment."""


class Passing(Enum):
    """How an argument reaches a subroutine of the program."""

    VALUE = auto()
    """As a value; a subroutine that changes an array or record copies it itself."""
    RETURNED = auto()
    """BYREF scalar: passed as a value, and the new value comes back as a result. Only
    in calls that are statements."""
    SHARED = auto()
    """BYREF array, record or object: the object itself, changed in place."""
    CELL = auto()
    """BYREF scalar as a `Ref`: the boxed variable itself, `ElementRef`, `FieldRef`."""


@dataclass(frozen=True, slots=True)
class Signature:
    """How a subroutine is called."""

    passing: tuple[Passing, ...]
    """One per parameter."""
    types: tuple[Type, ...] = ()
    """Of the parameters."""


class Context(Protocol):
    """Answers about the program; names are the resolved names of the tree."""

    program: Program

    def variable(self, name: str) -> str:
        """The Python name of a variable, constant or parameter seen from here."""

    def type_name(self, name: str) -> str:
        """The Python name of a record, enum or class."""

    def subroutine(self, name: str) -> str:
        """The Python name of a procedure or function."""

    def method(self, name: str) -> str:
        """The Python name of a method."""

    def field(self, name: str) -> str:
        """The Python name of a record's field or an object's attribute."""

    def enum_member(self, type_name: str, member: str) -> str:
        """The Python name of an enum member, without its class."""

    def is_boxed(self, name: str) -> bool:
        """The variable seen from here is a `Ref` cell: read it as ``x.value``."""

    def storage(self, name: str) -> Storage:
        """How the array variable seen from here is kept."""

    def storage_of(self, expression: Expression) -> Storage:
        """How the array that any expression yields is kept, `ArrayLiteral` included."""

    def require(self, helper: str) -> str:
        """Mark a prelude helper as used; its name in this output, free of collisions."""

    def require_import(self, module: str, name: str | None = None) -> str:
        """Mark an import as used; ``import module`` or ``from module import name``."""

    def signature(self, subroutine: str) -> Signature:
        """How a procedure or function is called."""

    def method_signature(self, method: str) -> Signature:
        """How a method is called; the same for all classes that have one of this name."""

    def interval(self, expression: Expression) -> tuple[int | None, int | None]:
        """Proven lowest and highest value of an INTEGER expression here; None is unknown."""

    def is_inside(self, text: Expression, position: Expression) -> bool:
        """A loop around is proven to keep a position inside of a text."""

    def temporary(self, hint: str) -> str:
        """A fresh Python name that nothing else in the output has."""
