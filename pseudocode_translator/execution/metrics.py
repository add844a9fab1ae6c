"""Counters of one executor: what was submitted, and what became of it."""

from __future__ import annotations

import threading
from concurrent.futures import CancelledError
from enum import Enum, auto


class _Outcome(Enum):
    COMPLETED = auto()
    FAILED = auto()
    CANCELLED = auto()


class CallRecord:
    """One call; its first outcome counts, and later ones change nothing.

    The coroutine may be cancelled while a thread goes on with its work: the caller saw a
    cancellation, so that is what the call was, but the thread is busy until its end.
    """

    __slots__ = ("_is_decided", "_is_running", "_metrics")

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self._is_decided = False
        self._is_running = False

    def withdrawn(self) -> None:
        """The call was refused: it never was one."""
        with self._metrics._lock:
            self._is_decided = True
            self._metrics._submitted -= 1

    def started(self) -> None:
        """The call got its slot."""
        with self._metrics._lock:
            self._is_running = True
            self._metrics._begin()

    def ended(self, error: BaseException | None, duration_s: float) -> None:
        """The work is over, well or with an error."""
        outcome = _Outcome.COMPLETED if error is None else _Outcome.FAILED
        if isinstance(error, CancelledError):
            outcome = _Outcome.CANCELLED
        with self._metrics._lock:
            if self._is_running:
                self._is_running = False
                self._metrics._active -= 1
            self._decide(outcome, duration_s)

    def cancelled(self) -> None:
        """Nobody waits for the result any more."""
        with self._metrics._lock:
            self._decide(_Outcome.CANCELLED, 0.0)

    def _decide(self, outcome: _Outcome, duration_s: float) -> None:
        if not self._is_decided:
            self._is_decided = True
            self._metrics._count(outcome, duration_s)


class Metrics:
    """The counters of one executor; safe in all threads."""

    def __init__(self, *, is_enabled: bool = True) -> None:
        self._is_enabled = is_enabled
        self._lock = threading.Lock()
        self._submitted = 0
        self._outcomes = dict.fromkeys(_Outcome, 0)
        self._active = 0
        self._max_concurrent = 0
        self._duration_s = 0.0

    def submitted(self) -> CallRecord:
        """Count a call, and follow it by what is returned."""
        with self._lock:
            self._submitted += 1
        return CallRecord(self)

    def as_dict(self) -> dict[str, int | float]:
        """The counters now.

        ``average_duration`` is in seconds, over completed and failed calls;
        ``success_rate`` is the percentage of completed among those, 100 if there are none.
        """
        with self._lock:
            if not self._is_enabled:
                return Metrics().as_dict()
            completed = self._outcomes[_Outcome.COMPLETED]
            failed = self._outcomes[_Outcome.FAILED]
            ended = completed + failed
            return {
                "tasks_submitted": self._submitted,
                "tasks_completed": completed,
                "tasks_failed": failed,
                "tasks_cancelled": self._outcomes[_Outcome.CANCELLED],
                "average_duration": self._duration_s / ended if ended else 0.0,
                "active_tasks": self._active,
                "max_concurrent": self._max_concurrent,
                "success_rate": round(100 * completed / ended, 1) if ended else 100.0,
            }

    def _begin(self) -> None:
        self._active += 1
        self._max_concurrent = max(self._max_concurrent, self._active)

    def _count(self, outcome: _Outcome, duration_s: float) -> None:
        self._outcomes[outcome] += 1
        if outcome is not _Outcome.CANCELLED:
            self._duration_s += duration_s
