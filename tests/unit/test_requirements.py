"""tests/requirements.md names tests that exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "tests" / "requirements.md"
_ROW = re.compile(r"^\| (R-\d{3}-\d{2}) \| (.+) \|$")
_TEST = re.compile(r"`([^`]+)::([^`]+)`")


def _rows() -> dict[str, list[tuple[str, str]]]:
    rows = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        match = _ROW.match(line)
        if match:
            assert match[1] not in rows, f"{match[1]} stands twice"
            rows[match[1]] = _TEST.findall(match[2])
    return rows


def _test_names(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def test_every_row_names_at_least_one_test() -> None:
    rows = _rows()
    assert rows
    assert [row for row, tests in rows.items() if not tests] == []


def test_every_named_test_exists() -> None:
    missing = [
        f"{row}: {path}::{name}"
        for row, tests in _rows().items()
        for path, name in tests
        if not (ROOT / path).is_file() or name not in _test_names(ROOT / path)
    ]
    assert missing == []


def test_every_row_of_the_pool_and_of_the_concurrency_manager_is_there() -> None:
    expected = {f"R-003-{n:02}" for n in range(1, 61)} | {f"R-004-{n:02}" for n in range(1, 55)}
    assert expected - _rows().keys() == set()
