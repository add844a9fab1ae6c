"""Cancelling what waits, what runs and what is done; from threads, callbacks and asyncio."""

from __future__ import annotations

import asyncio
import os
import time
from concurrent.futures import CancelledError, wait
from pathlib import Path

import pytest

from pseudocode_translator.execution import scheduler, supervisor
from pseudocode_translator.execution.tasks import TaskFuture
from pseudocode_translator.execution.worker_pool import WorkerPool
from tests.faults import tasks
from tests.faults.pools import WAIT_S, Pools, warm

pytestmark = pytest.mark.slow


def _submit_and_wait_until_it_runs(pool: WorkerPool, folder: Path) -> TaskFuture:
    folder.mkdir(exist_ok=True)
    started = folder / "started"
    future = pool.submit(tasks.note_and_wait, str(started), str(folder / "gate"))
    tasks.until(lambda: tasks.lines(started), "the task runs")
    return future


def test_a_running_task_is_killed_and_its_slot_serves_again(pools: Pools, tmp_path: Path) -> None:
    pool = warm(pools())
    future = _submit_and_wait_until_it_runs(pool, tmp_path)

    begun = time.monotonic()
    assert future.cancel()
    assert pool.submit(tasks.double, 2).result(timeout=WAIT_S) == 4
    took = time.monotonic() - begun

    assert future.cancelled()
    with pytest.raises(CancelledError):
        future.result(timeout=0)
    assert took < 0.5


def test_a_pending_task_never_runs(pools: Pools, tmp_path: Path) -> None:
    pool = warm(pools())
    blocker = _submit_and_wait_until_it_runs(pool, tmp_path)
    futures = [pool.submit(tasks.note, str(tmp_path / "ran"), str(i)) for i in range(5)]

    assert futures[1].cancel()
    assert futures[3].cancel()
    (tmp_path / "gate").touch()

    done, _ = wait(futures, timeout=WAIT_S)
    assert len(done) == 5
    assert blocker.result(timeout=WAIT_S) > 0
    assert tasks.lines(tmp_path / "ran") == ["0", "2", "4"]


def test_a_done_task_cannot_be_cancelled(pools: Pools) -> None:
    future = pools().submit(tasks.double, 2)
    future.result(timeout=WAIT_S)

    assert not future.cancel()
    assert not future.cancelled()


def test_a_second_cancel_does_no_harm(pools: Pools, tmp_path: Path) -> None:
    pool = warm(pools())
    future = _submit_and_wait_until_it_runs(pool, tmp_path)

    assert [future.cancel() for _ in range(3)] == [True] * 3
    assert pool.submit(tasks.double, 2).result(timeout=WAIT_S) == 4
    tasks.until(lambda: pool.stats().replaced == 1, "the worker is replaced")


def test_cancelling_wakes_those_who_wait(pools: Pools, tmp_path: Path) -> None:
    future = _submit_and_wait_until_it_runs(warm(pools()), tmp_path)

    future.cancel()

    assert wait([future], timeout=WAIT_S).done == {future}


def _mark_or_stay(path: str, gate: str, is_slow: bool) -> bool:
    if is_slow:
        tasks.note(path)
        tasks.until(Path(gate).exists, "the gate", 60.0)
    return is_slow


def test_cancelling_what_is_finished_but_not_told_hurts_nobody(
    pools: Pools, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Results of a batch travel together: while a slow task holds the batch up, the results
    # before it lie in shared memory, until the supervisor has a look. Let it have none.
    monkeypatch.setattr(scheduler, "LOOK_AFTER_S", 60.0)
    monkeypatch.setattr(supervisor, "LOOK_AFTER_S", 60.0)
    pool = warm(pools())
    started, gate = tmp_path / "started", tmp_path / "gate"
    for _ in range(50):
        pool.submit(_mark_or_stay, str(started), str(gate), False).result(timeout=WAIT_S)
    blocker = _submit_and_wait_until_it_runs(pool, tmp_path / "blocker")
    quick = [pool.submit(_mark_or_stay, str(started), str(gate), False) for _ in range(5)]
    slow = pool.submit(_mark_or_stay, str(started), str(gate), True)
    after = [pool.submit(_mark_or_stay, str(started), str(gate), False) for _ in range(50)]
    (tmp_path / "blocker" / "gate").touch()
    blocker.result(timeout=WAIT_S)
    tasks.until(lambda: tasks.lines(started), "the slow task runs")

    for future in quick:
        future.cancel()
    gate.touch()

    assert slow.result(timeout=WAIT_S) is True
    assert not any(future.result(timeout=WAIT_S) for future in after)
    assert len(tasks.lines(started)) == 1


def test_asyncio_frees_the_slot_of_a_task_that_is_waited_for_no_more(pools: Pools) -> None:
    pool = warm(pools())

    async def main() -> float:
        loop = asyncio.get_running_loop()
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(loop.run_in_executor(pool, tasks.spin), 0.1)
        begun = time.monotonic()
        assert await loop.run_in_executor(pool, tasks.double, 3) == 6
        return time.monotonic() - begun

    assert asyncio.run(main()) < 0.5


def test_asyncio_can_cancel_many_at_once(pools: Pools, tmp_path: Path) -> None:
    pool = warm(pools(max_workers=2))
    ran = tmp_path / "ran"

    async def main() -> list[object]:
        loop = asyncio.get_running_loop()
        stuck = [loop.run_in_executor(pool, tasks.sleep_long) for _ in range(6)]
        good = [loop.run_in_executor(pool, tasks.note, str(ran), str(i)) for i in range(6)]
        await asyncio.sleep(0)
        for future in stuck:
            future.cancel()
        return list(await asyncio.gather(*good, *stuck, return_exceptions=True))

    answers = asyncio.run(main())
    assert answers[:6] == [None] * 6
    assert [type(answer) for answer in answers[6:]] == [asyncio.CancelledError] * 6
    assert sorted(tasks.lines(ran)) == list("012345")


def test_a_callback_may_cancel_others(pools: Pools, tmp_path: Path) -> None:
    pool = warm(pools())
    first = pool.submit(tasks.double, 1)
    stuck = pool.submit(tasks.spin)
    first.add_done_callback(lambda _: stuck.cancel())

    assert wait([first, stuck], timeout=WAIT_S).not_done == set()
    assert stuck.cancelled()
    assert pool.submit(tasks.double, 1).result(timeout=WAIT_S) == 2


def test_threads_that_cancel_at_random_moments_lose_no_other_task(pools: Pools) -> None:
    pool = warm(pools(max_workers=2, spares=2))
    kept: list[TaskFuture] = []
    dropped: list[TaskFuture] = []
    for number in range(300):
        (dropped if number % 3 == 0 else kept).append(pool.submit(tasks.double, number))
        if number % 7 == 0:
            for future in dropped[-3:]:
                future.cancel()

    assert not wait(kept + dropped, timeout=60).not_done
    assert sorted(future.result() for future in kept) == [
        2 * number for number in range(300) if number % 3
    ]
    assert os.getpid() not in pool.worker_pids()
