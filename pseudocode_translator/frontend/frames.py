"""Blocks that are open: what they have collected, and the node they become."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pseudocode_translator.frontend.items import (
    Block,
    ClassHeader,
    ForEachHeader,
    ForHeader,
    RecordHeader,
    SubroutineHeader,
    TimesHeader,
    WhileHeader,
)
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.nodes import (
    Boolean,
    Expression,
    MethodCall,
    Name,
    Super,
    UnreadableExpression,
)
from pseudocode_translator.model.program import (
    Branch,
    Case,
    CaseBranch,
    DefineClass,
    For,
    ForEach,
    If,
    Label,
    Repeat,
    RepeatTimes,
    Statement,
    Subroutine,
    While,
)
from pseudocode_translator.model.statements import (
    Assign,
    Blank,
    Break,
    CallStatement,
    Comment,
    Declare,
    DefineRecord,
    Return,
    UnreadableStatement,
)
from pseudocode_translator.model.types import UNKNOWN

CONSTRUCTOR = "NEW"
"""What the tree calls the method that makes an object, however a dialect does."""
_NOWHERE = Span(1, 1, 1, 1)


@dataclass(slots=True)
class Frame:
    """An open block; `body` takes what comes next."""

    kind: Block
    span: Span
    """Of its header."""
    indent: int | None
    """Of its header's line; None where the header does not come first in the line."""
    body: list[Statement] = field(default_factory=list)
    too_deep: bool = False
    """It was reported, and its content is left out."""
    braces: int = 0
    """Where braces hold blocks: how many are open, those of blocks without a header included."""

    def finish(self, end: Span) -> Statement:
        """Give the node of the complete block, which ends at `end`."""
        raise NotImplementedError

    @property
    def has_statements(self) -> bool:
        """Something other than comments is in the part that is being collected."""
        return any(
            not isinstance(each, Comment | Blank | UnreadableStatement) for each in self.body
        )


@dataclass(slots=True)
class IfFrame(Frame):
    """An IF with what follows it; each ``ELSE IF`` on one line is a frame inside it."""

    condition: Expression | None = None
    """Of the branch that is being collected; None in the ELSE part."""
    part: Span = _NOWHERE
    """The header of that branch."""
    branches: list[Branch] = field(default_factory=list)
    root: IfFrame | None = None
    """The first IF of the chain of ELSE IFs that this one goes on; None: none."""
    links: int = 0
    """How many ELSE IFs of the chain came before this one."""
    optional: bool = False
    """It may end without an ENDIF: statements stand behind its THEN."""
    opened: int = -1
    """Index of the line of its header."""
    touched: int = -1
    """Index of the line of its latest THEN, ELSE or header."""
    has_else: bool = False

    @property
    def needs_end(self) -> bool:
        """It has an ENDIF of its own in any case."""
        return self.root is None and not self.optional

    def start_branch(self, span: Span, condition: Expression | None) -> None:
        """End the branch that is being collected and start the next."""
        self._end_branch()
        self.part, self.condition = span, condition
        self.has_else = condition is None

    def _end_branch(self) -> None:
        if self.condition is not None:
            self.branches.append(Branch(self.part, self.condition, tuple(self.body)))
            self.body = []

    def finish(self, end: Span) -> Statement:
        """Give the node of the complete block."""
        self._end_branch()
        span, otherwise = self.span.to(end), tuple(self.body) if self.has_else else None
        match otherwise:
            # ELSE IF on one line: one statement with several branches.
            case (If() as inner,) if inner.span.line == self.part.line:
                return If(span, (*self.branches, *inner.branches), inner.otherwise)
        return If(span, tuple(self.branches), otherwise)


