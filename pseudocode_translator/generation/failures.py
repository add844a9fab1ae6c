"""Places that cannot be translated: they compile, and say so when they are reached."""

from __future__ import annotations

import ast

from pseudocode_translator.generation import python_syntax as py
from pseudocode_translator.generation.evaluation import Evaluator
from pseudocode_translator.model.nodes import Expression

LONGEST_QUOTE = 40
"""Characters of the source that a message repeats."""


def not_translated(node: Expression, reason: str, evaluator: Evaluator) -> ast.Call:
    """Build a call that raises `NotImplementedError` with the line and the reason."""
    helper = evaluator.context.require("not_translated")
    return py.call(py.name(helper), py.text(f"line {node.span.line}: {reason}"))


def quoted(source: str) -> str:
    """Shorten what the author wrote for a message."""
    line = " ".join(source.split())
    return line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 3] + "..."
