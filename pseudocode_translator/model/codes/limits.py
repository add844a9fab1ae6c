"""Diagnostic codes PS600 to PS699: limits of size and time."""

from __future__ import annotations

from pseudocode_translator.model.codes.entry import CodeEntry
from pseudocode_translator.model.diagnostics import Severity

_DEEP = "INT(" * 90 + "1" + ")" * 90

_MANY_LOOPS = "\n".join(f"FOR i{k} <- 1 TO 2" for k in range(19))

ENTRIES: tuple[CodeEntry, ...] = (
    CodeEntry(
        "PS601",
        "too many blocks inside each other",
        Severity.ERROR,
        "Python reads at most 18 loops, and about 90 blocks of any kind, inside each other. "
        "Move the inner ones to a procedure.",
        wrong=f"{_MANY_LOOPS}\n" + "NEXT\n" * 19,
        right="FOR i <- 1 TO 2\n  OUTPUT i\nNEXT i\n",
    ),
    CodeEntry(
        "PS602",
        "expression nested too deeply",
        Severity.ERROR,
        "Brackets, calls or indexes stand inside each other more than 80 levels deep. Give the "
        "inner parts to variables first. Long chains such as a + b + c are not limited.",
        wrong=f"OUTPUT {_DEEP}\n",
        right="X ← INT(1)\nOUTPUT INT(X)\n",
    ),
    CodeEntry(
        "PS603",
        "number too large",
        Severity.ERROR,
        "A whole number may have 4000 digits, and a real number must be below 1.8E308.",
        wrong="OUTPUT 1E999\n",
        right="OUTPUT 1E300\n",
    ),
    CodeEntry(
        "PS604",
        "translation took too long",
        Severity.ERROR,
        "The translation was stopped because it took longer than its limit, so no Python is "
        "delivered. The message names the step and the line it was at. Raise "
        "execution.process_pool_task_timeout_ms, or split the file into smaller ones.",
        wrong="",
        right="",
    ),
    CodeEntry(
        "PS605",
        "line too long",
        Severity.ERROR,
        "A line has more than a million characters, and was not read. Break it into several.",
        wrong="",
        right="",
    ),
)
