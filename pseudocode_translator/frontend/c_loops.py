"""``for (start; condition; update)``: a counting loop where that is certain, else a WHILE.

It is certain where the counter goes up or down by a number to a bound that nothing in the body
changes, nothing in the body changes the counter, and nobody reads it after the loop.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

from pseudocode_translator.frontend.frames import Frame
from pseudocode_translator.model.deadline import checkpoint
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.nodes import (
    Binary,
    BinaryOperator,
    Boolean,
    Call,
    Expression,
    Index,
    Integer,
    Name,
    Unary,
    UnaryOperator,
)
from pseudocode_translator.model.program import (
    Case,
    CaseBranch,
    For,
    If,
    Repeat,
    Statement,
    Subroutine,
    While,
)
from pseudocode_translator.model.statements import Assign, Declare, Input
from pseudocode_translator.model.types import INTEGER, ArrayType, Type

_TURNED = {
    BinaryOperator.LESS: BinaryOperator.GREATER,
    BinaryOperator.LESS_OR_EQUAL: BinaryOperator.GREATER_OR_EQUAL,
    BinaryOperator.GREATER: BinaryOperator.LESS,
    BinaryOperator.GREATER_OR_EQUAL: BinaryOperator.LESS_OR_EQUAL,
}
_UP = frozenset({BinaryOperator.LESS, BinaryOperator.LESS_OR_EQUAL})
_EXCLUDING = frozenset({BinaryOperator.LESS, BinaryOperator.GREATER})


@dataclass(frozen=True, slots=True)
class LoopHeader:
    """``for (start; condition; update)``."""

    span: Span
    start: tuple[Statement, ...]
    condition: Expression | None
    """None: the loop goes on until something in it leaves it."""
    update: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Loop:
    """The loop as it is written; no program that leaves the front end has one."""

    span: Span
    header: LoopHeader
    body: tuple[Any, ...]


@dataclass(slots=True)
class LoopFrame(Frame):
    """A loop that is open."""

    header: LoopHeader = field(kw_only=True)

    def finish(self, end: Span) -> Statement:
        """Give the node of the complete block."""
        loop: Any = Loop(self.span.to(end), self.header, tuple(self.body))
        return loop  # type: ignore[no-any-return]  # `settled` takes it out again.


@dataclass(frozen=True, slots=True)
class _Count:
    """The counting that a header describes, if it is one."""

    variable: Name
    start: Expression
    end: Expression
    """Included."""
    step: int


@dataclass(slots=True)
class _Scope:
    """What is known of the names of one subroutine, or of the main program."""

    types: dict[str, Type]
    own: frozenset[str]
    """Declared here."""
    free: frozenset[str]
    """Mentioned outside the loops that they count."""


def settled(body: Sequence[Any]) -> tuple[Statement, ...]:
    """Turn every loop of a program into a FOR or a WHILE."""
    subroutines = [each for each in body if isinstance(each, Subroutine)]
    referenced = {each.name: tuple(p.by_reference for p in each.parameters) for each in subroutines}
    shared = _declared(each for each in body if not isinstance(each, Subroutine))
    everywhere = _free_names(body)
    main = _Scope(shared, frozenset(), everywhere)
    result: list[Statement] = []
    for statement in body:
        if isinstance(statement, Subroutine):
            own = _declared(_inside(statement.body))
            own |= {p.name.name: p.type for p in statement.parameters if not p.by_reference}
            free = _free_names(statement.body) | (everywhere - own.keys())
            scope = _Scope(shared | own, frozenset(own), free)
            inner = _Settler(referenced, scope).block(statement.body)
            result.append(replace(statement, body=inner))
        else:
            result += _Settler(referenced, main).block((statement,))
    return tuple(result)


class _Settler:
    """Settles the loops of one subroutine."""

    def __init__(self, referenced: dict[str, tuple[bool, ...]], scope: _Scope) -> None:
        self._referenced = referenced
        self._scope = scope
        self._declared: dict[str, Type] = {}

    def block(self, body: Sequence[Any]) -> tuple[Statement, ...]:
        """Settle the loops of a block, the inner ones too."""
        found: list[Statement] = []
        for statement in body:
            checkpoint()
            if isinstance(statement, Loop):
                found += self._loop(statement)
            elif isinstance(statement, Declare):
                found += self._once(statement)
            else:
                found.append(self._rebuilt(statement))
        return tuple(found)

    def _rebuilt(self, statement: Any) -> Statement:
        match statement:
            case If():
                branches = tuple(
                    replace(branch, body=self.block(branch.body)) for branch in statement.branches
                )
                otherwise = statement.otherwise
                if otherwise is not None:
                    otherwise = self.block(otherwise)
                return replace(statement, branches=branches, otherwise=otherwise)
            case Case():
                parts = tuple(
                    replace(part, body=self.block(part.body))
                    if isinstance(part, CaseBranch)
                    else part
                    for part in statement.branches
                )
                otherwise = statement.otherwise
                if otherwise is not None:
                    otherwise = self.block(otherwise)
                return replace(statement, branches=parts, otherwise=otherwise)
            case While() | Repeat():
                return replace(statement, body=self.block(statement.body))
        return statement  # type: ignore[no-any-return]

    def _loop(self, loop: Loop) -> Iterator[Statement]:
        header = loop.header
        count = _count(header)
        declares = [each for each in header.start if isinstance(each, Declare)]
        for declare in declares:
            yield from self._once(declare)
        body = self.block(loop.body)
        if count is not None and self._is_certain(count, loop, is_own=bool(declares)):
            step = None if count.step == 1 else _number(header.span, count.step)
            yield For(loop.span, count.variable, count.start, count.end, step, body)
            return
        yield from (each for each in header.start if not isinstance(each, Declare))
        condition = header.condition or Boolean(header.span, value=True)
        yield While(loop.span, condition, (*body, *header.update))

    def _once(self, declare: Declare) -> Iterator[Declare]:
        """Leave out what another block declares alike: Python has no variables of blocks."""
        known, kind = self._declared, declare.type
        if isinstance(kind, ArrayType):
            yield declare  # It starts anew each time.
            return
        names = tuple(each for each in declare.names if known.get(each.name) != kind)
        known.update((name.name, kind) for name in names)
        if names:
            yield replace(declare, names=names) if names != declare.names else declare

    def _is_certain(self, count: _Count, loop: Loop, *, is_own: bool) -> bool:
        name = count.variable.name
        if self._scope.types.get(name) != INTEGER:
            return False
        changed, calls = self._changes(loop.body)
        if name in changed:
            return False
        if not is_own and name in self._scope.free:
            return False
        if name not in self._scope.own and calls:
            return False
        bound = _bound_names(count.end)
        if bound is None or name in bound or bound & changed:
            return False
        return not calls or bound <= self._scope.own

    def _changes(self, body: Sequence[Any]) -> tuple[set[str], bool]:
        """Tell what the statements store into, and whether they call subroutines."""
        changed: set[str] = set()
        calls = False
        for node in every_node(body):
            match node:
                case Assign(target=target):
                    changed |= _name_of(target)
                case Input(targets=targets):
                    for target in targets:
                        changed |= _name_of(target)
                case Call(function=function, arguments=arguments):
                    known = self._referenced.get(function)
                    calls = calls or known is not None
                    for argument, by_reference in zip(arguments, known or (), strict=False):
                        if by_reference:
                            changed |= _name_of(argument)
                case _:
                    pass
        return changed, calls


def _count(header: LoopHeader) -> _Count | None:
    assigns = [each for each in header.start if not isinstance(each, Declare)]
    match assigns, header.condition, header.update:
        case (
            [Assign(target=Name() as variable, value=start)],
            Binary() as condition,
            (Assign(target=Name(name=moved), value=Binary() as step),),
        ) if moved == variable.name:
            size = _step(step, moved)
            limit = _limit(condition, moved)
            if limit is None or size is None:
                return None
            operator, end = limit
            if (size > 0) is not (operator in _UP):
                return None
            if operator in _EXCLUDING:
                end = _moved(end, -1 if size > 0 else 1)
            return _Count(variable, start, end, size)
    return None


def _step(value: Binary, name: str) -> int | None:
    """Tell by how much ``i = i + 2`` moves."""
    match value:
        case Binary(
            operator=BinaryOperator.ADD | BinaryOperator.SUBTRACT as sign,
            left=Name(name=left),
            right=Integer(value=size),
        ) if left == name and size:
            return size if sign is BinaryOperator.ADD else -size
    return None


def _limit(condition: Binary, name: str) -> tuple[BinaryOperator, Expression] | None:
    match condition:
        case Binary(operator=operator, left=Name(name=left), right=end) if left == name:
            return (operator, end) if operator in _TURNED else None
        case Binary(operator=operator, left=end, right=Name(name=right)) if right == name:
            return (_TURNED[operator], end) if operator in _TURNED else None
    return None


def _moved(end: Expression, by: int) -> Expression:
    """Give the value before or behind `end`, as simply as it can be said."""
    match end:
        case Integer(span=span, value=value):
            return _number(span, value + by)
        case Binary(
            operator=BinaryOperator.ADD | BinaryOperator.SUBTRACT as sign,
            right=Integer(value=1),
            left=left,
        ) if (sign is BinaryOperator.ADD) is (by < 0):
            return left
    sign = BinaryOperator.ADD if by > 0 else BinaryOperator.SUBTRACT
    return Binary(end.span, sign, end, Integer(end.span, 1))


def _number(span: Span, value: int) -> Expression:
    if value >= 0:
        return Integer(span, value)
    return Unary(span, UnaryOperator.NEGATE, Integer(span, -value))


def _bound_names(end: Expression) -> set[str] | None:
    """The names that a bound depends on; None where it cannot be known to stay the same."""
    names: set[str] = set()
    for node in every_node((end,)):
        match node:
            case Name(name=name):
                names.add(name)
            case Call(function=function) if "." not in function:
                return None
            case Index():
                return None
            case _:
                pass
    return names


def _free_names(body: Sequence[Any]) -> frozenset[str]:
    """Find the names that are mentioned outside the loops that they count."""
    found: set[str] = set()
    waiting: list[tuple[Any, frozenset[str]]] = [(node, frozenset()) for node in body]
    while waiting:
        checkpoint()
        node, counters = waiting.pop()
        match node:
            case Name(name=name):
                if name not in counters:
                    found.add(name)
                continue
            case Declare():
                continue
            case Loop(header=header) if count := _count(header):
                waiting.append((count.start, counters))
                inner = counters | {count.variable.name}
                waiting += [(each, inner) for each in (count.end, *node.body)]
                continue
            case _:
                pass
        waiting += [(each, counters) for each in _children(node)]
    return frozenset(found)


def _name_of(place: Expression) -> set[str]:
    while isinstance(place, Index):
        place = place.base
    return {place.name} if isinstance(place, Name) else set()


def _declared(statements: Iterable[Any]) -> dict[str, Type]:
    found: dict[str, Type] = {}
    for statement in statements:
        if isinstance(statement, Loop):
            found |= _declared(statement.header.start)
        elif isinstance(statement, Declare) and not isinstance(statement.type, ArrayType):
            found |= {name.name: statement.type for name in statement.names}
    return found


def _inside(body: Sequence[Any]) -> Iterator[Any]:
    return (node for node in every_node(body) if isinstance(node, Declare))


def every_node(nodes: Iterable[Any]) -> Iterator[Any]:
    """Everything in a tree, without recursion."""
    waiting = list(nodes)
    while waiting:
        checkpoint()
        node = waiting.pop()
        yield node
        waiting += _children(node)


def _children(node: Any) -> list[Any]:
    if isinstance(node, Span) or not is_dataclass(node):
        return []
    found: list[Any] = []
    for each in fields(node):
        value = getattr(node, each.name)
        if isinstance(value, tuple) and not isinstance(value, Span):
            found += value
        elif is_dataclass(value):
            found.append(value)
    return found
