"""A program that ends without a shutdown of its pool: leaves.py METHOD STATE."""

from __future__ import annotations

import os
import sys
import threading

from pseudocode_translator.execution.pool_settings import PoolSettings
from pseudocode_translator.execution.worker_pool import WorkerPool
from tests.faults import tasks


def main(method: str, state: str) -> None:
    pool = WorkerPool(PoolSettings(max_workers=2, start_method=method))
    print(pool.submit(tasks.double, 21).result(timeout=30), flush=True)
    if state == "hung":
        pool.submit(tasks.spin_without_sigterm)
    elif state == "error":
        raise ValueError("a mistake of the program")
    elif state == "exit":
        os._exit(0)
    elif state == "thread":
        threading.Thread(target=pool.submit, args=(tasks.double, 1)).start()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
