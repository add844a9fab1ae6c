"""The benchmark of the executors runs, tells what it found, and leaves nothing behind.

What it finds is for people to judge: nothing here looks at a time.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

_FOLDER = Path(__file__).parents[2] / "benchmarks"
_SCRIPT = _FOLDER / "executors.py"
_CONTENDERS = ("worker_pool", "process_pool_executor")
_WITHOUT_PEBBLE = """
import runpy, sys
sys.modules["pebble"] = None  # As if it were not installed.
sys.path.insert(0, {folder!r})
sys.argv = ["executors.py", "--quick", "--only", "pebble", "--scenarios", "noop"]
runpy.run_path({script!r}, run_name="__main__")
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    output = tmp_path_factory.mktemp("benchmark") / "report.json"
    scenarios = "noop,hang_c,crash_exit"
    done = _run("--quick", "--only", ",".join(_CONTENDERS), "--scenarios", scenarios, "-o", output)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    assert json.loads(output.read_text(encoding="utf-8")) == found
    return found


@pytest.mark.slow
def test_the_report_names_the_machine_and_each_contender(report: dict[str, Any]) -> None:
    assert report["machine"].keys() >= {"cpus", "python", "load", "workers", "start_method"}
    assert tuple(report["contenders"]) == _CONTENDERS
    for contender in report["contenders"].values():
        assert contender["version"]
        assert contender["limit"]


@pytest.mark.slow
@pytest.mark.parametrize("name", _CONTENDERS)
def test_the_report_has_all_figures_of_each_contender(report: dict[str, Any], name: str) -> None:
    figures = report["contenders"][name]["figures"]

    assert figures["noop"].keys() == {"median_us", "p99_us", "own_call_us"}
    for fault in ("hang_c", "crash_exit"):
        assert figures[fault].keys() >= {"slot_ms", "reported_ms", "lost", "rerun", "stuck"}
        assert figures[fault]["in_flight"] > 0


@pytest.mark.slow
def test_the_ratios_are_those_of_the_figures(report: dict[str, Any]) -> None:
    ratio = report["ratios"]["no-op latency"]
    ours, peer = (report["contenders"][n]["figures"]["noop"]["median_us"] for n in _CONTENDERS)

    assert (ratio["ours"], ratio["best_peer"], ratio["best_peer_value"]) == (
        ours,
        "process_pool_executor",
        peer,
    )
    assert ratio["ratio"] == pytest.approx(ours / peer, rel=0.01)
    assert ratio["met"] == (ratio["ratio"] <= 0.4)


@pytest.mark.slow
def test_our_pool_harms_no_innocent_task_in_the_benchmark(report: dict[str, Any]) -> None:
    figures = report["contenders"]["worker_pool"]["figures"]

    assert [figures[fault]["harmed"] for fault in ("hang_c", "crash_exit")] == [0, 0]


@pytest.mark.slow
def test_a_peer_that_is_not_installed_is_named_and_the_rest_is_told() -> None:
    program = _WITHOUT_PEBBLE.format(folder=str(_FOLDER), script=str(_SCRIPT))
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=30, check=False
    )

    assert done.returncode == 1  # Nothing was measured at all.
    assert "pebble: not installed: make bench" in done.stderr
    assert "Traceback" not in done.stderr
    assert json.loads(done.stdout)["contenders"]["pebble"]["error"] == "not installed: make bench"


@pytest.mark.parametrize("option", ["--only", "--scenarios"])
@pytest.mark.slow
def test_an_unknown_name_is_refused_before_anything_runs(option: str) -> None:
    done = _run(option, "nonsense")

    assert done.returncode == 2
    assert "is called nonsense" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM], ids=lambda s: s.name)
def test_an_interrupt_leaves_no_process_behind(stop: signal.Signals) -> None:
    arguments = ("--quick", "--only", "process_pool_executor", "--scenarios", "hang")
    with subprocess.Popen(
        [sys.executable, _SCRIPT, *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as benchmark:
        try:
            started = _descendants(benchmark.pid, at_least=3)
            benchmark.send_signal(stop)
            assert benchmark.wait(timeout=20) == 128 + stop
        finally:
            benchmark.kill()

    assert psutil.wait_procs(started, timeout=5)[1] == []


def _run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, _SCRIPT, *arguments],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


def _descendants(pid: int, *, at_least: int) -> list[psutil.Process]:
    """Wait for a measurement with its workers; they are known by process and time of birth."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        found = psutil.Process(pid).children(recursive=True)
        if len(found) >= at_least:
            return found
        time.sleep(0.02)
    raise AssertionError("no measurement was started within 20 s")
