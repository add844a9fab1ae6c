"""The benchmark of the process pool as a user calls it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "examples" / "process_pool_benchmark.py"
pytestmark = pytest.mark.slow


def _run(*options: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "--docs=24", "--doc-lines=12", *options],
        capture_output=True,
        text=True,
        timeout=100,
        check=True,
    )
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def test_both_runs_give_figures_of_the_same_documents_and_the_same_python() -> None:
    without = _run("--enabled=0", "--seed=123", "--workers=4")
    with_pool = _run("--enabled=1", "--seed=123", "--workers=2")

    for report in (without, with_pool):
        for name in ("throughput_docs_per_s", "mean_ms", "p95_ms"):
            assert isinstance(report[name], float)
            assert report[name] > 0
        assert report["docs_with_errors"] == 0
    assert without["checksum"] == with_pool["checksum"]
    assert (without["documents_of_workers"], with_pool["documents_of_workers"]) == (0, 24)


def test_another_seed_makes_other_documents() -> None:
    first, second = (_run("--enabled=0", f"--seed={seed}") for seed in (1, 2))

    assert first["checksum"] != second["checksum"]


def test_without_workers_nothing_of_the_pool_is_even_loaded() -> None:
    code = (
        "import runpy, sys\n"
        f"sys.argv = ['benchmark', '--enabled=0', '--docs=2', '--doc-lines=5']\n"
        f"runpy.run_path({str(SCRIPT)!r}, run_name='__main__')\n"
        "assert 'pseudocode_translator.execution.worker_pool' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=100, check=True)
