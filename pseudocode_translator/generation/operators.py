"""Operators: what two operands, or one, become in Python."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass

from pseudocode_translator.generation import python_syntax as py
from pseudocode_translator.generation.categories import is_date
from pseudocode_translator.generation.comparisons import COMPARISONS, comparison, negated
from pseudocode_translator.generation.evaluation import Evaluator
from pseudocode_translator.generation.failures import not_translated
from pseudocode_translator.generation.proofs import (
    UNBOUNDED,
    Interval,
    combined,
    is_never_negative,
)
from pseudocode_translator.generation.text_output import (
    is_concatenation,
    joined,
    joined_parts,
)
from pseudocode_translator.model.deadline import checkpoint
from pseudocode_translator.model.nodes import (
    Binary,
    BinaryOperator,
    Expression,
    Integer,
    Unary,
    UnaryOperator,
)
from pseudocode_translator.model.types import Type
from pseudocode_translator.semantics.typing import INCLUSION, is_enum, is_numeric, is_set, is_text

DEEPEST = 60
"""Operations nested to the left; Python's own compiler fails somewhere above 1,000."""

_ARITHMETIC: dict[BinaryOperator, tuple[type[ast.operator], str]] = {
    BinaryOperator.ADD: (ast.Add, "add"),
    BinaryOperator.SUBTRACT: (ast.Sub, "sub"),
    BinaryOperator.MULTIPLY: (ast.Mult, "mul"),
    BinaryOperator.DIVIDE: (ast.Div, "truediv"),
    BinaryOperator.POWER: (ast.Pow, "pow"),
    BinaryOperator.DIV_FLOORED: (ast.FloorDiv, "floordiv"),
    BinaryOperator.MOD_FLOORED: (ast.Mod, "mod"),
    BinaryOperator.UNION: (ast.BitOr, "or_"),
    BinaryOperator.INTERSECTION: (ast.BitAnd, "and_"),
    BinaryOperator.DIFFERENCE: (ast.Sub, "sub"),
    BinaryOperator.BITS_AND: (ast.BitAnd, "and_"),
    BinaryOperator.BITS_OR: (ast.BitOr, "or_"),
    BinaryOperator.BITS_XOR: (ast.BitXor, "xor"),
    BinaryOperator.SHIFT_LEFT: (ast.LShift, "lshift"),
    BinaryOperator.SHIFT_RIGHT: (ast.RShift, "rshift"),
}
_SETS: dict[BinaryOperator, type[ast.operator]] = {
    BinaryOperator.ADD: ast.BitOr,
    BinaryOperator.SUBTRACT: ast.Sub,
    BinaryOperator.MULTIPLY: ast.BitAnd,
}
_COMPARING: dict[BinaryOperator, str] = {
    BinaryOperator.EQUAL: "eq",
    BinaryOperator.NOT_EQUAL: "ne",
    BinaryOperator.LESS: "lt",
    BinaryOperator.LESS_OR_EQUAL: "le",
    BinaryOperator.GREATER: "gt",
    BinaryOperator.GREATER_OR_EQUAL: "ge",
}
_TRUNCATED: dict[BinaryOperator, tuple[type[ast.operator], str]] = {
    BinaryOperator.DIV_TRUNCATED: (ast.FloorDiv, "div"),
    BinaryOperator.MOD_TRUNCATED: (ast.Mod, "mod"),
}
_LOGIC: dict[BinaryOperator, type[ast.boolop]] = {
    BinaryOperator.AND: ast.And,
    BinaryOperator.OR: ast.Or,
}
_MOST_UNCHECKED = 32
"""Operations between two looks at the clock."""


@dataclass(slots=True)
class _Chain:
    """The left operand so far, while a chain of operations is built from its left end."""

    value: ast.expr
    is_proven: bool = False
    """Bounds are tracked: some operation of the chain asks for them."""
    known: Interval = UNBOUNDED
    depth: int = 0


