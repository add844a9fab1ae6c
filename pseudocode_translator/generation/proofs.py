"""What is certain about the value of an integer expression before the program runs."""

from __future__ import annotations

from collections.abc import Callable

from pseudocode_translator.model.deadline import checked
from pseudocode_translator.model.library import Library
from pseudocode_translator.model.nodes import (
    Binary,
    BinaryOperator,
    Call,
    Character,
    Expression,
    Field,
    Index,
    Integer,
    LibraryCall,
    Name,
    Text,
    Unary,
    UnaryOperator,
)
from pseudocode_translator.model.types import INTEGER

Interval = tuple[int | None, int | None]
"""Lowest and highest value, both included; None where nothing is certain."""

UNBOUNDED: Interval = (None, None)
LARGEST = 1 << 64
"""Beyond this nothing is claimed, so that proofs never multiply giants."""

_LIBRARY: dict[Library, Interval] = {
    Library.LENGTH: (0, None),
    Library.CODE: (0, 0x10FFFF),
    Library.DAY: (1, 31),
    Library.MONTH: (1, 12),
    Library.YEAR: (1, 9999),
    Library.DAY_INDEX: (1, 7),
}


Knowledge = Callable[[Expression], Interval]
"""What is known about a variable, an element, a field or a call at one place of the program."""

DEEPEST = 40
"""Nesting (not length) beyond which nothing is proven."""


def interval(expression: Expression, variable: Knowledge, depth: int = 0) -> Interval:
    """Prove bounds for an integer expression, in time linear in its size.

    Args:
        expression: Resolved; anything that is no integer has no bounds.
        variable: What is known about variables, elements, fields and calls at this place.
        depth: How deep the expression is nested in the one that is asked about.
    """
    if depth > DEEPEST:
        return UNBOUNDED
    spine: list[Binary] = []
    while isinstance(expression, Binary):
        spine.append(expression)
        expression = expression.left
    known = _simple(expression, variable, depth)
    for node in checked(reversed(spine)) if spine else ():
        known = combined(node, known, interval(node.right, variable, depth + 1))
    return known


def combined(node: Binary, left: Interval, right: Interval) -> Interval:
    """Prove bounds for an operation whose operands lie in `left` and `right`."""
    if node.type != INTEGER:
        return UNBOUNDED
    match node.operator:
        case BinaryOperator.ADD:
            return _capped(_plus(left[0], right[0]), _plus(left[1], right[1]))
        case BinaryOperator.SUBTRACT:
            return _capped(_plus(left[0], _minus(right[1])), _plus(left[1], _minus(right[0])))
        case BinaryOperator.MULTIPLY:
            return _product(left, right)
        case BinaryOperator.DIV_TRUNCATED | BinaryOperator.DIV_FLOORED:
            return _quotient(left, right)
        case BinaryOperator.MOD_TRUNCATED | BinaryOperator.MOD_FLOORED:
            return _remainder(node.operator, left, right)
        case _:
            return UNBOUNDED


def is_never_negative(known: Interval) -> bool:
    """Tell whether 0 is proven to be a lower bound."""
    return known[0] is not None and known[0] >= 0


def is_at_least(known: Interval, least: int) -> bool:
    """Tell whether `least` is proven to be a lower bound."""
    return known[0] is not None and known[0] >= least


def _simple(expression: Expression, variable: Knowledge, depth: int) -> Interval:
    match expression:
        case Integer(value=value):
            return _capped(value, value)
        case Name() | Index() | Field() | Call() if expression.type == INTEGER:
            return variable(expression)
        case Unary(operator=UnaryOperator.NEGATE, operand=operand):
            low, high = interval(operand, variable, depth + 1)
            return _minus(high), _minus(low)
        case Unary(operator=UnaryOperator.PLUS, operand=operand):
            return interval(operand, variable, depth + 1)
        case LibraryCall():
            return _library(expression, variable, depth + 1)
        case _:
            return UNBOUNDED


def _library(call: LibraryCall, variable: Knowledge, depth: int) -> Interval:
    match call.function, call.arguments:
        case Library.LENGTH, (Text(value=value) | Character(value=value),):
            return len(value), len(value)
        case Library.RANDOM_BETWEEN, (low, high):
            return interval(low, variable, depth)[0], interval(high, variable, depth)[1]
        case Library.ABSOLUTE, (operand,) if operand.type == INTEGER:
            return 0, None
        case ((Library.MAXIMUM | Library.MINIMUM), _) if call.type == INTEGER:
            return _extreme(call, variable, depth)
        case _:
            return _LIBRARY.get(call.function, UNBOUNDED)


def _extreme(call: LibraryCall, variable: Knowledge, depth: int) -> Interval:
    known = [interval(argument, variable, depth) for argument in call.arguments]
    lows = [low for low, _ in known if low is not None]
    highs = [high for _, high in known if high is not None]
    if call.function is Library.MAXIMUM:
        return max(lows, default=None), max(highs) if len(highs) == len(known) else None
    return min(lows) if len(lows) == len(known) else None, min(highs, default=None)


def _plus(left: int | None, right: int | None) -> int | None:
    return None if left is None or right is None else left + right


def _minus(value: int | None) -> int | None:
    return None if value is None else -value


def _product(left: Interval, right: Interval) -> Interval:
    if left[0] is not None and right[0] is not None and left[0] >= 0 and right[0] >= 0:
        highest = None if left[1] is None or right[1] is None else left[1] * right[1]
        return _capped(left[0] * right[0], highest)
    corners = [a * b for a in left for b in right if a is not None and b is not None]
    return _capped(min(corners), max(corners)) if len(corners) == 4 else UNBOUNDED


def _quotient(left: Interval, right: Interval) -> Interval:
    if is_never_negative(left) and is_at_least(right, 0):
        lowest_divisor = max(right[0] or 0, 1)
        low = 0 if right[1] is None else (left[0] or 0) // max(right[1], 1)
        return low, None if left[1] is None else left[1] // lowest_divisor
    return UNBOUNDED


def _remainder(operator: BinaryOperator, left: Interval, right: Interval) -> Interval:
    highest = None if right[1] is None else right[1] - 1
    if is_never_negative(left) and is_never_negative(right):
        # Dividing by 0 is an error: what has a remainder was divided by 1 or more.
        return 0, None if highest is None else max(highest, 0)
    if not is_at_least(right, 1):
        return UNBOUNDED
    if operator is BinaryOperator.MOD_FLOORED or is_never_negative(left):
        return 0, highest
    return _minus(highest), highest


def _capped(low: int | None, high: int | None) -> Interval:
    """Weaken bounds that are so far out that nobody needs them exactly."""
    return (
        None if low is None or low < -LARGEST else min(low, LARGEST),
        None if high is None or high > LARGEST else max(high, -LARGEST),
    )
