"""How every parameter is passed, and which variables live in a `Ref` cell.

A procedure normally hands its BYREF scalars back as results, which reads best:
``a, b = swap(a, b)``. Where that would differ from a true reference - the same
variable passed twice, a variable that the callee also reaches by its own name, a
call inside an expression - its parameters are `Ref` cells instead.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from pseudocode_translator.generation import tree
from pseudocode_translator.generation.context import Passing, Signature
from pseudocode_translator.generation.effects import Effects
from pseudocode_translator.generation.usage import (
    ATTRIBUTES,
    MAIN,
    CallSite,
    Key,
    Usage,
    references,
)
from pseudocode_translator.model import nodes
from pseudocode_translator.model.deadline import checked
from pseudocode_translator.model.nodes import Expression
from pseudocode_translator.model.program import Parameter
from pseudocode_translator.model.scopes import Role
from pseudocode_translator.model.types import ArrayType, Category, NamedType, Type


@dataclass(frozen=True, slots=True)
class Conventions:
    """The decisions of this module."""

    signatures: dict[str, Signature]
    """By routine key."""
    boxed: frozenset[Key]
    """Variables and parameters that are `Ref` cells."""
    copied: frozenset[Key]
    """Arrays and records passed by value that the subroutine copies when it starts."""


def is_aggregate(type_: Type) -> bool:
    """An array or a record: a value that can change in part."""
    return isinstance(type_, ArrayType) or (
        isinstance(type_, NamedType) and type_.category is Category.RECORD
    )


def find_conventions(usage: Usage, effects: Effects) -> Conventions:
    """Decide for every routine and variable of a program."""
    cells = _cell_routines(usage, effects)
    signatures = {
        key: Signature(
            tuple(_passing(usage, key, p, in_cells=key in cells) for p in routine.parameters),
            tuple(p.type for p in routine.parameters),
        )
        for key, routine in usage.routines.items()
    }
    return Conventions(
        signatures=signatures,
        boxed=frozenset(_boxed(usage, signatures)),
        copied=frozenset(_copied(usage, effects)),
    )


def _passing(usage: Usage, routine: str, parameter: Parameter, *, in_cells: bool) -> Passing:
    if not parameter.by_reference:
        return Passing.VALUE
    if is_aggregate(parameter.type):
        return Passing.SHARED
    if in_cells:
        return Passing.CELL
    use = usage.uses[routine]
    key = (routine, parameter.name.name)
    written = key in use.assigned or key in use.lent
    return Passing.RETURNED if written else Passing.VALUE


def _cell_routines(usage: Usage, effects: Effects) -> set[str]:
    scalar = {
        key
        for key, routine in usage.routines.items()
        if any(p.by_reference and not is_aggregate(p.type) for p in routine.parameters)
    }
    found = {key for key in scalar if _needs_cells(usage, key)}
    forwards: dict[str, set[str]] = defaultdict(set)
    for site in checked(usage.sites):
        for callee in scalar.intersection(site.callees):
            if not site.is_statement or _differs(usage, effects, site, callee):
                found.add(callee)
            if site.caller in scalar and _forwards(usage, site):
                forwards[site.caller].add(callee)
                forwards[callee].add(site.caller)
    return _spread(found, forwards)


def _needs_cells(usage: Usage, key: str) -> bool:
    routine = usage.routines[key]
    is_function = routine.subroutine is not None and routine.subroutine.result is not None
    pointed = any((key, p.name.name) in usage.pointed for p in routine.parameters)
    return is_function or routine.owner is not None or pointed


def _spread(found: set[str], forwards: dict[str, set[str]]) -> set[str]:
    """Add all routines that hand their references to, or get them from, those found."""
    waiting = list(found)
    while waiting:
        for other in forwards[waiting.pop()]:
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found


def _forwards(usage: Usage, site: CallSite) -> bool:
    """A BYREF scalar parameter of the caller is passed on by reference."""
    for _, argument in references(usage, site):
        if isinstance(argument, nodes.Name):
            key = usage.key(site.caller, argument.name)
            variable = usage.variable(site.caller, argument.name)
            if key[0] != MAIN and variable and variable.by_reference:
                return True
    return False


def _differs(usage: Usage, effects: Effects, site: CallSite, callee: str) -> bool:
    """Passing values and assigning results would differ from true references here."""
    passed = [argument for _, argument in references(usage, site)]
    if any(_overlap(first, second) for first, second in checked(combinations(passed, 2))):
        return True
    for argument in checked(passed):
        base = tree.root(argument)
        if base is None:
            # Through a pointer or an object: others may know the same place.
            return tree.is_place(argument)
        key = usage.key(site.caller, base.name)
        if key in usage.pointed or effects.touches(callee, key) or _through_object(argument):
            return True
        if _is_shared(usage, key) and any(
            is_aggregate(variable.type) and effects.touches(callee, (MAIN, name))
            for name, variable in usage.program.scope.variables.items()
        ):
            return True
    return False


def _is_shared(usage: Usage, key: Key) -> bool:
    """A BYREF array or record: the caller's own, perhaps one of the main program."""
    routine = usage.routines.get(key[0])
    variable = routine.scope.variables.get(key[1]) if routine else None
    return bool(variable and variable.by_reference and is_aggregate(variable.type))


