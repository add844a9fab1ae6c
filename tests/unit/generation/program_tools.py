"""Cambridge programs translated, and the Python run for real."""

from __future__ import annotations

import contextlib
import io
import sys
from unittest import mock

from pseudocode_translator.dialects import get_dialect
from pseudocode_translator.frontend.parse import parse
from pseudocode_translator.generation.python import generate
from pseudocode_translator.generation.writer import Generated
from pseudocode_translator.model.document import typed_document
from pseudocode_translator.semantics.resolve import resolve
from tests.unit.generation.ruff_oracle import format_changes, lint_findings

RULES = "E,F,W,I,B,UP"
"""What `ruff check` must find nothing of in any generated program."""


def translated(source: str) -> Generated:
    """Translate a program; its errors are no concern of these tests."""
    dialect = get_dialect("cambridge")
    program, _ = parse(typed_document(source), dialect)
    resolved, _ = resolve(program, dialect.library)
    return generate(resolved)


def python(source: str) -> str:
    """The Python of a program that ruff has nothing to say about."""
    code = translated(source).code
    assert lint_findings(code, rules=RULES, ignored="D100") == ""
    assert format_changes(code) == ""
    return code


def main_part(source: str) -> str:
    """The Python of a program, without the imports and helpers above it."""
    code = python(source)
    first = code.split("\n")[0]
    if not first.startswith(("from ", "import ")):
        return code
    return code.split("\n\n\n")[-1]


def run(source: str, *inputs: str) -> str:
    """What a program prints, given lines of input."""
    return run_python(python(source), *inputs)


def run_python(code: str, *inputs: str) -> str:
    """What Python prints, given lines of input."""
    printed = io.StringIO()
    limit = sys.getrecursionlimit()
    try:
        with contextlib.redirect_stdout(printed), mock.patch("builtins.input", _reader(inputs)):
            exec(compile(code, "generated", "exec"), {"__name__": "__main__"})
    finally:
        sys.setrecursionlimit(limit)
    return printed.getvalue()


def _reader(inputs: tuple[str, ...]) -> mock.Mock:
    def read(prompt: str = "") -> str:
        print(prompt, end="")
        return next(lines)

    lines = iter(inputs)
    return mock.Mock(side_effect=read)
