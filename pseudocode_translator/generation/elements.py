"""The elements of an array alone: a plain list may have an unused one in front."""

from __future__ import annotations

import ast

from pseudocode_translator.generation import python_syntax as py
from pseudocode_translator.generation.context import Storage
from pseudocode_translator.generation.evaluation import Evaluator
from pseudocode_translator.model.nodes import ArrayLiteral, Expression
from pseudocode_translator.model.types import ArrayType


def elements_of(node: Expression, evaluator: Evaluator) -> ast.expr:
    """Build what a loop over an array or a string goes through."""
    if isinstance(node, ArrayLiteral):
        # Nobody asks for its indexes.
        return ast.List([evaluator.value(item) for item in node.items], ast.Load())
    value = evaluator.value(node)
    if not isinstance(node.type, ArrayType):
        return value
    if evaluator.context.storage_of(node) is Storage.GROWING:
        return py.method_call(value, "values")
    unused = unused_elements(node, evaluator)
    return py.slice_of(value, py.number(unused), None) if unused else value


def unused_elements(node: Expression, evaluator: Evaluator) -> int:
    """Count the elements in front of the author's first index."""
    kind = node.type
    if not isinstance(kind, ArrayType) or not kind.dimensions:
        return 0
    if evaluator.context.storage_of(node) is not Storage.LIST:
        return 0
    return kind.dimensions[0].lower or 0
