"""What `validate` says, and above all what it does not say, about real programs."""

from __future__ import annotations

import pytest

from pseudocode_translator.dialects import get_dialect
from pseudocode_translator.frontend.parse import parse
from pseudocode_translator.model.diagnostics import Diagnostic
from pseudocode_translator.model.document import typed_document
from pseudocode_translator.semantics.resolve import resolve
from pseudocode_translator.validation.validate import validate


def _validated(source: str) -> list[Diagnostic]:
    dialect = get_dialect("cambridge")
    program, faults = parse(typed_document(source), dialect)
    assert faults == []
    resolved, _ = resolve(program, dialect.library)
    return validate(resolved)


def _found(source: str) -> list[tuple[str, int]]:
    return [(d.code, d.span.line) for d in _validated(source)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("Count ← 1\nOUTPUT Cuont\n", [("PS207", 2)], id="misspelt"),
        pytest.param("i ← 1\nOUTPUT j\n", [("PS208", 2)], id="short names are no slips"),
        pytest.param("DECLARE a, b : INTEGER\na ← 1\nOUTPUT a\n", [("PS202", 1)], id="unused"),
        pytest.param(
            "CONSTANT c = 1\nFOR c ← 1 TO 2\n    OUTPUT c\nNEXT c\n", [("PS203", 2)], id="counted"
        ),
        pytest.param("CONSTANT c = 1\nINPUT c\nOUTPUT c\n", [("PS203", 2)], id="constant read"),
        pytest.param(
            "DECLARE x : INTEGER\nOUTPUT x\nx ← 1\n", [("PS405", 2)], id="used before a value"
        ),
        pytest.param(
            "n ← 0\nWHILE n < 3\n    OUTPUT n\nENDWHILE\n", [("PS403", 2)], id="WHILE stuck"
        ),
        pytest.param(
            "n ← 0\nREPEAT\n    OUTPUT n\nUNTIL n = 3\n", [("PS403", 4)], id="REPEAT stuck"
        ),
        pytest.param('WHILE TRUE\n    OUTPUT "x"\nENDWHILE\n', [("PS403", 1)], id="for ever"),
        pytest.param(
            "FUNCTION F() RETURNS INTEGER\n    OUTPUT 1\nENDFUNCTION\nOUTPUT F()\n",
            [("PS401", 1)],
            id="no RETURN at all",
        ),
        pytest.param(
            "DECLARE a : ARRAY[-2:2] OF INTEGER\na[-3] ← 1\nOUTPUT a[0]\n",
            [("PS307", 2)],
            id="below a negative bound",
        ),
        pytest.param("DECLARE s : STRING\ns ← 5\nOUTPUT s\n", [("PS303", 2)], id="number in text"),
    ],
)
def test_a_mistake_is_found_at_its_line(source: str, expected: list[tuple[str, int]]) -> None:
    assert _found(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(
            "PROCEDURE Get(BYREF n : INTEGER)\n    n ← 5\nENDPROCEDURE\n"
            "DECLARE x : INTEGER\nCALL Get(x)\nOUTPUT x\n",
            id="an output parameter gives its variable a value",
        ),
        pytest.param(
            "n ← 0\nWHILE n < 3\n    CALL Bump()\nENDWHILE\n"
            "PROCEDURE Bump()\n    n ← n + 1\nENDPROCEDURE\n",
            id="a procedure changes the condition",
        ),
        pytest.param(
            "WHILE TRUE\n    INPUT n\n    IF n = 0 THEN\n        BREAK\n    ENDIF\nENDWHILE\n",
            id="a BREAK leaves the loop",
        ),
        pytest.param(
            "FOR i ← 1 TO 2\n    IF i = 2 THEN\n        OUTPUT x\n    ENDIF\n    x ← i\nNEXT i\n",
            id="an earlier round gave the value",
        ),
        pytest.param(
            "TYPE Light = (Red, Green)\n"
            "FUNCTION Go(l : Light) RETURNS BOOLEAN\n    CASE OF l\n        Red : RETURN FALSE\n"
            "        Green : RETURN TRUE\n    ENDCASE\nENDFUNCTION\nOUTPUT Go(Red)\n",
            id="CASE has every member",
        ),
        pytest.param(
            "FUNCTION F(n : INTEGER) RETURNS INTEGER\n    WHILE TRUE\n        n ← n + 1\n"
            "        IF n > 9 THEN\n            RETURN n\n        ENDIF\n    ENDWHILE\n"
            "ENDFUNCTION\nOUTPUT F(1)\n",
            id="a loop that only RETURN leaves",
        ),
        pytest.param(
            "DECLARE c : CHAR\nc ← \"x\"\nIF c = 'x' THEN\n    OUTPUT c\nENDIF\n",
            id="one character in double quotes is a CHAR",
        ),
        pytest.param(
            "DECLARE r : REAL\nr ← 3\nIF r = 3 THEN\n    OUTPUT r\nENDIF\n",
            id="an INTEGER fits a REAL",
        ),
        pytest.param(
            "CLASS A\n    PUBLIC PROCEDURE Say()\n        OUTPUT 1\n    ENDPROCEDURE\nENDCLASS\n"
            "CLASS B INHERITS A\n    PUBLIC PROCEDURE Twice()\n        CALL Say()\n        Say()\n"
            "    ENDPROCEDURE\nENDCLASS\nx ← NEW B()\nx.Twice()\n",
            id="an inherited method is called by its name",
        ),
        pytest.param("", id="nothing at all"),
    ],
)
def test_nothing_is_said_of_what_is_right(source: str) -> None:
    assert _found(source) == []


def test_remarks_come_in_source_order() -> None:
    source = "OUTPUT Cuont\nDECLARE z : INTEGER\nCount ← 1\nCALL Nowhere()\nCALL Nothing()\n"
    lines = [line for _, line in _found(source)]
    assert lines == sorted(lines)
    assert len(lines) == 4


def test_a_misspelt_call_suggests_the_nearest_subroutine() -> None:
    source = "PROCEDURE PrintAll()\n    OUTPUT 1\nENDPROCEDURE\nCALL PrintAl()\n"
    (diagnostic,) = _validated(source)
    assert diagnostic.code == "PS201"
    assert "PrintAll" in diagnostic.fix
