"""Do arrays and strings count from 0 or from 1, where a setting outside the text decides?

One answer holds for the whole program, as the setting does. Index 0 shows that the program
counts from 0; an index as large as the array shows that it counts from 1. Without either
sign it is 1, which is what most settings have.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.nodes import Binary, BinaryOperator, Expression, Integer
from pseudocode_translator.model.program import Program
from pseudocode_translator.model.statements import Bounds, Declare
from pseudocode_translator.semantics.constants import fold_integer
from pseudocode_translator.semantics.index_uses import IndexUses, Place
from pseudocode_translator.semantics.remarks import Remarks
from pseudocode_translator.semantics.symbols import Symbol, Table, World

_SPAN = Span(1, 1, 1, 1)


@dataclass(frozen=True, slots=True)
class Sized:
    """A declaration with a number of elements, and the names that it declares."""

    declare: Declare
    bounds: tuple[Bounds, ...]
    table: Table
    symbols: tuple[Symbol, ...]


def decide_base(
    program: Program, world: World, declared: Sequence[Sized], remarks: Remarks
) -> None:
    """Settle from where the program counts, in its rules and in the bounds of its arrays."""
    uses = IndexUses(world)
    for each in declared:
        for symbol in each.symbols[1:]:
            uses.join(each.symbols[0], symbol)
    uses.walk(program)
    ends = list(_reached_ends(declared, uses, world))
    zero = _first_zero(uses)
    base = 0 if zero is not None and (zero.is_sure or not ends) else 1
    world.rules = replace(world.rules, base_is_open=False, first_element=base, first_character=base)
    for each in declared:
        world.bounds[id(each.declare)] = _bounds(each, uses, world, base)
    _tell(declared, uses, base, zero, ends, remarks)


def _first_zero(uses: IndexUses) -> Place | None:
    """The first place with index 0; one that is sure comes before one that is not."""
    found = [place for place in uses.every_place() if place.zero_line]
    return min(found, key=lambda place: (not place.is_sure, place.zero_line), default=None)


@dataclass(frozen=True, slots=True)
class _End:
    """An array that is used up to the index that its length has."""

    name: str
    length: int
    line: int


def _reached_ends(declared: Iterable[Sized], uses: IndexUses, world: World) -> Iterator[_End]:
    for each in declared:
        places = uses.places(each.symbols[0])
        for pair, place in zip(each.bounds, places, strict=False):
            length = fold_integer(world, each.table, pair.upper)
            if length is not None and place.highest is not None and place.highest >= length:
                yield _End(each.symbols[0].name, length, place.highest_line)


def _bounds(declared: Sized, uses: IndexUses, world: World, base: int) -> tuple[Bounds, ...]:
    """From 0 the last index is one less, unless the program uses it all the same."""
    if base == 1:
        return tuple(Bounds(pair.lower, pair.upper) for pair in declared.bounds)
    places = uses.places(declared.symbols[0])
    bounds = []
    for number, pair in enumerate(declared.bounds):
        length = fold_integer(world, declared.table, pair.upper)
        highest = places[number].highest if number < len(places) else None
        is_reached = length is not None and highest is not None and highest >= length
        upper = pair.upper if is_reached else _less_one(pair.upper)
        bounds.append(Bounds(Integer(pair.lower.span, 0), upper))
    return tuple(bounds)


def _less_one(value: Expression) -> Expression:
    if isinstance(value, Integer):
        return replace(value, value=value.value - 1)
    return Binary(value.span, BinaryOperator.SUBTRACT, value, Integer(value.span, 1))


def _tell(
    declared: Sequence[Sized],
    uses: IndexUses,
    base: int,
    zero: Place | None,
    ends: Sequence[_End],
    remarks: Remarks,
) -> None:
    counted = "arrays and positions in texts are counted from"
    span = _where(declared, uses)
    if span is None:
        return
    if base == 0 and zero is not None:
        remarks.add("PS523", span, f"{counted} 0, because line {zero.zero_line} uses index 0")
    elif ends:
        why = f"{ends[0].name} has {ends[0].length} elements and line {ends[0].line} uses the last"
        remarks.add("PS523", span, f"{counted} 1, because {why}")
    else:
        remarks.add("PS523", span, f"{counted} 1, because no line uses index 0")
    if zero is not None and ends:
        end = ends[0]
        remarks.add(
            "PS524",
            Span(end.line, 1, end.line, 1),
            f"line {zero.zero_line} uses index 0, but this line uses index {end.length} of "
            f"{end.name}, which has {end.length} elements; counted from {base}",
            fix=f"make {end.name} larger, or count from one number everywhere",
        )


def _where(declared: Sequence[Sized], uses: IndexUses) -> Span | None:
    """The first place that depends on the answer."""
    if declared:
        return declared[0].symbols[0].span
    return uses.first_position
