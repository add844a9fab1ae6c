"""The helpers of generated programs can be copied."""

from __future__ import annotations

import builtins
import dis
import importlib
import subprocess
import sys
from pathlib import Path
from types import CodeType

import pytest

from pseudocode_translator.generation import prelude

ALL = tuple(prelude.helpers())


@pytest.mark.parametrize("name", ALL)
def test_a_helper_works_with_nothing_but_what_it_needs(name: str) -> None:
    scope: dict[str, object] = {}
    for helper in prelude.needed([name]):
        for item in helper.imports:
            found = importlib.import_module(item.module)
            scope[item.local_name] = getattr(found, item.name) if item.name else found
        exec(helper.source, scope)
    free = _globals_of(prelude.helpers()[name].source) - scope.keys() - set(dir(builtins))
    # Class bodies look up the names they bind; whatever is missing would fail above.
    assert not free - {"__module__", "__qualname__", "property", "value"}


def _globals_of(code: str) -> set[str]:
    """Names that compiled code looks up outside itself."""
    found: set[str] = set()
    waiting = [compile(code, "helper", "exec")]
    while waiting:
        current = waiting.pop()
        waiting += [part for part in current.co_consts if isinstance(part, CodeType)]
        for step in dis.get_instructions(current):
            if step.opname in ("LOAD_GLOBAL", "LOAD_NAME"):
                found.add(str(step.argval))
    return found - {"__name__"}


def _program(name: str) -> str:
    """A helper with what it needs in one text, as a generated program has them."""
    helpers = prelude.needed([name])
    lines = [
        f"from {item.module} import {item.name}" if item.name else f"import {item.module}"
        for item in sorted({item for helper in helpers for item in helper.imports})
    ]
    parts = [helper.source for helper in helpers]
    return "\n".join(lines) + "\n\n\n" + "\n\n\n".join(parts) + "\n"


@pytest.mark.slow
def test_copied_helpers_pass_ruff_as_it_comes(tmp_path: Path) -> None:
    for name in ALL:
        (tmp_path / f"{name}.py").write_text(_program(name), encoding="utf-8")
    ruff = [sys.executable, "-m", "ruff"]
    check = [*ruff, "check", "--isolated", "--no-cache", "--select", "E,F,W,I,B,UP", "--ignore"]
    for command in (
        [*check, "I001,E305,E302", "."],
        [*ruff, "format", "--isolated", "--diff", "."],
    ):
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        problems = [line for line in done.stdout.splitlines() if line.startswith(("-", "+"))]
        real = [p for p in problems if p[1:].strip() and not p.startswith(("---", "+++"))]
        assert not real, done.stdout
        if command[3] == "check":
            assert done.returncode == 0, done.stdout


def test_helpers_come_in_a_fixed_order_after_what_they_need() -> None:
    order = list(prelude.helpers())

    wanted = prelude.needed(["end_of_file", "ElementRef", "copied"])
    assert [h.name for h in wanted] == sorted((h.name for h in wanted), key=order.index)
    assert "Ref" in {h.name for h in wanted}
    assert "Element" in {h.name for h in prelude.needed(["Array"])}
    assert "RandomFile" not in {h.name for h in prelude.needed(["read_line", "open_to_read"])}
    assert prelude.needed(["max"]) == ()


def test_reserved_names_are_all_that_helpers_use_at_the_top() -> None:
    reserved = prelude.reserved_names(["to_date", "max"])

    assert {"to_date", "date", "datetime", "max"} <= reserved
    assert "left" not in reserved
    assert "int" in prelude.reserved_names(["div"])


def test_methods_that_a_program_does_not_use_are_left_out() -> None:
    (small,) = [h for h in prelude.needed(["Array"]) if h.name == "Array"]
    (large,) = [h for h in prelude.needed(["Array", "Array.copy"]) if h.name == "Array"]

    assert "def copy" not in small.source
    assert "Self" not in {item.name for item in small.imports}
    assert "def copy" in large.source
    assert "def fill" not in large.source
