"""The names that a program declares: types, classes, subroutines, variables, constants."""

from __future__ import annotations

from collections.abc import Iterable

from pseudocode_translator.model.deadline import checked
from pseudocode_translator.model.library import LibraryFunction
from pseudocode_translator.model.nodes import Name
from pseudocode_translator.model.program import (
    DefineClass,
    Program,
    Statement,
    Subroutine,
)
from pseudocode_translator.model.rules import Rules
from pseudocode_translator.model.scopes import Role
from pseudocode_translator.model.statements import (
    Declare,
    DefineAlias,
    DefineConstant,
    DefineEnum,
    DefinePointer,
    DefineRecord,
    DefineSet,
    DefineSetType,
)
from pseudocode_translator.model.types import (
    UNKNOWN,
    ArrayType,
    Category,
    NamedType,
    Type,
    UnresolvedType,
)
from pseudocode_translator.semantics.constants import fold_integer
from pseudocode_translator.semantics.symbols import ClassNames, Routine, Symbol, Table, World
from pseudocode_translator.semantics.type_names import TypeResolver, with_bounds
from pseudocode_translator.semantics.walk import every_statement

_TYPE_DEFINITIONS = (
    DefineRecord,
    DefineEnum,
    DefinePointer,
    DefineSetType,
    DefineAlias,
    DefineClass,
)


def new_world(rules: Rules, library: Iterable[LibraryFunction]) -> World:
    """A world that knows the library and nothing else yet."""
    world = World(rules, {})
    for function in library:
        if function.is_method:
            world.methods.setdefault(function.name.lower(), []).append(function)
        else:
            world.library.setdefault(world.fold(function.name), []).append(function)
    return world


def collect(program: Program, world: World, types: TypeResolver) -> None:
    """Put everything that the program declares into its world.

    The types of constants stay open: they need the types of expressions.
    """
    _Collector(world, types).collect(program)


def declared_type(world: World, types: TypeResolver, table: Table, declare: Declare) -> Type:
    """The type of a declaration, with the bounds that are known before the run."""
    found = types.resolve(declare.type, declare.span)
    bounds = world.bounds.get(id(declare)) or types.bounds(declare)
    if not isinstance(found, ArrayType) or not bounds:
        return found
    return with_bounds(world, table, found, bounds)


def _inner_bodies(statements: list[Statement]) -> list[tuple[Statement, ...]]:
    """The bodies of all subroutines and methods, and of those inside them."""
    found = []
    stack = list(reversed(statements))
    while stack:
        statement = stack.pop()
        if isinstance(statement, Subroutine):
            found.append(statement.body)
            stack.extend(s for s in every_statement(statement.body) if s is not statement)
        elif isinstance(statement, DefineClass):
            stack.extend(m for m in statement.members if isinstance(m, Subroutine))
    return found


