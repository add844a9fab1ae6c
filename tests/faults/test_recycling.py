"""Workers that are replaced although nothing is wrong with them."""

from __future__ import annotations

import threading
import time
from collections import deque
from concurrent.futures import wait

import pytest

from pseudocode_translator.execution.pool_settings import PoolEvent, PoolEventType
from pseudocode_translator.execution.tasks import TaskFuture
from tests.faults import tasks
from tests.faults.pools import WAIT_S, Pools, wait_for_spares, wait_until_gone, warm

pytestmark = pytest.mark.slow
_kept: list[bytes] = []


def _keep(size_bytes: int) -> int:
    _kept.append(b"k" * size_bytes)
    time.sleep(0.06)  # A worker does not measure its memory more often than that.
    return tasks.pid()


def test_a_worker_is_replaced_after_its_number_of_tasks(pools: Pools) -> None:
    heard: list[PoolEvent] = []
    pool = pools(max_tasks_per_worker=3, on_event=heard.append)
    pids = []
    for _ in range(9):
        if pool.stats().workers:
            wait_for_spares(pool)
        pids.append(pool.submit(tasks.pid).result(timeout=WAIT_S))
    pool.shutdown()

    assert max(pids.count(pid) for pid in pids) <= 3
    assert len(set(pids)) >= 3
    assert PoolEventType.WORKER_LOST not in [event.type for event in heard]
    replaced = [event for event in heard if event.type is PoolEventType.WORKER_REPLACED]
    assert len(replaced) >= 2
    assert "tasks" in replaced[0].data["reason"]


def test_recycling_loses_no_task_and_runs_none_twice(pools: Pools, tmp_path: object) -> None:
    path = f"{tmp_path}/ran"
    pool = warm(pools(max_workers=2, max_tasks_per_worker=7))

    futures = []
    for number in range(400):
        if number % 40 == 0:
            wait_for_spares(pool)  # Nobody is replaced before.
        futures.append(pool.submit(tasks.innocent, number, path))

    assert not wait(futures, timeout=60).not_done
    assert [future.result() for future in futures] == [number**2 for number in range(400)]
    assert sorted(int(line.split(":")[0]) for line in tasks.lines(path)) == list(range(400))
    assert len({line.split(":")[2] for line in tasks.lines(path)}) > 2


def test_workers_that_are_always_busy_are_replaced_too(pools: Pools) -> None:
    pool = warm(pools(max_workers=2, max_tasks_per_worker=50))
    pids: set[int] = set()
    backlog: deque[TaskFuture] = deque()

    def four_have_served() -> bool:
        while len(backlog) < 1000:
            backlog.append(pool.submit(tasks.pid))
        pids.update(backlog.popleft().result(timeout=WAIT_S) for _ in range(100))
        return len(pids) >= 4

    tasks.until(four_have_served, "two workers were replaced while others wait")


def test_no_task_waits_for_the_successor_of_a_recycled_worker(pools: Pools) -> None:
    pool = warm(pools(max_tasks_per_worker=1))
    slowest = 0.0
    for _ in range(10):
        wait_for_spares(pool)
        begun = time.monotonic()
        pool.submit(tasks.pid).result(timeout=WAIT_S)
        slowest = max(slowest, time.monotonic() - begun)

    assert slowest < 1.0


def test_a_worker_that_holds_too_much_memory_is_replaced(pools: Pools) -> None:
    heard: list[PoolEvent] = []
    pool = warm(pools(memory_limit_bytes=200_000_000, on_event=heard.append))
    first = pool.submit(_keep, 1_000).result(timeout=WAIT_S)
    assert pool.submit(_keep, 1_000).result(timeout=WAIT_S) == first

    assert pool.submit(_keep, 300_000_000).result(timeout=WAIT_S) == first

    # At once, or with the next result, since its size is told after a result.
    pool.submit(_keep, 1).result(timeout=WAIT_S)
    wait_until_gone(first)
    assert pool.submit(tasks.pid).result(timeout=WAIT_S) != first
    pool.shutdown()
    (replaced,) = (event for event in heard if event.type is PoolEventType.WORKER_REPLACED)
    assert replaced.data["pid"] == first
    assert "bytes" in replaced.data["reason"]


def _start_a_thread_that_stays() -> int:
    threading.Thread(target=threading.Event().wait).start()
    return tasks.pid()


def test_a_recycled_worker_that_does_not_end_by_itself_is_ended(pools: Pools) -> None:
    pool = warm(pools())
    pool.shutdown()
    pool = warm(pools(max_tasks_per_worker=8))
    pid = pool.submit(_start_a_thread_that_stays).result(timeout=WAIT_S)
    while pid in pool.worker_pids():
        pool.submit(tasks.pid).result(timeout=WAIT_S)

    wait_until_gone(pid)
