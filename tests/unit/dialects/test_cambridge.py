"""What belongs to Cambridge alone."""

from __future__ import annotations

import pytest

from pseudocode_translator.dialects import get_dialect
from pseudocode_translator.dialects.cambridge_library import LIBRARY
from pseudocode_translator.frontend.tables import load_tables
from pseudocode_translator.model.library import Library
from tests.unit.frontend.sketch import parsed

GUIDE_9618 = "LEFT RIGHT MID LENGTH TO_UPPER TO_LOWER UCASE LCASE NUM_TO_STR STR_TO_NUM IS_NUM"
GUIDE_9618 += " ASC CHR INT RAND EOF DAY MONTH YEAR DAYINDEX SETDATE TODAY"
SYLLABUS_0478 = "LENGTH SUBSTRING UCASE LCASE ROUND RANDOM INT"


@pytest.mark.parametrize("name", sorted({*GUIDE_9618.split(), *SYLLABUS_0478.split()}))
def test_the_library_has_every_function_of_guide_and_syllabus(name: str) -> None:
    assert name in {function.name for function in LIBRARY}


def test_no_two_functions_of_one_name_take_the_same_number_of_arguments() -> None:
    calls = [
        (function.name, len(function.parameters) - left_out)
        for function in LIBRARY
        for left_out in range(function.optional + 1)
    ]

    assert len(calls) == len(set(calls))


def test_mid_and_substring_are_the_same_function() -> None:
    found = {f.name: f.function for f in LIBRARY if f.name in ("MID", "SUBSTRING")}

    assert set(found.values()) == {Library.SUBSTRING}


@pytest.mark.parametrize("call", ["DIV(x, y)", "div ( x , y )", "x DIV y"])
def test_div_is_an_operator_however_it_is_written(call: str) -> None:
    assert parsed(f"z <- {call}") == ("z <- (x DIV y)", [])


def test_super_is_the_parent_and_a_name_elsewhere() -> None:
    assert parsed("CALL SUPER.NEW(x)")[0] == "CallStatement(MethodCall(Super(), NEW, [x]))"
    assert parsed("Super <- 5")[0] == "Super <- 5"


@pytest.mark.parametrize(
    "name",
    "Array Type Next Date Step Name Record Set Input Output Case Class End Data Open Close "
    "Default Print Read New In Each To As Exit Continue Call Return Repeat Mod Div "
    "Let Var Dim Global Program Algorithm Subroutine Sub Write Writeln From By Increment Real "
    "Integer String Char Boolean Start Stop".split(),
)
def test_a_variable_may_be_called(name: str) -> None:
    assert parsed(f"{name} <- 1") == (f"{name} <- 1", [])
    assert parsed(f"{name}[1] <- 2") == (f"{name}[1] <- 2", [])
    assert parsed(f"x <- 1 + {name}[i] * 2")[1] == [] or name in ("Input",)


def test_keywords_never_split_a_name() -> None:
    for word in load_tables(get_dialect("cambridge").grammar).keywords:
        for name in (f"{word}x", f"x{word}", f"{word}_1", f"{word}{word}q"):
            assert parsed(f"{name} <- {name} + 1") == (f"{name} <- ({name} + 1)", [])


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("x <- s.LENGTH", "x <- LENGTH[s]"),
        ("x <- s.length()", "x <- LENGTH[s]"),
        ("x <- a[1].upper + f(y).lower()", "x <- (UCASE[a[1]] + LCASE[f[y]])"),
        ('OUTPUT "the length" & s.length', 'Output[("the length" & LENGTH[s])]'),
    ],
)
def test_properties_of_texts_are_the_functions(source: str, wanted: str) -> None:
    assert parsed(source) == (wanted, [])


@pytest.mark.parametrize(
    "own",
    [
        "f.Length <- 3",
        "DECLARE Length : INTEGER",
        "FUNCTION length() RETURNS REAL\nRETURN 1\nENDFUNCTION",
    ],
)
def test_a_length_of_the_programs_own_is_no_property(own: str) -> None:
    assert parsed(f"{own}\nx <- f.length")[0].endswith("x <- f.length")
