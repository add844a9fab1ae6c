"""Chunks: batches, early exit, and equal results with and without an event loop."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pseudocode_translator.config import ConcurrencyConfig
from pseudocode_translator.errors import ChunkError, ManagerClosedError, NestedCallError
from pseudocode_translator.execution.chunks import (
    ChunkProcessor,
    ChunkResult,
    ProcessingConfig,
    process_chunks_async,
    process_chunks_sync,
)
from pseudocode_translator.execution.concurrency_manager import ConcurrencyManager
from pseudocode_translator.execution.progress import ProgressTracker
from tests.unit.execution.conftest import Make

Process = Callable[..., list[ChunkResult[object]]]


@pytest.fixture(scope="module")
def manager() -> Iterator[ConcurrencyManager]:
    config = ConcurrencyConfig(enable_auto_throttle=False, chunk_processor_workers=3)
    with ConcurrencyManager(config) as manager:
        yield manager


def _run_async(*args: object, **kwargs: object) -> list[ChunkResult[object]]:
    return asyncio.run(process_chunks_async(*args, **kwargs))  # type: ignore[arg-type]


@pytest.fixture(params=[process_chunks_sync, _run_async], ids=["sync", "async"])
def process(request: pytest.FixtureRequest) -> Process:
    value: Process = request.param
    return value


def _double(number: int) -> list[int]:
    if number < 0:
        raise ValueError(f"negative: {number}")
    return [number] * 2


def _plain(results: Sequence[ChunkResult[Any]]) -> list[tuple[int, object, str, str]]:
    return [
        (r.index, r.value, str(r.error or ""), repr(r.error.__cause__ if r.error else None))
        for r in results
    ]


def test_results_have_the_order_of_the_chunks_and_failures_their_place(
    process: Process, manager: ConcurrencyManager
) -> None:
    results = process([1, -2, 3], _double, manager=manager)

    assert [result.value for result in results] == [[1, 1], None, [3, 3]]
    assert [result.index for result in results] == [0, 1, 2]
    error = results[1].error
    assert isinstance(error, ChunkError)
    assert str(error) == "chunk: chunk 1: ValueError: negative: -2"
    assert isinstance(error.__cause__, ValueError)


def test_no_batch_begins_when_the_limit_is_reached(
    process: Process, manager: ConcurrencyManager
) -> None:
    worked_on: list[int] = []

    def work(number: int) -> list[int]:
        worked_on.append(number)
        return [number]

    config = ProcessingConfig(batch_size=2, item_limit=5)
    results = process(range(100), work, config=config, manager=manager)

    assert sorted(worked_on) == [0, 1, 2, 3, 4, 5]  # Three batches of two.
    assert len(results) == 6


def test_the_batch_size_is_that_of_the_settings(make_manager: Make) -> None:
    manager = make_manager(chunk_batch_size=4)
    processor = ChunkProcessor(ProcessingConfig(item_limit=1), manager=manager)

    assert len(processor.process_sync(range(50), _double)) == 4


@pytest.mark.parametrize(("chunks", "batches"), [(100, 1), (101, 11), (0, 0)])
def test_few_chunks_run_at_once_and_many_in_batches(
    chunks: int, batches: int, manager: ConcurrencyManager
) -> None:
    processor = ChunkProcessor(manager=manager)

    results = asyncio.run(processor.process_async(range(chunks), _double))

    assert len(results) == chunks
    assert processor.get_stats()["batches"] == batches


def test_the_event_loop_goes_on_while_chunks_are_worked_on(manager: ConcurrencyManager) -> None:
    release = threading.Event()

    async def scenario() -> int:
        def work(number: int) -> int:
            release.wait(30)
            return number

        call = asyncio.create_task(process_chunks_async(range(101), work, manager=manager))
        beats = 0
        while not call.done():  # The chunks cannot end before the loop had its turns.
            await asyncio.sleep(0)
            beats += 1
            if beats == 50:
                release.set()
        assert len(await call) == 101
        return beats

    assert asyncio.run(scenario()) >= 50


def test_the_sync_form_can_be_used_where_a_loop_runs(manager: ConcurrencyManager) -> None:
    async def scenario() -> list[object]:
        return [result.value for result in process_chunks_sync([1, 2], abs, manager=manager)]

    assert asyncio.run(scenario()) == [1, 2]


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    chunks=st.lists(st.integers(-3, 9), max_size=40),
    batch_size=st.integers(1, 9),
    item_limit=st.none() | st.integers(1, 30),
    map_up_to=st.integers(0, 40),
)
def test_both_forms_give_equal_lists(
    chunks: list[int],
    batch_size: int,
    item_limit: int | None,
    map_up_to: int,
    manager: ConcurrencyManager,
) -> None:
    config = ProcessingConfig(batch_size, item_limit, map_up_to)

    sync = process_chunks_sync(chunks, _double, config=config, manager=manager)
    asynchronous = _run_async(chunks, _double, config=config, manager=manager)

    assert _plain(sync) == _plain(asynchronous)
    if item_limit is None:
        assert len(sync) == len(chunks)
    else:
        assert len(sync) == len(chunks) or sum(len(r.value or []) for r in sync) >= item_limit


def test_each_chunk_is_a_step_of_progress(process: Process, manager: ConcurrencyManager) -> None:
    with ProgressTracker(7, description="chunks") as tracker:
        process([1, -1, 3, 4, 5, 6, 7], _double, manager=manager, progress=tracker)

    assert tracker.get_state().percent == 100.0


def test_the_processor_tells_what_it_did(manager: ConcurrencyManager) -> None:
    config = ProcessingConfig(batch_size=2, item_limit=6, enable_profiling=True)
    processor = ChunkProcessor(config, manager=manager)
    processor.process_sync([1, -2, 3, 4, 5, 6], _double)

    stats = processor.get_stats()

    assert stats.pop("average_time") > 0
    assert stats == {
        "chunks_processed": 4,
        "chunks_failed": 1,
        "items": 6,
        "batches": 2,
        "workers": 3,
        "batch_size": 2,
        "early_exit_triggered": True,
    }


def test_reaching_the_limit_with_the_last_batch_is_no_early_exit(
    manager: ConcurrencyManager,
) -> None:
    processor = ChunkProcessor(ProcessingConfig(batch_size=2, item_limit=4), manager=manager)
    processor.process_sync([1, 2], _double)

    assert processor.get_stats()["early_exit_triggered"] is False
    assert processor.get_stats()["average_time"] == 0.0  # Without profiling.


@pytest.mark.parametrize(
    ("value", "items"), [("text", 1), (None, 0), (7, 1), ([1, 2, 3], 3), ({"a": 1}, 1), ([], 0)]
)
def test_what_counts_as_an_item(value: object, items: int, manager: ConcurrencyManager) -> None:
    processor = ChunkProcessor(manager=manager)
    processor.process_sync([0], lambda chunk: value)

    assert processor.get_stats()["items"] == items


def test_a_manager_that_is_shut_down_is_an_error_not_a_failure_of_each_chunk(
    process: Process, make_manager: Make
) -> None:
    manager = make_manager()
    manager.shutdown()

    with pytest.raises(ManagerClosedError):
        process([1, 2], _double, manager=manager)


def test_chunks_within_chunks_are_refused(process: Process, make_manager: Make) -> None:
    manager = make_manager(chunk_processor_workers=1)

    def nested(number: int) -> object:
        return process([number], _double, manager=manager)

    with pytest.raises(NestedCallError):
        process([1], nested, manager=manager)


def test_coroutine_functions_are_refused(process: Process, manager: ConcurrencyManager) -> None:
    async def work(number: int) -> int:
        return number

    with pytest.raises(TypeError, match="coroutine function"):
        process([1], work, manager=manager)


@pytest.mark.parametrize("field", ["batch_size", "item_limit"])
def test_batches_and_limits_of_nothing_are_refused(field: str) -> None:
    with pytest.raises(ValueError, match=f"{field} must be at least 1"):
        ProcessingConfig(**{field: 0})  # type: ignore[arg-type]
