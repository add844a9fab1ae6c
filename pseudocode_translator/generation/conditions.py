"""What a condition that holds, or does not hold, says about integer variables."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pseudocode_translator.generation.proofs import Interval
from pseudocode_translator.generation.usage import Key
from pseudocode_translator.model.nodes import (
    Binary,
    BinaryOperator,
    Expression,
    Integer,
    Name,
    Unary,
    UnaryOperator,
)
from pseudocode_translator.model.types import INTEGER

Facts = dict[Key, int]
"""At one place of the program: values that some variables are not below there."""

MOST_FACTS = 40
"""The oldest are forgotten, so that looking at all of them stays cheap."""

_NEGATED = {
    BinaryOperator.EQUAL: BinaryOperator.NOT_EQUAL,
    BinaryOperator.NOT_EQUAL: BinaryOperator.EQUAL,
    BinaryOperator.LESS: BinaryOperator.GREATER_OR_EQUAL,
    BinaryOperator.GREATER_OR_EQUAL: BinaryOperator.LESS,
    BinaryOperator.GREATER: BinaryOperator.LESS_OR_EQUAL,
    BinaryOperator.LESS_OR_EQUAL: BinaryOperator.GREATER,
}


class Learner:
    """Learns facts at one place of a program."""

    def __init__(
        self,
        facts: Facts,
        bounds: Callable[[Expression], Interval],
        key: Callable[[Name], Key | None],
    ) -> None:
        """Learn into `facts`.

        Args:
            facts: What is known already; new facts are added to it.
            bounds: What is known about an expression with these facts.
            key: The key of a variable; None where nothing can be remembered about it.
        """
        self._facts = facts
        self._bounds = bounds
        self._key = key

    def assume(self, condition: Expression, *, holds: bool) -> None:
        """Learn that a condition holds, or that it does not."""
        for comparison, is_true in _certain(condition, holds=holds):
            operator = comparison.operator if is_true else _NEGATED[comparison.operator]
            self._compare(comparison.left, operator, comparison.right)

    def at_least(self, expression: Expression, bound: int | None) -> None:
        """Learn that an expression is not below a bound."""
        if isinstance(expression, Binary) and isinstance(expression.right, Integer):
            sign = {BinaryOperator.ADD: -1, BinaryOperator.SUBTRACT: 1}.get(expression.operator)
            if sign is None or bound is None:
                return
            bound += sign * expression.right.value
            expression = expression.left
        if isinstance(expression, Name) and expression.type == INTEGER and bound is not None:
            key = self._key(expression)
            known = self._bounds(expression)[0]
            if key is not None and (known is None or known < bound):
                remember(self._facts, key, bound)

    def _compare(self, left: Expression, operator: BinaryOperator, right: Expression) -> None:
        match operator:
            case BinaryOperator.GREATER | BinaryOperator.GREATER_OR_EQUAL:
                self._is_above(left, right, 1 if operator is BinaryOperator.GREATER else 0)
            case BinaryOperator.LESS | BinaryOperator.LESS_OR_EQUAL:
                self._is_above(right, left, 1 if operator is BinaryOperator.LESS else 0)
            case BinaryOperator.EQUAL:
                self._is_above(left, right, 0)
                self._is_above(right, left, 0)
            case _:
                self._differs(left, right)
                self._differs(right, left)

    def _is_above(self, high: Expression, low: Expression, distance: int) -> None:
        bound = self._bounds(low)[0]
        self.at_least(high, None if bound is None else bound + distance)

    def _differs(self, one: Expression, other: Expression) -> None:
        """What is not the lowest value it could have is above it."""
        low, high = self._bounds(other)
        if low is not None and low == high == self._bounds(one)[0]:
            self.at_least(one, low + 1)


def remember(facts: Facts, key: Key, bound: int) -> None:
    """Keep a fact; the latest ones are worth most."""
    facts.pop(key, None)
    facts[key] = bound
    if len(facts) > MOST_FACTS:
        del facts[next(iter(facts))]


def in_common(ways: list[Facts]) -> Facts:
    """The facts that hold whichever way the program came."""
    first, *others = ways
    return {
        key: min(bound, *(way[key] for way in others)) if others else bound
        for key, bound in first.items()
        if all(key in way for way in others)
    }


def _certain(condition: Expression, *, holds: bool) -> Iterator[tuple[Binary, bool]]:
    """The comparisons that are certainly true, or false, if a condition holds or not."""
    waiting = [(condition, holds)]
    while waiting:
        part, is_true = waiting.pop()
        match part:
            case Unary(operator=UnaryOperator.NOT, operand=operand):
                waiting.append((operand, not is_true))
            case Binary(operator=BinaryOperator.AND) if is_true:
                waiting += [(part.right, True), (part.left, True)]
            case Binary(operator=BinaryOperator.OR) if not is_true:
                waiting += [(part.right, False), (part.left, False)]
            case Binary() if part.operator in _NEGATED:
                yield part, is_true
