"""Starts a measurement in a process of its own, waits so long and no longer, leaves nothing.

Every process of a measurement inherits a mark in its environment. Some pools put their workers
into sessions of their own, and orphans have no parent to be found by: the mark finds them all,
and nothing that somebody else started.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any

import psutil

FOLDER = Path(__file__).parents[1]
MARK = "EXECUTOR_BENCHMARK_MARK"
LIMITS_S = {"many": 300.0}
"""Of one measurement; the other scenarios have `LIMIT_S`."""
LIMIT_S = 60.0
ORPHANS_S = 4.0
"""How long after its parent's death a process may live before it counts as left."""
CALM_PERCENT = 30.0
"""Of all processors, busy with other things."""


def wait_for_calm(at_most_s: float) -> float:
    """Wait a little for a calm moment; give the load of the last look, in percent."""
    deadline = time.monotonic() + at_most_s
    while True:
        busy = psutil.cpu_percent(0.2)
        if busy < CALM_PERCENT or time.monotonic() >= deadline:
            return busy


def measure(scenario: str, contender: str, *, sizes: str) -> dict[str, Any]:
    """Run one measurement and end all that is left of it, whatever happens.

    Gives its figures, or `{"error": ...}`.
    """
    mark = uuid.uuid4().hex
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        output = Path(folder) / "result.json"
        try:
            exit_code = _run(mark, folder, (scenario, contender, sizes, str(output)))
            if not output.exists():
                return {"error": f"{_ending(scenario, exit_code)}: {_last_words(folder)}"}
            result: dict[str, Any] = json.loads(output.read_text(encoding="utf-8"))
            if scenario == "parent_killed" and "error" not in result:
                return _orphans(mark, result["looping_pid"])
            return result
        finally:
            end_all(mark)


def _run(mark: str, folder: str, arguments: tuple[str, ...]) -> int | None:
    """Give the exit code, or None when the time was up."""
    # The environment is passed on, not read: settings stay the business of `config`.
    environment = {**os.environ, MARK: mark, "TMPDIR": folder}  # noqa: TID251
    with (Path(folder) / "output.txt").open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "executor_scenarios.measurement", *arguments],
            cwd=FOLDER,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            # An interrupt at the keyboard is for us alone; we end the measurement.
            start_new_session=True,
        )
        try:
            return process.wait(LIMITS_S.get(arguments[0], LIMIT_S))
        except subprocess.TimeoutExpired:
            return None
        finally:
            process.kill()
            process.wait()


def _ending(scenario: str, exit_code: int | None) -> str:
    if exit_code is None:
        return f"no result within {LIMITS_S.get(scenario, LIMIT_S):g} s"
    return f"ended with exit code {exit_code}"


def _last_words(folder: str) -> str:
    lines = (Path(folder) / "output.txt").read_text("utf-8", "replace").strip().splitlines()
    return lines[-1][:200] if lines else "no message"


def _orphans(mark: str, looping_pid: int) -> dict[str, Any]:
    """Watch what the dead parent has left, for 4 seconds or until nothing is."""
    died = time.monotonic()
    while (left := _marked(mark)) and time.monotonic() < died + ORPHANS_S:
        time.sleep(0.02)
    return {
        "processes_left": len(left),
        "looping_worker_left": looping_pid in {process.pid for process in left},
        "gone_after_ms": None if left else (time.monotonic() - died) * 1e3,
    }


def end_all(mark: str) -> None:
    """Kill what carries the mark; again, as long as something new turns up.

    The resource trackers of multiprocessing and loky go last: once all others have ended they
    remove shared memory and semaphores, and then end by themselves.
    """
    for attempt in range(10):
        left = _marked(mark)
        if not left:
            return
        for process in left:
            with contextlib.suppress(psutil.Error):
                if attempt or "resource_tracker" not in " ".join(process.cmdline()):
                    process.kill()
        psutil.wait_procs(left, timeout=2)


def _marked(mark: str) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        # Gone, a zombie, or somebody else's: not ours in any case.
        with contextlib.suppress(psutil.Error, OSError):
            if process.environ().get(MARK) == mark and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
    return found
