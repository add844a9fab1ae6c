"""FOR, WHILE and REPEAT."""

from __future__ import annotations

import pytest

from tests.unit.generation.program_tools import main_part, python, run


@pytest.mark.parametrize(
    ("header", "python_header"),
    [
        ("FOR i <- 1 TO 10", "for i in range(1, 11):"),
        ("FOR i <- 0 TO 9", "for i in range(10):"),
        ("FOR i <- 1 TO n", "for i in range(1, n + 1):"),
        ("FOR i <- 1 TO n - 1", "for i in range(1, n):"),
        ("FOR i <- 10 TO 1 STEP -1", "for i in range(10, 0, -1):"),
        ("FOR i <- n TO 2 STEP -3", "for i in range(n, 1, -3):"),
        ("FOR i <- 2 TO n STEP 2", "for i in range(2, n + 1, 2):"),
    ],
)
def test_whole_number_loops_are_ranges(header: str, python_header: str) -> None:
    source = f"DECLARE i, n : INTEGER\nn <- 4\n{header}\n    OUTPUT i\nNEXT i\n"
    assert python_header in main_part(source)


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ("1 TO 3", "123"),
        ("3 TO 1 STEP -1", "321"),
        ("10 TO 1 STEP -3", "10741"),
        ("1 TO 0", ""),
        ("1 TO 1", "1"),
        ("1 TO 2 STEP 0.5", "1.01.52.0"),
        ("s TO 4 STEP s", "24"),
        ("4 TO s STEP 0 - s", "42"),
    ],
)
def test_both_bounds_are_included(bounds: str, expected: str) -> None:
    source = (
        f'DECLARE s : INTEGER\nDECLARE out : STRING\ns <- 2\nout <- ""\n'
        f"FOR x <- {bounds}\n    out <- out & x\nNEXT x\nOUTPUT out\n"
    )
    shown = run(source).strip()
    assert shown.replace(".0", "") == expected.replace(".0", "")


def test_bounds_are_evaluated_once() -> None:
    source = """
        DECLARE n, i : INTEGER
        n <- 3
        FOR i <- 1 TO n
            n <- n + 1
            OUTPUT i
        NEXT i
        """
    assert run(source) == "1\n2\n3\n"


def test_bounds_are_evaluated_once_even_when_the_body_moves_the_counter() -> None:
    source = """
        DECLARE n, i : INTEGER
        n <- 6
        FOR i <- 1 TO n
            n <- 1
            OUTPUT i
            i <- i + 1
        NEXT i
        """
    assert run(source) == "1\n3\n5\n"


def test_the_counter_keeps_its_last_value() -> None:
    assert (
        run("DECLARE i : INTEGER\nFOR i <- 1 TO 3\n OUTPUT i\nNEXT i\nOUTPUT i") == "1\n2\n3\n3\n"
    )


def test_the_counter_keeps_its_last_value_even_if_the_body_does_not_use_it() -> None:
    source = 'DECLARE i : INTEGER\nFOR i <- 1 TO 3\n OUTPUT "x"\nNEXT i\nOUTPUT i\n'
    assert run(source) == "x\nx\nx\n3\n"


def test_a_counter_that_nobody_reads_is_an_underscore() -> None:
    source = 'DECLARE i : INTEGER\nFOR i <- 1 TO 3\n OUTPUT "x"\nNEXT i\n'
    assert "for _ in range(1, 4):" in python(source)


def test_a_counter_that_the_next_loop_sets_anew_is_an_underscore() -> None:
    source = (
        'DECLARE i : INTEGER\nFOR i <- 1 TO 3\n OUTPUT "x"\nNEXT i\n'
        "FOR i <- 1 TO 2\n OUTPUT i\nNEXT i\nOUTPUT i\n"
    )
    assert "for _ in range(1, 4):" in python(source)


def test_a_counter_read_by_a_procedure_keeps_its_name() -> None:
    source = """
        DECLARE i : INTEGER
        PROCEDURE Show()
            OUTPUT i
        ENDPROCEDURE
        FOR i <- 1 TO 2
            CALL Show()
        NEXT i
        """
    assert run(source) == "1\n2\n"


def test_a_loop_up_to_its_own_variable_uses_the_old_value() -> None:
    source = "DECLARE i : INTEGER\ni <- 3\nFOR i <- 1 TO i\n OUTPUT i\nNEXT i\n"
    assert run(source) == "1\n2\n3\n"


def test_a_procedure_that_changes_the_counter_is_honoured() -> None:
    source = """
        DECLARE i : INTEGER
        PROCEDURE Skip()
            i <- i + 1
        ENDPROCEDURE
        FOR i <- 1 TO 5
            OUTPUT i
            CALL Skip()
        NEXT i
        """
    assert run(source) == "1\n3\n5\n"


def test_a_counter_may_be_an_array_element() -> None:
    source = """
        DECLARE a : ARRAY[1:2] OF INTEGER
        FOR a[1] <- 1 TO 3
            OUTPUT a[1]
        NEXT a[1]
        """
    assert run(source) == "1\n2\n3\n"


def test_loops_over_characters_and_members() -> None:
    source = """
        TYPE Day = (Mon, Tue, Wed)
        DECLARE d : Day
        FOR d <- Mon TO Tue
            OUTPUT d
        NEXT d
        """
    assert run(source) == "Mon\nTue\n"


def test_while_tests_first_and_repeat_tests_last() -> None:
    source = """
        DECLARE n : INTEGER
        n <- 5
        WHILE n < 5 DO
            OUTPUT "never"
        ENDWHILE
        REPEAT
            OUTPUT "once"
        UNTIL n = 5
        """
    assert run(source) == "once\n"


def test_repeat_reads_as_a_loop_with_a_break() -> None:
    source = "DECLARE n : INTEGER\nREPEAT\n    INPUT n\nUNTIL n > 0\nOUTPUT n\n"
    assert main_part(source) == (
        "n: int\nwhile True:\n    n = int(input())\n    if n > 0:\n        break\nprint(n)\n"
    )
    assert run(source, "-1", "0", "7") == "7\n"
