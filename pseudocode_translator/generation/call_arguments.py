"""What a library function is given: how many values, and what they are in Python."""

from __future__ import annotations

import ast
from collections.abc import Callable

from pseudocode_translator.generation.evaluation import Evaluator
from pseudocode_translator.generation.operators import as_number
from pseudocode_translator.model.nodes import Expression

Arguments = tuple[Expression, ...]
Maker = Callable[[Arguments, Evaluator], ast.expr]


class WrongCountError(Exception):
    """A library function got more or fewer arguments than it has."""


def exactly(count: int, arguments: Arguments) -> Arguments:
    """Give the arguments if there are so many.

    Raises:
        WrongCountError: There are more, or fewer.
    """
    if len(arguments) != count:
        raise WrongCountError
    return arguments


def number_of(node: Expression, evaluator: Evaluator) -> ast.expr:
    """Build a number, read from its text if it is one."""
    return as_number(node, evaluator.value(node), evaluator)
