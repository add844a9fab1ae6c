"""One source line as a terminal may show it, and where the mark under it goes."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len

from pseudocode_translator.cli.visible import visible_character

_TAB_CELLS = 4
_CUT = "…"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line, or the part of a long line around the marked place."""

    text: str
    offset_cells: int
    """Terminal cells in front of the mark."""
    mark_cells: int
    """Width of the mark, at least 1."""


def excerpt(text: str, start: int, end: int, width_cells: int) -> Excerpt:
    """Lay out a line so that columns `start` to `end` (1-based, exclusive) can be marked."""
    first = min(max(start - 1, 0), len(text))
    last = min(max(end - 1, first), len(text))
    # Only what can be shown is looked at: the line may have millions of characters.
    low = max(0, first - width_cells)
    high = min(len(text), max(min(last, first + width_cells), first) + width_cells)
    pieces = _pieces(text[low:high])
    before, marked = pieces[: first - low], pieces[first - low : last - low]
    after = pieces[last - low :]
    head, before = _cut_left(before, width_cells // 2, is_cut=low > 0)
    room = width_cells - cell_len(head + "".join(before)) - 1
    shown, is_cut = _cut_right([*marked, *after], room, is_cut=high < len(text))
    offset = cell_len(head + "".join(before))
    mark = cell_len("".join(shown[: len(marked)]))
    line = head + "".join(before) + "".join(shown) + (_CUT if is_cut else "")
    return Excerpt(line, offset, max(1, mark))


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    cells = 0
    for character in text:
        piece = (
            " " * (_TAB_CELLS - cells % _TAB_CELLS)
            if character == "\t"
            else visible_character(character)
        )
        cells += cell_len(piece)
        pieces.append(piece)
    return pieces


def _cut_left(pieces: list[str], room: int, *, is_cut: bool) -> tuple[str, list[str]]:
    cells = cell_len("".join(pieces))
    if cells <= room and not is_cut:
        return "", pieces
    dropped = 0
    while dropped < len(pieces) and cells >= room:
        cells -= cell_len(pieces[dropped])
        dropped += 1
    return _CUT, pieces[dropped:]


def _cut_right(pieces: list[str], room: int, *, is_cut: bool) -> tuple[list[str], bool]:
    cells = 0
    for count, piece in enumerate(pieces):
        cells += cell_len(piece)
        if cells > room:
            return pieces[:count], True
    return pieces, is_cut
