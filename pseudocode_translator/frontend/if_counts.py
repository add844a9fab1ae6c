"""Counting IFs and ENDIFs ahead, to tell which ENDIF belongs to which IF.

``ELSE IF`` on one line may share the ENDIF of the IF before it, or have its own; an IF
with a statement behind its THEN may have an ENDIF or not. Layout tells most of them;
where it does not, the rest of the subroutine must still come out even.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pseudocode_translator.frontend.items import (
    Block,
    Closer,
    Else,
    ElseIfHeader,
    IfHeader,
    NamedCloser,
    Separator,
    SubroutineHeader,
    Then,
)
from pseudocode_translator.frontend.logical_lines import LogicalLine

ParsedLine = tuple[LogicalLine, list[Any]]


class Tally(NamedTuple):
    """How many of each are in a stretch of the program."""

    ends: int
    """ENDIFs whose IF is not on the same line."""
    must: int
    """IFs that need an ENDIF."""
    may: int
    """IFs that may end without one."""


@dataclass(frozen=True, slots=True)
class IfCounts:
    """Sums over the lines of a document, from the first to each."""

    sums: list[Tally]
    """``sums[k]``: of the lines before line `k`."""
    region_ends: list[int]
    """Where the subroutine of each line ends: the index after its last line."""

    def after(self, index: int) -> Tally:
        """Count what comes after a line, up to the end of its subroutine."""
        first, last = self.sums[index + 1], self.sums[max(self.region_ends[index], index + 1)]
        return Tally(*(b - a for a, b in zip(first, last, strict=True)))


def count_ifs(lines: Sequence[ParsedLine]) -> IfCounts:
    """Look over a document once."""
    sums = [Tally(0, 0, 0)]
    pending = False  # The line before ended with an IF that may be complete.
    for _, items in lines:
        tally, inline = _tally(items)
        if pending and items and not inline and isinstance(items[0], Else | ElseIfHeader):
            # Its ELSE has lines of its own: it needs its ENDIF.
            tally = Tally(tally.ends, tally.must + 1, tally.may - 1)
        if items:
            starts_else = isinstance(items[0], Else | ElseIfHeader)
            pending = inline and (pending if starts_else else tally.may > 0)
        sums.append(Tally(*(a + b for a, b in zip(sums[-1], tally, strict=True))))
    return IfCounts(sums, _region_ends(lines))


def _tally(items: list[Any]) -> tuple[Tally, bool]:
    """Count one line; the flag says that it ends with a statement inside an IF."""
    if len(items) == 1 and type(items[0]) not in (IfHeader, Closer):
        return Tally(0, 0, 0), False
    ends = loose = 0
    chained: list[bool] = []
    previous: Any = None
    for position, item in enumerate(items):
        if isinstance(item, IfHeader):
            link = isinstance(previous, Else)
            if link and not chained:
                loose += 1  # Its chain started on a line before.
            else:
                chained.append(link)
        elif is_end_if(item):
            if not chained:
                ends += 1
            elif closes_chain(items, position):
                while chained.pop() and chained:
                    pass
            else:
                chained.pop()
        previous = item
    inline = ends_inline(items)
    may = sum(link or inline for link in chained)
    return Tally(ends, len(chained) - may, may + loose), inline


def _region_ends(lines: Sequence[ParsedLine]) -> list[int]:
    ends = [0] * len(lines)
    end = len(lines)
    for index in range(len(lines) - 1, -1, -1):
        ends[index] = end
        if any(map(_is_boundary, lines[index][1])):
            end = index
    return ends


def _is_boundary(item: object) -> bool:
    if isinstance(item, Closer):
        return bool(item.blocks & {Block.PROCEDURE, Block.FUNCTION}) and len(item.blocks) < 4
    return isinstance(item, SubroutineHeader | NamedCloser)


def is_end_if(item: object) -> bool:
    """Tell ENDIF from the other closers."""
    return isinstance(item, Closer) and item.blocks == {Block.IF}


def closes_chain(items: list[Any], position: int) -> bool:
    """Tell whether an ENDIF on the line of its IFs ends all of ELSE IF: none follows at once."""
    return position + 1 == len(items) or not is_end_if(items[position + 1])


def ends_inline(items: list[Any]) -> bool:
    """Tell whether a line ends with something else than a part of an IF."""
    for item in reversed(items):
        if not isinstance(item, Separator):
            return not isinstance(item, IfHeader | ElseIfHeader | Then | Else)
    return False
