"""What the generators of single constructs need of the expression generator."""

from __future__ import annotations

import ast
from typing import Protocol

from pseudocode_translator.generation.context import Context
from pseudocode_translator.model.nodes import Expression
from pseudocode_translator.model.types import Type


class Evaluator(Protocol):
    """Turns expressions of the tree into Python; filled by `ExpressionGenerator`."""

    @property
    def context(self) -> Context:
        """What is known about the program, and the place in it."""

    def value(self, node: Expression) -> ast.expr:
        """Build the value of an expression."""

    def condition(self, node: Expression) -> ast.expr:
        """Build an expression for a place that only asks whether it is true."""

    def as_text(self, node: Expression) -> ast.expr:
        """Build the string that OUTPUT would print."""

    def copied(self, node: Expression) -> ast.expr:
        """Build a value that shares no array and no record with any variable."""

    def assigned(self, node: Expression, kind: Type, *, is_sized: bool = True) -> ast.expr:
        """Build a value for a variable of a type."""
