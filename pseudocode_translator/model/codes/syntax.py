"""Diagnostic codes PS100 to PS199: reading lines and blocks."""

from __future__ import annotations

from pseudocode_translator.model.codes.entry import CodeEntry
from pseudocode_translator.model.diagnostics import Severity

ENTRIES: tuple[CodeEntry, ...] = (
    CodeEntry(
        "PS101",
        "string not closed",
        Severity.ERROR,
        "A string starts with a quotation mark and must end with one on the same line. "
        "Without it nobody can tell where the text ends and the program goes on.",
        wrong='OUTPUT "Hello',
        right='OUTPUT "Hello"',
    ),
    CodeEntry(
        "PS102",
        "comment not closed",
        Severity.WARNING,
        "A comment that starts with /* runs to the next */, over as many lines as it takes. "
        "Where none follows, only the line itself is taken as the comment, so that the "
        "rest of the program is not lost.",
        wrong='/* Greets the user\nOUTPUT "Hello"',
        right='/* Greets the user */\nOUTPUT "Hello"',
    ),
    CodeEntry(
        "PS103",
        "arrow or arrow and minus",
        Severity.WARNING,
        "Some people write the arrow as <-- and others write a negative value directly behind "
        "the arrow <-. Where a value follows without a space it is read as negative, unless "
        "the program writes <-- with a space elsewhere.",
        wrong="DECLARE x : INTEGER\nx <--1\nOUTPUT x",
        right="DECLARE x : INTEGER\nx <- -1\nOUTPUT x",
    ),
)
