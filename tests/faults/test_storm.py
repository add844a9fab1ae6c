"""A storm of tasks with poison among them, smaller than `storm.py` by itself."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from tests.faults.storm import Storm, Summary

pytestmark = pytest.mark.slow


def _run(storm: Storm) -> Summary:
    """In a process of its own, whose memory, descriptors and children are the storm's alone."""
    options = [f"--{name.replace('_', '-')}={value}" for name, value in asdict(storm).items()]
    program = Path(__file__).with_name("storm.py")
    done = subprocess.run(
        [sys.executable, str(program), *options], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return Summary(**json.loads(done.stdout))


def _is_sound(summary: Summary) -> None:
    assert (summary.lost, summary.rerun, summary.wrong, summary.misjudged) == (0, 0, 0, [])
    assert (summary.descriptors_left, summary.processes_left) == (0, 0)
    # The futures and bookkeeping of the storm itself take about 1 kB per task.
    assert summary.memory_growth_bytes < 4_000_000 + 1_500 * (summary.innocent + summary.poison)
    assert summary.poison > 0
    assert summary.replaced >= summary.poison // 2


def test_tasks_that_arrive_in_a_storm_are_not_delayed(start_method: str) -> None:
    summary = _run(Storm(tasks=800, workers=4, start_method=start_method, mode="open"))

    _is_sound(summary)
    assert summary.workers_at_the_end == 4
    # On a machine that holds up even a calm run, poison cannot be told from noise.
    if summary.calibration_max_ms < 50:
        assert summary.delayed == 0


def test_a_backlog_survives_a_storm(start_method: str) -> None:
    summary = _run(Storm(tasks=2_000, workers=4, start_method=start_method, mode="closed"))

    _is_sound(summary)
    assert summary.workers_at_the_end == 4


def test_ten_thousand_tasks_survive_a_storm() -> None:
    storm = Storm(tasks=10_000, workers=4, start_method="forkserver", mode="closed")
    summary = _run(storm)

    _is_sound(summary)
    assert summary.workers_at_the_end == 4
    assert (summary.innocent, summary.poison) == (9_500, 500)
