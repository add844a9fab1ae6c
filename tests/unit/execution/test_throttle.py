"""Throttling: when, how much, and back."""

from __future__ import annotations

import asyncio
import itertools
import logging
import threading
import time

import pytest

from pseudocode_translator.execution.load import Load
from pseudocode_translator.execution.log import LOGGER_NAME
from pseudocode_translator.execution.throttle import LEAST, LoadWatch, Throttle, effective_slots
from tests.unit.execution.conftest import LIMIT_S, Gate, Make

BUSY = Load(99.0, 10.0)
FULL = Load(5.0, 95.0)
CALM = Load(5.0, 10.0)


class _Machine:
    """A fake machine: its load and its clock."""

    def __init__(self) -> None:
        self.load = CALM
        self.now = 100.0
        self.looks = 0

    def probe(self) -> Load:
        self.looks += 1
        return self.load

    def clock(self) -> float:
        return self.now


def _watch(machine: _Machine, factors: list[float]) -> LoadWatch:
    watch = LoadWatch(
        lambda: machine.probe,
        Throttle(85.0, 80.0),
        is_needed=lambda: False,
        on_change=factors.append,
        clock=machine.clock,
    )
    watch.prepare()
    return watch


@pytest.mark.parametrize("load", [BUSY, FULL], ids=["cpu", "memory"])
def test_under_load_the_factor_falls_step_by_step_to_its_least(load: Load) -> None:
    throttle = Throttle(85.0, 80.0)

    factors = []
    for _ in range(40):
        throttle.observe(load, 1.0)
        factors.append(throttle.factor)

    assert factors[:3] == [0.9, 0.81, 0.729]
    assert factors[-1] == LEAST


def test_the_factor_returns_to_1_after_the_load_ends() -> None:
    machine, factors = _Machine(), list[float]()
    watch = _watch(machine, factors)
    machine.load = BUSY
    for _ in range(5):
        machine.now += 1
        watch.look()
    machine.load = CALM
    for _ in range(5):
        machine.now += 1
        watch.look()

    assert factors == [0.9, 0.81, 0.729, 0.6561, 0.59049, 0.6561, 0.729, 0.81, 0.9, 1.0]


@pytest.mark.parametrize("rest_s", [3600, 1e12])
def test_a_long_rest_counts_as_recovery(rest_s: float) -> None:
    machine, factors = _Machine(), list[float]()
    watch = _watch(machine, factors)
    machine.load = BUSY
    for _ in range(30):
        machine.now += 1
        watch.look()
    machine.load = CALM
    machine.now += rest_s
    watch.look()

    assert factors[-1] == 1.0


def test_just_below_a_threshold_nothing_changes() -> None:
    throttle = Throttle(85.0, 80.0)
    throttle.observe(BUSY, 1.0)

    assert throttle.observe(Load(84.0, 10.0), 1.0) is False
    assert throttle.factor == 0.9


def test_there_is_at_most_one_look_per_second() -> None:
    machine = _Machine()
    watch = _watch(machine, [])

    for _ in range(100):  # Ten looks would be wanted per second, for ten seconds.
        watch.look()
        machine.now += 0.1

    assert 9 <= machine.looks <= 11


def test_the_thread_looks_again_only_after_its_interval() -> None:
    moments: list[float] = []
    enough = threading.Event()

    def probe() -> Load:
        moments.append(time.monotonic())
        if len(moments) == 4:
            enough.set()
        return CALM

    watch = LoadWatch(
        lambda: probe,
        Throttle(85.0, 80.0),
        is_needed=lambda: True,
        on_change=lambda factor: None,
        interval_s=0.02,
    )
    watch.wake()
    watch.wake()  # A second thread would halve the gaps.
    assert enough.wait(LIMIT_S)
    watch.stop()

    gaps = [later - earlier for earlier, later in itertools.pairwise(moments)]
    assert min(gaps) >= 0.019


