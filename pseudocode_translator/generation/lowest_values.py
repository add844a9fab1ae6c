"""The lowest value that each integer variable can ever have, as far as it is certain.

Every assignment counts, wherever it stands: a counter that starts at 1 and is only
ever increased is never below 1. That is what lets `storage` choose plain lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pseudocode_translator.generation import tree
from pseudocode_translator.generation.counters import Counters
from pseudocode_translator.generation.definite_assignment import FirstValues
from pseudocode_translator.generation.effects import Effects
from pseudocode_translator.generation.flow_facts import (
    FIELDS,
    ITEMS,
    RESULTS,
    Bounds,
    FlowWalk,
    place_key,
)
from pseudocode_translator.generation.proofs import LARGEST, UNBOUNDED, Interval, interval
from pseudocode_translator.generation.usage import ATTRIBUTES, Key, Routine, Usage, references
from pseudocode_translator.model import nodes, statements
from pseudocode_translator.model.deadline import checked
from pseudocode_translator.model.nodes import Expression
from pseudocode_translator.model.scopes import Role
from pseudocode_translator.model.types import INTEGER, ArrayType, Category, NamedType

_MOST_WALKS = 12
"""Over the whole program, until nothing sinks any more; then all bounds are given up."""


@dataclass(frozen=True, slots=True)
class LowestValues:
    """The answer."""

    everywhere: Mapping[Key, int]
    """By the key of a place, see `place_key`."""
    here: Mapping[int, int | None]
    """Of single mentions of a variable, by the id of the `Name`."""
    constants: Mapping[Key, Interval]


def lowest_values(
    usage: Usage, effects: Effects, counters: Counters, first: Mapping[str, FirstValues]
) -> LowestValues:
    """Find the lower bounds of all integer variables that have one.

    Args:
        usage: The facts about the program.
        effects: What its routines change.
        counters: The facts about its loops.
        first: By routine, the variables that start with the value 0.
    """
    known = dict.fromkeys(_assigned(usage) - _unknown(usage), LARGEST)
    for key in known:
        owner, name = key
        starts = first.get(owner)
        is_part = owner == FIELDS or owner.startswith(ITEMS)
        if is_part or (starts and (name in starts.at_declaration or name in starts.early)):
            known[key] = 0
    bounds = Bounds(known, dict(_constants(usage)), _unsteady(usage))
    walk = FlowWalk(usage, effects, counters, bounds)
    for number in range(_MOST_WALKS + 1):
        if number == _MOST_WALKS:
            bounds.known.clear()
        bounds.is_stable = True
        bounds.at.clear()
        for routine in checked(usage.routines.values()):
            walk.run(routine)
        if bounds.is_stable:
            break
    everywhere = {key: low for key, low in bounds.known.items() if low < LARGEST}
    return LowestValues(everywhere, bounds.at, bounds.constants)


def _assigned(usage: Usage) -> set[Key]:
    """Everything that gets its values from expressions that the walk sees."""
    found: set[Key] = set()
    for routine in usage.routines.values():
        for statement in tree.every_statement(routine.body):
            for target in tree.targets(statement):
                key = place_key(target, routine)
                if key is not None and target.type == INTEGER:
                    found.add(key)
        if routine.subroutine is not None and routine.subroutine.result == INTEGER:
            found.add((RESULTS, routine.key))
    for site in usage.sites:
        for callee in site.callees:
            parameters = usage.routines[callee].parameters
            found.update((callee, p.name.name) for p in parameters if p.type == INTEGER)
    return found


def _unknown(usage: Usage) -> set[Key]:
    """Everything that may get values in other ways, too."""
    found = _unsteady(usage)
    called = {callee for site in usage.sites for callee in site.callees}
    for routine in usage.routines.values():
        if routine.key not in called:
            found.update((routine.key, p.name.name) for p in routine.parameters)
        for name, variable in routine.scope.variables.items():
            if isinstance(variable.type, ArrayType) and variable.role is not Role.VARIABLE:
                found.add((ITEMS + routine.key, name))
        found.update((ITEMS + owner, name) for owner, name in usage.uses[routine.key].assigned)
    for site in usage.sites:
        for _, argument in references(usage, site):
            found |= _keys(argument, usage.routines[site.caller])
    found |= set(_reached_through_pointers(usage))
    found |= {(ITEMS + owner, name) for owner, name in found}
    if any(_fills_records(routine) for routine in usage.routines.values()):
        found |= {key for key in _assigned(usage) if key[0] == FIELDS}
    return found


def _unsteady(usage: Usage) -> set[Key]:
    """Variables that change where another variable, or a pointer, is named."""
    found = set(usage.pointed)
    for routine in usage.routines.values():
        found |= usage.uses[routine.key].lent
        found.update((routine.key, p.name.name) for p in routine.parameters if p.by_reference)
    return found | {(FIELDS, name) for owner, name in found if owner == ATTRIBUTES}


def _reached_through_pointers(usage: Usage) -> Iterator[Key]:
    for routine in usage.routines.values():
        for statement in tree.every_statement(routine.body):
            for expression in (*tree.sources(statement), *tree.targets(statement)):
                for part in tree.every_part(expression):
                    if isinstance(part, nodes.AddressOf):
                        yield from _keys(part.target, routine)


def _keys(place: Expression, routine: Routine) -> set[Key]:
    key = place_key(place, routine)
    return set() if key is None else {key}


def _fills_records(routine: Routine) -> bool:
    """Whole records come from files or calls, with whatever their fields hold there."""
    for statement in tree.every_statement(routine.body):
        if isinstance(statement, statements.GetRecord):
            return True
        for expression in tree.sources(statement):
            if any(map(_makes_record, tree.every_part(expression))):
                return True
    return False


def _makes_record(part: Expression) -> bool:
    return (
        isinstance(part, nodes.New)
        and isinstance(part.type, NamedType)
        and part.type.category is Category.RECORD
    )


def _constants(usage: Usage) -> Iterator[tuple[Key, Interval]]:
    for routine in usage.routines.values():
        for statement in tree.every_statement(routine.body):
            if isinstance(statement, statements.DefineConstant):
                variable = routine.scope.variables.get(statement.name.name)
                if variable is not None and variable.role is Role.CONSTANT:
                    known = interval(statement.value, lambda _: UNBOUNDED)
                    yield (routine.key, statement.name.name), known
