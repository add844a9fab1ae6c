"""What is said about a program, and where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A place in the printed source."""

    line: int
    """1-based; `Document.lines[line - 1]` knows page and box."""
    column: int
    """1-based, in characters."""
    end_line: int
    """1-based, the line of the last character."""
    end_column: int
    """1-based, one past the last character."""

    def to(self, other: Span) -> Span:
        """The place from the start of this one to the end of the other."""
        return Span(self.line, self.column, other.end_line, other.end_column)


class Severity(StrEnum):
    """How much a diagnostic matters."""

    ERROR = "error"
    """The program cannot mean this; no Python is delivered."""
    WARNING = "warning"
    """The program runs, but probably not as its author hopes."""
    NOTE = "note"
    """Something was assumed or chosen; nobody should have to guess what."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One remark about one place."""

    code: str
    """``PS`` and three digits; never changes its meaning; `CODES` has its story."""
    severity: Severity
    span: Span
    message: str
    fix: str = ""
    """What to write instead, as a sentence or a question; empty if not known."""
    related: Span | None = None
    """Another place the message speaks of, such as the opener of an unclosed block."""

    # Half the time of what `dataclass` does for a frozen class with slots (2 µs and not 4 to
    # write one and read it back): a document may have hundreds on their way to this process.
    def __reduce__(self) -> tuple[type[Diagnostic], tuple[object, ...]]:
        return Diagnostic, (
            self.code,
            self.severity,
            self.span,
            self.message,
            self.fix,
            self.related,
        )