def test_without_work_nobody_watches() -> None:
    is_needed = threading.Event()
    asked = threading.Event()

    def needed() -> bool:
        asked.set()
        return is_needed.is_set()

    watch = LoadWatch(
        lambda: lambda: CALM,
        Throttle(85.0, 80.0),
        is_needed=needed,
        on_change=lambda factor: None,
        interval_s=0.001,
    )
    watch.wake()
    assert asked.wait(LIMIT_S)
    thread = watch.thread
    assert thread is not None
    thread.join(LIMIT_S)

    assert not thread.is_alive()
    watch.wake()  # Work again: another thread.
    assert watch.thread is not thread
    watch.stop()


def test_a_probe_that_hangs_holds_up_no_call(make_manager: Make) -> None:
    began, may_end = threading.Event(), threading.Event()

    def probe() -> Load:
        began.set()
        may_end.wait(LIMIT_S)
        return CALM

    manager = make_manager(probe, enable_auto_throttle=True)

    async def scenario() -> int:
        first: int = await manager.run_io(abs, -3)
        assert began.wait(LIMIT_S)
        second: int = await manager.run_io(abs, -4)
        return first + second

    assert asyncio.run(scenario()) == 7
    may_end.set()


def test_a_probe_that_fails_stops_nothing(
    make_manager: Make, caplog: pytest.LogCaptureFixture
) -> None:
    failed = threading.Event()

    def probe() -> Load:
        failed.set()
        raise OSError("no such file")

    manager = make_manager(probe, enable_auto_throttle=True)

    assert asyncio.run(manager.run_io(abs, -3)) == 3
    assert failed.wait(LIMIT_S)
    manager.shutdown()
    assert [record.getMessage() for record in caplog.records] == ["load_probe_failed"]


@pytest.mark.parametrize(
    ("workers", "factor", "slots"),
    [(2, 0.5, 1), (10, 0.81, 8), (10, 0.7, 7), (1, 0.1, 1), (20, 1.0, 20), (16, 0.1, 1)],
)
def test_the_slots_are_the_workers_times_the_factor_but_at_least_one(
    workers: int, factor: float, slots: int
) -> None:
    assert effective_slots(workers, factor) == slots


def test_half_the_factor_means_half_the_calls_at_once(make_manager: Make, gate: Gate) -> None:
    manager = make_manager(io_workers=2)
    manager._throttle_factor = 0.5

    async def scenario() -> None:
        calls = [asyncio.create_task(manager.run_io(gate, n)) for n in range(4)]
        await asyncio.to_thread(gate.wait_for, 1)
        gate.open()
        await asyncio.gather(*calls)

    asyncio.run(scenario())
    assert gate.most == 1
    assert manager.get_stats()["io"]["max_concurrent"] == 1


def test_load_changes_the_slots_of_a_running_manager_and_says_so(
    make_manager: Make, gate: Gate, caplog: pytest.LogCaptureFixture
) -> None:
    manager = make_manager(lambda: BUSY, enable_auto_throttle=True, io_workers=10)
    changed = threading.Event()

    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            changed.set()

    logger, handler = logging.getLogger(LOGGER_NAME), Handler()
    logger.addHandler(handler)

    async def scenario() -> None:
        with caplog.at_level(logging.INFO, logger=LOGGER_NAME):
            call = asyncio.create_task(manager.run_io(gate))
            assert await asyncio.to_thread(changed.wait, LIMIT_S)
            gate.open()
            await call

    asyncio.run(scenario())
    logger.removeHandler(handler)
    assert 0.0 < manager._throttle_factor < 1.0
    assert "throttled to 90.0%" in caplog.messages


def test_the_second_step_down_is_81_percent(caplog: pytest.LogCaptureFixture) -> None:
    machine = _Machine()
    watch = _watch(machine, [])
    machine.load = BUSY
    with caplog.at_level(logging.INFO, logger=LOGGER_NAME):
        for _ in range(2):
            machine.now += 1
            watch.look()

    assert caplog.messages == ["throttled to 90.0%", "throttled to 81.0%"]


@pytest.mark.parametrize(("factor", "size"), [(1.0, 10), (0.8, 10), (0.79, 5)])
def test_batches_are_half_as_large_under_load(make_manager: Make, factor: float, size: int) -> None:
    manager = make_manager()
    manager._throttle_factor = factor

    assert manager.suggest_batch_size() == size
