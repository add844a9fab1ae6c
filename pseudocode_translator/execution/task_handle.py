"""What a caller holds while a worker does its work: `TaskHandle`.

The worker pool says how a task ended; here it is decided what that means: again, or back to
the caller, and which events tell of it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from pickle import PicklingError
from typing import Any, NoReturn, Protocol

from pseudocode_translator.errors import (
    ExecutionError,
    InternalError,
    PoolBrokenError,
    PoolFallbackError,
    PseudocodeError,
    RemoteTaskError,
    TaskTimeoutError,
    WorkerLostError,
)
from pseudocode_translator.integration.events import EventDispatcher, EventType

_log = logging.getLogger(__name__)
SOURCE = "process_pool"
"""The part of the program that events name."""

TIMEOUT = "timeout"
BROKEN_POOL = "broken_pool"
JOB_TOO_LARGE = "job_too_large"
UNPICKLABLE = "unpicklable"
SHUTDOWN = "shutdown"

_INCIDENTS = (TaskTimeoutError, WorkerLostError, PoolBrokenError, InternalError)
"""What another attempt may mend; the last is a pool that failed itself."""


@dataclass(frozen=True, slots=True)
class OffloadedTask:
    """One call on its way to a worker, and what events call it."""

    kinds: tuple[str, ...]
    """parse or validate, or both where one trip does both."""
    size_chars: int
    function: Callable[..., Any]
    arguments: tuple[Any, ...]

    @property
    def kind(self) -> str:
        """Of events that come once per trip."""
        return self.kinds[0]


@dataclass(frozen=True, slots=True)
class Attempt:
    """A task given to a pool once."""

    future: Future[Any]
    generation: int
    """Which of the pools that were made one after the other."""


class Attempts(Protocol):
    """Where a handle gets its attempts from."""

    timeout_ms: int
    retry_limit: int
    """How often a task that timed out or lost its worker is tried again."""
    dispatcher: EventDispatcher

    def attempt(self, task: OffloadedTask) -> Attempt:
        """Give the task to a worker."""

    def recover(self, failed: Attempt, error: PseudocodeError) -> None:
        """Make the pool ready for another attempt."""

    def give_up(self, failed: Attempt, error: PseudocodeError) -> None:
        """No other attempt will follow."""


class ImmediateFallback:
    """Stands for a task that no worker gets: its result has to be made by the caller."""

    worker_ms = 0.0

    def __init__(self, reason: str) -> None:
        self.reason = reason

    def result(self) -> Any:
        """Say so.

        Raises:
            PoolFallbackError: Always; ``exec_pool_fallback:`` and the reason.
        """
        raise PoolFallbackError(self.reason)

    def cancel(self) -> None:
        """Nothing is under way."""


class TaskHandle:
    """One task of the pool; its events are emitted by `result`, in the thread that calls it."""

    def __init__(self, attempts: Attempts, task: OffloadedTask, attempt: Attempt) -> None:
        self._attempts = attempts
        self._task = task
        self._current = attempt
        self._outcome: tuple[Any, PseudocodeError | None] | None = None
        self.worker_ms = 0.0
        """How long the worker worked on it, once there is a result."""

    def result(self) -> Any:
        """Wait for the result; tried again where the settings allow it.

        Each attempt may take the time limit of a task from when a worker takes it up. To be
        called by one thread; a second call gives the same.

        Raises:
            PoolFallbackError: The pool gives up; the caller has to do the work.
            PseudocodeError: What the work itself raised.
        """
        if self._outcome is None:
            try:
                self._outcome = (self._settle(), None)
            except PseudocodeError as error:
                self._outcome = (None, error)
        value, error_of_task = self._outcome
        if error_of_task is not None:
            raise error_of_task
        return value

    def cancel(self) -> None:
        """Nobody waits for the result any more; a worker that is at it is stopped."""
        self._current.future.cancel()

    def _settle(self) -> Any:
        number = 0
        while True:
            try:
                value = self._current.future.result()
            except _INCIDENTS as incident:
                self._tell_timeout(number)
                if number >= self._attempts.retry_limit:
                    self._attempts.give_up(self._current, incident)
                    self._fall_back(incident)
                self._attempts.recover(self._current, incident)
                number += 1
                self._try_again()
            except ExecutionError as error:
                self._fall_back(error)
            except PseudocodeError:
                raise  # It is about the document: the same would happen here.
            except Exception as error:  # noqa: BLE001 - done here it gives a result, or is told
                self._fall_back(error)
            else:
                return self._completed(value)

    def _try_again(self) -> None:
        try:
            self._current = self._attempts.attempt(self._task)
        except Exception as refused:  # noqa: BLE001 - whatever it is, the work can be done here
            self._fall_back(refused)

    def _completed(self, value: Any) -> Any:
        duration_s = getattr(self._current.future, "duration_s", None) or 0.0
        self.worker_ms = duration_s * 1000
        durations_ms = [self.worker_ms]
        if len(self._task.kinds) > 1:
            value, *durations_ms = value
        for kind, duration_ms in zip(self._task.kinds, durations_ms, strict=True):
            self._attempts.dispatcher.dispatch_event(
                EventType.EXEC_POOL_TASK_COMPLETED,
                source=SOURCE,
                kind=kind,
                duration_ms=duration_ms,
            )
        return value

    def _tell_timeout(self, attempt: int) -> None:
        self._attempts.dispatcher.dispatch_event(
            EventType.EXEC_POOL_TIMEOUT,
            source=SOURCE,
            kind=self._task.kind,
            timeout_ms=self._attempts.timeout_ms,
            attempt=attempt,
        )

    def _fall_back(self, error: Exception) -> NoReturn:
        reason = reason_of(error)
        _log.info("exec_pool_fallback", extra={"reason": reason, "error": str(error)})
        tell_fallback(self._attempts.dispatcher, self._task.kind, reason)
        raise PoolFallbackError(reason) from error


def tell_fallback(dispatcher: EventDispatcher, kind: str, reason: str) -> None:
    """Emit the event that says that work stays in this process."""
    dispatcher.dispatch_event(EventType.EXEC_POOL_FALLBACK, source=SOURCE, kind=kind, reason=reason)


def reason_of(error: Exception) -> str:
    """Why a task goes back to its caller."""
    match error:
        case PoolFallbackError():
            return error.reason
        case TaskTimeoutError():
            return TIMEOUT
        case PicklingError() | RemoteTaskError():
            return UNPICKLABLE
        case CancelledError():
            return SHUTDOWN
        case _:
            return BROKEN_POOL
