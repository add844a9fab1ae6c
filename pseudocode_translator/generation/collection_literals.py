"""Array and set literals."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from pseudocode_translator.generation import python_syntax as py
from pseudocode_translator.generation.context import Storage
from pseudocode_translator.generation.evaluation import Evaluator
from pseudocode_translator.generation.initial_values import initial_value
from pseudocode_translator.model.nodes import ArrayLiteral, DictionaryLiteral, SetLiteral
from pseudocode_translator.model.types import UNKNOWN, ArrayType, Type


def array_literal(node: ArrayLiteral, evaluator: Evaluator) -> ast.expr:
    """Build an array that holds the items."""
    if node.type == UNKNOWN:
        items = [evaluator.value(item) for item in node.items]
        helper = py.name(evaluator.context.require("ArrayView"))
        return py.call(helper, ast.List(items, ast.Load()), py.number(node.lower))
    match evaluator.context.storage_of(node):
        case Storage.LIST:
            return _list(node, _element(node), evaluator)
        case Storage.ARRAY:
            return _array(node, evaluator)
        case Storage.GROWING:
            return _growing(node, evaluator)


def set_literal(node: SetLiteral, evaluator: Evaluator) -> ast.expr:
    """Build a set; equal literals are written once (B033)."""
    members: dict[str, ast.expr] = {}
    for item in node.items:
        member = evaluator.value(item)
        key = repr(member.value) if isinstance(member, ast.Constant) else f"#{len(members)}"
        members.setdefault(key, member)
    if not members:
        return py.call(py.name("set"))
    return ast.Set(list(members.values()))


def dictionary_literal(node: DictionaryLiteral, evaluator: Evaluator) -> ast.expr:
    """Build a dictionary."""
    keys: list[ast.expr | None] = [evaluator.value(key) for key in node.keys]
    return ast.Dict(keys, [evaluator.copied(value) for value in node.values])


def _list(node: ArrayLiteral, element: Type, evaluator: Evaluator) -> ast.expr:
    """Build a list; unused places in front keep the author's index (0 or more)."""
    nested = any(isinstance(item, ArrayLiteral) for item in node.items)
    items: list[ast.expr] = []
    for _ in range(node.lower):
        empty = ast.List([], ast.Load())
        items.append(empty if nested else initial_value(element, (), Storage.ARRAY, evaluator))
    for item in node.items:
        if isinstance(item, ArrayLiteral):
            items.append(_list(item, element, evaluator))
        else:
            items.append(evaluator.copied(item))
    return ast.List(items, ast.Load())


def _array(node: ArrayLiteral, evaluator: Evaluator) -> ast.expr:
    items = [
        _array(item, evaluator) if isinstance(item, ArrayLiteral) else evaluator.copied(item)
        for item in node.items
    ]
    array = py.name(evaluator.context.require("Array"))
    return py.call(array, py.number(node.lower), ast.List(items, ast.Load()))


def _growing(node: ArrayLiteral, evaluator: Evaluator) -> ast.expr:
    """Build a table of the elements by index, or by indexes for more dimensions."""
    array = py.name(evaluator.context.require("GrowingArray"))
    entries = list(_entries(node, (), evaluator))
    if not entries:
        return py.call(array)
    return py.call(array, ast.Dict([key for key, _ in entries], [item for _, item in entries]))


def _entries(
    node: ArrayLiteral, above: tuple[ast.expr, ...], evaluator: Evaluator
) -> Iterator[tuple[ast.expr, ast.expr]]:
    for index, item in enumerate(node.items, node.lower):
        key = (*above, py.number(index))
        if isinstance(item, ArrayLiteral):
            yield from _entries(item, key, evaluator)
        else:
            whole = key[0] if len(key) == 1 else ast.Tuple(list(key), ast.Load())
            yield whole, evaluator.copied(item)


def _element(node: ArrayLiteral) -> Type:
    return node.type.element if isinstance(node.type, ArrayType) else UNKNOWN
