"""FOR, WHILE, REPEAT, and the ways out of loops."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from pseudocode_translator.generation import python_syntax as py
from pseudocode_translator.generation.assignments import store
from pseudocode_translator.generation.either_way import either_way_rounds, step_towards
from pseudocode_translator.generation.generator import Generator
from pseudocode_translator.generation.naming import is_dummy
from pseudocode_translator.generation.proofs import is_at_least
from pseudocode_translator.generation.references import is_aggregate
from pseudocode_translator.generation.writer import Else
from pseudocode_translator.model import nodes
from pseudocode_translator.model.library import Library
from pseudocode_translator.model.nodes import (
    Binary,
    BinaryOperator,
    Expression,
    LibraryCall,
    Name,
)
from pseudocode_translator.model.program import For, ForEach, Repeat, RepeatTimes, While
from pseudocode_translator.model.statements import Break, Continue, DefineEnum
from pseudocode_translator.model.types import (
    BOOLEAN,
    CHAR,
    INTEGER,
    REAL,
    UNKNOWN,
    Category,
    NamedType,
)


def write_while(g: Generator, node: While) -> None:
    """Write a loop that tests before each round."""
    header = ast.While(g.expressions.condition(node.condition), [], [])
    with g.open(header, node.span.line, node.body), _round_end(g, lambda: None):
        g.block(node.body, node)


def write_repeat(g: Generator, node: Repeat) -> None:
    """Write a loop that tests after each round."""

    def leave_if_done() -> None:
        line = node.until.span.line
        until = g.expressions.condition(node.until)
        with g.open(ast.If(until, [], []), line):
            g.write(ast.Break(), line)

    header = ast.While(py.truth(True), [], [])
    with g.open(header, node.span.line, node.body):
        with _round_end(g, leave_if_done):
            g.block(node.body, node)
        leave_if_done()


def write_repeat_times(g: Generator, node: RepeatTimes) -> None:
    """Write a loop with a number of rounds."""
    count = g.expressions.value(node.count)
    if node.count.type == REAL:
        count = py.call(py.name("int"), count)
    rounds = py.call(py.name("range"), count)
    header = ast.For(ast.Name("_", ast.Store()), rounds, [], [])
    with g.open(header, node.span.line, node.body), _round_end(g, lambda: None):
        g.block(node.body, node)


def write_break(g: Generator, node: Break) -> None:
    """Leave the loop around."""
    if g.loop_ends:
        g.write(ast.Break(), node.span.line)
    else:
        g.refuse("this is not inside a loop", node.span.line)


def write_continue(g: Generator, node: Continue) -> None:
    """Go on with the next round; what every round ends with comes first."""
    if g.loop_ends:
        g.loop_ends[-1]()
        g.write(ast.Continue(), node.span.line)
    else:
        g.refuse("this is not inside a loop", node.span.line)


@contextmanager
def _round_end(g: Generator, write: Callable[[], None]) -> Iterator[None]:
    g.loop_ends.append(write)
    yield
    g.loop_ends.pop()


@contextmanager
def _loop_body(g: Generator, loop: For | ForEach) -> Iterator[None]:
    g.context.enter_loop(loop)
    with _round_end(g, lambda: None):
        yield
    g.context.leave_loop(loop)


def write_for(g: Generator, node: For) -> None:
    """Write a counting loop, as simply as it stays equal to what the author wrote."""
    if not isinstance(node.variable, Name) or g.context.counter_facts(node).is_assigned:
        _write_counting_while(g, node)
        return
    rounds = _rounds(g, node)
    if rounds is None:
        _write_counting_while(g, node)
        return
    if node.variable.type == CHAR:
        _write_over(g, node, rounds, lambda value: py.call(_builtin(g, "chr"), value))
    else:
        _write_over(g, node, rounds, None)


def write_for_each(g: Generator, node: ForEach) -> None:
    """Write a loop over elements or characters."""
    items = g.expressions.elements(node.items)
    copies = is_aggregate(node.variable.type) and _changes(g, node)
    if copies and not g.context.is_boxed(node.variable.name):
        copied = g.expressions.copied
        name = node.variable
        _write_over(g, node, items, None, lambda: store(g, name, copied(name), node.span.line))
    else:
        _write_over(g, node, items, None)


def _changes(g: Generator, node: ForEach) -> bool:
    use = g.context.analysis.usage.uses[g.routine.key]
    key = g.context.key(node.variable.name)
    return key in use.changed or key in use.lent


def _builtin(g: Generator, name: str) -> ast.expr:
    return py.name(g.context.require(name))


def _write_over(
    g: Generator,
    node: For | ForEach,
    items: ast.expr,
    convert: Callable[[ast.expr], ast.expr] | None,
    begin: Callable[[], None] = lambda: None,
) -> None:
    """Write a `for` loop; the variable gets its value in the body where it must.

    That is where the header cannot set it (a cell, a conversion), or where ruff would
    object: to a variable that its own range uses (B020), to one that the body does not
    use (B007).
    """
    variable = node.variable
    assert isinstance(variable, Name)
    line = node.span.line
    shown = g.context.variable(variable.name)
    is_direct = not (g.context.is_boxed(variable.name) or "." in shown or convert)
    is_direct = is_direct and not _mentions(items, shown)
    facts = g.context.counter_facts(node)
    if is_direct and (facts.is_read or is_dummy(shown)):
        target: ast.expr | None = py.name(shown)
    elif is_direct and not (facts.is_read_elsewhere or g.is_read_later(variable)):
        target = py.name("_")
    else:
        target = None
    header = target or py.name(g.context.temporary("value"))
    loop = ast.For(py.as_target(header), items, [], [])
    with g.open(loop, line, node.body), _loop_body(g, node):
        if target is None:
            value = ast.Name(_id(header), ast.Load())
            store(g, variable, convert(value) if convert else value, line)
        begin()
        g.block(node.body, node)


def _id(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else "_"


def _mentions(expression: ast.expr, name: str) -> bool:
    return any(isinstance(n, ast.Name) and n.id == name for n in ast.walk(expression))


def _rounds(g: Generator, node: For) -> ast.expr | None:
    """What a `for` loop goes through; None where only a `while` loop can count so."""
    if node.either_way:
        return either_way_rounds(g, node)
    step = py.number(1) if node.step is None else g.expressions.value(node.step)
    size = py.integer_value(step)
    types = {node.start.type, node.end.type, INTEGER if node.step is None else node.step.type}
    if g.program.rules.is_mathematical and types <= {INTEGER, UNKNOWN}:
        types = {INTEGER}  # A bound that is not whole makes Python's `range` fail.
    if types == {INTEGER} and size:
        start, end = g.expressions.value(node.start), g.expressions.value(node.end)
        return py.counting(start, end, size, inclusive=node.inclusive)
    if not node.inclusive or size == 0:
        return None
    if types == {INTEGER} and node.step is not None and _rises(g, node.step):
        start, end = g.expressions.value(node.start), g.expressions.value(node.end)
        return py.call(py.name("range"), start, py.shifted(end, 1), step)
    if _is_enum(node.start) and _is_enum(node.end):
        return _members(g, node, size or 0)
    ends = [g.expressions.value(node.start), g.expressions.value(node.end)]
    if {node.start.type, node.end.type} == {CHAR}:
        ends = [py.call(_builtin(g, "ord"), end) for end in ends]
        if size:
            return py.counting(ends[0], ends[1], size, inclusive=True)
    if size == 1 and node.start.type == INTEGER and node.end.type == REAL:
        return py.counting(ends[0], _whole(g, node, ends[1]), 1, inclusive=True)
    helper = py.name(g.context.require("inclusive_range"))
    return py.call(helper, *ends, *([] if node.step is None else [step]))


def _rises(g: Generator, step: Expression) -> bool:
    return is_at_least(g.context.interval(step), 1)


def _whole(g: Generator, node: For, end: ast.expr) -> ast.expr:
    """The last integer up to a REAL end; from 1 on, there is none below to be wrong about."""
    if is_at_least(g.context.interval(node.start), 1):
        return py.call(py.name("int"), end)
    return py.method_call(py.name(g.context.require_import("math")), "floor", end)


def _is_enum(node: Expression) -> bool:
    return isinstance(node.type, NamedType) and node.type.category is Category.ENUM


def _members(g: Generator, node: For, step: int) -> ast.expr | None:
    """The members of an enum from one to another; their values count from 1."""
    if step <= 0 or not isinstance(node.start.type, NamedType):
        return None
    members = py.call(py.name("list"), py.name(g.context.type_name(node.start.type.name)))
    if step == 1 and _is_whole_enum(g, node):
        return py.name(g.context.type_name(node.start.type.name))
    first = py.shifted(py.attribute(g.expressions.value(node.start), "value"), -1)
    last = py.attribute(g.expressions.value(node.end), "value")
    size = py.number(step) if step != 1 else None
    return ast.Subscript(members, ast.Slice(first, last, size), ast.Load())


def _is_whole_enum(g: Generator, node: For) -> bool:
    definition = g.program.types.get(str(node.start.type))
    return (
        isinstance(definition, DefineEnum)
        and isinstance(node.start, nodes.EnumMember)
        and isinstance(node.end, nodes.EnumMember)
        and (node.start.name, node.end.name) == (definition.members[0], definition.members[-1])
    )


@dataclass(frozen=True, slots=True)
class _Count:
    """The parts of a counting loop that are computed once."""

    variable: Expression
    end: Expression
    step: Expression


def _write_counting_while(g: Generator, node: For) -> None:
    """Write a loop whose body may change the counter, or that counts in an element."""
    line = node.span.line
    store(g, node.variable, g.expressions.assigned(node.start, node.variable.type), line)
    step = node.step or nodes.Integer(node.span, 1)
    end = _kept(g, node.end, "limit", line)
    step = step_towards(g, node, end) if node.either_way else _kept(g, step, "step", line)
    count = _Count(node.variable, end, step)

    def advance() -> None:
        _advance(g, count, BinaryOperator.ADD, line)

    header = ast.While(_goes_on(g, node, count), [], [])
    with g.open(header, line, node.body):
        g.context.enter_loop(node)
        with _round_end(g, advance):
            g.block(node.body, node)
        g.context.leave_loop(node)
        advance()
    if isinstance(node.variable, Name) and g.is_read_later(node.variable):
        # After the loop the variable has the last value that a round was done with.
        with g.open(Else(), 0):
            _advance(g, count, BinaryOperator.SUBTRACT, line)


def _advance(g: Generator, count: _Count, operator: BinaryOperator, line: int) -> None:
    kind, span = count.variable.type, count.variable.span
    moved: Expression = Binary(span, operator, count.variable, count.step, kind)
    if kind == CHAR:
        code = LibraryCall(span, Library.CODE, (count.variable,), INTEGER)
        number = Binary(span, operator, code, count.step, INTEGER)
        moved = LibraryCall(span, Library.CHARACTER, (number,), CHAR)
    store(g, count.variable, g.expressions.value(moved), line)


def _kept(g: Generator, expression: Expression, hint: str, line: int) -> Expression:
    """The expression if it is a literal, else a variable that keeps its value."""
    value = g.expressions.value(expression)
    if py.integer_value(value) is not None or isinstance(value, ast.Constant):
        return expression
    alias = g.context.alias(hint, expression.type, expression.span)
    g.assign(py.name(g.context.variable(alias.name)), value, line)
    return alias


def _goes_on(g: Generator, node: For, count: _Count) -> ast.expr:
    up = BinaryOperator.LESS_OR_EQUAL if node.inclusive else BinaryOperator.LESS
    down = BinaryOperator.GREATER_OR_EQUAL if node.inclusive else BinaryOperator.GREATER
    rising = g.expressions.condition(Binary(node.span, up, count.variable, count.end, BOOLEAN))
    falling = g.expressions.condition(Binary(node.span, down, count.variable, count.end, BOOLEAN))
    low, high = g.context.interval(count.step)
    if low is not None and low >= 0:
        return rising
    if high is not None and high < 0:
        return falling
    zero = nodes.Integer(node.span, 0)
    is_up = Binary(node.span, BinaryOperator.GREATER_OR_EQUAL, count.step, zero, BOOLEAN)
    return ast.IfExp(g.expressions.condition(is_up), rising, falling)
