"""Declarations, constants, assignments and INPUT."""

from __future__ import annotations

import ast

from pseudocode_translator.generation import python_syntax as py
from pseudocode_translator.generation import tree
from pseudocode_translator.generation.context import Storage
from pseudocode_translator.generation.generator import Generator
from pseudocode_translator.generation.references import is_aggregate
from pseudocode_translator.generation.usage import MAIN
from pseudocode_translator.model.deadline import checked
from pseudocode_translator.model.nodes import (
    Expression,
    InputValue,
    Integer,
    Name,
    SetLiteral,
)
from pseudocode_translator.model.program import For
from pseudocode_translator.model.statements import (
    Assign,
    AssignSeveral,
    Bounds,
    Declare,
    DefineConstant,
    DefineSet,
    Input,
)
from pseudocode_translator.model.types import UNKNOWN, ArrayType, Type


def write_declare(g: Generator, node: Declare) -> None:
    """Write a declaration: with a value, or bare where the first use is an assignment.

    ``int x = 5`` is two nodes of one line, which its assignment or its FOR says both.
    """
    ahead = g.ahead[-1] if g.ahead else None
    if ahead and _is_assigned_at_once(g, ahead.body, ahead.number):
        return
    for name in checked(node.names):
        if name.name not in g.first.early:
            needs_value = name.name in g.first.at_declaration
            _start(g, name.name, node.type, node.bounds, node.span.line, with_value=needs_value)


def _is_assigned_at_once(g: Generator, body: tree.Body, number: int) -> bool:
    """Tell whether the next statement, on the same line, gives the variable its value."""
    declare, follower = body[number : number + 1], body[number + 1 : number + 2]
    match (*declare, *follower):
        case (
            Declare(span=place, names=(Name(name=name),)),
            Assign(span=other, target=Name(name=assigned))
            | For(span=other, variable=Name(name=assigned)),
        ):
            is_plain = not g.context.is_boxed(name) and name not in g.first.early
            return is_plain and name == assigned and place.line == other.line
    return False


def _declared_just_before(g: Generator) -> Declare | None:
    """The declaration that an assignment is a part of."""
    ahead = g.ahead[-1] if g.ahead else None
    if ahead is None or not ahead.number:
        return None
    before = ahead.body[ahead.number - 1]
    if isinstance(before, Declare) and _is_assigned_at_once(g, ahead.body, ahead.number - 1):
        return before
    return None


def _start_with(g: Generator, declare: Declare, value: ast.expr) -> None:
    """Write a declaration with its value; a second one of the same name is no declaration."""
    name = declare.names[0].name
    key = (g.routine.key, name)
    hint = None if key in g.annotated else g.hint(declare.type, g.context.storage(name))
    g.annotated.add(key)
    g.annotate(py.name(g.context.variable(name)), hint, value, declare.span.line)


def write_first_value(g: Generator, name: str, line: int) -> None:
    """Give a variable its first value before the statement that first mentions it."""
    if g.program.rules.is_mathematical:
        return  # A value of ours would be a guess; Python tells when there is none.
    variable = g.context.known(name)
    kind = variable.type if variable else UNKNOWN
    _start(g, name, kind, (), line, with_value=True)


def _start(
    g: Generator,
    name: str,
    kind: Type,
    bounds: tuple[Bounds, ...],
    line: int,
    *,
    with_value: bool,
) -> None:
    target = py.name(g.context.variable(name))
    storage = g.context.storage(name)
    hint = g.hint(kind, storage)
    value = g.expressions.default(kind, bounds, storage) if with_value else None
    if with_value and kind == UNKNOWN:
        value = py.number(0)
    if g.context.is_boxed(name) and value is not None:
        box = py.name(g.context.require("Ref"))
        hint = None if hint is None else py.subscript(box, hint)
        value = py.call(box, value)
    g.annotate(target, hint, value, line, index_comment(kind, bounds, storage))


def index_comment(kind: Type, bounds: tuple[Bounds, ...], storage: Storage) -> str:
    """Tell the bounds of a plain list with an element that is not used."""
    if not isinstance(kind, ArrayType) or storage is not Storage.LIST:
        return ""
    if all(dimension.lower == 0 for dimension in kind.dimensions):
        return ""
    shown = []
    for number, dimension in enumerate(kind.dimensions):
        upper = str(dimension.upper) if dimension.upper is not None else ""
        if not upper and number < len(bounds):
            upper = _short(bounds[number].upper)
        if not upper:
            return ""
        shown.append(f"{dimension.lower} to {upper}")
    return f"index {', '.join(shown)}"


