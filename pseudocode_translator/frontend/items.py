"""What a logical line is made of: statements, and the parts of blocks as they stand.

A simple statement is a node of the model already. The rest are the classes below, which
live from the grammar to `blocks` and no longer.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.nodes import BinaryOperator, Expression, Name
from pseudocode_translator.model.program import Label, Parameter, Statement
from pseudocode_translator.model.statements import Bounds
from pseudocode_translator.model.types import Type


class Block(StrEnum):
    """Kinds of blocks; the values are the words for which `Dialect.words` has its own."""

    IF = "IF"
    CASE = "CASE"
    FOR = "FOR"
    WHILE = "WHILE"
    REPEAT = "REPEAT"
    TIMES = "REPEAT TIMES"
    PROCEDURE = "PROCEDURE"
    FUNCTION = "FUNCTION"
    RECORD = "TYPE"
    CLASS = "CLASS"


@dataclass(frozen=True, slots=True)
class IfHeader:
    """``IF condition``."""

    span: Span
    condition: Expression


@dataclass(frozen=True, slots=True)
class ElseIfHeader:
    """``ELSEIF condition``, in one word: never a block of its own."""

    span: Span
    condition: Expression


@dataclass(frozen=True, slots=True)
class Else:
    """``ELSE``."""

    span: Span


@dataclass(frozen=True, slots=True)
class Then:
    """``THEN``."""

    span: Span


@dataclass(frozen=True, slots=True)
class Do:
    """``DO``."""

    span: Span


@dataclass(frozen=True, slots=True)
class WhileHeader:
    """``WHILE condition``."""

    span: Span
    condition: Expression


@dataclass(frozen=True, slots=True)
class RepeatHeader:
    """``REPEAT``."""

    span: Span


@dataclass(frozen=True, slots=True)
class TimesHeader:
    """``REPEAT count TIMES``."""

    span: Span
    count: Expression


@dataclass(frozen=True, slots=True)
class Until:
    """``UNTIL condition``."""

    span: Span
    condition: Expression


@dataclass(frozen=True, slots=True)
class ForHeader:
    """``FOR variable <- start TO end STEP step``."""

    span: Span
    variable: Expression
    start: Expression
    end: Expression
    step: Expression | None
    either_way: bool = False
    """As in `For`."""


@dataclass(frozen=True, slots=True)
class ForEachHeader:
    """``FOR EACH variable IN items``."""

    span: Span
    variable: Name
    items: Expression


@dataclass(frozen=True, slots=True)
class CaseHeader:
    """``CASE OF subject``."""

    span: Span
    subject: Expression
    falls_through: bool = False
    """A branch that does not end with a break goes on with the next one, as in C."""


@dataclass(frozen=True, slots=True)
class OpenLabel:
    """``> 5`` as a label: a comparison whose left side is the subject of the CASE."""

    span: Span
    operator: BinaryOperator
    value: Expression


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a CASE branch, or what looks like them."""

    span: Span
    labels: tuple[Label | OpenLabel, ...]


@dataclass(frozen=True, slots=True)
class Otherwise:
    """``OTHERWISE``."""

    span: Span


@dataclass(frozen=True, slots=True)
class SubroutineHeader:
    """``PROCEDURE name(parameters)`` or ``FUNCTION name(parameters) RETURNS result``."""

    span: Span
    name: str
    parameters: tuple[Parameter, ...]
    result: Type | None
    is_either: bool = False
    """A SUBROUTINE: whether it is a function is told by its RETURN."""
    result_name: Name | None = None
    """The variable whose last value is the result."""


@dataclass(frozen=True, slots=True)
class RecordHeader:
    """``TYPE name`` alone on its line."""

    span: Span
    name: str


@dataclass(frozen=True, slots=True)
class ClassHeader:
    """``CLASS name INHERITS parent``."""

    span: Span
    name: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class Access:
    """``PRIVATE`` or ``PUBLIC``, in front of what it speaks of."""

    span: Span
    private: bool


@dataclass(frozen=True, slots=True)
class Closer:
    """``ENDIF``, ``END WHILE``, ``END``, ..."""

    span: Span
    blocks: frozenset[Block]
    """What it may close."""
    text: str


@dataclass(frozen=True, slots=True)
class ProgramHeader:
    """``Algoritmo name`` or ``programa {``: what follows is the main program."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class ProgramEnd:
    """``FinAlgoritmo``: whatever is open here was never closed."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class NamedCloser:
    """``END name``: ends the subroutine or class of that name."""

    span: Span
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Next:
    """``NEXT i``, which may name several loops."""

    span: Span
    variables: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Bare:
    """An expression as a statement: a call, or a name that stands alone."""

    span: Span
    expression: Expression


@dataclass(frozen=True, slots=True)
class EqualsAssign:
    """``x = 5``: an assignment, or a condition if a colon follows in a CASE."""

    span: Span
    target: Expression
    value: Expression


@dataclass(frozen=True, slots=True)
class WrittenType:
    """A type as it stands; as an item: behind ``name :``, where DECLARE was left out."""

    span: Span
    type: Type
    bounds: tuple[Bounds, ...] = ()
    """Of the outermost array, one per dimension."""


@dataclass(frozen=True, slots=True)
class Declared:
    """One name of a declaration or of a list of parameters."""

    span: Span
    name: Name
    type: WrittenType | None
    mode: str
    """BYREF or BYVAL in capitals, or empty."""


@dataclass(frozen=True, slots=True)
class Separator:
    """``;`` or ``:`` between statements."""

    span: Span
    colon: bool = False


@dataclass(frozen=True, slots=True)
class OpenBrace:
    """``{`` where a statement can start."""

    span: Span


@dataclass(frozen=True, slots=True)
class CloseBrace:
    """``}`` where a statement can start."""

    span: Span


@dataclass(frozen=True, slots=True)
class Several:
    """Statements that one construct stands for."""

    span: Span
    statements: tuple[Statement, ...]
