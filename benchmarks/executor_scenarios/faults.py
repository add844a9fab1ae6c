"""One task hangs or crashes in the middle of a stream of innocent ones: who notices, who suffers.

Every task notes its process and its start, so what is reported is what the workers really did.
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from executor_scenarios import tasks
from executor_scenarios.contenders import WATCHDOG, WORKERS, Contender
from executor_scenarios.speed import warm_up

LIMIT_S = 0.4
"""Time that a task may take; innocent ones take 5 ms."""
OUTSTANDING = 20
"""Innocent tasks that run or wait at any time."""
LEAD_S = 0.3
"""The stream alone, before the bad task."""
AFTERMATH_S = 0.6
"""The stream goes on so long when all is well again: harm may show late."""
PATIENCE_S = 5.0
"""After that, what has not happened counts as never. Pebble kills after 3 s of asking."""
DRAIN_S = 2.0
"""For the last innocent tasks; those that remain are stuck."""


@dataclass(frozen=True, slots=True)
class Start:
    """A worker began a task."""

    task: int
    pid: int
    at: float
    """Monotonic seconds, the same clock in all processes."""


class Stream:
    """Innocent tasks without end, and what became of each."""

    def __init__(self, contender: Contender, log: Path) -> None:
        self._contender = contender
        self.log = log
        self.outstanding: set[int] = set()
        self.done_at: dict[int, float] = {}
        self.failed: dict[int, str] = {}
        self._next = 0
        self._finished: queue.SimpleQueue[tuple[int, float, str | None]] = queue.SimpleQueue()

    def send(self, task: Callable[..., Any], limit_s: float | None = None) -> int:
        """Hand one task over and give its number."""
        number = self._next
        self._next += 1
        self.outstanding.add(number)
        try:
            future = self._contender.submit(task, str(self.log), number, limit_s=limit_s)
        except Exception as error:  # noqa: BLE001 - a pool that takes no more is a result too
            self._finished.put((number, time.monotonic(), _named(error)))
            time.sleep(0.005)  # No pool, no work: a refused task takes as long as an innocent one.
        else:
            future.add_done_callback(lambda done: self._note(number, done))
        return number

    def _note(self, number: int, future: Future[Any]) -> None:
        """Called on a thread of the pool."""
        at = time.monotonic()
        self._finished.put((number, at, _failure(future)))

    def flow(self, *, innocents: bool = True) -> None:
        """Take in what has finished within 10 ms and, unless the stream ends, top it up."""
        while innocents and len(self.outstanding) < OUTSTANDING:
            self.send(tasks.innocent)
        try:
            self._take(0.01)
            while True:
                self._take(0)
        except queue.Empty:
            return

    def _take(self, timeout_s: float) -> None:
        number, at, error = self._finished.get(timeout=timeout_s) if timeout_s else self._ready()
        self.outstanding.discard(number)
        self.done_at[number] = at
        if error:
            self.failed[number] = error

    def _ready(self) -> tuple[int, float, str | None]:
        return self._finished.get_nowait()

    def starts(self) -> list[Start]:
        """All that the workers noted; a line is written whole."""
        lines = self.log.read_text(encoding="ascii").splitlines() if self.log.exists() else []
        fields = [line.split() for line in lines]
        return [Start(int(task), int(pid), float(at)) for task, pid, at in fields]


def hang(contender: Contender, task: Callable[[str, int], None]) -> dict[str, Any]:
    """A task that never ends, with a limit; times count from its deadline."""
    return _with_bad_task(contender, task, limit_s=LIMIT_S)


def crash(contender: Contender, task: Callable[[str, int], None]) -> dict[str, Any]:
    """A task that takes its worker with it; times count from its start."""
    return _with_bad_task(contender, task, limit_s=None)


def _with_bad_task(
    contender: Contender, task: Callable[[str, int], None], *, limit_s: float | None
) -> dict[str, Any]:
    stream = Stream(contender, Path(tempfile.mkdtemp()) / "starts")
    warm_up(contender)
    lead_ends = time.monotonic() + LEAD_S
    while time.monotonic() < lead_ends:
        stream.flow()
    in_flight = len(stream.outstanding)
    bad = stream.send(task, limit_s)
    start = _start_of(bad, stream)
    due = start.at + (limit_s or 0)
    if limit_s is not None and contender.limit == WATCHDOG:
        _kill_at(due, start.pid)
    _until_all_is_well(stream, bad, start, due)
    _drain(stream, bad)
    return {
        **_outcome(stream, start, due),
        "in_flight": in_flight,
        "child_left": _end_child_program(stream.log),
    }


def _start_of(bad: int, stream: Stream) -> Start:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        stream.flow()
        for start in stream.starts():
            if start.task == bad:
                return start
    raise TimeoutError("the bad task was not started within 10 s")


def _kill_at(due: float, pid: int) -> None:
    """What a careful user writes over a pool without limits: end the worker, from a thread."""

    def kill() -> None:
        time.sleep(max(0.0, due - time.monotonic()))
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)

    threading.Thread(target=kill, daemon=True).start()


def _until_all_is_well(stream: Stream, bad: int, start: Start, due: float) -> None:
    """Go on until the bad task is reported and its slot serves, and then a little longer."""
    well_at: float | None = None
    while (now := time.monotonic()) < due + PATIENCE_S:
        stream.flow()
        if well_at is None and bad in stream.done_at and _slot_at(stream, start, due):
            well_at = now
        if well_at is not None and now > well_at + AFTERMATH_S:
            return


def _slot_at(stream: Stream, bad: Start, due: float) -> float | None:
    """When as many workers as before served again.

    A worker that served until `due` and goes on was never away; a new one counts from its
    first task.
    """
    starts = [start for start in stream.starts() if start.task != bad.task]
    healthy = {start.pid for start in starts if due - LEAD_S < start.at < due} - {bad.pid}
    serving: dict[int, float] = {}
    for start in starts:
        if start.at >= due:
            serving.setdefault(start.pid, due if start.pid in healthy else start.at)
    return sorted(serving.values())[WORKERS - 1] if len(serving) >= WORKERS else None


def _drain(stream: Stream, bad: int) -> None:
    deadline = time.monotonic() + DRAIN_S
    while stream.outstanding - {bad} and time.monotonic() < deadline:
        stream.flow(innocents=False)


def _outcome(stream: Stream, bad: Start, due: float) -> dict[str, Any]:
    """Milliseconds from `due`, None for never; what happened to the innocent tasks."""
    slot_at = _slot_at(stream, bad, due)
    reported_at = stream.done_at.get(bad.task)
    runs = Counter(start.task for start in stream.starts())
    runs.pop(bad.task)
    rerun = sum(count - 1 for count in runs.values())
    stuck = len(stream.outstanding - {bad.task})
    failed = {task: error for task, error in stream.failed.items() if task != bad.task}
    return {
        "slot_ms": None if slot_at is None else (slot_at - due) * 1e3,
        "reported_ms": None if reported_at is None else (reported_at - due) * 1e3,
        "reported_as": stream.failed.get(bad.task),
        "lost": len(failed),
        "lost_as": sorted(set(failed.values())),
        "rerun": rerun,
        "stuck": stuck,
        "harmed": len(failed) + rerun + stuck,
    }


def _end_child_program(log: Path) -> bool | None:
    """Whether the program that the bad task had started outlived it; None: there was none."""
    note = log.with_name(f"{log.name}.child")
    if not note.exists():
        return None
    try:
        child = psutil.Process(int(note.read_text(encoding="ascii")))
        alive = child.status() != psutil.STATUS_ZOMBIE
        child.kill()
    except psutil.NoSuchProcess:
        return False
    return alive


def _failure(future: Future[Any]) -> str | None:
    if future.cancelled():
        return "cancelled"
    error = future.exception()
    return None if error is None else _named(error)


def _named(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:160]
