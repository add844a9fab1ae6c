"""Names: undeclared, misspelt, unused, assigned though constant, private."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pseudocode_translator.model.codes import diagnose
from pseudocode_translator.model.deadline import checked
from pseudocode_translator.model.diagnostics import Diagnostic
from pseudocode_translator.model.nodes import (
    Expression,
    Field,
    MethodCall,
    Name,
    New,
    Super,
    UnreadableExpression,
)
from pseudocode_translator.model.program import DefineClass, Program, Subroutine
from pseudocode_translator.model.scopes import Role, Variable
from pseudocode_translator.model.statements import Declare, DefineRecord, UnreadableStatement
from pseudocode_translator.model.types import (
    BOOLEAN,
    CHAR,
    INTEGER,
    REAL,
    STRING,
    ArrayType,
    NamedType,
)
from pseudocode_translator.semantics.classes import lineage
from pseudocode_translator.semantics.near_names import NearNames
from pseudocode_translator.semantics.typing import describe
from pseudocode_translator.semantics.walk import every_statement, root
from pseudocode_translator.validation.places import written
from pseudocode_translator.validation.units import Unit, units

_PLAIN = frozenset({INTEGER, REAL, STRING, CHAR, BOOLEAN})
_SHORTEST = 4
"""Shorter names differ by a letter without being slips: i and j, x1 and x2."""
_LIKENESS = 0.8
_WORD = re.compile(r"\w+")


def check_names(program: Program) -> Iterator[Diagnostic]:
    """All remarks about names."""
    all_units = list(units(program))
    given = _names_with_values(all_units)
    near = NearNames((name for _, name in given), shortest=_SHORTEST, likeness=_LIKENESS)
    half_read = _words_of_unreadable_lines(all_units)
    used = {
        part.name for unit in all_units for part in unit.expressions() if isinstance(part, Name)
    }
    undeclared = NearNames(
        (
            variable.name
            for unit in all_units
            for variable in unit.scope.variables.values()
            if not variable.declared
        ),
        shortest=_SHORTEST,
        likeness=_LIKENESS,
    )
    members = _Members(program)
    yield from _twice_defined(program)
    for unit in checked(all_units):
        yield from _without_value(unit, given, half_read, near)
        yield from _unused(unit, used, undeclared)
        yield from _declared_twice(unit)
        yield from _constants_assigned(unit)
        for part in unit.expressions():
            yield from _member_remarks(unit, part, members)
    yield from _parents(program)


def _names_with_values(all_units: list[Unit]) -> set[tuple[int, str]]:
    """(unit that owns the name, name) of everything that gets a value somewhere."""
    owners = {id(unit.scope): unit for unit in all_units}
    main = all_units[0]
    given = set()
    for unit in owners.values():
        for statement in unit.statements():
            for name in written(statement, unit.program):
                owner = unit if unit.is_own(name.name) else main
                given.add((id(owner.scope), name.name))
    return given


def _words_of_unreadable_lines(all_units: list[Unit]) -> set[str]:
    """Names that a line with a mistake may have given a value; one mistake is enough."""
    # A set, because a line with many mistakes is the text of many statements.
    texts = {
        statement.text
        for unit in all_units
        for statement in unit.statements()
        if isinstance(statement, UnreadableStatement)
    }
    texts |= {
        part.text
        for unit in all_units
        for part in unit.expressions()
        if isinstance(part, UnreadableExpression)
    }
    return {word[0].casefold() for text in texts for word in checked(_WORD.finditer(text))}


def _without_value(
    unit: Unit, given: set[tuple[int, str]], half_read: set[str], near: NearNames
) -> Iterator[Diagnostic]:
    """Undeclared names that nothing gives a value: misspelt, or a part is missing."""
    for variable in checked(unit.scope.variables.values()):
        if variable.declared or variable.role is not Role.VARIABLE:
            continue
        if (id(unit.scope), variable.name) in given or variable.name.casefold() in half_read:
            continue
        yield _slip_or_gap(variable, near)


def _slip_or_gap(variable: Variable, near: NearNames) -> Diagnostic:
    meant = near.nearest(variable.name)
    if meant:
        return diagnose(
            "PS207",
            variable.span,
            f"{variable.name} never gets a value",
            fix=f"did you mean {meant}?",
        )
    return diagnose(
        "PS208",
        variable.span,
        f"{variable.name} is used, but nothing gives it a value",
        fix=f"declare {variable.name} and give it a value before this line",
    )


def _unused(unit: Unit, used: set[str], undeclared: NearNames) -> Iterator[Diagnostic]:
    for variable in checked(unit.scope.variables.values()):
        if variable.declared and variable.role is Role.VARIABLE and variable.name not in used:
            near = undeclared.nearest(variable.name)
            yield diagnose(
                "PS202",
                variable.span,
                f"{variable.name} is declared but never used",
                fix=f"{near} is used without a declaration: are they the same?"
                if near
                else "remove the declaration, or use the variable",
            )


def _declared_twice(unit: Unit) -> Iterator[Diagnostic]:
    seen: dict[str, Name] = {}
    for statement in unit.statements():
        if not isinstance(statement, Declare):
            continue
        for name in statement.names:
            first = seen.setdefault(name.name, name)
            if first is not name:
                yield diagnose(
                    "PS204",
                    name.span,
                    f"{name.name} is declared twice; line {first.span.line} declares it too",
                    fix="remove one of the declarations",
                    related=first.span,
                )


def _twice_defined(program: Program) -> Iterator[Diagnostic]:
    seen: dict[str, Subroutine] = {}
    for statement in every_statement(program.body):
        if isinstance(statement, Subroutine):
            first = seen.setdefault(statement.name, statement)
            if first is not statement:
                line = first.span.line
                yield diagnose(
                    "PS210",
                    statement.header or statement.span,
                    f"{statement.name} is defined twice; line {line} defines it too",
                    fix="rename one of them",
                    related=first.header,
                )


def _constants_assigned(unit: Unit) -> Iterator[Diagnostic]:
    defined: set[str] = set()
    for statement in unit.statements():
        for name in written(statement, unit.program):
            variable = unit.variable(name.name)
            if variable is None or variable.role is not Role.CONSTANT:
                continue
            if name.span == variable.span and name.name not in defined:
                defined.add(name.name)
                continue
            yield diagnose(
                "PS203",
                name.span,
                f"{name.name} is a constant and cannot be changed",
                fix="use a variable for what changes",
                related=variable.span,
            )


class _Members:
    """Fields, attributes and methods of the types of a program, each found once."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._known: dict[str, tuple[dict[str, bool], NearNames]] = {}

    def of(self, name: str) -> tuple[dict[str, bool], NearNames]:
        """Names of members, each with whether it is private; and what is near them."""
        known = self._known.get(name)
        if known is None:
            found = dict(checked(members_of(self._program, name)))
            near = NearNames(found, shortest=_SHORTEST, likeness=_LIKENESS)
            known = self._known[name] = found, near
        return known


