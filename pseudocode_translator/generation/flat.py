"""Expressions on one line, with the least parentheses that keep the tree."""

import ast
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from pseudocode_translator.generation.fstrings import as_join_call, fstring_text
from pseudocode_translator.generation.literals import constant_text
from pseudocode_translator.generation.precedence import (
    ATOM,
    BIT_OR,
    COMPARISONS,
    NAMED,
    OPERATORS,
    OR,
    TEST,
    UNARY,
    is_simple_power_operand,
    left_need,
    operand_need,
    precedence,
    right_need,
    value_need,
)
from pseudocode_translator.model.deadline import checked

Shown = TypeVar("Shown")


def text(node: ast.expr, need: int = TEST) -> str:
    """Return `node` on one line, in parentheses if it binds less tightly than `need`.

    Raises:
        TypeError: the generator has no business with this kind of node.
    """
    kind = type(node)
    printer = _PRINTERS.get(kind)
    if printer is None:
        message = f"no Python text for {kind.__name__}"
        raise TypeError(message)
    shown = printer(node)
    if kind is ast.Name:
        return shown
    return f"({shown})" if needs_parentheses(node, need) else shown


def needs_parentheses(node: ast.expr, need: int) -> bool:
    """Tell whether `node` binds less tightly than its place asks for."""
    return precedence(node) < need


def comma_separated(nodes: Iterable[ast.expr], need: int = TEST) -> str:
    """Return the elements of a list, a call or a bare tuple."""
    return ", ".join([text(node, need) for node in checked(nodes)])


def bare(node: ast.expr) -> str:
    """Return a tuple of several elements without its parentheses; anything else as usual."""
    if isinstance(node, ast.Tuple) and len(node.elts) > 1:
        return comma_separated(node.elts)
    return text(node)


def index_text(index: ast.expr) -> str:
    """Return what stands between the brackets of a subscript."""
    if isinstance(index, ast.Tuple) and is_bare_index(index):
        shown = ", ".join(map(_index_part, index.elts))
        return shown if len(index.elts) > 1 else shown + ","
    return _index_part(index)


def _index_part(index: ast.expr) -> str:
    if isinstance(index, ast.Slice):
        return "".join(slice_pieces(index, text))
    return text(index)


def is_bare_index(index: ast.Tuple) -> bool:
    """Tell whether a tuple in a subscript goes without parentheses: `table[row, column]`."""
    return len(index.elts) > 1 or any(isinstance(element, ast.Slice) for element in index.elts)


def slice_pieces(node: ast.Slice, show: Callable[[ast.expr], Shown]) -> list[Shown | str]:
    """Return the parts, colons and spaces of a slice.

    A colon is an operator with equal space on both sides, except where all parts are simple,
    and except next to nothing.
    """
    spaced = not all(map(_is_simple_bound, (node.lower, node.upper, node.step)))
    pieces: list[Shown | str] = []
    if node.lower is not None:
        pieces += [show(node.lower), " "] if spaced else [show(node.lower)]
    pieces.append(":")
    if node.upper is not None:
        pieces += [" ", show(node.upper)] if spaced else [show(node.upper)]
    if node.step is not None:
        pieces += [" :" if spaced and node.upper is not None else ":"]
        pieces += [" ", show(node.step)] if spaced else [show(node.step)]
    return pieces


def _is_simple_bound(node: ast.expr | None) -> bool:
    while isinstance(node, ast.UnaryOp) and not isinstance(node.op, ast.Not):
        node = node.operand
    return node is None or isinstance(node, ast.Name | ast.Constant)


