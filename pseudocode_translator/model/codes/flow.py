"""Diagnostic codes PS400 to PS499: the flow of a program."""

from __future__ import annotations

from pseudocode_translator.model.codes.entry import CodeEntry
from pseudocode_translator.model.diagnostics import Severity

ENTRIES: tuple[CodeEntry, ...] = (
    CodeEntry(
        "PS401",
        "function without a result",
        Severity.WARNING,
        "A way through the function reaches its end without RETURN, so the call would have no "
        "value there.",
        wrong=(
            "FUNCTION Sign(N : INTEGER) RETURNS INTEGER\n    IF N > 0 THEN\n        RETURN 1\n"
            "    ENDIF\nENDFUNCTION\nOUTPUT Sign(3)\n"
        ),
        right=(
            "FUNCTION Sign(N : INTEGER) RETURNS INTEGER\n    IF N > 0 THEN\n        RETURN 1\n"
            "    ENDIF\n    RETURN 0\nENDFUNCTION\nOUTPUT Sign(3)\n"
        ),
    ),
    CodeEntry(
        "PS402",
        "unreachable statement",
        Severity.WARNING,
        "The statement stands behind a RETURN, or behind a loop that never ends, and can never "
        "run.",
        wrong="FUNCTION F() RETURNS REAL\n    RETURN 1\n    OUTPUT 2\nENDFUNCTION\nOUTPUT F()\n",
        right="FUNCTION F() RETURNS REAL\n    OUTPUT 2\n    RETURN 1\nENDFUNCTION\nOUTPUT F()\n",
    ),
    CodeEntry(
        "PS403",
        "loop that cannot end",
        Severity.WARNING,
        "Nothing inside the loop changes what its condition looks at, and nothing leaves the "
        "loop. Change a variable of the condition inside the loop.",
        wrong="N ← 1\nWHILE N < 10\n    OUTPUT N\nENDWHILE\n",
        right="N ← 1\nWHILE N < 10\n    OUTPUT N\n    N ← N + 1\nENDWHILE\n",
    ),
    CodeEntry(
        "PS404",
        "CASE label repeats",
        Severity.WARNING,
        "An earlier branch has the same label, and only the first branch that matches runs.",
        wrong=(
            'INPUT N\nCASE OF N\n    1 : OUTPUT "one"\n    2 : OUTPUT "two"\n'
            '    1 : OUTPUT "again"\nENDCASE\n'
        ),
        right='INPUT N\nCASE OF N\n    1 : OUTPUT "one"\n    2 : OUTPUT "two"\nENDCASE\n',
    ),
    CodeEntry(
        "PS405",
        "used before it has a value",
        Severity.WARNING,
        "The variable is read before any statement gives it a value. It starts as 0, as empty "
        "text or as FALSE; say so in the program, for other readers and other translators.",
        wrong="DECLARE Total : INTEGER\nTotal ← Total + 5\nOUTPUT Total\n",
        right="DECLARE Total : INTEGER\nTotal ← 0\nTotal ← Total + 5\nOUTPUT Total\n",
    ),
    CodeEntry(
        "PS406",
        "loop that never runs",
        Severity.WARNING,
        "The start of the FOR loop already lies beyond its end. To count down, add STEP -1.",
        wrong="FOR I ← 10 TO 1\n    OUTPUT I\nNEXT I\n",
        right="FOR I ← 10 TO 1 STEP -1\n    OUTPUT I\nNEXT I\n",
    ),
    CodeEntry(
        "PS407",
        "loop variable changed in its loop",
        Severity.WARNING,
        "The FOR loop counts in this variable, and the body changes it too. The change is "
        "honoured: the loop goes on from the new value. A WHILE loop says so more clearly.",
        wrong="FOR I ← 1 TO 10\n    OUTPUT I\n    I ← I + 1\nNEXT I\n",
        right="FOR I ← 1 TO 10 STEP 2\n    OUTPUT I\nNEXT I\n",
    ),
    CodeEntry(
        "PS408",
        "RETURN outside a subroutine",
        Severity.ERROR,
        "RETURN leaves a procedure or function; the main program has none to leave.",
        wrong='OUTPUT "one"\nRETURN 1\n',
        right="FUNCTION One() RETURNS INTEGER\n    RETURN 1\nENDFUNCTION\nOUTPUT One()\n",
    ),
    CodeEntry(
        "PS409",
        "BREAK outside a loop",
        Severity.ERROR,
        "BREAK leaves a loop, and CONTINUE starts its next round; there is no loop around this "
        "one.",
        wrong='OUTPUT "one"\nBREAK\n',
        right="FOR I ← 1 TO 3\n    BREAK\nNEXT I\n",
    ),
    CodeEntry(
        "PS410",
        "STEP is zero",
        Severity.ERROR,
        "With a STEP of 0 the loop would never move on.",
        wrong="FOR I ← 1 TO 3 STEP 0\n    OUTPUT I\nNEXT I\n",
        right="FOR I ← 1 TO 3 STEP 1\n    OUTPUT I\nNEXT I\n",
    ),
    CodeEntry(
        "PS411",
        "procedure returns a value",
        Severity.WARNING,
        "Only a FUNCTION gives a value back; what stands behind RETURN here is lost.",
        wrong="PROCEDURE P()\n    RETURN 1\nENDPROCEDURE\nCALL P()\n",
        right="FUNCTION P() RETURNS INTEGER\n    RETURN 1\nENDFUNCTION\nOUTPUT P()\n",
    ),
)
