"""What this pool adds to an executor: limits, labels, events, traces, back-pressure."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pseudocode_translator.errors import TaskTimeoutError
from pseudocode_translator.execution.pool_settings import PoolSettings
from pseudocode_translator.execution.tasks import TaskFuture, TaskOptions
from pseudocode_translator.execution.worker import in_worker, report_event, trace_context
from pseudocode_translator.execution.worker_pool import WorkerPool
from tests.faults import tasks
from tests.faults.pools import METHODS, WAIT_S, Pools, children, warm

pytestmark = pytest.mark.slow
TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


@pytest.fixture(scope="module", params=METHODS)
def shared(request: pytest.FixtureRequest) -> Iterator[WorkerPool]:
    with WorkerPool(PoolSettings(max_workers=1, start_method=request.param)) as made:
        yield made


@pytest.fixture(params=METHODS)
def pools(request: pytest.FixtureRequest) -> Iterator[Pools]:
    made = Pools(request.param)
    yield made
    made.close()


def _report(*events: object) -> str:
    for event in events:
        report_event(event)
    return trace_context()


def _report_and_fail(event: object) -> None:
    report_event(event)
    raise ValueError("after the event")


def _told(future: TaskFuture) -> list[object]:
    future.exception(timeout=WAIT_S)
    return list(future.events)


# Time --------------------------------------------------------------------------------


def test_the_limit_of_the_pool_holds_for_every_task(pools: Pools) -> None:
    pool = warm(pools(task_timeout_s=0.2))

    with pytest.raises(TaskTimeoutError) as caught:
        pool.submit(tasks.sleep_long).result(timeout=WAIT_S)

    assert (caught.value.task, caught.value.timeout_s) == ("sleep_long", 0.2)
    assert isinstance(caught.value, TimeoutError)


def test_the_limit_of_a_task_goes_before_that_of_the_pool(pools: Pools) -> None:
    pool = warm(pools(task_timeout_s=0.2))
    longer = TaskOptions(timeout_s=WAIT_S)

    assert pool.submit_with(longer, time.sleep, 0.5).result(timeout=WAIT_S) is None


def test_a_label_names_the_task(shared: WorkerPool) -> None:
    options = TaskOptions(timeout_s=0.1, label="page 3")

    with pytest.raises(TaskTimeoutError, match="page 3"):
        shared.submit_with(options, tasks.sleep_long).result(timeout=WAIT_S)


def test_the_limit_does_not_count_the_time_in_the_queue(pools: Pools) -> None:
    pool = warm(pools(task_timeout_s=0.4))

    futures = [pool.submit(time.sleep, 0.1) for _ in range(8)]  # 0.8 s altogether.

    assert all(future.exception(timeout=WAIT_S) is None for future in futures)


def test_the_duration_is_that_of_the_task_alone(shared: WorkerPool) -> None:
    futures = [shared.submit(time.sleep, 0.15) for _ in range(3)]
    assert futures[2].duration_s is None

    for future in futures:
        future.result(timeout=WAIT_S)
        assert future.duration_s is not None
        assert 0.15 <= future.duration_s < 0.28


def test_a_task_that_was_lost_has_no_duration(shared: WorkerPool) -> None:
    future = shared.submit(tasks.exit_now)

    assert future.exception(timeout=WAIT_S) is not None
    assert future.duration_s is None


# Events and traces -------------------------------------------------------------------


def test_events_come_back_once_in_order_with_their_own_task(shared: WorkerPool) -> None:
    futures = [shared.submit(_report, number, str(number)) for number in range(200)]
    silent = shared.submit(tasks.double, 1)

    assert [_told(future) for future in futures] == [[n, str(n)] for n in range(200)]
    assert _told(silent) == []


def test_events_come_back_with_errors_too(shared: WorkerPool) -> None:
    future = shared.submit(_report_and_fail, "before")

    assert isinstance(future.exception(timeout=WAIT_S), ValueError)
    assert list(future.events) == ["before"]


def test_large_events_come_back(shared: WorkerPool) -> None:
    event = bytes(200_000)
    assert _told(shared.submit(_report, event)) == [event]


def test_an_event_that_cannot_travel_harms_nobody(
    shared: WorkerPool, capfd: pytest.CaptureFixture[str]
) -> None:
    future = shared.submit(_report_a_lock)

    assert future.result(timeout=WAIT_S) == "done"
    assert list(future.events) == ["good"]


def _report_a_lock() -> str:
    report_event(threading.Lock())
    report_event("good")
    return "done"


def test_an_event_of_this_process_goes_nowhere(shared: WorkerPool) -> None:
    report_event("lost")
    assert _told(shared.submit(tasks.double, 1)) == []
    assert not in_worker()
    assert shared.submit(in_worker).result(timeout=WAIT_S) is True


def test_the_trace_context_travels_with_its_task_only(shared: WorkerPool) -> None:
    traced = shared.submit_with(TaskOptions(trace_context=TRACE), _report)
    other = shared.submit(_report)

    assert traced.result(timeout=WAIT_S) == TRACE
    assert other.result(timeout=WAIT_S) == ""
    assert trace_context() == ""


# Back-pressure -----------------------------------------------------------------------


def test_submit_waits_while_too_many_tasks_wait(pools: Pools, tmp_path: Path) -> None:
    pool = warm(pools(max_pending=3))
    started, gate = tmp_path / "started", tmp_path / "gate"
    pool.submit(tasks.note_and_wait, str(started), str(gate))
    tasks.until(lambda: tasks.lines(started), "the task runs")
    for number in range(3):
        pool.submit(tasks.double, number)
    taken = threading.Event()
    futures: list[TaskFuture] = []

    def submit() -> None:
        futures.append(pool.submit(tasks.double, 21))
        taken.set()

    thread = threading.Thread(target=submit)
    thread.start()
    assert not taken.wait(0.2)
    gate.touch()

    assert taken.wait(WAIT_S)
    thread.join()
    assert futures[0].result(timeout=WAIT_S) == 42


def test_a_cancelled_task_makes_space(pools: Pools, tmp_path: Path) -> None:
    pool = warm(pools(max_pending=1))
    started, gate = tmp_path / "started", tmp_path / "gate"
    pool.submit(tasks.note_and_wait, str(started), str(gate))
    tasks.until(lambda: tasks.lines(started), "the task runs")
    waiting = pool.submit(tasks.double, 1)
    taken = threading.Event()

    def submit() -> None:
        pool.submit(tasks.double, 2)
        taken.set()

    thread = threading.Thread(target=submit)
    thread.start()

    waiting.cancel()

    assert taken.wait(WAIT_S)
    thread.join()
    gate.touch()


def test_a_bound_keeps_the_queue_short(pools: Pools) -> None:
    pool = warm(pools(max_workers=2, max_pending=10))
    longest = 0
    futures = []
    for number in range(2000):
        futures.append(pool.submit(tasks.double, number))
        longest = max(longest, pool.stats().pending)

    assert [future.result(timeout=WAIT_S) for future in futures] == [2 * n for n in range(2000)]
    assert longest <= 10 + 2 * 128  # What was taken back from a worker is not turned away.


# The pool itself ---------------------------------------------------------------------


def test_nothing_starts_before_the_first_task(pools: Pools) -> None:
    before = children()
    pool = pools(max_workers=2)

    assert children() == before
    pool.submit(tasks.double, 1).result(timeout=WAIT_S)
    assert len(children() - before) >= 1


def test_one_task_starts_one_worker_and_its_spare(pools: Pools) -> None:
    pool = pools(max_workers=4)
    pool.submit(tasks.double, 1).result(timeout=WAIT_S)
    tasks.until(lambda: pool.stats().spares == 1, "the spare")

    assert pool.stats().workers == 1


def test_it_says_how_workers_start(pools: Pools) -> None:
    pool = pools()
    pool.submit(tasks.double, 1).result(timeout=WAIT_S)

    assert pool.start_method == pools.method


def test_numbers_tell_what_became_of_the_tasks(pools: Pools) -> None:
    pool = warm(pools())
    completed = pool.stats().completed
    for _ in range(3):
        pool.submit(tasks.double, 1).result(timeout=WAIT_S)
    pool.submit(tasks.raise_value_error, "x").exception(timeout=WAIT_S)
    pool.submit(tasks.exit_now).exception(timeout=WAIT_S)
    pool.submit_with(TaskOptions(timeout_s=0.1), tasks.spin).exception(timeout=WAIT_S)
    tasks.until(lambda: pool.stats().workers == 1, "the pool is at full strength")
    stats = pool.stats()

    assert (stats.completed - completed, stats.lost, stats.timed_out) == (4, 1, 1)
    assert stats.replaced == 2
    assert (stats.pending, stats.running) == (0, 0)


def test_an_initializer_prepares_each_worker(pools: Pools, tmp_path: Path) -> None:
    path = tmp_path / "prepared"
    pool = warm(pools(max_workers=1, initializer=tasks.note, initargs=(str(path),)))

    assert str(pool.worker_pids()[0]) in tasks.lines(path)
    assert len(tasks.lines(path)) == 2  # The spare is ready too.


def test_modules_can_be_loaded_beforehand() -> None:
    settings = PoolSettings(
        max_workers=1, start_method="forkserver", preload=("fractions", "no_such_module_at_all")
    )
    with WorkerPool(settings) as pool:
        assert pool.submit(_is_loaded, "fractions").result(timeout=WAIT_S)
        assert not pool.submit(_is_loaded, "decimal_of_nobody").result(timeout=WAIT_S)


def _is_loaded(name: str) -> bool:
    import sys

    return name in sys.modules
