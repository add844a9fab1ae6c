"""Which indexes arrays are used with, as far as that is plain to see.

Arrays that are assigned to each other, or handed over as arguments, are one array here:
a procedure that fills its parameter from index 0 speaks for what it is called with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.library import Library
from pseudocode_translator.model.nodes import Call, Expression, Field, Index, MethodCall, Name, New
from pseudocode_translator.model.program import For, Program, Statement
from pseudocode_translator.model.statements import Assign
from pseudocode_translator.semantics.calls import CONSTRUCTOR, find_callee
from pseudocode_translator.semantics.constants import fold_integer
from pseudocode_translator.semantics.shapes import PlainRanges, Ranges
from pseudocode_translator.semantics.symbols import Routine, Symbol, Table, World
from pseudocode_translator.semantics.usage import written_names
from pseudocode_translator.semantics.walk import (
    LEAVES,
    every_part,
    every_statement,
    expressions,
    statements_in_loops,
)

_PARTS = frozenset({Library.SUBSTRING, Library.PART})
"""Functions whose second argument is a position in a string."""


@dataclass(slots=True)
class Place:
    """What is known about the indexes of one dimension."""

    zero_line: int = 0
    """Where index 0, or one below, is used first; 0: nowhere."""
    is_sure: bool = False
    """Index 0 is written, or counted by FOR; else a variable was set to 0 before."""
    highest: int | None = None
    """Of those that are known."""
    highest_line: int = 0
    """Where it is used first."""

    def add(self, line: int, low: int | None, high: int | None, *, is_sure: bool) -> None:
        """Take in what one use shows."""
        if low is not None and low <= 0:
            self.zero_line = min(self.zero_line or line, line)
            self.is_sure = self.is_sure or is_sure
        if high is not None and (self.highest is None or high > self.highest):
            self.highest, self.highest_line = high, line

    def join(self, other: Place) -> None:
        """Both are one dimension."""
        if other.zero_line:
            self.add(other.zero_line, 0, None, is_sure=other.is_sure)
        self.add(other.highest_line, None, other.highest, is_sure=False)


@dataclass(slots=True, eq=False)
class _Group:
    """Arrays that are one."""

    leader: _Group | None = None
    places: list[Place] = field(default_factory=list)

    def top(self) -> _Group:
        """The group that this one was joined to at last; the way there gets shorter."""
        group = self
        while group.leader is not None:
            if group.leader.leader is not None:
                group.leader = group.leader.leader
            group = group.leader
        return group

    def place(self, number: int) -> Place:
        """One dimension."""
        while len(self.places) <= number:
            self.places.append(Place())
        return self.places[number]


class IndexUses:
    """The uses of all arrays of a program."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._groups: dict[int, _Group] = {}
        self._symbols: list[Symbol] = []
        """Kept, since groups know them by their ids."""
        self._fields: dict[str, list[Symbol]] = {}
        self._methods: dict[str, list[Routine]] = {}
        self._texts = _Group()
        self.first_position: Span | None = None
        """Where a position in a string is named first."""
        for members in world.records.values():
            self._know_fields(members)
        for owner in world.class_nodes.values():
            self._know_fields(owner.attributes)
            for key, method in owner.methods.items():
                self._methods.setdefault(key, []).append(method)

    def places(self, symbol: Symbol) -> list[Place]:
        """What is known about each dimension that is used at all."""
        return self._group(symbol).places

    def every_place(self) -> Iterator[Place]:
        """What is known about all arrays, and about positions in strings."""
        for group in (*self._groups.values(), self._texts):
            yield from group.top().places

    def join(self, first: Symbol, second: Symbol) -> None:
        """Both are one array, or count alike."""
        one, other = self._group(first), self._group(second)
        if one is not other:
            other.leader = one
            for number, place in enumerate(other.places):
                one.place(number).join(place)

    def walk(self, program: Program) -> None:
        """Look at every statement once."""
        self._body(self._world.main, program.body)
        for routine in self._world.definitions.values():
            self._body(routine.table, routine.definition.body)

    def _know_fields(self, members: Mapping[str, Symbol]) -> None:
        """Fields of one name are one array, whatever record they are in."""
        for key, symbol in members.items():
            known = self._fields.setdefault(key, [])
            known.append(symbol)
            self.join(known[0], symbol)

    def _group(self, symbol: Symbol) -> _Group:
        if id(symbol) not in self._groups:
            self._groups[id(symbol)] = _Group()
            self._symbols.append(symbol)
        return self._groups[id(symbol)].top()

    def _body(self, table: Table, body: tuple[Statement, ...]) -> None:
        changed = frozenset(
            self._world.fold(name.name)
            for statement in every_statement(body)
            if not isinstance(statement, For)
            for name in written_names(statement)
        )
        recent: dict[str, int] = {}
        for statement, loops in statements_in_loops(body):
            if isinstance(statement, Assign):
                self._assignment(table, statement)
            ranges = PlainRanges(self._world, table, loops, changed)
            calls = False
            for expression in expressions(statement):
                if type(expression) not in LEAVES:
                    calls = self._expression(table, expression, ranges, recent) or calls
            self._remember(table, statement, recent, calls=calls)

    def _assignment(self, table: Table, statement: Assign) -> None:
        target, value = self._array(table, statement.target), self._array(table, statement.value)
        if target is not None and value is not None:
            self.join(target, value)

    def _remember(
        self, table: Table, statement: Statement, recent: dict[str, int], *, calls: bool
    ) -> None:
        """The last constant given to each variable, in the order of the lines."""
        if calls:
            recent.clear()
        for name in written_names(statement):
            recent.pop(self._world.fold(name.name), None)
        if isinstance(statement, Assign) and isinstance(statement.target, Name):
            value = fold_integer(self._world, table, statement.value)
            if value is not None:
                recent[self._world.fold(statement.target.name)] = value

    def _expression(
        self, table: Table, expression: Expression, ranges: Ranges, recent: Mapping[str, int]
    ) -> bool:
        """Note the elements in an expression; whether it calls something."""
        calls = False
        for part in every_part(expression):
            if isinstance(part, Index | Call):
                self._element(table, part, ranges, recent)
            if isinstance(part, Call | MethodCall | New):
                for routine in self._callees(table, part):
                    calls = True
                    self._arguments(table, part.arguments, routine)
        return calls

    def _arguments(self, table: Table, arguments: tuple[Expression, ...], routine: Routine) -> None:
        for parameter, argument in zip(routine.parameters, arguments, strict=False):
            array = self._array(table, argument)
            if array is not None:
                self.join(parameter, array)

    def _element(
        self, table: Table, node: Index | Call, ranges: Ranges, recent: Mapping[str, int]
    ) -> None:
        array, indexes = self._indexed(table, node)
        if array is not None:
            group = self._group(array)
        elif isinstance(node, Call) and self._takes_part(table, node):
            group, indexes = self._texts, node.arguments[1:2]
            self.first_position = self.first_position or node.span
        else:
            return
        for number, index in enumerate(indexes):
            low, high = ranges.limits(index)
            is_sure = low is not None
            if low is None and isinstance(index, Name):
                low = recent.get(self._world.fold(index.name))
            group.place(number).add(index.span.line, low, high, is_sure=is_sure)

    def _takes_part(self, table: Table, node: Call) -> bool:
        """Whether a call takes a part of a string from a position on."""
        callee = find_callee(self._world, table, self._world.fold(node.function))
        return isinstance(callee, list) and any(f.function in _PARTS for f in callee)

    def _indexed(
        self, table: Table, node: Index | Call
    ) -> tuple[Symbol | None, tuple[Expression, ...]]:
        groups: list[tuple[Expression, ...]] = []
        current: Expression = node
        while isinstance(current, Index):
            groups.append(current.indexes)
            current = current.base
        array = self._array(table, current)
        if isinstance(current, Call):
            callee = find_callee(self._world, table, self._world.fold(current.function))
            array = callee if isinstance(callee, Symbol) else None
            groups.append(current.arguments)
        return array, tuple(index for group in reversed(groups) for index in group)

    def _array(self, table: Table, node: Expression) -> Symbol | None:
        """The variable, attribute or field that an expression names as a whole."""
        if isinstance(node, Name):
            return table.lookup(self._world.fold(node.name))
        if isinstance(node, Field):
            known = self._fields.get(self._world.fold(node.name))
            return known[0] if known else None
        return None

    def _callees(self, table: Table, node: Call | MethodCall | New) -> Iterator[Routine]:
        fold = self._world.fold
        match node:
            case Call():
                callee = find_callee(self._world, table, fold(node.function))
                if isinstance(callee, Routine):
                    yield callee
            case MethodCall():
                yield from self._methods.get(fold(node.method), ())
            case New():
                made = self._world.classes.get(fold(node.class_name))
                method = made.method(fold(CONSTRUCTOR)) if made else None
                if method is not None:
                    yield method
