"""Results, errors and calls that cannot travel, or break on the way; large ones that can."""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable
from concurrent.futures import wait

import pytest

from pseudocode_translator.errors import RemoteTaskError, WorkerLostError
from pseudocode_translator.execution.worker_pool import WorkerPool
from tests.faults import tasks
from tests.faults.pools import WAIT_S, Pools, warm

pytestmark = pytest.mark.slow
KB, MB = 1_000, 1 << 20
SIZES = (0, 1, 47_000, 47_999, 48_000, 48_001, 65_536, MB, MB + 1)


@pytest.fixture(scope="module")
def pool(shared_pools: Pools) -> WorkerPool:
    return warm(shared_pools())


def test_a_result_that_cannot_be_pickled_fails_its_future(pool: WorkerPool) -> None:
    before = pool.submit(tasks.pid).result(timeout=WAIT_S)

    with pytest.raises(RemoteTaskError, match=r"return_a_function: .*function"):
        pool.submit(tasks.return_a_function).result(timeout=WAIT_S)

    assert pool.submit(tasks.pid).result(timeout=WAIT_S) == before


def test_an_error_that_breaks_on_unpickling_arrives_as_another(pool: WorkerPool) -> None:
    with pytest.raises(RemoteTaskError, match="BreaksOnArrivalError: one"):
        pool.submit(tasks.raise_breaking).result(timeout=WAIT_S)


def test_an_error_without_words_arrives(pool: WorkerPool) -> None:
    with pytest.raises(tasks.SilentError):
        pool.submit(tasks.raise_silent).result(timeout=WAIT_S)


def test_an_error_carries_its_traceback_as_text(pool: WorkerPool) -> None:
    error = pool.submit(tasks.raise_value_error, "bad").exception(timeout=WAIT_S)

    assert isinstance(error, ValueError)
    assert error.args == ("bad",)
    assert "in raise_value_error" in str(error.__cause__)


def test_an_exit_in_a_task_is_its_error_and_nobody_exits(pool: WorkerPool) -> None:
    before = pool.submit(tasks.pid).result(timeout=WAIT_S)

    error = pool.submit(tasks.raise_system_exit).exception(timeout=WAIT_S)

    assert isinstance(error, SystemExit)
    assert pool.submit(tasks.pid).result(timeout=WAIT_S) == before


@pytest.mark.parametrize("size_bytes", [10, 200 * KB])
def test_a_result_that_breaks_here_fails_its_future(pools: Pools, size_bytes: int) -> None:
    pool = warm(pools())

    error = pool.submit(tasks.fails_at_home, size_bytes).exception(timeout=WAIT_S)

    assert isinstance(error, RemoteTaskError)
    # The error is still held when the memory of that worker is given back.
    with pytest.raises(WorkerLostError):
        pool.submit(tasks.exit_now).result(timeout=WAIT_S)
    assert pool.submit(tasks.double, 2).result(timeout=WAIT_S) == 4


def test_a_result_that_wants_to_end_this_program_fails_its_future(pools: Pools) -> None:
    pool = warm(pools())

    error = pool.submit(tasks.exits_at_home).exception(timeout=WAIT_S)

    assert error is not None
    assert pool.submit(tasks.double, 2).result(timeout=WAIT_S) == 4


@pytest.mark.parametrize(
    ("function", "arguments", "name"),
    [
        (lambda: 1, (), "<lambda>"),
        (tasks.double, (threading.Lock(),), "double"),
        (tasks.echo, (lambda: 1,), "echo"),
    ],
)
def test_a_call_that_cannot_be_pickled_is_refused_at_once(
    pool: WorkerPool, function: Callable[..., object], arguments: tuple[object, ...], name: str
) -> None:
    with pytest.raises(pickle.PicklingError, match=name):
        pool.submit(function, *arguments)

    assert pool.submit(tasks.double, 2).result(timeout=WAIT_S) == 4


def test_a_pool_cannot_be_an_argument(pool: WorkerPool) -> None:
    with pytest.raises(pickle.PicklingError, match="a pool cannot be sent"):
        pool.submit(tasks.echo, pool)


def test_an_argument_that_cannot_be_unpickled_there_fails_its_future(pool: WorkerPool) -> None:
    for size_bytes in (10, 100 * KB):
        error = pool.submit(tasks.echo, tasks.FailsAtHome(size_bytes)).exception(timeout=WAIT_S)
        assert isinstance(error, ValueError)
        assert error.args == ("not at home",)

    assert pool.submit(tasks.double, 2).result(timeout=WAIT_S) == 4


@pytest.mark.parametrize("size_bytes", SIZES)
def test_payloads_and_results_of_any_size_arrive(pool: WorkerPool, size_bytes: int) -> None:
    data = bytes(range(256)) * (size_bytes // 256) + bytes(size_bytes % 256)

    futures = [pool.submit(tasks.echo, data) for _ in range(4)]

    assert all(future.result(timeout=WAIT_S) == data for future in futures)


def test_what_is_larger_than_the_shared_memory_arrives(pool: WorkerPool) -> None:
    data = bytes(40 * MB)

    futures = [pool.submit(tasks.length, data) for _ in range(2)]
    large = pool.submit(tasks.payload, 40 * MB)

    assert [future.result(timeout=60) for future in futures] == [40 * MB] * 2
    assert len(large.result(timeout=60)) == 40 * MB


def test_a_large_call_that_cannot_be_read_leaves_room_for_the_next(pool: WorkerPool) -> None:
    broken = pool.submit(tasks.length, tasks.Unreadable(b"x" * MB))
    with pytest.raises(TypeError):
        broken.result(timeout=WAIT_S)
    worker = pool._scheduler.serving[0]

    assert pool.submit(tasks.length, bytes(MB)).result(timeout=WAIT_S) == MB
    assert worker.board.put_task(b""), "the shared memory is free again"
    worker.board.task_taken()


def test_large_and_small_tasks_in_flight_at_once_are_not_mixed_up(pools: Pools) -> None:
    pool = warm(pools(max_workers=2))
    sizes = [SIZES[number % len(SIZES)] for number in range(90)]

    sent = [pool.submit(tasks.length, bytes(size)) for size in sizes]
    received = [pool.submit(tasks.payload, size) for size in sizes]

    assert not wait(sent + received, timeout=60).not_done
    assert [future.result() for future in sent] == sizes
    assert [len(future.result()) for future in received] == sizes


def test_a_worker_that_dies_with_large_tasks_waiting_loses_none(pools: Pools) -> None:
    pool = warm(pools())
    culprit = pool.submit(tasks.exit_now)
    futures = [pool.submit(tasks.length, bytes(3 * MB)) for _ in range(6)]

    assert isinstance(culprit.exception(timeout=WAIT_S), WorkerLostError)
    assert [future.result(timeout=WAIT_S) for future in futures] == [3 * MB] * 6
