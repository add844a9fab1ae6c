"""What happens to the variables of FOR loops: the facts that choose a loop's form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pseudocode_translator.generation import tree
from pseudocode_translator.generation.effects import Effects
from pseudocode_translator.generation.usage import (
    Key,
    Routine,
    Usage,
    key_in,
    reference_arguments,
)
from pseudocode_translator.model import nodes
from pseudocode_translator.model.deadline import checkpoint
from pseudocode_translator.model.nodes import Expression
from pseudocode_translator.model.program import For, ForEach, Statement


@dataclass(frozen=True, slots=True)
class CounterFacts:
    """What the body of a loop does with the loop's variable."""

    is_assigned: bool
    """By a statement of the body or by a routine that it calls."""
    is_read: bool
    """By a statement of the body; not counting the routines that it calls."""
    is_read_elsewhere: bool = False
    """By a routine that the body calls."""


class Counters:
    """Facts about all loops; each loop is looked at once."""

    def __init__(self, usage: Usage, effects: Effects) -> None:
        self._usage = usage
        self._effects = effects
        self._known: dict[int, CounterFacts] = {}
        self._live: frozenset[Key] | None = None
        self._steady: dict[tuple[int, str], bool] = {}

    def facts(self, loop: For | ForEach, routine: Routine) -> CounterFacts:
        """What the body of a loop does with its variable."""
        known = self._known.get(id(loop))
        if known is None:
            known = self._known[id(loop)] = self._look(loop, routine)
        return known

    def is_steady(self, loop: For, routine: Routine, name: str) -> bool:
        """No round of the loop gives this variable another value."""
        asked = id(loop), name
        if asked not in self._steady:
            self._steady[asked] = self._is_steady(loop, routine, name)
        return self._steady[asked]

    def _is_steady(self, loop: For, routine: Routine, name: str) -> bool:
        key = key_in(routine, name)
        for statement in tree.every_statement(loop.body):
            if any(_is(target, name) for target in tree.targets(statement)):
                return False
            for expression in (*tree.sources(statement), *tree.targets(statement)):
                if any(self._assigns(part, routine, key) for part in tree.every_part(expression)):
                    return False
        return True

    def is_live_outside(self, key: Key) -> bool:
        """Something reads the variable outside the loops that count with it."""
        if self._live is None:
            self._live = frozenset(
                found
                for routine in self._usage.routines.values()
                for found in _reads_outside(routine)
            )
        return key in self._live

    def _look(self, loop: For | ForEach, routine: Routine) -> CounterFacts:
        if not isinstance(loop.variable, nodes.Name):
            return CounterFacts(is_assigned=True, is_read=True)
        name = loop.variable.name
        key = key_in(routine, name)
        assigned = read = elsewhere = False
        for statement in tree.every_statement(loop.body):
            for target in tree.targets(statement):
                assigned = assigned or _is(target, name)
                read = read or (not _is(target, name) and _mentions(target, name))
            for source in tree.sources(statement):
                for part in tree.every_part(source):
                    read = read or _is(part, name)
                    assigned = assigned or self._assigns(part, routine, key)
                    elsewhere = elsewhere or self._is_touched(part, routine, key)
            if assigned and read:
                break
        return CounterFacts(assigned, read, elsewhere)

    def _is_touched(self, part: Expression, routine: Routine, key: Key) -> bool:
        if not isinstance(part, nodes.Call | nodes.MethodCall | nodes.New):
            return False
        callees = self._usage.callees(routine.key, part)
        return any(self._effects.touches(callee, key) for callee in callees)

    def _assigns(self, part: Expression, routine: Routine, key: Key) -> bool:
        if isinstance(part, nodes.AddressOf):
            return _is(part.target, key[1])
        if not isinstance(part, nodes.Call | nodes.MethodCall | nodes.New):
            return False
        callees = self._usage.callees(routine.key, part)
        if any(
            _is(argument, key[1])
            for _, argument in reference_arguments(self._usage, callees, part.arguments)
        ):
            return True
        return any(self._effects.writes(callee, key) for callee in callees)


def _is(expression: Expression, name: str) -> bool:
    return isinstance(expression, nodes.Name) and expression.name == name


def _mentions(expression: Expression, name: str) -> bool:
    return any(_is(part, name) for part in tree.every_part(expression))


def _reads_outside(routine: Routine) -> Iterator[Key]:
    """Variables that a routine reads where no loop around the place counts with them."""
    waiting: list[tuple[Statement, frozenset[str]]] = [
        (statement, frozenset()) for statement in routine.body
    ]
    while waiting:
        checkpoint()
        statement, counting = waiting.pop()
        targets = (t for t in tree.targets(statement) if not isinstance(t, nodes.Name))
        for expression in (*tree.sources(statement), *targets):
            for part in tree.every_part(expression):
                if isinstance(part, nodes.Name) and part.name not in counting:
                    yield key_in(routine, part.name)
        if isinstance(statement, For | ForEach) and isinstance(statement.variable, nodes.Name):
            counting = counting | {statement.variable.name}
        for block in tree.blocks(statement):
            waiting.extend((inner, counting) for inner in block)
