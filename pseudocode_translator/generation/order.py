"""Where definitions stand: where the author put them, unless Python would meet them too late."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pseudocode_translator.generation import tree
from pseudocode_translator.generation.usage import MAIN, Usage
from pseudocode_translator.model import nodes
from pseudocode_translator.model.deadline import checked
from pseudocode_translator.model.nodes import Expression
from pseudocode_translator.model.program import DefineClass, Statement, Subroutine
from pseudocode_translator.model.scopes import Role
from pseudocode_translator.model.statements import (
    Blank,
    Comment,
    Declare,
    DefineAlias,
    DefineConstant,
    DefineEnum,
    DefinePointer,
    DefineRecord,
    DefineSetType,
)
from pseudocode_translator.model.types import ArrayType, Category, NamedType, Type
from pseudocode_translator.semantics.classes import lineage

Definition = (
    Subroutine
    | DefineClass
    | DefineRecord
    | DefineEnum
    | DefinePointer
    | DefineSetType
    | DefineAlias
    | DefineConstant
)
Item = tuple[int, Statement]
"""A statement and its number in the body of the program."""

_Need = tuple[str, str]
"""Kind and name of something that must be defined before it is used."""


def is_definition(statement: Statement) -> bool:
    """A statement that may move to the top."""
    return isinstance(statement, Definition)


def arranged(usage: Usage) -> list[Item]:
    """The statements of the main program, and definitions inside others, in output order."""
    items = list(_with_inner_definitions(usage.program.body))
    if not _Order(usage, items).is_late():
        return items
    return _hoisted(usage, items)


def _with_inner_definitions(body: tree.Body) -> Iterator[Item]:
    """The statements; definitions in blocks and routines come before those they are in."""
    for number, statement in enumerate(checked(body)):
        yield from ((number, inner) for inner in _inside(statement))
        yield number, statement


def _inside(statement: Statement) -> Iterator[Statement]:
    bodies: list[tree.Body] = list(tree.blocks(statement))
    if isinstance(statement, Subroutine):
        bodies = [statement.body]
    elif isinstance(statement, DefineClass):
        bodies = [method.body for method in tree.methods(statement)]
    for body in bodies:
        for inner in tree.every_statement(body):
            if is_definition(inner) and not isinstance(inner, DefineConstant):
                yield from _inside(inner)
                yield inner


def _need_of(definition: Statement) -> _Need | None:
    match definition:
        case Subroutine(name=name):
            return "routine", name
        case DefineClass(name=name) | DefineRecord(name=name) | DefineEnum(name=name):
            return "type", name
        case DefineConstant(name=constant):
            return "constant", constant.name
    return None


def _hoisted(usage: Usage, items: list[Item]) -> list[Item]:
    """All definitions, with the comments above them, before the first other statement."""
    chunks = list(_chunks(items))
    first = next((n for n, chunk in enumerate(chunks) if not _is_quiet(chunk[-1][1])), len(chunks))
    moving = [chunk for chunk in chunks[first:] if is_definition(chunk[-1][1])]
    staying = [chunk for chunk in chunks[first:] if not is_definition(chunk[-1][1])]
    above = [chunk for chunk in chunks[:first] if is_definition(chunk[-1][1])]
    quiet = [chunk for chunk in chunks[:first] if not is_definition(chunk[-1][1])]
    ordered = [*quiet, *_sorted(usage, [*above, *moving]), *staying]
    return [item for chunk in ordered for item in chunk]


def _chunks(items: list[Item]) -> Iterator[list[Item]]:
    """Each statement, a definition together with the comments right above it."""
    waiting: list[Item] = []
    for item in items:
        waiting.append(item)
        statement = item[1]
        if isinstance(statement, Comment) and not statement.trailing:
            continue
        if is_definition(statement):
            yield waiting
        else:
            yield from ([single] for single in waiting)
        waiting = []
    yield from ([single] for single in waiting)


def _is_quiet(statement: Statement) -> bool:
    return isinstance(statement, Comment | Blank) or is_definition(statement)


def _sorted(usage: Usage, chunks: list[list[Item]]) -> list[list[Item]]:
    """Definitions in their order, but each behind those that Python evaluates with it."""
    order = _Order(usage, [])
    by_need = {need: c for c in chunks if (need := _need_of(c[-1][1])) is not None}
    done: set[int] = set()
    result: list[list[Item]] = []
    waiting = [(chunk, False) for chunk in reversed(chunks)]
    while waiting:
        chunk, is_ready = waiting.pop()
        if id(chunk) in done:
            if is_ready:
                result.append(chunk)
            continue
        done.add(id(chunk))
        waiting.append((chunk, True))
        for need in order.at_once(chunk[-1][1]):
            if need in by_need and id(by_need[need]) not in done:
                waiting.append((by_need[need], False))
    return result


@dataclass(slots=True)
class _Order:
    """Finds out whether something is used before it is defined."""

    usage: Usage
    items: list[Item]

    def is_late(self) -> bool:
        """Some definition comes after a statement that needs it when it runs."""
        places: dict[_Need, int] = {}
        for place, (_, statement) in enumerate(self.items):
            need = _need_of(statement)
            if need is not None:
                places.setdefault(need, place)
        seen: set[_Need] = set()
        for place, (_, statement) in enumerate(checked(self.items)):
            if is_definition(statement):
                if any(places.get(need, -1) > place for need in self.at_once(statement)):
                    return True
            elif any(places.get(need, -1) > place for need in self._running(statement, seen)):
                return True
        return False

    def _running(self, statement: Statement, seen: set[_Need]) -> Iterator[_Need]:
        """What is needed while a statement of the main program runs, if not seen before."""
        waiting = list(self._of_code((statement,), MAIN))
        while waiting:
            need = waiting.pop()
            if need not in seen:
                seen.add(need)
                yield need
                waiting.extend(self._behind(need))

    def at_once(self, definition: Statement) -> Iterator[_Need]:
        """What Python evaluates when it comes to a definition."""
        match definition:
            case DefineClass(parent=str(parent)):
                yield "type", parent
                yield from self._of_declares(tree.attributes(definition))
            case DefineClass():
                yield from self._of_declares(tree.attributes(definition))
            case DefineRecord():
                fields = (part for part in definition.fields if isinstance(part, Declare))
                yield from self._of_declares(fields)
            case DefineConstant():
                yield from self._of_expression(definition.value, MAIN)

    def _of_declares(self, declares: Iterable[Declare]) -> Iterator[_Need]:
        for declare in declares:
            yield from _types_in(declare.type)
            for bound in declare.bounds:
                yield from self._of_expression(bound.lower, MAIN)
                yield from self._of_expression(bound.upper, MAIN)

    def _behind(self, need: _Need) -> Iterator[_Need]:
        """What is needed when a routine runs, or an object of a class is made and used."""
        kind, name = need
        if kind == "routine" and name in self.usage.routines:
            yield from self._of_routine(name)
        elif kind == "type":
            for definition in lineage(self.usage.program, name):
                for method in tree.methods(definition):
                    yield from self._of_routine(f"{definition.name}.{method.name}")

    def _of_routine(self, key: str) -> Iterator[_Need]:
        routine = self.usage.routines.get(key)
        if routine is not None:
            yield from self._of_code(routine.body, key)

    def _of_code(self, body: tree.Body, key: str) -> Iterator[_Need]:
        for statement in tree.every_statement(body):
            if isinstance(statement, Declare):
                yield from _types_in(statement.type)
            if is_definition(statement) and not isinstance(statement, DefineConstant):
                continue
            for expression in (*tree.sources(statement), *tree.targets(statement)):
                yield from self._of_expression(expression, key)

    def _of_expression(self, expression: Expression, key: str) -> Iterator[_Need]:
        for part in tree.every_part(expression):
            match part:
                case nodes.Call(function=name):
                    yield "routine", name
                case nodes.New(class_name=name) | nodes.EnumMember(type=NamedType(name=name)):
                    yield "type", name
                case nodes.Name(name=name):
                    variable = self.usage.variable(key, name)
                    if variable is not None and variable.role is Role.CONSTANT:
                        yield "constant", name
                    if variable is not None:
                        yield from _types_in(variable.type)


def _types_in(kind: Type) -> Iterator[_Need]:
    """Records and enums that a first value of a type is made from."""
    while isinstance(kind, ArrayType):
        kind = kind.element
    if isinstance(kind, NamedType) and kind.category in (Category.RECORD, Category.ENUM):
        yield "type", kind.name
