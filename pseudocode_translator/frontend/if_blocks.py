"""IF, THEN, ELSE and ENDIF: which belongs to which.

Real programs leave out ENDIFs after one-line IFs, and write one or several of them after
``ELSE IF``. Layout decides where it can, else the count of what follows (`if_counts`).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pseudocode_translator.frontend.frames import IfFrame
from pseudocode_translator.frontend.if_counts import (
    IfCounts,
    ParsedLine,
    Tally,
    closes_chain,
    count_ifs,
    ends_inline,
    is_end_if,
)
from pseudocode_translator.frontend.items import (
    Block,
    Closer,
    Else,
    ElseIfHeader,
    IfHeader,
    Labels,
    Next,
    Otherwise,
    SubroutineHeader,
    Then,
    Until,
)
from pseudocode_translator.frontend.open_blocks import OpenBlocks

_DEEPEST_COUNT = 2000
"""Further out, the open IFs are not counted: the time per line must have a bound."""


@dataclass(slots=True)
class IfBlocks:
    """Opens and closes IFs."""

    open: OpenBlocks
    lines: list[ParsedLine]
    index: int = 0
    """Of the current line."""
    _counts: IfCounts | None = field(init=False, default=None)

    def start(self, item: IfHeader, position: int) -> None:
        """Open an IF; directly behind an ELSE it goes on with a chain."""
        line, items = self.lines[self.index]
        root, links = None, 0
        first = position == 0
        outer = self.open.top
        if position and isinstance(items[position - 1], Else) and isinstance(outer, IfFrame):
            root, links = outer.root or outer, outer.links + 1
            first = position == 1
        self.open.push(
            IfFrame(
                Block.IF,
                item.span,
                line.indent if first else None,
                condition=item.condition,
                part=item.span,
                root=root,
                links=links,
                opened=self.index,
                touched=self.index,
            )
        )

    def then(self, item: Then) -> None:
        """Accept THEN, behind the condition or on a line of its own."""
        frame = self.open.top
        if isinstance(frame, IfFrame) and not frame.has_else and not frame.has_statements:
            frame.touched = self.index
            return
        self.open.report(
            "PS132",
            item.span,
            f"{self.open.word('THEN')} belongs behind the condition of {self.open.one('IF')}",
        )

    def start_else(self, item: Else | ElseIfHeader) -> None:
        """Start the ELSE part, or another branch."""
        word = self.open.word("ELSE" if isinstance(item, Else) else "ELSEIF")
        frame = self._if_of_else(item, word)
        if frame is None:
            return
        frame.touched = self.index
        if frame.has_else:
            self.open.report(
                "PS133",
                item.span,
                f"the {self.open.place(frame)} has its {self.open.word('ELSE')} already",
                fix=f"close it with {self.open.closer(frame)} first, "
                f"or use {self.open.word('ELSE IF')} above",
                related=frame.span,
            )
        else:
            frame.start_branch(item.span, getattr(item, "condition", None))
            self.open.refresh()

    def _if_of_else(self, item: Else | ElseIfHeader, word: str) -> IfFrame | None:
        opened = self.open
        index = opened.find((Block.IF,))
        if index is None:
            self.open.report(
                "PS132",
                item.span,
                f"{word} has no {self.open.word('IF')} that it belongs to",
                fix=f"is there {self.open.one('ENDIF')} too early?",
            )
            return None
        indent = self.lines[self.index][0].indent
        while True:
            frame = opened.frames[index]
            assert isinstance(frame, IfFrame)
            outer = opened.frames[index - 1] if index else None
            if not frame.has_else or not isinstance(outer, IfFrame):
                break
            if frame.needs_end and (outer.has_else or outer.indent != indent):
                break
            index -= 1
        opened.unwind(index + 1, item.span, word)
        return frame

    def end(self, item: Closer, position: int) -> None:
        """Close the IF that an ENDIF belongs to; the innermost open block is an IF."""
        frames = self.open.frames
        top = frames[-1]
        assert isinstance(top, IfFrame)
        items = self.lines[self.index][1]
        if (top.root or top).opened == self.index:
            wanted = (top.root or top) if closes_chain(items, position) else top
        else:
            wanted = self._choose(self._candidates(), position)
        while frames[-1] is not wanted:
            self.open.pop(item.span)
        self.open.pop(item.span)

    def _candidates(self) -> list[IfFrame]:
        """Give the IFs that an ENDIF may close, innermost first."""
        found: list[IfFrame] = []
        for frame in reversed(self.open.frames):
            if not isinstance(frame, IfFrame):
                break
            found.append(frame)
            if frame.needs_end:
                break
        return found

    def _choose(self, candidates: list[IfFrame], position: int) -> IfFrame:
        if len(candidates) == 1:
            return candidates[0]
        tally = self._ahead()
        spare = tally.ends - tally.must
        must, may = self._open_ifs()
        feasible: list[IfFrame] = []
        for frame in candidates:
            must -= frame.needs_end
            may -= not frame.needs_end
            if must <= spare <= must + may + tally.may:
                feasible.append(frame)
        choice = feasible or candidates
        indent = self.lines[self.index][0].indent
        aligned = [frame for frame in choice if position == 0 and frame.indent == indent]
        return (aligned or choice)[-1]

    def _ahead(self) -> Tally:
        if self._counts is None:
            self._counts = count_ifs(self.lines)
        return self._counts.after(self.index)

    def _open_ifs(self) -> tuple[int, int]:
        """Count the IFs open in this subroutine: those that need an ENDIF, and the others."""
        must = may = 0
        for frame in self.open.frames[: -_DEEPEST_COUNT - 1 : -1]:
            if frame.kind in (Block.PROCEDURE, Block.FUNCTION):
                break
            if isinstance(frame, IfFrame):
                must += frame.needs_end
                may += not frame.needs_end
        return must, may

    def end_line(self) -> None:
        """Decide whether an IF with a statement behind its THEN is complete."""
        line, items = self.lines[self.index]
        frame = self.open.top
        while isinstance(frame, IfFrame) and frame.touched == self.index:
            root = frame.root or frame
            if not ends_inline(items):
                root.optional = False
                return
            if root.opened == self.index:
                root.optional = True
            if not root.optional or self._goes_on(root, frame, line.indent):
                return
            while self.open.frames[-1] is not root:
                self.open.pop(items[-1].span)
            self.open.pop(items[-1].span)
            frame = self.open.top

    def _goes_on(self, root: IfFrame, last: IfFrame, indent: int) -> bool:
        """Tell whether the next line still belongs to a chain of IFs that may be complete."""
        following = self._next_line()
        if following is None:
            return False
        line, items = following
        first = items[0]
        if isinstance(first, Else | ElseIfHeader):
            return not last.has_else and not self._belongs_outside(root, indent, line.indent)
        if is_end_if(first):
            return True
        if isinstance(first, Closer):
            return len(first.blocks) > 1 and line.indent == indent
        if isinstance(first, Next | Until | Labels | Otherwise | SubroutineHeader):
            return False
        tally = self._ahead()
        must, may = self._open_ifs()
        spare = tally.ends - tally.must - must
        if spare <= 0 or line.indent > indent:
            return spare > 0
        return spare > may - (last.links - root.links + 1) + tally.may

    def _next_line(self) -> ParsedLine | None:
        for index in range(self.index + 1, len(self.lines)):
            if self.lines[index][1]:
                return self.lines[index]
        return None

    def _belongs_outside(self, root: IfFrame, indent: int, indent_of_else: int) -> bool:
        """Tell by the layout whether an ELSE is the one of the IF around `root`."""
        frames = self.open.frames
        place = next(k for k in range(len(frames) - 1, -1, -1) if frames[k] is root)
        outer = frames[place - 1] if place else None
        return (
            isinstance(outer, IfFrame)
            and not outer.has_else
            and outer.indent == indent_of_else != indent
        )
