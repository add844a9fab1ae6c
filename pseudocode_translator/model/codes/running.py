"""Diagnostic codes PS800 to PS899: what stops a program while it runs.

`pseudocode run` shows these; translating alone never does. Their examples read
from standard input what the comment in them says.
"""

from __future__ import annotations

from pseudocode_translator.model.codes.entry import CodeEntry
from pseudocode_translator.model.diagnostics import Severity


def _entry(code: str, title: str, explanation: str, wrong: str = "", right: str = "") -> CodeEntry:
    return CodeEntry(code, title, Severity.ERROR, explanation, wrong, right)


ENTRIES: tuple[CodeEntry, ...] = (
    _entry(
        "PS801",
        "division by zero",
        "The second operand of /, DIV or MOD was 0. Test it before you divide.",
        wrong="Count <- 0\nOUTPUT 10 / Count\n",
        right="Count <- 0\nIF Count <> 0 THEN\n    OUTPUT 10 / Count\nENDIF\n",
    ),
    _entry(
        "PS802",
        "index outside the array or string",
        "An index was below the lower or above the upper bound. Compare the loop that "
        "counts it with the bounds of the declaration.",
        wrong=(
            "DECLARE Marks : ARRAY[1:3] OF INTEGER\nDECLARE Place : INTEGER\nPlace <- 3\n"
            "Place <- Place + 1\nMarks[Place] <- 7\n"
        ),
        right=(
            "DECLARE Marks : ARRAY[1:4] OF INTEGER\nDECLARE Place : INTEGER\nPlace <- 3\n"
            "Place <- Place + 1\nMarks[Place] <- 7\n"
        ),
    ),
    _entry(
        "PS803",
        "the input is not what the program expects",
        "INPUT reads the type of its variable: a whole number for INTEGER, a number for REAL, "
        "TRUE or FALSE for BOOLEAN, dd/mm/yyyy for DATE. Something else was typed. "
        "Type it differently, or declare the variable as STRING.",
    ),
    _entry(
        "PS804",
        "the input ended too early",
        "The program wanted another line of input, but there was none left. "
        "Give as many lines as the program reads.",
    ),
    _entry(
        "PS805",
        "a subroutine calls itself without end",
        "A procedure or function called itself so often that there was no room left. "
        "Every recursion needs a case in which it does not call itself, and must come closer "
        "to that case with every call.",
        wrong=(
            "FUNCTION Depth(n : INTEGER) RETURNS INTEGER\n    IF n = -1 THEN\n"
            "        RETURN 0\n    ENDIF\n    RETURN Depth(n + 1)\nENDFUNCTION\nOUTPUT Depth(0)\n"
        ),
        right=(
            "FUNCTION Depth(n : INTEGER) RETURNS INTEGER\n    IF n = 9 THEN\n"
            "        RETURN 0\n    ENDIF\n    RETURN Depth(n + 1)\nENDFUNCTION\nOUTPUT Depth(0)\n"
        ),
    ),
    _entry(
        "PS806",
        "used before it has a value",
        "A variable, pointer or object was used before anything was stored in it. "
        "Give it a value first.",
    ),
    _entry(
        "PS807",
        "a value that does not fit",
        "An operation was given a value it cannot work with, such as a text where a number "
        "is needed, or the square root of a negative number.",
    ),
    _entry(
        "PS808",
        "a file cannot be used",
        "A file could not be opened, read or written: it is missing, not open, already at its "
        "end, or not allowed. Files are looked for in the folder in which the command runs.",
        wrong='OPENFILE "no such file.txt" FOR READ\n',
        right='OPENFILE "new file.txt" FOR WRITE\nCLOSEFILE "new file.txt"\n',
    ),
    _entry(
        "PS809",
        "too large",
        "A number became too large for a REAL, or the program used up the memory.",
    ),
    _entry(
        "PS810",
        "stopped at the time limit",
        "The program ran longer than --max-seconds allows. The line is the one it was at; "
        "look for a loop around it that cannot end, or for an INPUT that waits.",
    ),
    _entry(
        "PS811",
        "stopped from outside",
        "The operating system or another program ended the running program; "
        "often that means that there was no memory left.",
    ),
    _entry(
        "PS812",
        "too many steps",
        "The program ran more lines than --step-limit allows. Most often a loop never ends: its "
        "condition stays as it is. The message names the lines that were run last.",
    ),
    _entry(
        "PS899",
        "the program failed",
        "The program stopped with an error that has no code of its own. "
        "`pseudocode run --traceback` shows what Python said.",
    ),
)
