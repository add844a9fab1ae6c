"""The transport for platforms without process groups, run here: the same promises hold."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import psutil
import pytest

from pseudocode_translator.errors import TaskTimeoutError, WorkerLostError
from pseudocode_translator.execution import transport
from pseudocode_translator.execution.pool_settings import PoolSettings
from pseudocode_translator.execution.tasks import TaskOptions
from pseudocode_translator.execution.worker_pool import WorkerPool
from tests.faults.pools import WAIT_S, wait_until_gone

pytestmark = pytest.mark.slow


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> Iterator[WorkerPool]:
    monkeypatch.setattr(transport, "HAS_DESCRIPTORS", False)
    with WorkerPool(PoolSettings(max_workers=2, start_method="spawn")) as made:
        yield made
        made.shutdown(cancel_futures=True)


@pytest.mark.parametrize("size", [0, 1, 47_999, 48_000, 1_000_000, 40_000_000])
def test_payloads_of_all_sizes_come_back(pool: WorkerPool, size: int) -> None:
    assert pool.submit(bytes.upper, b"x" * size).result(WAIT_S) == b"X" * size


def test_results_keep_the_order_of_their_arguments(pool: WorkerPool) -> None:
    assert list(pool.map(abs, range(-200, 0))) == list(range(200, 0, -1))


def test_an_error_comes_back_with_its_traceback(pool: WorkerPool) -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        pool.submit(divmod, 1, 0).result(WAIT_S)

    assert "Traceback" in str(caught.value.__cause__)


def test_a_task_that_is_too_long_is_killed_and_nobody_else(pool: WorkerPool) -> None:
    late = pool.submit_with(TaskOptions(timeout_s=0.5), time.sleep, 3600)
    others = [pool.submit(abs, -n) for n in range(50)]

    with pytest.raises(TaskTimeoutError) as caught:
        late.result(WAIT_S)

    wait_until_gone(caught.value.pid)
    assert [other.result(WAIT_S) for other in others] == list(range(50))


def test_a_task_whose_process_dies_says_so_and_nobody_else(pool: WorkerPool) -> None:
    dying = pool.submit(os._exit, 3)
    others = [pool.submit(abs, -n) for n in range(50)]

    with pytest.raises(WorkerLostError, match="exit code 3"):
        dying.result(WAIT_S)

    assert [other.result(WAIT_S) for other in others] == list(range(50))


def test_cancelling_a_running_task_frees_its_slot(pool: WorkerPool) -> None:
    sleepers = [pool.submit(time.sleep, 3600) for _ in range(2)]

    assert all(sleeper.cancel() for sleeper in sleepers)
    assert pool.submit(abs, -1).result(WAIT_S) == 1


def test_no_worker_outlives_the_pool(pool: WorkerPool) -> None:
    pool.submit(time.sleep, 3600)
    number = pool.submit(os.getpid).result(WAIT_S)

    pool.shutdown(cancel_futures=True)

    wait_until_gone(number)
    assert not any(
        child.status() != psutil.STATUS_ZOMBIE and "spawn_main" in " ".join(child.cmdline())
        for child in psutil.Process().children()
    )
