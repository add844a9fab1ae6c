"""The end of a `ConcurrencyManager`, and the one that a process shares."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from time import sleep

import pytest

from pseudocode_translator.config import ConcurrencyConfig
from pseudocode_translator.errors import ManagerClosedError, NestedCallError
from pseudocode_translator.execution import concurrency_manager as module
from pseudocode_translator.execution import get_concurrency_manager
from pseudocode_translator.execution.concurrency_manager import ConcurrencyManager
from tests.unit.execution.conftest import LIMIT_S, Gate, Make


def test_after_shutdown_calls_raise_and_a_second_shutdown_does_nothing(
    make_manager: Make,
) -> None:
    manager = make_manager()
    asyncio.run(manager.run_io(abs, 1))
    manager.submit_chunk(abs, 1).result(LIMIT_S)
    manager.shutdown(wait=True)
    manager.shutdown(wait=True)

    for call in (manager.run_io, manager.run_chunk, manager.run_cpu):
        with pytest.raises(ManagerClosedError, match="make a new one"):
            asyncio.run(call(abs, 1))
    with pytest.raises(ManagerClosedError):
        manager.submit_chunk(abs, 1)
    assert manager.get_stats()["chunk"]["tasks_submitted"] == 1


def test_shutdown_lets_what_runs_finish_and_what_waits_fail(make_manager: Make, gate: Gate) -> None:
    manager = make_manager(io_workers=1)

    async def scenario() -> list[object]:
        runs = asyncio.create_task(manager.run_io(gate, "done"))
        await asyncio.to_thread(gate.wait_for, 1)
        waits = asyncio.create_task(manager.run_io(gate))
        await asyncio.sleep(0)
        ending = asyncio.create_task(asyncio.to_thread(manager.shutdown))
        with pytest.raises(ManagerClosedError):
            await asyncio.wait_for(waits, LIMIT_S)
        gate.open()
        await ending
        return [await runs]

    assert asyncio.run(scenario()) == ["done"]


def test_shutdown_returns_when_the_work_has_ended(make_manager: Make) -> None:
    manager = make_manager()
    is_closing = threading.Event()

    def work() -> None:
        assert is_closing.wait(LIMIT_S)
        sleep(0.05)  # Goes on while shutdown waits.

    future = manager.submit_chunk(work)
    is_closing.set()
    manager.shutdown(wait=True)

    assert future.done()


def test_shutdown_without_waiting_returns_while_threads_work(
    make_manager: Make, gate: Gate
) -> None:
    manager = make_manager()
    future = manager.submit_chunk(gate, "done")
    gate.wait_for(1)
    manager.shutdown(wait=False)

    gate.open()

    assert future.result(LIMIT_S) == "done"


def test_a_thread_of_the_manager_cannot_shut_it_down(make_manager: Make) -> None:
    manager = make_manager()

    with pytest.raises(NestedCallError, match="shutdown"):
        asyncio.run(manager.run_io(manager.shutdown))


@pytest.mark.parametrize("fails", [False, True])
def test_a_with_block_shuts_it_down_also_after_an_error(fails: bool) -> None:
    async def scenario() -> ConcurrencyManager:
        manager = ConcurrencyManager(ConcurrencyConfig(enable_auto_throttle=False))
        try:
            async with manager as entered:
                assert entered is manager
                await manager.run_io(abs, 1)
                if fails:
                    raise ZeroDivisionError
        except ZeroDivisionError:
            assert fails
        return manager

    manager = asyncio.run(scenario())
    with pytest.raises(ManagerClosedError):
        asyncio.run(manager.run_io(abs, 1))


def test_the_end_of_a_with_block_leaves_the_event_loop_running() -> None:
    async def scenario() -> str:
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[str] = loop.create_future()

        def ask_the_loop() -> str:
            loop.call_soon_threadsafe(answer.set_result, "answered")
            return asyncio.run_coroutine_threadsafe(_wait(answer), loop).result(LIMIT_S)

        async with ConcurrencyManager(ConcurrencyConfig(enable_auto_throttle=False)) as manager:
            call = asyncio.create_task(manager.run_io(ask_the_loop))
            await asyncio.sleep(0)
        return await call

    assert asyncio.run(scenario()) == "answered"


async def _wait(future: asyncio.Future[str]) -> str:
    return await future


def test_a_plain_with_block_works_too() -> None:
    with ConcurrencyManager(ConcurrencyConfig(enable_auto_throttle=False)) as manager:
        assert asyncio.run(manager.run_io(abs, -1)) == 1

    with pytest.raises(ManagerClosedError):
        asyncio.run(manager.run_io(abs, 1))


@pytest.fixture
def no_shared_manager(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(module, "_shared", None)
    yield
    if module._shared is not None:
        module._shared.shutdown()


@pytest.mark.usefixtures("no_shared_manager")
def test_everybody_gets_the_same_manager_even_at_the_same_time() -> None:
    start = threading.Barrier(20)
    got: list[ConcurrencyManager] = []

    def get() -> None:
        start.wait(LIMIT_S)
        got.append(get_concurrency_manager())

    threads = [threading.Thread(target=get) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LIMIT_S)

    assert len(got) == 20
    assert all(manager is got[0] for manager in got)


@pytest.mark.usefixtures("no_shared_manager")
def test_other_settings_for_the_shared_manager_are_ignored_with_a_warning(
    caplog: pytest.LogCaptureFixture,
) -> None:
    manager = get_concurrency_manager(ConcurrencyConfig(io_workers=3))

    assert get_concurrency_manager() is manager
    assert get_concurrency_manager(ConcurrencyConfig(io_workers=3)) is manager
    assert caplog.records == []
    assert get_concurrency_manager(ConcurrencyConfig(io_workers=4)) is manager
    assert manager.config.io_workers == 3
    assert caplog.messages == ["other_concurrency_settings_ignored"]


@pytest.mark.usefixtures("no_shared_manager")
def test_after_its_shutdown_there_is_another_shared_manager() -> None:
    manager = get_concurrency_manager()
    manager.shutdown()

    assert get_concurrency_manager() is not manager


@pytest.mark.usefixtures("no_shared_manager")
def test_the_shared_manager_takes_the_settings_that_are_in_force(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CHUNK_BATCH_SIZE", "7")

    assert get_concurrency_manager().suggest_batch_size() == 7
