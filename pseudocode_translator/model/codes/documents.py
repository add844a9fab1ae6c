"""Diagnostic codes PS700 to PS799: a document as a whole."""

from __future__ import annotations

from pseudocode_translator.model.codes.entry import CodeEntry
from pseudocode_translator.model.diagnostics import Severity

# One loop more than CPython's compiler takes (CO_MAXBLOCKS).
_LOOPS = 21

ENTRIES: tuple[CodeEntry, ...] = (
    CodeEntry(
        code="PS701",
        title="nothing to translate",
        severity=Severity.ERROR,
        explanation=(
            "The file is empty, or holds nothing but spaces and empty lines. "
            "Perhaps it was not saved, or it is another file than you meant."
        ),
        wrong="\n",
        right="OUTPUT 1\n",
    ),
    CodeEntry(
        code="PS702",
        title="file cannot be read",
        severity=Severity.ERROR,
        explanation=(
            "One of several files was missing, not allowed to be read, or no text. "
            "The others are translated all the same."
        ),
        wrong="",
        right="",
    ),
    CodeEntry(
        code="PS703",
        title="translation took too long",
        severity=Severity.ERROR,
        explanation=(
            "The setting translation.deadline_s limits the time for one file, and one of several "
            "files took longer. The others are translated all the same."
        ),
        wrong="",
        right="",
    ),
    CodeEntry(
        code="PS704",
        title="blocks nested too deeply for Python",
        severity=Severity.ERROR,
        explanation=(
            "Python takes at most 20 loops inside each other and 100 levels of indentation, and "
            "brackets only to a certain depth. Move the inner part into a procedure or a "
            "function of its own, or keep a part of a long expression in a variable."
        ),
        wrong="WHILE TRUE\n" * _LOOPS + "OUTPUT 1\n" + "ENDWHILE\n" * _LOOPS,
        right="WHILE TRUE\nWHILE TRUE\nOUTPUT 1\nENDWHILE\nENDWHILE\n",
    ),
    CodeEntry(
        code="PS705",
        title="not enough memory",
        severity=Severity.ERROR,
        explanation=(
            "The computer's memory was used up while the program was translated. "
            "Split the file, or close other programs."
        ),
        wrong="",
        right="",
    ),
)
