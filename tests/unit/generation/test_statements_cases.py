"""IF and CASE."""

from __future__ import annotations

import pytest

from tests.unit.generation.program_tools import main_part, run

GRADES = """
DECLARE mark : INTEGER
INPUT mark
CASE OF mark
    80 TO 100 : OUTPUT "A"
    50 TO 79 : OUTPUT "B"
    0 : OUTPUT "zero"
    OTHERWISE : OUTPUT "other"
ENDCASE
"""


@pytest.mark.parametrize(
    ("mark", "grade"),
    [("80", "A"), ("100", "A"), ("79", "B"), ("50", "B"), ("0", "zero"), ("49", "other")],
)
def test_ranges_include_both_ends(mark: str, grade: str) -> None:
    assert run(GRADES, mark) == f"{grade}\n"


def test_ranges_read_as_comparisons() -> None:
    assert "if 80 <= mark <= 100:" in main_part(GRADES)


def test_constants_read_as_match() -> None:
    source = """
        DECLARE n : INTEGER
        n <- 2
        CASE OF n
            1, 2 : OUTPUT "few"
                   OUTPUT "two lines"
            -1 : OUTPUT "less"
        ENDCASE
        """
    assert "    case 1 | 2:\n" in main_part(source)
    assert run(source) == "few\ntwo lines\n"


def test_the_first_match_wins() -> None:
    source = """
        DECLARE n : INTEGER
        n <- 5
        CASE OF n
            1 TO 5 : OUTPUT "first"
            5 TO 9 : OUTPUT "second"
        ENDCASE
        """
    assert run(source) == "first\n"


def test_the_subject_is_evaluated_once() -> None:
    source = """
        DECLARE calls : INTEGER
        FUNCTION Next() RETURNS INTEGER
            calls <- calls + 1
            RETURN calls
        ENDFUNCTION
        CASE OF Next()
            5 TO 6 : OUTPUT "a"
            3 : OUTPUT "b"
            1 : OUTPUT "c"
        ENDCASE
        OUTPUT calls
        """
    assert run(source) == "c\n1\n"


def test_text_and_character_labels() -> None:
    source = """
        DECLARE c : CHAR
        c <- 'N'
        CASE OF c
            'N' : OUTPUT "north"
            'S' : OUTPUT "south"
        ENDCASE
        """
    assert run(source) == "north\n"


def test_else_if_chains() -> None:
    source = """
        DECLARE n : INTEGER
        INPUT n
        IF n > 10 THEN
            OUTPUT "big"
        ELSE IF n > 5 THEN
            OUTPUT "medium"
        ELSE
            OUTPUT "small"
        ENDIF
        """
    assert [run(source, n) for n in ("11", "6", "5")] == ["big\n", "medium\n", "small\n"]
