"""The examples of docs/concurrency.md run, and its tables name what there is."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from pseudocode_translator.execution.metrics import Metrics

PAGE = Path(__file__).parents[3] / "docs" / "concurrency.md"
_BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


def _example(number: int) -> str:
    return str(_BLOCK.findall(PAGE.read_text(encoding="utf-8"))[number])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "output"),
    [
        (0, "2432902008176640000\n11\n['SOME', 'CHUNKS']\n"),
        (1, f"{len(_example(1).split())}\n"),
    ],
)
def test_an_example_runs_as_it_stands(number: int, output: str, tmp_path: Path) -> None:
    script = tmp_path / "example.py"
    script.write_text(_example(number), encoding="utf-8")

    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, timeout=60, check=False
    )

    assert (done.stderr, done.returncode) == ("", 0)
    assert done.stdout == output


def test_the_page_names_every_counter() -> None:
    text = PAGE.read_text(encoding="utf-8").partition("## What was done")[2].partition("\n## ")[0]

    assert re.findall(r"^\| `(\w+)` ", text, re.MULTILINE) == list(Metrics().as_dict())
