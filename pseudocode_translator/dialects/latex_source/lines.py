"""Logical lines of signs, with the printed place of each."""

from __future__ import annotations

from dataclasses import dataclass, field

from pseudocode_translator.dialects.latex_source.symbols import Sign
from pseudocode_translator.dialects.latex_source.tokens import Tex, printed
from pseudocode_translator.frontend.logical_line import LogicalLine, Piece
from pseudocode_translator.model.diagnostics import Span


@dataclass(slots=True)
class Lines:
    """The lines of a document, as they are found."""

    found: list[LogicalLine] = field(default_factory=list)

    def add(self, keyword: str, signs: list[Sign], at: Sign | Tex) -> None:
        """A line of a keyword and signs; `at` is printed where the keyword is."""
        first = Sign(keyword, at.line, at.column, at.width, "operator")
        row = [first, *signs] if keyword else signs
        pieces: list[Piece] = []
        length = 0
        for sign in row:
            width = sign.width if sign.width != len(sign.text) else 0
            pieces.append(Piece(length, sign.line, sign.column, max(width, int(not sign.width))))
            length += len(sign.text) + 1
        text = " ".join(sign.text for sign in row)
        start = row[0]
        self.found.append(LogicalLine(text, start.line, start.column, 0, mapping=tuple(pieces)))

    def comment(self, tokens: list[Tex], *, trails: bool) -> None:
        """A comment; behind the last line, if it stands on the same printed line."""
        tokens = [token for token in tokens if token.text not in ("\n", "$")]
        text = printed(tokens)
        if not text:
            return
        first, last = tokens[0], tokens[-1]
        span = Span(first.line, first.column, last.line, last.column + last.width)
        if trails and self.found and not self.found[-1].comment:
            before = self.found[-1]
            if before.whole.end_line == first.line:
                self.found[-1] = before._replace(comment=text, comment_span=span)
                return
        self.found.append(LogicalLine("", first.line, first.column, 0, text, span))
