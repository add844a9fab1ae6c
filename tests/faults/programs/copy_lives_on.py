"""A copy of the pool's process outlives it: copy_lives_on.py METHOD."""

from __future__ import annotations

import os
import sys

from pseudocode_translator.execution.pool_settings import PoolSettings
from pseudocode_translator.execution.worker_pool import WorkerPool
from tests.faults import tasks


def main(method: str) -> None:
    pool = WorkerPool(PoolSettings(max_workers=2, start_method=method))
    pool.submit(tasks.double, 21).result(timeout=30)
    pool.submit(tasks.spin)
    number = os.fork()
    if number == 0:
        tasks.sleep_long()
    print(number, flush=True)
    tasks.sleep_long()


if __name__ == "__main__":
    main(sys.argv[1])
