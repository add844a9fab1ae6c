"""A resolved program as Python: the program itself, and above it what it needs."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from pseudocode_translator.generation import prelude
from pseudocode_translator.generation import python_syntax as py
from pseudocode_translator.generation.assignments import write_first_value
from pseudocode_translator.generation.generator import Generator
from pseudocode_translator.generation.liveness import Ahead
from pseudocode_translator.generation.order import arranged
from pseudocode_translator.generation.prelude import Import
from pseudocode_translator.generation.program_context import Analysis, ProgramContext
from pseudocode_translator.generation.recursion import DEPTH, needs_depth
from pseudocode_translator.generation.statements import DEFINITIONS, HANDLERS
from pseudocode_translator.generation.writer import Generated, Writer
from pseudocode_translator.model.deadline import NO_DEADLINE, Deadline, checked
from pseudocode_translator.model.program import Program


def generate(program: Program, *, deadline: Deadline = NO_DEADLINE) -> Generated:
    """Translate a resolved program; one with errors too.

    What could not be read becomes a statement that raises `NotImplementedError`.
    """
    with deadline.applied():
        return _generate(program)


def _generate(program: Program) -> Generated:
    analysis = Analysis(program)
    reserved: frozenset[str] = frozenset()
    while True:
        context = ProgramContext(analysis, reserved)
        body = _body(context)
        needed = _reserved(context)
        clash = needed & context.names.taken()
        if not clash or clash <= reserved:
            break
        # Rare: the author uses a name that a helper has. Names are given out anew.
        reserved |= clash
    return _joined(_top(context), body)


def _body(context: ProgramContext) -> Generated:
    if needs_depth(context.analysis.usage):
        context.require_import("sys")
    writer = Writer()
    generator = Generator(context, HANDLERS, writer)
    generator.first = context.analysis.first[context.routine.key]
    items = arranged(context.analysis.usage)
    started: set[int] = set()
    for place, (number, statement) in enumerate(checked(items)):
        define = DEFINITIONS.get(type(statement))
        if define is not None:
            define(generator, statement)
            continue
        if number not in started:
            started.add(number)
            for name in checked(generator.first.before.get(number, ())):
                write_first_value(generator, name, statement.span.line)
        follower = items[place + 1][1] if place + 1 < len(items) else None
        generator.ahead.append(Ahead(context.program.body, number, None))
        generator.statement(statement, follower)
        generator.ahead.pop()
    return writer.result()


def _reserved(context: ProgramContext) -> frozenset[str]:
    names = set(prelude.reserved_names(context.helpers))
    names.update(name or module for module, name in context.imports)
    return frozenset(names)


def _top(context: ProgramContext) -> Generated:
    """The imports and helpers."""
    writer = Writer()
    helpers = prelude.needed(context.helpers)
    imports = {Import(module, name) for module, name in context.imports}
    imports.update(item for helper in helpers for item in helper.imports)
    for statement in _import_statements(imports):
        writer.statement(statement)
        if isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
            writer.blank()
    if needs_depth(context.analysis.usage):
        writer.statement(_deeper(context), comment="recursion may go deeper than 1000 calls")
    for helper in helpers:
        writer.raw(helper.source)
    return writer.result()


def _deeper(context: ProgramContext) -> ast.stmt:
    module = py.name(context.require_import("sys"))
    return ast.Expr(py.method_call(module, "setrecursionlimit", py.number(DEPTH)))


def _joined(top: Generated, body: Generated) -> Generated:
    """Both, as far apart as ruff wants them; a title of the author stays above all."""
    if not top.code:
        return body
    lines = body.code.split("\n")
    title, start = _title(lines)
    rest = "\n".join(lines[start:])
    gap = 1 if _ends_with_import(top.code) and not _starts_with_definition(rest) else 2
    above = "".join(f"{line}\n" for line in lines[:title])
    above += "\n" if title else ""
    code = above + top.code + "\n" * gap + rest
    return Generated(
        code,
        (
            *body.line_map[:title],
            *([0] if title else []),
            *top.line_map,
            *[0] * gap,
            *body.line_map[start:],
        ),
    )


def _title(lines: list[str]) -> tuple[int, int]:
    """Length of a comment at the start that empty lines set off, and where the rest starts."""
    length = next((n for n, line in enumerate(lines) if not line.startswith("#")), 0)
    start = next((n for n, line in enumerate(lines) if n >= length and line), length)
    return (length, start) if start > length else (0, 0)


def _ends_with_import(code: str) -> bool:
    last = code.rstrip("\n").rpartition("\n")[2]
    return last.startswith(("import ", "from ", ")"))


def _starts_with_definition(code: str) -> bool:
    """A function or class comes first, comments right above it aside."""
    first = next((line for line in code.split("\n", 50) if not line.startswith("#")), "")
    return first.startswith(("def ", "class ", "@"))


def _import_statements(imports: Iterable[Import]) -> list[ast.stmt]:
    """Import statements in the order that ruff wants them."""
    whole = sorted({item.module for item in imports if item.name is None})
    parts: dict[str, list[str]] = {}
    for item in imports:
        if item.name is not None:
            parts.setdefault(item.module, []).append(item.name)
    found: list[ast.stmt] = []
    future = parts.pop("__future__", None)
    if future:
        found.append(_from("__future__", future))
    found.extend(ast.Import([ast.alias(module)]) for module in whole)
    found.extend(_from(module, parts[module]) for module in sorted(parts))
    return found


def _from(module: str, names: list[str]) -> ast.ImportFrom:
    ordered = sorted(names, key=_isort_key)
    return ast.ImportFrom(module, [ast.alias(name) for name in ordered], 0)


def _isort_key(name: str) -> tuple[int, str]:
    """Constants first, then classes, then the rest, as ruff's isort does by default."""
    if name.isupper() and len(name) > 1:
        return 0, name
    return (1 if name[0].isupper() else 2), name
