"""Arrays and records are values: where Python would share one, it is copied."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from pseudocode_translator.generation import python_syntax as py
from pseudocode_translator.generation.categories import is_array, is_category
from pseudocode_translator.generation.context import Storage
from pseudocode_translator.generation.evaluation import Evaluator
from pseudocode_translator.model.nodes import (
    ArrayLiteral,
    Dereference,
    Expression,
    Field,
    Index,
    Name,
)
from pseudocode_translator.model.program import Program
from pseudocode_translator.model.statements import Declare, DefineRecord
from pseudocode_translator.model.types import ArrayType, Category, Dimension, NamedType, Type
from pseudocode_translator.semantics.typing import is_set


def copied_value(node: Expression, evaluator: Evaluator) -> ast.expr:
    """Build a value that shares no array and no record with a variable.

    Only variables and their parts are copied: what an operation or a call yields is
    new, and scalars, objects and pointers are never copied.
    """
    value = evaluator.value(node)
    if not isinstance(node, Name | Index | Field | Dereference):
        return value
    program = evaluator.context.program
    if not is_copied(node.type, program):
        return value
    if is_set(node.type):
        return py.method_call(value, "copy")
    parts = list(_parts(node.type, program))
    if any(is_copied(part, program) for part in parts):
        return _deep_copy(node.type, value, evaluator)
    if not isinstance(node.type, ArrayType):
        return py.call(py.name(evaluator.context.require_import("copy", "copy")), value)
    storage = evaluator.context.storage_of(node)
    if storage is Storage.GROWING:
        return py.call(py.name(evaluator.context.require("GrowingArray")), value)
    if storage is Storage.LIST and len(node.type.dimensions) > 1:
        return _copy_of_rows(value, len(node.type.dimensions))
    if storage is Storage.ARRAY:
        evaluator.context.require("Array.copy")
    return py.method_call(value, "copy")


def placed_value(
    node: Expression, kind: Type, evaluator: Evaluator, *, is_sized: bool
) -> ast.expr | None:
    """Build an array value for a place whose bounds are others; None where they are not.

    The place keeps its own bounds: an array from 1 to 3 becomes one from 0 to 2.

    Args:
        node: The value.
        kind: The type of the place.
        evaluator: Builds the value.
        is_sized: The place takes only as many elements as it has, as a variable does; a
            parameter or result takes any number, and only the first index is its own.
    """
    if not isinstance(kind, ArrayType) or not isinstance(node.type, ArrayType):
        return None
    if evaluator.context.storage_of(node) is not Storage.ARRAY:
        return None
    is_checked = is_sized and sizes_differ(kind, node.type) and not isinstance(node, ArrayLiteral)
    if not is_checked and not first_indexes_differ(kind, node.type):
        return None
    value = evaluator.value(node)
    if is_copied(kind.element, evaluator.context.program):
        value = copied_value(node, evaluator)
    lows = [py.number(d.lower) for d in kind.dimensions if d.lower is not None]
    if len(lows) == 1 and not is_checked:
        return py.call(py.name(evaluator.context.require("Array")), lows[0], value)
    sizes = [dimension_size(d) if is_checked else None for d in kind.dimensions]
    bounds = [
        ast.Tuple([low, py.none() if size is None else py.number(size)], ast.Load())
        for low, size in zip(lows, sizes, strict=True)
    ]
    return py.call(py.name(evaluator.context.require("with_bounds")), value, *bounds)


def first_indexes_differ(one: ArrayType, other: ArrayType) -> bool:
    """Tell whether two arrays are known to count from different first indexes."""
    return _have_bounds(one, other) and any(
        a.lower != b.lower for a, b in zip(one.dimensions, other.dimensions, strict=True)
    )


def sizes_differ(one: ArrayType, other: ArrayType) -> bool:
    """Tell whether two arrays are known to have different numbers of elements."""
    return _have_bounds(one, other) and any(
        None not in (sizes := (dimension_size(a), dimension_size(b))) and sizes[0] != sizes[1]
        for a, b in zip(one.dimensions, other.dimensions, strict=True)
    )


def dimension_size(dimension: Dimension) -> int | None:
    """Count the indexes of a dimension, if its bounds are known."""
    if dimension.lower is None or dimension.upper is None:
        return None
    return dimension.upper - dimension.lower + 1


def _have_bounds(one: ArrayType, other: ArrayType) -> bool:
    dimensions = (*one.dimensions, *other.dimensions)
    return len(one.dimensions) == len(other.dimensions) and all(
        dimension.lower is not None for dimension in dimensions
    )


def is_copied(kind: Type, program: Program) -> bool:
    """Tell whether values of a type are copied when they are assigned."""
    if is_array(kind):
        return program.rules.arrays_are_values
    if is_category(kind, Category.RECORD):
        return program.rules.records_are_values
    return is_set(kind)


def _parts(kind: Type, program: Program) -> Iterable[Type]:
    """The types of the elements of an array, or of the fields of a record."""
    if isinstance(kind, ArrayType):
        yield kind.element
    elif isinstance(kind, NamedType):
        definition = program.types.get(kind.name)
        if isinstance(definition, DefineRecord):
            yield from (f.type for f in definition.fields if isinstance(f, Declare))


def _deep_copy(kind: Type, value: ast.expr, evaluator: Evaluator) -> ast.expr:
    """Build a copy down to the innermost array or record, but never of an object."""
    if _holds_objects(kind, evaluator.context.program, set()):
        return py.call(py.name(evaluator.context.require("copied")), value)
    evaluator.context.require("Ref.__deepcopy__")
    return py.call(py.name(evaluator.context.require_import("copy", "deepcopy")), value)


def _holds_objects(kind: Type, program: Program, seen: set[str]) -> bool:
    if isinstance(kind, NamedType):
        if kind.category is Category.CLASS:
            return True
        if kind.name in seen:
            return False
        seen.add(kind.name)
    return any(_holds_objects(part, program, seen) for part in _parts(kind, program))


def _copy_of_rows(value: ast.expr, dimensions: int) -> ast.expr:
    """Build ``[row.copy() for row in grid]``, once more around for each dimension."""
    row = py.name("row")
    copy = py.method_call(row, "copy") if dimensions == 2 else _copy_of_rows(row, dimensions - 1)
    loop = ast.comprehension(ast.Name("row", ast.Store()), value, [], 0)
    return ast.ListComp(copy, [loop])