@dataclass(slots=True)
class CaseFrame(Frame):
    """A CASE; before the first label nothing but comments belongs in it."""

    subject: Expression = field(kw_only=True)
    labels: tuple[Label, ...] | None = None
    """Of the branch that is being collected."""
    part: Span = _NOWHERE
    """Where these labels stand."""
    branches: list[CaseBranch | Comment | Blank] = field(default_factory=list)
    otherwise: list[Statement] | None = None
    falls_through: bool = False
    """As `CaseHeader.falls_through`."""

    def start_branch(self, span: Span, labels: tuple[Label, ...]) -> None:
        """End the branch that is being collected; comments before a label belong to it."""
        self.branches += self._end_branch()
        self.part, self.labels, self.body = span, labels, []

    def start_otherwise(self) -> None:
        """Begin what happens if no label matches."""
        self.body = [*self._end_branch()]
        self.labels, self.otherwise = None, self.body

    def _end_branch(self) -> list[Comment | Blank]:
        remarks: list[Comment | Blank] = []
        while self.body and isinstance(last := self.body[-1], (Comment, Blank)):
            if isinstance(last, Comment) and last.trailing:
                break
            remarks.append(last)
            self.body.pop()
        remarks.reverse()
        if self.labels is not None:
            self.branches.append(self._branch(self.labels))
        return remarks

    def _branch(self, labels: tuple[Label, ...]) -> CaseBranch:
        if not self.falls_through:
            return CaseBranch(self.part, labels, tuple(self.body))
        body = without_last_break(self.body)
        goes_on = len(body) == len(self.body) and not _leaves(self.body)
        return CaseBranch(self.part, labels, tuple(body), falls_through=goes_on)

    def finish(self, end: Span) -> Statement:
        """Give the node of the complete block."""
        if self.otherwise is None:
            self.branches += self._end_branch()
        otherwise = None if self.otherwise is None else tuple(self.otherwise)
        span = self.span.to(end)
        if not self.falls_through:
            return Case(span, self.subject, tuple(self.branches), otherwise)
        if otherwise is not None:
            otherwise = tuple(without_last_break(otherwise))
        case = Case(span, self.subject, tuple(self.branches), otherwise)
        bodies = [part.body for part in self.branches if isinstance(part, CaseBranch)]
        if any(map(_has_break, [*bodies, otherwise or ()])):
            # A break further in leaves the CASE: a loop of one round is what it can leave.
            return While(span, Boolean(self.span, value=True), (case, Break(end)))
        return case


def without_last_break(body: Sequence[Statement]) -> list[Statement]:
    """Leave out the break at the end of a branch, not the remarks behind it."""
    for index in range(len(body) - 1, -1, -1):
        if isinstance(body[index], Break):
            return [*body[:index], *body[index + 1 :]]
        if not isinstance(body[index], Comment | Blank):
            break
    return list(body)


def _leaves(body: Sequence[Statement]) -> bool:
    """Tell whether a branch ends with a RETURN."""
    for statement in reversed(body):
        if not isinstance(statement, Comment | Blank):
            return isinstance(statement, Return)
    return False


def _has_break(body: Sequence[Statement]) -> bool:
    """Tell whether a break stands in a branch, outside the loops and CASEs in it."""
    waiting = list(body)
    while waiting:
        statement = waiting.pop()
        if isinstance(statement, Break):
            return True
        if isinstance(statement, If):
            waiting += [each for branch in statement.branches for each in branch.body]
            waiting += statement.otherwise or ()
    return False


@dataclass(slots=True)
class ForFrame(Frame):
    """A counting loop."""

    header: ForHeader | ForEachHeader = field(kw_only=True)

    def finish(self, end: Span) -> Statement:
        """Give the node of the complete block."""
        header, span, body = self.header, self.span.to(end), tuple(self.body)
        if isinstance(header, ForEachHeader):
            return ForEach(span, header.variable, header.items, body)
        return For(
            span,
            header.variable,
            header.start,
            header.end,
            header.step,
            body,
            either_way=header.either_way,
        )


