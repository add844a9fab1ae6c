"""Calls as statements; BYREF scalars come back as results and are assigned."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace

from pseudocode_translator.generation import python_syntax as py
from pseudocode_translator.generation import tree
from pseudocode_translator.generation.assignments import store, write_assign
from pseudocode_translator.generation.context import Passing
from pseudocode_translator.generation.copies import placed_value
from pseudocode_translator.generation.generator import Generator
from pseudocode_translator.model import nodes
from pseudocode_translator.model.nodes import Call, Expression, Name
from pseudocode_translator.model.statements import Assign, CallStatement
from pseudocode_translator.model.types import STRING, ArrayType, Dimension


def write_call(g: Generator, node: CallStatement) -> None:
    """Write a call for its effect."""
    call, line = node.call, node.span.line
    passing: tuple[Passing, ...] = ()
    lent: list[Assign] = []
    if isinstance(call, Call):
        call, lent = _with_own_bounds(g, call)
        passing = g.context.signature(call.function).passing
    if (
        isinstance(call, Call)
        and Passing.RETURNED in passing
        and len(passing) == len(call.arguments)
    ):
        _write_returning(g, call, passing, line)
    else:
        _write_plain(g, call, line)
    for back in lent:
        write_assign(g, back)


def _write_plain(g: Generator, call: Expression, line: int) -> None:
    value = g.expressions.value(call)
    if isinstance(value, ast.Call):
        g.write(ast.Expr(value), line)
    else:
        # A bare expression looks like a mistake; its value is dropped on purpose.
        g.assign(py.name("_"), value, line)


def _with_own_bounds(g: Generator, call: Call) -> tuple[Call, list[Assign]]:
    """Lend arrays whose first index is not the parameter's as copies with its bounds.

    Returns:
        The call that lends the copies, and the assignments that bring them back.
    """
    signature = g.context.signature(call.function)
    arguments = list(call.arguments)
    back: list[Assign] = []
    for number, (argument, way, kind) in enumerate(
        zip(arguments, signature.passing, signature.types, strict=False)
    ):
        if way is not Passing.SHARED or not isinstance(kind, ArrayType):
            continue
        lent_kind = ArrayType(
            kind.element, tuple(Dimension(d.lower, None) for d in kind.dimensions)
        )
        lent = placed_value(argument, lent_kind, g.expressions, is_sized=False)
        if lent is not None:
            alias = g.context.alias("lent", lent_kind, argument.span)
            g.assign(py.name(g.context.variable(alias.name)), lent, call.span.line)
            arguments[number] = alias
            back.append(Assign(call.span, argument, alias))
    return replace(call, arguments=tuple(arguments)), back


def _write_returning(g: Generator, call: Call, passing: tuple[Passing, ...], line: int) -> None:
    arguments = _steady(g, call, passing, line)
    places = [
        argument
        for argument, way in zip(arguments, passing, strict=True)
        if way is Passing.RETURNED
    ]
    function = py.name(g.context.subroutine(call.function))
    result = py.call(function, *(g.expressions.value(argument) for argument in arguments))
    if not any(tree.is_place(place) for place in places):
        g.write(ast.Expr(result), line)
    elif len(places) == 1:
        store(g, places[0], result, line)
    else:
        _assign_all(g, places, result, line)


def _assign_all(g: Generator, places: list[Expression], result: ast.expr, line: int) -> None:
    targets: list[ast.expr] = []
    later: list[tuple[Expression, Name]] = []
    for place in places:
        if not tree.is_place(place):
            targets.append(ast.Name("_", ast.Store()))
        elif _is_character(place):
            alias = g.context.alias("character", place.type, place.span)
            later.append((place, alias))
            targets.append(py.as_target(g.expressions.value(alias)))
        else:
            targets.append(g.expressions.target(place))
    g.write(ast.Assign([ast.Tuple(targets, ast.Store())], result), line)
    for place, alias in later:
        store(g, place, g.expressions.value(alias), line)


def _is_character(place: Expression) -> bool:
    return isinstance(place, nodes.Index) and place.base.type == STRING


def _steady(g: Generator, call: Call, passing: tuple[Passing, ...], line: int) -> list[Expression]:
    """The arguments, with indexes that would change while the call runs kept in variables."""
    returned = {
        argument.name
        for argument, way in zip(call.arguments, passing, strict=True)
        if way is Passing.RETURNED and isinstance(argument, Name)
    }
    return [
        _with_steady_indexes(g, call, argument, returned, line)
        if way is Passing.RETURNED
        else argument
        for argument, way in zip(call.arguments, passing, strict=True)
    ]


def _with_steady_indexes(
    g: Generator, call: Call, place: Expression, returned: set[str], line: int
) -> Expression:
    chain: list[nodes.Index | nodes.Field] = []
    while isinstance(place, nodes.Index | nodes.Field):
        chain.append(place)
        place = place.base
    for part in reversed(chain):
        if isinstance(part, nodes.Index):
            indexes = tuple(
                index if _is_steady(g, call, index, returned) else _kept(g, index, line)
                for index in part.indexes
            )
            place = replace(part, base=place, indexes=indexes)
        else:
            place = replace(part, base=place)
    return place


def _kept(g: Generator, index: Expression, line: int) -> Name:
    alias = g.context.alias("index", index.type, index.span)
    g.assign(py.name(g.context.variable(alias.name)), g.expressions.value(index), line)
    return alias


def _is_steady(g: Generator, call: Call, index: Expression, returned: set[str]) -> bool:
    """The index has the same value before and after the call, however often it is computed."""
    if any(isinstance(part, _UNSTEADY) for part in tree.every_part(index)):
        return False
    return not any(
        name in returned or g.context.is_written_by(call, name) for name in _names(index)
    )


def _names(expression: Expression) -> Iterator[str]:
    return (part.name for part in tree.every_part(expression) if isinstance(part, Name))


_UNSTEADY = (nodes.Call, nodes.MethodCall, nodes.LibraryCall, nodes.InputValue, nodes.Dereference)
"""Parts that may give another value the second time, or do something."""
