"""One statement as the grammar sees it, with the way back to the printed place."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from pseudocode_translator.model.diagnostics import Span

_TAB_STOP = 4


class Piece(NamedTuple):
    """A stretch of a logical line that comes from one printed place."""

    start: int
    """Offset in `LogicalLine.text`; the piece ends where the next one starts."""
    line: int
    """Printed line, 1-based."""
    column: int
    """Printed column of the first character, 1-based."""
    width: int = 0
    """0: printed one to one. Else the piece as a whole stands for so many printed
    characters, as ``<-`` does for the one of ``←``."""


class LogicalLine(NamedTuple):
    """A statement, the header of a block, or a comment that has a line to itself.

    A tuple because there is one per line of the document, and tuples are made in a third
    of the time that frozen dataclasses take.
    """

    text: str
    """Without indentation and comment; operators in ASCII, every arrow as ``<-``, the quotes
    that delimit strings straight. What is inside strings stays as written. Empty if the line
    holds only a comment."""
    line: int
    """Printed line where it starts, 1-based."""
    column: int
    """Printed column of ``text[0]`` (of the comment if there is no text), 1-based."""
    indent: int
    """Printed width before the first character, with a tab stop every four columns."""
    comment: str | None = None
    """Without its marks; several of one line are joined by ``; ``. Never has a line end."""
    comment_span: Span | None = None
    """With its marks; from the first to the last if there are several."""
    blank_before: bool = False
    """The author left an empty line before it."""
    mapping: tuple[Piece, ...] | None = None
    """None: `text` is printed one to one on `line`, from `column` on."""

    def span(self, start: int, end: int) -> Span:
        """Tell where ``text[start:end]`` is printed; ``start == end`` is a place between."""
        if self.mapping is None:
            return Span(self.line, self.column + start, self.line, self.column + end)
        return _mapped_span(self.mapping, start, end)

    @property
    def whole(self) -> Span:
        """The printed place of all of `text`; of the comment if there is no text."""
        if not self.text and self.comment_span is not None:
            return self.comment_span
        return self.span(0, len(self.text))


def display_width(text: str) -> int:
    """Tell how far `text` reaches from the left edge, with a tab stop every four columns."""
    return len(text.expandtabs(_TAB_STOP))


def _mapped_span(mapping: tuple[Piece, ...], start: int, end: int) -> Span:
    first = _piece_at(mapping, start)
    column = first.column if first.width else first.column + start - first.start
    if end <= start:
        return Span(first.line, column, first.line, column)
    last = _piece_at(mapping, end - 1)
    end_column = last.column + (last.width or end - last.start)
    return Span(first.line, column, last.line, end_column)


def _piece_at(mapping: tuple[Piece, ...], offset: int) -> Piece:
    return mapping[max(bisect_right(mapping, offset, key=_start) - 1, 0)]


def _start(piece: Piece) -> int:
    return piece.start
