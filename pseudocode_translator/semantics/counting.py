"""Loops that count up or down, where their bounds tell which."""

from __future__ import annotations

from dataclasses import replace

from pseudocode_translator.model.nodes import Expression, Integer, Unary, UnaryOperator
from pseudocode_translator.model.program import For
from pseudocode_translator.model.types import INTEGER
from pseudocode_translator.semantics.constants import fold_integer
from pseudocode_translator.semantics.symbols import Table, World


def with_known_way(world: World, table: Table, loop: For) -> For:
    """Give a loop that counts either way its step, if its bounds are known."""
    if not loop.either_way:
        return loop
    start, end = fold_integer(world, table, loop.start), fold_integer(world, table, loop.end)
    size = 1 if loop.step is None else fold_integer(world, table, loop.step)
    if start is None or end is None or not size:
        return loop
    step = abs(size) if start <= end else -abs(size)
    return replace(loop, step=_written(step, loop.step or loop.end), either_way=False)


def _written(step: int, place: Expression) -> Expression | None:
    if step == 1:
        return None
    number = Integer(place.span, abs(step))
    return number if step > 0 else Unary(place.span, UnaryOperator.NEGATE, number, INTEGER)
