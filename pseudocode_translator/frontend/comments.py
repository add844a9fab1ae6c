"""Comments that run over several lines, and which marks are no comment after all."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from pseudocode_translator.frontend.characters import visible_comment
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.document import Line


@dataclass(slots=True)
class BlockEnds:
    """Knows whether a block comment that a line leaves open is closed later."""

    lines: Sequence[Line]
    _places: dict[str, list[int]] = field(default_factory=dict)

    def closes_after(self, number: int, opener: str, closer: str) -> bool:
        """Tell whether the closer comes, in a line after `number`, before another opener.

        A second opener means that the author forgot to close the first comment: what
        stands between the two is code.
        """
        closing = self._next(number, closer)
        opening = self._next(number, opener)
        if closing is None or opening is None or closing != opening:
            return closing is not None and (opening is None or closing < opening)
        text = self.lines[closing - 1].text
        return text.index(closer) < text.index(opener)

    def _next(self, number: int, mark: str) -> int | None:
        places = self._places.get(mark)
        if places is None:
            # Once per document and mark, so that many open comments still cost linear time.
            places = [n for n, line in enumerate(self.lines, 1) if mark in line.text]
            self._places[mark] = places
        index = bisect_right(places, number)
        return places[index] if index < len(places) else None


@dataclass(slots=True)
class Remarks:
    """The comments of one printed line."""

    line: int
    texts: list[str] = field(default_factory=list)
    start: int = 0
    """0-based, of the first comment."""
    end: int = 0
    """0-based, exclusive, of the last comment."""

    def add(self, printed: str, start: int, end: int, *, content: str) -> None:
        """Add ``printed[start:end]``, which says `content`."""
        if not self.texts:
            self.start = start
        self.end = start + len(printed[start:end].rstrip())
        self.texts.append(visible_comment(content))

    @property
    def text(self) -> str | None:
        """All comments as one; None if there is none."""
        return "; ".join(filter(None, self.texts)) if self.texts else None

    @property
    def span(self) -> Span | None:
        """From the first mark to the end of the last comment."""
        if not self.texts:
            return None
        return Span(self.line, self.start + 1, self.line, self.end + 1)


def block_content(text: str) -> str:
    """Drop the star that decorates each line of a long comment."""
    content = text.strip()
    return content.lstrip("*").lstrip() if content.startswith("*") else content.rstrip("*")
