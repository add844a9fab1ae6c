"""Diagnostic codes PS700 to PS799: a document as a whole."""

from __future__ import annotations

from pseudocode_translator.model.codes.entry import CodeEntry
from pseudocode_translator.model.diagnostics import Severity

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
        title="nested too deeply for Python",
        severity=Severity.ERROR,
        explanation=(
            "Python cannot read the translation because too much stands inside each other. The "
            "usual cases have codes of their own (PS601, PS602); this is what remains. Move the "
            "inner part into a procedure or a function of its own, or keep a part of a long "
            "expression in a variable."
        ),
        wrong="",
        right="",
    ),
    CodeEntry(
        code="PS704",
        title="not enough memory",
        severity=Severity.ERROR,
        explanation=(
            "The computer's memory was used up while the program was translated. "
            "Split the file, or close other programs."
        ),
        wrong="",
        right="",
    ),
    CodeEntry(
        code="PS705",
        title="dialect uncertain",
        severity=Severity.NOTE,
        explanation=(
            "Nobody named the dialect, and the text says too little, or has signs of several. It "
            "was read as the dialect that fits best. Name the dialect to be sure."
        ),
        wrong="",
        right="",
    ),
    CodeEntry(
        code="PS706",
        title="looks like another dialect",
        severity=Severity.WARNING,
        explanation=(
            "The dialect that was named does not fit: lines could not be read, and the words and "
            "signs of the program are those of another dialect."
        ),
        wrong="",
        right="",
    ),
    CodeEntry(
        code="PS707",
        title="lines in another dialect",
        severity=Severity.WARNING,
        explanation=(
            "Some lines could not be read, and they have the words and signs of another dialect "
            "than the rest of the program."
        ),
        wrong="",
        right="",
    ),
)
