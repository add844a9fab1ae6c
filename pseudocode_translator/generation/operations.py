"""Breaking operators: all of the loosest ones at once, each at the start of its line."""

import ast
from collections.abc import Callable
from dataclasses import dataclass

from pseudocode_translator.generation.brackets import (
    Level,
    break_in_brackets,
    group_in_brackets,
    space_if_broken,
    space_in_brackets,
)
from pseudocode_translator.generation.document import Doc
from pseudocode_translator.generation.precedence import (
    BIT_OR,
    COMPARE,
    COMPARISONS,
    OPERATORS,
    OR,
    is_simple_power_operand,
    left_need,
    precedence,
    right_need,
)
from pseudocode_translator.model.deadline import checked, checkpoint


@dataclass(frozen=True, slots=True)
class Operand:
    """An expression between operators, and how tightly it must bind to go bare."""

    node: ast.expr
    need: int

    @property
    def is_parenthesized(self) -> bool:
        """Whether it stands in parentheses."""
        return precedence(self.node) < self.need


@dataclass(frozen=True, slots=True)
class Operator:
    """A symbol and its rank; the lowest rank of an operation breaks first."""

    symbol: str
    rank: int


Operation = list[Operand | Operator]
"""Operands at even places, operators between them; whatever the tree looks like."""

Show = Callable[[Operand, Level], Doc]


def flattened(node: ast.expr) -> Operation:
    """Return the operands and operators of nested operations that need no parentheses."""
    items: Operation = []
    # A stack instead of recursion: sums of a thousand terms are deep trees.
    stack: Operation = [Operand(node, 0)]
    while stack:
        checkpoint()
        item = stack.pop()
        if isinstance(item, Operand) and not item.is_parenthesized:
            inner = _one_level(item.node)
            if inner:
                stack.extend(reversed(inner))
                continue
        items.append(item)
    return items


def _one_level(node: ast.expr) -> Operation:
    match node:
        case ast.BinOp(left=left, op=op, right=right):
            operator = Operator(*OPERATORS[type(op)])
            return [Operand(left, left_need(op)), operator, Operand(right, right_need(op))]
        case ast.Compare(left=left, ops=ops, comparators=comparators):
            items: Operation = [Operand(left, BIT_OR)]
            for comparison, right in zip(ops, comparators, strict=True):
                items += [Operator(COMPARISONS[type(comparison)], COMPARE), Operand(right, BIT_OR)]
            return items
        case ast.BoolOp(op=op, values=values):
            # ruff breaks AND and OR together, whichever binds tighter.
            operator = Operator("and" if isinstance(op, ast.And) else "or", OR)
            need = precedence(node) + 1
            items = []
            for value in values:
                items += [operator, Operand(value, need)]
            return items[1:]
        case _:
            return []


def operation(
    node: ast.expr, level: Level, show: Show, is_split: Callable[[ast.expr], bool]
) -> Doc:
    """Return the document of a binary operation, a comparison or a Boolean operation."""
    items = flattened(node)
    if not isinstance(node, ast.BoolOp):
        strings = [
            index
            for index, item in enumerate(items)
            if isinstance(item, Operand) and not item.is_parenthesized and is_split(item.node)
        ]
        if strings:
            return _WithStrings(items, level, show).document(strings)
    return group_in_brackets(_loosest(items, level, show), level)


def _loosest(items: Operation, level: Level, show: Show) -> Doc:
    """Break at the loosest operators; what is between them is a group of its own."""
    if len(items) == 1:
        operand = items[0]
        assert isinstance(operand, Operand)
        return show(operand, level)
    rank = min(item.rank for item in items if isinstance(item, Operator))
    shown: list[Doc] = []
    start = 0
    for index, item in enumerate(checked(items)):
        if not isinstance(item, Operator) or item.rank != rank:
            continue
        shown.append(_side(items[start:index], level, show))
        if item.symbol == "**" and _hugs(items[index - 1], items[index + 1]):
            shown += [break_in_brackets(level), item.symbol, space_if_broken(level)]
        else:
            shown += [space_in_brackets(level), item.symbol, " "]
        start = index + 1
    shown.append(_side(items[start:], level, show))
    return shown


def _side(items: Operation, level: Level, show: Show) -> Doc:
    document = _loosest(items, level, show)
    return document if len(items) == 1 else group_in_brackets(document, level)


def _hugs(left: Operand | Operator, right: Operand | Operator) -> bool:
    return all(
        isinstance(side, Operand)
        and not side.is_parenthesized
        and is_simple_power_operand(side.node)
        for side in (left, right)
    )


class _WithStrings:
    """An operation with split strings among its operands: those break before the operators."""

    def __init__(self, items: Operation, level: Level, show: Show) -> None:
        self._items = items
        self._level = level
        self._show = show
        self._open: list[list[Doc]] = [[]]

    def document(self, strings: list[int]) -> Doc:
        last_operator = -1
        if strings[0] != 0:
            self._open.append([])
        for index in strings:
            if index > 0:
                self._left_side(last_operator, index - 1)
            operand = self._items[index]
            assert isinstance(operand, Operand)
            self._open[-1].append(self._show(operand, self._level))
            if index + 1 == len(self._items):
                break
            self._open.append([])
            self._operator(index + 1)
            self._open[-1].append(" ")
            last_operator = index + 1
        else:
            self._open[-1].append(self._slice(last_operator + 1, len(self._items)))
            self._close()
        return group_in_brackets(self._open[0], self._level)

    def _left_side(self, last_operator: int, operator: int) -> None:
        if last_operator == operator:
            self._close()
            return
        self._open[-1].append(self._slice(last_operator + 1, operator))
        self._operator(operator)
        self._close()
        self._open[-1].append(" ")

    def _operator(self, index: int) -> None:
        item = self._items[index]
        assert isinstance(item, Operator)
        self._open[-1] += [space_in_brackets(self._level), item.symbol]

    def _slice(self, start: int, end: int) -> Doc:
        return _loosest(self._items[start:end], self._level, self._show)

    def _close(self) -> None:
        content = self._open.pop()
        self._open[-1].append(group_in_brackets(content, self._level))
