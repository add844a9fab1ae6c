"""Lists, stacks, queues and collections: what is put in, taken out and asked."""

from __future__ import annotations

import ast

from pseudocode_translator.generation import python_syntax as py
from pseudocode_translator.generation.context import Storage
from pseudocode_translator.generation.elements import unused_elements
from pseudocode_translator.generation.evaluation import Evaluator
from pseudocode_translator.model.nodes import Expression
from pseudocode_translator.model.types import ArrayType


def appended(holder: Expression, item: Expression, evaluator: Evaluator) -> ast.expr:
    """Build what puts an item behind the last one."""
    return py.method_call(evaluator.value(holder), "append", put_in(holder, item, evaluator))


def inserted(
    items: Expression, index: Expression, item: Expression, evaluator: Evaluator
) -> ast.expr:
    """Build what puts an item before the one with this index."""
    _require_checks(items, "Array.insert", evaluator)
    value = put_in(items, item, evaluator)
    return py.method_call(evaluator.value(items), "insert", evaluator.value(index), value)


def removed(items: Expression, index: Expression, evaluator: Evaluator) -> ast.expr:
    """Build what takes out the item with this index."""
    _require_checks(items, "Array.pop", evaluator)
    return py.method_call(evaluator.value(items), "pop", evaluator.value(index))


def taken_from_end(holder: Expression, evaluator: Evaluator) -> ast.expr:
    """Build what takes the last item off; Python refuses that where there is none."""
    return py.method_call(evaluator.value(holder), "pop")


def taken_from_front(holder: Expression, evaluator: Evaluator) -> ast.expr:
    """Build what takes the first item out; Python refuses that where there is none."""
    if isinstance(holder.type, ArrayType):
        return py.method_call(evaluator.value(holder), "pop", py.number(0))
    return py.method_call(evaluator.value(holder), "popleft")


def reset(holder: Expression, evaluator: Evaluator) -> ast.expr:
    """Build what lets reading begin again."""
    return py.method_call(evaluator.value(holder), "reset_next")


def has_next(holder: Expression, evaluator: Evaluator) -> ast.expr:
    """Build the question whether an item is left to be read."""
    return py.method_call(evaluator.value(holder), "has_next")


def next_item(holder: Expression, evaluator: Evaluator) -> ast.expr:
    """Build what reads the next item."""
    return py.method_call(evaluator.value(holder), "get_next")


def last(holder: Expression, evaluator: Evaluator) -> ast.expr:
    """Build the last item, still in its place."""
    return py.subscript(evaluator.value(holder), py.number(-1))


def first(holder: Expression, evaluator: Evaluator) -> ast.expr:
    """Build the first item, still in its place."""
    return py.subscript(evaluator.value(holder), py.number(0))


def is_empty(holder: Expression, evaluator: Evaluator) -> ast.expr:
    """Build the question whether there is nothing in something."""
    value = evaluator.value(holder)
    if isinstance(holder.type, ArrayType) and unused_elements(holder, evaluator):
        length = py.call(py.name("len"), value)
        unused = py.number(unused_elements(holder, evaluator))
        return ast.Compare(length, [ast.Eq()], [unused])
    return ast.UnaryOp(ast.Not(), value)


def keys(holder: Expression, evaluator: Evaluator) -> ast.expr:
    """Build a list of the keys of a dictionary."""
    return py.call(py.name(evaluator.context.require("list")), evaluator.value(holder))


def values(holder: Expression, evaluator: Evaluator) -> ast.expr:
    """Build a list of the values of a dictionary."""
    found = py.method_call(evaluator.value(holder), "values")
    return py.call(py.name(evaluator.context.require("list")), found)


def entry_removed(holder: Expression, key: Expression, evaluator: Evaluator) -> ast.expr:
    """Build what takes an entry out; Python refuses a key that is not there."""
    return py.method_call(evaluator.value(holder), "pop", evaluator.value(key))


def put_in(holder: Expression, item: Expression, evaluator: Evaluator) -> ast.expr:
    """Build an item as the others of its holder are."""
    element = getattr(holder.type, "element", None)
    return evaluator.copied(item) if element is None else evaluator.assigned(item, element)


def _require_checks(items: Expression, method: str, evaluator: Evaluator) -> None:
    if evaluator.context.storage_of(items) is Storage.ARRAY:
        evaluator.context.require(method)
