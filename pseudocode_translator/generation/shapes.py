"""What ruff asks about an expression before it decides where a long line breaks."""

import ast
from collections.abc import Mapping
from enum import Enum, auto

from pseudocode_translator.generation.precedence import (
    ATOM,
    BIT_OR,
    OR,
    TEST,
    left_need,
    operand_need,
    precedence,
    right_need,
    value_need,
)

Splits = Mapping[int, list[str]]
"""The literals that a long string is split into, by the `id` of its node."""


class Wish(Enum):
    """Whether an expression wants parentheses when the line is too long."""

    IF_BROKEN = auto()
    """If it takes several lines."""
    IF_IT_HELPS = auto()
    """If that makes it fit; it has no place to break."""
    NEVER = auto()
    """It brings its own brackets."""


def wish(node: ast.expr, splits: Splits) -> Wish:
    """Return the wish of an expression that stands without parentheses."""
    while True:
        match node:
            case ast.Attribute() | ast.Call() | ast.Subscript():
                if is_fluent(node):
                    return Wish.IF_BROKEN
                inner, need = head(node)
            case ast.UnaryOp(operand=inner):
                need = operand_need(node)
            case ast.Constant() | ast.JoinedStr() | ast.Name():
                return Wish.IF_BROKEN if id(node) in splits else Wish.IF_IT_HELPS
            case _:
                return Wish.IF_BROKEN if operands(node) else Wish.NEVER
        if precedence(inner) < need:
            return Wish.NEVER
        node = inner


def head(node: ast.Attribute | ast.Call | ast.Subscript) -> tuple[ast.expr, int]:
    """Return what a dot, a call or a subscript applies to, and how tightly it has to bind."""
    if isinstance(node, ast.Call):
        return node.func, ATOM
    if isinstance(node, ast.Subscript):
        return node.value, ATOM
    return node.value, value_need(node.value)


def is_fluent(node: ast.expr) -> bool:
    """Tell whether a call chain breaks before its dots: two of them follow brackets."""
    dots = 0
    while isinstance(node, ast.Attribute | ast.Call | ast.Subscript):
        inner, need = head(node)
        is_parenthesized = precedence(inner) < need
        if isinstance(node, ast.Attribute) and (
            is_parenthesized or isinstance(inner, ast.Call | ast.Subscript)
        ):
            dots += 1
        if is_parenthesized:
            break
        node = inner
    return dots >= 2


def operands(node: ast.expr) -> list[tuple[ast.expr, int]]:
    """Return the parts of an operation in the order they are printed, and what each needs.

    Nothing for expressions with brackets of their own and for those without parts.
    """
    match node:
        case ast.BinOp(left=left, op=op, right=right):
            return [(left, left_need(op)), (right, right_need(op))]
        case ast.BoolOp(values=values):
            return [(value, precedence(node) + 1) for value in values]
        case ast.Compare(left=left, comparators=comparators):
            return [(part, BIT_OR) for part in (left, *comparators)]
        case ast.UnaryOp(operand=operand):
            return [(operand, operand_need(node))]
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return [(body, OR), (test, OR), (orelse, TEST)]
        case ast.Lambda(args=arguments, body=body):
            defaults = [*arguments.defaults, *arguments.kw_defaults]
            return [*((value, TEST) for value in defaults if value is not None), (body, TEST)]
        case ast.NamedExpr(target=target, value=value):
            return [(target, TEST), (value, TEST)]
        case ast.Starred(value=value):
            return [(value, BIT_OR)]
        case _:
            return []


def has_own_brackets(node: ast.expr) -> bool:
    """Tell whether brackets belong to the expression, as in a list, a call or a subscript."""
    return own_content(node) is not None