def _short(expression: Expression) -> str:
    match expression:
        case Name(name=name):
            return name
        case Integer(value=value):
            return str(value)
    return ""


def write_constant(g: Generator, node: DefineConstant) -> None:
    """Write a constant."""
    target = py.name(g.context.variable(node.name.name))
    g.assign(target, g.expressions.value(node.value), node.span.line)


def write_set(g: Generator, node: DefineSet) -> None:
    """Write a set variable with its members."""
    value = g.expressions.value(SetLiteral(node.span, node.items, node.type))
    if g.context.is_boxed(node.name.name):
        value = py.call(py.name(g.context.require("Ref")), value)
    target = py.name(g.context.variable(node.name.name))
    g.annotate(target, g.hint(node.type), value, node.span.line)


def write_assign(g: Generator, node: Assign) -> None:
    """Write an assignment; arrays and records are copied, shared ones filled in place."""
    if isinstance(node.value, InputValue):
        store(g, node.target, _read(g, node.target, node.value.prompt), node.span.line)
        return
    value = g.expressions.assigned(node.value, node.target.type)
    declare = _declared_just_before(g)
    if declare is not None:
        _start_with(g, declare, value)
        return
    if isinstance(node.target, Name) and _is_shared(g, node.target):
        _fill(g, node.target, value, node.span.line)
        return
    store(g, node.target, value, node.span.line)


def write_several(g: Generator, node: AssignSeveral) -> None:
    """Write an assignment to several places at once."""
    targets = [g.expressions.target(target) for target in node.targets]
    values = [g.expressions.value(value) for value in node.values]
    value = values[0] if len(values) == 1 else ast.Tuple(values, ast.Load())
    g.assign(ast.Tuple(targets, ast.Store()), value, node.span.line)


def store(g: Generator, place: Expression, value: ast.expr, line: int) -> None:
    """Write the assignment of a value to a variable, element, field or character."""
    target, stored = g.expressions.assignment(place, value)
    g.assign(target, stored, line)


def _is_shared(g: Generator, name: Name) -> bool:
    """Somebody else holds the same array or record, and must see the change."""
    if not is_aggregate(name.type) or g.context.is_boxed(name.name):
        return False
    variable = g.context.known(name.name)
    if variable is not None and variable.by_reference:
        return True
    key = g.context.key(name.name)
    uses = g.context.analysis.usage.uses.values()
    return key[0] == MAIN != g.routine.key and any(key in use.lent for use in uses)


def _fill(g: Generator, name: Name, value: ast.expr, line: int) -> None:
    target = g.expressions.value(name)
    if not isinstance(name.type, ArrayType):
        # A record: an object whose parts are replaced together.
        parts = py.name(g.context.require("vars"))
        update = py.method_call(py.call(parts, target), "update", py.call(parts, value))
        g.write(ast.Expr(update), line)
    elif g.context.storage(name.name) is Storage.GROWING:
        g.write(ast.Expr(py.method_call(target, "clear")), line)
        g.write(ast.Expr(py.method_call(target, "update", value)), line)
    elif g.context.storage(name.name) is Storage.ARRAY:
        g.context.require("Array.fill")
        g.write(ast.Expr(py.method_call(target, "fill", value)), line)
    else:
        whole = ast.Subscript(target, ast.Slice(), ast.Store())
        g.write(ast.Assign([whole], value), line)


def write_input(g: Generator, node: Input) -> None:
    """Write one INPUT per target; the prompt comes before the first."""
    prompt = node.prompt
    for target in node.targets:
        store(g, target, _read(g, target, prompt), node.span.line)
        prompt = None


def _read(g: Generator, target: Expression, prompt: Expression | None) -> ast.expr:
    """A line of input as a value for a target; undeclared numbers may have fractions."""
    base = tree.root(target)
    variable = None if base is None else g.context.known(base.name)
    if variable is not None and variable.may_be_fraction:
        return g.expressions.number_input_call(prompt)
    return g.expressions.input_call(target.type, prompt)
