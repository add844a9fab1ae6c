"""What happened, as data, and who wants to know.

The stages and the executors emit events and know nothing of those who listen: telemetry,
log lines, a progress bar. An event pickles, so that one from a worker process can come back
with the result and be emitted again in the parent.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

_log = logging.getLogger(__name__)


class EventType(StrEnum):
    """What can happen. The keys of the data are fixed; `PAYLOAD_KEYS` has them."""

    TRANSLATION_STARTED = "translation_started"
    """A document is about to be parsed.

    ``name`` (of the document), ``dialect``, ``size_chars``."""
    TRANSLATION_COMPLETED = "translation_completed"
    """A document went through all stages, with or without errors.

    ``name`` (of the document), ``dialect``, ``errors`` and ``warnings`` (how many),
    ``duration_ms``."""
    EXEC_POOL_STARTED = "exec_pool_started"
    """The process pool started, or started again.

    ``max_workers``, ``start_method``; extra: ``duration_ms`` of the start."""
    EXEC_POOL_TASK_SUBMITTED = "exec_pool_task_submitted"
    """A task went to the pool.

    ``kind`` (parse or validate), ``size_chars``."""
    EXEC_POOL_TASK_COMPLETED = "exec_pool_task_completed"
    """A worker finished a task.

    ``kind``, ``duration_ms`` (in the worker, without any waiting)."""
    EXEC_POOL_TIMEOUT = "exec_pool_timeout"
    """A task took too long, or its worker died.

    ``kind``, ``timeout_ms``, ``attempt`` (from 0)."""
    EXEC_POOL_FALLBACK = "exec_pool_fallback"
    """The work is done in this process instead.

    ``kind``, ``reason``: timeout, broken_pool, job_too_large, unpicklable or shutdown."""


PAYLOAD_KEYS: Mapping[EventType, frozenset[str]] = {
    EventType.TRANSLATION_STARTED: frozenset({"name", "dialect", "size_chars"}),
    EventType.TRANSLATION_COMPLETED: frozenset(
        {"name", "dialect", "errors", "warnings", "duration_ms"}
    ),
    EventType.EXEC_POOL_STARTED: frozenset({"max_workers", "start_method"}),
    EventType.EXEC_POOL_TASK_SUBMITTED: frozenset({"kind", "size_chars"}),
    EventType.EXEC_POOL_TASK_COMPLETED: frozenset({"kind", "duration_ms"}),
    EventType.EXEC_POOL_TIMEOUT: frozenset({"kind", "timeout_ms", "attempt"}),
    EventType.EXEC_POOL_FALLBACK: frozenset({"kind", "reason"}),
}
"""The keys of `Event.data`, for each type exactly these."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened."""

    type: EventType
    data: Mapping[str, object]
    """Exactly the keys of `PAYLOAD_KEYS`."""
    source: str = ""
    """The part of the program that says so."""
    extra: Mapping[str, object] = field(default_factory=dict)
    """Facts beside the fixed keys, for telemetry."""
    timestamp: datetime = field(default_factory=lambda: datetime.now(UTC))
    """Aware, UTC; when it happened, also for events of another process."""

    def __post_init__(self) -> None:
        expected = PAYLOAD_KEYS[self.type]
        if self.data.keys() != expected:
            raise ValueError(
                f"{self.type} carries {sorted(self.data)}, but must carry {sorted(expected)}"
            )


Handler = Callable[[Event], object]


# Compared by identity: the same handler may subscribe twice, and each leaves on its own.
@dataclass(frozen=True, slots=True, eq=False)
class _Subscription:
    handler: Handler
    types: frozenset[EventType] | None


class EventDispatcher:
    """Hands events to their subscribers; every method may be called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        # Replaced, never changed: `emit` works on the tuple it found, without the lock, so
        # that a slow handler holds up nobody and a handler may subscribe or emit itself.
        self._subscriptions: tuple[_Subscription, ...] = ()

    def subscribe(
        self, handler: Handler, types: Collection[EventType] | None = None
    ) -> Callable[[], None]:
        """Call `handler` with every event, or with those of some types.

        Returns:
            What ends the subscription; a second call does nothing. An event that is being
            emitted at this moment may still arrive.
        """
        wanted = None if types is None else frozenset(types)
        subscription = _Subscription(handler, wanted)
        with self._lock:
            self._subscriptions = (*self._subscriptions, subscription)

        def unsubscribe() -> None:
            with self._lock:
                self._subscriptions = tuple(
                    item for item in self._subscriptions if item is not subscription
                )

        return unsubscribe

    def dispatch_event(
        self,
        event_type: EventType,
        *,
        source: str = "",
        extra: Mapping[str, object] | None = None,
        **data: object,
    ) -> None:
        """Emit an event that happens now.

        Raises:
            ValueError: `data` has other keys than the type demands: our mistake.
        """
        self.emit(Event(event_type, data, source, extra or {}))

    def emit(self, event: Event) -> None:
        """Call the subscribers, in the order in which they came, in this thread.

        One that fails is logged and stops neither the others nor the work.
        """
        for subscription in self._subscriptions:
            if subscription.types is not None and event.type not in subscription.types:
                continue
            try:
                subscription.handler(event)
            except Exception as error:  # noqa: BLE001 - who only listens must not stop the work
                _log.error("event_handler_failed", extra={"event": event.type}, exc_info=error)
