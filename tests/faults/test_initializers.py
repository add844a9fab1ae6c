"""An initializer that fails, dies, hangs or takes its time."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from pseudocode_translator.errors import PoolBrokenError, WorkerLostError
from tests.faults import tasks
from tests.faults.pools import WAIT_S, Pools, wait_until_gone, warm

pytestmark = pytest.mark.slow


def _stay_until(path: str, gate: str) -> None:
    tasks.note(path)
    tasks.until(Path(gate).exists, "the gate", 60.0)


def _die_the_second_time(path: str) -> None:
    tasks.note(path)
    if len(tasks.lines(path)) > 1:
        os._exit(3)


def _die_once_then_stay(path: str, gate: str) -> None:
    tasks.note(path)
    if len(tasks.lines(path)) == 1:
        os._exit(3)
    tasks.until(Path(gate).exists, "the gate", 60.0)


def test_an_initializer_that_raises_fails_those_who_submit_with_its_reason(
    pools: Pools, tmp_path: Path
) -> None:
    pool = pools(max_workers=2, initializer=tasks.raise_value_error, initargs=("no data",))

    first = pool.submit(tasks.double, 1)

    with pytest.raises(PoolBrokenError, match="ValueError: no data"):
        first.result(timeout=WAIT_S)
    with pytest.raises(PoolBrokenError, match="ValueError: no data"):
        pool.submit(tasks.double, 1)
    pool.shutdown()


def test_an_initializer_that_exits_breaks_the_pool_after_few_attempts(
    pools: Pools, tmp_path: Path
) -> None:
    pool = pools(initializer=_note_and_exit, initargs=(str(tmp_path / "tried"),))

    error = pool.submit(tasks.double, 1).exception(timeout=WAIT_S)

    assert isinstance(error, PoolBrokenError)
    assert "exit code 3" in str(error)
    assert 1 <= len(tasks.lines(tmp_path / "tried")) <= 10
    pool.shutdown()


def test_nobody_tries_again_before_somebody_submits(pools: Pools, tmp_path: Path) -> None:
    tried = tmp_path / "tried"
    pool = pools(max_workers=2, initializer=_note_and_exit, initargs=(str(tried),))
    futures = [pool.submit(tasks.double, number) for number in range(4)]
    for future in futures:
        assert isinstance(future.exception(timeout=WAIT_S), PoolBrokenError)

    before = len(tasks.lines(tried))
    time.sleep(1.5)  # That nothing happens can only be seen by waiting.

    assert len(tasks.lines(tried)) <= before + 2  # Those that were on their way.


def test_an_error_of_the_initializer_that_cannot_travel_is_told(pools: Pools) -> None:
    pool = pools(initializer=tasks.raise_at_home_only)

    error = pool.submit(tasks.double, 1).exception(timeout=WAIT_S)

    assert isinstance(error, PoolBrokenError)
    assert "initializer" in str(error)


def _note_and_exit(path: str) -> None:
    tasks.note(path)
    os._exit(3)


def test_workers_that_cannot_be_replaced_go_on_serving(pools: Pools, tmp_path: Path) -> None:
    tried = tmp_path / "tried"
    pool = pools(initializer=_die_the_second_time, initargs=(str(tried),))
    started, gate = tmp_path / "started", tmp_path / "gate"
    pool.submit(tasks.double, 1).result(timeout=WAIT_S)
    running = pool.submit(tasks.note_and_wait, str(started), str(gate))
    tasks.until(lambda: len(tasks.lines(tried)) >= 4, "the spare died three times")

    gate.touch()

    assert running.result(timeout=WAIT_S) > 0
    assert pool.submit(tasks.double, 2).result(timeout=WAIT_S) == 4


def test_an_initializer_that_hangs_does_not_hold_a_shutdown_up(
    pools: Pools, tmp_path: Path
) -> None:
    path = tmp_path / "started"
    pool = pools(initializer=_stay_until, initargs=(str(path), str(tmp_path / "gate")))
    future = pool.submit(tasks.double, 1)
    tasks.until(lambda: tasks.lines(path), "the initializer runs")

    begun = time.monotonic()
    pool.shutdown(cancel_futures=True)

    assert time.monotonic() - begun < 10.0
    assert future.cancelled()
    wait_until_gone(int(tasks.lines(path)[0]))


def test_waiting_for_a_worker_that_starts_takes_no_processor_time(
    pools: Pools, tmp_path: Path
) -> None:
    path, gate = tmp_path / "started", tmp_path / "gate"
    pool = pools(spares=0, initializer=_die_once_then_stay, initargs=(str(path), str(gate)))
    future = pool.submit(tasks.double, 1)
    tasks.until(lambda: len(tasks.lines(path)) == 2, "the second attempt")

    begun = time.process_time()
    assert not future.done()
    time.sleep(0.6)  # The time itself is what is looked at here.
    took = time.process_time() - begun

    gate.touch()
    assert future.result(timeout=WAIT_S) == 2
    assert took < 0.3


def test_the_limit_of_a_task_does_not_count_the_start_of_its_worker(
    pools: Pools, tmp_path: Path
) -> None:
    path, gate = tmp_path / "started", tmp_path / "gate"
    pool = pools(
        initializer=_stay_until, initargs=(str(path), str(gate)), task_timeout_s=0.2, spares=0
    )
    future = pool.submit(tasks.double, 1)
    tasks.until(lambda: tasks.lines(path), "the initializer runs")
    time.sleep(0.4)  # Longer than the limit.
    gate.touch()

    assert future.result(timeout=WAIT_S) == 2


def test_a_worker_that_dies_while_idle_is_not_charged_to_the_initializer(pools: Pools) -> None:
    pool = warm(pools())
    for _ in range(5):
        with pytest.raises(WorkerLostError):
            pool.submit(tasks.exit_now).result(timeout=WAIT_S)
    assert pool.submit(tasks.double, 2).result(timeout=WAIT_S) == 4
