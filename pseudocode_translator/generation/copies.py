"""Arrays and records are values: where Python would share one, it is copied."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from pseudocode_translator.generation import python_syntax as py
from pseudocode_translator.generation.categories import is_array, is_category, is_set
from pseudocode_translator.generation.context import Storage
from pseudocode_translator.generation.evaluation import Evaluator
from pseudocode_translator.model.nodes import Dereference, Expression, Field, Index, Name
from pseudocode_translator.model.program import Program
from pseudocode_translator.model.statements import Declare, DefineRecord
from pseudocode_translator.model.types import ArrayType, Category, NamedType, Type


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
    return py.method_call(value, "copy")


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
