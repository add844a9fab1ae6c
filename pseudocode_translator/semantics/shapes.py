"""How undeclared arrays are indexed: how many dimensions, and between which bounds."""

from __future__ import annotations

from pseudocode_translator.model.nodes import (
    Binary,
    BinaryOperator,
    Call,
    Expression,
    Index,
    Name,
    Unary,
    UnaryOperator,
)
from pseudocode_translator.model.program import For
from pseudocode_translator.semantics.constants import fold_integer
from pseudocode_translator.semantics.open_types import Shape
from pseudocode_translator.semantics.symbols import Table, World

Interval = tuple[int, int]
Limits = tuple[int | None, int | None]
_DEEPEST = 6
"""Loops inside loops whose bounds depend on each other."""


def flatten(node: Expression) -> tuple[Name, tuple[Expression, ...]] | None:
    """The array and all indexes of ``a[i][j]``; None if no plain variable is indexed."""
    groups: list[tuple[Expression, ...]] = []
    current = node
    while isinstance(current, Index):
        groups.append(current.indexes)
        current = current.base
    if isinstance(current, Call) and current.arguments:
        groups.append(current.arguments)
        current = Name(current.name_span or current.span, current.function)
    if not groups or not isinstance(current, Name):
        return None
    return current, tuple(i for group in reversed(groups) for i in group)


def note_write(shape: Shape, indexes: tuple[Expression, ...], ranges: Ranges) -> None:
    """Widen a shape by one element that is stored."""
    shape.ranks_written.add(len(indexes))
    while len(shape.written) < len(indexes):
        shape.written.append(None)
    for place, index in enumerate(indexes):
        found = ranges.of(index)
        if found is None:
            shape.is_open = True
            continue
        known = shape.written[place] or found
        shape.written[place] = (min(known[0], found[0]), max(known[1], found[1]))


def note_read(shape: Shape, indexes: tuple[Expression, ...], ranges: Ranges) -> None:
    """Widen what is known about the elements that are used at all."""
    is_first = not shape.ranks_read
    shape.ranks_read.add(len(indexes))
    found = [ranges.of(index) for index in indexes]
    shape.read = found if is_first else list(map(_joined, shape.read, found))


def _joined(known: Interval | None, found: Interval | None) -> Interval | None:
    if known is None or found is None:
        return None
    return min(known[0], found[0]), max(known[1], found[1])


class Ranges:
    """Ranges of whole numbers at one place, from constants and the loops around it."""

    def __init__(
        self, world: World, table: Table, loops: tuple[For, ...], changed: frozenset[str]
    ) -> None:
        self._world = world
        self._table = table
        self._changed = changed
        """Variables that are assigned other than by FOR, by folded name."""
        self._loops = {
            world.fold(loop.variable.name): loop
            for loop in loops
            if isinstance(loop.variable, Name)
        }

    def of(self, node: Expression) -> Interval | None:
        """All values that an index can have; None if that is not plain to see."""
        low, high = self.limits(node)
        return None if low is None or high is None else (low, high)

    def limits(self, node: Expression, depth: int = 0) -> Limits:
        """The lowest and the highest value that an index can have, each if it is known."""
        value = fold_integer(self._world, self._table, node)
        if value is not None:
            return value, value
        if depth > _DEEPEST:
            return None, None
        match node:
            case Name():
                return self._of_counter(self._world.fold(node.name), depth)
            case Binary(operator=BinaryOperator.ADD | BinaryOperator.SUBTRACT):
                left, right = self.limits(node.left, depth + 1), self.limits(node.right, depth + 1)
                return _combine(node.operator, left, right)
            case _:
                return None, None

    def _guessed(self, start: int | None, end: int | None) -> int | None:
        """The lowest value of a loop that goes either way, of whose ends one is not known."""
        del start, end
        return None

    def _of_counter(self, key: str, depth: int) -> Limits:
        loop = self._loops.get(key)
        if loop is None or key in self._changed or not loop.inclusive:
            return None, None
        start, end = self.limits(loop.start, depth + 1), self.limits(loop.end, depth + 1)
        if loop.either_way:
            if start[0] is None or end[0] is None:
                return self._guessed(start[0], end[0]), None
            start = end = min(start[0], end[0]), _highest(start[1], end[1])
        elif _counts_down(loop):
            start, end = end, start
        if start[1] is None or end[1] is None:
            return start[0], None
        return start[0], max(start[1], end[1])


class PlainRanges(Ranges):
    """The same, for signs of what a program means: rare cases are left out.

    A loop without a step, from 1 to a variable, goes up.
    """

    def _guessed(self, start: int | None, end: int | None) -> int | None:
        return end if start is None else start


def _highest(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else max(one, other)


def _counts_down(loop: For) -> bool:
    step = loop.step
    return isinstance(step, Unary) and step.operator is UnaryOperator.NEGATE


def _combine(operator: BinaryOperator, left: Limits, right: Limits) -> Limits:
    if operator is BinaryOperator.ADD:
        return _added(left[0], right[0], 1), _added(left[1], right[1], 1)
    return _added(left[0], right[1], -1), _added(left[1], right[0], -1)


def _added(left: int | None, right: int | None, sign: int) -> int | None:
    return None if left is None or right is None else left + sign * right
