"""Bounds that are proven hold for every value the variables may have."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pseudocode_translator.generation.proofs import LARGEST, interval
from pseudocode_translator.model.library import Library
from pseudocode_translator.model.nodes import Expression
from pseudocode_translator.model.types import INTEGER, REAL, STRING
from tests.unit.generation.expression_tools import (
    HandmadeContext,
    Op,
    library,
    negative,
    number,
    op,
    run,
    text,
    variable,
)

VALUES = st.integers(-20, 20)
OPERATORS = st.sampled_from(
    [Op.ADD, Op.SUBTRACT, Op.MULTIPLY, Op.DIV_TRUNCATED, Op.MOD_TRUNCATED, Op.MOD_FLOORED]
)


def _trees() -> st.SearchStrategy[Expression]:
    leaves = st.one_of(
        st.builds(number, VALUES),
        st.sampled_from([variable("a", INTEGER), variable("b", INTEGER)]),
    )
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds(op, inner, OPERATORS, inner),
            st.builds(negative, inner),
            st.builds(lambda x, y: _integer(Library.MAXIMUM, x, y), inner, inner),
            st.builds(lambda x, y: _integer(Library.MINIMUM, x, y), inner, inner),
        ),
        max_leaves=6,
    )


def _integer(function: Library, *arguments: Expression) -> Expression:
    found = library(function, *arguments)
    return type(found)(found.span, function, arguments, INTEGER)


@given(_trees(), VALUES, VALUES, st.integers(0, 5), st.integers(0, 5))
def test_no_value_ever_leaves_its_proven_bounds(
    node: Expression, a: int, b: int, below: int, above: int
) -> None:
    ranges = {"a": (a - below, a + above), "b": (b - below, None)}
    low, high = interval(node, lambda part: ranges[getattr(part, "name", "")])
    context = HandmadeContext(ranges=ranges)
    try:
        value = run(node, {"a": a, "b": b}, context)
    except ZeroDivisionError:
        return
    assert isinstance(value, int)
    assert low is None or low <= value
    assert high is None or value <= high


def test_lengths_and_codes_are_never_negative() -> None:
    length = library(Library.LENGTH, variable("s", STRING))

    assert interval(length, _nothing) == (0, None)
    assert interval(library(Library.LENGTH, text("abc")), _nothing) == (3, 3)
    assert interval(op(length, Op.ADD, number(1)), _nothing) == (1, None)
    assert interval(op(length, Op.SUBTRACT, number(1)), _nothing) == (-1, None)
    dice = library(Library.RANDOM_BETWEEN, number(1), number(6))
    assert interval(dice, _nothing) == (1, 6)


def test_reals_are_not_known() -> None:
    assert interval(variable("x", REAL), lambda _: (0, 1)) == (None, None)
    assert interval(op(number(1), Op.DIVIDE, number(2)), _nothing) == (None, None)


def test_giants_keep_their_sign_only() -> None:
    giant = op(number(LARGEST * 4), Op.MULTIPLY, number(LARGEST * 4))

    assert interval(giant, _nothing) == (LARGEST, None)


def test_long_and_deep_expressions_are_no_trouble() -> None:
    long: Expression = number(1)
    deep: Expression = number(1)
    for _ in range(5000):
        long = op(long, Op.ADD, number(1))
        deep = negative(deep)

    assert interval(long, _nothing) == (5001, 5001)
    assert interval(deep, _nothing) == (None, None)


def _nothing(_: Expression) -> tuple[None, None]:
    return None, None
