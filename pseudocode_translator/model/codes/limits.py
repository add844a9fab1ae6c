"""Diagnostic codes PS600 to PS699: limits of size and time."""

from __future__ import annotations

from pseudocode_translator.model.codes.entry import CodeEntry
from pseudocode_translator.model.diagnostics import Severity

_DEEP = "INT(" * 90 + "1" + ")" * 90

ENTRIES: tuple[CodeEntry, ...] = (
    CodeEntry(
        "PS602",
        "expression nested too deeply",
        Severity.ERROR,
        "Brackets, calls or indexes stand inside each other more than 80 levels deep. Give the "
        "inner parts to variables first. Long chains such as a + b + c are not limited.",
        wrong=f"OUTPUT {_DEEP}\n",
        right="X ← INT(1)\nOUTPUT INT(X)\n",
    ),
)
