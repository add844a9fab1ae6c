"""Counters and durations from events, in memory and through OpenTelemetry."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections import Counter
from typing import Any

import pytest
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import HistogramDataPoint, InMemoryMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from pseudocode_translator.config import TelemetryConfig
from pseudocode_translator.integration.events import (
    PAYLOAD_KEYS,
    Event,
    EventDispatcher,
    EventType,
)
from pseudocode_translator.telemetry import (
    COUNTERS,
    MemoryRecorder,
    NullRecorder,
    OpenTelemetryRecorder,
    Recorder,
    record_events,
    recorder_for,
)


def _emit_a_typical_run(dispatcher: EventDispatcher) -> Counter[EventType]:
    """Two tasks, one of which times out, is tried again and falls back."""
    emitted: Counter[EventType] = Counter()
    dispatcher.subscribe(lambda event: emitted.update([event.type]))
    say = dispatcher.dispatch_event
    for duration_ms in (40.0, 20.0):
        say(
            EventType.EXEC_POOL_STARTED,
            extra={"duration_ms": duration_ms},
            max_workers=2,
            start_method="spawn",
        )
    for _ in range(2):
        say(EventType.EXEC_POOL_TASK_SUBMITTED, kind="parse", size_chars=9)
    say(EventType.EXEC_POOL_TASK_COMPLETED, kind="parse", duration_ms=7.5)
    for attempt in range(2):
        say(EventType.EXEC_POOL_TIMEOUT, kind="parse", timeout_ms=300, attempt=attempt)
    say(EventType.EXEC_POOL_FALLBACK, kind="parse", reason="timeout")
    return emitted


def _wired(recorder: Recorder) -> EventDispatcher:
    dispatcher = EventDispatcher()
    record_events(dispatcher, recorder)
    return dispatcher


def test_each_event_adds_one_to_its_counter() -> None:
    """R-003-51."""
    recorder = MemoryRecorder()

    emitted = _emit_a_typical_run(_wired(recorder))

    assert recorder.snapshot()["counters"] == {
        COUNTERS[event_type]: number for event_type, number in emitted.items()
    }
    assert recorder.snapshot()["counters"] == {
        "exec_pool.started": 2,
        "exec_pool.submit": 2,
        "exec_pool.complete": 1,
        "exec_pool.timeout": 2,
        "exec_pool.fallback": 1,
    }


def test_durations_have_count_total_min_and_max() -> None:
    """R-003-52."""
    recorder = MemoryRecorder()

    _emit_a_typical_run(_wired(recorder))

    assert recorder.snapshot()["durations"] == {
        "exec_pool.init_ms": {"count": 2, "total": 60.0, "min": 20.0, "max": 40.0},
        "exec_pool.task_ms": {"count": 1, "total": 7.5, "min": 7.5, "max": 7.5},
    }


def test_a_translation_is_counted_and_timed() -> None:
    recorder = MemoryRecorder()

    _wired(recorder).dispatch_event(
        EventType.TRANSLATION_COMPLETED,
        name="a.txt",
        dialect="cambridge",
        errors=0,
        warnings=1,
        duration_ms=12.5,
    )

    snapshot = recorder.snapshot()
    assert snapshot["counters"] == {"translation.completed": 1}
    assert snapshot["durations"]["translation.total_ms"]["total"] == 12.5


def test_every_event_has_a_counter() -> None:
    assert set(COUNTERS) == set(EventType)
    assert len(set(COUNTERS.values())) == len(COUNTERS)


def test_a_start_without_a_duration_is_counted_only() -> None:
    recorder = MemoryRecorder()

    _wired(recorder).dispatch_event(EventType.EXEC_POOL_STARTED, max_workers=2, start_method=None)

    assert recorder.snapshot() == {"counters": {"exec_pool.started": 1}, "durations": {}}


def test_recording_ends_when_it_is_told_to() -> None:
    dispatcher, recorder = EventDispatcher(), MemoryRecorder()
    stop = record_events(dispatcher, recorder)

    stop()
    _emit_a_typical_run(dispatcher)

    assert recorder.snapshot() == {"counters": {}, "durations": {}}


def test_a_snapshot_is_a_copy() -> None:
    recorder = MemoryRecorder()
    _emit_a_typical_run(_wired(recorder))

    recorder.snapshot()["counters"].clear()
    recorder.snapshot()["durations"]["exec_pool.task_ms"]["count"] = 99

    assert recorder.snapshot()["counters"]["exec_pool.started"] == 2
    assert recorder.snapshot()["durations"]["exec_pool.task_ms"]["count"] == 1


def test_no_number_of_many_threads_is_lost() -> None:
    recorder = MemoryRecorder()
    dispatcher = _wired(recorder)

    def emit_many() -> None:
        for _ in range(200):
            dispatcher.dispatch_event(
                EventType.EXEC_POOL_TASK_COMPLETED, kind="parse", duration_ms=1.0
            )
            recorder.snapshot()

    threads = [threading.Thread(target=emit_many) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    snapshot = recorder.snapshot()
    assert snapshot["counters"]["exec_pool.complete"] == 1600
    assert snapshot["durations"]["exec_pool.task_ms"]["total"] == 1600.0


class _BrokenRecorder(NullRecorder):
    def count(self, name: str, attributes: object) -> None:
        raise OSError("the disk of the telemetry is full")


def test_a_failing_recorder_stops_neither_the_work_nor_the_others(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """R-003-50."""
    dispatcher, healthy = _wired(_BrokenRecorder()), MemoryRecorder()
    record_events(dispatcher, healthy)

    _emit_a_typical_run(dispatcher)

    assert healthy.snapshot()["counters"]["exec_pool.fallback"] == 1
    assert len(caplog.records) == 8


def test_disabled_telemetry_records_nothing() -> None:
    """R-003-53."""
    recorder = recorder_for(TelemetryConfig(enabled=False))

    _emit_a_typical_run(_wired(recorder))

    assert recorder.snapshot() == {}


def test_enabled_telemetry_goes_to_open_telemetry_where_that_is_installed() -> None:
    assert isinstance(recorder_for(TelemetryConfig(enabled=True)), OpenTelemetryRecorder)


def test_enabled_telemetry_stays_in_memory_where_the_extra_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("opentelemetry", "opentelemetry.metrics", "opentelemetry.trace"):
        monkeypatch.setitem(sys.modules, name, None)

    recorder = recorder_for(TelemetryConfig(enabled=True))
    _emit_a_typical_run(_wired(recorder))

    assert isinstance(recorder, MemoryRecorder)
    assert recorder.snapshot()["counters"]["exec_pool.started"] == 2


class _OpenTelemetry:
    """The real SDK, with its ends in memory."""

    def __init__(self) -> None:
        self._reader = InMemoryMetricReader()
        self._spans = InMemorySpanExporter()
        self._meters = MeterProvider(metric_readers=[self._reader])
        self._tracers = TracerProvider()
        self._tracers.add_span_processor(SimpleSpanProcessor(self._spans))
        self.recorder = OpenTelemetryRecorder(
            meter_provider=self._meters, tracer_provider=self._tracers
        )

    def metrics(self) -> dict[str, Any]:
        data = self._reader.get_metrics_data()
        assert data is not None
        return {
            metric.name: metric
            for resource in data.resource_metrics
            for scope in resource.scope_metrics
            for metric in scope.metrics
        }

    def spans(self) -> list[Any]:
        return list(self._spans.get_finished_spans())

    def close(self) -> None:
        self._meters.shutdown()
        self._tracers.shutdown()


@pytest.fixture
def open_telemetry() -> Any:
    world = _OpenTelemetry()
    yield world
    world.close()


def test_open_telemetry_gets_the_counters(open_telemetry: _OpenTelemetry) -> None:
    """R-003-51."""
    _emit_a_typical_run(_wired(open_telemetry.recorder))

    metrics = open_telemetry.metrics()
    totals = {
        name: sum(point.value for point in metric.data.data_points)
        for name, metric in metrics.items()
        if not metric.unit
    }
    assert totals == open_telemetry.recorder.snapshot()["counters"]
    (fallback,) = metrics["exec_pool.fallback"].data.data_points
    assert fallback.attributes == {"kind": "parse", "reason": "timeout"}


def test_open_telemetry_gets_the_durations_with_the_unit_beside_the_name(
    open_telemetry: _OpenTelemetry,
) -> None:
    """R-003-52."""
    _emit_a_typical_run(_wired(open_telemetry.recorder))

    metric = open_telemetry.metrics()["exec_pool.init"]
    assert metric.unit == "ms"
    (point,) = metric.data.data_points
    assert isinstance(point, HistogramDataPoint)
    assert (point.count, point.sum, point.min, point.max) == (2, 60.0, 20.0, 40.0)
    assert not [name for name in open_telemetry.metrics() if name.endswith("_ms")]


def test_open_telemetry_gets_a_span_that_ends_with_its_event(
    open_telemetry: _OpenTelemetry,
) -> None:
    event = Event(
        EventType.TRANSLATION_COMPLETED,
        {"name": "secret.txt", "dialect": "ib", "errors": 0, "warnings": 0, "duration_ms": 1500.0},
    )

    _wired(open_telemetry.recorder).emit(event)

    (span,) = open_telemetry.spans()
    assert span.name == "translation.total"
    assert span.end_time - span.start_time == 1_500_000_000
    assert abs(span.end_time / 1e9 - event.timestamp.timestamp()) < 1e-5
    assert dict(span.attributes) == {"dialect": "ib"}


def test_every_event_can_be_recorded(open_telemetry: _OpenTelemetry) -> None:
    dispatcher = _wired(open_telemetry.recorder)

    for event_type in EventType:
        dispatcher.emit(Event(event_type, dict.fromkeys(PAYLOAD_KEYS[event_type], 1)))

    counters = open_telemetry.recorder.snapshot()["counters"]
    assert counters == dict.fromkeys(COUNTERS.values(), 1)


_PROGRAM = """
import json, sys
from pseudocode_translator.config import ConfigManager
from pseudocode_translator.integration.events import EventDispatcher, EventType
from pseudocode_translator.telemetry import record_events, recorder_for

dispatcher = EventDispatcher()
recorder = recorder_for(ConfigManager.load().telemetry)
record_events(dispatcher, recorder)
dispatcher.dispatch_event(EventType.EXEC_POOL_FALLBACK, kind="parse", reason="timeout")
print(json.dumps([recorder.snapshot(), "opentelemetry" in sys.modules]))
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, [{}, False]),
        ("0", [{}, False]),
        ("1", [{"counters": {"exec_pool.fallback": 1}, "durations": {}}, True]),
    ],
)
def test_the_environment_turns_telemetry_on(
    value: str | None, expected: list[object], tmp_path: Any
) -> None:
    """R-003-53."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PSEUDOCODE_")}
    environment["HOME"] = str(tmp_path)
    if value is not None:
        environment["PSEUDOCODE_TELEMETRY"] = value

    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    assert json.loads(done.stdout) == expected
