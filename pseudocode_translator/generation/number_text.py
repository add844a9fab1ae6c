"""Numbers as text, in the form of the program's dialect.

Python's own form needs nothing. For any other, a real goes through a helper; the same
function gives the text of a literal while we translate. An integer looks the same anywhere.
"""

from __future__ import annotations

import ast

from pseudocode_translator.generation import python_syntax as py
from pseudocode_translator.generation.categories import is_unknown
from pseudocode_translator.generation.evaluation import Evaluator
from pseudocode_translator.generation.prelude_source.numbers import (
    decimal_text,
    real_text,
    short_text,
)
from pseudocode_translator.model.nodes import Expression
from pseudocode_translator.model.rules import NumberText, Rules
from pseudocode_translator.model.types import REAL

_FORMATS = {NumberText.VISUALG: ".15g"}
"""What makes the same of a real inside an f-string."""
_HELPERS = {
    NumberText.PSEINT: decimal_text,
    NumberText.VISUALG: short_text,
    NumberText.JAVA: real_text,
}
"""What makes text of a real; it takes any value, and leaves integers and texts as they are."""


def real_literal_text(value: float, rules: Rules) -> str:
    """Give the text of a real that is written in the program."""
    helper = _HELPERS.get(rules.number_text)
    return str(value) if helper is None else helper(value)


def real_format(rules: Rules) -> str | None:
    """Give the format that shows a real in an f-string as the dialect does, if there is one."""
    return _FORMATS.get(rules.number_text)


def number_helper(evaluator: Evaluator) -> ast.expr | None:
    """Name the helper that makes text of a number; None where ``str`` does."""
    helper = _HELPERS.get(evaluator.context.program.rules.number_text)
    return None if helper is None else py.name(evaluator.context.require(helper.__name__))


def shown_number(node: Expression, evaluator: Evaluator) -> ast.expr:
    """Build what ``print`` and f-strings show as the dialect shows a number."""
    value = evaluator.value(node)
    if node.type == REAL or is_unknown(node.type):
        helper = number_helper(evaluator)
        if helper is not None:
            return ast.Call(helper, [value], [])
    return value


def number_as_text(node: Expression, evaluator: Evaluator) -> ast.expr:
    """Build the string that a number becomes."""
    shown = shown_number(node, evaluator)
    is_text = node.type == REAL and number_helper(evaluator) is not None
    return shown if is_text else py.call(py.name("str"), shown)
