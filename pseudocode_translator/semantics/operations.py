"""Two operands become one: the operator that is meant, and its type."""

from __future__ import annotations

from pseudocode_translator.model.library import Library
from pseudocode_translator.model.nodes import (
    Binary,
    BinaryOperator,
    Expression,
    Integer,
    LibraryCall,
    Real,
    Unary,
    UnaryOperator,
)
from pseudocode_translator.model.rules import Rules
from pseudocode_translator.model.types import BOOLEAN, CHAR, INTEGER, REAL, UNKNOWN, Type
from pseudocode_translator.semantics.remarks import Remarks
from pseudocode_translator.semantics.typing import (
    ARITHMETIC,
    COMPARISON,
    LOGIC,
    REMAINDER,
    WHOLE_DIVISION,
    binary_type,
    is_text,
)

_TRUNCATED = frozenset({BinaryOperator.DIV_TRUNCATED, BinaryOperator.MOD_TRUNCATED})


def combine(
    node: Binary, left: Expression, right: Expression, rules: Rules, remarks: Remarks
) -> Binary:
    """`node` with resolved operands; ``+`` between strings joins them."""
    operator = node.operator
    if rules.characters_are_numbers and operator in ARITHMETIC:
        left, right = _codes(left, right)
    if operator is BinaryOperator.DIVIDE_BY_TYPE:
        is_whole = left.type == right.type == INTEGER
        operator = BinaryOperator.DIV_TRUNCATED if is_whole else BinaryOperator.DIVIDE
    elif operator is BinaryOperator.ADD and (is_text(left.type) or is_text(right.type)):
        operator = BinaryOperator.CONCATENATE
    elif (
        rules.integer_bits is None
        and operator in _TRUNCATED
        and (is_negative(left) or is_negative(right))
    ):
        remarks.once(
            "PS513",
            node.span,
            "DIV and MOD of negative numbers drop the fraction: "
            "-7 DIV 2 is -3 and -7 MOD 2 is -1; guides leave this open",
        )
    return Binary(node.span, operator, left, right, _type(operator, left, right))


def _codes(left: Expression, right: Expression) -> tuple[Expression, Expression]:
    """Take the codes of two characters, or of one that meets a whole number."""
    if {left.type, right.type} <= {CHAR, INTEGER}:
        return _code(left), _code(right)
    return left, right


def _code(node: Expression) -> Expression:
    if node.type != CHAR:
        return node
    return LibraryCall(node.span, Library.CODE, (node,), INTEGER)


def is_negative(node: Expression) -> bool:
    """A number with a minus sign in front."""
    return (
        isinstance(node, Unary)
        and node.operator is UnaryOperator.NEGATE
        and isinstance(node.operand, Integer | Real)
    )


def negates_bare_comparison(node: Unary) -> bool:
    """``NOT a = b``; brackets would end behind it, and a NOT that nobody wrote has no room."""
    operand = node.operand
    return (
        node.operator is UnaryOperator.NOT
        and isinstance(operand, Binary)
        and operand.operator in COMPARISON
        and operand.span[2:] == node.span[2:]
        and operand.span[:2] != node.span[:2]
    )


def _type(operator: BinaryOperator, left: Expression, right: Expression) -> Type:
    found = binary_type(operator, left.type, right.type)
    if found is None:
        return _fallback(operator)
    if operator is BinaryOperator.POWER and found == INTEGER and is_negative(right):
        return REAL
    return found


def _fallback(operator: BinaryOperator) -> Type:
    """What an operator gives when its operands are wrong, so that one mistake stays one."""
    if operator in COMPARISON or operator in LOGIC or operator is BinaryOperator.IN:
        return BOOLEAN
    if operator is BinaryOperator.DIVIDE:
        return REAL
    return INTEGER if operator in WHOLE_DIVISION | REMAINDER else UNKNOWN
