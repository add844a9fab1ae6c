"""The lowest value that each integer variable can ever have, as far as it is certain.

Every assignment counts, wherever it stands: a counter that starts at 1 and is only
ever increased is never below 1. That is what lets `storage` choose plain lists.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from pseudocode_translator.generation import tree
from pseudocode_translator.generation.counters import Counters
from pseudocode_translator.generation.definite_assignment import FirstValues
from pseudocode_translator.generation.proofs import LARGEST, Interval, interval
from pseudocode_translator.generation.usage import ATTRIBUTES, Key, Routine, Usage, key_in
from pseudocode_translator.model import nodes, statements
from pseudocode_translator.model.nodes import Expression
from pseudocode_translator.model.program import For, Statement
from pseudocode_translator.model.types import INTEGER

_PATIENCE = 3
"""How often a bound may sink before it counts as unknown."""


@dataclass(frozen=True, slots=True)
class _Source:
    """An expression that a variable may get its value from."""

    variable: Key
    value: Expression
    routine: Routine


def lowest_values(
    usage: Usage, counters: Counters, first: Mapping[str, FirstValues]
) -> dict[Key, int]:
    """Find the lower bounds of all integer variables that have one.

    Args:
        usage: The facts about the program.
        counters: The facts about its loops.
        first: By routine, the variables that start with the value 0.
    """
    sources, unknown = _sources(usage, counters)
    known = {s.variable: LARGEST for s in sources if s.variable not in unknown}
    for routine, values in first.items():
        for name in values.at_declaration | values.early:
            if (routine, name) in known:
                known[routine, name] = 0
    return _settled(known, [s for s in sources if s.variable in known])


def _settled(known: dict[Key, int], sources: list[_Source]) -> dict[Key, int]:
    """Let the bounds sink until every source respects them."""
    readers: dict[Key, list[_Source]] = defaultdict(list)
    for source in sources:
        for part in tree.walk(source.value):
            if isinstance(part, nodes.Name):
                readers[key_in(source.routine, part.name)].append(source)
    sunk: dict[Key, int] = defaultdict(int)
    waiting = list(reversed(sources))
    while waiting:
        source = waiting.pop()
        if source.variable not in known:
            continue
        low = interval(source.value, _lookup(known, source.routine))[0]
        if low is not None and low >= known[source.variable]:
            continue
        sunk[source.variable] += 1
        if low is None or sunk[source.variable] > _PATIENCE:
            del known[source.variable]
        else:
            known[source.variable] = low
        waiting.extend(readers[source.variable])
    return {key: low for key, low in known.items() if low < LARGEST}


def _lookup(known: Mapping[Key, int], routine: Routine) -> Callable[[str], Interval]:
    return lambda name: (known.get(key_in(routine, name)), None)


def _sources(usage: Usage, counters: Counters) -> tuple[list[_Source], set[Key]]:
    """All sources of integer variables, and the variables that have others too."""
    found: list[_Source] = []
    unknown: set[Key] = set(usage.pointed)
    for routine in usage.routines.values():
        unknown |= usage.uses[routine.key].lent
        unknown.update((routine.key, p.name.name) for p in routine.parameters if p.by_reference)
        for statement in tree.flatten(routine.body):
            for target in tree.targets(statement):
                if isinstance(target, nodes.Name):
                    value = _value(statement, counters, routine)
                    key = key_in(routine, target.name)
                    if value is None or target.type != INTEGER or key[0] == ATTRIBUTES:
                        unknown.add(key)
                    else:
                        found.append(_Source(key, value, routine))
    found.extend(_arguments(usage))
    return found, unknown


def _value(statement: Statement, counters: Counters, routine: Routine) -> Expression | None:
    """The lowest that a statement gives its variable; None if nobody knows."""
    match statement:
        case statements.Assign(value=value) | statements.DefineConstant(value=value):
            return value
        case For() if not counters.facts(statement, routine).is_assigned:
            step = (1, 1) if statement.step is None else interval(statement.step, _nothing)
            if step[0] is not None and step[0] >= 0:
                return statement.start
            if step[1] is not None and step[1] < 0:
                return statement.end
    return None


def _nothing(_: str) -> Interval:
    return None, None


def _arguments(usage: Usage) -> Iterator[_Source]:
    """What by-value parameters get at the calls."""
    for site in usage.sites:
        for callee in site.callees:
            routine = usage.routines[callee]
            for parameter, argument in zip(routine.parameters, site.arguments, strict=False):
                if parameter.type == INTEGER:
                    key = (callee, parameter.name.name)
                    yield _Source(key, argument, usage.routines[site.caller])
