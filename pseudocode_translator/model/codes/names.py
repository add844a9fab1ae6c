"""Diagnostic codes PS200 to PS299: names."""

from __future__ import annotations

from pseudocode_translator.model.codes.entry import CodeEntry
from pseudocode_translator.model.diagnostics import Severity

ENTRIES: tuple[CodeEntry, ...] = (
    CodeEntry(
        "PS201",
        "unknown procedure or function",
        Severity.ERROR,
        "A procedure or function is called that the program does not define and the dialect does "
        "not provide. Define it, or mend the spelling; the nearest known name is suggested.",
        wrong="CALL Greet()\n",
        right='PROCEDURE Greet()\n    OUTPUT "hello"\nENDPROCEDURE\nCALL Greet()\n',
    ),
    CodeEntry(
        "PS202",
        "unused variable",
        Severity.WARNING,
        "A variable is declared, and nothing ever uses it. Remove the declaration, or check "
        "whether another name was meant where it should be used.",
        wrong='DECLARE Spare : INTEGER\nOUTPUT "done"\n',
        right='OUTPUT "done"\n',
    ),
    CodeEntry(
        "PS203",
        "constant assigned",
        Severity.ERROR,
        "A constant keeps the value of its definition; it cannot be assigned, read with INPUT, "
        "counted in a loop or handed over BYREF. Use a variable for what changes.",
        wrong="CONSTANT Limit = 5\nLimit ← 6\nOUTPUT Limit\n",
        right="CONSTANT Limit = 5\nDECLARE Top : INTEGER\nTop ← Limit + 1\nOUTPUT Top\n",
    ),
    CodeEntry(
        "PS204",
        "name declared twice",
        Severity.WARNING,
        "Two declarations in the same place give one name, so the later one wins. In Cambridge "
        "pseudocode Total and TOTAL are the same name.",
        wrong="DECLARE Total : INTEGER\nDECLARE Total : REAL\nTotal ← 1\nOUTPUT Total\n",
        right="DECLARE Total : REAL\nTotal ← 1\nOUTPUT Total\n",
    ),
    CodeEntry(
        "PS205",
        "unknown field or method",
        Severity.ERROR,
        "The record type or class has no field, attribute or method of this name. The nearest "
        "known name is suggested.",
        wrong=(
            "TYPE Point\n    DECLARE X : INTEGER\nENDTYPE\nDECLARE P : Point\nP.Z ← 1\nOUTPUT P.X\n"
        ),
        right=(
            "TYPE Point\n    DECLARE X : INTEGER\nENDTYPE\nDECLARE P : Point\nP.X ← 1\nOUTPUT P.X\n"
        ),
    ),
    CodeEntry(
        "PS206",
        "private member used outside its class",
        Severity.WARNING,
        "PRIVATE attributes and methods belong to the methods of their class. Use, or write, a "
        "public method that gives or sets the value.",
        wrong=(
            "CLASS Pet\n    PRIVATE Name : STRING\n    PUBLIC PROCEDURE NEW()\n"
            '        Name ← "Rex"\n    ENDPROCEDURE\nENDCLASS\n'
            "DECLARE P : Pet\nP ← NEW Pet()\nOUTPUT P.Name\n"
        ),
        right=(
            "CLASS Pet\n    PRIVATE Name : STRING\n    PUBLIC PROCEDURE NEW()\n"
            '        Name ← "Rex"\n    ENDPROCEDURE\n'
            "    PUBLIC FUNCTION GetName() RETURNS STRING\n        RETURN Name\n    ENDFUNCTION\n"
            "ENDCLASS\nDECLARE P : Pet\nP ← NEW Pet()\nOUTPUT P.GetName()\n"
        ),
    ),
    CodeEntry(
        "PS207",
        "probably a misspelt name",
        Severity.ERROR,
        "This name never gets a value anywhere, and a name that differs by a letter or two does. "
        "It is taken for a slip of the pen.",
        wrong="Total ← 5\nOUTPUT Totl\n",
        right="Total ← 5\nOUTPUT Total\n",
    ),
    CodeEntry(
        "PS208",
        "name without a value",
        Severity.WARNING,
        "This name is used, but nothing in the program ever gives it a value: perhaps a part of "
        "the program is missing. It starts as 0 or as empty text, as its use suggests.",
        wrong='IF Ready = 1 THEN\n    OUTPUT "go"\nENDIF\n',
        right='INPUT Ready\nIF Ready = 1 THEN\n    OUTPUT "go"\nENDIF\n',
    ),
    CodeEntry(
        "PS209",
        "unknown class",
        Severity.ERROR,
        "NEW and INHERITS need a class that the program defines.",
        wrong='P ← NEW Pet("Rex")\n',
        right=(
            "CLASS Pet\n    PUBLIC Name : STRING\n    PUBLIC PROCEDURE NEW(N : STRING)\n"
            '        Name ← N\n    ENDPROCEDURE\nENDCLASS\nP ← NEW Pet("Rex")\nOUTPUT P.Name\n'
        ),
    ),
    CodeEntry(
        "PS210",
        "subroutine defined twice",
        Severity.WARNING,
        "Two procedures or functions have one name; the later one is called everywhere.",
        wrong=(
            'PROCEDURE Show()\n    OUTPUT "one"\nENDPROCEDURE\n'
            'PROCEDURE Show()\n    OUTPUT "two"\nENDPROCEDURE\nCALL Show()\n'
        ),
        right='PROCEDURE Show()\n    OUTPUT "two"\nENDPROCEDURE\nCALL Show()\n',
    ),
)