def own_content(node: ast.expr) -> bool | None:
    """Tell whether there is something in the expression's own brackets; None: it has none."""
    match node:
        case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            return True
        case ast.Subscript():
            return True
        case ast.List(elts=elements) | ast.Set(elts=elements) | ast.Tuple(elts=elements):
            return bool(elements)
        case ast.Dict(values=values):
            return bool(values)
        case ast.Call(args=arguments, keywords=keywords):
            return bool(arguments or keywords)
        case _:
            return None


def breaks_inside_first(node: ast.expr) -> bool:
    """Tell whether ruff tries the brackets at the ends before it adds parentheses around."""
    survey = _Survey()
    survey.look_into(node)
    if not survey.has_brackets or survey.count > 1:
        return False
    if survey.rank in (_NO_OPERATOR, _DOT):
        return True
    return any(
        end is not None and not isinstance(end[0], ast.Subscript) and _has_content(*end)
        for end in (survey.last, survey.first)
    )


def _has_content(node: ast.expr, is_parenthesized: bool) -> bool:
    return is_parenthesized or bool(own_content(node))


_NO_OPERATOR = 100
_DOT = 99
_CONDITIONAL = -1
"""Ranks beside the precedences; the lowest of an expression is where it breaks."""


class _Survey:
    """Finds the loosest operator of an expression and what stands at its two ends."""

    def __init__(self) -> None:
        self.rank = _NO_OPERATOR
        self.count = 0
        """How often the loosest operator occurs outside of brackets."""
        self.has_brackets = False
        self.last: tuple[ast.expr, bool] | None = None
        self.first: tuple[ast.expr, bool] | None = None
        self._starts_with_word = False

    def look_at(self, node: ast.expr, need: int) -> None:
        is_parenthesized = precedence(node) < need
        self.last = (node, is_parenthesized)
        if is_parenthesized:
            self.has_brackets = True
        else:
            self.look_into(node)
        if self.first is None and not self._starts_with_word:
            self.first = (node, is_parenthesized)

    def look_into(self, node: ast.expr) -> None:
        match node:
            case ast.Attribute() | ast.Call() | ast.Subscript():
                self._look_along_chain(node)
                return
            case _ if has_own_brackets(node):
                self.has_brackets = True
                return
            case ast.BoolOp(values=values):
                self._note(OR, len(values) - 1)
            case ast.BinOp():
                self._look_at_operation(node)
                return
            case ast.IfExp():
                self._note(_CONDITIONAL, 2)
            case ast.Compare(ops=ops):
                self._note(precedence(node), len(ops))
            case ast.UnaryOp(op=op):
                if isinstance(op, ast.Invert):
                    self._note(precedence(node), 1)
                self._note_word()
            case ast.Lambda() | ast.Starred():
                self._note_word()
            case _:
                pass
        for part, need in operands(node):
            self.look_at(part, need)

    def _look_at_operation(self, node: ast.BinOp) -> None:
        # Down the left side in a loop: sums of a thousand terms lean that way.
        operations = [node]
        while isinstance(left := node.left, ast.BinOp) and precedence(left) >= left_need(node.op):
            operations.append(left)
            node = left
        for operation in operations:
            self._note(precedence(operation), 1)
        self.look_at(node.left, left_need(node.op))
        for operation in reversed(operations):
            self.look_at(operation.right, right_need(operation.op))

    def _look_along_chain(self, node: ast.Attribute | ast.Call | ast.Subscript) -> None:
        inner, need = head(node)
        if not isinstance(node, ast.Attribute):
            self.has_brackets = True
        self.look_at(inner, need)
        is_parenthesized = precedence(inner) < need
        if isinstance(node, ast.Attribute) and (is_parenthesized or has_own_brackets(inner)):
            self._note(_DOT, 1)
        self.last = (node, False)

    def _note(self, rank: int, count: int) -> None:
        if rank < self.rank:
            self.rank, self.count = rank, count
        elif rank == self.rank:
            self.count += count

    def _note_word(self) -> None:
        if self.first is None:
            self._starts_with_word = True
