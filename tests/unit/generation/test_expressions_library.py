"""Library functions: readable where that is proven right, right everywhere."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pseudocode_translator.generation.context import Storage
from pseudocode_translator.model.library import Library
from pseudocode_translator.model.nodes import Expression
from pseudocode_translator.model.program import Program
from pseudocode_translator.model.rules import Rules
from pseudocode_translator.model.types import (
    DATE,
    INTEGER,
    REAL,
    STRING,
    UNKNOWN,
    ArrayType,
    Dimension,
)
from tests.unit.generation.expression_tools import (
    HERE,
    HandmadeContext,
    Op,
    library,
    number,
    op,
    run,
    text,
    text_of,
    variable,
)

N = variable("n", INTEGER)
I = variable("i", INTEGER)  # noqa: E741
S = variable("s", STRING)
D = variable("d", DATE)
LENGTH = library(Library.LENGTH, S)
XS = variable("xs", ArrayType(INTEGER, (Dimension(1, 3),)))
PROVEN = {"i": (1, 100)}


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (LENGTH, "len(s)"),
        (library(Library.LENGTH, XS), "len(xs)"),
        (library(Library.SINE, N), "math.sin(n)"),
        (library(Library.NATURAL_LOGARITHM, N), "math.log(n)"),
        (library(Library.DECIMAL_LOGARITHM, N), "math.log10(n)"),
        (library(Library.TO_RADIANS, N), "math.radians(n)"),
        (library(Library.PI), "math.pi"),
        (library(Library.LEFT, S, number(3)), "s[:3]"),
        (library(Library.LEFT, S, op(LENGTH, Op.SUBTRACT, number(1))), "s[:-1]"),
        (library(Library.LEFT, S, N), "left(s, n)"),
        (library(Library.RIGHT, S, number(3)), "s[-3:]"),
        (library(Library.RIGHT, S, number(0)), "right(s, 0)"),
        (library(Library.RIGHT, S, op(LENGTH, Op.SUBTRACT, number(1))), "s[1:]"),
        (library(Library.RIGHT, S, N), "right(s, n)"),
        (library(Library.SUBSTRING, S, number(3), number(2)), "s[2:4]"),
        (library(Library.SUBSTRING, S, number(1), number(2)), "s[:2]"),
        (library(Library.SUBSTRING, S, I, number(1)), "s[i - 1:i]"),
        (library(Library.SUBSTRING, S, number(2), I), "s[1:i + 1]"),
        (library(Library.SUBSTRING, S, I, I), "s[i - 1:i + i - 1]"),
        (library(Library.SUBSTRING, S, op(I, Op.ADD, number(1)), number(1)), "s[i:i + 1]"),
        (library(Library.SUBSTRING, S, number(2), op(LENGTH, Op.SUBTRACT, number(1))), "s[1:]"),
        (library(Library.SUBSTRING, S, N, number(1)), "substring(s, n, 1)"),
        (library(Library.SUBSTRING, S, number(1), N), "substring(s, 1, n)"),
        (library(Library.UPPER, S), "s.upper()"),
        (library(Library.LOWER, text("Ab")), "'Ab'.lower()"),
        (library(Library.POSITION, S, text("x")), "s.find('x') + 1"),
        (library(Library.NUMBER_TO_TEXT, N), "str(n)"),
        (library(Library.TEXT_TO_NUMBER, S), "to_number(s)"),
        (library(Library.IS_NUMBER, S), "is_number(s)"),
        (library(Library.CODE, S), "ord(s)"),
        (library(Library.CHARACTER, N), "chr(n)"),
        (library(Library.TRUNCATE, variable("x", REAL)), "int(x)"),
        (library(Library.ROUND, variable("x", REAL), number(2)), "round_half_up(x, 2)"),
        (library(Library.ROUND, variable("x", REAL), number(0)), "round_half_up(x)"),
        (library(Library.ABSOLUTE, N), "abs(n)"),
        (library(Library.SQUARE_ROOT, N), "math.sqrt(n)"),
        (library(Library.MAXIMUM, N, I), "max(n, i)"),
        (library(Library.MINIMUM, XS), "min(xs)"),
        (library(Library.RANDOM), "random.random()"),
        (library(Library.RANDOM_BELOW, number(6)), "random.random() * 6"),
        (library(Library.RANDOM_BETWEEN, number(1), number(6)), "random.randint(1, 6)"),
        (library(Library.END_OF_FILE, S), "end_of_file(s)"),
        (library(Library.DAY, D), "d.day"),
        (library(Library.DAY_INDEX, D), "d.isoweekday() % 7 + 1"),
        (library(Library.SET_DATE, number(1), number(2), number(2026)), "date(2026, 2, 1)"),
        (library(Library.TODAY), "date.today()"),
    ],
)
def test_a_library_function_reads_as_python_does(node: Expression, expected: str) -> None:
    assert text_of(node, HandmadeContext(ranges=PROVEN)) == expected


def test_a_list_does_not_count_its_unused_element() -> None:
    context = HandmadeContext(storages={"xs": Storage.LIST})

    assert text_of(library(Library.LENGTH, XS), context) == "len(xs) - 1"
    assert text_of(library(Library.MAXIMUM, XS), context) == "max(xs[1:])"
    half = op(library(Library.LENGTH, XS), Op.DIV_TRUNCATED, number(2))
    assert run(half, {"xs": [0, 1, 2, 3]}, context) == 1


def _reference(value: str, start: int, count: int) -> str:
    """MID, said with nothing but loops."""
    found = ""
    for position in range(start, start + count):
        if position <= len(value):
            found += value[position - 1]
    return found


@given(st.text(max_size=8), st.integers(-3, 12), st.integers(-3, 12))
def test_parts_of_strings_are_what_the_guides_say(value: str, start: int, count: int) -> None:
    scope = {"s": value, "i": start, "n": count}
    known = HandmadeContext(ranges={"i": (start, start), "n": (count, count)})
    for context in (HandmadeContext(), known):
        left = run(library(Library.LEFT, S, N), scope, context)
        right = run(library(Library.RIGHT, S, N), scope, context)
        assert left == _reference(value, 1, count)
        assert right == value[len(value) - min(max(count, 0), len(value)) :]
        middle = library(Library.SUBSTRING, S, I, N)
        if start >= 1:
            assert run(middle, scope, context) == _reference(value, start, count)
        else:
            with pytest.raises(IndexError, match="before the first character"):
                run(middle, scope, context)


@given(st.text(max_size=6), st.integers(0, 8), st.integers(1, 8))
def test_counts_taken_from_the_length_are_slices_to_the_end(value: str, k: int, start: int) -> None:
    short = op(LENGTH, Op.SUBTRACT, number(k))
    rest = len(value) - k

    assert run(library(Library.LEFT, S, short), {"s": value}) == _reference(value, 1, rest)
    assert run(library(Library.RIGHT, S, short), {"s": value}) == value[k:]
    middle = library(Library.SUBSTRING, S, number(start), short)
    assert run(middle, {"s": value}) == _reference(value, start, rest)


def test_positions_count_from_zero_where_the_dialect_does() -> None:
    zero = Rules(first_character=0)
    context = HandmadeContext(Program(HERE, (), zero), ranges={"i": (0, 9)})

    assert text_of(library(Library.SUBSTRING, S, I, number(2)), context) == "s[i:i + 2]"
    assert text_of(library(Library.SUBSTRING, S, N, number(2)), context) == "substring(s, n + 1, 2)"
    assert text_of(library(Library.POSITION, S, text("x")), context) == "s.find('x')"


def test_the_week_begins_on_sunday() -> None:
    indexes = [
        run(library(Library.DAY_INDEX, D), {"d": date(2026, 7, day)}) for day in range(5, 12)
    ]

    assert indexes == [1, 2, 3, 4, 5, 6, 7]


def test_random_numbers_keep_their_limits() -> None:
    for _ in range(50):
        below = run(library(Library.RANDOM_BELOW, number(10)))
        assert isinstance(below, float)
        assert 0 <= below < 10
        assert run(library(Library.RANDOM_BETWEEN, number(3), number(4))) in (3, 4)


def test_a_wrong_number_of_arguments_fails_with_its_line() -> None:
    with pytest.raises(NotImplementedError, match="line 7: wrong number of values for substring"):
        run(library(Library.SUBSTRING, S), {"s": "abc"})


def test_numbers_are_made_text_where_text_is_wanted() -> None:
    u = variable("u", UNKNOWN)

    assert run(library(Library.LENGTH, N), {"n": 123}) == 3
    assert run(library(Library.UPPER, u), {"u": "ab"}) == "AB"
    assert run(library(Library.TRUNCATE, S), {"s": "2.7"}) == 2
