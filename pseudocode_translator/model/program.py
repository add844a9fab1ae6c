"""Statements that hold others, subroutines, and the program itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.nodes import Expression, Name
from pseudocode_translator.model.rules import Rules
from pseudocode_translator.model.scopes import Scope
from pseudocode_translator.model.statements import (
    Assign,
    AssignSeveral,
    Blank,
    Break,
    CallStatement,
    CloseFile,
    Comment,
    Continue,
    Declare,
    DefineAlias,
    DefineConstant,
    DefineEnum,
    DefinePointer,
    DefineRecord,
    DefineSet,
    DefineSetType,
    GetRecord,
    Input,
    OpenFile,
    Output,
    PutRecord,
    ReadFile,
    Return,
    SeekFile,
    UnreadableStatement,
    WriteFile,
)
from pseudocode_translator.model.types import Type


@dataclass(frozen=True, slots=True)
class Branch:
    """A condition and what it guards."""

    span: Span
    condition: Expression
    body: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class If:
    """IF, ELSE IF and ELSE."""

    span: Span
    branches: tuple[Branch, ...]
    otherwise: tuple[Statement, ...] | None = None


@dataclass(frozen=True, slots=True)
class ValueLabel:
    """A CASE label that matches one value."""

    span: Span
    value: Expression


@dataclass(frozen=True, slots=True)
class RangeLabel:
    """A CASE label that matches a range, both ends included."""

    span: Span
    low: Expression
    high: Expression


@dataclass(frozen=True, slots=True)
class ConditionLabel:
    """A CASE label that is a condition of its own, as in ``x > 5 :``."""

    span: Span
    condition: Expression


Label = ValueLabel | RangeLabel | ConditionLabel


@dataclass(frozen=True, slots=True)
class CaseBranch:
    """The labels of one branch and what is done there."""

    span: Span
    labels: tuple[Label, ...]
    body: tuple[Statement, ...]
    falls_through: bool = False
    """The next branch is run too, as in C without ``break``."""


@dataclass(frozen=True, slots=True)
class Case:
    """The first branch that matches runs; the subject is evaluated once."""

    span: Span
    subject: Expression
    branches: tuple[CaseBranch | Comment | Blank, ...]
    otherwise: tuple[Statement, ...] | None = None


@dataclass(frozen=True, slots=True)
class For:
    """A counting loop; start, end and step are evaluated once, before it."""

    span: Span
    variable: Expression
    """A `Name` as a rule; Cambridge programs also count in elements and fields."""
    start: Expression
    end: Expression
    step: Expression | None
    """None is 1."""
    body: tuple[Statement, ...]
    inclusive: bool = True
    """The end value itself still runs."""
    either_way: bool = False
    """It counts up or down, whichever leads to the end: the sign of the step says nothing, and
    there is always a first round."""


@dataclass(frozen=True, slots=True)
class ForEach:
    """A loop over the elements of an array or the characters of a string."""

    span: Span
    variable: Name
    items: Expression
    body: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class While:
    """Tested before each round."""

    span: Span
    condition: Expression
    body: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """Tested after each round; stops when the condition is true."""

    span: Span
    body: tuple[Statement, ...]
    until: Expression


@dataclass(frozen=True, slots=True)
class RepeatTimes:
    """A number of rounds, with no variable that counts them; none for zero and below."""

    span: Span
    count: Expression
    """Evaluated once, before the first round."""
    body: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a subroutine."""

    span: Span
    name: Name
    type: Type
    """UNKNOWN where the author gave none."""
    by_reference: bool = False
    mode_inherited: bool = False
    """Nothing is written before it: BYREF stays in force from a parameter before it."""
    is_shared_array: bool = False
    """It goes by reference because it is an array; a value that is no variable will do."""


@dataclass(frozen=True, slots=True)
class Subroutine:
    """A procedure, function or method."""

    span: Span
    """From its header to its end."""
    name: str
    parameters: tuple[Parameter, ...]
    body: tuple[Statement, ...]
    result: Type | None
    """None: a procedure. UNKNOWN: a function whose type the author did not give."""
    private: bool = False
    constructor: bool = False
    scope: Scope = field(default_factory=Scope)
    """Its parameters and own variables, once resolved."""
    header: Span | None = None
    """The header line alone."""


@dataclass(frozen=True, slots=True)
class DefineClass:
    """A class with its attributes (`Declare`) and methods (`Subroutine`)."""

    span: Span
    name: str
    parent: str | None
    members: tuple[Declare | Subroutine | Comment | Blank, ...]


TypeDefinition = (
    DefineRecord | DefineEnum | DefinePointer | DefineSetType | DefineAlias | DefineClass
)
Statement = (
    Comment
    | Blank
    | UnreadableStatement
    | Declare
    | DefineConstant
    | DefineSet
    | TypeDefinition
    | Assign
    | AssignSeveral
    | Input
    | Output
    | If
    | Case
    | For
    | ForEach
    | While
    | Repeat
    | RepeatTimes
    | Break
    | Continue
    | CallStatement
    | Return
    | OpenFile
    | ReadFile
    | WriteFile
    | CloseFile
    | SeekFile
    | GetRecord
    | PutRecord
    | Subroutine
)


@dataclass(frozen=True, slots=True)
class Program:
    """A whole document."""

    span: Span
    body: tuple[Statement, ...]
    """In source order; definitions stand where the author put them."""
    rules: Rules = field(default_factory=Rules)
    scope: Scope = field(default_factory=Scope)
    """Variables and constants of the main program, once resolved."""
    types: Mapping[str, TypeDefinition] = field(default_factory=dict)
    """By name, once resolved."""
    subroutines: Mapping[str, Subroutine] = field(default_factory=dict)
    """By name, once resolved; methods are in their class."""