@dataclass(slots=True)
class WhileFrame(Frame):
    """A loop that tests first."""

    header: WhileHeader = field(kw_only=True)

    def finish(self, end: Span) -> Statement:
        """Give the node of the complete block."""
        return While(self.span.to(end), self.header.condition, tuple(self.body))


@dataclass(slots=True)
class RepeatFrame(Frame):
    """A loop that tests last; UNTIL brings the condition."""

    until: Expression | None = None
    endless: bool = False
    """It ends with a closer instead: only BREAK or RETURN leaves it."""

    def finish(self, end: Span) -> Statement:
        """Give the node of the complete block."""
        if self.endless:
            return While(self.span.to(end), Boolean(self.span, True), tuple(self.body))
        until = self.until or UnreadableExpression(end, "")
        return Repeat(self.span.to(end), tuple(self.body), until)


@dataclass(slots=True)
class TimesFrame(Frame):
    """A loop with a number of rounds."""

    header: TimesHeader = field(kw_only=True)

    def finish(self, end: Span) -> Statement:
        """Give the node of the complete block."""
        return RepeatTimes(self.span.to(end), self.header.count, tuple(self.body))


@dataclass(slots=True)
class SubroutineFrame(Frame):
    """A procedure, function or method."""

    header: SubroutineHeader = field(kw_only=True)
    private: bool = False
    constructor: bool = False

    def finish(self, end: Span) -> Statement:
        """Give the node of the complete block."""
        header = self.header
        if header.result_name is not None:
            self.body.append(Return(end, header.result_name))
        return Subroutine(
            self.span.to(end),
            CONSTRUCTOR if self.constructor else header.name,
            header.parameters,
            tuple(self.body),
            header.result,
            private=self.private,
            constructor=self.constructor,
            header=self.span,
        )


@dataclass(slots=True)
class RecordFrame(Frame):
    """A record type."""

    header: RecordHeader = field(kw_only=True)

    def finish(self, end: Span) -> Statement:
        """Give the node of the complete block."""
        fields = tuple(each for each in self.body if isinstance(each, Declare | Comment | Blank))
        return DefineRecord(self.span.to(end), self.header.name, fields)


@dataclass(slots=True)
class ClassFrame(Frame):
    """A class."""

    header: ClassHeader = field(kw_only=True)

    def finish(self, end: Span) -> Statement:
        """Give the node of the complete block."""
        members: list[Declare | Subroutine | Comment | Blank] = []
        initial: list[Statement] = []
        declared: set[str] = set()
        for each in self.body:
            match each:
                case Declare(names=names):
                    declared.update(name.name for name in names)
                    members.append(each)
                case Assign(span, Name() as name):
                    if name.name not in declared:
                        members.append(Declare(span, (name,), UNKNOWN))
                    initial.append(each)
                case Subroutine() | Comment() | Blank():
                    members.append(each)
        span, parent = self.span.to(end), self.header.parent
        members = _with_initial_values(members, initial, parent) if initial else members
        return DefineClass(span, self.header.name, parent, tuple(members))


def _with_initial_values(
    members: list[Declare | Subroutine | Comment | Blank],
    initial: list[Statement],
    parent: str | None,
) -> list[Declare | Subroutine | Comment | Blank]:
    """Let the constructor begin with them; without one, write one that does nothing else."""
    for place, member in enumerate(members):
        if isinstance(member, Subroutine) and member.constructor:
            body = (*initial, *member.body)
            return [*members[:place], replace(member, body=body), *members[place + 1 :]]
    span = initial[0].span
    if parent is not None:
        call = MethodCall(span, Super(span), CONSTRUCTOR, ())
        initial = [CallStatement(span, call), *initial]
    made = Subroutine(span, CONSTRUCTOR, (), tuple(initial), None, constructor=True, header=span)
    first = next((n for n, m in enumerate(members) if isinstance(m, Subroutine)), len(members))
    return [*members[:first], made, *members[first:]]
