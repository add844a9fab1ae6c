from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pseudocode_translator.model.nodes import BinaryOperator, UnaryOperator
from pseudocode_translator.model.types import (
    BOOLEAN,
    CHAR,
    DATE,
    INTEGER,
    REAL,
    STRING,
    UNKNOWN,
    ArrayType,
    Category,
    Dimension,
    NamedType,
    PointerType,
    SetType,
    Type,
)
from pseudocode_translator.semantics.typing import (
    Fit,
    assignable,
    binary_type,
    common_type,
    describe,
    index_type,
    is_numeric,
    is_text,
    unary_type,
)

DAY = NamedType("Day", Category.ENUM)
COLOUR = NamedType("Colour", Category.ENUM)
RECORD = NamedType("Student", Category.RECORD)
ROW = ArrayType(INTEGER, (Dimension(1, 3),))
TABLE = ArrayType(CHAR, (Dimension(1, 3), Dimension(0, None)))
LETTERS = SetType(CHAR)

SIMPLE: tuple[Type, ...] = (INTEGER, REAL, STRING, CHAR, BOOLEAN, DATE, UNKNOWN, DAY)
types = st.sampled_from((*SIMPLE, RECORD, ROW, TABLE, LETTERS, PointerType(INTEGER)))


@pytest.mark.parametrize(
    ("left", "operator", "right", "result"),
    [
        (INTEGER, "+", INTEGER, INTEGER),
        (INTEGER, "*", REAL, REAL),
        (INTEGER, "/", INTEGER, REAL),
        (INTEGER, "DIV", INTEGER, INTEGER),
        (REAL, "MOD", INTEGER, REAL),
        (INTEGER, "^", INTEGER, INTEGER),
        (STRING, "+", CHAR, STRING),
        (STRING, "+", INTEGER, STRING),
        (INTEGER, "&", STRING, STRING),
        (INTEGER, "+", UNKNOWN, UNKNOWN),
        (UNKNOWN, "*", REAL, REAL),
        (UNKNOWN, "/", UNKNOWN, REAL),
        (DAY, "+", INTEGER, DAY),
        (INTEGER, "+", DAY, DAY),
        (DAY, "-", DAY, INTEGER),
        (DATE, "+", INTEGER, DATE),
        (DATE, "-", DATE, INTEGER),
        (INTEGER, "<", REAL, BOOLEAN),
        (CHAR, "=", STRING, BOOLEAN),
        (DAY, ">", DAY, BOOLEAN),
        (CHAR, "IN", LETTERS, BOOLEAN),
        (BOOLEAN, "AND", UNKNOWN, BOOLEAN),
    ],
)
def test_operators_give_the_type_that_the_guide_says(
    left: Type, operator: str, right: Type, result: Type
) -> None:
    assert binary_type(BinaryOperator(operator), left, right) == result


@pytest.mark.parametrize(
    ("left", "operator", "right"),
    [
        (BOOLEAN, "+", INTEGER),
        (STRING, "-", STRING),
        (INTEGER, "=", STRING),
        (BOOLEAN, "<", BOOLEAN),
        (DAY, "=", COLOUR),
        (DAY, "*", INTEGER),
        (INTEGER, "AND", BOOLEAN),
        (ROW, "&", STRING),
        (ROW, "+", ROW),
        (CHAR, "IN", INTEGER),
        (DATE, "*", INTEGER),
    ],
)
def test_operands_that_do_not_go_together_have_no_type(
    left: Type, operator: str, right: Type
) -> None:
    assert binary_type(BinaryOperator(operator), left, right) is None


def test_minus_needs_a_number_and_not_a_condition() -> None:
    assert unary_type(UnaryOperator.NEGATE, REAL) == REAL
    assert unary_type(UnaryOperator.NEGATE, STRING) is None
    assert unary_type(UnaryOperator.NOT, BOOLEAN) == BOOLEAN
    assert unary_type(UnaryOperator.NOT, INTEGER) is None


@pytest.mark.parametrize(
    ("target", "value", "fit"),
    [
        (REAL, INTEGER, Fit.YES),
        (INTEGER, REAL, Fit.NARROWS),
        (STRING, CHAR, Fit.YES),
        (CHAR, STRING, Fit.NARROWS),
        (DATE, STRING, Fit.NARROWS),
        (INTEGER, STRING, Fit.NO),
        (STRING, INTEGER, Fit.NO),
        (BOOLEAN, INTEGER, Fit.NO),
        (RECORD, INTEGER, Fit.NO),
        (ROW, TABLE, Fit.NO),
        (ArrayType(REAL, (Dimension(1, 3),)), ROW, Fit.YES),
        (ArrayType(INTEGER, ()), ROW, Fit.YES),
        (NamedType("P", Category.POINTER), PointerType(INTEGER), Fit.YES),
        (NamedType("A", Category.CLASS), NamedType("B", Category.CLASS), Fit.YES),
    ],
)
def test_values_fit_variables_always_sometimes_or_never(
    target: Type, value: Type, fit: Fit
) -> None:
    assert assignable(target, value) is fit


def test_indexes_go_through_arrays_to_their_elements_and_characters() -> None:
    assert index_type(TABLE, 2) == CHAR
    assert index_type(TABLE, 1) == ArrayType(CHAR, (Dimension(0, None),))
    assert index_type(ArrayType(ROW, (Dimension(1, 2),)), 2) == INTEGER
    assert index_type(STRING, 1) == CHAR
    assert index_type(INTEGER, 1) is None


def test_bounds_that_differ_are_unknown_in_common() -> None:
    longer = ArrayType(REAL, (Dimension(1, 5),))

    assert common_type(ROW, longer) == ArrayType(REAL, (Dimension(1, None),))
    assert common_type(ROW, TABLE) is None


def test_messages_name_types_with_their_article() -> None:
    assert describe(INTEGER) == "an INTEGER"
    assert describe(STRING) == "a STRING"
    assert describe(ROW) == "an array of INTEGER"
    assert describe(UNKNOWN) == "a value of unknown type"


@given(types, types)
def test_what_two_types_have_in_common_holds_both(first: Type, second: Type) -> None:
    shared = common_type(first, second)

    assert shared == common_type(second, first)
    if shared is not None:
        assert assignable(shared, first) is Fit.YES
        assert assignable(shared, second) is Fit.YES


@given(types, types, st.sampled_from(BinaryOperator))
def test_what_is_unknown_is_never_wrong_where_anything_is_right(
    left: Type, right: Type, operator: BinaryOperator
) -> None:
    if binary_type(operator, left, right) is not None:
        assert binary_type(operator, UNKNOWN, right) is not None
        assert binary_type(operator, left, UNKNOWN) is not None


@given(types)
def test_no_type_is_both_a_number_and_text(kind: Type) -> None:
    assert not (is_numeric(kind) and is_text(kind))
