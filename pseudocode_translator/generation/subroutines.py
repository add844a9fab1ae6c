"""Procedures, functions and methods."""

from __future__ import annotations

import ast
from collections.abc import Callable

from pseudocode_translator.generation import python_syntax as py
from pseudocode_translator.generation import tree
from pseudocode_translator.generation.assignments import write_first_value
from pseudocode_translator.generation.context import Passing
from pseudocode_translator.generation.copies import is_copied
from pseudocode_translator.generation.definite_assignment import (
    FirstValues,
    find_first_values,
)
from pseudocode_translator.generation.generator import Generator
from pseudocode_translator.generation.naming import is_dummy
from pseudocode_translator.generation.recorder import Recorder
from pseudocode_translator.generation.usage import Routine
from pseudocode_translator.model import nodes
from pseudocode_translator.model.deadline import checked
from pseudocode_translator.model.program import Parameter, Statement, Subroutine
from pseudocode_translator.model.scopes import Role
from pseudocode_translator.model.statements import Blank, Comment, Return
from pseudocode_translator.model.types import UNKNOWN


def write_subroutine(
    g: Generator,
    node: Subroutine,
    key: str,
    name: str,
    begin: Callable[[], None] = lambda: None,
) -> None:
    """Write a subroutine.

    Args:
        g: Where to write it.
        node: The subroutine.
        key: Its key among the routines of the program.
        name: Its Python name.
        begin: Writes what has to be done first when it is called.
    """
    outside = g.context.routine, g.first, g.output, g.loop_ends, g.ahead
    routine = g.context.analysis.usage.routines.get(key)
    if routine is None or routine.subroutine is not node:
        # The second of two with the same name: it is never called.
        routine = Routine(key, node.body, node.scope, node)
    g.context.routine = routine
    g.first = _first_values(g, routine)
    g.loop_ends, g.ahead = [], []
    body = _recorded(g, node, begin)
    unused = {name for name in body.stored - body.loaded() if not is_dummy(name)}
    if unused and g.context.names.mark_unused(key, unused):
        # ruff wants an underscore in front of what is only assigned (F841).
        body = _recorded(g, node, begin)
    g.output = outside[2]
    with g.open(_header(g, node, routine, name), node.span.line, node.body):
        _write_globals(g, node, body)
        body.replay(g.output)
    g.context.routine, g.first, g.output, g.loop_ends, g.ahead = outside


def _recorded(g: Generator, node: Subroutine, begin: Callable[[], None]) -> Recorder:
    """The body, in waiting for the declarations that have to stand above it."""
    g.forget_comments(node.body)
    g.output = recorder = Recorder()
    begin()
    _write_entry(g, node)
    write_body(g, node.body)
    if not _ends_with_return(node.body):
        _write_results(g, node.span.end_line)
    return recorder


def _first_values(g: Generator, routine: Routine) -> FirstValues:
    known = g.context.analysis.first.get(routine.key)
    if known is not None and g.context.analysis.usage.routines[routine.key] is routine:
        return known
    analysis = g.context.analysis
    return find_first_values(routine, analysis.usage, analysis.conventions.boxed)


def write_body(g: Generator, body: tree.Body) -> None:
    """Write the body of a routine, with first values where they are needed."""

    def start(number: int) -> None:
        for name in checked(g.first.before.get(number, ())):
            write_first_value(g, name, body[number].span.line)

    g.block(body, before=start)


def _header(g: Generator, node: Subroutine, routine: Routine, name: str) -> ast.FunctionDef:
    passing = _passing(g, routine)
    parameters: list[ast.arg] = []
    taken: set[str] = set()
    for parameter, way in checked(zip(node.parameters, passing, strict=True)):
        shown = g.context.variable(parameter.name.name)
        if shown in taken:
            # A second parameter of the same name: nothing can mean it.
            shown = g.context.temporary(shown)
        taken.add(shown)
        parameters.append(ast.arg(shown, _parameter_hint(g, parameter, way)))
    if routine.owner is not None:
        parameters.insert(0, ast.arg("self"))
    arguments = ast.arguments([], parameters, None, [], [], None, [])
    return ast.FunctionDef(name, arguments, [], [], _result_hint(g, node, passing))


def _passing(g: Generator, routine: Routine) -> tuple[Passing, ...]:
    signatures = g.context.analysis.conventions.signatures
    known = signatures.get(routine.key)
    if known is not None and len(known.passing) == len(routine.parameters):
        return known.passing
    return (Passing.VALUE,) * len(routine.parameters)


