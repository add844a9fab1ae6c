"""Counting loops that go up or down, whichever leads to the end."""

from __future__ import annotations

import ast

from pseudocode_translator.generation import python_syntax as py
from pseudocode_translator.generation.generator import Generator
from pseudocode_translator.generation.proofs import is_at_least
from pseudocode_translator.model.nodes import Binary, BinaryOperator, Expression
from pseudocode_translator.model.program import For
from pseudocode_translator.model.types import BOOLEAN, INTEGER, REAL


def either_way_rounds(g: Generator, node: For) -> ast.expr | None:
    """What such a loop goes through; None for what only a `while` loop can count."""
    types = {node.start.type, node.end.type, INTEGER if node.step is None else node.step.type}
    if not types <= {INTEGER, REAL}:
        return None
    start, end = g.expressions.value(node.start), g.expressions.value(node.end)
    step = py.number(1) if node.step is None else g.expressions.value(node.step)
    size, way = py.integer_value(step), _proven_way(g, node)
    if types == {INTEGER} and size and way:
        return py.counting(start, end, abs(size) * way, inclusive=True)
    if types == {INTEGER} and way == 1 and node.step and is_at_least(_interval(g, node.step), 1):
        return py.call(py.name("range"), start, py.shifted(end, 1), step)
    helper = "up_or_down" if types == {INTEGER} else "up_or_down_by"
    steps = [] if size == 1 and types == {INTEGER} else [step]
    return py.call(py.name(g.context.require(helper)), start, end, *steps)


def step_towards(g: Generator, node: For, end: Expression) -> Expression:
    """Write down the step that leads from the counter, which has its first value, to the end."""
    kind = INTEGER if node.step is None else node.step.type
    alias = g.context.alias("step", kind, node.span)
    step = py.number(1) if node.step is None else g.expressions.value(node.step)
    if (size := py.integer_value(step)) is not None:
        up = py.number(abs(size))
    else:
        up = py.call(py.name(g.context.require("abs")), step)
    rises = Binary(node.span, BinaryOperator.LESS_OR_EQUAL, node.variable, end, BOOLEAN)
    way = ast.IfExp(g.expressions.condition(rises), up, ast.UnaryOp(ast.USub(), up))
    g.assign(py.name(g.context.variable(alias.name)), way, node.span.line)
    return alias


def _proven_way(g: Generator, node: For) -> int | None:
    """1 for up and -1 for down, where that is certain; from a value to itself is either."""
    start, end = _interval(g, node.start), _interval(g, node.end)
    if start[1] is not None and is_at_least(end, start[1]):
        return 1
    if end[1] is not None and is_at_least(start, end[1]):
        return -1
    return None


def _interval(g: Generator, node: Expression) -> tuple[int | None, int | None]:
    return g.context.interval(node)
