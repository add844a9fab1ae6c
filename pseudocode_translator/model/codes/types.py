"""Diagnostic codes PS300 to PS399: types."""

from __future__ import annotations

from pseudocode_translator.model.codes.entry import CodeEntry
from pseudocode_translator.model.diagnostics import Severity

_TWICE = "FUNCTION Twice(N : INTEGER) RETURNS INTEGER\n    RETURN N * 2\nENDFUNCTION\n"
_RESET = "PROCEDURE Reset(BYREF N : INTEGER)\n    N ← 0\nENDPROCEDURE\n"

ENTRIES: tuple[CodeEntry, ...] = (
    CodeEntry(
        "PS301",
        "operands do not go together",
        Severity.ERROR,
        "The operator cannot combine values of these types, as in a text minus a number. Convert "
        "one of them first: STR_TO_NUM makes a number of a text, NUM_TO_STR a text of a number.",
        wrong='DECLARE Name : STRING\nName ← "Ann"\nOUTPUT Name * 2\n',
        right='DECLARE Name : STRING\nName ← "Ann"\nOUTPUT LENGTH(Name) * 2\n',
    ),
    CodeEntry(
        "PS302",
        "value may lose a part",
        Severity.WARNING,
        "A REAL is stored in an INTEGER, or a longer text in a CHAR. The program runs and keeps "
        "the whole value; where the variable is an index, or where else only a whole number works, "
        "the fraction is cut off. A compiler for the dialect might refuse it. Declare the variable "
        "with the wider type, or convert with INT.",
        wrong="DECLARE Half : INTEGER\nHalf ← 7 / 2\nOUTPUT Half\n",
        right="DECLARE Half : REAL\nHalf ← 7 / 2\nOUTPUT Half\n",
    ),
    CodeEntry(
        "PS303",
        "value does not fit the variable",
        Severity.WARNING,
        "The value has another type than the variable was declared with. The program runs: a "
        "text is read as the number that a numeric variable needs, other values are stored as "
        "they are, but later uses may fail.",
        wrong='DECLARE Age : INTEGER\nAge ← "ten"\nOUTPUT Age\n',
        right="DECLARE Age : INTEGER\nAge ← 10\nOUTPUT Age\n",
    ),
    CodeEntry(
        "PS304",
        "wrong number of arguments",
        Severity.ERROR,
        "A call must give one value for each parameter of the procedure, function or method.",
        wrong=_TWICE + "OUTPUT Twice(1, 2)\n",
        right=_TWICE + "OUTPUT Twice(1)\n",
    ),
    CodeEntry(
        "PS305",
        "argument of another type",
        Severity.WARNING,
        "The value handed over has another type than the parameter.",
        wrong=_TWICE + 'OUTPUT Twice("4")\n',
        right=_TWICE + "OUTPUT Twice(4)\n",
    ),
    CodeEntry(
        "PS306",
        "BYREF needs a variable",
        Severity.ERROR,
        "A BYREF parameter writes back to what it was given, so it must be given a variable, an "
        "array element or a field, not a value or an expression.",
        wrong=_RESET + "CALL Reset(3 + 4)\n",
        right=_RESET + "DECLARE X : INTEGER\nX ← 7\nCALL Reset(X)\nOUTPUT X\n",
    ),
    CodeEntry(
        "PS307",
        "index outside the bounds",
        Severity.ERROR,
        "The index is a constant outside the bounds that the array was declared with, so the "
        "program would stop here.",
        wrong="DECLARE A : ARRAY[1:3] OF INTEGER\nA[4] ← 1\nOUTPUT A[1]\n",
        right="DECLARE A : ARRAY[1:3] OF INTEGER\nA[3] ← 1\nOUTPUT A[1]\n",
    ),
    CodeEntry(
        "PS308",
        "wrong number of indexes",
        Severity.ERROR,
        "An array takes as many indexes as it has dimensions.",
        wrong="DECLARE A : ARRAY[1:3] OF INTEGER\nA[1, 2] ← 1\nOUTPUT A[1]\n",
        right="DECLARE A : ARRAY[1:3, 1:2] OF INTEGER\nA[1, 2] ← 1\nOUTPUT A[1, 2]\n",
    ),
    CodeEntry(
        "PS309",
        "condition is not BOOLEAN",
        Severity.WARNING,
        "IF, WHILE and UNTIL need something that is TRUE or FALSE. Compare the value with "
        "something.",
        wrong='DECLARE N : INTEGER\nN ← 3\nIF N THEN\n    OUTPUT "some"\nENDIF\n',
        right='DECLARE N : INTEGER\nN ← 3\nIF N <> 0 THEN\n    OUTPUT "some"\nENDIF\n',
    ),
    CodeEntry(
        "PS310",
        "not an array",
        Severity.ERROR,
        "Only arrays and strings have elements that an index in square brackets can name.",
        wrong="DECLARE N : INTEGER\nN ← 3\nOUTPUT N[1]\n",
        right="DECLARE N : ARRAY[1:2] OF INTEGER\nN[1] ← 3\nOUTPUT N[1]\n",
    ),
    CodeEntry(
        "PS311",
        "result of another type",
        Severity.WARNING,
        "The value after RETURN has another type than the one after RETURNS.",
        wrong='FUNCTION F() RETURNS INTEGER\n    RETURN "one"\nENDFUNCTION\nOUTPUT F()\n',
        right="FUNCTION F() RETURNS INTEGER\n    RETURN 1\nENDFUNCTION\nOUTPUT F()\n",
    ),
    CodeEntry(
        "PS312",
        "loop does not count numbers",
        Severity.ERROR,
        "A FOR loop counts from one number to another, or goes from one character to another.",
        wrong='FOR I ← "one" TO "two"\n    OUTPUT I\nNEXT I\n',
        right="FOR I ← 1 TO 3\n    OUTPUT I\nNEXT I\n",
    ),
    CodeEntry(
        "PS313",
        "CASE label of another type",
        Severity.WARNING,
        "The label can never equal the value that CASE OF looks at, because their types differ.",
        wrong=(
            'DECLARE N : INTEGER\nN ← 1\nCASE OF N\n    "1" : OUTPUT "one"\n'
            '    OTHERWISE : OUTPUT "other"\nENDCASE\n'
        ),
        right=(
            'DECLARE N : INTEGER\nN ← 1\nCASE OF N\n    1 : OUTPUT "one"\n'
            '    OTHERWISE : OUTPUT "other"\nENDCASE\n'
        ),
    ),
    CodeEntry(
        "PS314",
        "procedure used as a value",
        Severity.ERROR,
        "A procedure gives nothing back, so a call of it has no value. Make it a FUNCTION with "
        "RETURNS, or call it on a line of its own.",
        wrong='PROCEDURE P()\n    OUTPUT "p"\nENDPROCEDURE\nX ← P()\nOUTPUT X\n',
        right="FUNCTION P() RETURNS INTEGER\n    RETURN 1\nENDFUNCTION\nX ← P()\nOUTPUT X\n",
    ),
    CodeEntry(
        "PS315",
        "BYREF still in force",
        Severity.WARNING,
        "In Cambridge pseudocode BYREF stays in force for the parameters that follow, until BYVAL "
        "is written. This parameter is given a value, to which nothing can be written back; "
        "write BYVAL before it.",
        wrong=(
            "PROCEDURE Add(BYREF A : INTEGER, B : INTEGER)\n    A ← A + B\nENDPROCEDURE\n"
            "X ← 1\nCALL Add(X, 5)\nOUTPUT X\n"
        ),
        right=(
            "PROCEDURE Add(BYREF A : INTEGER, BYVAL B : INTEGER)\n    A ← A + B\nENDPROCEDURE\n"
            "X ← 1\nCALL Add(X, 5)\nOUTPUT X\n"
        ),
    ),
)
