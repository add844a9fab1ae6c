"""Variables, elements, fields and what pointers point to: read, filled, pointed at."""

from __future__ import annotations

import ast

from pseudocode_translator.generation import python_syntax as py
from pseudocode_translator.generation.context import Storage
from pseudocode_translator.generation.evaluation import Evaluator
from pseudocode_translator.generation.failures import not_translated
from pseudocode_translator.generation.proofs import is_at_least
from pseudocode_translator.generation.substrings import is_last_position
from pseudocode_translator.model.nodes import (
    AddressOf,
    Dereference,
    Expression,
    Field,
    Index,
    Name,
)
from pseudocode_translator.model.types import UNKNOWN, ArrayType, DictionaryType
from pseudocode_translator.semantics.typing import is_enum, is_text


def variable_value(node: Name, evaluator: Evaluator) -> ast.expr:
    """Build a variable; one that pointers can point to lives in a cell."""
    variable = py.name(evaluator.context.variable(node.name))
    if evaluator.context.is_boxed(node.name):
        return py.attribute(variable, "value")
    return variable


def field_value(node: Field, evaluator: Evaluator) -> ast.expr:
    """Build a field of a record or an attribute of an object."""
    return py.attribute(evaluator.value(node.base), evaluator.context.field(node.name))


def pointed_value(node: Dereference, evaluator: Evaluator) -> ast.expr:
    """Build what a pointer points to."""
    return py.attribute(evaluator.value(node.pointer), "value")


def element_value(node: Index, evaluator: Evaluator) -> ast.expr:
    """Build an element of an array or a character of a string."""
    if is_text(node.base.type):
        return _character(node, evaluator)
    if evaluator.context.program.rules.is_mathematical:
        return mathematical_element(node, evaluator)
    if isinstance(node.base.type, DictionaryType):
        return _entry(node, evaluator)
    if node.base.type == UNKNOWN and len(node.indexes) == 1:
        helper = py.name(evaluator.context.require("element_of"))
        first = py.number(evaluator.context.program.rules.first_character)
        position = evaluator.value(node.indexes[0])
        return py.call(helper, evaluator.value(node.base), position, first)
    return _element(node, evaluator)


def target_of(node: Expression, evaluator: Evaluator) -> ast.expr:
    """Build the place that an assignment fills."""
    if isinstance(node, Index) and evaluator.context.program.rules.is_mathematical:
        return py.as_target(mathematical_element(node, evaluator))
    if isinstance(node, Index):
        is_entry = isinstance(node.base.type, DictionaryType)
        return py.as_target((_entry if is_entry else _element)(node, evaluator))
    if isinstance(node, Name | Field | Dereference):
        return py.as_target(evaluator.value(node))
    failed = not_translated(node, "nothing can be stored here", evaluator)
    return py.as_target(py.attribute(failed, "value"))


def is_character(node: Expression) -> bool:
    """Tell whether a place is one character of a string, which Python cannot fill."""
    return isinstance(node, Index) and is_text(node.base.type)


def mathematical_element(node: Index, evaluator: Evaluator) -> ast.Subscript:
    """Build an element; what no statement could prepare is seen with the author's indexes."""
    base = evaluator.value(node.base)
    if not isinstance(node.base, Name | Index):
        first = py.number(evaluator.context.program.rules.first_element)
        base = py.call(py.name(evaluator.context.require("seen_from")), base, first)
    return py.subscript(base, *map(evaluator.value, node.indexes))


def replaced_character(node: Index, value: ast.expr, evaluator: Evaluator) -> ast.expr:
    """Build the string that results when one of its characters is replaced."""
    helper = py.name(evaluator.context.require("replace_character"))
    offset = 1 - evaluator.context.program.rules.first_character
    position = py.shifted(evaluator.value(node.indexes[0]), offset)
    return py.call(helper, evaluator.value(node.base), position, value)


def address_of(target: Expression, evaluator: Evaluator) -> ast.expr:
    """Build a reference to a variable, an element, a field, or what a pointer points to."""
    context = evaluator.context
    match target:
        case Name() if context.is_boxed(target.name):
            return py.name(context.variable(target.name))
        case Name() if "." in (shown := context.variable(target.name)):
            owner, _, attribute = shown.rpartition(".")
            helper = py.name(context.require("FieldRef"))
            return py.call(helper, py.name(owner), py.text(attribute))
        case Dereference():
            return evaluator.value(target.pointer)
        case Index() if not is_text(target.base.type):
            element = _element(target, evaluator)
            helper = py.name(context.require("ElementRef"))
            return py.call(helper, element.value, element.slice)
        case Field():
            helper = py.name(context.require("FieldRef"))
            field = py.text(context.field(target.name))
            return py.call(helper, evaluator.value(target.base), field)
        case AddressOf():
            return evaluator.value(target)
        case _:
            # Not a place: a cell of its own keeps the value.
            return py.call(py.name(context.require("Ref")), evaluator.value(target))


def _entry(node: Index, evaluator: Evaluator) -> ast.expr:
    return py.subscript(evaluator.value(node.base), evaluator.value(node.indexes[0]))


def _element(node: Index, evaluator: Evaluator) -> ast.Subscript:
    base = evaluator.value(node.base)
    indexes = [_position(index, evaluator) for index in node.indexes]
    if not _has_rows(node, evaluator):
        return py.subscript(base, *indexes)
    for index in indexes[:-1]:
        base = py.subscript(base, index)
    return py.subscript(base, indexes[-1])


def _has_rows(node: Index, evaluator: Evaluator) -> bool:
    """Tell whether the array is kept as rows in rows; else an index is one key."""
    if not isinstance(node.base.type, ArrayType):
        return False
    return evaluator.context.storage_of(node.base) is not Storage.GROWING


def _position(index: Expression, evaluator: Evaluator) -> ast.expr:
    value = evaluator.value(index)
    return py.attribute(value, "value") if is_enum(index.type) else value


def _character(node: Index, evaluator: Evaluator) -> ast.expr:
    """Build one character of a string; a position before the first must not wrap round."""
    first = evaluator.context.program.rules.first_character
    base = evaluator.value(node.base)
    if is_last_position(node.base, node.indexes[0], first):
        return py.subscript(base, py.number(-1))  # An empty string has no last character.
    position = evaluator.value(node.indexes[0])
    if is_at_least(evaluator.context.interval(node.indexes[0]), first):
        return py.subscript(base, py.shifted(position, -first))
    helper = py.name(evaluator.context.require("character"))
    return py.call(helper, base, py.shifted(position, 1 - first))
