"""Types for what nobody declared, from everything the program does with it.

Evidence is gathered statement by statement until nothing changes. Types only grow on
the way (INTEGER, REAL, then "anything"), so that ends.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from pseudocode_translator.model.deadline import checkpoint
from pseudocode_translator.model.library import ADDING, HOLDERS
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
from pseudocode_translator.model.types import (
    INTEGER,
    NOTHING,
    UNKNOWN,
    ArrayType,
    CollectionType,
    Type,
)
from pseudocode_translator.semantics.calls import called_routine
from pseudocode_translator.semantics.evidence import demand, leaves, show
from pseudocode_translator.semantics.expressions import Expressions
from pseudocode_translator.semantics.facts import consider
from pseudocode_translator.semantics.only_shown import find_only_shown
from pseudocode_translator.semantics.open_types import Open, Reason, Strength
from pseudocode_translator.semantics.questions import Fact, Questions
from pseudocode_translator.semantics.remarks import Remarks
from pseudocode_translator.semantics.shapes import flatten
from pseudocode_translator.semantics.symbols import Symbol, World
from pseudocode_translator.semantics.typing import describe, item_type

_MOST_VISITS = 16
"""How often one statement is looked at, at most; programs of people need three."""


def infer(world: World, questions: Questions) -> None:
    """Decide all open types, and put them into the symbols and routines of the world."""
    _Inference(world, questions).run()


@dataclass(slots=True)
class _Place:
    """Evidence is for `evidence`; whoever uses `root` has to know when it changes."""

    root: Open
    evidence: Open


class _Inference:
    """Listens to what statements show, and looks again at those it concerns."""

    def __init__(self, world: World, questions: Questions) -> None:
        self._world = world
        self._questions = questions
        self._expressions = Expressions(world, Remarks())
        self._queue: deque[Fact] = deque()
        self._waiting: set[int] = set()
        self._touched: dict[int, Open] = {}
        self._fact: Fact | None = None
        self._is_settled = False
        """All types that can be known are; what is assigned now and unknown stays so."""

    def run(self) -> None:
        """Find what can be known first, then where it has to stay open."""
        self._visit_all(self._questions.facts)
        self._visit_all(self._settle_what_is_only_shown())
        self._is_settled = True
        self._visit_all([fact for fact in self._questions.facts if fact.is_vague])
        for open_ in self._questions.by_symbol.values():
            _settle(open_)
            if open_.symbol is not None:
                open_.symbol.may_be_fraction = open_.may_be_fraction

    def found(self, place: Expression, strength: Strength, kind: Type, text: str) -> None:
        target = self._place(place)
        if target is not None:
            self._add(target, strength, kind, Reason(place.span.line, text))

    def whole(self, place: Expression, text: str) -> None:
        target = self._place(place)
        if target is not None:
            target.evidence.needs_whole = True

    def rounded(self, place: Expression) -> None:
        target = self._place(place)
        if target is not None:
            target.evidence.is_rounded = True

    def stored(self, value: Expression, target: Expression) -> None:
        if target.type == INTEGER and self._place(target) is None:
            self.whole(value, "")

    def read(self, place: Expression) -> None:
        target = self._place(place)
        if target is not None and target.evidence.input_span is None:
            target.evidence.input_span = place.span
            self._touch(target.root)

    def returned(self, value: Expression) -> None:
        routine = self._fact.routine if self._fact else None
        if routine is None:
            return
        result = self._questions.by_routine.get(id(routine))
        if result is not None:
            place = _Place(result, result)
            why = Reason(value.span.line, f"returns {show(value)}")
            self._add(place, Strength.ASSIGNED, value.type, why)
        elif routine.result is not None:
            demand(value, routine.result, f"returns it as {routine.result}", self)

    def collected(self, node: LibraryCall) -> None:
        target = self._place(node.arguments[0])
        if target is None:
            return
        form = HOLDERS[node.function]
        line = node.span.line
        if form is None or isinstance(node.arguments[0].type, ArrayType):
            target.evidence.shape.list_from = self._world.rules.first_element
        else:
            why = Reason(line, f"uses it as a {form.value}")
            self._add(target, Strength.USED, CollectionType(form, NOTHING), why)
        place = ADDING.get(node.function)
        if place is not None and place < len(node.arguments):
            value = node.arguments[place]
            items = _Place(target.root, target.evidence.elements())
            why = Reason(line, f"puts {show(value)} into it")
            self._add(items, Strength.ASSIGNED, value.type, why)
        self._touch(target.root)

    def part(self, node: Field) -> None:
        """Where only one record type has such a field, the base is of that type."""
        key = self._world.fold(node.name)
        having = [name for name, fields in self._world.records.items() if key in fields]
        if node.base.type == UNKNOWN and len(having) == 1:
            record = self._world.record(having[0])
            assert record is not None
            self.found(node.base, Strength.USED, record[0], f"uses its field {node.name}")

    def call(self, node: Call | MethodCall | New) -> None:
        routine = called_routine(self._world, self._expressions.table, node)
        if routine is None:
            self._made_record(node)
            return
        for parameter, argument in zip(routine.parameters, node.arguments, strict=False):
            open_ = self._questions.by_symbol.get(id(parameter))
            if open_ is not None:
                why = Reason(argument.span.line, f"passes {show(argument)} to {routine.name}")
                self._add(_Place(open_, open_), Strength.ASSIGNED, argument.type, why)
            demand(argument, parameter.type, f"passes it to {routine.name}", self)
            if open_ is None and parameter.type == INTEGER:
                for leaf in leaves(argument):
                    self.whole(leaf, "")
            if isinstance(parameter.type, CollectionType):
                self._put_in(argument, parameter, routine.name)
            if parameter.by_reference:
                text = f"lets {routine.name} set it"
                self.found(argument, Strength.ASSIGNED, parameter.type, text)

    def _put_in(self, argument: Expression, parameter: Symbol, routine: str) -> None:
        """What a subroutine puts into its parameter is in the argument."""
        target = self._place(argument)
        item = item_type(parameter.type)
        if target is not None and item != UNKNOWN:
            why = Reason(argument.span.line, f"lets {routine} put {describe(item)} into it")
            self._add(_Place(target.root, target.evidence.elements()), Strength.ASSIGNED, item, why)

    def _made_record(self, node: Call | MethodCall | New) -> None:
        record = self._world.record(node.class_name) if isinstance(node, New) else None
        for field, argument in zip(record[1] if record else (), node.arguments, strict=False):
            demand(argument, field.type, f"stores it in the field {field.name}", self)

    def _settle_what_is_only_shown(self) -> list[Fact]:
        """The statements that have to be looked at again for it."""
        found: list[Fact] = []
        for open_ in find_only_shown(self._questions, self._world):
            (open_.element or open_).is_only_shown = True
            if _settle(open_):
                found.extend(self._questions.users.get(id(open_), ()))
        return found

    def _visit_all(self, facts: list[Fact]) -> None:
        for fact in self._questions.facts:
            fact.visits = 0
        for fact in facts:
            self._enqueue(fact)
        while self._queue:
            checkpoint()
            fact = self._queue.popleft()
            self._waiting.discard(id(fact))
            if fact.visits < _MOST_VISITS:
                fact.visits += 1
                self._visit(fact)

    def _visit(self, fact: Fact) -> None:
        self._fact = fact
        fact.is_vague = False
        self._expressions.table = fact.table
        consider(fact.statement, self._expressions.resolve, self)
        for open_ in self._touched.values():
            if _settle(open_):
                for user in self._questions.users.get(id(open_), ()):
                    self._enqueue(user)
        self._touched.clear()

    def _enqueue(self, fact: Fact) -> None:
        if id(fact) not in self._waiting:
            self._waiting.add(id(fact))
            self._queue.append(fact)

    def _add(self, place: _Place, strength: Strength, kind: Type, why: Reason) -> None:
        if kind == UNKNOWN:
            if strength is not Strength.ASSIGNED or self._fact is None:
                return
            self._fact.is_vague = True
            if not self._is_settled:
                return
        place.evidence.add(strength, kind, why)
        self._touch(place.root)

    def _touch(self, open_: Open) -> None:
        self._touched[id(open_)] = open_

    def _place(self, node: Expression) -> _Place | None:
        """The open type that evidence about an expression belongs to."""
        if isinstance(node, Name):
            open_ = self._open(node)
            return None if open_ is None else _Place(open_, open_)
        if isinstance(node, Field):
            attribute = self._world.field_of(node.base.type, node.name)
            open_ = self._questions.by_symbol.get(id(attribute)) if attribute else None
            return None if open_ is None else _Place(open_, open_)
        indexed = flatten(node) if isinstance(node, Index) else None
        open_ = self._open(indexed[0]) if indexed else None
        if indexed is None or open_ is None or len(indexed[1]) != open_.shape.rank:
            return None
        if open_.shape.list_from is not None and open_.shape.rank != 1:
            return None
        return _Place(open_, open_.elements())

    def _open(self, name: Name) -> Open | None:
        symbol = self._expressions.table.lookup(self._world.fold(name.name))
        return None if symbol is None else self._questions.by_symbol.get(id(symbol))


def _settle(open_: Open) -> bool:
    """Let the symbol or routine know its type; whether that is news."""
    found = open_.type or UNKNOWN
    if open_.symbol is not None and open_.symbol.type != found:
        open_.symbol.type = found
        return True
    if open_.routine is not None and open_.routine.result != found:
        open_.routine.result = found
        return True
    return False
