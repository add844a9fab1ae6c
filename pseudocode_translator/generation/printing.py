"""The call that OUTPUT becomes."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from pseudocode_translator.generation import python_syntax as py
from pseudocode_translator.generation.evaluation import Evaluator
from pseudocode_translator.generation.text_output import (
    alone,
    f_string,
    fits_f_string,
    output_pieces,
    pieces_of,
    printable,
)
from pseudocode_translator.model.nodes import Boolean, Expression, Integer


def output_call(
    items: Sequence[Expression], separator: str, end: str, evaluator: Evaluator
) -> ast.Call:
    """Build the ``print`` call for what one OUTPUT prints."""
    keywords: dict[str, ast.expr] = {}
    if end != "\n":
        keywords["end"] = py.text(end)
    if separator and len(items) > 1:
        if separator != " ":
            keywords["sep"] = py.text(separator)
        arguments = [_shown(item, evaluator) for item in items]
    else:
        arguments = _joined_arguments(items, evaluator)
        if len(arguments) > 1:
            keywords["sep"] = py.text("")
    return py.call(py.name("print"), *arguments, **keywords)


def line_of(items: Sequence[Expression], evaluator: Evaluator) -> ast.expr:
    """Build the one string that a text file gets for several items."""
    pieces = pieces_of(items, evaluator)
    if len(pieces) == 1:
        return evaluator.as_text(items[0]) if len(items) == 1 else f_string(pieces)
    if fits_f_string(pieces):
        return f_string(pieces)
    texts = [evaluator.as_text(item) for item in items]
    return py.method_call(py.text(""), "join", ast.List(texts, ast.Load()))


def _shown(item: Expression, evaluator: Evaluator) -> ast.expr:
    pieces = pieces_of([item], evaluator)
    if len(pieces) > 1 and fits_f_string(pieces):
        return f_string(pieces)
    return printable(item, evaluator)


def _joined_arguments(items: Sequence[Expression], evaluator: Evaluator) -> list[ast.expr]:
    if len(items) == 1 and isinstance(items[0], Integer | Boolean):
        return [printable(items[0], evaluator)]
    pieces = output_pieces(items, evaluator)
    if not pieces:
        return []
    if len(pieces) > 1 and fits_f_string(pieces):
        return [f_string(pieces)]
    return [alone(piece) for piece in pieces]
