"""Dates: ``25/12/2026`` reads as two divisions until a DATE is due."""

from __future__ import annotations

import re
from datetime import date

from pseudocode_translator.model.nodes import (
    Binary,
    BinaryOperator,
    Date,
    Expression,
    Integer,
    Text,
)

_PRINTED = re.compile(r"\s*([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})\s*")
_FIRST_PLAIN_YEAR = 1000


def date_literal(node: Expression) -> Date | None:
    """The date that an expression spells, as a quotient or as a string."""
    if isinstance(node, Text):
        match = _PRINTED.fullmatch(node.value)
        return _date(node, *map(int, match.groups())) if match else None
    if not isinstance(node, Binary) or not isinstance(node.left, Binary):
        return None
    slashes = (node.operator, node.left.operator)
    numbers = (node.left.left, node.left.right, node.right)
    if slashes != (BinaryOperator.DIVIDE, BinaryOperator.DIVIDE):
        return None
    day, month, year = numbers
    if isinstance(day, Integer) and isinstance(month, Integer) and isinstance(year, Integer):
        return _date(node, day.value, month.value, year.value)
    return None


def is_plainly_a_date(node: Expression) -> bool:
    """Whether a quotient of literals has the four-figure year that numbers rarely have."""
    found = date_literal(node) if isinstance(node, Binary) else None
    return found is not None and found.year >= _FIRST_PLAIN_YEAR


def _date(node: Expression, day: int, month: int, year: int) -> Date | None:
    try:
        date(year, month, day)
    except ValueError:
        return None
    return Date(node.span, day, month, year)
