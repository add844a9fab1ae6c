"""The stack of open blocks: what goes in, what comes out, and what is missing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from pseudocode_translator.frontend.build import AstBuilder
from pseudocode_translator.frontend.frames import (
    CaseFrame,
    ClassFrame,
    Frame,
    IfFrame,
    RecordFrame,
)
from pseudocode_translator.frontend.items import Block
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.nodes import Name
from pseudocode_translator.model.program import Statement, Subroutine
from pseudocode_translator.model.statements import (
    Assign,
    Blank,
    Comment,
    Declare,
    UnreadableStatement,
)

DEEPEST_BLOCK = 90
"""Python reads at most 100 levels of indentation."""
DEEPEST_LOOP = 18
"""Python compiles at most 20 blocks of loops inside each other."""
LONGEST_CHAIN = 1000
"""ELSE IFs of one IF."""

CLOSERS = {
    Block.IF: "ENDIF",
    Block.CASE: "ENDCASE",
    Block.FOR: "NEXT",
    Block.WHILE: "ENDWHILE",
    Block.REPEAT: "UNTIL",
    Block.TIMES: "ENDREPEAT",
    Block.PROCEDURE: "ENDPROCEDURE",
    Block.FUNCTION: "ENDFUNCTION",
    Block.RECORD: "ENDTYPE",
    Block.CLASS: "ENDCLASS",
}
"""The English word for the end of a block; `Dialect.words` may have another."""
_LOOPS = (Block.FOR, Block.WHILE, Block.REPEAT, Block.TIMES)
_SUBROUTINES = (Block.PROCEDURE, Block.FUNCTION)
_FIELDS = (Declare, Comment, Blank)
_MEMBERS = (Declare, Comment, Blank, Subroutine)


@dataclass(slots=True)
class OpenBlocks:
    """Blocks that are open, outermost first; what is wrong with them goes to the builder."""

    builder: AstBuilder
    program: list[Statement] = field(default_factory=list)
    """What stands outside all blocks."""
    frames: list[Frame] = field(default_factory=list)
    body: list[Statement] = field(init=False)
    """Where the next statement goes."""
    _hidden: int = 0
    """How many open blocks are too deep."""
    _depth: int = 0

    def __post_init__(self) -> None:
        self.body = self.program

    @property
    def top(self) -> Frame | None:
        """The innermost open block."""
        return self.frames[-1] if self.frames else None

    def report(
        self, code: str, span: Span, message: str, *, fix: str = "", related: Span | None = None
    ) -> None:
        """Say something about a block."""
        self.builder.report(code, span, message, fix=fix, related=related)

    def word(self, english: str) -> str:
        """Give the dialect's own word for a block or a part of one."""
        return self.builder.word(english)

    def one(self, english: str) -> str:
        """Give the dialect's own word with its article: ``an IF``, but ``a Si``."""
        word = self.word(english)
        return f"{'an' if word[0].lower() in 'aeiou' else 'a'} {word}"

    def closer(self, frame: Frame) -> str:
        """Give the word that closes a block."""
        return self.word(CLOSERS[frame.kind])

    def place(self, frame: Frame) -> str:
        """Name a block: its opener and its line."""
        return f"{self.word(frame.kind)} of line {frame.span.line}"

    def push(self, frame: Frame) -> None:
        """Open a block."""
        self.frames.append(frame)
        self.body = frame.body
        self._depth += not _is_link(frame)
        if not self._hidden and (problem := self._problem(frame)):
            self.report("PS601", frame.span, problem, fix="move the inner part to a procedure")
            frame.too_deep = True
        self._hidden += frame.too_deep

    def _problem(self, frame: Frame) -> str:
        if self._depth > DEEPEST_BLOCK:
            return f"more than {DEEPEST_BLOCK} blocks are open here"
        if isinstance(frame, IfFrame) and frame.links > LONGEST_CHAIN:
            return (
                f"more than {LONGEST_CHAIN} {self.word('ELSE IF')}s belong to one {self.word('IF')}"
            )
        if frame.kind in _LOOPS:
            loops = 0
            for other in reversed(self.frames):
                if other.kind in _SUBROUTINES:
                    break
                loops += other.kind in _LOOPS
            if loops > DEEPEST_LOOP:
                return f"more than {DEEPEST_LOOP} loops are inside each other"
        return ""

    def pop(self, end: Span) -> None:
        """Close the innermost block; it becomes a statement of the one around it."""
        frame = self.frames.pop()
        self._depth -= not _is_link(frame)
        self._hidden -= frame.too_deep
        self.refresh()
        if frame.too_deep:
            self.body.append(UnreadableStatement(frame.span, frame.kind.value))
        elif not self._hidden:
            self._check_members(frame)
            self.body.append(frame.finish(end))

    def refresh(self) -> None:
        """Look where the next statement goes, after a block started another part."""
        self.body = self.frames[-1].body if self.frames else self.program

    def find(self, kinds: Collection[Block], *, across_subroutines: bool = False) -> int | None:
        """Find the innermost open block of one of `kinds`: its index."""
        for index in range(len(self.frames) - 1, -1, -1):
            kind = self.frames[index].kind
            if kind in kinds:
                return index
            if kind in _SUBROUTINES and not across_subroutines:
                return None
        return None

    def unwind(self, count: int, at: Span, before: str) -> None:
        """Close blocks that should have been closed before `at`, until `count` are left."""
        while len(self.frames) > count:
            frame = self.frames[-1]
            if needs_closer(frame):
                self.report(
                    "PS131",
                    at,
                    f"{before} comes before the {self.place(frame)} is closed",
                    fix=f"close it with {self.closer(frame)}",
                    related=frame.span,
                )
            self.pop(at)

    def end(self, at: Span) -> None:
        """Close what is open at the end of the document."""
        while self.frames:
            frame = self.frames[-1]
            if needs_closer(frame):
                self.report(
                    "PS131",
                    at,
                    f"the {self.place(frame)} is never closed",
                    fix=f"close it with {self.closer(frame)}",
                    related=frame.span,
                )
            self.pop(at)

    def _check_members(self, frame: Frame) -> None:
        """Report what cannot stand directly in a record, a class, or before the first label."""
        if isinstance(frame, RecordFrame | ClassFrame):
            allowed = _FIELDS if isinstance(frame, RecordFrame) else _MEMBERS
            what = "fields" if isinstance(frame, RecordFrame) else "attributes and methods"
            for each in frame.body:
                if not (isinstance(each, (*allowed, UnreadableStatement)) or _gives_value(each)):
                    self.report(
                        "PS139",
                        each.span,
                        f"only {what} can stand in {self.word(frame.kind)} {frame.header.name}",
                        related=frame.span,
                    )
        elif isinstance(frame, CaseFrame):
            self.check_before_labels(frame)

    def check_before_labels(self, frame: CaseFrame) -> None:
        """Report statements of a CASE that belong to no label."""
        if frame.labels is not None or frame.otherwise is not None:
            return
        for each in frame.body:
            if not isinstance(each, (Comment, Blank, UnreadableStatement)):
                self.report(
                    "PS137",
                    each.span,
                    f"this statement belongs to no label of the {self.word('CASE')}, "
                    "so it would never run",
                    fix="write a value and a colon before it",
                    related=frame.span,
                )


def _gives_value(member: Statement) -> bool:
    """Tell an attribute with its first value."""
    return isinstance(member, Assign) and isinstance(member.target, Name)


def needs_closer(frame: Frame) -> bool:
    """Tell whether the author has to close a block."""
    return not isinstance(frame, IfFrame) or frame.needs_end


def _is_link(frame: Frame) -> bool:
    return isinstance(frame, IfFrame) and frame.root is not None
