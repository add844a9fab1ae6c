"""Whole numbers that are known before the program runs."""

from __future__ import annotations

from pseudocode_translator.model.nodes import (
    Binary,
    BinaryOperator,
    Expression,
    Integer,
    Name,
    Unary,
    UnaryOperator,
)
from pseudocode_translator.semantics.symbols import Table, World

_DEEPEST = 50
"""Bounds that nest deeper are left to the run; nobody writes them by hand."""
_LARGEST_POWER = 64
_MOST_BITS = 13_000
"""Of a result; larger numbers cannot be written in a program either (PS603)."""


def fold_integer(world: World, table: Table, node: Expression, depth: int = 0) -> int | None:
    """The value of an expression of literals and constants; None if it is not known."""
    if depth > _DEEPEST:
        return None
    match node:
        case Integer():
            return node.value
        case Name():
            symbol = table.lookup(world.fold(node.name))
            return symbol.value if symbol else None
        case Unary():
            return _fold_unary(node, fold_integer(world, table, node.operand, depth + 1))
        case Binary():
            left = fold_integer(world, table, node.left, depth + 1)
            right = fold_integer(world, table, node.right, depth + 1)
            return None if left is None or right is None else combine(node.operator, left, right)
        case _:
            return None


def _fold_unary(node: Unary, value: int | None) -> int | None:
    if value is None or node.operator is UnaryOperator.NOT:
        return None
    return -value if node.operator is UnaryOperator.NEGATE else value


def combine(operator: BinaryOperator, left: int, right: int) -> int | None:
    """``left operator right`` in whole numbers; None where that is no whole number."""
    if _bits(operator, left, right) > _MOST_BITS:
        return None
    match operator:
        case BinaryOperator.ADD:
            return left + right
        case BinaryOperator.SUBTRACT:
            return left - right
        case BinaryOperator.MULTIPLY:
            return left * right
        case BinaryOperator.POWER:
            return left**right if 0 <= right <= _LARGEST_POWER else None
        case _:
            return _divide(operator, left, right) if right else None


def _bits(operator: BinaryOperator, left: int, right: int) -> int:
    """How long the result may get; asked before it is computed, which could take for ever."""
    if operator is BinaryOperator.POWER:
        return left.bit_length() * min(max(right, 1), _LARGEST_POWER)
    if operator is BinaryOperator.MULTIPLY:
        return left.bit_length() + right.bit_length()
    return max(left.bit_length(), right.bit_length())


def _divide(operator: BinaryOperator, left: int, right: int) -> int | None:
    quotient = abs(left) // abs(right)
    truncated = quotient if (left < 0) == (right < 0) else -quotient
    match operator:
        case BinaryOperator.DIV_TRUNCATED:
            return truncated
        case BinaryOperator.MOD_TRUNCATED:
            return left - truncated * right
        case BinaryOperator.DIV_FLOORED:
            return left // right
        case BinaryOperator.MOD_FLOORED:
            return left % right
        case _:
            return None
