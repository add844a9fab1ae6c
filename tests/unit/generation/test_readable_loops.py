"""Loops and strings in the form that Python's own users would choose."""

from __future__ import annotations

import pytest

from tests.unit.generation.program_tools import main_part, python, run


@pytest.mark.parametrize(
    ("start", "end", "header", "rounds"),
    [
        (1, "n / 2", "range(1, int(n / 2) + 1)", 3),
        (1, "0 - n / 2", "range(1, int(0 - n / 2) + 1)", 0),
        (0, "0 - n / 2", "range(math.floor(0 - n / 2) + 1)", 0),
        (-3, "0 - n / 2", "range(-3, math.floor(0 - n / 2) + 1)", 0),
        (-4, "0 - n / 2", "range(-4, math.floor(0 - n / 2) + 1)", 1),
        (-4, "n / 2", "range(-4, math.floor(n / 2) + 1)", 8),
    ],
)
def test_integers_up_to_a_real_are_a_range(start: int, end: str, header: str, rounds: int) -> None:
    source = f"""
        DECLARE n, Count : INTEGER
        n <- 7
        FOR k <- {start} TO {end}
            Count <- Count + 1
        NEXT k
        OUTPUT Count
        """
    assert header in python(source)
    assert run(source) == f"{rounds}\n"


COLOURS = "TYPE Colour = (Red, Green, Blue)\nDECLARE c : Colour\n"


def test_a_whole_enumeration_is_a_loop_over_its_class() -> None:
    source = f"{COLOURS}FOR c <- Red TO Blue\n    OUTPUT c\nNEXT c\n"
    assert "for c in Colour:" in python(source)
    assert run(source) == "Red\nGreen\nBlue\n"


def test_a_part_of_an_enumeration_is_a_slice() -> None:
    source = f"{COLOURS}FOR c <- Green TO Blue\n    OUTPUT c\nNEXT c\n"
    assert "list(Colour)" in python(source)
    assert run(source) == "Green\nBlue\n"


@pytest.mark.parametrize("header", ["1 TO LENGTH(s)", "LENGTH(s) TO 1 STEP -1"])
def test_a_character_at_a_loop_counter_is_an_index(header: str) -> None:
    source = f"""
        DECLARE s : STRING
        s <- "abc"
        FOR i <- {header}
            OUTPUT MID(s, i, 1)
        NEXT i
        """
    assert "print(s[i - 1])" in main_part(source)
    assert sorted(run(source).split()) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("header", "first"),
    [
        ("1 TO LENGTH(s)", 's <- "x"'),
        ("1 TO LENGTH(s)", "CALL Change()"),
        ("1 TO LENGTH(s)", "CALL Lend(s)"),
        ("1 TO LENGTH(t)", ""),
        ("1 TO 4", ""),
        ("1 TO LENGTH(s) + 1", ""),
        ("2 TO LENGTH(s)", "i <- i + 1"),
    ],
)
def test_a_position_that_may_be_behind_the_end_stays_a_slice(header: str, first: str) -> None:
    source = f"""
        DECLARE s, t : STRING
        DECLARE i : INTEGER
        PROCEDURE Change()
            s <- ""
        ENDPROCEDURE
        PROCEDURE Lend(BYREF x : STRING)
            x <- ""
        ENDPROCEDURE
        s <- "abc"
        t <- "abcd"
        FOR i <- {header}
            {first}
            OUTPUT MID(s, i, 1)
        NEXT i
        """
    assert "s[i - 1]" not in python(source)
    run(source)


def test_a_number_in_a_text_is_not_converted_twice() -> None:
    source = 'DECLARE n : INTEGER\nn <- 5\nOUTPUT NUM_TO_STR(n), "!"\nOUTPUT NUM_TO_STR(n)\n'
    assert 'print(f"{n}!")' in python(source)
    assert run(source) == "5!\n5\n"


def test_the_subject_of_a_case_of_conditions_is_not_kept() -> None:
    source = """
        DECLARE n : INTEGER
        n <- 5
        CASE OF TRUE
            n < 3 : OUTPUT "low"
            n < 9 : OUTPUT "middle"
            OTHERWISE : OUTPUT "high"
        ENDCASE
        """
    assert "subject" not in python(source)
    assert run(source) == "middle\n"


def test_a_step_that_is_surely_positive_is_the_step_of_a_range() -> None:
    source = """
        DECLARE n, m : INTEGER
        FOR n <- 2 TO 4
            FOR m <- n * 2 TO 8 STEP n
                OUTPUT m
            NEXT m
        NEXT n
        """
    assert "range(n * 2, 9, n)" in python(source)
    assert run(source).split() == ["4", "6", "8", "6", "8"]


def test_a_step_that_may_be_negative_is_not() -> None:
    source = "DECLARE m, s : INTEGER\nINPUT s\nFOR m <- 3 TO 1 STEP s\nOUTPUT m\nNEXT m\n"
    assert "inclusive_range" in python(source)
    assert run(source, "-1") == "3\n2\n1\n"


def test_an_array_from_2_is_a_plain_list() -> None:
    source = """
        DECLARE P : ARRAY[2:5] OF INTEGER
        FOR k <- 2 TO 5
            P[k] <- k
        NEXT k
        OUTPUT P[2], P[5], LENGTH(P)
        """
    assert "P: list[int] = [0] * 6  # index 2 to 5" in python(source)
    assert run(source) == "254\n"
    assert "class Array" in python(source + "OUTPUT P[1]\n")


def test_a_set_of_letters_needs_no_import_of_annotations() -> None:
    source = """
        TYPE Letters = SET OF CHAR
        DEFINE Vowels ('a', 'e') : Letters
        OUTPUT 'a' IN Vowels
        """
    assert "__future__" not in python(source)
    assert run(source) == "TRUE\n"
