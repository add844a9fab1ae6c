"""Puts a repaired line together and remembers where each stretch of it was printed."""

from __future__ import annotations

from dataclasses import dataclass, field

from pseudocode_translator.frontend.logical_line import Piece

_LONGEST_MAPPED = 100_000
"""Characters. No person prints such a line; a map of its every repair would only eat memory,
so that places in it are told as the whole line."""


@dataclass(slots=True)
class Weaver:
    """Collects the code of one printed line."""

    line: int
    parts: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    length: int = 0
    in_step: tuple[int, int] = (-1, 0)
    """Where text and column would have to go on for the last piece to grow."""

    def copy(self, text: str, column: int) -> None:
        """Add what is printed character for character from `column` on."""
        if not self.length:
            stripped = text.lstrip()
            column += len(text) - len(stripped)
            text = stripped
        if not text:
            return
        if self.in_step != (self.length, column):
            self.pieces.append(Piece(self.length, self.line, column))
        self._add(text)
        self.in_step = (self.length, column + len(text))

    def put(self, text: str, column: int, width: int) -> None:
        """Add what stands for `width` printed characters from `column` on."""
        if not text or (not self.length and text.isspace()):
            return
        self.pieces.append(Piece(self.length, self.line, column, width))
        self._add(text)
        self.in_step = (-1, 0)

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def finish(self, printed_width: int) -> tuple[str, int, tuple[Piece, ...] | None]:
        """Return the text, the column of its start, and its mapping."""
        text = "".join(self.parts).rstrip()
        if not text:
            return "", 1, None
        pieces = tuple(piece for piece in self.pieces if piece.start < len(text))
        column = pieces[0].column
        if len(pieces) == 1 and not pieces[0].width:
            return text, column, None
        if printed_width > _LONGEST_MAPPED:
            return text, column, (Piece(0, self.line, column, printed_width - column + 1),)
        return text, column, pieces
