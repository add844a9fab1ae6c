"""Variables that are read before anything can have given them a value."""

from __future__ import annotations

from collections.abc import Iterator

from pseudocode_translator.model.codes import diagnose
from pseudocode_translator.model.deadline import checkpoint
from pseudocode_translator.model.diagnostics import Diagnostic
from pseudocode_translator.model.nodes import Name
from pseudocode_translator.model.program import (
    For,
    ForEach,
    Program,
    Repeat,
    RepeatTimes,
    Statement,
    While,
)
from pseudocode_translator.model.scopes import Role
from pseudocode_translator.model.statements import UnreadableStatement
from pseudocode_translator.model.types import Primitive
from pseudocode_translator.semantics.walk import blocks, every_statement
from pseudocode_translator.validation.places import read, written
from pseudocode_translator.validation.units import Unit

_LOOPS = (For, ForEach, While, Repeat, RepeatTimes)


def check_values(unit: Unit, changed_elsewhere: frozenset[str]) -> Iterator[Diagnostic]:
    """One remark per variable of the unit that is surely read too early.

    Args:
        changed_elsewhere: main variables that a subroutine gives a value; a call
            may have done so before, so nothing is said about them.
    """
    if any(isinstance(s, UnreadableStatement) for s in unit.statements()):
        return
    candidates = {
        name
        for name, variable in unit.scope.variables.items()
        if variable.role is Role.VARIABLE
        and isinstance(variable.type, Primitive)
        and (unit.subroutine is not None or name not in changed_elsewhere)
    }
    without_value = {name for name in candidates if not unit.scope.variables[name].declared}
    if without_value:
        without_value -= _written_in(unit.body, unit.program)
    for name in _too_early(unit, candidates - without_value):
        yield diagnose(
            "PS405",
            name.span,
            f"{name.name} is used here before it has a value",
            fix=f"give {name.name} a value first",
        )


def changed_in_subroutines(program: Program, all_units: list[Unit]) -> frozenset[str]:
    """Main variables that some subroutine gives a value."""
    return frozenset(
        name.name
        for unit in all_units
        if unit.subroutine is not None
        for statement in unit.statements()
        for name in written(statement, program)
        if not unit.is_own(name.name)
    )


def _too_early(unit: Unit, candidates: set[str]) -> Iterator[Name]:
    """First reads in source order, where no way can have passed an assignment.

    Inside a loop an assignment further down may have run in an earlier round, so
    all assignments of a loop count from its first line.
    """
    given: set[str] = set()
    told: set[str] = set()
    stack: list[Statement] = list(reversed(unit.body))
    while stack:
        checkpoint()
        statement = stack.pop()
        names_read = list(read(statement, unit.program))
        if isinstance(statement, _LOOPS):
            # WHILE tests before the body has run; UNTIL after it.
            inside = _written_inside(statement, unit.program)
            if isinstance(statement, Repeat):
                given |= inside
            yield from _report(names_read, candidates, given, told)
            given |= inside
        else:
            yield from _report(names_read, candidates, given, told)
        given |= {name.name for name in written(statement, unit.program)}
        for block in reversed(blocks(statement)):
            stack.extend(reversed(block))


def _report(
    names: list[Name], candidates: set[str], given: set[str], told: set[str]
) -> Iterator[Name]:
    for name in names:
        if name.name in candidates and name.name not in given and name.name not in told:
            told.add(name.name)
            yield name


def _written_inside(loop: Statement, program: Program) -> set[str]:
    return {name for block in blocks(loop) for name in _written_in(block, program)}


def _written_in(body: tuple[Statement, ...], program: Program) -> set[str]:
    return {
        name.name for statement in every_statement(body) for name in written(statement, program)
    }