def _parameter_hint(g: Generator, parameter: Parameter, way: Passing) -> ast.expr | None:
    hint = g.hint(parameter.type, g.context.storage(parameter.name.name))
    if way is not Passing.CELL:
        return hint
    box = py.name(g.context.require("Ref"))
    return box if hint is None else py.subscript(box, hint)


def _result_hint(g: Generator, node: Subroutine, passing: tuple[Passing, ...]) -> ast.expr | None:
    if node.constructor:
        return py.none()
    if node.result is not None:
        storage = g.context.analysis.storages.at(("result", g.routine.key))
        return None if node.result == UNKNOWN else g.hint(node.result, storage)
    hints = [
        _parameter_hint(g, parameter, way) or py.name("object")
        for parameter, way in zip(node.parameters, passing, strict=True)
        if way is Passing.RETURNED
    ]
    if not hints:
        return None if _returns_a_value(node.body) else py.none()
    return hints[0] if len(hints) == 1 else py.subscript(py.name("tuple"), *hints)


def _returns_a_value(body: tree.Body) -> bool:
    return any(isinstance(s, Return) and s.value is not None for s in tree.every_statement(body))


def _write_globals(g: Generator, node: Subroutine, body: Recorder) -> None:
    """Declare the main program's variables that the body assigns."""
    # Of two parameters with one name, which were reported, the scope knows one.
    own = {g.context.variable(each.name.name) for each in node.parameters}
    own |= {g.context.variable(name) for name in g.routine.scope.variables}
    shared = sorted((body.stored - own) & g.context.names.main_variables)
    if shared:
        g.output.statement(ast.Global(shared), line=node.span.line)


def _write_entry(g: Generator, node: Subroutine) -> None:
    """Copy what must not change for the caller, and box what is pointed at."""
    conventions = g.context.analysis.conventions
    line = node.span.line
    for parameter, way in zip(node.parameters, _passing(g, g.routine), strict=True):
        name = parameter.name.name
        key = (g.routine.key, name)
        target = py.name(g.context.variable(name))
        is_boxed = g.context.is_boxed(name) and way is not Passing.CELL
        if is_boxed:
            box = py.name(g.context.require("Ref"))
            g.assign(target, py.call(box, py.name(g.context.variable(name))), line)
        if key in conventions.copied and is_copied(parameter.type, g.program):
            copy = g.expressions.copied(parameter.name)
            g.assign(g.expressions.target(parameter.name), copy, line)


def _ends_with_return(body: tree.Body) -> bool:
    last: Statement | None = None
    for statement in body:
        if not isinstance(statement, Comment | Blank):
            last = statement
    return isinstance(last, Return)


def _results(g: Generator) -> list[ast.expr]:
    """The values that go back to the caller's variables."""
    subroutine = g.routine.subroutine
    if subroutine is None:
        return []
    return [
        g.expressions.value(parameter.name)
        for parameter, way in zip(subroutine.parameters, _passing(g, g.routine), strict=True)
        if way is Passing.RETURNED
    ]


def _write_results(g: Generator, line: int) -> None:
    results = _results(g)
    if results:
        g.write(ast.Return(_together(results)), line)


def _together(values: list[ast.expr]) -> ast.expr:
    return values[0] if len(values) == 1 else ast.Tuple(values, ast.Load())


def write_return(g: Generator, node: Return) -> None:
    """Leave the subroutine; in the main program, end the run."""
    line = node.span.line
    subroutine = g.routine.subroutine
    results = _results(g)
    if subroutine is None:
        g.write(ast.Raise(py.name("SystemExit")), line)
    elif results:
        g.write(ast.Return(_together(results)), line)
    elif node.value is None or subroutine.constructor:
        g.write(ast.Return(), line)
    else:
        g.write(ast.Return(_returned(g, node.value)), line)


def _returned(g: Generator, value: nodes.Expression) -> ast.expr:
    """The value; a variable of this call alone need not be copied."""
    kind = g.routine.subroutine.result if g.routine.subroutine else None
    if isinstance(value, nodes.Name) and not g.context.is_boxed(value.name):
        variable = g.routine.scope.variables.get(value.name)
        if variable is not None and variable.role is Role.VARIABLE and kind == value.type:
            return g.expressions.value(value)
    return g.expressions.assigned(value, kind or UNKNOWN, is_sized=False)
