"""Arrays whose first index the author left open: do they count from 0?

``DECLARE A : ARRAY[5] OF INTEGER`` counts from 1 and so does ``A <- [5, 6, 7]``, unless
the program uses index 0.
"""

from __future__ import annotations

from dataclasses import replace

from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.nodes import (
    ArrayLiteral,
    Binary,
    BinaryOperator,
    Expression,
    Integer,
    Name,
)
from pseudocode_translator.model.program import Program, Statement
from pseudocode_translator.model.statements import Assign, Bounds, Declare, DefineRecord
from pseudocode_translator.model.types import ArrayType, Dimension, Type
from pseudocode_translator.semantics.collect import declared_type
from pseudocode_translator.semantics.constants import fold_integer
from pseudocode_translator.semantics.index_uses import IndexUses, Place
from pseudocode_translator.semantics.open_base import Sized, decide_base
from pseudocode_translator.semantics.remarks import Remarks
from pseudocode_translator.semantics.symbols import Symbol, Table, World
from pseudocode_translator.semantics.type_names import TypeResolver
from pseudocode_translator.semantics.walk import every_statement


def decide_first_indexes(
    program: Program, world: World, types: TypeResolver, remarks: Remarks
) -> None:
    """Let arrays that are used with index 0 count from there, unless bounds are written."""
    found = _Undecided(world, types)
    found.collect(program)
    if program.rules.base_is_open:
        decide_base(program, world, found.declares, remarks)
        for declared in found.declares:
            _set_types(declared, world, types)
        return
    if not (found.declares or found.parameters or found.listed):
        return
    uses = IndexUses(world)
    for declared in found.declares:
        for symbol in declared.symbols[1:]:
            uses.join(declared.symbols[0], symbol)
    uses.walk(program)
    for declared in found.declares:
        _decide_declared(declared, uses, world, types, remarks)
    for symbol in found.parameters:
        _decide_parameter(symbol, uses)
    for symbol in found.listed.values():
        _decide_listed(symbol, uses, world, remarks)


class _Undecided:
    """The arrays of a program whose first index nobody wrote."""

    def __init__(self, world: World, types: TypeResolver) -> None:
        self._world = world
        self._types = types
        self.declares: list[Sized] = []
        self.parameters: list[Symbol] = []
        self.listed: dict[int, Symbol] = {}
        """Arrays that get a list of values, and their bounds from it, by their id."""

    def collect(self, program: Program) -> None:
        """Look at every declaration and assignment once."""
        self._body(self._world.main, program.body)
        for owner in self._world.class_nodes.values():
            for member in owner.definition.members:
                if isinstance(member, Declare):
                    self._declare(self._world.main, member, owner.attributes)
        for routine in self._world.definitions.values():
            self.parameters.extend(p for p in routine.parameters if _has_length(p))
            self._body(routine.table, routine.definition.body)

    def _body(self, table: Table, body: tuple[Statement, ...]) -> None:
        for statement in every_statement(body):
            match statement:
                case Declare():
                    self._declare(table, statement, table.symbols)
                case DefineRecord():
                    members = self._world.records.get(self._world.fold(statement.name), {})
                    for member in statement.fields:
                        if isinstance(member, Declare):
                            self._declare(self._world.main, member, members)
                case Assign(target=Name() as name, value=ArrayLiteral()):
                    self._assigned(table.lookup(self._world.fold(name.name)))
                case _:
                    pass

    def _declare(self, table: Table, declare: Declare, symbols: dict[str, Symbol]) -> None:
        bounds = self._types.bounds(declare)
        if any(pair.is_length for pair in bounds):
            keys = (self._world.fold(name.name) for name in declare.names)
            named = tuple(symbols[key] for key in keys if key in symbols)
            if named and isinstance(named[0].type, ArrayType):
                self.declares.append(Sized(declare, bounds, table, named))

    def _assigned(self, symbol: Symbol | None) -> None:
        if symbol is None:
            return
        kind = symbol.type
        if self._world.rules.first_element == 0:
            return  # It counts from 0 without being asked.
        if not symbol.declared or (isinstance(kind, ArrayType) and not kind.dimensions):
            self.listed[id(symbol)] = symbol


def _decide_declared(
    declared: Sized, uses: IndexUses, world: World, types: TypeResolver, remarks: Remarks
) -> None:
    places = uses.places(declared.symbols[0])
    bounds = list(declared.bounds)
    line = 0
    for number, (pair, place) in enumerate(zip(declared.bounds, places, strict=False)):
        if pair.is_length and place.zero_line:
            line = line or place.zero_line
            count = fold_integer(world, declared.table, pair.upper)
            bounds[number] = _from_zero(pair, place, count)
    if not line:
        return
    world.bounds[id(declared.declare)] = tuple(bounds)
    kind = _set_types(declared, world, types)
    symbol = declared.symbols[0]
    _tell(symbol.name, f"{symbol.name} has bounds {_shown(kind)}", symbol.span, line, remarks)


def _set_types(declared: Sized, world: World, types: TypeResolver) -> Type:
    """Give the variables the bounds that were decided on."""
    kind = declared_type(world, types, declared.table, declared.declare)
    for symbol in declared.symbols:
        symbol.type = kind
    return kind


def _from_zero(pair: Bounds, place: Place, count: int | None) -> Bounds:
    """All elements that may be used: one more than written, if both 0 and the length are."""
    lower = Integer(pair.lower.span, 0)
    if _has_one_more(place, count):
        return Bounds(lower, pair.upper)
    one = Integer(pair.upper.span, 1)
    upper: Expression = Binary(pair.upper.span, BinaryOperator.SUBTRACT, pair.upper, one)
    if isinstance(pair.upper, Integer):
        upper = replace(pair.upper, value=pair.upper.value - 1)
    return Bounds(lower, upper)


def _has_one_more(place: Place, count: int | None) -> bool:
    if not place.is_sure or count is None:
        return True
    return place.highest is not None and place.highest >= count


def _decide_parameter(symbol: Symbol, uses: IndexUses) -> None:
    if not isinstance(symbol.type, ArrayType):
        return
    dimensions = list(symbol.type.dimensions)
    for number, place in enumerate(uses.places(symbol)[: len(dimensions)]):
        known = dimensions[number]
        if known.is_length and place.zero_line:
            upper = known.upper
            if upper is not None and not _has_one_more(place, upper):
                upper -= 1
            dimensions[number] = Dimension(0, upper)
    symbol.type = ArrayType(symbol.type.element, tuple(dimensions))


def _decide_listed(symbol: Symbol, uses: IndexUses, world: World, remarks: Remarks) -> None:
    places = uses.places(symbol)
    line = next((place.zero_line for place in places if place.zero_line), 0)
    if line:
        first = world.rules.first_element
        symbol.first_indexes = tuple(0 if place.zero_line else first for place in places)
        what = f"the first value of {symbol.name} has index 0"
        _tell(symbol.name, what, symbol.span, line, remarks)


def _tell(name: str, what: str, span: Span, line: int, remarks: Remarks) -> None:
    fix = f"declare {name} with both bounds, as in ARRAY[1:10], if that is not meant"
    remarks.add("PS516", span, f"{what}, because line {line} uses index 0", fix=fix)


def _shown(kind: Type) -> str:
    if not isinstance(kind, ArrayType):
        return ""
    return ", ".join(
        f"{dimension.lower} to {'its length' if dimension.upper is None else dimension.upper}"
        for dimension in kind.dimensions
    )


def _has_length(symbol: Symbol) -> bool:
    kind = symbol.type
    return isinstance(kind, ArrayType) and any(d.is_length for d in kind.dimensions)
