"""`pseudocode_translator.execution`: its names come when they are asked for."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from pseudocode_translator import execution


def _run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout.strip()


@pytest.mark.parametrize("name", sorted(execution._HOMES))
def test_each_public_name_leads_to_what_it_says(name: str) -> None:
    value = getattr(execution, name)

    assert value.__name__ == name
    assert name in dir(execution)


def test_type_checkers_know_the_same_names() -> None:
    stub = Path(execution.__file__).with_suffix(".pyi").read_text(encoding="utf-8")
    imports = [node for node in ast.parse(stub).body if isinstance(node, ast.ImportFrom)]
    found = {
        (alias.asname, (node.module or "").rpartition(".")[2])
        for node in imports
        for alias in node.names
    }

    assert found == set(execution._HOMES.items())


def test_any_other_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Pool'"):
        getattr(execution, "Pool")  # noqa: B009 - type checkers know that it is missing


def test_importing_the_package_imports_nothing_else() -> None:
    code = (
        "import sys, pseudocode_translator; before = set(sys.modules);"
        "import pseudocode_translator.execution;"
        "print(sorted(set(sys.modules) - before - {'importlib', '__future__'}))"
    )

    assert _run(code) == "['pseudocode_translator.execution']"


@pytest.mark.slow
def test_optional_libraries_come_with_nothing() -> None:
    code = (
        "import sys\n"
        "from pseudocode_translator.execution import ConcurrencyManager, ProgressTracker\n"
        "with ConcurrencyManager(), ProgressTracker(1): pass\n"
        "print(sorted({'psutil', 'tqdm', 'multiprocessing.pool'} & set(sys.modules)))"
    )

    assert _run(code) == "[]"


@pytest.mark.slow
def test_everything_works_where_optional_libraries_are_missing() -> None:
    code = (
        "import sys, asyncio\n"
        "class Blocker:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.partition('.')[0] in {'psutil', 'tqdm'}:\n"
        "            raise ModuleNotFoundError(name)\n"
        "sys.meta_path.insert(0, Blocker())\n"
        "from pseudocode_translator.execution import ConcurrencyManager, ProgressTracker\n"
        "with ConcurrencyManager() as manager, ProgressTracker(1) as tracker:\n"
        "    print(asyncio.run(manager.run_io(abs, -1)), tracker.update())"
    )

    assert _run(code) == "1 100.0"
