"""Counts and durations, fed from events; the only place that knows OpenTelemetry.

Nothing is recorded unless settings ask for it. When they do, numbers are kept in memory,
and go to OpenTelemetry too where the extra ``telemetry`` is installed: through its API only,
so that the application decides with its SDK where they end.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Protocol

from pseudocode_translator.config import TelemetryConfig
from pseudocode_translator.integration.events import Event, EventDispatcher, EventType

_SCOPE = "pseudocode_translator"
_UNIT_SUFFIX = "_ms"
_NANOSECONDS_PER_MS = 1_000_000

COUNTERS: Mapping[EventType, str] = {
    EventType.TRANSLATION_STARTED: "translation.started",
    EventType.TRANSLATION_COMPLETED: "translation.completed",
    EventType.EXEC_POOL_STARTED: "exec_pool.started",
    EventType.EXEC_POOL_TASK_SUBMITTED: "exec_pool.submit",
    EventType.EXEC_POOL_TASK_COMPLETED: "exec_pool.complete",
    EventType.EXEC_POOL_TIMEOUT: "exec_pool.timeout",
    EventType.EXEC_POOL_FALLBACK: "exec_pool.fallback",
}
"""The counter that goes up by one with each event."""

DURATIONS: Mapping[EventType, str] = {
    EventType.TRANSLATION_COMPLETED: "translation.total_ms",
    EventType.EXEC_POOL_STARTED: "exec_pool.init_ms",
    EventType.EXEC_POOL_TASK_COMPLETED: "exec_pool.task_ms",
}
"""The duration that an event tells, as ``duration_ms`` in its data or its extra facts."""

_ATTRIBUTES = ("kind", "reason", "dialect", "start_method")
"""What splits the numbers: few values each, and nothing that names a file or a person."""

Attributes = Mapping[str, str]
Snapshot = dict[str, dict[str, Any]]
"""``counters``: name to number; ``durations``: name to count, total, min and max, in ms."""


class Recorder(Protocol):
    """Takes numbers; every method may be called from any thread."""

    def count(self, name: str, attributes: Attributes) -> None:
        """Add one to a counter."""

    def duration(
        self, name: str, duration_ms: float, attributes: Attributes, *, ended: datetime
    ) -> None:
        """Record how long something took that ended at a time (aware, UTC)."""

    def snapshot(self) -> Snapshot:
        """All numbers so far; a copy."""


class NullRecorder:
    """Records nothing."""

    def count(self, name: str, attributes: Attributes) -> None:
        """Forget it."""

    def duration(
        self, name: str, duration_ms: float, attributes: Attributes, *, ended: datetime
    ) -> None:
        """Forget it."""

    def snapshot(self) -> Snapshot:
        """Nothing: an empty mapping."""
        return {}


@dataclass(slots=True)
class _Duration:
    count: int
    total: float
    min: float
    max: float

    def add(self, duration_ms: float) -> None:
        self.count += 1
        self.total += duration_ms
        self.min = min(self.min, duration_ms)
        self.max = max(self.max, duration_ms)


class MemoryRecorder:
    """Keeps numbers in this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counters: dict[str, int] = {}
        self._durations: dict[str, _Duration] = {}

    def count(self, name: str, attributes: Attributes) -> None:
        """Add one; attributes are not told apart here."""
        with self._lock:
            self._counters[name] = self._counters.get(name, 0) + 1

    def duration(
        self, name: str, duration_ms: float, attributes: Attributes, *, ended: datetime
    ) -> None:
        """Record a duration; attributes are not told apart here."""
        with self._lock:
            known = self._durations.get(name)
            if known is None:
                self._durations[name] = _Duration(1, duration_ms, duration_ms, duration_ms)
            else:
                known.add(duration_ms)

    def snapshot(self) -> Snapshot:
        """All numbers so far."""
        with self._lock:
            return {
                "counters": dict(self._counters),
                "durations": {
                    name: {"count": d.count, "total": d.total, "min": d.min, "max": d.max}
                    for name, d in self._durations.items()
                },
            }


class OpenTelemetryRecorder:
    """Keeps numbers, and hands them to OpenTelemetry as metrics and spans."""

    def __init__(self, *, meter_provider: Any = None, tracer_provider: Any = None) -> None:
        """Use these providers, or the ones that the application set.

        Raises:
            ImportError: The extra is not installed.
        """
        # Here, so that nobody needs them, or pays for them, who did not ask for telemetry.
        from opentelemetry import metrics, trace

        ours = _own_version()
        meter = metrics.get_meter(_SCOPE, ours, meter_provider=meter_provider)
        self._tracer = trace.get_tracer(_SCOPE, ours, tracer_provider=tracer_provider)
        self._memory = MemoryRecorder()
        # Made at once: instruments must not be made twice, and threads come later.
        self._counters = {name: meter.create_counter(name) for name in COUNTERS.values()}
        self._histograms = {
            name: meter.create_histogram(name.removesuffix(_UNIT_SUFFIX), unit="ms")
            for name in DURATIONS.values()
        }

    def count(self, name: str, attributes: Attributes) -> None:
        """Add one here and there."""
        self._memory.count(name, attributes)
        self._counters[name].add(1, dict(attributes))

    def duration(
        self, name: str, duration_ms: float, attributes: Attributes, *, ended: datetime
    ) -> None:
        """Record it here; a value of the histogram and a finished span there."""
        self._memory.duration(name, duration_ms, attributes, ended=ended)
        self._histograms[name].record(duration_ms, dict(attributes))
        end_ns = _nanoseconds(ended)
        span = self._tracer.start_span(
            name.removesuffix(_UNIT_SUFFIX),
            start_time=end_ns - round(duration_ms * _NANOSECONDS_PER_MS),
            attributes=dict(attributes),
        )
        span.end(end_time=end_ns)

    def snapshot(self) -> Snapshot:
        """All numbers so far."""
        return self._memory.snapshot()


def recorder_for(settings: TelemetryConfig) -> Recorder:
    """The recorder that the settings and the installed extras allow."""
    if not settings.enabled:
        return NullRecorder()
    try:
        return OpenTelemetryRecorder()
    except ImportError:
        return MemoryRecorder()


def record_events(dispatcher: EventDispatcher, recorder: Recorder) -> Callable[[], None]:
    """Feed a recorder from events, until what is returned is called."""

    def record(event: Event) -> None:
        attributes = {
            key: str(event.data[key]) for key in _ATTRIBUTES if event.data.get(key) is not None
        }
        recorder.count(COUNTERS[event.type], attributes)
        duration_ms = event.data.get("duration_ms", event.extra.get("duration_ms"))
        if event.type in DURATIONS and isinstance(duration_ms, int | float):
            name = DURATIONS[event.type]
            recorder.duration(name, float(duration_ms), attributes, ended=event.timestamp)

    return dispatcher.subscribe(record, COUNTERS)


def _nanoseconds(moment: datetime) -> int:
    # In whole numbers: a float has no room for nanoseconds since 1970.
    since = moment - datetime(1970, 1, 1, tzinfo=UTC)
    return ((since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds) * 1000


def _own_version() -> str:
    try:
        return version("pseudocode-translator")
    except PackageNotFoundError:
        return ""
