"""Between which bounds integers lie, with what the loops around them count."""

from __future__ import annotations

from pseudocode_translator.generation.counters import Counters
from pseudocode_translator.generation.flow_facts import place_key
from pseudocode_translator.generation.lowest_values import LowestValues
from pseudocode_translator.generation.proofs import UNBOUNDED, Interval, interval
from pseudocode_translator.generation.usage import Key, Routine, Usage, key_in
from pseudocode_translator.model import nodes
from pseudocode_translator.model.nodes import Expression
from pseudocode_translator.model.program import For, Statement
from pseudocode_translator.model.types import INTEGER


class Ranges:
    """What is proven about integer variables at a place of the program."""

    def __init__(self, usage: Usage, counters: Counters, lowest: LowestValues) -> None:
        self._usage = usage
        self._counters = counters
        self._lowest = lowest
        self._loops: dict[Key, list[Interval]] = {}

    def of(self, expression: Expression, routine: Routine) -> Interval:
        """Bounds of an INTEGER expression."""
        return interval(expression, lambda part: self._known(part, routine))

    def enter(self, loop: Statement, routine: Routine) -> None:
        """The body of a loop begins."""
        if isinstance(loop, For) and isinstance(loop.variable, nodes.Name):
            known = self._counting(loop, routine)
            self._loops.setdefault(key_in(routine, loop.variable.name), []).append(known)

    def leave(self, loop: Statement, routine: Routine) -> None:
        """The body of a loop that was entered ends."""
        if isinstance(loop, For) and isinstance(loop.variable, nodes.Name):
            self._loops[key_in(routine, loop.variable.name)].pop()

    def _known(self, part: Expression, routine: Routine) -> Interval:
        place = place_key(part, routine)
        low = None if place is None else self._lowest.everywhere.get(place)
        if not isinstance(part, nodes.Name):
            return low, None
        key = key_in(routine, part.name)
        inside = self._loops.get(key)
        known = inside[-1] if inside else self._lowest.constants.get(key, UNBOUNDED)
        lows = [
            bound for bound in (low, known[0], self._lowest.here.get(id(part))) if bound is not None
        ]
        return max(lows, default=None), known[1]

    def _counting(self, loop: For, routine: Routine) -> Interval:
        if self._counters.facts(loop, routine).is_assigned:
            return UNBOUNDED
        if loop.variable.type != INTEGER or loop.start.type != INTEGER:
            return UNBOUNDED
        start, end = self.of(loop.start, routine), self.of(loop.end, routine)
        if loop.either_way:
            return _spanned(start, end)
        step = (1, 1) if loop.step is None else self.of(loop.step, routine)
        if step[0] is not None and step[0] >= 0:
            return start[0], end[1]
        if step[1] is not None and step[1] < 0:
            return end[0], start[1]
        return UNBOUNDED


def _spanned(one: Interval, other: Interval) -> Interval:
    """All that lies between two values, whichever is the larger."""
    lows, highs = (one[0], other[0]), (one[1], other[1])
    return (
        None if None in lows else min(low for low in lows if low is not None),
        None if None in highs else max(high for high in highs if high is not None),
    )
