"""A daemonic process of multiprocessing asks for a pool: daemon.py METHOD."""

from __future__ import annotations

import multiprocessing
import sys

from pseudocode_translator.execution.pool_settings import PoolSettings
from pseudocode_translator.execution.worker_pool import WorkerPool
from tests.faults import tasks


def ask(method: str) -> None:
    try:
        WorkerPool(PoolSettings(start_method=method)).submit(tasks.double, 1).result(timeout=30)
    except Exception as error:  # noqa: BLE001 - its kind is what is told
        print(type(error).__name__, error, flush=True)


if __name__ == "__main__":
    process = multiprocessing.get_context("spawn").Process(
        target=ask, args=(sys.argv[1],), daemon=True
    )
    process.start()
    process.join(30)
