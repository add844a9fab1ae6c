"""The ends of blocks: ENDIF, NEXT, UNTIL and their like, right ones and wrong ones."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from pseudocode_translator.frontend.frames import (
    ClassFrame,
    ForFrame,
    Frame,
    IfFrame,
    RecordFrame,
    RepeatFrame,
    SubroutineFrame,
)
from pseudocode_translator.frontend.if_blocks import IfBlocks
from pseudocode_translator.frontend.items import Block, Closer, NamedCloser, Next, Until
from pseudocode_translator.frontend.open_blocks import OpenBlocks, needs_closer
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.nodes import Expression, Field, Index, Name, UnreadableExpression
from pseudocode_translator.model.statements import Comment

_SUBROUTINES = frozenset({Block.PROCEDURE, Block.FUNCTION})


@dataclass(slots=True)
class BlockClosings:
    """Closes blocks."""

    open: OpenBlocks
    ifs: IfBlocks
    expected: list[Block] = field(default_factory=list)
    """Subroutines that were closed early, and reported: their own ends may still come."""

    def close(self, item: Closer, position: int) -> None:
        """Take ENDIF, ENDWHILE and so on, and a plain END."""
        if len(item.blocks) == len(Block):
            self._plain_end(item, position)
            return
        kinds = item.blocks
        if kinds & _SUBROUTINES:
            kinds = kinds | _SUBROUTINES
        if not self._bring_to_top(kinds, item.span, item.text, position):
            return
        frame = self.open.frames[-1]
        if isinstance(frame, IfFrame):
            self.ifs.end(item, position)
            return
        if frame.kind not in item.blocks:
            self.open.report(
                "PS134",
                item.span,
                f"{item.text} ends the {self.open.place(frame)}",
                fix=f"write {self.open.closer(frame)}",
                related=frame.span,
            )
        if isinstance(frame, RepeatFrame):
            frame.endless = True
        self.open.pop(item.span)

    def close_named(self, item: NamedCloser, position: int) -> None:
        """Take END with the name of a subroutine or a class."""
        frames = self.open.frames
        named = [n for n, frame in enumerate(frames) if name_of(frame) == item.name.lower()]
        if named:
            self.open.unwind(named[-1] + 1, item.span, item.text)
            self.open.pop(item.span)
            return
        kinds = (*_SUBROUTINES, Block.CLASS)
        if not self._bring_to_top(kinds, item.span, item.text, position):
            return
        frame = self.open.frames[-1]
        name = getattr(frame, "header", item).name
        self.open.report(
            "PS134",
            item.span,
            f"{item.text} ends the {self.open.place(frame)}, which is called {name}",
            fix=f"write {self.open.word('END')} {name}",
            related=frame.span,
        )
        self.open.pop(item.span)

    def _plain_end(self, item: Closer, position: int) -> None:
        top = self.open.top
        if top is None:
            # BEGIN and END around a program say nothing that the program does not.
            self.open.body.append(Comment(item.span, item.text))
        elif isinstance(top, IfFrame):
            self.ifs.end(item, position)
        else:
            self.open.pop(item.span)

    def next_(self, item: Next, position: int) -> None:
        """Take NEXT, which may name its loop's variable, or those of several loops."""
        word = self.open.word("NEXT")
        for variable in item.variables or (None,):
            if not self._bring_to_top((Block.FOR,), item.span, word, position):
                return
            index = len(self.open.frames) - 1
            if variable is not None:
                index = self._loop_of(variable, index)
            self.open.unwind(index + 1, item.span, word)
            self.open.pop(item.span)

    def _loop_of(self, variable: Expression, innermost: int) -> int:
        """Find the loop that NEXT names; if it names none, the innermost, with a remark."""
        frames = self.open.frames
        for index in range(innermost, -1, -1):
            frame = frames[index]
            if isinstance(frame, ForFrame) and _same(frame.header.variable, variable):
                return index
            if frame.kind in _SUBROUTINES:
                break
        frame = frames[innermost]
        if isinstance(frame, ForFrame) and _is_unreadable(frame.header.variable):
            return innermost  # Its header was reported already.
        word, opener = self.open.word("NEXT"), self.open.word("FOR")
        loop = self.open.place(frame)
        self.open.report(
            "PS135",
            variable.span,
            f"this {word} ends the {loop}, which counts in another variable",
            fix=f"write the variable of that {opener} behind {word}",
            related=frame.span,
        )
        return innermost

    def until(self, item: Until, position: int) -> None:
        """Take UNTIL with its condition."""
        if self._bring_to_top((Block.REPEAT,), item.span, self.open.word("UNTIL"), position):
            frame = self.open.frames[-1]
            if isinstance(frame, RepeatFrame):
                frame.until = item.condition
            self.open.pop(item.span)

    def _bring_to_top(self, kinds: Collection[Block], span: Span, text: str, position: int) -> bool:
        """Close what should have been closed before, so that a block of `kinds` is on top.

        False: nothing is left to do, because the end closed something else or nothing.
        """
        across = not _SUBROUTINES.isdisjoint(kinds) or Block.CLASS in kinds
        index = self.open.find(kinds, across_subroutines=across)
        top = self.open.top
        if top is not None and index != len(self.open.frames) - 1:
            wrong_word = position == 0 and self._is_wrong_word(top, index)
            if wrong_word:
                self._report_wrong_word(top, span, text)
                self._close_top(span)
                return False
        if index is None:
            self._report_stray(kinds, span, text)
            return False
        self.open.unwind(index + 1, span, text)
        return True

    def _is_wrong_word(self, top: Frame, index: int | None) -> bool:
        """Tell by the layout that an end is meant for `top`, whatever its word is."""
        indent = self.ifs.lines[self.ifs.index][0].indent
        if top.indent != indent:
            return False
        return index is None or self.open.frames[index].indent != indent

    def _report_wrong_word(self, top: Frame, span: Span, text: str) -> None:
        self.open.report(
            "PS130",
            span,
            f"{text} cannot end the {self.open.place(top)}",
            fix=f"did you mean {self.open.closer(top)}?",
            related=top.span,
        )

    def _close_top(self, span: Span) -> None:
        while not needs_closer(self.open.frames[-1]) and len(self.open.frames) > 1:
            self.open.pop(span)
        self.open.pop(span)

    def _report_stray(self, kinds: Collection[Block], span: Span, text: str) -> None:
        for kind in kinds:
            if kind in self.expected:
                self.expected.remove(kind)
                self.open.body.append(Comment(span, text))
                return
        top = self.open.top
        if top is None:
            message, fix = f"{text} ends nothing: no block is open here", "delete it"
        else:
            message = f"{text} ends nothing; the {self.open.place(top)} is open here"
            fix = f"did you mean {self.open.closer(top)}?"
        self.open.report("PS130", span, message, fix=fix, related=top.span if top else None)


def name_of(frame: Frame) -> str:
    """The name of what a block defines, in lower case; empty for other blocks."""
    if isinstance(frame, SubroutineFrame | ClassFrame | RecordFrame):
        return frame.header.name.lower()
    return ""


def _is_unreadable(variable: Expression) -> bool:
    return isinstance(variable, UnreadableExpression)


def _same(one: Expression, other: Expression) -> bool:
    """Compare what two loops count in; only names are worth the trouble."""
    if isinstance(one, Name) and isinstance(other, Name):
        return one.name.lower() == other.name.lower()
    return type(one) is type(other) and isinstance(one, Index | Field)
