"""What is done with values: with two, with one, with all of a set."""

from __future__ import annotations

from enum import StrEnum


class BinaryOperator(StrEnum):
    """What two operands become; the values are for messages."""

    ADD = "+"
    SUBTRACT = "-"
    MULTIPLY = "*"
    DIVIDE = "/"
    """Real division, whatever the operands are."""
    DIV_TRUNCATED = "DIV"
    """Integer division that drops the fraction: -7 DIV 2 is -3."""
    MOD_TRUNCATED = "MOD"
    """Remainder with the sign of the dividend: -7 MOD 2 is -1."""
    DIV_FLOORED = "floor DIV"
    MOD_FLOORED = "floor MOD"
    DIVIDE_BY_TYPE = "by type /"
    """As in C: `DIV_TRUNCATED` where both operands are whole, else `DIVIDE`. `semantics` knows
    their types and puts one of the two in its place."""
    POWER = "^"
    CONCATENATE = "&"
    EQUAL = "="
    NOT_EQUAL = "<>"
    LESS = "<"
    LESS_OR_EQUAL = "<="
    GREATER = ">"
    GREATER_OR_EQUAL = ">="
    AND = "AND"
    OR = "OR"
    IN = "IN"
    BITS_AND = "bits &"
    BITS_OR = "bits |"
    BITS_XOR = "bits ^"
    SHIFT_LEFT = "<<"
    SHIFT_RIGHT = ">>"
    """With the sign: -8 >> 1 is -4."""
    UNION = "union"
    INTERSECTION = "intersection"
    DIFFERENCE = "difference"
    """The members of the left set that are not in the right one."""
    SUBSET = "subset"
    PROPER_SUBSET = "proper subset"


class UnaryOperator(StrEnum):
    """What one operand becomes."""

    NEGATE = "-"
    PLUS = "+"
    NOT = "NOT"
    BITS_NOT = "bits ~"


class Gather(StrEnum):
    """What is made of the values that a `Comprehension` goes through."""

    SET = "set"
    LIST = "list"
    SUM = "sum"
    PRODUCT = "product"
    MINIMUM = "min"
    MAXIMUM = "max"
    ARG_MINIMUM = "arg min"
    """The item, not the value, for which the value is least; the first of several."""
    ARG_MAXIMUM = "arg max"
    ALL = "all"
    ANY = "any"
    UNION = "union"
    INTERSECTION = "intersection"
