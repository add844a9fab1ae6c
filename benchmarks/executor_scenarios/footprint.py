"""What a pool costs to have: time to start, memory at rest, what outlives its parent."""

from __future__ import annotations

import os
import signal
import tempfile
import time
from pathlib import Path
from typing import Any

from executor_scenarios import tasks
from executor_scenarios.contenders import Contender
from executor_scenarios.memory import tree_bytes
from executor_scenarios.speed import Sizes, warm_up

SETTLE_S = 1.0


def start_up(contender: Contender, began: float) -> dict[str, Any]:
    """Time from before the import of the library (`began`) to answers, and the way back."""
    contender.submit(tasks.noop).result(60)
    first = time.perf_counter()
    warm_up(contender)
    all_answered = time.perf_counter()
    time.sleep(SETTLE_S)  # Spares and helpers start behind the first answers.
    memory, processes = tree_bytes()
    closing = time.perf_counter()
    contender.close()
    return {
        "first_result_ms": (first - began) * 1e3,
        "all_workers_ms": (all_answered - began) * 1e3,
        "memory_mb": memory / 1e6,
        "processes": processes,
        "close_ms": (time.perf_counter() - closing) * 1e3,
    }


def parent_killed(contender: Contender, _: Sizes) -> dict[str, Any]:
    """Put one worker into an endless loop, leave the other idle; then the caller kills us."""
    warm_up(contender)
    log = Path(tempfile.mkdtemp()) / "starts"
    contender.submit(tasks.hang_python, str(log), 0)
    deadline = time.monotonic() + 10
    while not log.exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    return {"looping_pid": int(log.read_text(encoding="ascii").split()[1])}


def end_abruptly() -> None:
    """Die as under the kernel's out-of-memory killer: no handler, no `atexit`."""
    os.kill(os.getpid(), signal.SIGKILL)
