"""Helpers for numbers and texts."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pseudocode_translator.generation.prelude_source.failing import not_translated
from pseudocode_translator.generation.prelude_source.numbers import (
    inclusive_range,
    is_number,
    left_to_right,
    number_or_text,
    read_number,
    round_half_up,
    to_number,
)
from pseudocode_translator.generation.prelude_source.texts import element_of, replace_character


@given(st.integers(-(10**12), 10**12), st.integers(0, 4))
def test_rounding_goes_away_from_zero_at_the_half(thousandths: int, places: int) -> None:
    number = thousandths / 1000
    exact = Fraction(str(number)) * 10**places
    nearest = int(abs(exact) + Fraction(1, 2))
    expected = nearest if exact >= 0 else -nearest

    assert round_half_up(number, places) == pytest.approx(expected / 10**places)


@pytest.mark.parametrize(
    ("number", "places", "expected"),
    [(2.5, 0, 3), (-2.5, 0, -3), (2.675, 2, 2.68), (1.005, 2, 1.01), (7, 0, 7), (1e300, 2, 1e300)],
)
def test_rounding_believes_what_is_printed(number: float, places: int, expected: float) -> None:
    assert round_half_up(number, places) == expected


def test_rounding_to_no_places_gives_an_integer() -> None:
    assert repr(round_half_up(6.5)) == "7"
    assert repr(round_half_up(1234.5, -2)) == "1200"


@pytest.mark.parametrize("text", ["1", "-1", " +1.5 ", ".5", "5.", "1e9", "1E-2"])
def test_numbers_are_known_by_their_looks(text: str) -> None:
    assert is_number(text)
    assert to_number(text) == float(text)
    assert number_or_text(text) == float(text)


@pytest.mark.parametrize("text", ["", " ", "abc", "nan", "inf", "1_000", "0x1F", "1 2", "--1", "."])
def test_other_text_is_no_number(text: str) -> None:
    assert not is_number(text)
    assert number_or_text(text) == text
    with pytest.raises(ValueError, match="is not a number"):
        to_number(text)


def test_a_long_text_is_judged_in_no_time() -> None:
    assert not is_number("1" * 100_000 + "x")


@pytest.mark.parametrize(
    ("start", "end", "step", "expected"),
    [
        (1, 3, 1, [1, 2, 3]),
        (10, 1, -4, [10, 6, 2]),
        (3, 1, 1, []),
        (0, 1, 0.25, [0, 0.25, 0.5, 0.75, 1]),
        (0, 0.3, 0.1, [0, 0.1, 0.2, pytest.approx(0.3)]),
        (1, 0, -0.5, [1, 0.5, 0]),
        (10**20, 10**20 + 2, 2, [10**20, 10**20 + 2]),
    ],
)
def test_a_range_includes_its_end(
    start: float, end: float, step: float, expected: list[float]
) -> None:
    assert list(inclusive_range(start, end, step)) == expected


def test_small_steps_do_not_drift() -> None:
    values = list(inclusive_range(0, 1000, 0.1))

    assert len(values) == 10_001
    assert values[-1] == 1000


def test_a_step_of_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="STEP 0 would never end"):
        list(inclusive_range(1, 2, 0))


def test_operations_go_from_left_to_right() -> None:
    assert left_to_right(1, int.__add__, 2, int.__mul__, 3) == 9


def test_a_character_is_replaced() -> None:
    assert replace_character("cat", 1, "b") == "bat"
    with pytest.raises(IndexError, match="position 0 is outside 1 to 3"):
        replace_character("cat", 0, "b")


def test_elements_of_strings_respect_the_first_position() -> None:
    assert element_of("abc", 0, 0) == "a"
    with pytest.raises(IndexError):
        element_of("abc", 0)


def test_what_is_not_translated_says_so() -> None:
    with pytest.raises(NotImplementedError, match="line 3: why"):
        not_translated("line 3: why")


@pytest.mark.parametrize(
    ("text", "number"), [("30", 30), (" -7 ", -7), ("30.5", 30.5), ("1e2", 100.0)]
)
def test_a_number_is_read_as_it_is_typed(text: str, number: float) -> None:
    assert read_number(text) == number
    assert type(read_number(text)) is type(number)


def test_what_is_no_number_is_not_read_as_one() -> None:
    with pytest.raises(ValueError, match="could not convert"):
        read_number("thirty")
