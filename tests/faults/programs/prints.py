"""Tasks that print a gigabyte; tells how much this process grew: prints.py METHOD."""

from __future__ import annotations

import os
import sys

from pseudocode_translator.execution.pool_settings import PoolSettings
from pseudocode_translator.execution.worker_pool import WorkerPool
from tests.faults import tasks


def resident_bytes() -> int:
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096


def main(method: str) -> None:
    tell = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    with WorkerPool(PoolSettings(max_workers=1, start_method=method)) as pool:
        pool.submit(tasks.print_much, 1 << 20).result(timeout=30)
        before = resident_bytes()
        pool.submit(tasks.print_much, 1 << 30).result(timeout=60)
        os.write(tell, str(resident_bytes() - before).encode())


if __name__ == "__main__":
    main(sys.argv[1])
