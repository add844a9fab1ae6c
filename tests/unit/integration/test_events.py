"""Events and their dispatcher."""

from __future__ import annotations

import ast
import inspect
import pickle
import threading
from datetime import UTC, datetime, timedelta

import pytest

from pseudocode_translator.integration import events
from pseudocode_translator.integration.events import (
    PAYLOAD_KEYS,
    Event,
    EventDispatcher,
    EventType,
)

STARTED = {"max_workers": 2, "start_method": None}


def _example(event_type: EventType) -> Event:
    return Event(event_type, dict.fromkeys(PAYLOAD_KEYS[event_type], 1))


@pytest.mark.parametrize(
    ("event_type", "keys"),
    [
        pytest.param(EventType.EXEC_POOL_STARTED, {"max_workers", "start_method"}, id="R-003-45"),
        pytest.param(EventType.EXEC_POOL_TASK_SUBMITTED, {"kind", "size_chars"}, id="R-003-46"),
        pytest.param(EventType.EXEC_POOL_TASK_COMPLETED, {"kind", "duration_ms"}, id="R-003-47"),
        pytest.param(EventType.EXEC_POOL_TIMEOUT, {"kind", "timeout_ms", "attempt"}, id="R-003-48"),
        pytest.param(EventType.EXEC_POOL_FALLBACK, {"kind", "reason"}, id="R-003-49"),
    ],
)
def test_an_event_carries_exactly_the_keys_of_its_type(
    event_type: EventType, keys: set[str]
) -> None:
    """R-003-45 to R-003-49, the keys."""
    assert set(_example(event_type).data) == keys

    with pytest.raises(ValueError, match=event_type):
        Event(event_type, {**dict.fromkeys(keys, 1), "more": 1})
    with pytest.raises(ValueError, match=event_type):
        Event(event_type, {})


@pytest.mark.parametrize("event_type", EventType)
def test_every_type_has_its_keys_and_its_documentation_names_them(event_type: EventType) -> None:
    body = next(
        node.body
        for node in ast.parse(inspect.getsource(events)).body
        if isinstance(node, ast.ClassDef) and node.name == "EventType"
    )
    names = [node.targets[0].id for node in body if isinstance(node, ast.Assign)]  # type: ignore[attr-defined]
    texts = [ast.unparse(node) for node in body[1:] if isinstance(node, ast.Expr)]
    documentation = dict(zip(names, texts, strict=True))[event_type.name]

    assert all(f"``{key}``" in documentation for key in PAYLOAD_KEYS[event_type])


def test_the_timestamp_is_aware_and_in_utc() -> None:
    event = _example(EventType.EXEC_POOL_STARTED)

    assert event.timestamp.utcoffset() == timedelta(0)
    assert abs(datetime.now(UTC) - event.timestamp) < timedelta(minutes=1)


def test_an_event_comes_back_from_another_process_as_it_was() -> None:
    event = Event(EventType.EXEC_POOL_STARTED, STARTED, "worker", {"duration_ms": 3.5})

    assert pickle.loads(pickle.dumps(event)) == event


def test_handlers_are_called_in_the_order_in_which_they_came() -> None:
    dispatcher = EventDispatcher()
    calls: list[str] = []
    for name in "cab":
        dispatcher.subscribe(lambda _, name=name: calls.append(name))  # type: ignore[misc]

    dispatcher.emit(_example(EventType.EXEC_POOL_STARTED))

    assert calls == ["c", "a", "b"]


def test_a_handler_gets_only_the_types_it_asked_for() -> None:
    dispatcher = EventDispatcher()
    seen: list[Event] = []
    dispatcher.subscribe(seen.append, {EventType.EXEC_POOL_TIMEOUT, EventType.EXEC_POOL_FALLBACK})
    dispatcher.subscribe(seen.append, set())

    for event_type in EventType:
        dispatcher.emit(_example(event_type))

    assert [event.type for event in seen] == [
        EventType.EXEC_POOL_TIMEOUT,
        EventType.EXEC_POOL_FALLBACK,
    ]


