"""`ConcurrencyManager` with threads; what needs processes is in tests/integration."""

from __future__ import annotations

import asyncio
import contextvars
import logging
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from random import Random
from time import sleep

import pytest

from pseudocode_translator.errors import NestedCallError, QueueFullError
from tests.unit.execution.conftest import LIMIT_S, Gate, Make

LOGGER = "tori.ingest_pdf.concurrency"


def _thread_name() -> str:
    return threading.current_thread().name


def test_the_executors_are_made_when_they_are_first_used(make_manager: Make) -> None:
    before = set(threading.enumerate())
    manager = make_manager()

    assert isinstance(manager.io_executor, ThreadPoolExecutor)
    assert isinstance(manager.chunk_executor, ThreadPoolExecutor)
    assert set(threading.enumerate()) <= before
    assert manager.io_executor is manager.io_executor
    assert manager.io_executor is not manager.chunk_executor


def test_io_and_chunks_run_in_threads_of_their_own(make_manager: Make) -> None:
    manager = make_manager()

    async def scenario() -> list[str]:
        return [await manager.run_io(_thread_name), await manager.run_chunk(_thread_name)]

    io, chunk = asyncio.run(scenario())
    assert io.startswith("pseudocode-io_")
    assert chunk.startswith("pseudocode-chunk_")


def test_without_the_process_pool_cpu_work_runs_in_threads(make_manager: Make) -> None:
    manager = make_manager(use_process_pool=False)

    assert asyncio.run(manager.run_cpu(_thread_name)).startswith("pseudocode-cpu_")
    assert isinstance(manager.cpu_executor, ThreadPoolExecutor)
    assert asyncio.run(manager.run_cpu(lambda: 7)) == 7  # Nothing is pickled.


@pytest.mark.parametrize("name", ["run_cpu", "run_io", "run_chunk"])
def test_keyword_arguments_reach_the_function(make_manager: Make, name: str) -> None:
    def function(a: int, b: int = 1, *, function: int = 2) -> tuple[int, int, int]:
        return a, b, function

    run = getattr(make_manager(), name)

    assert asyncio.run(run(function, 5, b=99, function=3)) == (5, 99, 3)


@pytest.mark.parametrize("name", ["map_cpu", "map_io", "map_chunks"])
def test_a_map_keeps_the_order_of_its_input(make_manager: Make, name: str) -> None:
    random = Random(4)
    delays = [random.uniform(0, 0.002) for _ in range(200)]

    def work(index: int) -> int:
        sleep(delays[index])
        return index

    results = asyncio.run(getattr(make_manager(cpu_workers=4), name)(work, range(200)))

    assert results == list(range(200))


def test_a_map_of_nothing_is_nothing(make_manager: Make) -> None:
    assert asyncio.run(make_manager().map_io(abs, [])) == []


def test_a_map_raises_its_first_error_and_begins_no_more(make_manager: Make) -> None:
    begun: list[int] = []

    def work(index: int) -> int:
        begun.append(index)
        if index == 3:
            raise ValueError("item 3")
        return index

    with pytest.raises(ValueError, match="item 3"):
        asyncio.run(make_manager(io_workers=1).map_io(work, range(1000)))

    assert len(begun) < 10


def test_a_map_can_put_errors_in_their_places(make_manager: Make) -> None:
    results = asyncio.run(make_manager().map_io(int, ["1", "x", "3"], return_exceptions=True))

    assert [results[0], results[2]] == [1, 3]
    assert isinstance(results[1], ValueError)


def test_gather_returns_exceptions_in_place(make_manager: Make) -> None:
    manager = make_manager()

    async def scenario() -> list[object]:
        calls = [manager.run_io(int, text) for text in ("1", "x", "3")]
        return list(await asyncio.gather(*calls, return_exceptions=True))

    results = asyncio.run(scenario())
    assert [results[0], results[2]] == [1, 3]
    assert isinstance(results[1], ValueError)


def test_chunks_of_high_priority_begin_first(make_manager: Make) -> None:
    chunks: list[dict[str, object]] = [
        {"id": n, "priority": "high" if n % 3 == 0 else "normal"} for n in range(12)
    ]
    chunks.append({"id": 12, "priority": "low"})
    begun: list[object] = []

    def work(chunk: dict[str, object]) -> object:
        begun.append(chunk["id"])
        return chunk["id"]

    results = asyncio.run(
        make_manager(chunk_processor_workers=1).map_chunks(
            work, chunks, priority=lambda chunk: chunk["priority"]
        )
    )

    assert results == list(range(13))
    assert begun == [0, 3, 6, 9, 1, 2, 4, 5, 7, 8, 10, 11, 12]


