"""This process is copied while it has a pool: forks.py METHOD."""

from __future__ import annotations

import os
import sys
import traceback

from pseudocode_translator.execution.pool_settings import PoolSettings
from pseudocode_translator.execution.worker_pool import WorkerPool
from tests.faults import tasks


def main(method: str) -> None:
    pool = WorkerPool(PoolSettings(max_workers=2, start_method=method))
    print(pool.submit(tasks.double, 21).result(timeout=30), flush=True)
    with pool._scheduler.lock:  # As another thread may hold it at the moment of the copy.
        number = os.fork()
    if number == 0:
        code = 1
        try:
            try:
                pool.submit(tasks.double, 1)
            except Exception as error:  # noqa: BLE001 - its kind is what is told
                print(type(error).__name__, flush=True)
            pool.shutdown()
            own = WorkerPool(PoolSettings(max_workers=1, start_method=method))
            print(own.submit(tasks.double, 4).result(timeout=30), flush=True)
            own.shutdown()
            code = 0
        except BaseException:  # noqa: BLE001 - the copy must not go on
            traceback.print_exc()
        finally:
            os._exit(code)
    print(os.waitstatus_to_exitcode(os.waitpid(number, 0)[1]), flush=True)
    print(pool.submit(tasks.double, 5).result(timeout=30), flush=True)
    pool.shutdown()


if __name__ == "__main__":
    main(sys.argv[1])
