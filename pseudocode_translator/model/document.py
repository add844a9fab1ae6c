"""What was read from a file: lines of text that remember where they stood."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pseudocode_translator.model.geometry import Box

AUTO_DIALECT = "auto"
"""Said instead of a dialect's name: it is found out from the text."""


class Origin(StrEnum):
    """How the text of a line became known."""

    TYPED = "typed"
    PDF = "pdf"
    OCR = "ocr"


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line."""

    text: str
    """As printed, without the line end."""
    page: int = 1
    """1-based."""
    box: Box | None = None
    """Page pixels, origin top left; None for typed text."""
    confidence: float = 1.0
    """0.0 to 1.0, as the OCR engine reports it."""
    origin: Origin = Origin.TYPED


@dataclass(frozen=True, slots=True)
class Document:
    """A file, or a piece of text, ready to be parsed."""

    name: str
    """What messages call it: a path, or ``<text>``."""
    lines: tuple[Line, ...]
    """In reading order; `Span.line` counts them from 1."""

    @property
    def text(self) -> str:
        """All lines, joined by line feeds."""
        return "\n".join(line.text for line in self.lines)


def typed_document(text: str, *, name: str = "<text>") -> Document:
    """Wrap typed text, split at every kind of line end, as a document."""
    return Document(name, tuple(Line(line) for line in split_lines(text)))


def split_lines(text: str) -> list[str]:
    r"""Split at ``\n``, ``\r\n`` and ``\r`` only.

    `str.splitlines` also splits at form feeds and other separators, which would
    give line numbers that no editor shows.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines and not lines[-1]:
        lines.pop()
    return lines
