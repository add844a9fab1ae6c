"""Many threads, slow and failing listeners, telemetry: all with real workers."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psutil
import pytest

from pseudocode_translator.errors import PoolFallbackError
from pseudocode_translator.execution.process_pool import ParseValidateExecutor
from pseudocode_translator.integration.events import Event, EventDispatcher, EventType
from pseudocode_translator.telemetry import COUNTERS, MemoryRecorder, record_events
from tests.faults.tasks import until
from tests.integration.execution import process_pool_tasks as tasks
from tests.integration.execution.process_pool_tools import (
    PATIENCE_S,
    EventLog,
    executor,
    light_work,
)

pytestmark = pytest.mark.slow


@pytest.fixture
def dispatcher() -> EventDispatcher:
    return EventDispatcher()


@pytest.fixture
def pool(dispatcher: EventDispatcher) -> Iterator[ParseValidateExecutor]:
    made = executor(light_work(parse=tasks.die_if_told), dispatcher, max_workers=2)
    yield made
    made.shutdown()


def _result(pool: ParseValidateExecutor, text: str) -> Any:
    try:
        return pool.submit_parse(text).result()
    except PoolFallbackError as fallback:
        return fallback.reason


def test_eight_threads_and_a_few_crashes_cost_nobody_else_anything(
    pool: ParseValidateExecutor, dispatcher: EventDispatcher
) -> None:
    log = EventLog(dispatcher)
    # Such as the resource tracker that `multiprocessing` starts once, for whoever needs it.
    of_others = set(psutil.Process().children(recursive=True))
    texts = [f"die {n}" if n % 20 == 7 else "x" * n for n in range(400)]

    with ThreadPoolExecutor(8) as threads:
        results = list(threads.map(lambda text: _result(pool, text), texts))

    deaths = len([text for text in texts if text.startswith("die")])
    assert results == ["broken_pool" if text.startswith("die") else len(text) for text in texts]
    assert len(log.of(EventType.EXEC_POOL_FALLBACK)) == deaths
    assert len(log.of(EventType.EXEC_POOL_TIMEOUT)) == 2 * deaths
    assert len(log.of(EventType.EXEC_POOL_STARTED)) == 1 + deaths
    # Two workers, one spare and the fork server; more would be workers that nobody ended.
    until(
        lambda: len(set(psutil.Process().children(recursive=True)) - of_others) <= 4,
        "the processes of lost workers are gone",
    )


def test_a_shutdown_leaves_no_process_behind(pool: ParseValidateExecutor) -> None:
    before = set(psutil.Process().children(recursive=True))
    pool.submit_parse("x").result()
    begun = set(psutil.Process().children(recursive=True)) - before
    assert begun

    pool.shutdown()

    _, alive = psutil.wait_procs(list(begun), timeout=PATIENCE_S)
    assert alive == []


def test_a_listener_that_fails_changes_no_result(
    pool: ParseValidateExecutor, dispatcher: EventDispatcher, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(event: Event) -> None:
        raise ValueError("mine")

    dispatcher.subscribe(fail)

    assert _result(pool, "four") == 4
    assert _result(pool, "die") == "broken_pool"
    assert {record.message for record in caplog.records} == {"event_handler_failed"}


def test_a_listener_that_is_stuck_holds_up_nobody_else(
    pool: ParseValidateExecutor, dispatcher: EventDispatcher
) -> None:
    stuck, release = threading.Event(), threading.Event()

    def wait_in_one_thread(event: Event) -> None:
        if threading.current_thread().name == "held up":
            stuck.set()
            release.wait(PATIENCE_S)

    dispatcher.subscribe(wait_in_one_thread)
    held_up = threading.Thread(target=_result, args=(pool, "x"), name="held up")
    held_up.start()
    try:
        assert stuck.wait(PATIENCE_S)
        assert _result(pool, "four") == 4
        assert _result(pool, "die") == "broken_pool"
    finally:
        release.set()
        held_up.join(PATIENCE_S)
    assert not held_up.is_alive()


def test_counters_and_durations_say_what_the_events_say(
    pool: ParseValidateExecutor, dispatcher: EventDispatcher
) -> None:
    log, recorder = EventLog(dispatcher), MemoryRecorder()
    record_events(dispatcher, recorder)
    for text in ("a", "die", "b", "x" * 60_000, "c"):
        _result(pool, text)

    snapshot = recorder.snapshot()
    assert snapshot["counters"] == {
        "exec_pool.started": 2,
        "exec_pool.submit": 4,
        "exec_pool.complete": 3,
        "exec_pool.timeout": 2,
        "exec_pool.fallback": 2,
    }
    assert snapshot["counters"] == {COUNTERS[t]: len(log.of(t)) for t in _types(log)}
    assert snapshot["durations"]["exec_pool.init_ms"]["count"] == 2
    tasks_ms = snapshot["durations"]["exec_pool.task_ms"]
    assert tasks_ms["count"] == 3
    assert 0 < tasks_ms["min"] <= tasks_ms["max"] <= tasks_ms["total"]


@pytest.mark.parametrize(("cpus", "workers"), [(None, 2), (1, 2), (2, 2), (16, 16)])
def test_the_event_tells_how_many_workers_the_machine_gets(
    cpus: int | None, workers: int, dispatcher: EventDispatcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: cpus)
    log = EventLog(dispatcher)
    pool = executor(light_work(), dispatcher, max_workers=None)
    try:
        assert pool.submit_parse("four").result() == 4
    finally:
        pool.shutdown()

    (started,) = log.of(EventType.EXEC_POOL_STARTED)
    assert started.data["max_workers"] == workers


def _types(log: EventLog) -> set[EventType]:
    return {event.type for event in log.events}