class _Collector:
    """Fills a `World` in the order in which declarations may depend on each other."""

    def __init__(self, world: World, types: TypeResolver) -> None:
        self._world = world
        self._types = types
        self._routines: list[Routine] = []

    def collect(self, program: Program) -> None:
        """Types first, then routines, then what is declared inside of both."""
        main = list(every_statement(program.body))
        everything = main + [s for body in _inner_bodies(main) for s in every_statement(body)]
        self._define_constants(self._world.main, main)
        self._define_types(everything)
        for statement in checked(everything):
            if isinstance(statement, Subroutine):
                self._define_routine(statement, None)
        for owner in self._world.class_nodes.values():
            self._define_members(owner)
        self._declare_all(self._world.main, main)
        for statement in everything:
            if isinstance(statement, DefineRecord):
                self._declare_fields(statement)
        for routine in self._routines:
            inside = list(every_statement(routine.definition.body))
            self._define_constants(routine.table, inside)
            self._declare_all(routine.table, inside)

    def _define_types(self, statements: list[Statement]) -> None:
        fresh = []
        for statement in statements:
            if isinstance(statement, DefineClass):
                kind = NamedType(statement.name, Category.CLASS)
                self._world.class_nodes[id(statement)] = ClassNames(statement, kind)
            if isinstance(statement, _TYPE_DEFINITIONS):
                key = self._world.fold(statement.name)
                if self._world.types.setdefault(key, statement) is statement:
                    fresh.append((key, statement))
        for key, definition in fresh:
            if isinstance(definition, DefineClass):
                self._world.classes[key] = self._world.class_nodes[id(definition)]
            elif isinstance(definition, DefineEnum):
                self._define_members_of_enum(definition)
        for key, definition in checked(fresh):
            self._define_contents(key, definition)

    def _define_members_of_enum(self, definition: DefineEnum) -> None:
        kind = NamedType(definition.name, Category.ENUM)
        for member in definition.members:
            known = self._world.members.setdefault(self._world.fold(member), [])
            known.append((member, kind))

    def _define_contents(self, key: str, definition: Statement) -> None:
        match definition:
            case DefinePointer():
                self._world.targets[key] = self._types.resolve(definition.target, definition.span)
            case DefineSetType():
                self._world.targets[key] = self._types.resolve(definition.element, definition.span)
            case DefineAlias():
                self._types.resolve(UnresolvedType(definition.name), definition.span)
            case DefineRecord():
                self._world.records[key] = {}
            case DefineClass(parent=str(parent)):
                self._world.classes[key].parent = self._world.classes.get(self._world.fold(parent))
            case _:
                pass

    def _define_routine(self, definition: Subroutine, owner: ClassNames | None) -> None:
        """Methods belong to their class; of two routines with one name the later counts."""
        world = self._world
        table = Table(world.main, owner, world.rules.globals_are_visible)
        result = definition.result
        if result is not None:
            result = self._types.resolve(result, definition.header or definition.span)
        routine = Routine(definition, table, definition.name, result)
        for parameter in definition.parameters:
            kind = self._types.resolve(parameter.type, parameter.span)
            symbol = Symbol(parameter.name.name, kind, Role.PARAMETER, parameter.name.span)
            symbol.by_reference = parameter.by_reference
            routine.parameters.append(symbol)
            table.symbols.setdefault(world.fold(symbol.name), symbol)
        known = world.routines if owner is None else owner.methods
        known[world.fold(definition.name)] = routine
        world.definitions[id(definition)] = routine
        self._routines.append(routine)

    def _define_members(self, owner: ClassNames) -> None:
        for member in owner.definition.members:
            if isinstance(member, Declare):
                self._declare(owner.attributes, self._world.main, member)
            elif isinstance(member, Subroutine):
                self._define_routine(member, owner)

    def _define_constants(self, table: Table, statements: list[Statement]) -> None:
        """They come first: they may be bounds of arrays further up."""
        for statement in statements:
            if isinstance(statement, DefineConstant):
                symbol = self._add(table.symbols, statement.name, UNKNOWN, Role.CONSTANT)
                if symbol.role is Role.CONSTANT and symbol.value is None:
                    symbol.value = fold_integer(self._world, table, statement.value)

    def _declare_all(self, table: Table, statements: list[Statement]) -> None:
        for statement in checked(statements):
            match statement:
                case Declare():
                    self._declare(table.symbols, table, statement)
                case DefineSet():
                    kind = self._types.resolve(statement.type, statement.span)
                    self._add(table.symbols, statement.name, kind, Role.VARIABLE)
                case _:
                    pass

    def _declare_fields(self, record: DefineRecord) -> None:
        fields = self._world.records.get(self._world.fold(record.name), {})
        for member in record.fields:
            if isinstance(member, Declare):
                self._declare(fields, self._world.main, member)

    def _declare(self, symbols: dict[str, Symbol], table: Table, declare: Declare) -> None:
        kind = declared_type(self._world, self._types, table, declare)
        for name in declare.names:
            self._add(symbols, name, kind, Role.VARIABLE)

    def _add(self, symbols: dict[str, Symbol], name: Name, kind: Type, role: Role) -> Symbol:
        key = self._world.fold(name.name)
        symbol = symbols.setdefault(key, Symbol(name.name, kind, role, name.span))
        if symbol.role is role is Role.VARIABLE:
            symbol.type = kind  # Of two declarations the later one counts.
        return symbol
