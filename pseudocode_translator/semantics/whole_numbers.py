"""Which variables, elements, fields and results have to be whole numbers.

Those that are an index, a bound of FOR and the like, and those whose values get there
by assignments, arguments and results.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from pseudocode_translator.model.nodes import (
    Call,
    Expression,
    Field,
    Index,
    LibraryCall,
    MethodCall,
    Name,
    New,
)
from pseudocode_translator.model.program import Program, Statement
from pseudocode_translator.model.statements import Assign
from pseudocode_translator.model.types import Type
from pseudocode_translator.semantics.calls import called_routine
from pseudocode_translator.semantics.evidence import leaves
from pseudocode_translator.semantics.expressions import Expressions
from pseudocode_translator.semantics.facts import consider
from pseudocode_translator.semantics.open_types import Reason, Strength
from pseudocode_translator.semantics.own_attributes import with_attribute_assigned
from pseudocode_translator.semantics.remarks import Remarks
from pseudocode_translator.semantics.symbols import Routine, Table, World
from pseudocode_translator.semantics.walk import every_statement


def find_whole_numbers(program: Program, world: World) -> Mapping[int, Reason]:
    """Ids of symbols and routines, each with the line that wants a whole number."""
    uses = _WholeUses(world)
    uses.look(world.main, None, program.body)
    for routine in world.definitions.values():
        uses.look(routine.table, routine, routine.definition.body)
    return uses.spread()


def holder_of(world: World, table: Table, place: Expression) -> int | None:
    """The id of the symbol or routine that a value is in, or comes from."""
    while isinstance(place, Index):
        place = place.base
    match place:
        case Name():
            symbol = table.lookup(world.fold(place.name))
            return None if symbol is None else id(symbol)
        case Field():
            field = world.field_of(place.base.type, place.name)
            return None if field is None else id(field)
        case Call() | MethodCall():
            routine = called_routine(world, table, place)
            return None if routine is None else id(routine)
        case _:
            return None


class _WholeUses:
    """Listens for uses as whole numbers, and for where values go."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._expressions = Expressions(world, Remarks())
        self._routine: Routine | None = None
        self._reasons: dict[int, Reason] = {}
        self._sources: dict[int, list[int]] = defaultdict(list)
        """By holder: the holders of values that it gets."""

    def look(self, table: Table, routine: Routine | None, body: tuple[Statement, ...]) -> None:
        """Listen to every statement of a body."""
        self._expressions.table = table
        self._routine = routine
        for statement in every_statement(body):
            if isinstance(statement, Assign):
                statement = with_attribute_assigned(self._world, table, statement, Remarks())
            consider(statement, self._expressions.resolve, self)

    def spread(self) -> Mapping[int, Reason]:
        """All that must be whole, those included whose values only get there."""
        waiting = list(self._reasons)
        while waiting:
            holder = waiting.pop()
            for source in self._sources.get(holder, ()):
                if source not in self._reasons:
                    self._reasons[source] = self._reasons[holder]
                    waiting.append(source)
        return self._reasons

    def whole(self, place: Expression, text: str) -> None:
        holder = self._holder(place)
        if holder is not None:
            self._reasons.setdefault(holder, Reason(place.span.line, text))

    def rounded(self, place: Expression) -> None:
        """Rounding asks for nothing."""

    def stored(self, value: Expression, target: Expression) -> None:
        self._flow(value, self._holder(target))

    def returned(self, value: Expression) -> None:
        if self._routine is not None:
            for leaf in leaves(value):
                self._flow(leaf, id(self._routine))

    def call(self, node: Call | MethodCall | New) -> None:
        routine = called_routine(self._world, self._expressions.table, node)
        parameters = routine.parameters if routine else []
        for parameter, argument in zip(parameters, node.arguments, strict=False):
            for leaf in leaves(argument):
                self._flow(leaf, id(parameter))
            holder = self._holder(argument)
            if parameter.by_reference and holder is not None:
                self._sources[holder].append(id(parameter))

    def collected(self, node: LibraryCall) -> None:
        """What is put in keeps its type."""

    def found(self, place: Expression, strength: Strength, kind: Type, text: str) -> None:
        """Types are known by now."""

    def part(self, node: Field) -> None:
        """Types are known by now."""

    def read(self, place: Expression) -> None:
        """What INPUT reads has the type of its variable."""

    def _flow(self, value: Expression, target: int | None) -> None:
        source = self._holder(value)
        if source is not None and target is not None:
            self._sources[target].append(source)

    def _holder(self, place: Expression) -> int | None:
        return holder_of(self._world, self._expressions.table, place)
