"""From items to a tree where braces hold the blocks, as in C.

``{`` belongs to the header before it; a header without one takes the next statement. Where a
``}`` is missing, the layout tells which, and only then: people indent as they like.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pseudocode_translator.frontend.blocks import HANDLERS, BlockBuilder
from pseudocode_translator.frontend.build import AstBuilder
from pseudocode_translator.frontend.c_loops import LoopFrame, LoopHeader, settled
from pseudocode_translator.frontend.frames import Frame, IfFrame, RepeatFrame
from pseudocode_translator.frontend.if_counts import ParsedLine
from pseudocode_translator.frontend.items import (
    Bare,
    Block,
    CloseBrace,
    Else,
    ElseIfHeader,
    IfHeader,
    OpenBrace,
    ProgramHeader,
    Separator,
    SubroutineHeader,
    Until,
    WhileHeader,
)
from pseudocode_translator.model.deadline import checked
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.nodes import (
    Binary,
    BinaryOperator,
    Expression,
    Unary,
    UnaryOperator,
)
from pseudocode_translator.model.program import Statement
from pseudocode_translator.model.statements import Comment

_ALWAYS_BRACED = frozenset({Block.CASE, Block.PROCEDURE, Block.FUNCTION, Block.RECORD, Block.CLASS})
_OPPOSITES = {
    BinaryOperator.EQUAL: BinaryOperator.NOT_EQUAL,
    BinaryOperator.NOT_EQUAL: BinaryOperator.EQUAL,
    BinaryOperator.LESS: BinaryOperator.GREATER_OR_EQUAL,
    BinaryOperator.GREATER_OR_EQUAL: BinaryOperator.LESS,
    BinaryOperator.GREATER: BinaryOperator.LESS_OR_EQUAL,
    BinaryOperator.LESS_OR_EQUAL: BinaryOperator.GREATER,
}
_MOST_LINES = 50
"""An ELSE further below its IF than so many lines of comments is not looked for."""


class BraceBlockBuilder(BlockBuilder):
    """Puts the lines of one document together by its braces."""

    def __init__(self, lines: list[ParsedLine], builder: AstBuilder) -> None:
        super().__init__(lines, builder)
        self.around: list[Span] = []
        """Braces around the whole program, or in it without a header."""
        self.missing = _missing(lines)
        """How many ``}`` the document lacks, less those that were told of; negative: how many
        are too many."""
        self.unfinished: Frame | None = None
        """An IF whose ELSE comes next, or a loop whose condition does."""
        self.last = max((index for index, (_, items) in enumerate(lines) if items), default=0)

    def build(self) -> tuple[Statement, ...]:
        """Give the statements of the program."""
        body = super().build()
        for span in self.around:
            end = self.lines[-1][0].whole
            place = Span(end.end_line, end.end_column, end.end_line, end.end_column)
            message = f"the {{ of line {span.line} is never closed"
            self.open.report("PS131", place, message, fix="close it with }", related=span)
        return settled(body)

    def _line(self, items: list[Any], index: int) -> None:
        self.items = items
        self.access = None
        for position, item in enumerate(checked(items)):
            if self.skip:
                self.skip -= 1
                continue
            self.position = position
            self._take(item)

    def _take(self, item: Any) -> None:
        match item:
            case Separator():
                pass
            case OpenBrace():
                self._open_brace(item)
            case CloseBrace():
                self._close_brace(item)
            case ProgramHeader():
                self._expect_brace(item.span, item.text)
            case Else() | ElseIfHeader() if not self._is_otherwise():
                self._start_else(item)
            case WhileHeader() | Until() if self._ends_repeat(item):
                pass
            case _:
                self._other(item)

    def _end_line(self) -> None:
        """The end of a line means nothing."""

    def _handle(self, item: Any) -> None:
        if isinstance(item, IfHeader):
            self._if(item)
        elif isinstance(item, LoopHeader):
            self.open.push(LoopFrame(Block.FOR, item.span, self._indent, header=item))
        elif handler := HANDLERS.get(type(item)):
            handler(self, item)
        else:
            self.open.body.append(item)

    def _is_otherwise(self) -> bool:
        top = self.open.top
        return top is not None and top.kind is Block.CASE

    def _other(self, item: Any) -> None:
        """Take a header, which opens a block, or a statement, which may complete some."""
        frames = self.open.frames
        depth, count = len(frames), len(self.open.body)
        if isinstance(item, SubroutineHeader):
            self.missing -= sum(1 for frame in frames if frame.kind is not Block.CLASS)
        self._handle(item)
        if frames and self._is_new(item, depth):
            if frames[-1].kind in _ALWAYS_BRACED and not isinstance(self._next_item(), OpenBrace):
                self._expect_brace(item.span, self.open.word(frames[-1].kind))
                frames[-1].braces = 1
        elif len(frames) == depth and len(self.open.body) > count:
            self._complete(item.span)

    def _is_new(self, item: Any, depth: int) -> bool:
        top = self.open.top
        return top is not None and (len(self.open.frames) > depth or top.span == item.span)

    def _expect_brace(self, span: Span, what: str) -> None:
        if not isinstance(self._next_item(), OpenBrace):
            message = f"{{ is missing behind the header of the {what}"
            self.open.report("PS132", span, message, fix="write { behind it and } at its end")
            self.missing -= 1

    # Braces.

    def _open_brace(self, item: OpenBrace) -> None:
        top = self.open.top
        before = self.items[self.position - 1] if self.position else self._before()
        if isinstance(before, Bare):
            message = "a { cannot stand behind a call; is the word before it misspelt?"
            self.open.report("PS132", item.span, message, fix="mend the word that opens the block")
        if top is None:
            self.around.append(item.span)
        else:
            top.braces += 1

    def _before(self) -> Any:
        """Give the last item of the lines before."""
        for index in range(self.ifs.index - 1, max(self.ifs.index - _MOST_LINES, -1), -1):
            if self.lines[index][1]:
                return self.lines[index][1][-1]
        return None

    def _close_brace(self, item: CloseBrace) -> None:
        while (top := self.open.top) is not None and not top.braces:
            self._report_without_body(top, item.span)
            self.open.pop(item.span)
        self._find_missing(item)
        top = self.open.top
        if top is None:
            self._close_around(item)
            return
        top.braces -= 1
        if not top.braces:
            self._complete(item.span)

    def _close_around(self, item: CloseBrace) -> None:
        if self.around and (self.missing >= 0 or self._next_item() is None):
            self.around.pop()
            return
        self.missing += 1
        message = "} ends nothing: no block is open here"
        self.open.report("PS130", item.span, message, fix="delete it")

    def _report_without_body(self, frame: Frame, at: Span) -> None:
        self.open.report(
            "PS132",
            at,
            f"the {self.open.place(frame)} has no statement",
            fix="write its statements between { and }",
            related=frame.span,
        )

    def _find_missing(self, item: CloseBrace) -> None:
        """Close what is further in than a ``}``, if one is known to be missing."""
        line, _ = self.lines[self.ifs.index]
        top = self.open.top
        if self.missing <= 0 or self.position or top is None or top.indent is None:
            return
        outer = [frame.indent for frame in self.open.frames[:-1] if frame.braces]
        if self.around:
            outer.append(self._indent_of(self.around[0]))
        if top.indent > line.indent and line.indent in outer:
            keep = len(self.open.frames)
            while keep and self.open.frames[keep - 1].indent != line.indent:
                keep -= 1
                self.missing -= 1
            self.open.unwind(keep, item.span, "}")

    def _indent_of(self, span: Span) -> int:
        for line, _ in self.lines:
            if line.line >= span.line:
                return line.indent
        return 0

    # The end of a statement may be the end of those around it.

    def _complete(self, end: Span) -> None:
        """Close the blocks that have what they need: a statement, or their braces."""
        while (top := self.open.top) is not None and not top.braces:
            if self._goes_on(top):
                self.unfinished = top
                return
            self.open.pop(end)

    def _goes_on(self, frame: Frame) -> bool:
        following = self._next_item()
        if isinstance(frame, IfFrame):
            return not frame.has_else and isinstance(following, Else | ElseIfHeader)
        if not isinstance(frame, RepeatFrame):
            return False
        if not isinstance(following, WhileHeader | Until):
            self.open.report(
                "PS131",
                frame.span,
                f"the {self.open.place(frame)} has no condition at its end",
                fix="write the condition behind its }",
            )
            return False
        return True

    def _ends_repeat(self, item: WhileHeader | Until) -> bool:
        """Take ``while (c)`` behind ``do { }``."""
        top = self.open.top
        if not isinstance(top, RepeatFrame) or top is not self.unfinished:
            return False
        condition = item.condition
        if isinstance(item, WhileHeader):
            condition = _negated(condition)
        top.until = condition
        self.open.pop(item.span)
        self._complete(item.span)
        return True

    def _start_else(self, item: Else | ElseIfHeader) -> None:
        frame = self._if_of_else(item)
        if frame is None:
            return
        following = self._next_item()
        is_chain = isinstance(item, Else) and isinstance(following, IfHeader)
        frame.start_branch(
            following.span if is_chain else item.span, getattr(item, "condition", None)
        )
        frame.braces = 0
        self.open.refresh()

    def _if_of_else(self, item: Else | ElseIfHeader) -> IfFrame | None:
        frames = self.open.frames
        for index in range(len(frames) - 1, -1, -1):
            frame = frames[index]
            if isinstance(frame, IfFrame) and not frame.has_else:
                self.open.unwind(index + 1, item.span, self.open.word("ELSE"))
                if frame.braces:
                    self._report_unclosed(frame, item.span)
                elif frame is not self.unfinished:
                    self._report_without_body(frame, item.span)
                return frame
            if frame.kind in (Block.PROCEDURE, Block.FUNCTION):
                break
        message = f"{self.open.word('ELSE')} has no {self.open.word('IF')} that it belongs to"
        self.open.report("PS132", item.span, message)
        return None

    def _report_unclosed(self, frame: Frame, at: Span) -> None:
        self.missing -= 1
        self.open.report(
            "PS131",
            at,
            f"the {{ of the {self.open.place(frame)} is not closed before this",
            fix="write } before it",
            related=frame.span,
        )

    def _if(self, item: IfHeader) -> None:
        """Open an IF; directly behind an ELSE without a brace it goes on with a chain."""
        outer = self.open.top
        root, links = None, 0
        if isinstance(outer, IfFrame) and outer.has_else and outer.part == item.span:
            root, links = outer.root or outer, outer.links + 1
        indent = self._indent if root is None else root.indent
        self.open.push(
            IfFrame(
                Block.IF,
                item.span,
                indent,
                condition=item.condition,
                part=item.span,
                root=root,
                links=links,
            )
        )

    def _next_item(self) -> Any:
        """Give the item that comes next, on this line or a later one."""
        for position in range(self.position + 1 + self.skip, len(self.items)):
            if not isinstance(self.items[position], Separator):
                return self.items[position]
        first = self.ifs.index + 1
        for _, items in self.lines[first : min(first + _MOST_LINES, self.last + 1)]:
            for item in items:
                if not isinstance(item, Separator | Comment):
                    return item
        return None


def _negated(condition: Expression) -> Expression:
    match condition:
        case Binary(operator=operator) if operator in _OPPOSITES:
            return replace(condition, operator=_OPPOSITES[operator])
        case Unary(operator=UnaryOperator.NOT, operand=operand):
            return operand
    return Unary(condition.span, UnaryOperator.NOT, condition)


def _missing(lines: list[ParsedLine]) -> int:
    braces = [type(item) for _, items in lines for item in items]
    return braces.count(OpenBrace) - braces.count(CloseBrace)
