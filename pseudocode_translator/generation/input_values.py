"""What INPUT and READFILE get: lines of text, converted to a type."""

from __future__ import annotations

import ast

from pseudocode_translator.generation import python_syntax as py
from pseudocode_translator.generation.evaluation import Evaluator
from pseudocode_translator.model.nodes import Expression
from pseudocode_translator.model.types import (
    FILE,
    Category,
    Kind,
    NamedType,
    Primitive,
    Type,
)
from pseudocode_translator.semantics.typing import is_text


def input_call(kind: Type, prompt: Expression | None, evaluator: Evaluator) -> ast.expr:
    """Build a call that reads a line from standard input as a value of a type."""
    arguments = [] if prompt is None else [evaluator.as_text(prompt)]
    return converted(kind, py.call(py.name("input"), *arguments), evaluator)


def number_input_call(prompt: Expression | None, evaluator: Evaluator) -> ast.expr:
    """Build a call that reads a number as it is typed, with a fraction or without."""
    arguments = [] if prompt is None else [evaluator.as_text(prompt)]
    line = py.call(py.name("input"), *arguments)
    return py.call(py.name(evaluator.context.require("read_number")), line)


def converted(kind: Type, line: ast.expr, evaluator: Evaluator) -> ast.expr:
    """Build the value of a type that a line of text stands for."""
    context = evaluator.context
    if is_text(kind) or kind == FILE:
        return line
    match kind:
        case Primitive(kind=Kind.INTEGER):
            return py.call(py.name("int"), line)
        case Primitive(kind=Kind.REAL):
            return py.call(py.name("float"), line)
        case Primitive(kind=Kind.BOOLEAN):
            words = _truth_words(evaluator)
            helper = context.require("to_truth" if words else "to_boolean")
            return py.call(py.name(helper), line, *words)
        case Primitive(kind=Kind.DATE):
            return py.call(py.name(context.require("to_date")), line)
        case NamedType(category=Category.ENUM, name=name):
            enum = py.name(context.type_name(name))
            return py.call(py.name(context.require("to_member")), enum, line)
        case _:
            return py.call(py.name(context.require("number_or_text")), line)


def _truth_words(evaluator: Evaluator) -> list[ast.expr]:
    rules = evaluator.context.program.rules
    if (rules.true_text, rules.false_text) == ("TRUE", "FALSE"):
        return []
    return [py.text(rules.true_text), py.text(rules.false_text)]
