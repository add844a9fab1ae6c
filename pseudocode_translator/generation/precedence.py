"""How tightly each kind of expression binds: where parentheses are needed to keep the tree."""

import ast
import math

NAMED, TEST, OR, AND, NOT, COMPARE, BIT_OR = 0, 2, 3, 4, 5, 6, 7
BIT_XOR, BIT_AND, SHIFT, ARITHMETIC, TERM, FACTOR, POWER, ATOM = 8, 9, 10, 11, 12, 13, 14, 15

OPERATORS: dict[type[ast.operator], tuple[str, int]] = {
    ast.Add: ("+", ARITHMETIC),
    ast.Sub: ("-", ARITHMETIC),
    ast.Mult: ("*", TERM),
    ast.MatMult: ("@", TERM),
    ast.Div: ("/", TERM),
    ast.Mod: ("%", TERM),
    ast.FloorDiv: ("//", TERM),
    ast.Pow: ("**", POWER),
    ast.LShift: ("<<", SHIFT),
    ast.RShift: (">>", SHIFT),
    ast.BitOr: ("|", BIT_OR),
    ast.BitXor: ("^", BIT_XOR),
    ast.BitAnd: ("&", BIT_AND),
}
"""Symbol and precedence."""

UNARY: dict[type[ast.unaryop], tuple[str, int]] = {
    ast.Not: ("not ", NOT),
    ast.USub: ("-", FACTOR),
    ast.UAdd: ("+", FACTOR),
    ast.Invert: ("~", FACTOR),
}
"""Symbol, with the space it needs, and precedence."""

COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Is: "is",
    ast.IsNot: "is not",
    ast.In: "in",
    ast.NotIn: "not in",
}

_BY_TYPE: dict[type[ast.expr], int] = {
    ast.NamedExpr: NAMED,
    ast.IfExp: TEST,
    ast.Lambda: TEST,
    ast.Compare: COMPARE,
    ast.Starred: ATOM,
}


def precedence(node: ast.expr) -> int:
    """Return the binding strength of the outermost operation of `node`."""
    match node:
        case ast.BinOp(op=op):
            return OPERATORS[type(op)][1]
        case ast.UnaryOp(op=op):
            return UNARY[type(op)][1]
        case ast.BoolOp(op=op):
            return AND if isinstance(op, ast.And) else OR
        case ast.Constant(value=value):
            return FACTOR if is_negative(value) else ATOM
        case _:
            return _BY_TYPE.get(type(node), ATOM)


def is_negative(value: object) -> bool:
    """Tell whether a constant prints with a minus sign in front."""
    if isinstance(value, float):
        return math.copysign(1.0, value) < 0 and math.isfinite(value)
    return isinstance(value, int) and value < 0


def left_need(op: ast.operator) -> int:
    """Return the binding strength that the left operand of `op` must have."""
    level = OPERATORS[type(op)][1]
    return ATOM if level == POWER else level


def right_need(op: ast.operator) -> int:
    """Return the binding strength that the right operand of `op` must have."""
    level = OPERATORS[type(op)][1]
    # Only the power operator groups to the right, and it lets a sign follow: `a**-b`.
    return FACTOR if level == POWER else level + 1


def operand_need(node: ast.UnaryOp) -> int:
    """Return the binding strength that the operand of a unary operator must have.

    ruff writes `-(a**b)` where Python would do without the parentheses.
    """
    level = UNARY[type(node.op)][1]
    is_power = isinstance(node.operand, ast.BinOp) and isinstance(node.operand.op, ast.Pow)
    return ATOM if is_power else level


def value_need(node: ast.expr) -> int:
    """Return the strength that makes `node` get parentheses in front of a dot if it must.

    `1 .real` and `1.5.real` are legal without; ruff writes both with parentheses.
    """
    is_number = isinstance(node, ast.Constant) and type(node.value) in (int, float)
    return ATOM + 1 if is_number else ATOM


def is_simple_power_operand(node: ast.expr) -> bool:
    """Tell whether ruff hugs the power operator next to this operand: `x**2`, not `f() ** 2`."""
    while True:
        match node:
            case ast.Attribute(value=inner):
                node = inner
            case ast.UnaryOp(op=op, operand=inner) if not isinstance(op, ast.Not):
                node = inner
            case ast.Constant(value=value):
                return value is None or (
                    isinstance(value, int | float) and not _is_written_as_a_call(value)
                )
            case _:
                return isinstance(node, ast.Name)


def _is_written_as_a_call(value: float) -> bool:
    return isinstance(value, float) and not math.isfinite(value)
