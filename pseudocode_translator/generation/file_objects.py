"""Library functions on text files that a variable holds."""

from __future__ import annotations

import ast
from collections.abc import Callable

from pseudocode_translator.generation import python_syntax as py
from pseudocode_translator.generation.evaluation import Evaluator
from pseudocode_translator.model.nodes import Expression


def opened(mode: str) -> Callable[[Expression, Evaluator], ast.expr]:
    """Build ``TextFile("x.txt", "r")``; to read and to write needs no mode."""

    def make(name: Expression, evaluator: Evaluator) -> ast.expr:
        arguments = [evaluator.as_text(name)]
        if mode:
            arguments.append(py.text(mode))
        return py.call(py.name(evaluator.context.require("TextFile")), *arguments)

    return make


def created(name: Expression, evaluator: Evaluator) -> ast.expr:
    """Build a file without any line."""
    return py.method_call(opened("w")(name, evaluator), "close")


def line_read(file: Expression, evaluator: Evaluator) -> ast.expr:
    """Build the next line."""
    return py.method_call(evaluator.value(file), "read_line")


def line_written(file: Expression, text: Expression, evaluator: Evaluator) -> ast.expr:
    """Build a call that adds a line."""
    return py.method_call(evaluator.value(file), "write_line", evaluator.as_text(text))


def at_end(file: Expression, evaluator: Evaluator) -> ast.expr:
    """Build the question whether a line is left."""
    return py.method_call(evaluator.value(file), "end_of_file")


def closed(file: Expression, evaluator: Evaluator) -> ast.expr:
    """Build a call that closes a file."""
    return py.method_call(evaluator.value(file), "close")
