"""Markers for the headers of blocks that `ast` has no node for."""

import ast
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Else:
    """Header of an `else:` branch, of an `if`, a loop or a `try`."""


@dataclass(frozen=True, slots=True)
class Elif:
    """Header of an `elif test:` branch."""

    test: ast.expr


@dataclass(frozen=True, slots=True)
class Try:
    """Header of a `try:` block; `ast.ExceptHandler` and `Finally` headers follow."""


@dataclass(frozen=True, slots=True)
class Finally:
    """Header of a `finally:` block."""


Header = (
    ast.If
    | ast.For
    | ast.While
    | ast.FunctionDef
    | ast.ClassDef
    | ast.Match
    | ast.match_case
    | ast.With
    | ast.ExceptHandler
    | Try
    | Finally
    | Elif
    | Else
)
"""Whatever opens a block."""