def _through_object(argument: Expression) -> bool:
    return any(
        isinstance(part, nodes.Field)
        and isinstance(part.base.type, NamedType)
        and part.base.type.category is Category.CLASS
        for part in _chain(argument)
    )


def _chain(argument: Expression) -> Iterator[Expression]:
    """The place itself, then what it is a part of, up to the variable."""
    while True:
        yield argument
        if not isinstance(argument, nodes.Index | nodes.Field):
            return
        argument = argument.base


def _overlap(first: Expression, second: Expression) -> bool:
    """Both may be the same place, or one a part of the other.

    Elements with different index expressions are taken to be different places: the
    common ``swap(a[i], a[j])`` has the same effect when ``i`` equals ``j``.
    """
    one, other = list(_chain(first))[::-1], list(_chain(second))[::-1]
    return all(_same_step(a, b) for a, b in zip(one, other, strict=False))


def _same_step(a: Expression, b: Expression) -> bool:
    match a, b:
        case nodes.Name(), nodes.Name():
            return a.name == b.name
        case nodes.Field(), nodes.Field():
            return a.name == b.name
        case nodes.Index(), nodes.Index():
            return [_shape(i) for i in a.indexes] == [_shape(i) for i in b.indexes]
    return False


def _shape(expression: Expression) -> list[object]:
    """What an expression says, without where it stands."""
    return [
        (
            type(part),
            getattr(part, "name", None),
            getattr(part, "value", None),
            getattr(part, "operator", None),
        )
        for part in tree.every_part(expression)
    ]


def _boxed(usage: Usage, signatures: dict[str, Signature]) -> Iterator[Key]:
    # An attribute is reached through its object; it needs no cell of its own.
    yield from (key for key in usage.pointed if key[0] != ATTRIBUTES)
    for key, routine in usage.routines.items():
        for parameter, passing in zip(routine.parameters, signatures[key].passing, strict=True):
            if passing is Passing.CELL:
                yield key, parameter.name.name
    for site in checked(usage.sites):
        for number, argument in references(usage, site):
            if not isinstance(argument, nodes.Name):
                continue
            variable = usage.variable(site.caller, argument.name)
            is_cell = any(
                number < len(signatures[callee].passing)
                and signatures[callee].passing[number] is Passing.CELL
                for callee in site.callees
            )
            if is_cell and variable is not None and variable.role is not Role.CONSTANT:
                yield usage.key(site.caller, argument.name)


def _copied(usage: Usage, effects: Effects) -> Iterator[Key]:
    for key, routine in usage.routines.items():
        for parameter in routine.parameters:
            own = (key, parameter.name.name)
            by_value = not parameter.by_reference and is_aggregate(parameter.type)
            use = usage.uses[key]
            if by_value and (own in use.changed or own in use.lent or own in usage.pointed):
                yield own
    for site in checked(usage.sites):
        for callee in site.callees:
            yield from _changed_behind(usage, effects, site, callee)


def _changed_behind(usage: Usage, effects: Effects, site: CallSite, callee: str) -> Iterator[Key]:
    """By-value arrays and records whose original the callee changes by its own name."""
    for parameter, argument in zip(usage.routines[callee].parameters, site.arguments, strict=False):
        base = tree.root(argument)
        if parameter.by_reference or base is None or not is_aggregate(parameter.type):
            continue
        if effects.writes(callee, usage.key(site.caller, base.name)):
            yield callee, parameter.name.name