def binary_value(node: Binary, evaluator: Evaluator) -> ast.expr:
    """Build an operation; a chain of thousands needs no deeper stack than one."""
    spine: list[Binary] = []
    first: Expression = node
    while isinstance(first, Binary) and not is_concatenation(first):
        spine.append(first)
        first = first.left
    chain = _Chain(_first_value(first, spine, evaluator))
    if any(step.operator in _TRUNCATED for step in spine):
        chain.is_proven = True
        chain.known = evaluator.context.interval(first)
    steps = zip(reversed(spine), [*reversed(spine[:-1]), None], strict=True)
    for number, (step, following) in enumerate(steps):
        if not number % _MOST_UNCHECKED:
            checkpoint()
        _extend(chain, step, following, evaluator)
    return chain.value


def concatenation_value(node: Binary, evaluator: Evaluator) -> ast.expr:
    """Build a string of several values."""
    return joined(joined_parts(node), evaluator)


def unary_value(node: Unary, evaluator: Evaluator) -> ast.expr:
    """Build a sign or a NOT."""
    if node.operator is UnaryOperator.NOT:
        operand = node.operand
        ordered = not (
            isinstance(operand, Binary)
            and (is_set(operand.left.type) or operand.operator in INCLUSION)
        )
        return negated(evaluator.condition(operand), ordered=ordered)
    value = as_number(node.operand, evaluator.value(node.operand), evaluator)
    if node.operator is UnaryOperator.PLUS:
        return value
    if node.operator is UnaryOperator.BITS_NOT:
        return ast.UnaryOp(ast.Invert(), value)
    if isinstance(value, ast.UnaryOp) and isinstance(value.op, ast.USub):
        # Two signs in a row look like the "--" of other languages (B002).
        return value.operand
    return ast.UnaryOp(ast.USub(), value)


def as_number(node: Expression, value: ast.expr, evaluator: Evaluator) -> ast.expr:
    """Read a text as a number where the author calculates with it."""
    if not is_text(node.type):
        return value
    return py.call(py.name(evaluator.context.require("to_number")), value)


def _first_value(first: Expression, spine: list[Binary], evaluator: Evaluator) -> ast.expr:
    if spine and spine[-1].operator in _LOGIC:
        return evaluator.condition(first)
    return evaluator.value(first)


def _extend(chain: _Chain, step: Binary, following: Binary | None, evaluator: Evaluator) -> None:
    """Make the operation `step` on what the chain holds."""
    right_known = evaluator.context.interval(step.right) if chain.is_proven else UNBOUNDED
    if step.operator in _LOGIC:
        _extend_logic(chain, step, evaluator)
    elif chain.depth >= DEEPEST:
        _extend_flat(chain, step, evaluator)
    else:
        chain.value = _operation(step, chain, right_known, following, evaluator)
        chain.depth += 1
    if chain.is_proven:
        chain.known = combined(step, chain.known, right_known)


def _extend_logic(chain: _Chain, step: Binary, evaluator: Evaluator) -> None:
    operator = _LOGIC[step.operator]
    right = evaluator.condition(step.right)
    if isinstance(chain.value, ast.BoolOp) and isinstance(chain.value.op, operator):
        chain.value.values.append(right)
        return
    chain.value = ast.BoolOp(operator(), [chain.value, right])
    chain.depth += 1


def _operation(
    step: Binary,
    chain: _Chain,
    right_known: Interval,
    following: Binary | None,
    evaluator: Evaluator,
) -> ast.expr:
    if step.operator in COMPARISONS:
        return comparison(step, chain.value, evaluator)
    if _counts_in(step, is_enum):
        return _enum_operation(step, chain.value, evaluator)
    if _counts_in(step, is_date):
        return _date_operation(step, chain.value, evaluator)
    right = evaluator.value(step.right)
    if is_set(step.left.type) and step.operator in _SETS:
        return py.binary(chain.value, _SETS[step.operator](), right)
    left = as_number(step.left, chain.value, evaluator)
    right = as_number(step.right, right, evaluator)
    if step.operator not in _TRUNCATED:
        return py.binary(left, _ARITHMETIC[step.operator][0](), right)
    operator, helper = _TRUNCATED[step.operator]
    if _floor_is_truncation(chain.known, right_known) or _only_divisibility(step, following):
        return py.binary(left, operator(), right)
    return py.call(py.name(evaluator.context.require(helper)), left, right)


