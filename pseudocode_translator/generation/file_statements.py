"""Statements on text files and random files."""

from __future__ import annotations

import ast

from pseudocode_translator.generation import python_syntax as py
from pseudocode_translator.generation.assignments import store
from pseudocode_translator.generation.generator import Generator
from pseudocode_translator.model.statements import (
    CloseFile,
    FileMode,
    GetRecord,
    OpenFile,
    PutRecord,
    ReadFile,
    SeekFile,
    WriteFile,
)


def _helper(g: Generator, name: str, *arguments: ast.expr) -> ast.expr:
    return py.call(py.name(g.context.require(name)), *arguments)


def write_open(g: Generator, node: OpenFile) -> None:
    """Open a file."""
    name = g.expressions.value(node.file)
    if node.mode is FileMode.RANDOM:
        call = _helper(g, "open_random_file", name)
    elif node.mode is FileMode.READ:
        call = _helper(g, "open_to_read", name)
    else:
        call = _helper(
            g, "open_to_write", name, py.text("w" if node.mode is FileMode.WRITE else "a")
        )
    g.write(ast.Expr(call), node.span.line)


def write_read(g: Generator, node: ReadFile) -> None:
    """Read a line into a variable."""
    text = _helper(g, "read_line", g.expressions.value(node.file))
    value = g.expressions.converted(node.target.type, text)
    store(g, node.target, value, node.span.line)


def write_write(g: Generator, node: WriteFile) -> None:
    """Write a line."""
    text = g.expressions.line(node.items)
    call = _helper(g, "write_line", g.expressions.value(node.file), text)
    g.write(ast.Expr(call), node.span.line)


def write_close(g: Generator, node: CloseFile) -> None:
    """Close a file."""
    call = _helper(g, "close_file", g.expressions.value(node.file))
    g.write(ast.Expr(call), node.span.line)


def write_seek(g: Generator, node: SeekFile) -> None:
    """Move to a record."""
    name, address = g.expressions.value(node.file), g.expressions.value(node.address)
    g.write(ast.Expr(_helper(g, "seek", name, address)), node.span.line)


def write_get(g: Generator, node: GetRecord) -> None:
    """Read a record; the variable shows what kind of record is meant."""
    name, like = g.expressions.value(node.file), g.expressions.value(node.target)
    store(g, node.target, _helper(g, "get_record", name, like), node.span.line)


def write_put(g: Generator, node: PutRecord) -> None:
    """Write a record."""
    name, record = g.expressions.value(node.file), g.expressions.value(node.value)
    g.write(ast.Expr(_helper(g, "put_record", name, record)), node.span.line)
