"""Tells of a pool's events on a thread of its own, so that a slow listener delays nobody."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from typing import Any

from pseudocode_translator.execution.pool_settings import PoolEvent, PoolEventType

_log = logging.getLogger(__name__)
_CLOSE_S = 5.0


class Notifier:
    """Hands events to one listener, in the order in which they happened."""

    def __init__(self, listener: Callable[[PoolEvent], object] | None) -> None:
        self._listener = listener
        self._events: queue.SimpleQueue[PoolEvent | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def emit(self, kind: PoolEventType, **data: Any) -> None:
        """Tell of an event soon; returns at once."""
        if self._listener is None:
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="pool-events", daemon=True)
            self._thread.start()
        self._events.put(PoolEvent(kind, data))
        if kind is PoolEventType.SHUT_DOWN:
            self._events.put(None)

    def close(self) -> None:
        """Wait until all was told, but not for a listener that hangs."""
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(_CLOSE_S)

    def _run(self) -> None:
        while (event := self._events.get()) is not None:
            try:
                if self._listener is not None:
                    self._listener(event)
            except BaseException as error:  # noqa: BLE001 - who listens must not stop the work
                _log.error("pool_event_handler_failed", exc_info=error)