def parameters(
    arguments: ast.arguments, show: Callable[[ast.expr], Shown]
) -> list[list[Shown | str]]:
    """Return the parameters of a function in order, each as pieces of text."""
    positional = [*arguments.posonlyargs, *arguments.args]
    missing = len(positional) - len(arguments.defaults)
    defaults = [*[None] * missing, *arguments.defaults]
    shown = [
        _parameter(parameter, default, show)
        for parameter, default in zip(positional, defaults, strict=True)
    ]
    if arguments.posonlyargs:
        shown.insert(len(arguments.posonlyargs), ["/"])
    if arguments.vararg is not None:
        shown.append(["*", *_parameter(arguments.vararg, None, show)])
    elif arguments.kwonlyargs:
        shown.append(["*"])
    for parameter, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        shown.append(_parameter(parameter, default, show))
    if arguments.kwarg is not None:
        shown.append(["**", *_parameter(arguments.kwarg, None, show)])
    return shown


def _parameter(
    parameter: ast.arg, default: ast.expr | None, show: Callable[[ast.expr], Shown]
) -> list[Shown | str]:
    pieces: list[Shown | str] = [parameter.arg]
    if parameter.annotation is not None:
        pieces += [": ", show(parameter.annotation)]
    if default is not None:
        pieces += [" = " if parameter.annotation is not None else "=", show(default)]
    return pieces


def keyword_text(node: ast.keyword) -> str:
    """Return `name=value` or `**value`."""
    if node.arg is None:
        return f"**{text(node.value, BIT_OR)}"
    return f"{node.arg}={text(node.value)}"


def comprehension_text(node: ast.comprehension) -> str:
    """Return `for target in iterable if condition`."""
    target = bare(node.target)
    conditions = "".join([f" if {text(condition, OR)}" for condition in node.ifs])
    return f"for {target} in {text(node.iter, OR)}{conditions}"


def operator_text(left: ast.expr, op: ast.operator, right: ast.expr) -> str:
    """Return the operator between the two operands next to it, with the spaces around."""
    symbol = OPERATORS[type(op)][0]
    if symbol != "**":
        return f" {symbol} "
    # A sign on the left is in parentheses, and those are not simple.
    is_simple = precedence(left) == ATOM and is_simple_power_operand(left)
    return symbol if is_simple and is_simple_power_operand(right) else f" {symbol} "


def _name(node: ast.Name) -> str:
    return node.id


def _constant(node: ast.Constant) -> str:
    return constant_text(node.value)


def _attribute(node: ast.Attribute) -> str:
    return f"{text(node.value, value_need(node.value))}.{node.attr}"


def _subscript(node: ast.Subscript) -> str:
    return f"{text(node.value, ATOM)}[{index_text(node.slice)}]"


def _call(node: ast.Call) -> str:
    function = text(node.func, ATOM)
    if not node.keywords:
        if len(node.args) == 1:
            return f"{function}({argument_text(node.args[0])})"
        return f"{function}({comma_separated(node.args)})"
    arguments = [text(argument) for argument in node.args]
    arguments += [keyword_text(argument) for argument in node.keywords]
    return f"{function}({', '.join(arguments)})"


def argument_text(node: ast.expr) -> str:
    """Return the only argument of a call; a generator goes without its parentheses."""
    if isinstance(node, ast.GeneratorExp):
        return _comprehension(node.elt, node.generators)
    return text(node, NAMED)


def leftmost_operand(node: ast.BinOp) -> tuple[ast.expr, list[ast.BinOp]]:
    """Return the first operand and the operations on it, innermost first.

    Long sums lean to the left; a loop goes down them where recursion would give up.
    """
    operations = [node]
    while isinstance(left := node.left, ast.BinOp):
        if precedence(left) < left_need(node.op):
            break
        operations.append(left)
        node = left
    operations.reverse()
    return node.left, operations


def _binary(node: ast.BinOp) -> str:
    left, operations = leftmost_operand(node)
    shown = [text(left, left_need(operations[0].op))]
    for operation in checked(operations):
        right = operation.right
        shown.append(operator_text(left, operation.op, first_operand(right)))
        shown.append(text(right, right_need(operation.op)))
        left = last_operand(right, right_need(operation.op))
    return "".join(shown)


def first_operand(node: ast.expr) -> ast.expr:
    """Return the operand that stands first: of `b**c` in `a**b**c` it is `b`."""
    while isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
        node = node.left
    return node


