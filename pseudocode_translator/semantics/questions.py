"""Which types of a program are open, and which of its statements concern them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pseudocode_translator.model.nodes import Call, Expression, Field, Index, MethodCall, Name, New
from pseudocode_translator.model.program import For, Program, Statement
from pseudocode_translator.model.scopes import Role
from pseudocode_translator.model.statements import Assign, Output, Return
from pseudocode_translator.model.types import UNKNOWN, ArrayType
from pseudocode_translator.semantics.calls import CONSTRUCTOR, find_callee
from pseudocode_translator.semantics.open_types import Open
from pseudocode_translator.semantics.own_attributes import with_attribute_assigned
from pseudocode_translator.semantics.remarks import Remarks
from pseudocode_translator.semantics.shapes import Ranges, flatten, note_read, note_write
from pseudocode_translator.semantics.symbols import Routine, Symbol, Table, World
from pseudocode_translator.semantics.usage import targets, written_names
from pseudocode_translator.semantics.walk import (
    LEAVES,
    every_part,
    every_statement,
    expressions,
    statements_in_loops,
)


@dataclass(slots=True, eq=False)
class Fact:
    """A statement that says something about an open type."""

    statement: Statement
    table: Table
    routine: Routine | None
    visits: int = 0
    is_vague: bool = False
    """It assigned something of unknown type when it was visited last."""


@dataclass(slots=True)
class Questions:
    """All open types, and the statements to ask."""

    by_symbol: dict[int, Open] = field(default_factory=dict)
    """By the id of the symbol."""
    by_routine: dict[int, Open] = field(default_factory=dict)
    """Results of functions, by the id of the routine."""
    facts: list[Fact] = field(default_factory=list)
    users: dict[int, list[Fact]] = field(default_factory=dict)
    """Statements in which an open type plays a part, by the id of the open type."""

    def everything(self) -> Iterator[Open]:
        """All open types; elements of arrays are inside their arrays."""
        yield from self.by_symbol.values()
        yield from self.by_routine.values()


def find_questions(program: Program, world: World) -> Questions:
    """Collect what is open; nothing at all for a program that declares everything."""
    questions = Questions()
    for symbol in world.main.symbols.values():
        _ask_for_symbol(questions, symbol)
    for owner in world.class_nodes.values():
        for symbol in owner.attributes.values():
            _ask_for_symbol(questions, symbol)
    for routine in world.definitions.values():
        for symbol in (*routine.parameters, *routine.table.symbols.values()):
            _ask_for_symbol(questions, symbol)
        if routine.result == UNKNOWN:
            place = routine.definition.header or routine.definition.span
            open_ = Open(routine.name, place, routine=routine)
            questions.by_routine[id(routine)] = open_
    if questions.by_symbol or questions.by_routine:
        finder = _Finder(world, questions)
        finder.search(world.main, None, program.body)
        for routine in world.definitions.values():
            finder.search(routine.table, routine, routine.definition.body)
    return questions


def _ask_for_symbol(questions: Questions, symbol: Symbol) -> None:
    if symbol.role is Role.CONSTANT or id(symbol) in questions.by_symbol:
        return
    open_ = Open(symbol.name, symbol.span, symbol)
    if isinstance(symbol.type, ArrayType):
        if symbol.type.dimensions and symbol.type.element != UNKNOWN:
            return
        open_.declared = symbol.type
    elif symbol.type != UNKNOWN:
        return
    open_.shape.first = symbol.first_indexes
    symbol.type = open_.type or UNKNOWN
    questions.by_symbol[id(symbol)] = open_


def _says_nothing(statement: Statement) -> bool:
    """Printing variables and literals tells nothing about their types."""
    return isinstance(statement, Output) and all(type(item) in LEAVES for item in statement.items)


class _Finder:
    """Goes through the statements once."""

    def __init__(self, world: World, questions: Questions) -> None:
        self._world = world
        self._questions = questions
        self._methods: dict[str, list[Open]] = {}
        self._attributes: dict[str, list[Open]] = {}
        for owner in world.class_nodes.values():
            for key, symbol in owner.attributes.items():
                if id(symbol) in questions.by_symbol:
                    found = questions.by_symbol[id(symbol)]
                    self._attributes.setdefault(key, []).append(found)
        for owner in world.classes.values():
            for key, routine in owner.methods.items():
                self._methods.setdefault(key, []).extend(self._of_routine(routine))

    def search(self, table: Table, routine: Routine | None, body: tuple[Statement, ...]) -> None:
        """Note the statements that matter, and how open arrays are indexed in them."""
        changed = frozenset(
            self._world.fold(name.name)
            for statement in every_statement(body)
            if not isinstance(statement, For)
            for name in written_names(statement)
        )
        for statement, loops in statements_in_loops(body):
            if _says_nothing(statement):
                continue
            if isinstance(statement, Assign):
                statement = with_attribute_assigned(self._world, table, statement, Remarks())
            concerned = self._concerned(table, routine, statement)
            if concerned:
                fact = Fact(statement, table, routine)
                self._questions.facts.append(fact)
                for open_ in concerned.values():
                    self._questions.users.setdefault(id(open_), []).append(fact)
                ranges = Ranges(self._world, table, loops, changed)
                self._note_shapes(table, statement, ranges)

    def _concerned(
        self, table: Table, routine: Routine | None, statement: Statement
    ) -> dict[int, Open]:
        found: dict[int, Open] = {}
        if isinstance(statement, Return) and id(routine) in self._questions.by_routine:
            open_ = self._questions.by_routine[id(routine)]
            found[id(open_)] = open_
        for expression in expressions(statement):
            for part in every_part(expression):
                for open_ in self._of_part(table, part):
                    found[id(open_)] = open_
        return found

    def _of_part(self, table: Table, part: Expression) -> list[Open]:
        match part:
            case Name():
                return self._of_name(table, self._world.fold(part.name))
            case Call():
                return self._of_name(table, self._world.fold(part.function))
            case Field():
                return self._attributes.get(self._world.fold(part.name), [])
            case MethodCall():
                return self._methods.get(self._world.fold(part.method), [])
            case New():
                return self._methods.get(self._world.fold(CONSTRUCTOR), [])
            case _:
                return []

    def _of_name(self, table: Table, key: str) -> list[Open]:
        symbol = table.lookup(key)
        found = self._questions.by_symbol.get(id(symbol)) if symbol else None
        callee = find_callee(self._world, table, key)
        called = self._of_routine(callee) if isinstance(callee, Routine) else []
        return called if found is None else [found, *called]

    def _of_routine(self, routine: Routine) -> list[Open]:
        parameters = (self._questions.by_symbol.get(id(p)) for p in routine.parameters)
        found = [open_ for open_ in parameters if open_ is not None]
        if id(routine) in self._questions.by_routine:
            found.append(self._questions.by_routine[id(routine)])
        return found

    def _note_shapes(self, table: Table, statement: Statement, ranges: Ranges) -> None:
        if all(type(expression) in LEAVES for expression in expressions(statement)):
            return
        for target in targets(statement):
            indexed = self._indexed(table, target)
            if indexed is not None:
                note_write(indexed[0].shape, indexed[1], ranges)
        for expression in expressions(statement):
            inside: set[int] = set()
            for part in every_part(expression):
                indexed = None if id(part) in inside else self._indexed(table, part)
                if indexed is not None:
                    note_read(indexed[0].shape, indexed[1], ranges)
                if isinstance(part, Index):
                    inside.add(id(part.base))

    def _indexed(
        self, table: Table, node: Expression
    ) -> tuple[Open, tuple[Expression, ...]] | None:
        """The open array of an element, and the indexes of the element."""
        found = flatten(node) if isinstance(node, Index | Call) else None
        if found is None:
            return None
        key = self._world.fold(found[0].name)
        if isinstance(node, Call) and not isinstance(find_callee(self._world, table, key), Symbol):
            return None
        symbol = table.lookup(key)
        open_ = self._questions.by_symbol.get(id(symbol)) if symbol else None
        return None if open_ is None else (open_, found[1])
