"""Algorithms as they stand in papers: what is free in them becomes a parameter.

Nothing is declared there. A name that is read before it gets a value comes from outside, so
the subroutine takes it as a parameter, and so do those that call it. A list of the caller is
seen with the author's indexes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from pseudocode_translator.model.deadline import checked
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.library import Library, LibraryFunction
from pseudocode_translator.model.nodes import (
    Apply,
    Binary,
    BinaryOperator,
    Call,
    Comprehension,
    Expression,
    Index,
    Integer,
    LibraryCall,
    Name,
    Range,
    Slice,
)
from pseudocode_translator.model.program import (
    For,
    ForEach,
    Parameter,
    Program,
    Statement,
    Subroutine,
)
from pseudocode_translator.model.statements import Assign, Declare
from pseudocode_translator.model.types import UNKNOWN
from pseudocode_translator.semantics.remarks import Remarks
from pseudocode_translator.semantics.rewriting import rewritten
from pseudocode_translator.semantics.walk import every_part, every_statement, expressions, targets

_MADE_HERE = (Slice, Comprehension, Binary, Integer, LibraryCall, Range)
"""Values that no caller has: they count as the author does already, or are no lists."""


@dataclass(slots=True)
class _Fragment:
    """What one subroutine does with names."""

    routine: Subroutine
    bound: set[str] = field(default_factory=set)
    """Parameters, and what gets a value as a whole."""
    assigned: set[str] = field(default_factory=set)
    free: dict[str, Span] = field(default_factory=dict)
    """Read before they get a value, in the order of their first use."""
    tables: dict[str, Span] = field(default_factory=dict)
    """Only ever filled element by element, and filled first."""
    indexed: set[str] = field(default_factory=set)
    zero: dict[str, int] = field(default_factory=dict)
    """Arrays that show an index 0, and the line where."""
    calls: dict[str, Span] = field(default_factory=dict)
    plain: set[str] = field(default_factory=set)
    """Used as values, not only as functions: ``n(n + 1)`` with such an `n` is a product."""

    def has(self, name: str) -> bool:
        """The name means something here already."""
        return name in self.bound or name in self.free or name in self.tables


def complete_fragments(
    program: Program, library: Iterable[LibraryFunction], remarks: Remarks
) -> Program:
    """Give every subroutine the parameters that it needs, and its arrays their first index."""
    known = {function.name for function in library}
    fragments = {
        statement.name: _examined(statement)
        for statement in checked(program.body)
        if isinstance(statement, Subroutine)
    }
    for fragment in fragments.values():
        _free_functions(fragment, fragments, known)
    shared = _hand_on(fragments)
    _join_first_indexes(fragments)
    done = {id(f.routine): _completed(f, fragments, program, remarks) for f in fragments.values()}
    body = _main_program(program, fragments, done)
    declared = tuple(Declare(span, (Name(span, name),), UNKNOWN) for name, span in shared.items())
    return replace(program, body=declared + body)


def _main_program(
    program: Program, fragments: dict[str, _Fragment], done: dict[int, Subroutine]
) -> tuple[Statement, ...]:
    """Its calls hand over what is free in the subroutines; it takes nothing itself."""
    own = tuple(s for s in program.body if not isinstance(s, Subroutine))
    main = _examined(Subroutine(program.span, "", (), own, None))
    main.free.clear()
    change = _Change(main, fragments, program.rules.first_element)
    tables = [
        Assign(place, Name(place, name), LibraryCall(place, Library.TABLE, ()))
        for name, place in main.tables.items()
    ]
    return (*tables, *(done.get(id(s)) or rewritten(s, change) for s in program.body))


def _examined(routine: Subroutine) -> _Fragment:
    found = _Fragment(routine)
    found.bound = {parameter.name.name for parameter in routine.parameters}
    counters: set[str] = set()
    filled: dict[str, Span] = {}
    for statement in every_statement(routine.body):
        places = targets(statement)
        for part in _read(statement, places):
            _note_read(found, part, counters, filled)
        for place in places:
            _note_store(found, place, filled)
        match statement:
            case For(
                variable=Name() as counter,
                start=Integer(value=0),
                end=Binary(operator=BinaryOperator.SUBTRACT, right=Integer(value=1)),
            ):
                # From 0 to n - 1; a table from 0 to n may stand beside arrays from 1.
                counters.add(counter.name)
    for name, span in filled.items():
        if name not in found.bound and name not in found.free:
            found.tables[name] = span
    return found


def _read(statement: Statement, places: tuple[Expression, ...]) -> Iterator[Expression]:
    """The parts that are evaluated, in order; of a place that is filled only its indexes."""
    roots = {id(root) for place in places if (root := _root(place)) is not None}
    values = [e for e in expressions(statement) if not any(e is place for place in places)]
    for expression in (*values, *places):
        for part in every_part(expression):
            if id(part) not in roots:
                yield part


def _root(place: Expression) -> Name | None:
    while isinstance(place, Index):
        place = place.base
    return place if isinstance(place, Name) else None


def _note_read(
    found: _Fragment, part: Expression, counters: set[str], filled: dict[str, Span]
) -> None:
    if isinstance(part, Name) and part.name not in found.bound and part.name not in filled:
        found.free.setdefault(part.name, part.span)
    match part:
        case Name():
            found.plain.add(part.name)
        case Call():
            found.calls.setdefault(part.function, part.name_span or part.span)
        case Index() if (root := _root(part)) is not None:
            found.indexed.add(root.name)
            for index in part.indexes:
                if _is_zero(index, counters):
                    found.zero.setdefault(root.name, part.span.line)
        case Slice(base=Name() as base, low=low):
            found.indexed.add(base.name)
            if _is_zero(low, counters):
                found.zero.setdefault(base.name, part.span.line)


def _is_zero(index: Expression, counters: set[str]) -> bool:
    if isinstance(index, Name):
        return index.name in counters
    return isinstance(index, Integer) and index.value == 0


def _note_store(found: _Fragment, place: Expression, filled: dict[str, Span]) -> None:
    if isinstance(place, Name):
        found.assigned.add(place.name)
        if place.name not in found.free:
            found.bound.add(place.name)
    elif (root := _root(place)) is not None and root.name not in found.bound | found.free.keys():
        filled.setdefault(root.name, root.span)


def _free_functions(
    fragment: _Fragment, fragments: dict[str, _Fragment], library: set[str]
) -> None:
    """A function that nobody defines comes from outside, too."""
    for name, span in fragment.calls.items():
        if name not in fragments and name not in library and name not in fragment.bound:
            fragment.free.setdefault(name, span)


def _hand_on(fragments: dict[str, _Fragment]) -> dict[str, Span]:
    """Who calls a subroutine must have what is free there; what both change is shared."""
    shared: dict[str, Span] = {}
    news = True
    while news:
        news = False
        for caller in checked(list(fragments.values())):
            for callee in [fragments[name] for name in caller.calls if name in fragments]:
                for name in list(callee.free):
                    if name in callee.assigned and caller is not callee:
                        shared.setdefault(name, callee.free[name])
                    elif name not in shared and not caller.has(name):
                        caller.free[name] = caller.calls[callee.routine.name]
                        news = True
    for fragment in fragments.values():
        for name in shared:
            fragment.free.pop(name, None)
    return shared


def _join_first_indexes(fragments: dict[str, _Fragment]) -> None:
    """Subroutines that call each other mean the same array by the same name."""
    news = True
    while news:
        news = False
        for caller in checked(list(fragments.values())):
            for name in caller.calls:
                callee = fragments.get(name)
                if callee is None:
                    continue
                for one, other in ((caller, callee), (callee, caller)):
                    for array, line in one.zero.items():
                        if array not in other.zero:
                            other.zero[array] = line
                            news = True


def _completed(
    fragment: _Fragment, fragments: dict[str, _Fragment], program: Program, remarks: Remarks
) -> Subroutine:
    routine = fragment.routine
    given = [parameter.name.name for parameter in routine.parameters]
    added = [name for name in fragment.free if name not in given]
    for name in added:
        message = f"{name} gets no value in {routine.name}: it is taken as a parameter"
        remarks.add("PS531", fragment.free[name], message)
    own = _own_values(fragment, program, remarks, [*given, *added])
    change = _Change(fragment, fragments, program.rules.first_element)
    body = tuple(rewritten(statement, change) for statement in checked(routine.body))
    parameters = tuple(
        Parameter(fragment.free[name], Name(fragment.free[name], name), UNKNOWN) for name in added
    )
    return replace(routine, parameters=routine.parameters + parameters, body=(*own, *body))


def _own_values(
    fragment: _Fragment, program: Program, remarks: Remarks, given: list[str]
) -> Iterator[Statement]:
    """What has to be done before the first statement of the author."""
    span = fragment.routine.header or fragment.routine.span
    for name in given:
        if name in fragment.indexed:
            low = 0 if name in fragment.zero else program.rules.first_element
            why = f", because line {fragment.zero[name]} uses index 0" if low == 0 else ""
            remarks.add("PS532", span, f"the first element of {name} has index {low}{why}")
            array = Name(span, name)
            yield Assign(span, array, _seen(array, low))
    for name, place in fragment.tables.items():
        yield Assign(place, Name(place, name), LibraryCall(place, Library.TABLE, ()))


def _seen(value: Expression, low: int) -> LibraryCall:
    return LibraryCall(value.span, Library.SEEN_FROM, (value, Integer(value.span, low)))


@dataclass(slots=True)
class _Change:
    """Rewrites the calls of one subroutine, and the lists that it gets from others."""

    fragment: _Fragment
    fragments: dict[str, _Fragment]
    first: int

    def __call__(self, node: object) -> object:
        match node:
            case Call():
                return self._call(node)
            case Assign(target=Name() as name) if name.name in self.fragment.indexed:
                if not isinstance(node.value, _MADE_HERE):
                    return replace(node, value=_seen(node.value, self._low(name.name)))
            case ForEach(variable=variable) if variable.name in self.fragment.indexed:
                seen = Assign(variable.span, variable, _seen(variable, self._low(variable.name)))
                return replace(node, body=(seen, *node.body))
        return node

    def _low(self, name: str) -> int:
        return 0 if name in self.fragment.zero else self.first

    def _call(self, node: Call) -> Expression:
        callee = self.fragments.get(node.function)
        place = node.name_span or node.span
        if callee is not None:
            declared = {parameter.name.name for parameter in callee.routine.parameters}
            more = tuple(Name(place, name) for name in callee.free if name not in declared)
            return replace(node, arguments=node.arguments + more)
        held = Name(place, node.function)
        if node.function in self.fragment.free and node.function not in self.fragment.plain:
            return Apply(node.span, held, node.arguments)
        if node.function in self.fragment.bound | self.fragment.free.keys():
            if len(node.arguments) == 1 and node.function in self.fragment.plain:
                return Binary(node.span, BinaryOperator.MULTIPLY, held, node.arguments[0])
            return Apply(node.span, held, node.arguments)
        return node
