"""Which variables need a first value, and where.

A variable that is surely assigned before each use needs none, and its declaration can
stay a bare annotation. The others get the value that the language gives them, at their
declaration or before their first mention.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from pseudocode_translator.generation import tree
from pseudocode_translator.generation.references import is_aggregate
from pseudocode_translator.generation.usage import MAIN, Key, Routine, Usage, key_in
from pseudocode_translator.model import nodes, statements
from pseudocode_translator.model.deadline import checked
from pseudocode_translator.model.nodes import Expression
from pseudocode_translator.model.program import (
    Case,
    CaseBranch,
    For,
    ForEach,
    If,
    Repeat,
    RepeatTimes,
    Statement,
    While,
)
from pseudocode_translator.model.scopes import Role, Variable


@dataclass(slots=True)
class FirstValues:
    """The answer for one routine."""

    at_declaration: set[str] = field(default_factory=set)
    """Declared variables whose declaration must give them a value."""
    before: dict[int, list[str]] = field(default_factory=dict)
    """Variables to start before a statement of the routine's body, by its number."""
    early: set[str] = field(default_factory=set)
    """All variables in `before`."""


def find_first_values(routine: Routine, usage: Usage, boxed: frozenset[Key]) -> FirstValues:
    """Analyse the body of one routine."""
    return _Flow(routine, usage, boxed).run()


@dataclass(slots=True)
class _Facts:
    """What a block has made certain, and whether its end can be reached."""

    certain: set[str] = field(default_factory=set)
    completes: bool = True


_DECLARED = "DECLARE "
"""In front of a name in a set of certain facts: its declaration has been passed."""


class _Flow:
    def __init__(self, routine: Routine, usage: Usage, boxed: frozenset[Key]) -> None:
        self._routine = routine
        self._usage = usage
        self._boxed = boxed
        self._certain: set[str] = set()
        self._firm: set[str] = set()
        """Certain after the statements of the outermost block that are behind us."""
        self._number = 0
        self._first: dict[str, int] = {}
        """Number of the outermost statement that first mentions a variable."""
        self._found = FirstValues()
        self._called: set[str] = set()

        self._replaced = set(_replaced_at_once(routine.body))

    def run(self) -> FirstValues:
        for number, statement in enumerate(checked(self._routine.body)):
            self._number = number
            self._firm |= self._statement(statement).certain
        if self._routine.key == MAIN:
            self._start_unmentioned()
        for name in sorted(self._found.early):
            self._found.before.setdefault(self._first[name], []).append(name)
        return self._found

    def _start_unmentioned(self) -> None:
        """Start what only routines use that the main program never calls."""
        place = (n for n, s in enumerate(self._routine.body) if not isinstance(s, _QUIET))
        number = next(place, None)
        for name, variable in self._routine.scope.variables.items():
            if not variable.declared and name not in self._first and number is not None:
                self._first[name] = number
                self._found.early.add(name)

    def _own(self, name: str) -> Variable | None:
        """The variable, if this routine is the one that starts it."""
        if key_in(self._routine, name)[0] != self._routine.key:
            return None
        found = self._routine.scope.variables.get(name)
        return found if found and found.role is Role.VARIABLE else None

    def _use(self, name: str) -> None:
        if self._own(name) is None:
            return
        self._first.setdefault(name, self._number)
        if name in self._certain:
            return
        if _DECLARED + name in self._certain:
            self._found.at_declaration.add(name)
        else:
            self._found.early.add(name)

    def _assign(self, target: Expression, facts: _Facts) -> None:
        if not isinstance(target, nodes.Name):
            self._read(target)
        elif (variable := self._own(target.name)) is not None:
            is_boxed = (self._routine.key, target.name) in self._boxed
            is_kept = is_aggregate(variable.type) and target.name not in self._replaced
            if is_boxed or (variable.declared and is_kept):
                self._use(target.name)
            self._first.setdefault(target.name, self._number)
            self._learn(target.name, facts)

    def _learn(self, fact: str, facts: _Facts) -> None:
        if fact not in self._certain:
            self._certain.add(fact)
            facts.certain.add(fact)

    def _read(self, expression: Expression) -> None:
        for part in tree.every_part(expression):
            match part:
                case nodes.Name():
                    self._use(part.name)
                case nodes.Call() | nodes.MethodCall() | nodes.New():
                    self._call(part)

    def _call(self, call: Expression) -> None:
        """The callee may use variables of the main program."""
        if self._routine.key != MAIN:
            return
        waiting = list(self._usage.callees(MAIN, call))
        while waiting:
            callee = waiting.pop()
            if callee in self._called:
                continue
            self._called.add(callee)
            use = self._usage.uses[callee]
            waiting.extend(use.calls)
            for key, name in use.mentioned:
                if key == MAIN:
                    self._mention(name)

    def _mention(self, name: str) -> None:
        """A callee uses the variable; later calls of it are not looked at again."""
        if self._own(name) is None:
            return
        self._first.setdefault(name, self._number)
        if name in self._firm:
            return
        if _DECLARED + name in self._firm:
            self._found.at_declaration.add(name)
        else:
            self._found.early.add(name)

    def _block(self, body: tree.Body) -> _Facts:
        """Walk through a block and forget again what it made certain."""
        facts = _Facts()
        for statement in checked(body):
            inner = self._statement(statement)
            facts.certain |= inner.certain
            if not inner.completes:
                facts.completes = False
        self._certain -= facts.certain
        return facts

    def _statement(self, statement: Statement) -> _Facts:
        take = _STEPS.get(type(statement))
        return take(self, statement) if take else self._simple(statement)

    def _simple(self, statement: Statement) -> _Facts:
        facts = _Facts()
        for source in tree.sources(statement):
            self._read(source)
        for target in tree.targets(statement):
            self._assign(target, facts)
        return facts

    def _declare(self, statement: statements.Declare) -> _Facts:
        facts = self._simple(statement)
        for name in statement.names:
            variable = self._own(name.name)
            if variable is not None:
                self._learn(_DECLARED + name.name, facts)
                is_boxed = (self._routine.key, name.name) in self._boxed
                is_kept = is_aggregate(variable.type) and name.name not in self._replaced
                if is_boxed or is_kept:
                    self._found.at_declaration.add(name.name)
        return facts

    def _jump(self, statement: Statement) -> _Facts:
        facts = self._simple(statement)
        facts.completes = False
        return facts

    def _if(self, statement: If) -> _Facts:
        outcomes = []
        for branch in statement.branches:
            self._read(branch.condition)
            outcomes.append(self._block(branch.body))
        return self._either(outcomes, statement.otherwise)

    def _case(self, statement: Case) -> _Facts:
        for source in tree.sources(statement):
            self._read(source)
        outcomes = [
            self._block(branch.body)
            for branch in statement.branches
            if isinstance(branch, CaseBranch)
        ]
        return self._either(outcomes, statement.otherwise)

    def _either(self, outcomes: list[_Facts], otherwise: tree.Body | None) -> _Facts:
        """Exactly one of the blocks runs, or none of them if there is no `otherwise`."""
        if otherwise is None:
            return _Facts()
        outcomes.append(self._block(otherwise))
        completing = [outcome.certain for outcome in outcomes if outcome.completes]
        if not completing:
            return _Facts(completes=False)
        certain = min(completing, key=len).intersection(*completing)
        self._certain |= certain
        return _Facts(certain)

    def _while(self, statement: While) -> _Facts:
        self._read(statement.condition)
        self._block(statement.body)
        return _Facts()

    def _times(self, statement: RepeatTimes) -> _Facts:
        self._read(statement.count)
        self._block(statement.body)
        return _Facts()

    def _counting(self, statement: For | ForEach) -> _Facts:
        for source in tree.sources(statement):
            self._read(source)
        header = _Facts()
        self._assign(statement.variable, header)
        self._block(statement.body)
        if not surely_runs(statement):
            self._certain -= header.certain
            return _Facts()
        return header

    def _repeat(self, statement: Repeat) -> _Facts:
        facts = _Facts()
        for inner in statement.body:
            facts.certain |= self._statement(inner).certain
        if any(isinstance(s, _LOOP_JUMPS) for s in tree.every_statement(statement.body)):
            self._certain -= facts.certain
            facts = _Facts()
        self._read(statement.until)
        return facts


