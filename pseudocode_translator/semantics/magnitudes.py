"""Between which values each whole number of a program stays, as far as it is certain.

Every assignment counts, wherever it stands. A counter is one that only small numbers are added
to: it would take hours to count beyond a billion, so that it never gets there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pseudocode_translator.model.deadline import checkpoint
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.library import Library
from pseudocode_translator.model.nodes import (
    ArrayLiteral,
    Binary,
    BinaryOperator,
    Call,
    Character,
    Expression,
    Index,
    InputValue,
    Integer,
    LibraryCall,
    Name,
    Text,
    Unary,
    UnaryOperator,
)
from pseudocode_translator.model.program import (
    For,
    ForEach,
    Program,
    Repeat,
    RepeatTimes,
    Statement,
    Subroutine,
    While,
)
from pseudocode_translator.model.statements import Assign, Declare, DefineConstant, Return
from pseudocode_translator.model.types import INTEGER, ArrayType
from pseudocode_translator.semantics.walk import blocks, every_part, expressions, targets

Interval = tuple[int, int]
"""Lowest and highest value, both included."""
Key = tuple[str, str]
"""Subroutine (empty: the main program) and variable; the result of `f` is ``("f", "")``."""

RING = frozenset({BinaryOperator.ADD, BinaryOperator.SUBTRACT, BinaryOperator.MULTIPLY})
_SMALL = 1000
_NEVER_COUNTED = 1 << 30
_LONGEST = 1 << 30
"""No array and no text has more elements."""
_UNKNOWN = InputValue(Span(1, 1, 1, 1))
_PATIENCE = 6
"""Rounds until what still grows is taken to grow for ever."""
_LIBRARY: dict[Library, Interval] = {
    Library.LENGTH: (0, _LONGEST),
    Library.POSITION: (-1, _LONGEST),
    Library.CODE: (0, 0x10FFFF),
    Library.DAY: (1, 31),
    Library.MONTH: (1, 12),
    Library.YEAR: (1, 9999),
    Library.DAY_INDEX: (1, 7),
}


_Loops = tuple[For, ...] | None


@dataclass(frozen=True, slots=True)
class _Source:
    """A value that gets into a variable."""

    value: Expression
    routine: str
    loops: tuple[For, ...] | None
    """Around it, in a life of the variable; None where it may happen any number of times."""


@dataclass(slots=True)
class Magnitudes:
    """The answer; `of` proves bounds of an expression."""

    bits: int
    bounds: dict[Key, Interval] = field(default_factory=dict)
    local: dict[str, frozenset[str]] = field(default_factory=dict)

    @property
    def everything(self) -> Interval:
        """What an INTEGER can hold at all."""
        return -(1 << (self.bits - 1)), (1 << (self.bits - 1)) - 1

    def fits(self, known: Interval) -> bool:
        """Tell whether no value between two bounds leaves what an INTEGER can hold."""
        low, high = self.everything
        return low <= known[0] and known[1] <= high

    def key(self, routine: str, name: str) -> Key:
        """Tell which variable a name stands for."""
        return (routine if name in self.local.get(routine, ()) else "", name)

    def of(self, node: Expression, routine: str) -> Interval:
        """Prove bounds of an INTEGER; sums and products may exceed what it can hold."""
        spine: list[Binary] = []
        while isinstance(node, Binary):
            spine.append(node)
            node = node.left
        known = self._simple(node, routine)
        for step in reversed(spine):
            if step.operator not in RING and not self.fits(known):
                known = self.everything
            right = self.of(step.right, routine)
            if step.operator not in RING and not self.fits(right):
                right = self.everything
            known = self._combined(step, known, right)
        return known

    def held(self, node: Expression, routine: str) -> Interval:
        """As `of`, of the value once it is stored."""
        known = self.of(node, routine)
        return known if self.fits(known) else self.everything

    def _simple(self, node: Expression, routine: str) -> Interval:
        match node:
            case Integer(value=value):
                return value, value
            case Name(name=name):
                return self.bounds.get(self.key(routine, name), self.everything)
            case Index(base=Name(name=name)):
                return self.bounds.get(self.key(routine, name), self.everything)
            case Call(function=function):
                return self.bounds.get((function, ""), self.everything)
            case Unary(operator=UnaryOperator.NEGATE, operand=operand):
                low, high = self.held(operand, routine)
                return max(-high, self.everything[0]), min(-low, self.everything[1])
            case Unary(operator=UnaryOperator.PLUS, operand=operand):
                return self.held(operand, routine)
            case LibraryCall():
                return self._library(node, routine)
        return self.everything

    def _library(self, call: LibraryCall, routine: str) -> Interval:
        match call.function, call.arguments:
            case Library.LENGTH | Library.CODE, (Text(value=text) | Character(value=text),):
                size = len(text) if call.function is Library.LENGTH else ord(text[:1] or "\0")
                return size, size
            case Library.RANDOM_BETWEEN, (low, high):
                return self.held(low, routine)[0], self.held(high, routine)[1]
        return _LIBRARY.get(call.function, self.everything)

    def _combined(self, node: Binary, left: Interval, right: Interval) -> Interval:
        match node.operator:
            case BinaryOperator.ADD:
                return left[0] + right[0], left[1] + right[1]
            case BinaryOperator.SUBTRACT:
                return left[0] - right[1], left[1] - right[0]
            case BinaryOperator.MULTIPLY:
                corners = [a * b for a in left for b in right]
                return self._capped(min(corners), max(corners))
            case BinaryOperator.DIV_TRUNCATED:
                is_safe = right[0] > 0 or right[1] < 0
                size = max(map(abs, left)) // (min(map(abs, right)) if is_safe else 1)
                return (0 if left[0] >= 0 and right[0] >= 0 else -size), size
            case BinaryOperator.MOD_TRUNCATED:
                size = max(max(map(abs, right)) - 1, 0)
                return (0 if left[0] >= 0 else -size), (0 if left[1] <= 0 else size)
            case BinaryOperator.BITS_AND if left[0] >= 0 or right[0] >= 0:
                return 0, min(side[1] for side in (left, right) if side[0] >= 0)
        return self.everything

    def _capped(self, low: int, high: int) -> Interval:
        """Keep proofs from multiplying giants."""
        most = 1 << (2 * self.bits)
        return max(low, -most), min(high, most)


def find_magnitudes(program: Program) -> Magnitudes:
    """Look at everything that whole numbers of a program get."""
    found = Magnitudes(program.rules.integer_bits or 0)
    for name, routine in program.subroutines.items():
        found.local[name] = frozenset(routine.scope.variables)
    sources = _Collector(program, found).collect()
    found.bounds = dict.fromkeys(sources, (0, 0))
    passes = 0
    while True:
        before = dict(found.bounds)
        for key, each in sources.items():
            checkpoint()
            found.bounds[key] = _joined_bounds(found, key, each)
        grown = [key for key in found.bounds if found.bounds[key] != before[key]]
        if not grown:
            return found
        passes += 1
        if passes >= _PATIENCE:
            # What grows now grows for ever; whatever depends on it is looked at again.
            for key in grown:
                sources[key] = [_Source(_UNKNOWN, "", None)]


def _joined_bounds(found: Magnitudes, key: Key, sources: list[_Source]) -> Interval:
    """The values that a variable starts with, and what is added to it later."""
    plain = [each for each in sources if _added(found, key, each) is None]
    known = [found.held(each.value, each.routine) for each in plain]
    known.append((0, 0))  # What it holds before anything is stored.
    low, high = min(low for low, _ in known), max(high for _, high in known)
    for each in sources:
        added = _added(found, key, each)
        if added is None:
            continue
        step = found.held(added, each.routine)
        if each.value.operator is BinaryOperator.SUBTRACT:  # type: ignore[union-attr]
            step = (-step[1], -step[0])
        if (rounds := _rounds(found, each)) is not None:
            low += rounds * min(step[0], 0)
            high += rounds * max(step[1], 0)
        elif max(map(abs, step)) <= _SMALL:
            low -= _NEVER_COUNTED * (step[0] < 0)
            high += _NEVER_COUNTED * (step[1] > 0)
        else:
            return found.everything
    return (low, high) if found.fits((low, high)) else found.everything


def _rounds(found: Magnitudes, source: _Source) -> int | None:
    """Tell how often something happens at most."""
    if source.loops is None:
        return None
    total = 1
    for loop in source.loops:
        start = found.held(loop.start, source.routine)
        end = found.held(loop.end, source.routine)
        total *= max(end[1] - start[0], start[1] - end[0], -1) + 1
    return total if total < _NEVER_COUNTED else None


def _added(found: Magnitudes, key: Key, source: _Source) -> Expression | None:
    """Give `e` where the source is ``x + e``, ``x - e`` or ``e + x`` of the variable itself."""
    value = source.value
    if not isinstance(value, Binary) or value.operator not in RING:
        return None
    if value.operator is BinaryOperator.MULTIPLY:
        return None
    if _is(found, value.left, key, source.routine):
        return value.right
    if value.operator is BinaryOperator.ADD and _is(found, value.right, key, source.routine):
        return value.left
    return None


def _is(found: Magnitudes, node: Expression, key: Key, routine: str) -> bool:
    return isinstance(node, Name) and found.key(routine, node.name) == key


class _Collector:
    """Finds what gets into every variable."""

    def __init__(self, program: Program, found: Magnitudes) -> None:
        self._program = program
        self._found = found
        self._sources: defaultdict[Key, list[_Source]] = defaultdict(list)
        self._routine = ""

    def collect(self) -> dict[Key, list[_Source]]:
        """Look at the main program and at every subroutine."""
        self._walk(s for s in self._program.body if not isinstance(s, Subroutine))
        for name, routine in self._program.subroutines.items():
            self._routine = name
            self._walk(routine.body)
        return self._sources

    def _walk(self, body: Iterable[Statement]) -> None:
        waiting: list[tuple[Statement, _Loops]] = [(statement, ()) for statement in body]
        while waiting:
            checkpoint()
            statement, loops = waiting.pop()
            self._look(statement, loops)
            if isinstance(statement, For):
                loops = None if loops is None else (*loops, statement)
            elif isinstance(statement, While | Repeat | RepeatTimes | ForEach):
                loops = None
            for block in blocks(statement):
                waiting += [(each, loops) for each in block]

    def _look(self, statement: Statement, loops: _Loops) -> None:
        match statement:
            case Assign(target=target, value=value):
                self._store(target, value, loops)
            case DefineConstant(name=target, value=value):
                self._store(target, value, loops)
            case For(variable=variable, start=start, end=end):
                self._store(variable, start, None)
                self._store(variable, end, None)
            case Return(value=value) if value is not None:
                self._add((self._routine, ""), value, None)
            case Declare(names=names):
                for name in names:
                    self._sources.setdefault(self._found.key(self._routine, name.name), [])
            case _:
                for target in targets(statement):
                    self._store(target, _UNKNOWN, None)
        for expression in expressions(statement):
            for part in every_part(expression):
                if isinstance(part, Call):
                    self._call(part)

    def _call(self, call: Call) -> None:
        routine = self._program.subroutines.get(call.function)
        if routine is None:
            return
        for parameter, argument in zip(routine.parameters, call.arguments, strict=False):
            inside = Name(parameter.span, parameter.name.name, parameter.type)
            self._add((routine.name, inside.name), argument, None)
            is_shared = parameter.by_reference or isinstance(parameter.type, ArrayType)
            if is_shared and (key := self._key(argument)) is not None:
                self._sources[key].append(_Source(inside, routine.name, None))

    def _store(self, target: Expression, value: Expression, loops: _Loops) -> None:
        key = self._key(target)
        if key is not None:
            own = key[0] == self._routine
            self._add(key, value, loops if own else None)

    def _add(self, key: Key, value: Expression, loops: _Loops) -> None:
        self._sources[key] += [_Source(each, self._routine, loops) for each in _values(value)]

    def _key(self, place: Expression) -> Key | None:
        while isinstance(place, Index):
            place = place.base
        return self._found.key(self._routine, place.name) if isinstance(place, Name) else None


def _values(value: Expression) -> Iterator[Expression]:
    """Give the whole numbers that a value holds: itself, or the items of a literal."""
    waiting = [value]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ArrayLiteral):
            waiting += node.items
        elif node.type == INTEGER:
            yield node
        elif isinstance(node.type, ArrayType):
            yield _shared(node)
        else:
            yield _UNKNOWN


def _shared(array: Expression) -> Expression:
    """Stand in for the elements of an array that goes somewhere as a whole."""
    return array if isinstance(array, Name) else _UNKNOWN