def _counts_in(step: Binary, is_kind: Callable[[Type], bool]) -> bool:
    """Tell whether an operation moves on, or measures a distance, in a type like DATE."""
    moves = step.operator in (BinaryOperator.ADD, BinaryOperator.SUBTRACT)
    return moves and (is_kind(step.left.type) or is_kind(step.right.type))


def _floor_is_truncation(left: Interval, right: Interval) -> bool:
    """Tell whether ``//`` and ``%`` are proven to do what DIV and MOD do."""
    return is_never_negative(left) and is_never_negative(right)


def _only_divisibility(step: Binary, following: Binary | None) -> bool:
    """Tell whether a remainder is only compared with 0, where all kinds of MOD agree."""
    return (
        step.operator is BinaryOperator.MOD_TRUNCATED
        and following is not None
        and following.operator in (BinaryOperator.EQUAL, BinaryOperator.NOT_EQUAL)
        and isinstance(following.right, Integer)
        and following.right.value == 0
    )


def _extend_flat(chain: _Chain, step: Binary, evaluator: Evaluator) -> None:
    """Go on with a list of operations, because Python limits how deep they nest."""
    function = _function_of(step, evaluator)
    if function is None:
        chain.value = not_translated(step, "this expression is too long", evaluator)
        chain.depth = 0
        return
    right = as_number(step.right, evaluator.value(step.right), evaluator)
    helper = evaluator.context.require("left_to_right")
    value = chain.value
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == helper:
        value.args += [function, right]
        return
    chain.value = py.call(py.name(helper), value, function, right)


def _function_of(step: Binary, evaluator: Evaluator) -> ast.expr | None:
    """Find a function of two arguments that does what the operation does."""
    operands = (step.left.type, step.right.type)
    if any(is_enum(kind) or is_date(kind) or is_set(kind) for kind in operands):
        return None
    if step.operator in _TRUNCATED:
        return py.name(evaluator.context.require(_TRUNCATED[step.operator][1]))
    word = _COMPARING.get(step.operator)
    if step.operator in _ARITHMETIC:
        word = _ARITHMETIC[step.operator][1]
    if word is None:
        return None
    return py.attribute(py.name(evaluator.context.require_import("operator")), word)


def _enum_operation(step: Binary, left: ast.expr, evaluator: Evaluator) -> ast.expr:
    """Build a step through the members of an enumerated type, or a distance in it."""
    operator = _ARITHMETIC[step.operator][0]()
    right = evaluator.value(step.right)
    if is_enum(step.left.type):
        left = py.attribute(left, "value")
    if is_enum(step.right.type):
        right = py.attribute(right, "value")
    moved = py.binary(left, operator, right)
    if is_enum(step.left.type) and is_enum(step.right.type):
        return moved
    enum = step.left.type if is_enum(step.left.type) else step.right.type
    return py.call(py.name(evaluator.context.type_name(str(enum))), moved)


def _date_operation(step: Binary, left: ast.expr, evaluator: Evaluator) -> ast.expr:
    """Build a date some days later or earlier, or the days between two dates."""
    operator = _ARITHMETIC[step.operator][0]()
    right = evaluator.value(step.right)
    if is_numeric(step.right.type):
        right = _days(right, evaluator)
    elif is_numeric(step.left.type):
        left = _days(left, evaluator)
    moved = py.binary(left, operator, right)
    if is_date(step.left.type) and is_date(step.right.type):
        return py.attribute(moved, "days")
    return moved


def _days(count: ast.expr, evaluator: Evaluator) -> ast.expr:
    return py.call(py.name(evaluator.context.require_import("datetime", "timedelta")), days=count)
