"""Parts of strings as slices, wherever a slice is proven to mean the same.

All counts below zero give the empty string, and a part that goes past the end stops
there; a start before the first character is an error when the program runs. Python's
slices would count negative numbers from the end instead.
"""

from __future__ import annotations

import ast

from pseudocode_translator.generation import python_syntax as py
from pseudocode_translator.generation.evaluation import Evaluator
from pseudocode_translator.generation.proofs import is_at_least, is_never_negative
from pseudocode_translator.model.library import Library
from pseudocode_translator.model.nodes import (
    Binary,
    BinaryOperator,
    Expression,
    Integer,
    LibraryCall,
    Name,
)


def left_part(text: Expression, count: Expression, evaluator: Evaluator) -> ast.expr:
    """Build LEFT."""
    value = evaluator.as_text(text)
    short_by = _short_of_length(text, count)
    if short_by is not None and short_by > 0:
        return py.slice_of(value, None, py.number(-short_by))
    if is_never_negative(evaluator.context.interval(count)):
        return py.slice_of(value, None, evaluator.value(count))
    helper = py.name(evaluator.context.require("left"))
    return py.call(helper, value, evaluator.value(count))


def right_part(text: Expression, count: Expression, evaluator: Evaluator) -> ast.expr:
    """Build RIGHT; ``text[-0:]`` would be the whole text, so 0 must be excluded."""
    value = evaluator.as_text(text)
    short_by = _short_of_length(text, count)
    if short_by is not None and short_by >= 0:
        return py.slice_of(value, py.number(short_by), None)
    if is_at_least(evaluator.context.interval(count), 1):
        length = evaluator.value(count)
        return py.slice_of(value, ast.UnaryOp(ast.USub(), length), None)
    helper = py.name(evaluator.context.require("right"))
    return py.call(helper, value, evaluator.value(count))


def substring(
    text: Expression, start: Expression, count: Expression, evaluator: Evaluator
) -> ast.expr:
    """Build MID or SUBSTRING."""
    first = evaluator.context.program.rules.first_character
    value = evaluator.as_text(text)
    begin = py.shifted(evaluator.value(start), -first)
    if is_at_least(evaluator.context.interval(start), first):
        if _reaches_the_end(text, start, count, first):
            return py.slice_of(value, begin, None)
        if _is_one(count) and evaluator.context.is_inside(text, start):
            return py.subscript(value, begin)
        if is_never_negative(evaluator.context.interval(count)):
            return py.slice_of(value, begin, _end(begin, start, count, first, evaluator))
    helper = py.name(evaluator.context.require("substring"))
    return py.call(helper, value, py.shifted(begin, 1), evaluator.value(count))


def part(text: Expression, first: Expression, last: Expression, evaluator: Evaluator) -> ast.expr:
    """Build the characters from one position to another, both included."""
    lowest = evaluator.context.program.rules.first_character
    value = evaluator.as_text(text)
    begin = py.shifted(evaluator.value(first), -lowest)
    if is_at_least(evaluator.context.interval(first), lowest):
        if is_last_position(text, last, lowest):
            is_all = py.integer_value(begin) == 0
            return value if is_all else py.slice_of(value, begin, None)
        if _is_same_name(first, last) and evaluator.context.is_inside(text, first):
            return py.subscript(value, begin)
        if is_at_least(evaluator.context.interval(last), lowest - 1):
            return py.slice_of(value, begin, py.shifted(evaluator.value(last), 1 - lowest))
    helper = py.name(evaluator.context.require("part"))
    end = py.shifted(evaluator.value(last), 1 - lowest)
    return py.call(helper, value, py.shifted(begin, 1), end)


def is_last_position(text: Expression, position: Expression, lowest: int) -> bool:
    """Tell whether a position is the length of the same variable, counted from `lowest`."""
    return _short_of_length(text, position) == 1 - lowest


def _is_same_name(one: Expression, other: Expression) -> bool:
    return isinstance(one, Name) and isinstance(other, Name) and one.name == other.name


def _is_one(count: Expression) -> bool:
    return isinstance(count, Integer) and count.value == 1


def _end(
    begin: ast.expr, start: Expression, count: Expression, first: int, evaluator: Evaluator
) -> ast.expr:
    """Build where a slice stops; of two expressions a literal goes last."""
    length = evaluator.value(count)
    fixed = py.integer_value(length)
    if fixed is not None:
        return py.shifted(py.shifted(evaluator.value(start), -first), fixed)
    offset = py.integer_value(begin)
    if offset is not None:
        return py.shifted(length, offset)
    whole = py.binary(evaluator.value(start), ast.Add(), length)
    return py.shifted(whole, -first)


def _short_of_length(text: Expression, count: Expression) -> int | None:
    """Tell k where the count is ``LENGTH(text) - k`` of the very same variable."""
    if _is_length_of(text, count):
        return 0
    if (
        isinstance(count, Binary)
        and count.operator is BinaryOperator.SUBTRACT
        and isinstance(count.right, Integer)
        and _is_length_of(text, count.left)
    ):
        return count.right.value
    return None


def _is_length_of(text: Expression, node: Expression) -> bool:
    return (
        isinstance(text, Name)
        and isinstance(node, LibraryCall)
        and node.function is Library.LENGTH
        and len(node.arguments) == 1
        and isinstance(node.arguments[0], Name)
        and node.arguments[0].name == text.name
    )


def _reaches_the_end(text: Expression, start: Expression, count: Expression, first: int) -> bool:
    """Tell whether the count takes all that is left from a literal start on."""
    short_by = _short_of_length(text, count)
    if short_by is None or not isinstance(start, Integer):
        return False
    return short_by <= start.value - first
