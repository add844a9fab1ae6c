"""One walk over a routine: how low its integer variables get, place by place.

The walk knows a lower bound for every variable of the program (`Bounds.known`) and
lowers it where an assignment says so. On its way it collects what the conditions and
assignments above a place say: behind ``IF Top > 0 THEN``, `Top` is at least 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from pseudocode_translator.generation import tree
from pseudocode_translator.generation.conditions import Facts, Learner, in_common, remember
from pseudocode_translator.generation.counters import Counters
from pseudocode_translator.generation.effects import Effects
from pseudocode_translator.generation.proofs import UNBOUNDED, Interval, interval
from pseudocode_translator.generation.usage import ATTRIBUTES, Key, Routine, Usage, key_in
from pseudocode_translator.model import nodes, statements
from pseudocode_translator.model.deadline import checked, checkpoint
from pseudocode_translator.model.nodes import BinaryOperator, Expression
from pseudocode_translator.model.program import (
    Case,
    CaseBranch,
    For,
    ForEach,
    If,
    Label,
    RangeLabel,
    Repeat,
    RepeatTimes,
    Statement,
    ValueLabel,
    While,
)
from pseudocode_translator.model.types import INTEGER, ArrayType

FIELDS = "fields"
ITEMS = "items of "
RESULTS = "results"
"""First parts of keys: fields of one name, elements of an array, results of a function."""

_DEEPEST = 20
"""Loops inside each other; further in, all facts are forgotten where a loop begins."""
_MOST_LEARNT = 50
"""Operands of a chain of AND or OR that teach those behind them: each needs its own facts."""
_MOST_UNCHECKED = 32
"""Nodes between two looks at the clock."""
_PATIENCE = 5
"""How often a bound may sink before it counts as unknown."""


def place_key(expression: Expression, routine: Routine) -> Key | None:
    """The key under which the lowest value of a place or a call is kept."""
    match expression:
        case nodes.Name():
            key = key_in(routine, expression.name)
            return (FIELDS, key[1]) if key[0] == ATTRIBUTES else key
        case nodes.Field():
            return FIELDS, expression.name
        case nodes.Index(base=nodes.Name() as base) if isinstance(base.type, ArrayType):
            owner, name = key_in(routine, base.name)
            return (ITEMS + owner, name) if owner != ATTRIBUTES else None
        case nodes.Call() if expression.function not in routine.own_methods:
            return RESULTS, expression.function
    return None


@dataclass(slots=True)
class Bounds:
    """What all walks share."""

    known: dict[Key, int]
    """Lower bounds of variables, wherever they are used."""
    constants: dict[Key, Interval]
    unsteady: set[Key]
    """Variables that change without being named: nothing is remembered about them."""
    at: dict[int, int | None] = field(default_factory=dict)
    """Lower bounds of single mentions of variables, by the id of the node."""
    sunk: dict[Key, int] = field(default_factory=dict)
    is_stable: bool = True

    def lower(self, key: Key, bound: int | None) -> None:
        """Some source gives this variable a value that is not below the bound, if any."""
        if key not in self.known or (bound is not None and bound >= self.known[key]):
            return
        self.is_stable = False
        self.sunk[key] = self.sunk.get(key, 0) + 1
        if bound is None or self.sunk[key] > _PATIENCE:
            del self.known[key]
        else:
            self.known[key] = bound


class FlowWalk:
    """Walks over the routines of a program, in any order."""

    def __init__(self, usage: Usage, effects: Effects, counters: Counters, bounds: Bounds) -> None:
        self._usage = usage
        self._effects = effects
        self._counters = counters
        self._bounds = bounds
        self._routine = next(iter(usage.routines.values()))
        self._facts: Facts = {}
        self._loops = 0

    def run(self, routine: Routine) -> None:
        """Walk over the body of a routine."""
        self._routine = routine
        self._facts = {}
        self._block(routine.body)

    def _block(self, body: tree.Body) -> bool:
        """Walk over a block; tell whether its end can be reached."""
        completes = True
        for statement in checked(body):
            take = _STEPS.get(type(statement), FlowWalk._simple)
            completes = take(self, statement) is not False and completes
        return completes

    def _simple(self, statement: Statement) -> None:
        self._read(*tree.sources(statement))
        match statement:
            case statements.Assign(value=value) | statements.DefineConstant(value=value):
                low = self._low(value)
            case _:
                low = None
        for target in tree.targets(statement):
            self._read(*tree.parts(target))
            self._store(target, low)

    def _store(self, target: Expression, low: int | None) -> None:
        """A place gets a value that is not below a bound."""
        key = place_key(target, self._routine)
        if key is not None:
            self._bounds.lower(key, low if target.type == INTEGER else None)
        self._forget_place(target)
        if isinstance(target, nodes.Name) and low is not None and target.type == INTEGER:
            own = self._fact_key(target)
            if own is not None:
                remember(self._facts, own, low)

    def _return(self, statement: statements.Return) -> bool:
        self._read(*tree.sources(statement))
        low = None if statement.value is None else self._low(statement.value)
        self._bounds.lower((RESULTS, self._routine.key), low)
        return False

    def _jump(self, _: Statement) -> bool:
        return False

    def _if(self, statement: If) -> bool:
        ways: list[Facts] = []
        for branch in statement.branches:
            self._read(branch.condition)
            otherwise = dict(self._facts)
            self._assume(branch.condition, holds=True)
            if self._block(branch.body):
                ways.append(self._facts)
            self._facts = otherwise
            self._assume(branch.condition, holds=False)
        if statement.otherwise is None or self._block(statement.otherwise):
            ways.append(self._facts)
        self._facts = in_common(ways) if ways else {}
        return bool(ways)

    def _case(self, statement: Case) -> bool:
        self._read(*tree.sources(statement))
        branches = [part for part in statement.branches if isinstance(part, CaseBranch)]
        if any(branch.falls_through for branch in branches):
            self._facts.clear()
        before, ways = self._facts, list[Facts]()
        for branch in branches:
            self._facts = dict(before)
            if not branch.falls_through:
                self._match(statement.subject, branch.labels)
            if self._block(branch.body):
                ways.append(self._facts)
        self._facts = before
        if statement.otherwise is None or self._block(statement.otherwise):
            ways.append(self._facts)
        self._facts = in_common(ways) if ways else {}
        return bool(ways)

    def _match(self, subject: Expression, labels: tuple[Label, ...]) -> None:
        match labels:
            case (ValueLabel(value=low),) | (RangeLabel(low=low),):
                self._learner(self._facts).at_least(subject, self._low(low))

    def _while(self, statement: While) -> None:
        with_break = self._enter(statement)
        self._read(statement.condition)
        before = dict(self._facts)
        self._assume(statement.condition, holds=True)
        self._block(statement.body)
        self._leave(before)
        if not with_break:
            self._assume(statement.condition, holds=False)

    def _repeat(self, statement: Repeat) -> None:
        with_jump = self._enter(statement)
        before = dict(self._facts)
        self._block(statement.body)
        self._leave(before if with_jump else self._facts)
        self._read(statement.until)
        if not with_jump:
            self._assume(statement.until, holds=True)

    def _times(self, statement: RepeatTimes) -> None:
        self._read(statement.count)
        self._enter(statement)
        before = dict(self._facts)
        self._block(statement.body)
        self._leave(before)

    def _count(self, statement: For | ForEach) -> None:
        self._read(*tree.sources(statement))
        low = self._lowest_count(statement) if isinstance(statement, For) else None
        self._enter(statement)
        self._read(*tree.parts(statement.variable))
        self._forget_place(statement.variable)
        before = dict(self._facts)
        self._store(statement.variable, low)
        self._block(statement.body)
        self._leave(before)

    def _lowest_count(self, loop: For) -> int | None:
        if self._counters.facts(loop, self._routine).is_assigned or loop.start.type != INTEGER:
            return None
        if loop.either_way:
            lows = (self._low(loop.start), self._low(loop.end))
            is_known = None not in lows and loop.end.type == INTEGER
            return min(low for low in lows if low is not None) if is_known else None
        step = (1, 1) if loop.step is None else interval(loop.step, lambda _: UNBOUNDED)
        if step[0] is not None and step[0] >= 0:
            return self._low(loop.start)
        if step[1] is not None and step[1] < 0 and loop.end.type == INTEGER:
            return self._low(loop.end)
        return None

    def _enter(self, loop: Statement) -> bool:
        """Forget what a round may change; tell whether something jumps out of the loop."""
        self._loops += 1
        if self._loops > _DEEPEST:
            self._facts.clear()
            return True
        jumps = False
        for statement in tree.every_statement(tree.blocks(loop)[0]):
            jumps = jumps or isinstance(statement, statements.Break | statements.Continue)
            targets = tree.targets(statement)
            for target in targets:
                self._forget_place(target)
            self._forget_after((*tree.sources(statement), *targets))
        self._forget_after(tree.sources(loop))
        return jumps

    def _leave(self, facts: Facts) -> None:
        self._loops -= 1
        self._facts = facts

    def _assume(self, condition: Expression, *, holds: bool) -> None:
        self._learner(self._facts).assume(condition, holds=holds)
        self._forget_after((condition,))

    def _learner(self, facts: Facts) -> Learner:
        return Learner(facts, lambda part: self._interval(part, facts), self._fact_key)

    def _read(self, *expressions: Expression) -> None:
        """Note what is known about every variable that is read."""
        has_calls = self._forget_after(expressions)
        waiting = [(expression, self._facts) for expression in expressions]
        walked = 0
        while waiting:
            walked += 1
            if not walked % _MOST_UNCHECKED:
                checkpoint()
            part, facts = waiting.pop()
            if isinstance(part, nodes.Name):
                self._note(part, facts)
            elif (chain := _operands(part)) and not has_calls:
                assert isinstance(part, nodes.Binary)
                for number, operand in enumerate(checked(chain)):
                    waiting.append((operand, facts))
                    if number < _MOST_LEARNT:
                        facts = dict(facts)
                        is_and = part.operator is BinaryOperator.AND
                        self._learner(facts).assume(operand, holds=is_and)
            else:
                waiting.extend((inner, facts) for inner in tree.parts(part))

    def _note(self, name: nodes.Name, facts: Facts) -> None:
        if name.type != INTEGER:
            return
        bound = facts.get(key_in(self._routine, name.name))
        earlier = self._bounds.at.setdefault(id(name), bound)
        if earlier is None or bound is None:
            self._bounds.at[id(name)] = None
        else:
            self._bounds.at[id(name)] = min(bound, earlier)

    def _forget_after(self, expressions: Iterable[Expression]) -> bool:
        """Forget what calls may change, and note their arguments; tell if there are any."""
        found = False
        for expression in expressions:
            for part in tree.every_part(expression):
                if isinstance(part, nodes.Call | nodes.MethodCall | nodes.New):
                    found = True
                    self._call(part)
        return found

    def _call(self, call: nodes.Call | nodes.MethodCall | nodes.New) -> None:
        callees = self._usage.callees(self._routine.key, call)
        for key in list(self._facts):
            is_hidden = key[0] == ATTRIBUTES
            if is_hidden or any(self._effects.writes(callee, key) for callee in callees):
                del self._facts[key]
        for callee in callees:
            parameters = self._usage.routines[callee].parameters
            for parameter, argument in zip(parameters, call.arguments, strict=False):
                self._bounds.lower((callee, parameter.name.name), self._low(argument))

    def _forget_place(self, target: Expression) -> None:
        if isinstance(target, nodes.Name):
            self._facts.pop(key_in(self._routine, target.name), None)
        elif isinstance(target, nodes.Field):
            self._facts.pop((ATTRIBUTES, target.name), None)

    def _fact_key(self, name: nodes.Name) -> Key | None:
        key = key_in(self._routine, name.name)
        return None if key in self._bounds.unsteady else key

    def _low(self, expression: Expression) -> int | None:
        return self._interval(expression, self._facts)[0]

    def _interval(self, expression: Expression, facts: Facts) -> Interval:
        return interval(expression, lambda part: self._lookup(part, facts))

    def _lookup(self, part: Expression, facts: Facts) -> Interval:
        place = place_key(part, self._routine)
        known = None if place is None else self._bounds.known.get(place)
        high: int | None = None
        if isinstance(part, nodes.Name):
            key = key_in(self._routine, part.name)
            here = facts.get(key)
            constant = self._bounds.constants.get(key, UNBOUNDED)
            lows = [low for low in (known, here, constant[0]) if low is not None]
            known, high = max(lows, default=None), constant[1]
        return known, high


def _operands(part: Expression) -> list[Expression]:
    """The operands of a chain of AND, or of OR; nothing for anything else."""
    if not isinstance(part, nodes.Binary):
        return []
    operator = part.operator
    if operator not in (BinaryOperator.AND, BinaryOperator.OR):
        return []
    found: list[Expression] = []
    while isinstance(part, nodes.Binary) and part.operator is operator:
        if not len(found) % _MOST_LEARNT:
            checkpoint()
        found.append(part.right)
        part = part.left
    return [part, *reversed(found)]


_STEPS: dict[type, Callable[..., bool | None]] = {
    statements.Return: FlowWalk._return,
    statements.Break: FlowWalk._jump,
    statements.Continue: FlowWalk._jump,
    If: FlowWalk._if,
    Case: FlowWalk._case,
    While: FlowWalk._while,
    Repeat: FlowWalk._repeat,
    RepeatTimes: FlowWalk._times,
    For: FlowWalk._count,
    ForEach: FlowWalk._count,
}
