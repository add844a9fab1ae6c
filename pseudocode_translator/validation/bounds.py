"""Indexes: of something that has elements, as many as needed, inside constant bounds."""

from __future__ import annotations

from collections.abc import Iterator

from pseudocode_translator.model.codes import diagnose
from pseudocode_translator.model.diagnostics import Diagnostic
from pseudocode_translator.model.nodes import (
    Expression,
    Index,
    Integer,
    Unary,
    UnaryOperator,
)
from pseudocode_translator.model.types import ArrayType, Dimension
from pseudocode_translator.semantics.typing import describe, index_type, is_text
from pseudocode_translator.validation.units import Unit


def check_indexes(unit: Unit) -> Iterator[Diagnostic]:
    """All remarks about indexes in one unit."""
    for part in unit.expressions():
        if isinstance(part, Index):
            yield from _check_index(part)


def _check_index(node: Index) -> Iterator[Diagnostic]:
    base = node.base.type
    if index_type(base, len(node.indexes)) is None:
        yield (
            _wrong_count(node)
            if isinstance(base, ArrayType) or is_text(base)
            else diagnose(
                "PS310",
                node.span,
                f"this is {describe(base)}, which has no elements",
                fix="declare it as an ARRAY",
            )
        )
    elif isinstance(base, ArrayType):
        for index, dimension in zip(node.indexes, base.dimensions, strict=False):
            yield from _check_bounds(index, dimension)


def _wrong_count(node: Index) -> Diagnostic:
    base = node.base.type
    dimensions = len(base.dimensions) if isinstance(base, ArrayType) else 1
    needed = "1 index" if dimensions == 1 else f"{dimensions} indexes"
    return diagnose("PS308", node.span, f"this takes {needed}, but is given {len(node.indexes)}")


def _check_bounds(index: Expression, dimension: Dimension) -> Iterator[Diagnostic]:
    value = constant(index)
    if value is None or dimension.lower is None or dimension.upper is None:
        return
    if not dimension.lower <= value <= dimension.upper:
        yield diagnose(
            "PS307",
            index.span,
            f"index {value} is outside the bounds {dimension.lower} to {dimension.upper}",
        )


def constant(node: Expression) -> int | None:
    """The value of a whole number with or without a sign; None for anything else."""
    if isinstance(node, Integer):
        return node.value
    if isinstance(node, Unary) and isinstance(node.operand, Integer):
        if node.operator is UnaryOperator.NEGATE:
            return -node.operand.value
        if node.operator is UnaryOperator.PLUS:
            return node.operand.value
    return None
