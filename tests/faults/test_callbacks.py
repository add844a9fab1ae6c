"""Foreign code in the pool's threads: callbacks of futures, listeners to events."""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future, wait
from typing import Any

import pytest

from pseudocode_translator.errors import WorkerLostError
from pseudocode_translator.execution.pool_settings import PoolEvent, PoolEventType
from pseudocode_translator.execution.tasks import TaskOptions
from tests.faults import tasks
from tests.faults.pools import WAIT_S, Pools, wait_until_gone, warm

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("error", [ValueError, SystemExit, KeyboardInterrupt])
def test_a_callback_that_raises_stops_nobody(pools: Pools, error: type[BaseException]) -> None:
    pool = warm(pools())

    def fail(_: Future[Any]) -> None:
        raise error("from a callback")

    gate = threading.Event()
    first = pool.submit(tasks.double, 1)
    first.add_done_callback(lambda _: gate.wait(WAIT_S))
    second = pool.submit(tasks.double, 2)
    second.add_done_callback(fail)  # Surely before it is done: the supervisor is held up.
    others = [pool.submit(tasks.double, number) for number in range(10)]
    gate.set()

    assert not wait([first, second, *others], timeout=WAIT_S).not_done
    assert pool.submit(tasks.double, 3).result(timeout=WAIT_S) == 6


def test_a_slow_callback_costs_no_running_task_its_limit(pools: Pools) -> None:
    pool = warm(pools(task_timeout_s=5.0))
    gate = threading.Event()
    first = pool.submit(tasks.double, 1)
    first.add_done_callback(lambda _: gate.wait(WAIT_S))

    second = pool.submit(tasks.double, 2)
    gate.set()

    assert second.result(timeout=WAIT_S) == 4


def test_a_callback_may_submit_again(pools: Pools) -> None:
    pool = warm(pools(max_pending=1))
    done = threading.Event()
    results: list[int] = []

    def again(future: Future[Any]) -> None:
        results.append(future.result())
        if len(results) == 20:
            done.set()
        else:
            pool.submit(tasks.double, len(results)).add_done_callback(again)

    pool.submit(tasks.double, 0).add_done_callback(again)

    assert done.wait(WAIT_S)
    assert results == [2 * number for number in range(20)]


@pytest.mark.parametrize("cancels", [False, True])
def test_a_callback_may_shut_the_pool_down(pools: Pools, cancels: bool) -> None:
    pool = warm(pools())
    ended = threading.Event()
    pids = pool.worker_pids()
    gate = threading.Event()

    def end(_: Future[Any]) -> None:
        gate.wait(WAIT_S)
        pool.shutdown(wait=True, cancel_futures=cancels)
        ended.set()

    pool.submit(tasks.double, 1).add_done_callback(end)
    later = [pool.submit(tasks.double, number) for number in range(5)]
    gate.set()

    assert ended.wait(WAIT_S)
    assert not wait(later, timeout=WAIT_S).not_done
    if not cancels:
        assert [future.result() for future in later] == [0, 2, 4, 6, 8]
    for pid in pids:
        wait_until_gone(pid)


@pytest.mark.parametrize("error", [ValueError, SystemExit])
def test_a_listener_that_raises_stops_nothing(pools: Pools, error: type[BaseException]) -> None:
    heard: list[PoolEventType] = []

    def listen(event: PoolEvent) -> None:
        heard.append(event.type)
        raise error("from a listener")

    pool = pools(on_event=listen)
    assert pool.submit(tasks.double, 1).result(timeout=WAIT_S) == 2
    pool.shutdown()

    assert heard[0] is PoolEventType.STARTED
    assert heard[-1] is PoolEventType.SHUT_DOWN


def test_a_slow_listener_delays_no_task(pools: Pools) -> None:
    gate = threading.Event()
    pool = pools(on_event=lambda event: gate.wait(WAIT_S))

    try:
        assert pool.submit(tasks.double, 1).result(timeout=WAIT_S) == 2
        with pytest.raises(WorkerLostError):
            pool.submit(tasks.exit_now).result(timeout=WAIT_S)
        assert pool.submit(tasks.double, 1).result(timeout=WAIT_S) == 2
    finally:
        gate.set()


def test_a_listener_that_hangs_does_not_hold_a_shutdown_up_for_ever(pools: Pools) -> None:
    gate = threading.Event()
    pool = pools(on_event=lambda event: gate.wait(60.0))
    pool.submit(tasks.double, 1).result(timeout=WAIT_S)

    begun = time.monotonic()
    pool.shutdown()

    assert time.monotonic() - begun < 15.0
    gate.set()


def test_a_listener_may_shut_the_pool_down(pools: Pools) -> None:
    ended = threading.Event()

    def listen(event: PoolEvent) -> None:
        if event.type is PoolEventType.WORKER_LOST:
            pool.shutdown()
            ended.set()

    pool = pools(on_event=listen)
    with pytest.raises(WorkerLostError):
        pool.submit(tasks.exit_now).result(timeout=WAIT_S)

    assert ended.wait(WAIT_S)


def test_events_come_in_order_and_once(pools: Pools) -> None:
    heard: list[PoolEvent] = []
    pool = warm(pools(on_event=heard.append))
    with pytest.raises(WorkerLostError):
        pool.submit(tasks.exit_now).result(timeout=WAIT_S)
    stuck = pool.submit_with(TaskOptions(timeout_s=0.1), tasks.spin)
    assert stuck.exception(timeout=WAIT_S) is not None
    pool.shutdown()

    kinds = [event.type for event in heard]
    assert kinds[0] is PoolEventType.STARTED
    assert kinds[-1] is PoolEventType.SHUT_DOWN
    (lost,) = (event for event in heard if event.type is PoolEventType.WORKER_LOST)
    assert (lost.data["task"], lost.data["exit_code"]) == ("exit_now", 7)
    (timeout,) = (event for event in heard if event.type is PoolEventType.TASK_TIMEOUT)
    assert (timeout.data["task"], timeout.data["timeout_s"]) == ("spin", 0.1)
    assert kinds.count(PoolEventType.WORKER_STARTED) >= 3
