"""Small constructors for `ast` nodes, so that generators read like what they build."""

from __future__ import annotations

import ast
import math

LONGEST_DECIMAL = 4000
"""Digits. Python refuses to read or print integers of more than 4300 (CVE-2020-10735)."""


def name(text: str) -> ast.expr:
    """Build a name, or an attribute where the name has dots, as in ``self.total``."""
    first, *rest = text.split(".")
    node: ast.expr = ast.Name(first, ast.Load())
    for part in rest:
        node = attribute(node, part)
    return node


def text(value: str) -> ast.Constant:
    """Build a string literal."""
    return ast.Constant(value)


def number(value: int | float) -> ast.expr:
    """Build a number; a negative one is a minus sign and a literal, as in any source."""
    if value < 0 or (value == 0 and math.copysign(1, value) < 0):
        return ast.UnaryOp(ast.USub(), number(-value))
    if isinstance(value, float) and math.isinf(value):
        return call(name("float"), text("inf"))
    if isinstance(value, int) and value.bit_length() > LONGEST_DECIMAL * 3:
        return call(name("int"), text(f"{value:x}"), ast.Constant(16))
    return ast.Constant(value)


def none() -> ast.Constant:
    """Build ``None``."""
    return ast.Constant(None)


def truth(value: bool) -> ast.Constant:
    """Build ``True`` or ``False``."""
    return ast.Constant(value)


def call(function: ast.expr, *arguments: ast.expr, **keywords: ast.expr) -> ast.Call:
    """Build a call."""
    return ast.Call(
        function,
        list(arguments),
        [ast.keyword(word, value) for word, value in keywords.items()],
    )


def attribute(base: ast.expr, word: str) -> ast.Attribute:
    """Build ``base.word``."""
    return ast.Attribute(base, word, ast.Load())


def method_call(base: ast.expr, method: str, *arguments: ast.expr) -> ast.Call:
    """Build ``base.method(...)``."""
    return call(attribute(base, method), *arguments)


def subscript(base: ast.expr, *indexes: ast.expr) -> ast.Subscript:
    """Build ``base[i]`` or ``base[i, j]``."""
    index = indexes[0] if len(indexes) == 1 else ast.Tuple(list(indexes), ast.Load())
    return ast.Subscript(base, index, ast.Load())


def slice_of(base: ast.expr, start: ast.expr | None, stop: ast.expr | None) -> ast.Subscript:
    """Build ``base[start:stop]``; a start of 0 is left out."""
    if isinstance(start, ast.Constant) and start.value == 0:
        start = None
    return ast.Subscript(base, ast.Slice(start, stop), ast.Load())


def binary(left: ast.expr, operator: ast.operator, right: ast.expr) -> ast.BinOp:
    """Build an arithmetic operation."""
    return ast.BinOp(left, operator, right)


def compare(left: ast.expr, operator: ast.cmpop, right: ast.expr) -> ast.Compare:
    """Build a comparison."""
    return ast.Compare(left, [operator], [right])


def negation(operand: ast.expr) -> ast.expr:
    """Build ``not operand``; the ``not`` of a ``not`` goes away."""
    if isinstance(operand, ast.UnaryOp) and isinstance(operand.op, ast.Not):
        return operand.operand
    return ast.UnaryOp(ast.Not(), operand)


def shifted(node: ast.expr, distance: int) -> ast.expr:
    """Add a constant to an integer expression: ``i + 1`` shifted by -1 is ``i``."""
    if distance == 0:
        return node
    known = integer_value(node)
    if known is not None:
        return number(known + distance)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        behind = integer_value(node.right)
        if behind is not None:
            signed = behind if isinstance(node.op, ast.Add) else -behind
            return shifted(node.left, signed + distance)
        if isinstance(node.left, ast.BinOp) and integer_value(node.left.right) is not None:
            # (n - 2) - i shifted by 1 is n - 1 - i.
            moved = shifted(node.left, distance)
            if integer_value(moved) is None and isinstance(node.left.op, ast.Add | ast.Sub):
                return ast.BinOp(moved, node.op, node.right)
    operator = ast.Add() if distance > 0 else ast.Sub()
    return ast.BinOp(node, operator, number(abs(distance)))


def counting(start: ast.expr, end: ast.expr, step: int, *, inclusive: bool) -> ast.Call:
    """Build ``range(start, end + 1)``, or one that stops before `end`."""
    past = shifted(end, 1 if step > 0 else -1) if inclusive else end
    if step != 1:
        return call(name("range"), start, past, number(step))
    if integer_value(start) == 0:
        return call(name("range"), past)
    return call(name("range"), start, past)


def integer_value(node: ast.expr) -> int | None:
    """Tell the value of an integer literal, signed or not; None for all else."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = integer_value(node.operand)
        return None if inner is None else -inner
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return node.value
    return None


def as_target(node: ast.expr) -> ast.expr:
    """Mark a name, element or attribute as the place that an assignment fills."""
    if isinstance(node, ast.Name | ast.Attribute | ast.Subscript):
        node.ctx = ast.Store()
    return node
