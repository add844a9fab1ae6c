"""`ParseValidateExecutor` on real workers: limits, retries, fallbacks, and their events."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pseudocode_translator.errors import PoolFallbackError
from pseudocode_translator.execution.process_pool import ParseValidateExecutor, PoolWork
from pseudocode_translator.integration.events import EventDispatcher, EventType
from tests.integration.execution import process_pool_tasks as tasks
from tests.integration.execution.process_pool_tools import (
    EventLog,
    executor,
    light_work,
    wait_gone,
)

Make = Callable[..., tuple[ParseValidateExecutor, EventLog]]
STARTED, SUBMITTED = ("started", None), ("task_submitted", "parse")
COMPLETED = ("task_completed", "parse")
pytestmark = pytest.mark.slow


@pytest.fixture(params=["forkserver", "spawn", "fork"])
def start_method(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def make(start_method: str) -> Iterator[Make]:
    made: list[ParseValidateExecutor] = []

    def make_one(work: PoolWork, **settings: Any) -> tuple[ParseValidateExecutor, EventLog]:
        dispatcher = EventDispatcher()
        log = EventLog(dispatcher)
        made.append(executor(work, dispatcher, start_method=start_method, **settings))
        return made[-1], log

    yield make_one
    for each in made:
        each.shutdown()


def test_a_task_goes_out_and_comes_back(make: Make, start_method: str) -> None:
    pool, log = make(light_work())

    assert pool.submit_parse("four").result() == 4
    assert pool.submit_validate("fives").result() == 5
    assert log.told() == [
        STARTED,
        SUBMITTED,
        COMPLETED,
        ("task_submitted", "validate"),
        ("task_completed", "validate"),
    ]
    (started,) = log.of(EventType.EXEC_POOL_STARTED)
    assert started.data["max_workers"] == 1
    assert started.data["start_method"] in {start_method, "forkserver"}
    assert started.extra["duration_ms"] > 0  # type: ignore[operator]
    submitted = log.of(EventType.EXEC_POOL_TASK_SUBMITTED)
    assert [event.data["size_chars"] for event in submitted] == [4, 5]


@pytest.mark.parametrize("how", ["sleep", "spin", "match"])
def test_a_task_that_hangs_is_killed_tried_again_and_handed_back(
    make: Make, how: str, tmp_path: Path
) -> None:
    pool, log = make(light_work(parse=tasks.hang), task_timeout_ms=300)
    pids = tmp_path / "pids"
    pool.submit_validate("the first worker is there").result()
    log.events.clear()

    began = time.monotonic()
    handle = pool.submit_parse(f"{how}\n{pids}")
    with pytest.raises(RuntimeError, match=r"^exec_pool_fallback:timeout$"):
        handle.result()

    assert time.monotonic() - began < 2
    assert log.told() == [
        SUBMITTED,
        ("timeout", 0),
        STARTED,
        ("timeout", 1),
        ("fallback", "timeout"),
    ]
    told = log.of(EventType.EXEC_POOL_TIMEOUT)[0].data
    assert dict(told) == {"kind": "parse", "timeout_ms": 300, "attempt": 0}
    hung = [int(pid) for pid in pids.read_text().split()]
    assert len(hung) == 2
    assert wait_gone(hung, 1.0) == []


def test_a_worker_that_dies_is_told_tried_again_and_handed_back(make: Make) -> None:
    pool, log = make(light_work(parse=tasks.die))

    with pytest.raises(PoolFallbackError) as caught:
        pool.submit_parse("x").result()

    assert caught.value.reason == "broken_pool"
    assert log.told() == [
        STARTED,
        SUBMITTED,
        ("timeout", 0),
        STARTED,
        ("timeout", 1),
        ("fallback", "broken_pool"),
    ]


@pytest.mark.parametrize(("limit", "attempts"), [(0, 1), (1, 2), (3, 4)])
def test_a_task_is_tried_again_as_often_as_the_settings_say(
    make: Make, limit: int, attempts: int
) -> None:
    pool, log = make(light_work(parse=tasks.die), retry_limit=limit)

    with pytest.raises(PoolFallbackError):
        pool.submit_parse("x").result()

    told = log.of(EventType.EXEC_POOL_TIMEOUT)
    assert [event.data["attempt"] for event in told] == list(range(attempts))
    assert len(log.of(EventType.EXEC_POOL_FALLBACK)) == 1


def test_without_retries_one_attempt_is_all(make: Make) -> None:
    pool, log = make(light_work(parse=tasks.die), retry_on_timeout=False, retry_limit=5)

    with pytest.raises(PoolFallbackError):
        pool.submit_parse("x").result()

    assert len(log.of(EventType.EXEC_POOL_TIMEOUT)) == 1


def test_a_second_call_of_result_gives_the_same_and_tells_nothing(make: Make) -> None:
    pool, log = make(light_work(parse=tasks.die_if_told))
    good, bad = pool.submit_parse("good"), pool.submit_parse("die")

    assert (good.result(), good.result()) == (4, 4)
    with pytest.raises(PoolFallbackError):
        bad.result()
    told = log.told()
    with pytest.raises(PoolFallbackError):
        bad.result()
    assert log.told() == told


def test_waiting_in_the_queue_is_not_charged(make: Make) -> None:
    pool, log = make(light_work(parse=tasks.sleep_s), task_timeout_ms=1500)
    handles = [pool.submit_parse("0.6") for _ in range(3)]

    assert [handle.result() for handle in handles] == ["0.6"] * 3
    assert log.of(EventType.EXEC_POOL_TIMEOUT) == []


def test_the_duration_is_that_of_the_work_however_late_the_result_is_asked_for(
    make: Make,
) -> None:
    pool, log = make(light_work(parse=tasks.sleep_s))
    early, late = pool.submit_parse("0.2"), pool.submit_parse("0.8")
    late.result()
    early.result()

    of_late, of_early = log.of(EventType.EXEC_POOL_TASK_COMPLETED)
    assert of_late.data["duration_ms"] >= 800  # type: ignore[operator]
    assert 200 <= of_early.data["duration_ms"] < 790  # type: ignore[operator]


def test_others_in_flight_survive_a_worker_that_dies(make: Make) -> None:
    pool, log = make(light_work(parse=tasks.die_if_told), max_workers=2)
    handles = [pool.submit_parse(text) for text in ("a", "die", "ccc", "dddd")]

    assert [handles[place].result() for place in (0, 2, 3)] == [1, 3, 4]
    with pytest.raises(PoolFallbackError):
        handles[1].result()
    assert len(log.of(EventType.EXEC_POOL_STARTED)) == 2
    assert len(log.of(EventType.EXEC_POOL_TIMEOUT)) == 2
    assert len(log.of(EventType.EXEC_POOL_FALLBACK)) == 1


def test_what_cannot_travel_is_handed_back(make: Make) -> None:
    pool, log = make(light_work(parse=tasks.unpicklable_result))

    with pytest.raises(PoolFallbackError) as there:
        pool.submit_validate(lambda: 1).result()
    with pytest.raises(PoolFallbackError) as back:
        pool.submit_parse("x").result()

    assert (there.value.reason, back.value.reason) == ("unpicklable", "unpicklable")
    assert log.of(EventType.EXEC_POOL_TIMEOUT) == []
    kinds = [event.data["kind"] for event in log.of(EventType.EXEC_POOL_FALLBACK)]
    assert kinds == ["validate", "parse"]


def test_an_unexpected_error_of_a_worker_hands_the_work_back_at_once(make: Make) -> None:
    pool, log = make(light_work(parse=tasks.fail))

    with pytest.raises(PoolFallbackError):
        pool.submit_parse("x").result()

    assert log.told() == [STARTED, SUBMITTED, ("fallback", "broken_pool")]


def test_workers_that_cannot_start_are_tried_again_once_and_then_left_alone(make: Make) -> None:
    pool, log = make(light_work(initializer=tasks.fail_to_start))

    with pytest.raises(PoolFallbackError, match="broken_pool"):
        pool.submit_parse("x").result()
    first = log.told()
    with pytest.raises(PoolFallbackError, match="broken_pool"):
        pool.submit_parse("y").result()

    assert first == [
        STARTED,
        SUBMITTED,
        ("timeout", 0),
        STARTED,
        ("timeout", 1),
        ("fallback", "broken_pool"),
    ]
    assert log.told()[len(first) :] == [("fallback", "broken_pool")]


def test_a_shutdown_hands_back_what_is_in_flight_and_what_comes_later(make: Make) -> None:
    pool, log = make(light_work(parse=tasks.hang))
    handle = pool.submit_parse("sleep")
    pool.shutdown()
    pool.shutdown()

    for each in (handle, pool.submit_parse("later")):
        with pytest.raises(PoolFallbackError, match="shutdown"):
            each.result()
    assert log.told() == [STARTED, SUBMITTED, ("fallback", "shutdown"), ("fallback", "shutdown")]


def test_a_cancelled_task_stops_its_worker(make: Make, tmp_path: Path) -> None:
    pool, _ = make(light_work(parse=tasks.hang, validate=tasks.length))
    handle = pool.submit_parse(f"sleep\n{tmp_path / 'pids'}")
    handle.cancel()

    # There is one worker: it, or the one in its place, has to be free again.
    assert pool.submit_validate("free").result() == 4
