"""Sizes that the house style sets, counted so that no review has to."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("pseudocode_translator", "tests", "benchmarks", "examples")
MODULE_LINES = 400
FUNCTION_LINES = 60
LONG_FUNCTION_LINES = 30
LONG_FUNCTION_SHARE = 0.10


def _modules() -> list[Path]:
    return sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))


def _functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


@pytest.mark.parametrize("path", _modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_a_module_has_at_most_400_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MODULE_LINES


@pytest.mark.parametrize("path", _modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_a_function_has_at_most_60_lines(path: Path) -> None:
    too_long = {f.name: _length(f) for f in _functions(path) if _length(f) > FUNCTION_LINES}
    assert not too_long


def test_one_function_in_ten_may_reach_30_lines() -> None:
    lengths = [
        _length(function)
        for path in (ROOT / "pseudocode_translator").rglob("*.py")
        for function in _functions(path)
    ]
    long = sum(length > LONG_FUNCTION_LINES for length in lengths)
    assert long <= LONG_FUNCTION_SHARE * len(lengths)


def test_a_package_init_holds_a_docstring_or_a_registry_only() -> None:
    registries = {"pseudocode_translator", "config", "dialects", "codes", "execution"}
    for path in (ROOT / "pseudocode_translator").rglob("__init__.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if path.parent.name not in registries:
            assert all(isinstance(node, ast.Expr) for node in tree.body), path


def test_nothing_is_called_utils_or_helpers() -> None:
    assert not [path for path in _modules() if path.stem in {"utils", "helpers", "misc", "common"}]
