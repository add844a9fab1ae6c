"""Whose are the names that nobody declared?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pseudocode_translator.model.deadline import checked
from pseudocode_translator.model.nodes import (
    Call,
    Dereference,
    Expression,
    Field,
    Index,
    Name,
)
from pseudocode_translator.model.program import For, ForEach, Program, Statement
from pseudocode_translator.model.scopes import Role
from pseudocode_translator.model.statements import (
    Assign,
    AssignSeveral,
    GetRecord,
    Input,
    ReadFile,
)
from pseudocode_translator.model.types import UNKNOWN
from pseudocode_translator.semantics.calls import is_super, needs_no_arguments
from pseudocode_translator.semantics.own_attributes import is_this
from pseudocode_translator.semantics.remarks import Remarks
from pseudocode_translator.semantics.symbols import Routine, Symbol, Table, World
from pseudocode_translator.semantics.walk import every_part, every_statement, expressions


@dataclass(slots=True)
class Usage:
    """How one scope uses the names that it does not declare."""

    first: dict[str, Name] = field(default_factory=dict)
    """By folded name."""
    fresh: set[str] = field(default_factory=set)
    """Variables that are assigned as a whole before they are read."""
    assigned: set[str] = field(default_factory=set)
    counted: set[str] = field(default_factory=set)
    """Variables of FOR loops."""


def adopt_undeclared_names(program: Program, world: World, remarks: Remarks) -> None:
    """Give every undeclared variable to the main program or to the subroutine it is in.

    A subroutine shares the names that the main program declares or uses. A name that
    only subroutines use belongs to each of them, unless one of them relies on a value
    that only another one gives it: then it must be shared.
    """
    _adopt(world, world.main, _usage(world, world.main, program.body))
    usages = [
        (routine, _usage(world, routine.table, routine.definition.body))
        for routine in world.definitions.values()
    ]
    _call_global(world, usages)
    if world.rules.globals_are_visible:
        _share(world, usages, remarks)
    for routine, usage in checked(usages):
        if world.rules.assigning_makes_local:
            _keep_own_variables(world, routine, usage, remarks)
        _keep_own_counters(world, routine, usage, remarks)
        _adopt(world, routine.table, usage)


def targets(statement: Statement) -> tuple[Expression, ...]:
    """What a statement gives a value: variables, elements, fields."""
    match statement:
        case Assign() | ReadFile() | GetRecord():
            return (statement.target,)
        case Input() | AssignSeveral():
            return statement.targets
        case For() | ForEach():
            return (statement.variable,)
        case _:
            return ()


def written_names(statement: Statement) -> Iterator[Name]:
    """The variables that a statement gives a value, or an element or field a value."""
    for target in targets(statement):
        root = root_name(target)
        if root is not None:
            yield root


def root_name(target: Expression) -> Name | None:
    """The variable that holds a target: ``a`` for ``a[i].b`` and for ``a(i)``."""
    current = target
    while True:
        match current:
            case Name():
                return current
            case Call():
                return Name(current.name_span or current.span, current.function)
            case Index() | Field():
                current = current.base
            case Dereference():
                current = current.pointer
            case _:
                return None


def _usage(world: World, table: Table, body: tuple[Statement, ...]) -> Usage:
    """Names of element reads such as ``a(1)`` count only where something is assigned so."""
    usage = Usage()
    known = table.symbols

    def is_open(key: str) -> bool:
        return key not in known and not is_this(world, table, key)

    for statement in every_statement(body):
        usage.fresh |= _begun(world, statement) - usage.first.keys()
        for name in written_names(statement):
            key = world.fold(name.name)
            if is_open(key):
                usage.assigned.add(key)
                usage.first.setdefault(key, name)
        if isinstance(statement, For) and isinstance(statement.variable, Name):
            key = world.fold(statement.variable.name)
            if is_open(key):
                usage.counted.add(key)
        for expression in expressions(statement):
            for part in every_part(expression):
                if isinstance(part, Name):
                    key = world.fold(part.name)
                    if is_open(key):
                        usage.first.setdefault(key, part)
    return usage


def _begun(world: World, statement: Statement) -> set[str]:
    """The variables that a statement gives a value without asking for the one before."""
    places = targets(statement)
    begun = {world.fold(place.name) for place in places if isinstance(place, Name)}
    if not begun:
        return begun
    read = (each for each in expressions(statement) if each not in places)
    parts = (part for each in read for part in every_part(each))
    return begun - {world.fold(part.name) for part in parts if isinstance(part, Name)}


def _call_global(world: World, usages: list[tuple[Routine, Usage]]) -> None:
    """Give the main program what is called global, even if only subroutines use it."""
    wanted = {world.fold(name) for name in world.rules.global_names}
    for _, usage in usages:
        for key in wanted & usage.first.keys() - world.main.symbols.keys():
            name = usage.first[key]
            world.main.symbols[key] = Symbol(name.name, UNKNOWN, Role.VARIABLE, name.span, False)


def _keep_own_variables(world: World, routine: Routine, usage: Usage, remarks: Remarks) -> None:
    """What a subroutine assigns first is its own, unless it is called global."""
    shared_names = {world.fold(name) for name in world.rules.global_names}
    for key in sorted(usage.fresh & usage.first.keys() - shared_names):
        shared = world.main.symbols.get(key)
        if shared is None or shared.declared or routine.table.lookup(key) is not shared:
            continue
        name = usage.first[key]
        routine.table.symbols[key] = Symbol(name.name, UNKNOWN, Role.VARIABLE, name.span, False)
        if key not in usage.counted:
            message = (
                f"{routine.name} has a variable {name.name} of its own: what it stores there "
                f"does not change {shared.name} of the main program (line {shared.span.line})"
            )
            fix = f"write  global {name.name}  if both are to be one variable"
            remarks.add("PS522", name.span, message, fix=fix, related=shared.span)


def _adopt(world: World, table: Table, usage: Usage) -> None:
    for key, name in usage.first.items():
        if table.lookup(key) is None and _is_variable(world, table, key, usage):
            table.symbols[key] = Symbol(name.name, UNKNOWN, Role.VARIABLE, name.span, False)


def _is_variable(world: World, table: Table, key: str, usage: Usage) -> bool:
    if key in world.members or is_super(world, table, key):
        return False
    return key in usage.assigned or not needs_no_arguments(world, table, key)


def _share(world: World, usages: list[tuple[Routine, Usage]], remarks: Remarks) -> None:
    givers: dict[str, Routine] = {}
    for routine, usage in checked(usages):
        for key in usage.assigned - usage.counted:
            if routine.table.lookup(key) is None:
                givers.setdefault(key, routine)
    for routine, usage in checked(usages):
        for key, name in usage.first.items():
            relies = key not in usage.assigned and key in givers
            if relies and routine.table.lookup(key) is None and key not in world.members:
                symbol = Symbol(name.name, UNKNOWN, Role.VARIABLE, name.span, False)
                world.main.symbols[key] = symbol
                message = (
                    f"{name.name} is taken as one variable of the whole program: "
                    f"{routine.name} uses it, and {givers[key].name} gives it its value"
                )
                fix = f"declare {name.name} in the main program, or pass it as a parameter"
                remarks.add("PS509", name.span, message, fix=fix)


def _keep_own_counters(world: World, routine: Routine, usage: Usage, remarks: Remarks) -> None:
    """A loop inside a subroutine does not disturb a caller's loop with the same variable."""
    for key in sorted(usage.counted):
        shared = world.main.symbols.get(key)
        if shared is None or shared.declared or routine.table.lookup(key) is not shared:
            continue
        name = usage.first[key]
        routine.table.symbols[key] = Symbol(name.name, UNKNOWN, Role.VARIABLE, name.span, False)
        message = (
            f"{routine.name} counts with a variable {name.name} of its own, "
            f"not with {shared.name} of the main program"
        )
        fix = f"declare {name.name} inside {routine.name}"
        if not world.rules.types_are_written:
            fix = "give one of them another name"
        remarks.add("PS510", name.span, message, fix=fix, related=shared.span)
