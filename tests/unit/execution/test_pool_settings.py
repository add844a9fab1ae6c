"""What a pool can be told."""

from __future__ import annotations

import dataclasses
import os
import pickle
from typing import Any

import pytest

from pseudocode_translator.execution.pool_settings import (
    PoolEvent,
    PoolEventType,
    PoolSettings,
    PoolStats,
)
from pseudocode_translator.execution.tasks import TaskOptions
from pseudocode_translator.execution.worker_pool import WorkerPool


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("max_workers", 0),
        ("max_workers", -1),
        ("max_tasks_per_worker", 0),
        ("memory_limit_bytes", 0),
        ("max_pending", 0),
        ("task_timeout_s", 0),
        ("task_timeout_s", -1.5),
        ("spares", -1),
    ],
)
def test_a_value_that_cannot_be_is_refused_by_name(field: str, value: Any) -> None:
    with pytest.raises(ValueError, match=f"{field} must be .*{value}"):
        PoolSettings(**{field: value})


@pytest.mark.parametrize("value", [0, -1.0, float("nan")])
def test_a_limit_of_a_task_that_cannot_be_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="timeout_s must be"):
        TaskOptions(timeout_s=value)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("max_workers", 1),
        ("max_workers", None),
        ("max_tasks_per_worker", 1),
        ("memory_limit_bytes", 1),
        ("max_pending", 1),
        ("task_timeout_s", 0.001),
        ("spares", 0),
        ("kill_grace_s", 0.0),
    ],
)
def test_the_least_value_that_can_be_is_taken(field: str, value: Any) -> None:
    assert getattr(PoolSettings(**{field: value}), field) == value


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        PoolSettings().spares = 2  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        TaskOptions().label = "x"  # type: ignore[misc]


def test_a_pool_that_was_given_nothing_to_do_has_started_nothing() -> None:
    pool = WorkerPool(PoolSettings(max_workers=3))

    assert pool.max_workers == 3
    assert pool.start_method == ""
    assert pool.worker_pids() == ()
    assert pool.stats() == PoolStats(
        workers=0, spares=0, pending=0, running=0, completed=0, timed_out=0, lost=0, replaced=0
    )
    pool.shutdown()


def test_without_a_number_there_is_a_worker_for_each_processor() -> None:
    assert WorkerPool().max_workers == os.cpu_count()


def test_a_start_method_that_nobody_knows_is_refused() -> None:
    pool = WorkerPool(PoolSettings(max_workers=1, start_method="threads"))

    with pytest.raises(ValueError, match=r"'threads' is not one of .*spawn"):
        pool.submit(abs, 1)


def test_a_chunk_has_at_least_one_item() -> None:
    with pytest.raises(ValueError, match="chunksize must be at least 1, not 0"):
        WorkerPool().map(abs, [1], chunksize=0)


def test_events_and_settings_travel() -> None:
    event = PoolEvent(PoolEventType.WORKER_LOST, {"pid": 1})
    settings = PoolSettings(max_workers=2, initializer=print, initargs=(1,))

    assert pickle.loads(pickle.dumps(event)) == event
    assert pickle.loads(pickle.dumps(settings)) == settings
