"""`pseudocode run --trace` and `--step-limit`: what a teacher shows, and a loop without an end."""

from __future__ import annotations

import json

import pytest

from pseudocode_translator.errors import ExitCode
from tests.acceptance.conftest import Pseudocode

pytestmark = pytest.mark.slow

COUNTING = """\
DECLARE Total : INTEGER
FUNCTION Twice(n : INTEGER) RETURNS INTEGER
    RETURN n * 2
ENDFUNCTION
Total <- 0
FOR i <- 1 TO 2
    Total <- Total + Twice(i)
    OUTPUT "now ", Total
NEXT i
"""
ENDLESS = """\
DECLARE i : INTEGER
i <- 1
WHILE i < 10
    OUTPUT i
ENDWHILE
"""


def test_a_trace_table_has_a_column_for_each_variable_and_the_output(
    pseudocode: Pseudocode,
) -> None:
    pseudocode.file("a.txt", COUNTING)

    done = pseudocode("run", "--trace", "a.txt")

    assert done.code == ExitCode.OK
    assert done.out.splitlines() == [
        "Line | Total | i | Twice.n | OUTPUT",
        "-----+-------+---+---------+-------",
        "5    | 0     |   |         |",
        "6    |       | 1 |         |",
        "3    |       |   | 1       |",
        "7    | 2     |   |         |",
        "8    |       |   |         | now 2",
        "6    |       | 2 |         |",
        "3    |       |   | 2       |",
        "7    | 6     |   |         |",
        "8    |       |   |         | now 6",
    ]
    assert done.err == "now 2\nnow 6\n"


@pytest.mark.parametrize("form", ["text", "csv", "html", "json"])
def test_a_trace_table_comes_in_four_forms(pseudocode: Pseudocode, form: str) -> None:
    pseudocode.file("a.txt", COUNTING)

    out = pseudocode("run", "--trace-format", form, "a.txt").out

    assert "now 6" in out
    if form == "json":
        assert json.loads(out)["rows"][0] == {"line": 5, "changes": {"Total": "0"}, "output": ""}
    if form == "csv":
        assert out.splitlines()[0] == "Line,Total,i,Twice.n,OUTPUT"


def test_markup_in_a_value_stays_text_on_the_page(pseudocode: Pseudocode) -> None:
    pseudocode.file("a.txt", 'DECLARE s : STRING\ns <- "<b>&</b>"\nOUTPUT s\n')

    out = pseudocode("run", "--trace-format", "html", "a.txt").out

    assert "<b>" not in out
    assert "&lt;b&gt;&amp;&lt;/b&gt;" in out


def test_elements_have_columns_and_truth_values_the_words_of_the_dialect(
    pseudocode: Pseudocode,
) -> None:
    pseudocode.file(
        "a.txt",
        "DECLARE a : ARRAY[1:2] OF BOOLEAN\na[2] <- TRUE\nOUTPUT a[2]\n",
    )

    lines = pseudocode("run", "--trace", "a.txt").out.splitlines()

    assert lines[0] == "Line | a[1]  | a[2]  | OUTPUT"
    assert lines[2:] == [
        "1    | FALSE | FALSE |",
        "2    |       | TRUE  |",
        "3    |       |       | TRUE",
    ]


def test_a_program_that_fails_is_traced_up_to_there(pseudocode: Pseudocode) -> None:
    pseudocode.file("a.txt", "DECLARE x : INTEGER\nx <- 0\nOUTPUT 1 / x\n")

    done = pseudocode("run", "--trace", "a.txt")

    assert done.code == ExitCode.PROGRAM_ERRORS
    assert "2    | 0" in done.out
    assert "PS801" in done.err


def test_an_endless_loop_is_stopped_and_its_lines_are_named(pseudocode: Pseudocode) -> None:
    pseudocode.file("a.txt", ENDLESS)

    done = pseudocode("run", "--step-limit", "500", "a.txt")

    assert done.code == ExitCode.TIMEOUT
    assert "a.txt:3:1: error PS812: the program was stopped after 500 steps" in done.err
    assert "went round in lines 3 to 4" in done.err


def test_a_program_within_the_limit_runs_as_ever(pseudocode: Pseudocode) -> None:
    pseudocode.file("a.txt", COUNTING)

    done = pseudocode("run", "--step-limit", "500", "a.txt")

    assert (done.code, done.out, done.err) == (ExitCode.OK, "now 2\nnow 6\n", "")


def test_a_recursion_without_end_is_stopped_too(pseudocode: Pseudocode) -> None:
    pseudocode.file("a.txt", "PROCEDURE p()\n    CALL p()\nENDPROCEDURE\nCALL p()\n")

    assert "PS812" in pseudocode("run", "--step-limit", "100", "a.txt").err


def test_a_limit_of_nothing_is_refused(pseudocode: Pseudocode) -> None:
    pseudocode.file("a.txt", ENDLESS)

    assert pseudocode("run", "--step-limit", "0", "a.txt").code == ExitCode.USAGE
