"""What a task can do to its worker; nobody else may notice."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from concurrent.futures import wait
from pathlib import Path

import psutil
import pytest

from pseudocode_translator.errors import TaskTimeoutError, WorkerLostError
from pseudocode_translator.execution.tasks import TaskOptions
from pseudocode_translator.execution.worker_pool import WorkerPool
from tests.faults import tasks
from tests.faults.pools import WAIT_S, Pools, children, wait_for_spares, wait_until_gone, warm

pytestmark = pytest.mark.slow
SHORT = TaskOptions(timeout_s=0.1)


@pytest.fixture(scope="module")
def pool(shared_pools: Pools) -> WorkerPool:
    """One worker: whoever follows a poison has to use what replaced its victim."""
    return warm(shared_pools())


@pytest.mark.parametrize("hang", tasks.HANGS)
def test_a_task_that_hangs_is_killed_and_the_next_one_runs(
    pool: WorkerPool, hang: Callable[[], object]
) -> None:
    stuck = pool.submit_with(SHORT, hang)
    after = pool.submit(tasks.double, 21)

    with pytest.raises(TaskTimeoutError, match=hang.__name__) as caught:
        stuck.result(timeout=WAIT_S)

    assert caught.value.timeout_s == 0.1
    assert after.result(timeout=WAIT_S) == 42
    wait_until_gone(caught.value.pid)


@pytest.mark.parametrize(("death", "code"), tasks.DEATHS)
def test_a_task_that_kills_its_worker_fails_with_the_exit_code(
    pool: WorkerPool, death: Callable[[], object], code: int
) -> None:
    culprit = pool.submit(death)
    after = pool.submit(tasks.double, 21)

    with pytest.raises(WorkerLostError, match=death.__name__) as caught:
        culprit.result(timeout=WAIT_S)

    assert caught.value.exit_code_of_worker == code
    assert after.result(timeout=WAIT_S) == 42


def test_a_task_without_memory_raises_and_its_worker_lives(pool: WorkerPool) -> None:
    before = pool.submit(tasks.pid).result(timeout=WAIT_S)

    with pytest.raises(MemoryError):
        pool.submit(tasks.take_too_much).result(timeout=WAIT_S)

    assert pool.submit(tasks.pid).result(timeout=WAIT_S) == before


def test_the_child_of_a_task_that_hangs_is_killed_with_it(pool: WorkerPool, tmp_path: Path) -> None:
    path = tmp_path / "child"

    # The task is cancelled when its child is there: no limit could be short and surely enough.
    future = pool.submit(tasks.wait_for_child, str(path))
    tasks.until(lambda: tasks.lines(path), "the child")
    assert future.cancel()

    wait_until_gone(int(tasks.lines(path)[0]))


def test_a_child_that_ignores_sigterm_is_killed_too(pool: WorkerPool, tmp_path: Path) -> None:
    path, ready = tmp_path / "child", tmp_path / "ready"

    future = pool.submit(tasks.wait_for_deaf_child, str(path), str(ready))
    tasks.until(lambda: tasks.lines(ready), "the child is deaf")
    assert future.cancel()

    wait_until_gone(int(tasks.lines(path)[0]))


def test_the_child_of_a_worker_that_dies_is_killed(pool: WorkerPool, tmp_path: Path) -> None:
    path = tmp_path / "child"

    child = pool.submit(tasks.start_child, str(path), tasks.SLEEPS).result(timeout=WAIT_S)
    with pytest.raises(WorkerLostError):
        pool.submit(tasks.exit_now).result(timeout=WAIT_S)

    wait_until_gone(child)


def test_a_fork_that_keeps_the_pipe_open_delays_nobody(pool: WorkerPool, tmp_path: Path) -> None:
    path = tmp_path / "fork"
    try:
        with pytest.raises(WorkerLostError) as caught:
            pool.submit(tasks.fork_and_die, str(path)).result(timeout=WAIT_S)

        assert caught.value.exit_code_of_worker == 9
        assert pool.submit(tasks.double, 2).result(timeout=WAIT_S) == 4
    finally:
        os.kill(int(tasks.lines(path)[0]), signal.SIGKILL)


def test_a_worker_killed_while_it_sends_a_large_result_loses_only_that(
    pools: Pools, tmp_path: Path
) -> None:
    # Too large for the shared memory, so that it must go through the pipe. The pool cannot
    # read while its thread is held up in a callback; so the pipe is surely full.
    pool = warm(pools())
    number = pool.submit(tasks.pid).result(timeout=WAIT_S)
    path = tmp_path / "started"

    def kill_in_the_middle(_: object) -> None:
        tasks.until(lambda: tasks.lines(path), "the task runs")
        tasks.until(lambda: _sleeps_in_a_write(number), "the pipe is full")
        os.kill(number, signal.SIGKILL)

    first = pool.submit(tasks.note, str(tmp_path / "first"))
    first.add_done_callback(kill_in_the_middle)
    large = pool.submit(_large_result, str(path))
    after = pool.submit(tasks.double, 4)

    with pytest.raises(WorkerLostError):
        large.result(timeout=WAIT_S)
    assert after.result(timeout=WAIT_S) == 8


def _large_result(path: str) -> bytes:
    tasks.note(path)
    return bytes(40 << 20)


def _sleeps_in_a_write(number: int) -> bool:
    return "pipe" in Path(f"/proc/{number}/wchan").read_text() or (
        Path(f"/proc/{number}/syscall").read_text().split()[0] == "1"
    )


def test_a_stopped_worker_is_killed_at_the_limit(pools: Pools, tmp_path: Path) -> None:
    pool = warm(pools())
    started, gate = tmp_path / "started", tmp_path / "gate"
    future = pool.submit_with(
        TaskOptions(timeout_s=0.5), tasks.note_and_wait, str(started), str(gate)
    )
    tasks.until(lambda: tasks.lines(started), "the task runs")

    os.kill(int(tasks.lines(started)[0]), signal.SIGSTOP)

    with pytest.raises(TaskTimeoutError):
        future.result(timeout=WAIT_S)
    wait_until_gone(int(tasks.lines(started)[0]))


def test_an_idle_worker_that_is_killed_is_replaced(pools: Pools) -> None:
    pool = warm(pools())
    (number,) = pool.worker_pids()

    os.kill(number, signal.SIGKILL)

    assert pool.submit(tasks.double, 4).result(timeout=WAIT_S) == 8
    tasks.until(lambda: pool.stats().replaced == 1, "the loss was noticed")
    assert pool.stats().lost == 0
    assert number not in pool.worker_pids()


def test_a_task_sent_to_a_dying_worker_runs_elsewhere(pools: Pools) -> None:
    pool = warm(pools())
    for _ in range(10):
        wait_for_spares(pool)
        os.kill(pool.worker_pids()[0], signal.SIGKILL)
        # Its end may or may not be known when this arrives.
        assert pool.submit(tasks.double, 4).result(timeout=WAIT_S) == 8


def test_a_spare_that_is_killed_is_replaced(pools: Pools) -> None:
    pool = warm(pools())
    with pool._scheduler.lock:
        spare = pool._scheduler.spares[0].process.pid

    os.kill(spare, signal.SIGKILL)
    tasks.until(lambda: pool.stats().replaced == 1, "the loss was noticed")
    wait_for_spares(pool)

    with pytest.raises(WorkerLostError):
        pool.submit(tasks.exit_now).result(timeout=WAIT_S)
    assert pool.submit(tasks.double, 4).result(timeout=WAIT_S) == 8


def test_a_fork_server_that_is_killed_is_replaced() -> None:
    pools = Pools("forkserver")
    try:
        before = children()
        pool = warm(pools())
        server = _fork_server(before)
        os.kill(server, signal.SIGKILL)
        wait_until_gone(server)

        for _ in range(3):  # The worker, the spare, and one that a new server must make.
            with pytest.raises(WorkerLostError):
                pool.submit(tasks.exit_now).result(timeout=WAIT_S)
        assert pool.submit(tasks.double, 4).result(timeout=WAIT_S) == 8
    finally:
        pools.close()


def test_a_fork_server_that_is_stopped_holds_no_shutdown_up() -> None:
    before = children()
    pool = warm(Pools("forkserver")())
    server = _fork_server(before)
    os.kill(server, signal.SIGSTOP)
    with pytest.raises(WorkerLostError):
        pool.submit(tasks.exit_now).result(timeout=WAIT_S)  # So that it is asked for another.

    begun = time.monotonic()
    pool.shutdown(cancel_futures=True)

    assert time.monotonic() - begun < 10.0
    wait_until_gone(server)


def _fork_server(before: set[int]) -> int:
    """The one that was started since."""
    (number,) = (
        child.pid
        for child in psutil.Process().children()
        if child.pid not in before and "fork_server" in " ".join(child.cmdline())
    )
    return int(number)


def test_a_task_that_closes_all_descriptors_loses_its_worker_only(pools: Pools) -> None:
    pool = warm(pools())

    with pytest.raises(WorkerLostError):
        pool.submit(os.closerange, 3, 1000).result(timeout=WAIT_S)

    assert pool.submit(tasks.double, 4).result(timeout=WAIT_S) == 8


def _answer_sigterm(role: str) -> str:
    """The culprit ends well as soon as it is told to end; the innocent needs its time."""
    if role == "culprit":
        told: list[int] = []
        signal.signal(signal.SIGTERM, lambda number, frame: told.append(number))
        while not told:
            time.sleep(0.001)
    elif role == "innocent":
        time.sleep(0.3)
    return role


def test_whoever_waits_behind_a_task_that_is_told_to_end_is_not_killed_with_it(
    pools: Pools,
) -> None:
    pool = warm(pools(kill_grace_s=0.2))
    for _ in range(20):  # So that the function counts as quick, and tasks travel together.
        pool.submit(_answer_sigterm, "quick").result(timeout=WAIT_S)

    culprit = pool.submit_with(TaskOptions(timeout_s=0.1), _answer_sigterm, "culprit")
    innocents = [pool.submit(_answer_sigterm, "innocent") for _ in range(4)]

    assert isinstance(culprit.exception(timeout=WAIT_S), TaskTimeoutError | None)
    assert [each.result(timeout=WAIT_S) for each in innocents] == ["innocent"] * 4


def test_two_threads_submit_while_workers_are_lost(pools: Pools) -> None:
    _submit_from_threads(pools(max_workers=2, spares=2), threads=2, each=100, crash_every=10)


def test_eight_threads_submit_while_one_task_of_twenty_crashes(pools: Pools) -> None:
    _submit_from_threads(pools(max_workers=2, spares=2), threads=8, each=50, crash_every=20)


def _submit_from_threads(pool: WorkerPool, *, threads: int, each: int, crash_every: int) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def submit(thread: int) -> list[int | None]:
        futures = [
            pool.submit(tasks.exit_now)
            if (thread * each + number) % crash_every == 0
            else pool.submit(tasks.double, number)
            for number in range(each)
        ]
        done, _ = wait(futures, timeout=60)
        assert len(done) == each
        return [None if future.exception() else future.result() for future in futures]

    with ThreadPoolExecutor(threads) as callers:
        answers = list(callers.map(submit, range(threads)))

    for thread, answer in enumerate(answers):
        assert answer == [
            None if (thread * each + number) % crash_every == 0 else 2 * number
            for number in range(each)
        ]
    assert pool.stats().lost == threads * each // crash_every
    tasks.until(lambda: pool.stats().workers == pool.max_workers, "the pool is at full strength")