def _member_remarks(unit: Unit, part: Expression, known: _Members) -> Iterator[Diagnostic]:
    """Fields, attributes and methods: known, and visible here."""
    if isinstance(part, New) and part.class_name not in unit.program.types:
        yield _unknown_class(unit.program, part.class_name, part)
    if not isinstance(part, Field | MethodCall) or isinstance(part.base, Super):
        return
    name = part.name if isinstance(part, Field) else part.method
    if part.base.type in _PLAIN or isinstance(part.base.type, ArrayType):
        fix = "only objects and records have members of their own"
        yield diagnose("PS205", part.span, f"{describe(part.base.type)} has no {name}", fix=fix)
    if not isinstance(part.base.type, NamedType):
        return
    members, near_names = known.of(part.base.type.name)
    if not members:
        return
    if name not in members:
        near = near_names.nearest(name)
        yield diagnose(
            "PS205",
            part.span,
            f"{part.base.type} has no {name}",
            fix=f"did you mean {near}?" if near else f"it has {', '.join(sorted(members))}",
        )
    elif members[name] and not _inside(unit, part.base):
        yield diagnose(
            "PS206",
            part.span,
            f"{name} is private to the class {part.base.type}",
            fix="use a public method of the class",
        )


def _inside(unit: Unit, base: Expression) -> bool:
    name = root(base)
    return unit.owner is not None or (name is not None and name.name == "self")


def members_of(program: Program, name: str) -> Iterator[tuple[str, bool]]:
    """Names of fields, attributes and methods, inherited ones too, and if private."""
    definition = program.types.get(name)
    if isinstance(definition, DefineRecord):
        for item in definition.fields:
            if isinstance(item, Declare):
                yield from ((field.name, False) for field in item.names)
    for owner in lineage(program, name):
        for member in owner.members:
            if isinstance(member, Declare):
                yield from ((field.name, member.private) for field in member.names)
            elif isinstance(member, Subroutine):
                yield member.name, member.private


def _parents(program: Program) -> Iterator[Diagnostic]:
    for definition in program.types.values():
        if isinstance(definition, DefineClass) and definition.parent is not None:
            parent = program.types.get(definition.parent)
            if not isinstance(parent, DefineClass):
                yield _unknown_class(program, definition.parent, definition)


def _unknown_class(program: Program, name: str, node: New | DefineClass) -> Diagnostic:
    classes = [n for n, d in program.types.items() if isinstance(d, DefineClass)]
    near = NearNames(classes, shortest=_SHORTEST, likeness=_LIKENESS).nearest(name)
    return diagnose(
        "PS209",
        node.span,
        f"there is no class {name}",
        fix=f"did you mean {near}?" if near else f"define it with CLASS {name} ... ENDCLASS",
    )
