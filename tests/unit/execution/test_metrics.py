"""The counters of one executor."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import CancelledError

import pytest

from pseudocode_translator.execution.metrics import Metrics
from tests.unit.execution.conftest import Gate, Make

KEYS = {
    "tasks_submitted",
    "tasks_completed",
    "tasks_failed",
    "tasks_cancelled",
    "average_duration",
    "active_tasks",
    "max_concurrent",
    "success_rate",
}


def _run(metrics: Metrics, *, error: BaseException | None = None, seconds: float = 0.0) -> None:
    record = metrics.submitted()
    record.started()
    record.ended(error, seconds)


def test_what_became_of_each_call_is_counted() -> None:
    metrics = Metrics()
    _run(metrics, seconds=1.0)
    _run(metrics, seconds=2.0)
    _run(metrics, error=ValueError("bad"), seconds=3.0)
    _run(metrics, error=CancelledError())
    metrics.submitted()

    assert metrics.as_dict() == {
        "tasks_submitted": 5,
        "tasks_completed": 2,
        "tasks_failed": 1,
        "tasks_cancelled": 1,
        "average_duration": 2.0,
        "active_tasks": 0,
        "max_concurrent": 1,
        "success_rate": 66.7,
    }


@pytest.mark.parametrize(
    ("completed", "failed", "rate"), [(148, 2, 98.7), (0, 0, 100.0), (0, 3, 0.0), (1, 0, 100.0)]
)
def test_the_success_rate_is_a_percentage_with_one_decimal(
    completed: int, failed: int, rate: float
) -> None:
    metrics = Metrics()
    for _ in range(completed):
        _run(metrics)
    for _ in range(failed):
        _run(metrics, error=ValueError())
    metrics.submitted().started()  # What runs is no failure.

    assert metrics.as_dict()["success_rate"] == rate


def test_a_cancelled_call_keeps_its_thread_busy_and_is_counted_once() -> None:
    metrics = Metrics()
    record = metrics.submitted()
    record.started()
    record.cancelled()
    during = metrics.as_dict()
    record.ended(None, 5.0)
    after = metrics.as_dict()

    assert (during["active_tasks"], during["tasks_cancelled"]) == (1, 1)
    assert (after["active_tasks"], after["tasks_cancelled"]) == (0, 1)
    assert after["tasks_completed"] == 0


def test_counters_add_up_over_many_threads() -> None:
    metrics = Metrics()

    def run_many() -> None:
        for _ in range(200):
            _run(metrics)

    threads = [threading.Thread(target=run_many) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    stats = metrics.as_dict()
    assert stats["tasks_submitted"] == stats["tasks_completed"] == 4000
    assert stats["active_tasks"] == 0


def test_the_manager_has_the_same_counters_for_each_executor(make_manager: Make) -> None:
    stats = make_manager().get_stats()

    assert set(stats) == {"cpu", "io", "chunk"}
    assert all(set(counters) == KEYS for counters in stats.values())


def test_each_executor_counts_its_own_calls(make_manager: Make, gate: Gate) -> None:
    manager = make_manager()

    async def scenario() -> None:
        calls = [asyncio.create_task(manager.run_io(gate)) for _ in range(3)]
        await asyncio.to_thread(gate.wait_for, 3)
        assert manager.get_stats()["io"]["active_tasks"] == 3
        gate.open()
        await asyncio.gather(*calls)
        with pytest.raises(ValueError, match="invalid literal"):
            await manager.run_chunk(int, "x")

    asyncio.run(scenario())
    stats = manager.get_stats()
    assert (stats["io"]["tasks_completed"], stats["io"]["max_concurrent"]) == (3, 3)
    assert stats["io"]["average_duration"] > 0
    assert (stats["chunk"]["tasks_failed"], stats["chunk"]["success_rate"]) == (1, 0.0)
    assert stats["cpu"]["tasks_submitted"] == 0


def test_a_call_that_timed_out_counts_as_cancelled(make_manager: Make, gate: Gate) -> None:
    manager = make_manager(io_workers=1)

    async def scenario() -> None:
        for _ in range(2):  # One in the thread, one that waits for its slot.
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(manager.run_io(gate), 0.01)
        gate.open()
        await manager.run_io(abs, 1)

    asyncio.run(scenario())
    io = manager.get_stats()["io"]
    assert (io["tasks_submitted"], io["tasks_cancelled"], io["tasks_completed"]) == (3, 2, 1)
    assert io["success_rate"] == 100.0


def test_without_metrics_all_counters_stay_0(make_manager: Make) -> None:
    manager = make_manager(enable_metrics=False)

    asyncio.run(manager.run_io(abs, 1))

    counters = manager.get_stats()["io"]
    assert counters.pop("success_rate") == 100.0
    assert set(counters.values()) == {0}
