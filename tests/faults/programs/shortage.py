"""Descriptors or processes run out, and come back: shortage.py METHOD OF_WHAT."""

from __future__ import annotations

import os
import resource
import sys

from pseudocode_translator.errors import ExecutionError
from pseudocode_translator.execution.pool_settings import PoolSettings
from pseudocode_translator.execution.worker_pool import WorkerPool
from tests.faults import tasks


def try_one(pool: WorkerPool) -> str:
    try:
        return str(pool.submit(tasks.double, 21).result(timeout=30))
    except (ExecutionError, OSError) as error:
        return f"{type(error).__name__}: {error}"


def descriptors(method: str) -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    pool = WorkerPool(PoolSettings(max_workers=1, start_method=method))
    taken = []
    while True:
        try:
            taken.append(os.dup(0))
        except OSError:
            break
    for _ in range(3):
        print(try_one(pool), flush=True)
    for descriptor in taken:
        os.close(descriptor)
    print(try_one(pool), flush=True)
    pool.shutdown()


def descriptors_later(method: str) -> None:
    """The pool works already, loses its worker, and finds no descriptor for the next one."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    pool = WorkerPool(PoolSettings(max_workers=1, start_method=method, spares=0))
    print(try_one(pool), flush=True)
    taken = []
    while True:
        try:
            taken.append(os.dup(0))
        except OSError:
            break
    print(type(pool.submit(tasks.exit_now).exception(timeout=30)).__name__, flush=True)
    # Its descriptors are free again now; take them too.
    while True:
        try:
            taken.append(os.dup(0))
        except OSError:
            break
    print(try_one(pool), flush=True)
    for descriptor in taken:
        os.close(descriptor)
    print(try_one(pool), flush=True)
    pool.shutdown()


def processes(method: str) -> None:
    """The limit holds for the real user id; nobody else has this one, and root has none."""
    if os.getuid() == 0:
        os.setresuid(54321, 0, 0)
        _drop_rights_to_exceed_limits()
    resource.setrlimit(resource.RLIMIT_NPROC, (6, 6))
    pool = WorkerPool(PoolSettings(max_workers=12, start_method=method))
    futures = [pool.submit(tasks.double, number) for number in range(200)]
    print(sum(future.result(timeout=30) for future in futures), flush=True)
    stuck = [pool.submit(tasks.sleep_long) for _ in range(12)]
    tasks.until(lambda: pool.stats().running >= 1, "some run")
    print(0 < len(pool.worker_pids()) < 12, flush=True)
    for future in stuck:
        future.cancel()
    resource.setrlimit(resource.RLIMIT_NPROC, (6, 6))
    print(try_one(pool), flush=True)
    pool.shutdown(cancel_futures=True)


def _drop_rights_to_exceed_limits() -> None:
    """Without CAP_SYS_ADMIN (21) and CAP_SYS_RESOURCE (24); see capset(2)."""
    import ctypes

    library = ctypes.CDLL(None, use_errno=True)
    for number in (21, 24):
        library.prctl(24, number, 0, 0, 0)  # PR_CAPBSET_DROP: for those that we start.
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    sets = (ctypes.c_uint32 * 6)()
    if library.capget(header, sets) == 0:
        for index in (0, 1, 2):
            sets[index] &= ~(1 << 21 | 1 << 24) & 0xFFFFFFFF
        library.capset(header, sets)


if __name__ == "__main__":
    {"descriptors": descriptors, "descriptors_later": descriptors_later, "processes": processes}[
        sys.argv[2]
    ](sys.argv[1])
