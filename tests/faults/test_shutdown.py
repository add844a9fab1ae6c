"""The end of a pool, in all its variants."""

from __future__ import annotations

import gc
import os
import tempfile
import threading
import time
import weakref
from concurrent.futures import wait
from contextlib import ExitStack
from pathlib import Path

import pytest

from pseudocode_translator.execution.worker_pool import WorkerPool
from tests.faults import tasks
from tests.faults.pools import WAIT_S, Pools, children, wait_until_gone, warm

pytestmark = pytest.mark.slow


def _gated(pool: WorkerPool, folder: Path) -> Path:
    """The pool's worker is busy until the file is there."""
    started, gate = folder / "started", folder / "gate"
    pool.submit(tasks.note_and_wait, str(started), str(gate))
    tasks.until(lambda: tasks.lines(started), "the task runs")
    return gate


def test_a_shutdown_finishes_what_was_submitted(pools: Pools) -> None:
    pool = pools(max_workers=2)
    futures = [pool.submit(tasks.double, number) for number in range(500)]

    pool.shutdown()

    assert [future.result(timeout=0) for future in futures] == [2 * n for n in range(500)]


def test_a_shutdown_leaves_no_process_and_no_thread(pools: Pools) -> None:
    before, threads = children(), set(threading.enumerate())
    pool = warm(pools(max_workers=2, on_event=lambda event: None))

    pool.shutdown()

    assert children() <= before
    assert set(threading.enumerate()) <= threads


def test_a_shutdown_that_does_not_wait_returns_at_once(pools: Pools, tmp_path: Path) -> None:
    pool = warm(pools())
    pids = pool.worker_pids()
    gate = _gated(pool, tmp_path)
    after = pool.submit(tasks.double, 1)

    pool.shutdown(wait=False)
    assert not after.done()
    gate.touch()

    assert after.result(timeout=WAIT_S) == 2
    for pid in pids:
        wait_until_gone(pid)


def test_a_shutdown_that_cancels_stops_what_runs_and_drops_what_waits(pools: Pools) -> None:
    pool = warm(pools(max_workers=2))
    futures = [pool.submit(tasks.spin_without_sigterm) for _ in range(6)]

    begun = time.monotonic()
    pool.shutdown(cancel_futures=True)

    assert time.monotonic() - begun < 5.0
    assert all(future.cancelled() for future in futures)
    assert not wait(futures, timeout=1.0).not_done


def test_a_shutdown_that_cancels_may_follow_one_that_waits(pools: Pools, tmp_path: Path) -> None:
    pool = warm(pools())
    _gated(pool, tmp_path)
    thread = threading.Thread(target=pool.shutdown)
    thread.start()

    pool.shutdown(cancel_futures=True)

    thread.join(WAIT_S)
    assert not thread.is_alive()


def test_a_second_shutdown_does_no_harm(pools: Pools) -> None:
    pool = warm(pools())
    for _ in range(3):
        pool.shutdown()
        pool.shutdown(wait=False, cancel_futures=True)


def test_many_threads_may_shut_down_at_once(pools: Pools) -> None:
    pool = warm(pools())
    threads = [threading.Thread(target=pool.shutdown) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT_S)
    assert not any(thread.is_alive() for thread in threads)


def test_a_pool_that_never_started_can_be_shut_down(pools: Pools) -> None:
    before = children()
    pool = pools()
    pool.shutdown()

    with pytest.raises(RuntimeError, match="shut down"):
        pool.submit(tasks.double, 1)
    assert children() <= before


def test_nothing_is_taken_after_a_shutdown(pools: Pools) -> None:
    pool = warm(pools())
    pool.shutdown()

    with pytest.raises(RuntimeError, match="shut down"):
        pool.submit(tasks.double, 1)


def test_whoever_waits_for_space_is_refused_at_a_shutdown(pools: Pools, tmp_path: Path) -> None:
    pool = warm(pools(max_pending=1))
    gate = _gated(pool, tmp_path)
    pool.submit(tasks.double, 1)
    refused: list[BaseException] = []

    def submit() -> None:
        try:
            pool.submit(tasks.double, 2)
        except RuntimeError as error:
            refused.append(error)

    thread = threading.Thread(target=submit)
    thread.start()
    pool.shutdown(wait=False)
    gate.touch()

    thread.join(WAIT_S)
    assert len(refused) == 1


def test_a_pool_that_is_shut_down_writes_into_nobodys_file(pools: Pools) -> None:
    pool = warm(pools())
    pool.submit(tasks.double, 1).result(timeout=WAIT_S)
    pool.shutdown()
    # These get the numbers of the descriptors that the pool gave back.
    with ExitStack() as opened:
        files = [opened.enter_context(tempfile.TemporaryFile(buffering=0)) for _ in range(40)]

        pool.shutdown()
        pools.made.clear()
        del pool
        gc.collect()

        assert [file.tell() for file in files] == [0] * 40


def test_a_pool_that_is_forgotten_finishes_and_ends(pools: Pools) -> None:
    pool = warm(pools(max_workers=2))
    pids = pool.worker_pids()
    futures = [pool.submit(tasks.double, number) for number in range(100)]
    pools.made.clear()
    forgotten = weakref.ref(pool)

    del pool
    gc.collect()

    assert forgotten() is None
    assert [future.result(timeout=WAIT_S) for future in futures] == [2 * n for n in range(100)]
    for pid in pids:
        wait_until_gone(pid)


def test_a_pool_in_a_cycle_may_be_collected_at_any_moment(pools: Pools) -> None:
    # The collection may come in any thread, and in the middle of anything: also in the
    # pool's own thread while it holds its lock. With this threshold it comes all the time.
    thresholds = gc.get_threshold()
    for _ in range(3):
        pool = warm(pools())
        pools.made.clear()
        cycle: dict[str, object] = {"pool": pool}
        cycle["self"] = cycle
        futures = [pool.submit(tasks.double, number) for number in range(300)]
        gc.disable()
        del pool, cycle
        gc.set_threshold(1)
        gc.enable()
        try:
            assert not wait(futures, timeout=WAIT_S).not_done
        finally:
            gc.set_threshold(*thresholds)


def test_a_pool_gives_all_descriptors_back(pools: Pools) -> None:
    def count() -> int:
        return len(os.listdir("/proc/self/fd"))

    warm(pools()).shutdown()  # The first one loads modules.
    gc.collect()  # What other tests have left is not to be closed while this one counts.
    before = count()
    for _ in range(3):
        pool = warm(pools(max_workers=2))
        pool.submit(tasks.exit_now).exception(timeout=WAIT_S)
        pool.submit(tasks.spin).cancel()
        pool.shutdown()
    pools.made.clear()
    gc.collect()

    assert count() <= before


def _start_a_thread_that_stays() -> None:
    threading.Thread(target=threading.Event().wait).start()


def test_a_worker_that_does_not_end_by_itself_is_ended(pools: Pools) -> None:
    pool = warm(pools())
    pool.submit(_start_a_thread_that_stays).result(timeout=WAIT_S)
    (pid,) = pool.worker_pids()

    begun = time.monotonic()
    pool.shutdown()

    assert time.monotonic() - begun < 10.0
    wait_until_gone(pid)
