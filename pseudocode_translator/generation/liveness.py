"""Whether anything still reads the variable of a loop once the loop is over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from pseudocode_translator.generation import tree
from pseudocode_translator.generation.definite_assignment import surely_runs
from pseudocode_translator.generation.effects import Effects
from pseudocode_translator.generation.usage import MAIN, Key, Routine, Usage, key_in
from pseudocode_translator.model import nodes
from pseudocode_translator.model.nodes import Expression
from pseudocode_translator.model.program import For, ForEach, Repeat, RepeatTimes, Statement, While

_BUDGET = 300
"""Statements looked at for one loop; a variable that is not met by then counts as read."""


class _Meeting(Enum):
    """What a statement does first with a variable."""

    READS = auto()
    SETS = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is left of a block behind the statement that is being generated."""

    body: tree.Body
    number: int
    """Of the statement, in the body."""
    around: Statement | None
    """Whose block it is; None for the body of a routine."""


class Liveness:
    """Answers for one routine."""

    def __init__(self, usage: Usage, effects: Effects, routine: Routine) -> None:
        self._usage = usage
        self._effects = effects
        self._routine = routine
        self._left = _BUDGET

    def is_read_later(self, name: str, blocks: Iterable[Ahead]) -> bool:
        """Tell whether the value that a variable has now may be read later.

        Args:
            name: The variable.
            blocks: What lies ahead, the innermost block first.
        """
        self._left = _BUDGET
        key = key_in(self._routine, name)
        for block in blocks:
            found = self._in_body(block.body[block.number + 1 :], key)
            if found is _Meeting.NOTHING and isinstance(block.around, _LOOPS):
                found = self._next_round(block.around, key)
            if found is not _Meeting.NOTHING:
                return found is _Meeting.READS
        if key[0] == self._routine.key == MAIN:
            return False
        # A variable of the main program, changed in a subroutine: others may read it.
        return key[0] != self._routine.key

    def _next_round(self, loop: Statement, key: Key) -> _Meeting:
        """What the next round does first; the loop may also end without one."""
        if any(self._reads(source, key) for source in tree.sources(loop)):
            return _Meeting.READS
        body = tree.blocks(loop)[0]
        found = self._in_body(body, key)
        return found if found is _Meeting.READS else _Meeting.NOTHING

    def _in_body(self, body: tree.Body, key: Key) -> _Meeting:
        for statement in body:
            found = self._in_statement(statement, key)
            if found is not _Meeting.NOTHING:
                return found
        return _Meeting.NOTHING

    def _in_statement(self, statement: Statement, key: Key) -> _Meeting:
        self._left -= 1
        if self._left < 0:
            return _Meeting.READS
        if any(self._reads(source, key) for source in tree.sources(statement)):
            return _Meeting.READS
        for target in tree.targets(statement):
            if isinstance(target, nodes.Name):
                if key_in(self._routine, target.name) == key:
                    return _Meeting.NOTHING if _may_skip(statement) else _Meeting.SETS
            elif self._reads(target, key):
                return _Meeting.READS
        for block in tree.blocks(statement):
            if self._in_body(block, key) is _Meeting.READS:
                return _Meeting.READS
        return _Meeting.NOTHING

    def _reads(self, expression: Expression, key: Key) -> bool:
        for part in tree.every_part(expression):
            match part:
                case nodes.Name(name=name):
                    if key_in(self._routine, name) == key:
                        return True
                case nodes.Call() | nodes.MethodCall() | nodes.New():
                    callees = self._usage.callees(self._routine.key, part)
                    if any(self._effects.touches(callee, key) for callee in callees):
                        return True
        return False


def _may_skip(statement: Statement) -> bool:
    """A loop that may have no round, and then leaves its variable as it was."""
    return isinstance(statement, For | ForEach) and not surely_runs(statement)


_LOOPS = (For, ForEach, While, Repeat, RepeatTimes)
