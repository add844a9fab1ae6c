"""Comparisons, and their opposites."""

from __future__ import annotations

import ast
import re

from pseudocode_translator.generation import python_syntax as py
from pseudocode_translator.generation.categories import is_boolean, is_unknown
from pseudocode_translator.generation.elements import elements_of
from pseudocode_translator.generation.evaluation import Evaluator
from pseudocode_translator.model.nodes import (
    Binary,
    BinaryOperator,
    Boolean,
    Character,
    Expression,
    Null,
    Text,
)
from pseudocode_translator.semantics.typing import is_enum, is_numeric, is_text

COMPARISONS: dict[BinaryOperator, type[ast.cmpop]] = {
    BinaryOperator.EQUAL: ast.Eq,
    BinaryOperator.NOT_EQUAL: ast.NotEq,
    BinaryOperator.LESS: ast.Lt,
    BinaryOperator.LESS_OR_EQUAL: ast.LtE,
    BinaryOperator.GREATER: ast.Gt,
    BinaryOperator.GREATER_OR_EQUAL: ast.GtE,
    BinaryOperator.IN: ast.In,
    BinaryOperator.SUBSET: ast.LtE,
    BinaryOperator.PROPER_SUBSET: ast.Lt,
}
_OPPOSITES: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_EQUALITY = (BinaryOperator.EQUAL, BinaryOperator.NOT_EQUAL)
_LOOKS_LIKE_A_NUMBER = re.compile(r"\s*[-+]?[\d.]")
_ORDERINGS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)


def comparison(node: Binary, left: ast.expr, evaluator: Evaluator) -> ast.expr:
    """Build a comparison whose left side is built already."""
    if node.operator in _EQUALITY:
        special = _with_truth(node, left, evaluator) or _with_nothing(node, left, evaluator)
        if special is not None:
            return special
    left, right = _alike(node, left, evaluator)
    return py.compare(left, COMPARISONS[node.operator](), right)


def opposite(node: ast.expr) -> ast.expr | None:
    """Build the opposite of a single comparison; None for anything else."""
    if not isinstance(node, ast.Compare) or len(node.ops) != 1:
        return None
    operator = _OPPOSITES[type(node.ops[0])]()
    return ast.Compare(node.left, [operator], node.comparators)


def negated(node: ast.expr, *, ordered: bool) -> ast.expr:
    """Build the opposite of a condition.

    Args:
        node: The condition.
        ordered: The compared values have a total order, so that "not less" is "greater
            or equal"; False for sets.
    """
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        return py.truth(not node.value)
    turned = opposite(node)
    if turned is None or (_is_ordering(node) and not ordered):
        return py.negation(node)
    return turned


def _is_ordering(node: ast.expr) -> bool:
    return isinstance(node, ast.Compare) and isinstance(node.ops[0], _ORDERINGS)


def _with_truth(node: Binary, left: ast.expr, evaluator: Evaluator) -> ast.expr | None:
    """Build ``flag`` for ``flag = TRUE``: a comparison with True is poor Python (E712)."""
    if isinstance(node.right, Boolean):
        literal, other, value = node.right, node.left, left
    elif isinstance(node.left, Boolean):
        literal, other, value = node.left, node.right, evaluator.value(node.right)
    else:
        return None
    wanted = literal.value is (node.operator is BinaryOperator.EQUAL)
    if is_boolean(other.type):
        return value if wanted else negated(value, ordered=True)
    operator = ast.Is() if node.operator is BinaryOperator.EQUAL else ast.IsNot()
    return py.compare(value, operator, py.truth(literal.value))


def _with_nothing(node: Binary, left: ast.expr, evaluator: Evaluator) -> ast.expr | None:
    """Build ``p is None`` for a comparison with the pointer that points nowhere."""
    if isinstance(node.right, Null):
        value = left
    elif isinstance(node.left, Null):
        value = evaluator.value(node.right)
    else:
        return None
    if isinstance(value, ast.Constant):
        # Nothing that is written out points nowhere, and Python warns of `1 is None`.
        return py.truth(node.operator is not BinaryOperator.EQUAL)
    operator = ast.Is() if node.operator is BinaryOperator.EQUAL else ast.IsNot()
    return py.compare(value, operator, py.none())


def _alike(node: Binary, left: ast.expr, evaluator: Evaluator) -> tuple[ast.expr, ast.expr]:
    """Build two sides that Python can compare."""
    if node.operator is BinaryOperator.IN:
        return left, elements_of(node.right, evaluator)
    if node.operator not in _EQUALITY and is_enum(node.left.type) and is_enum(node.right.type):
        right = evaluator.value(node.right)
        return py.attribute(left, "value"), py.attribute(right, "value")
    if _needs_text(node, node.left, node.right):
        return evaluator.as_text(node.left), evaluator.value(node.right)
    if _needs_text(node, node.right, node.left):
        return left, evaluator.as_text(node.right)
    if node.operator not in _EQUALITY:
        return _numeric(node, left, evaluator)
    return left, evaluator.value(node.right)


def _needs_text(node: Binary, one: Expression, other: Expression) -> bool:
    """Tell whether `one` must be made text before it is compared with the text `other`."""
    if not is_text(other.type):
        return False
    if is_numeric(one.type):
        return node.operator in _EQUALITY
    if not is_unknown(one.type):
        return False
    if node.operator in _EQUALITY and isinstance(other, Text | Character):
        # A value that is not known to be text may be a number that somebody typed in;
        # only a text that looks like a number can mean the same.
        return _LOOKS_LIKE_A_NUMBER.match(other.value) is not None
    return True


def _numeric(node: Binary, left: ast.expr, evaluator: Evaluator) -> tuple[ast.expr, ast.expr]:
    """Build an ordering; a text that is compared with a number is read as a number."""
    right = evaluator.value(node.right)
    if is_text(node.left.type) and is_numeric(node.right.type):
        left = py.call(py.name(evaluator.context.require("to_number")), left)
    if is_numeric(node.left.type) and is_text(node.right.type):
        right = py.call(py.name(evaluator.context.require("to_number")), right)
    return left, right