def test_an_event_is_made_from_its_parts() -> None:
    dispatcher = EventDispatcher()
    seen: list[Event] = []
    dispatcher.subscribe(seen.append)

    dispatcher.dispatch_event(
        EventType.EXEC_POOL_STARTED,
        source="pool",
        extra={"duration_ms": 5},
        max_workers=2,
        start_method="spawn",
    )

    (event,) = seen
    assert event.data == {"max_workers": 2, "start_method": "spawn"}
    assert (event.source, event.extra) == ("pool", {"duration_ms": 5})


def test_an_ended_subscription_gets_nothing_more() -> None:
    dispatcher = EventDispatcher()
    seen: list[Event] = []
    handler = seen.append
    first = dispatcher.subscribe(handler)
    dispatcher.subscribe(handler)

    first()
    first()
    dispatcher.emit(_example(EventType.EXEC_POOL_STARTED))

    assert len(seen) == 1


def test_a_failing_handler_is_logged_and_stops_nobody(caplog: pytest.LogCaptureFixture) -> None:
    """R-003-50."""
    dispatcher = EventDispatcher()
    seen: list[Event] = []

    def fail(event: Event) -> None:
        raise ZeroDivisionError("mine")

    dispatcher.subscribe(fail)
    dispatcher.subscribe(seen.append)
    dispatcher.emit(_example(EventType.EXEC_POOL_STARTED))

    assert len(seen) == 1
    (record,) = caplog.records
    assert record.getMessage() == "event_handler_failed"
    assert record.exc_info is not None
    assert record.exc_info[0] is ZeroDivisionError


def test_ctrl_c_in_a_handler_is_not_swallowed() -> None:
    dispatcher = EventDispatcher()

    def interrupt(event: Event) -> None:
        raise KeyboardInterrupt

    dispatcher.subscribe(interrupt)

    with pytest.raises(KeyboardInterrupt):
        dispatcher.emit(_example(EventType.EXEC_POOL_STARTED))


def test_a_slow_handler_holds_up_no_other_thread() -> None:
    dispatcher = EventDispatcher()
    is_inside, may_go_on = threading.Event(), threading.Event()

    def wait(event: Event) -> None:
        is_inside.set()
        assert may_go_on.wait(timeout=30)

    unsubscribe = dispatcher.subscribe(wait, {EventType.EXEC_POOL_TIMEOUT})
    slow = threading.Thread(
        target=dispatcher.emit, args=(_example(EventType.EXEC_POOL_TIMEOUT),), daemon=True
    )
    slow.start()
    assert is_inside.wait(timeout=30)

    seen: list[Event] = []
    dispatcher.subscribe(seen.append)
    unsubscribe()
    dispatcher.emit(_example(EventType.EXEC_POOL_STARTED))

    assert len(seen) == 1
    assert slow.is_alive()
    may_go_on.set()
    slow.join(timeout=30)


def test_a_handler_may_subscribe_end_itself_and_emit() -> None:
    dispatcher = EventDispatcher()
    seen: list[Event] = []

    def once(event: Event) -> None:
        unsubscribe()
        dispatcher.subscribe(seen.append)
        dispatcher.emit(_example(EventType.EXEC_POOL_FALLBACK))

    unsubscribe = dispatcher.subscribe(once)
    dispatcher.emit(_example(EventType.EXEC_POOL_STARTED))

    assert [event.type for event in seen] == [EventType.EXEC_POOL_FALLBACK]


def test_no_subscription_of_many_threads_is_lost() -> None:
    dispatcher = EventDispatcher()
    calls: list[int] = []

    def subscribe_many() -> None:
        for _ in range(50):
            dispatcher.subscribe(lambda _: calls.append(1))
            dispatcher.subscribe(lambda _: calls.append(1))()

    threads = [threading.Thread(target=subscribe_many) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    dispatcher.emit(_example(EventType.EXEC_POOL_STARTED))

    assert len(calls) == 400
