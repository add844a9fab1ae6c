"""The pool does what `concurrent.futures` says of executors."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from concurrent.futures import (
    ALL_COMPLETED,
    FIRST_COMPLETED,
    FIRST_EXCEPTION,
    CancelledError,
    Executor,
    Future,
    as_completed,
    wait,
)
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from pseudocode_translator.execution.pool_settings import PoolSettings
from pseudocode_translator.execution.worker_pool import WorkerPool
from tests.faults import tasks
from tests.faults.pools import METHODS, WAIT_S

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=METHODS)
def pool(request: pytest.FixtureRequest) -> Iterator[WorkerPool]:
    with WorkerPool(PoolSettings(max_workers=2, start_method=request.param)) as made:
        yield made


class Gate:
    """A task that runs until it is let go."""

    def __init__(self, pool: WorkerPool, folder: Path, name: str = "a") -> None:
        self._gate = folder / f"{name}.gate"
        started = folder / f"{name}.started"
        self.future = pool.submit(tasks.note_and_wait, str(started), str(self._gate))
        tasks.until(lambda: tasks.lines(started), "the task runs")

    def open(self) -> None:
        self._gate.touch()


def _power(base: int, exponent: int = 2) -> int:
    return int(base**exponent)


def _add(first: int, second: int) -> int:
    return first + second


def _divide(first: int, second: int) -> float:
    return first / second


def _named(self: int, fn: int) -> int:
    return self - fn


class _Adder:
    def __init__(self, number: int) -> None:
        self.number = number

    def add(self, number: int) -> int:
        return self.number + number

    def __call__(self, number: int) -> int:
        return self.number + number


# submit ------------------------------------------------------------------------------


def test_it_is_an_executor(pool: WorkerPool) -> None:
    assert isinstance(pool, Executor)
    assert isinstance(pool.submit(_power, 1), Future)


def test_a_call_has_positional_and_named_arguments(pool: WorkerPool) -> None:
    assert pool.submit(_power, 3).result(timeout=WAIT_S) == 9
    assert pool.submit(_power, 3, exponent=3).result(timeout=WAIT_S) == 27


def test_arguments_may_be_named_like_those_of_submit(pool: WorkerPool) -> None:
    assert pool.submit(_named, self=5, fn=3).result(timeout=WAIT_S) == 2


@pytest.mark.parametrize(
    "function", [partial(_add, 40), _Adder(40).add, _Adder(40), (40).__add__, partial(_power, 42)]
)
def test_whatever_pickles_can_be_called(pool: WorkerPool, function: Any) -> None:
    argument = 1 if isinstance(function, partial) and function.func is _power else 2
    assert pool.submit(function, argument).result(timeout=WAIT_S) == 42


def test_tasks_run_in_other_processes(pool: WorkerPool) -> None:
    import os

    pids = {pool.submit(tasks.pid).result(timeout=WAIT_S) for _ in range(10)}
    assert os.getpid() not in pids
    assert pids <= set(pool.worker_pids())


def test_tasks_run_at_the_same_time(pool: WorkerPool, tmp_path: Path) -> None:
    gates = [Gate(pool, tmp_path, name) for name in "ab"]
    for gate in gates:
        gate.open()
    first, second = (gate.future.result(timeout=WAIT_S) for gate in gates)
    assert first != second


def test_many_tasks_all_complete(pool: WorkerPool) -> None:
    futures = [pool.submit(_power, number) for number in range(5000)]
    assert [future.result(timeout=WAIT_S) for future in futures] == [n * n for n in range(5000)]


# futures -----------------------------------------------------------------------------


def test_a_future_knows_its_state(pool: WorkerPool, tmp_path: Path) -> None:
    gate = Gate(pool, tmp_path)
    assert not gate.future.done()
    assert not gate.future.cancelled()
    with pytest.raises(TimeoutError):
        gate.future.result(timeout=0.01)
    with pytest.raises(TimeoutError):
        gate.future.exception(timeout=0.01)

    gate.open()
    gate.future.result(timeout=WAIT_S)

    assert gate.future.done()
    assert not gate.future.running()


def test_an_error_is_raised_where_the_result_is_asked_for(pool: WorkerPool) -> None:
    future = pool.submit(_divide, 1, 0)

    with pytest.raises(ZeroDivisionError):
        future.result(timeout=WAIT_S)
    assert isinstance(future.exception(timeout=0), ZeroDivisionError)


def test_an_error_can_be_an_answer(pool: WorkerPool) -> None:
    answer = pool.submit(tasks.echo, ValueError("kept")).result(timeout=WAIT_S)
    assert isinstance(answer, ValueError)


def test_callbacks_get_the_future(pool: WorkerPool) -> None:
    called: list[Future[Any]] = []
    done = threading.Event()
    future = pool.submit(_power, 2)
    future.add_done_callback(called.append)
    future.add_done_callback(lambda _: done.set())

    assert done.wait(WAIT_S)
    assert called == [future]


def test_a_callback_that_comes_late_is_called_at_once(pool: WorkerPool) -> None:
    called: list[Future[Any]] = []
    future = pool.submit(_power, 2)
    future.result(timeout=WAIT_S)
    future.add_done_callback(called.append)

    assert called == [future]


def test_a_cancelled_future_calls_back_and_raises(pool: WorkerPool, tmp_path: Path) -> None:
    gate = Gate(pool, tmp_path)
    called: list[Future[Any]] = []
    gate.future.add_done_callback(called.append)

    assert gate.future.cancel()

    assert called == [gate.future]
    with pytest.raises(CancelledError):
        gate.future.exception(timeout=0)


# wait and as_completed ---------------------------------------------------------------


def test_wait_returns_at_the_first_that_completes(pool: WorkerPool, tmp_path: Path) -> None:
    gate = Gate(pool, tmp_path)
    quick = pool.submit(_power, 2)

    done, not_done = wait([gate.future, quick], timeout=WAIT_S, return_when=FIRST_COMPLETED)

    assert (done, not_done) == ({quick}, {gate.future})
    gate.open()


def test_wait_returns_at_the_first_error(pool: WorkerPool, tmp_path: Path) -> None:
    gate = Gate(pool, tmp_path)
    bad = pool.submit(_divide, 1, 0)

    done, not_done = wait([gate.future, bad], timeout=WAIT_S, return_when=FIRST_EXCEPTION)

    assert (done, not_done) == ({bad}, {gate.future})
    gate.open()


def test_wait_returns_when_all_have_completed(pool: WorkerPool, tmp_path: Path) -> None:
    gate = Gate(pool, tmp_path)
    futures = [pool.submit(_power, 2), pool.submit(_divide, 1, 0), gate.future]
    assert wait(futures, timeout=0.05).not_done >= {gate.future}
    gate.open()

    done, not_done = wait(futures, timeout=WAIT_S, return_when=ALL_COMPLETED)

    assert (done, not_done) == (set(futures), set())


def test_wait_counts_the_cancelled(pool: WorkerPool, tmp_path: Path) -> None:
    gate = Gate(pool, tmp_path)
    threading.Thread(target=gate.future.cancel).start()

    assert wait([gate.future], timeout=WAIT_S).done == {gate.future}


def test_as_completed_yields_each_once(pool: WorkerPool) -> None:
    futures = [pool.submit(_power, number) for number in range(50)]
    assert set(as_completed(futures, timeout=WAIT_S)) == set(futures)
    assert len(list(as_completed([*futures, *futures], timeout=WAIT_S))) == 50


def test_as_completed_has_a_timeout(pool: WorkerPool, tmp_path: Path) -> None:
    gate = Gate(pool, tmp_path)
    with pytest.raises(TimeoutError):
        list(as_completed([gate.future], timeout=0.01))
    gate.open()


# map ---------------------------------------------------------------------------------


@pytest.mark.parametrize("chunksize", [1, 2, 7, 1000])
def test_map_keeps_the_order(pool: WorkerPool, chunksize: int) -> None:
    assert list(pool.map(_power, range(100), chunksize=chunksize)) == [n * n for n in range(100)]


@pytest.mark.parametrize("chunksize", [1, 3])
def test_map_ends_with_the_shortest(pool: WorkerPool, chunksize: int) -> None:
    assert list(pool.map(_add, [1, 2, 3], [10, 20], chunksize=chunksize)) == [11, 22]
    assert list(pool.map(_power, [], chunksize=chunksize)) == []


@pytest.mark.parametrize("chunksize", [1, 3])
def test_map_raises_where_the_error_comes(pool: WorkerPool, chunksize: int) -> None:
    results = pool.map(_divide, [6, 6, 6, 6, 6], [1, 2, 3, 0, 6], chunksize=chunksize)

    assert [next(results) for _ in range(3)] == [6, 3, 2]
    with pytest.raises(ZeroDivisionError):
        next(results)


def test_map_has_a_timeout(pool: WorkerPool) -> None:
    results = pool.map(time.sleep, [0, 60], timeout=1.0)

    assert next(results) is None
    with pytest.raises(TimeoutError):
        next(results)


def _note_from_the_third_on(number: int, folder: str) -> int:
    if number >= 2:
        tasks.note_and_wait(f"{folder}/started", f"{folder}/gate")
        tasks.note(f"{folder}/finished")
    return number


@pytest.mark.parametrize("chunksize", [1, 2])
def test_map_stops_what_nobody_wants_any_more(
    pool: WorkerPool, tmp_path: Path, chunksize: int
) -> None:
    folder = [str(tmp_path)] * 20
    for number in pool.map(_note_from_the_third_on, range(20), folder, chunksize=chunksize):
        assert number == 0
        tasks.until(lambda: len(tasks.lines(tmp_path / "started")) == 2, "both workers run")
        break  # Leaving the loop ends the generator.
    (tmp_path / "gate").touch()

    assert pool.submit(_power, 3).result(timeout=WAIT_S) == 9
    assert tasks.lines(tmp_path / "finished") == []


# asyncio -----------------------------------------------------------------------------


def test_asyncio_runs_functions_in_it(pool: WorkerPool) -> None:
    async def main() -> list[int]:
        loop = asyncio.get_running_loop()
        calls = [loop.run_in_executor(pool, _power, number) for number in range(100)]
        return list(await asyncio.gather(*calls))

    assert asyncio.run(main()) == [number * number for number in range(100)]


def test_asyncio_gets_the_errors(pool: WorkerPool) -> None:
    async def main() -> None:
        await asyncio.get_running_loop().run_in_executor(pool, _divide, 1, 0)

    with pytest.raises(ZeroDivisionError):
        asyncio.run(main())