def last_operand(node: ast.expr, need: int) -> ast.expr:
    """Return the operand that stands last, `node` itself where parentheses close it."""
    while isinstance(node, ast.BinOp) and precedence(node) >= need:
        need = right_need(node.op)
        node = node.right
    return node


def _unary(node: ast.UnaryOp) -> str:
    return UNARY[type(node.op)][0] + text(node.operand, operand_need(node))


def _boolean(node: ast.BoolOp) -> str:
    symbol = " and " if isinstance(node.op, ast.And) else " or "
    need = precedence(node) + 1
    return symbol.join([text(value, need) for value in checked(node.values)])


def _compare(node: ast.Compare) -> str:
    shown = [text(node.left, BIT_OR)]
    for op, right in zip(node.ops, node.comparators, strict=True):
        shown.append(f" {COMPARISONS[type(op)]} {text(right, BIT_OR)}")
    return "".join(shown)


def _conditional(node: ast.IfExp) -> str:
    return f"{text(node.body, OR)} if {text(node.test, OR)} else {text(node.orelse)}"


def _lambda(node: ast.Lambda) -> str:
    shown = ", ".join(["".join(pieces) for pieces in parameters(node.args, text)])
    return f"lambda {shown}: {text(node.body)}" if shown else f"lambda: {text(node.body)}"


def _list(node: ast.List) -> str:
    return f"[{comma_separated(node.elts, NAMED)}]"


def _tuple(node: ast.Tuple) -> str:
    comma = "," if len(node.elts) == 1 else ""
    return f"({comma_separated(node.elts)}{comma})"


def _dict(node: ast.Dict) -> str:
    items = [
        f"**{text(value, BIT_OR)}" if key is None else f"{text(key)}: {text(value)}"
        for key, value in zip(node.keys, node.values, strict=True)
    ]
    return f"{{{', '.join(items)}}}"


def _set(node: ast.Set) -> str:
    return f"{{{comma_separated(node.elts)}}}"


def _comprehension(element: ast.expr, generators: list[ast.comprehension]) -> str:
    clauses = " ".join([comprehension_text(generator) for generator in generators])
    return f"{text(element)} {clauses}"


def _list_comprehension(node: ast.ListComp) -> str:
    return f"[{_comprehension(node.elt, node.generators)}]"


def _generator(node: ast.GeneratorExp) -> str:
    return f"({_comprehension(node.elt, node.generators)})"


def _set_comprehension(node: ast.SetComp) -> str:
    return f"{{{_comprehension(node.elt, node.generators)}}}"


def _dict_comprehension(node: ast.DictComp) -> str:
    return f"{{{text(node.key)}: {_comprehension(node.value, node.generators)}}}"


def _joined(node: ast.JoinedStr) -> str:
    shown = fstring_text(node, text)
    return _call(as_join_call(node)) if shown is None else shown


def _named(node: ast.NamedExpr) -> str:
    return f"{text(node.target)} := {text(node.value)}"


def _starred(node: ast.Starred) -> str:
    return f"*{text(node.value, BIT_OR)}"


_PRINTERS: dict[type[ast.expr], Callable[[Any], str]] = {
    ast.Name: _name,
    ast.Constant: _constant,
    ast.Attribute: _attribute,
    ast.Subscript: _subscript,
    ast.Call: _call,
    ast.BinOp: _binary,
    ast.UnaryOp: _unary,
    ast.BoolOp: _boolean,
    ast.Compare: _compare,
    ast.IfExp: _conditional,
    ast.Lambda: _lambda,
    ast.List: _list,
    ast.Tuple: _tuple,
    ast.Dict: _dict,
    ast.Set: _set,
    ast.ListComp: _list_comprehension,
    ast.GeneratorExp: _generator,
    ast.SetComp: _set_comprehension,
    ast.DictComp: _dict_comprehension,
    ast.JoinedStr: _joined,
    ast.NamedExpr: _named,
    ast.Starred: _starred,
}
