"""Diagnostic codes PS291 to PS299: names of types."""

from __future__ import annotations

from pseudocode_translator.model.codes.entry import CodeEntry
from pseudocode_translator.model.diagnostics import Severity

ENTRIES: tuple[CodeEntry, ...] = (
    CodeEntry(
        "PS291",
        "unknown type",
        Severity.ERROR,
        "A declaration names a type that is neither built in nor defined by the program with TYPE "
        "or CLASS, so nobody knows what the variable can hold. Define the type, or use INTEGER, "
        "REAL, STRING, CHAR, BOOLEAN or DATE.",
        wrong="DECLARE Best : Student\nOUTPUT 1\n",
        right=(
            "TYPE Student\n    DECLARE Name : STRING\nENDTYPE\n"
            'DECLARE Best : Student\nBest.Name ← "Ann"\nOUTPUT Best.Name\n'
        ),
    ),
    CodeEntry(
        "PS292",
        "misspelt type",
        Severity.WARNING,
        "A declaration names a type that does not exist, and one with nearly the same spelling "
        "does. The program goes on as if that one had been written.",
        wrong="DECLARE Total : INTERGER\nTotal ← 1\nOUTPUT Total\n",
        right="DECLARE Total : INTEGER\nTotal ← 1\nOUTPUT Total\n",
    ),
)
