"""What is known about one diagnostic code."""

from __future__ import annotations

from dataclasses import dataclass

from pseudocode_translator.model.diagnostics import Severity


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """What `pseudocode explain` tells about a code."""

    code: str
    title: str
    severity: Severity
    explanation: str
    """A few sentences: what is wrong, why it matters, what to do."""
    wrong: str
    """A smallest program that has it, in the dialect most users know, if it can have it."""
    right: str
    """The same program mended."""
    dialect: str = "cambridge"
    """In which both are written."""
