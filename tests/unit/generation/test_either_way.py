"""FOR loops that count up or down, as their bounds say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pseudocode_translator.dialects import cambridge
from pseudocode_translator.frontend.items import ForHeader
from pseudocode_translator.frontend.parse import parse
from pseudocode_translator.generation.python import generate
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.document import typed_document
from pseudocode_translator.model.nodes import Expression
from pseudocode_translator.semantics.resolve import resolve
from pseudocode_translator.validation.validate import validate
from tests.unit.generation.program_tools import run_python


class _Builder(cambridge.Builder):
    def for_(self, span: Span, variable: Expression, *parts: object) -> object:
        header = super().for_(span, variable, *parts)  # type: ignore[arg-type]
        assert isinstance(header, ForHeader)
        return replace(header, either_way=True)


_DIALECT = replace(cambridge.DIALECT, builder=_Builder)


def _python(source: str) -> str:
    program, diagnostics = parse(typed_document(source), _DIALECT)
    resolved, more = resolve(program, _DIALECT.library)
    assert not [d for d in (*diagnostics, *more) if d.severity == "error"]
    assert "PS406" not in {d.code for d in validate(resolved)}
    return generate(resolved).code


@pytest.mark.parametrize(
    ("header", "python_header"),
    [
        ("FOR i <- 1 TO 3", "for i in range(1, 4):"),
        ("FOR i <- 3 TO 1", "for i in range(3, 0, -1):"),
        ("FOR i <- 9 TO 0 STEP 3", "for i in range(9, -1, -3):"),
        ("FOR i <- 9 TO 0 STEP -3", "for i in range(9, -1, -3):"),
        ("FOR i <- 0 TO 9 STEP -3", "for i in range(0, 10, 3):"),
        ("FOR i <- five TO 1", "for i in range(five, 0, -1):"),
        ("FOR i <- n TO 1", "for i in range(n, 0, -1):"),
        ("FOR i <- 1 TO n", "for i in range(1, n + 1):"),
        ("FOR i <- 1 TO m", "for i in up_or_down(1, m):"),
        ("FOR i <- m TO n STEP 2", "for i in up_or_down(m, n, 2):"),
    ],
)
def test_the_way_is_written_where_it_is_known(header: str, python_header: str) -> None:
    source = f"""
        DECLARE i, n, m : INTEGER
        CONSTANT five = 5
        n <- 4
        INPUT m
        {header}
            OUTPUT i
        NEXT i
        """
    assert python_header in _python(source)


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ("a TO b", "1,2,3,"),
        ("b TO a", "3,2,1,"),
        ("a TO a", "1,"),
        ("b TO a STEP 2", "3,1,"),
        ("b TO a STEP a", "3,2,1,"),
        ("a TO b STEP 0 - a", "1,2,3,"),
        ("b TO a STEP half", "3,2.5,2,1.5,1,"),
    ],
)
@pytest.mark.parametrize("change", ["", "i <- i + 0"])
def test_both_ways_run(bounds: str, expected: str, change: str) -> None:
    source = f"""
        DECLARE a, b : INTEGER
        DECLARE half : REAL
        DECLARE shown : STRING
        INPUT a
        INPUT b
        half <- 0.5
        FOR i <- {bounds}
            shown <- shown & i & ","
            {change}
        NEXT i
        OUTPUT shown
        """
    assert run_python(_python(source), "1", "3").strip().replace(".0", "") == expected


def test_an_array_index_that_counts_either_way_is_checked() -> None:
    source = """
        DECLARE a : ARRAY[1:3] OF INTEGER
        DECLARE n : INTEGER
        INPUT n
        FOR i <- 1 TO n
            a[i] <- i
        NEXT i
        OUTPUT a[1]
        """
    assert run_python(_python(source), "3") == "1\n"
    with pytest.raises(IndexError, match="index 0 is outside 1 to 3"):
        run_python(_python(source), "0")


def test_the_counter_has_a_value_after_the_loop() -> None:
    source = "DECLARE n : INTEGER\nINPUT n\nFOR i <- 3 TO n\nNEXT i\nOUTPUT i"
    assert run_python(_python(source), "1") == "1\n"
