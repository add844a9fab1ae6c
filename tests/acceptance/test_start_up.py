"""What the command costs before it does anything."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from importlib.metadata import version

import pytest

from pseudocode_translator import __version__
from tests.acceptance.conftest import Pseudocode

_HEAVY = {
    "lark",
    "pydantic",
    "pydantic_settings",
    "yaml",
    "torch",
    "opentelemetry",
    "click",
    "rich",
}
_MODULE = ("-m", "pseudocode_translator", "--version")


def test_version_is_the_one_of_the_package(pseudocode: Pseudocode) -> None:
    assert pseudocode("--version").out == f"pseudocode {version('pseudocode-translator')}\n"
    assert pseudocode("-v", "--version").out == f"pseudocode {__version__}\n"


def test_version_imports_nothing_large() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *_MODULE], capture_output=True, text=True, check=True
    )
    imported = set(re.findall(r"\| +([\w.]+)$", done.stderr, re.MULTILINE))

    assert not {name.partition(".")[0] for name in imported} & _HEAVY
    assert {name for name in imported if name.startswith("pseudocode_translator.")} <= {
        "pseudocode_translator.__main__"
    }


@pytest.mark.slow
def test_version_takes_less_than_three_times_as_long_as_python_alone() -> None:
    def best_ms(*arguments: str) -> float:
        times = []
        for _ in range(9):
            start = time.perf_counter()
            subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
            times.append((time.perf_counter() - start) * 1000)
        return min(times)

    assert best_ms(*_MODULE) < 3 * best_ms("-c", "pass")


def test_help_loads_no_stage() -> None:
    script = (
        "import sys; from pseudocode_translator.cli.app import run_command; "
        "run_command(['translate', '--help']); print(sorted(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert "'lark'" not in done.stdout
    assert "'pydantic'" not in done.stdout
    assert "'rich'" not in done.stdout
