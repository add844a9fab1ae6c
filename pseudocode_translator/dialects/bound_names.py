"""Sums, sets and quantifiers: which variables are theirs, and what these go through."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from pseudocode_translator.model.deadline import checkpoint
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.nodes import (
    Binary,
    BinaryOperator,
    BoundName,
    Call,
    Clause,
    Comprehension,
    Expression,
    Gather,
    Integer,
    Name,
    Range,
    TupleLiteral,
)

_UP = {BinaryOperator.LESS: 1, BinaryOperator.LESS_OR_EQUAL: 0}


def gathered(
    span: Span, kind: Gather, element: Expression, described: tuple[Expression, ...]
) -> Comprehension | None:
    """A comprehension over what is described; None where nothing says what it goes through."""
    clauses: list[Clause] = []
    conditions: list[Expression] = []
    if kind in (Gather.SET, Gather.LIST):
        described = (element, *described) if _clause(element) else described
    for part in described:
        clause = _clause(part)
        if clause is None:
            conditions.append(part)
        else:
            clauses.append(clause)
    if not clauses:
        return None
    if described and described[0] is element:
        element = _items_of(element)
    names = frozenset(name for clause in clauses for name in clause.names)
    bound: set[str] = set()
    settled = []
    for clause in clauses:
        settled.append(Clause(clause.names, _bind(clause.items, frozenset(bound))))
        bound.update(clause.names)
    found = tuple(_bind(condition, names) for condition in conditions)
    return Comprehension(span, kind, _bind(element, names), tuple(settled), found)


def _items_of(element: Expression) -> Expression:
    """The ``x`` of ``{x in S | x > 0}``."""
    return element.left if isinstance(element, Binary) else element


def _clause(part: Expression) -> Clause | None:
    match part:
        case Binary(operator=BinaryOperator.IN, left=Name() as name):
            return Clause((name.name,), part.right)
        case Binary(operator=BinaryOperator.IN, left=TupleLiteral(items=items)):
            names = [item.name for item in items if isinstance(item, Name)]
            return Clause(tuple(names), part.right) if len(names) == len(items) else None
        case Binary(operator=BinaryOperator.AND, left=Binary() as low, right=Binary() as high):
            return _between(low, high)
    return None


def _between(low: Binary, high: Binary) -> Clause | None:
    """``1 <= i <= n`` goes through whole numbers."""
    if low.operator not in _UP or high.operator not in _UP or not isinstance(low.right, Name):
        return None
    if not isinstance(high.left, Name) or high.left.name != low.right.name:
        return None
    first = _moved(low.left, _UP[low.operator])
    last = _moved(high.right, -_UP[high.operator])
    return Clause((low.right.name,), Range(low.span.to(high.span), first, last))


def _moved(bound: Expression, distance: int) -> Expression:
    if not distance:
        return bound
    operator = BinaryOperator.ADD if distance > 0 else BinaryOperator.SUBTRACT
    return Binary(bound.span, operator, bound, Integer(bound.span, 1))


def _bind(node: Any, names: frozenset[str]) -> Any:
    """The same expression, in which some names are the comprehension's own."""
    checkpoint()
    if isinstance(node, Name):
        return BoundName(node.span, node.name) if node.name in names else node
    if type(node) is tuple:
        return tuple([_bind(part, names) for part in node])
    if not is_dataclass(node) or isinstance(node, type):
        return node
    if isinstance(node, Call) and node.function in names:
        return node
    parts = {
        part.name: _bind(getattr(node, part.name), names)
        for part in fields(node)
        if part.name not in ("span", "type", "name_span", "names")
    }
    return replace(node, **parts)
