"""Comprehensions, sums, quantifiers, ranges, slices and tuples as Python has them."""

from __future__ import annotations

import ast

from pseudocode_translator.generation import python_syntax as py
from pseudocode_translator.generation.evaluation import Evaluator
from pseudocode_translator.generation.naming import identifier
from pseudocode_translator.model.nodes import (
    Clause,
    Comprehension,
    Gather,
    Infinity,
    Range,
    Slice,
    TupleLiteral,
)

_FUNCTIONS = {
    Gather.SUM: "sum",
    Gather.MINIMUM: "min",
    Gather.MAXIMUM: "max",
    Gather.ARG_MINIMUM: "min",
    Gather.ARG_MAXIMUM: "max",
    Gather.ALL: "all",
    Gather.ANY: "any",
}


def mathematical_value(
    node: Comprehension | Range | Slice | TupleLiteral | Infinity, evaluator: Evaluator
) -> ast.expr:
    """Build the value of an expression that comes from mathematics."""
    match node:
        case Comprehension():
            return _comprehension(node, evaluator)
        case Range():
            return _range(node, evaluator)
        case Slice():
            first = py.number(evaluator.context.program.rules.first_element)
            helper = py.name(evaluator.context.require("elements_between"))
            parts = [evaluator.value(part) for part in (node.base, node.low, node.high)]
            return py.call(helper, *parts, first)
        case TupleLiteral():
            return ast.Tuple([evaluator.value(item) for item in node.items], ast.Load())
        case Infinity():
            return py.attribute(py.name(evaluator.context.require_import("math")), "inf")


def _range(node: Range, evaluator: Evaluator) -> ast.expr:
    low, high = evaluator.value(node.low), py.shifted(evaluator.value(node.high), 1)
    arguments = [high] if py.integer_value(low) == 0 else [low, high]
    return py.call(py.name(evaluator.context.require("range")), *arguments)


def _comprehension(node: Comprehension, evaluator: Evaluator) -> ast.expr:
    generators = _generators(node, evaluator)
    element = evaluator.value(node.element)
    context = evaluator.context
    match node.gather:
        case Gather.SET:
            return ast.SetComp(element, generators)
        case Gather.LIST:
            values = ast.ListComp(element, generators)
            first = py.number(context.program.rules.first_element)
            return py.call(py.name(context.require("ArrayView")), values, first)
        case Gather.ARG_MINIMUM | Gather.ARG_MAXIMUM:
            return _extreme_item(node, generators, element, evaluator)
        case Gather.UNION | Gather.INTERSECTION:
            sets = ast.Starred(ast.GeneratorExp(element, generators), ast.Load())
            whole = py.call(py.name(context.require("set")))
            if node.gather is Gather.UNION:
                return py.method_call(whole, "union", sets)
            return py.method_call(py.name("set"), "intersection", sets)
        case Gather.PRODUCT:
            module = py.name(context.require_import("math"))
            return py.method_call(module, "prod", ast.GeneratorExp(element, generators))
        case other:
            function = py.name(context.require(_FUNCTIONS[other]))
            return py.call(function, ast.GeneratorExp(element, generators))


def _extreme_item(
    node: Comprehension,
    generators: list[ast.comprehension],
    value: ast.expr,
    evaluator: Evaluator,
) -> ast.expr:
    """``min(items, key=...)``; with conditions, of the items that meet them."""
    function = py.name(evaluator.context.require(_FUNCTIONS[node.gather]))
    names = [identifier(name) for clause in node.clauses for name in clause.names]
    items = generators[0].iter
    if node.conditions or len(generators) > 1 or len(names) > 1:
        shown = [py.name(name) for name in names]
        item = shown[0] if len(shown) == 1 else ast.Tuple(shown, ast.Load())
        items = ast.GeneratorExp(item, generators)
    if len(names) > 1:
        pairs = ast.GeneratorExp(ast.Tuple([value, item], ast.Load()), generators)
        first = ast.Lambda(_parameters("pair"), py.subscript(py.name("pair"), py.number(0)))
        return py.subscript(py.call(function, pairs, key=first), py.number(1))
    return py.call(function, items, key=ast.Lambda(_parameters(names[0]), value))


def _parameters(name: str) -> ast.arguments:
    return ast.arguments([], [ast.arg(name)], None, [], [], None, [])


def _generators(node: Comprehension, evaluator: Evaluator) -> list[ast.comprehension]:
    found = [
        ast.comprehension(_target(clause), evaluator.value(clause.items), [], 0)
        for clause in node.clauses
    ]
    found[-1].ifs = [evaluator.condition(condition) for condition in node.conditions]
    return found


def _target(clause: Clause) -> ast.expr:
    names: list[ast.expr] = [ast.Name(identifier(name), ast.Store()) for name in clause.names]
    return names[0] if len(names) == 1 else ast.Tuple(names, ast.Store())
