"""Pools for tests, and a look at the processes of this machine."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil

from pseudocode_translator.execution.pool_settings import PoolEvent, PoolSettings
from pseudocode_translator.execution.worker_pool import WorkerPool
from tests.faults.tasks import pid, until

METHODS = ("spawn", "forkserver")
WAIT_S = 30.0
"""Longer than anything here takes on a busy machine."""


class Pools:
    """Makes pools of one start method and ends them all."""

    def __init__(self, method: str) -> None:
        self.method = method
        self.made: list[WorkerPool] = []

    def __call__(
        self,
        max_workers: int = 1,
        *,
        on_event: Callable[[PoolEvent], object] | None = None,
        **settings: Any,
    ) -> WorkerPool:
        settings.setdefault("start_method", self.method)
        made = WorkerPool(PoolSettings(max_workers=max_workers, **settings), on_event=on_event)
        self.made.append(made)
        return made

    def close(self) -> None:
        for made in self.made:
            made.shutdown(cancel_futures=True)


def warm(pool: WorkerPool) -> WorkerPool:
    """Have all workers and spares ready."""
    for future in [pool.submit(pid) for _ in range(4 * pool.max_workers)]:
        future.result(timeout=WAIT_S)
    if pool.max_workers == 1:
        wait_for_spares(pool)
    return pool


def wait_for_spares(pool: WorkerPool) -> None:
    """Wait until the spares are there and ready; the pool tells no number of the latter."""
    scheduler = pool._scheduler

    def are_ready() -> bool:
        with scheduler.lock:
            ready = [link.is_ready for link in scheduler.spares]
        return len(ready) == pool.settings.spares and all(ready)

    until(are_ready, "the spares are ready")


def children() -> set[int]:
    return {child.pid for child in psutil.Process().children(recursive=True)}


def is_gone(number: int) -> bool:
    with suppress(psutil.NoSuchProcess):
        return psutil.Process(number).status() == psutil.STATUS_ZOMBIE
    return True


def wait_until_gone(number: int) -> None:
    until(lambda: is_gone(number), f"process {number} is gone")


class Script:
    """A program that runs apart, with a mark by which its descendants are known."""

    def __init__(self, path: Path, *arguments: object, options: tuple[str, ...] = ()) -> None:
        self.mark = uuid.uuid4().hex
        root = str(Path(__file__).parents[2])
        self.process = subprocess.Popen(
            [sys.executable, *options, str(path), *map(str, arguments)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "PYTHONPATH": root, "MARK_OF_TEST": self.mark},
        )

    def read_line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def output(self) -> str:
        """All that it printed, when it has ended."""
        out, _ = self.process.communicate(timeout=60)
        return str(out)

    def descendants(self) -> list[psutil.Process]:
        """Who carries the mark, the program itself left out."""
        found = []
        for process in psutil.process_iter():
            with suppress(psutil.Error):
                if (
                    process.pid != self.process.pid
                    and process.environ().get("MARK_OF_TEST") == self.mark
                    and process.status() != psutil.STATUS_ZOMBIE
                ):
                    found.append(process)
        return found

    def wait_until_alone(self, limit_s: float = 10.0) -> None:
        until(lambda: not self.descendants(), "no orphan is left", limit_s)

    def close(self) -> None:
        self.process.kill()
        for orphan in self.descendants():
            with suppress(psutil.Error):
                orphan.kill()
        self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()


@contextmanager
def running(path: Path, *arguments: object, options: tuple[str, ...] = ()) -> Iterator[Script]:
    script = Script(path, *arguments, options=options)
    try:
        yield script
    finally:
        script.close()
