"""How each array is kept: as a plain list where that is proven safe, else as an `Array`.

Arrays that are assigned to each other, or passed as arguments, must be kept alike;
they form groups. A group may be plain lists if its indexes start at 0, 1 or 2 and no
index is ever below that: Python itself refuses those above, but would take an index
of -1 for the last element.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pseudocode_translator.generation import tree
from pseudocode_translator.generation.context import Storage
from pseudocode_translator.generation.copies import sizes_differ
from pseudocode_translator.generation.ranges import Ranges
from pseudocode_translator.generation.substrings import is_last_position
from pseudocode_translator.generation.usage import ATTRIBUTES, Routine, Usage, key_in
from pseudocode_translator.model import nodes, statements
from pseudocode_translator.model.deadline import checked
from pseudocode_translator.model.library import HOLDERS, Library
from pseudocode_translator.model.nodes import Expression
from pseudocode_translator.model.program import DefineClass, ForEach, Statement
from pseudocode_translator.model.types import ArrayType, Type
from pseudocode_translator.semantics.classes import record_fields

Place = tuple[object, ...]
"""Something that holds an array: a variable, a field, a result, an element, a literal."""

_PLAIN_BASES = ({0}, {1}, {2})
"""First indexes of plain lists; more unused elements in front would be odd."""

_ANYWHERE: Place = ("anywhere",)
"""What pointers point to and what nothing is known about."""


class Storages:
    """The storage of every array of a program."""

    def __init__(self, usage: Usage, ranges: Ranges) -> None:
        self._usage = usage
        self._leaders: dict[Place, Place] = {}
        self._bases: dict[Place, set[int]] = {}
        self._lowest: dict[Place, int] = {}
        self._checked: set[Place] = {_ANYWHERE}
        """Places whose indexes must be checked, or that are used as a whole."""
        self._growing: set[Place] = set()
        self._resized: set[Place] = set()
        self._found: dict[Place, Storage] = {}
        if any(_has_arrays(usage)):
            walk = _StorageWalk(self, usage, ranges)
            for routine in usage.routines.values():
                walk.run(routine)
            self._decide()

    def of(self, expression: Expression, routine: Routine) -> Storage:
        """How the array that an expression yields is kept."""
        return self.at(self.place(expression, routine))

    def at(self, place: Place) -> Storage:
        """How the array of a place is kept."""
        return self._found.get(self.leader(place), Storage.ARRAY)

    def place(self, expression: Expression, routine: Routine) -> Place:
        """Where the array that an expression yields is held."""
        match expression:
            case nodes.Name():
                key = key_in(routine, expression.name)
                return ("field", key[1]) if key[0] == ATTRIBUTES else ("variable", *key)
            case nodes.Field():
                return ("field", expression.name)
            case nodes.Index():
                return ("element", *self.place(expression.base, routine))
            case nodes.Call() | nodes.MethodCall():
                callees = self._usage.callees(routine.key, expression)
                return ("result", callees[0]) if callees else _ANYWHERE
            case nodes.ArrayLiteral():
                return ("literal", id(expression))
        return _ANYWHERE

    def leader(self, place: Place) -> Place:
        """The place that stands for all that are kept alike."""
        path = []
        while (above := self._leaders.get(place, place)) != place:
            path.append(place)
            place = above
        for passed in path:
            self._leaders[passed] = place
        return place

    def join(self, first: Place, second: Place) -> None:
        """Both are kept alike."""
        self._leaders[self.leader(first)] = self.leader(second)

    def check(self, place: Place) -> None:
        """The place cannot be a plain list."""
        self._checked.add(place)

    def created(self, place: Place, kind: Type) -> None:
        """An array of this type comes into being, or is expected, at a place."""
        while isinstance(kind, ArrayType):
            for dimension in kind.dimensions:
                if dimension.lower is None:
                    self.check(place)
                else:
                    self._bases.setdefault(place, set()).add(dimension.lower)
            place, kind = ("element", *place), kind.element
            # Arrays in arrays are made by `Array` itself.
            self.check(place)

    def grows(self, place: Place) -> None:
        """The array of the place was never declared."""
        self._growing.add(place)

    def resized(self, place: Place) -> None:
        """The array of the place is a list that grows and shrinks at its ends or inside."""
        self._resized.add(place)

    def indexed(self, place: Place, lowest: int | None) -> None:
        """An element is used whose indexes are all proven to be `lowest` or more."""
        if lowest is None:
            self.check(place)
        else:
            self._lowest[place] = min(lowest, self._lowest.get(place, lowest))

    def _decide(self) -> None:
        bases: dict[Place, set[int]] = {}
        for place, found in self._bases.items():
            bases.setdefault(self.leader(place), set()).update(found)
        plain = {p for p, found in bases.items() if found in _PLAIN_BASES}
        plain -= {self.leader(place) for place in self._checked}
        for place, lowest in self._lowest.items():
            leader = self.leader(place)
            if leader in plain and lowest < min(bases[leader]):
                plain.discard(leader)
        growing = {self.leader(place) for place in self._growing}
        growing -= {self.leader(place) for place in self._resized}
        self._found.update(dict.fromkeys(plain - growing, Storage.LIST))
        self._found.update(dict.fromkeys(growing, Storage.GROWING))


def _is_open(kind: ArrayType) -> bool:
    """Some bound is not known; what was inferred for an undeclared array is exact."""
    return not kind.dimensions or any(d.lower is None or d.upper is None for d in kind.dimensions)


def _has_arrays(usage: Usage) -> Iterator[bool]:
    for routine in usage.routines.values():
        for variable in routine.scope.variables.values():
            yield isinstance(variable.type, ArrayType)
    for definition in usage.program.types.values():
        if isinstance(definition, statements.DefineRecord):
            yield from (isinstance(p, statements.Declare) for p in definition.fields)
        elif isinstance(definition, DefineClass):
            yield True


class _StorageWalk:
    """Feeds the facts of all routines into `Storages`."""

    def __init__(self, storages: Storages, usage: Usage, ranges: Ranges) -> None:
        self._storages = storages
        self._usage = usage
        self._ranges = ranges
        self._routine = next(iter(usage.routines.values()))
        self._only_measured: set[int] = set()
        """Ids of rows of which nothing but the length is asked, which a list knows, too."""
        self._records = {
            name: definition
            for name, definition in usage.program.types.items()
            if isinstance(definition, statements.DefineRecord)
        }
        for definition in usage.program.types.values():
            self._type(definition)

    def run(self, routine: Routine) -> None:
        self._routine = routine
        for name, variable in routine.scope.variables.items():
            place: Place = ("variable", routine.key, name)
            self._storages.created(place, variable.type)
            is_open = isinstance(variable.type, ArrayType) and _is_open(variable.type)
            if is_open and not variable.declared and not self._is_whole(name):
                self._storages.grows(place)
            if (routine.key, name) in self._usage.pointed:
                self._storages.check(place)
        if routine.subroutine is not None and routine.subroutine.result is not None:
            self._storages.created(("result", routine.key), routine.subroutine.result)
        self._block(routine.body)

    def _type(self, definition: object) -> None:
        if isinstance(definition, statements.DefineRecord):
            parts = [p for p in definition.fields if isinstance(p, statements.Declare)]
        elif isinstance(definition, DefineClass):
            parts = list(tree.attributes(definition))
        else:
            return
        for declare in parts:
            for name in declare.names:
                self._storages.created(("field", name.name), declare.type)

    def _block(self, body: tree.Body) -> None:
        for statement in checked(body):
            self._header(statement)
            self._ranges.enter(statement, self._routine)
            for block in tree.blocks(statement):
                self._block(block)
            self._ranges.leave(statement, self._routine)

    def _header(self, statement: Statement) -> None:
        for expression in (*tree.sources(statement), *tree.targets(statement)):
            for part in tree.every_part(expression):
                self._part(part)
        match statement:
            case statements.Assign():
                self._flow(statement.value, self._place(statement.target))
                self._measure_against(statement.value, statement.target.type)
            case statements.Return(value=value) if value is not None:
                self._flow(value, ("result", self._routine.key))
            case statements.CallStatement():
                pass
            case statements.Declare():
                self._without_bounds(statement)
            case ForEach(items=items):
                self._measured(items)
            case _:
                for expression in (*tree.sources(statement), *tree.targets(statement)):
                    self._whole(expression)

    def _place(self, expression: Expression) -> Place:
        return self._storages.place(expression, self._routine)

    def _without_bounds(self, declare: statements.Declare) -> None:
        """What is declared without bounds grows unless all its elements are known."""
        kind = declare.type
        if not declare.bounds and isinstance(kind, ArrayType) and _is_open(kind):
            for name in declare.names:
                if not self._is_whole(name.name):
                    self._storages.grows(self._place(name))

    def _is_whole(self, name: str) -> bool:
        """The variable gets another array as its value."""
        routine = self._routine.key
        return (routine, name) in self._usage.uses[routine].assigned

    def _flow(self, value: Expression, place: Place) -> None:
        """An array value gets to a place."""
        if isinstance(value.type, ArrayType):
            source = self._place(value)
            depth: Type = value.type
            while isinstance(depth, ArrayType):
                self._storages.join(source, place)
                source, place, depth = ("element", *source), ("element", *place), depth.element

    def _measure_against(self, value: Expression, kind: Type) -> None:
        """An array can only be assigned to one of its size; a list would just be replaced."""
        if isinstance(kind, ArrayType) and isinstance(value.type, ArrayType):
            is_literal = isinstance(value, nodes.ArrayLiteral)
            if sizes_differ(kind, value.type) and not is_literal:
                self._storages.check(self._place(value))

    def _whole(self, expression: Expression) -> None:
        if isinstance(expression.type, ArrayType):
            self._storages.check(self._place(expression))

    def _measured(self, array: Expression) -> None:
        """The number of elements counts; a list must be known to have an unused one."""
        kind = array.type
        if isinstance(kind, ArrayType) and (
            not kind.dimensions or kind.dimensions[0].lower is None
        ):
            self._storages.check(self._place(array))

    def _part(self, part: Expression) -> None:
        match part:
            case nodes.Index() if isinstance(part.base.type, ArrayType):
                self._index(part, part.base.type)
            case nodes.New(class_name=name) if name in self._records:
                self._record(part, self._records[name])
            case nodes.Call() | nodes.MethodCall() | nodes.New():
                self._arguments(part)
            case nodes.LibraryCall(function=Library.LENGTH, arguments=(array, *_)):
                self._measured(array)
                if isinstance(array, nodes.Index) and _counts_from_zero(array.type):
                    self._only_measured.add(id(array))
            case nodes.LibraryCall(function=function, arguments=(holder, *rest)) if (
                function in HOLDERS and isinstance(holder.type, ArrayType)
            ):
                self._held(function, holder, rest)
            case nodes.ArrayLiteral():
                self._storages.created(self._place(part), part.type)
                for item in part.items:
                    self._flow(item, ("element", *self._place(part)))
            case (
                nodes.Binary()
                | nodes.Index()
                | nodes.LibraryCall()
                | nodes.AddressOf()
                | nodes.DictionaryLiteral()
            ):
                for inner in tree.parts(part):
                    self._whole(inner)

    def _held(self, function: Library, holder: Expression, rest: Sequence[Expression]) -> None:
        """A list grows or shrinks: it is a list of Python's, and never a table."""
        place = self._place(holder)
        self._storages.resized(place)
        for value in rest:
            self._whole(value)
        dimensions = holder.type.dimensions if isinstance(holder.type, ArrayType) else ()
        lower = dimensions[0].lower if dimensions else None
        if function is Library.LIST_REMOVE_AT:
            self._storages.indexed(place, self._ranges.of(rest[0], self._routine)[0])
        elif function is Library.LIST_INSERT:
            # Python puts what is inserted too far behind at the end, without a word.
            if self._ranges.of(rest[0], self._routine) != (lower, lower):
                self._storages.check(place)
        elif function is not Library.LIST_APPEND and lower != 0:
            # Python would take the unused element in front for an item.
            self._storages.check(place)

    def _index(self, part: nodes.Index, kind: ArrayType) -> None:
        place = self._place(part.base)
        is_row = kind.dimensions and len(kind.dimensions) != len(part.indexes)
        if is_row and id(part) not in self._only_measured:
            self._storages.check(place)
        # An empty list has no element at -1 either.
        is_last = _counts_from_zero(kind) and is_last_position(part.base, part.indexes[0], 0)
        for index in part.indexes[1:] if is_last else part.indexes:
            self._storages.indexed(place, self._ranges.of(index, self._routine)[0])

    def _record(self, part: nodes.New, record: statements.DefineRecord) -> None:
        for (name, kind), argument in zip(record_fields(record), part.arguments, strict=False):
            self._flow(argument, ("field", name))
            self._measure_against(argument, kind)
            if not isinstance(kind, ArrayType):
                self._whole(argument)

    def _arguments(self, part: nodes.Call | nodes.MethodCall | nodes.New) -> None:
        callees = self._usage.callees(self._routine.key, part)
        for callee in callees:
            for parameter, argument in zip(
                self._usage.routines[callee].parameters, part.arguments, strict=False
            ):
                place: Place = ("variable", callee, parameter.name.name)
                self._flow(argument, place)
                if not isinstance(parameter.type, ArrayType):
                    self._whole(argument)
        for callee in callees[1:]:
            self._storages.join(("result", callee), ("result", callees[0]))
        if not callees:
            for argument in part.arguments:
                self._whole(argument)


def _counts_from_zero(kind: Type) -> bool:
    return isinstance(kind, ArrayType) and all(d.lower == 0 for d in kind.dimensions)
