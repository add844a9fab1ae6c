"""A program with a pool, to be ended from outside: parent.py METHOD STATE."""

from __future__ import annotations

import sys
import tempfile

from pseudocode_translator.execution.pool_settings import PoolSettings
from pseudocode_translator.execution.worker_pool import WorkerPool
from tests.faults import tasks


def main(method: str, state: str) -> None:
    pool = WorkerPool(PoolSettings(max_workers=2, start_method=method))
    for future in [pool.submit(tasks.pid) for _ in range(8)]:
        future.result(timeout=30)
    with tempfile.TemporaryDirectory() as folder:
        started = f"{folder}/started"
        if state == "spins":
            futures = [pool.submit(spin_after, started) for _ in range(2)]
        elif state == "waits":
            futures = [pool.submit(tasks.wait_for_child, started) for _ in range(2)]
        else:
            futures = [pool.submit(tasks.note, started) for _ in range(2)]
        tasks.until(lambda: len(tasks.lines(started)) == 2, "both run")
    print("ready", flush=True)
    if state == "idle":
        tasks.sleep_long()
    for future in futures:
        future.result()


def spin_after(path: str) -> None:
    tasks.note(path)
    tasks.spin_in_iteration()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
