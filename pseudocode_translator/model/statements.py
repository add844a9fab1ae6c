"""Simple statements of the tree: those that hold no other statements.

See `nodes` for expressions and `program` for blocks, subroutines and the program.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.nodes import Expression, Name
from pseudocode_translator.model.types import Type


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, without its marks."""

    span: Span
    text: str
    trailing: bool = False
    """It stands behind code, on the line of the statement before it."""


@dataclass(frozen=True, slots=True)
class Blank:
    """One or more empty lines that the author left on purpose."""

    span: Span


@dataclass(frozen=True, slots=True)
class UnreadableStatement:
    """A statement that could not be parsed; a diagnostic tells why."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Bounds:
    """The bounds of one array dimension as written, inclusive."""

    lower: Expression
    upper: Expression
    is_length: bool = False
    """One number was written, as in ``ARRAY[5]``: whether it counts from 0 is not said."""


@dataclass(frozen=True, slots=True)
class Declare:
    """``DECLARE a, b : T``, a field of a record, or an attribute of a class."""

    span: Span
    names: tuple[Name, ...]
    type: Type
    """For arrays an `ArrayType` that knows the bounds where they are constant."""
    bounds: tuple[Bounds, ...] = ()
    """Of the outermost array type, one per dimension; empty if it is no array."""
    private: bool = False


@dataclass(frozen=True, slots=True)
class DefineConstant:
    """``CONSTANT X = 3``."""

    span: Span
    name: Name
    value: Expression


@dataclass(frozen=True, slots=True)
class DefineSet:
    """``DEFINE v (1, 2, 3) : T``: a set variable with its members."""

    span: Span
    name: Name
    items: tuple[Expression, ...]
    type: Type


@dataclass(frozen=True, slots=True)
class DefineRecord:
    """A record type; `fields` may hold comments too."""

    span: Span
    name: str
    fields: tuple[Declare | Comment | Blank, ...]


@dataclass(frozen=True, slots=True)
class DefineEnum:
    """An enumerated type."""

    span: Span
    name: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DefinePointer:
    """A pointer type."""

    span: Span
    name: str
    target: Type


@dataclass(frozen=True, slots=True)
class DefineSetType:
    """A set type."""

    span: Span
    name: str
    element: Type


@dataclass(frozen=True, slots=True)
class DefineAlias:
    """Another name for a type: ``TYPE Cards = ARRAY[1:3] OF INTEGER``."""

    span: Span
    name: str
    type: Type
    bounds: tuple[Bounds, ...] = ()
    """As in `Declare`."""


@dataclass(frozen=True, slots=True)
class Assign:
    """``target <- value``; arrays and records are copied as `Rules` says."""

    span: Span
    target: Expression
    value: Expression


@dataclass(frozen=True, slots=True)
class AssignSeveral:
    """``(a, b) <- (b, a)``: all values are known before the first is stored."""

    span: Span
    targets: tuple[Expression, ...]
    values: tuple[Expression, ...]
    """As many as there are targets, or one that is taken apart."""


@dataclass(frozen=True, slots=True)
class Input:
    """Read one line per target, each converted to the type of its target."""

    span: Span
    targets: tuple[Expression, ...]
    prompt: Expression | None = None


@dataclass(frozen=True, slots=True)
class Output:
    """Print the items."""

    span: Span
    items: tuple[Expression, ...]
    separator: str = ""
    """Printed between the items."""
    end: str = "\n"
    """Printed after the last item."""


@dataclass(frozen=True, slots=True)
class Break:
    """Leave the innermost loop."""

    span: Span


@dataclass(frozen=True, slots=True)
class Continue:
    """Go on with the next round of the innermost loop."""

    span: Span


@dataclass(frozen=True, slots=True)
class CallStatement:
    """A call for its effect."""

    span: Span
    call: Expression
    """A `Call`, `LibraryCall` or `MethodCall`."""


@dataclass(frozen=True, slots=True)
class Return:
    """Leave the subroutine; a function's result is `value`."""

    span: Span
    value: Expression | None = None


class FileMode(StrEnum):
    """What a file is opened for."""

    READ = "READ"
    WRITE = "WRITE"
    APPEND = "APPEND"
    RANDOM = "RANDOM"


@dataclass(frozen=True, slots=True)
class OpenFile:
    """``OPENFILE file FOR mode``."""

    span: Span
    file: Expression
    """The file's name as a string; the name is also its handle."""
    mode: FileMode


@dataclass(frozen=True, slots=True)
class ReadFile:
    """Read one line of a text file."""

    span: Span
    file: Expression
    target: Expression


@dataclass(frozen=True, slots=True)
class WriteFile:
    """Write the items, joined, as one line of a text file."""

    span: Span
    file: Expression
    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class CloseFile:
    """``CLOSEFILE file``."""

    span: Span
    file: Expression


@dataclass(frozen=True, slots=True)
class SeekFile:
    """Move to a record of a random file; the first has address 1."""

    span: Span
    file: Expression
    address: Expression


@dataclass(frozen=True, slots=True)
class GetRecord:
    """Read the record at the address of a random file."""

    span: Span
    file: Expression
    target: Expression


@dataclass(frozen=True, slots=True)
class PutRecord:
    """Write a record at the address of a random file."""

    span: Span
    file: Expression
    value: Expression