@pytest.mark.parametrize(
    ("priority", "expected"),
    [(lambda n: n >= 3, [3, 4, 0, 1, 2]), (lambda n: -n, [4, 3, 2, 1, 0])],
    ids=["true first", "small first"],
)
def test_priorities_may_be_truths_or_sort_keys(
    make_manager: Make, priority: object, expected: list[int]
) -> None:
    begun: list[int] = []
    manager = make_manager(io_workers=1)

    asyncio.run(manager.map_io(begun.append, range(5), priority=priority))  # type: ignore[arg-type]

    assert begun == expected


def test_a_map_takes_items_only_as_there_is_room(make_manager: Make, gate: Gate) -> None:
    manager = make_manager(io_workers=2, max_queue_size=1)
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    async def scenario() -> list[object]:
        call = asyncio.create_task(manager.map_io(gate, items()))
        await asyncio.to_thread(gate.wait_for, 2)
        assert len(taken) == 3  # Two run, one waits.
        gate.open()
        return await call

    assert asyncio.run(scenario()) == list(range(100))


def test_a_full_queue_makes_callers_wait_or_raise_as_they_ask(
    make_manager: Make, gate: Gate
) -> None:
    manager = make_manager(io_workers=1, max_queue_size=2)

    async def scenario() -> None:
        calls = [asyncio.create_task(manager.run_nowait("io", gate, n)) for n in range(3)]
        await asyncio.to_thread(gate.wait_for, 1)
        with pytest.raises(QueueFullError, match="2 calls wait for the io executor"):
            await manager.run_nowait("io", gate, 3)
        waits = asyncio.create_task(manager.run_io(gate, 4))
        await manager.run_nowait("chunk", abs, 1)  # Another executor, another queue.
        assert not waits.done()
        gate.open()
        await asyncio.gather(*calls, waits)

    asyncio.run(scenario())
    assert gate.passed == [0, 1, 2, 4]
    assert manager.get_stats()["io"]["tasks_submitted"] == 4


def test_a_coroutine_function_is_refused(make_manager: Make) -> None:
    async def work() -> None: ...

    async def scenario() -> None:
        with pytest.raises(TypeError, match="await it"):
            await make_manager().run_io(work)  # type: ignore[unused-coroutine]

    asyncio.run(scenario())


def test_what_the_context_says_holds_in_the_thread(make_manager: Make) -> None:
    trace: contextvars.ContextVar[str] = contextvars.ContextVar("trace")

    async def scenario() -> str:
        trace.set("abc")
        return await make_manager().run_io(trace.get)

    assert asyncio.run(scenario()) == "abc"


@pytest.mark.parametrize("outer", ["run_io", "run_chunk", "run_cpu"])
@pytest.mark.parametrize("inner", ["run_io", "run_chunk", "run_cpu", "map_io"])
def test_a_nested_call_is_refused_with_a_hint_instead_of_hanging(
    make_manager: Make, outer: str, inner: str
) -> None:
    manager = make_manager(io_workers=1, chunk_processor_workers=1, cpu_workers=1)

    def nested() -> object:
        arguments = (abs, [1]) if inner.startswith("map") else (abs, 1)
        return asyncio.run(getattr(manager, inner)(*arguments))

    with pytest.raises(NestedCallError, match="return to the coroutine and call it from there"):
        asyncio.run(getattr(manager, outer)(nested))


def test_threads_of_one_manager_may_call_another(make_manager: Make) -> None:
    one, other = make_manager(), make_manager()

    assert asyncio.run(one.run_io(lambda: asyncio.run(other.run_io(abs, -7)))) == 7


def test_two_event_loops_one_after_the_other_can_use_it(make_manager: Make) -> None:
    manager = make_manager(io_workers=1)

    assert [asyncio.run(manager.run_io(abs, -n)) for n in range(3)] == [0, 1, 2]


def test_two_event_loops_at_once_share_the_slots(make_manager: Make, gate: Gate) -> None:
    manager = make_manager(io_workers=2)

    async def three_calls() -> None:
        await asyncio.gather(*[manager.run_io(gate) for _ in range(3)])

    threads = [threading.Thread(target=asyncio.run, args=(three_calls(),)) for _ in range(2)]
    for thread in threads:
        thread.start()
    gate.wait_for(2)
    gate.open()
    for thread in threads:
        thread.join(LIMIT_S)

    assert gate.most == 2
    assert manager.get_stats()["io"]["tasks_completed"] == 6


def test_the_logger_of_the_design_tells_what_happens(
    make_manager: Make, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, logger=LOGGER):
        make_manager().shutdown()

    assert [record.name for record in caplog.records] == [LOGGER]
    assert caplog.records[0].levelno == logging.DEBUG


def test_the_level_of_the_package_holds_for_that_logger(
    make_manager: Make, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, logger="pseudocode_translator"):
        make_manager().shutdown()

    assert [record.name for record in caplog.records] == [LOGGER]