def _replaced_at_once(body: tree.Body) -> Iterator[str]:
    """Arrays that are declared and, before anything can use them, get all their elements."""
    declared: set[str] = set()
    for statement in body:
        if isinstance(statement, statements.Declare):
            declared.update(name.name for name in statement.names)
            continue
        if not isinstance(statement, (statements.Assign, *_QUIET)):
            return
        if not isinstance(statement, statements.Assign):
            continue
        for expression in (statement.value, *tree.parts(statement.target)):
            for part in tree.every_part(expression):
                if not isinstance(part, _PLAIN):
                    return
                declared.discard(getattr(part, "name", ""))
        if isinstance(statement.target, nodes.Name) and statement.target.name in declared:
            declared.discard(statement.target.name)
            if isinstance(statement.value, nodes.ArrayLiteral):
                yield statement.target.name


def surely_runs(loop: For | ForEach) -> bool:
    """At least one round, whatever happens before."""
    if isinstance(loop, ForEach):
        return False
    if loop.either_way:
        return True
    if loop.step is not None:
        return False
    match loop.start, loop.end:
        case nodes.Integer(value=first), nodes.Integer(value=last):
            return first <= last if loop.inclusive else first < last
    return False


_QUIET = (statements.Comment, statements.Blank)
_PLAIN = (
    nodes.Name,
    nodes.Integer,
    nodes.Real,
    nodes.Text,
    nodes.Character,
    nodes.Boolean,
    nodes.EnumMember,
    nodes.ArrayLiteral,
    nodes.Unary,
    nodes.Binary,
)
"""Expressions that nothing but the variables they name has to do with."""
_LOOP_JUMPS = (statements.Break, statements.Continue)

_STEPS: dict[type, Callable[..., _Facts]] = {
    statements.Declare: _Flow._declare,
    statements.Return: _Flow._jump,
    statements.Break: _Flow._jump,
    statements.Continue: _Flow._jump,
    If: _Flow._if,
    Case: _Flow._case,
    For: _Flow._counting,
    ForEach: _Flow._counting,
    While: _Flow._while,
    Repeat: _Flow._repeat,
    RepeatTimes: _Flow._times,
}
