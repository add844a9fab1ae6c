"""A circuit breaker: stop calling what fails again and again, and try it now and then.

Ours, because the known libraries let several calls through while one trial is under way,
or take the time of day for a clock: pybreaker (no asyncio), aiobreaker, purgatory,
circuitbreaker.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import Any, TypeVar

from pseudocode_translator.errors import CircuitOpenError
from pseudocode_translator.execution.log import logger

R = TypeVar("R")


class CircuitState(StrEnum):
    """What the next call meets."""

    CLOSED = "closed"
    """It is made."""
    OPEN = "open"
    """It is refused."""
    HALF_OPEN = "half_open"
    """It is made as a trial if none is under way, else refused."""


class CircuitBreaker:
    """Refuses calls after too many failures in a row; for all threads and event loops."""

    def __init__(
        self,
        failure_threshold: int = 5,
        recovery_timeout: float = 60,
        *,
        name: str = "circuit breaker",
        counts_as_failure: tuple[type[Exception], ...] = (Exception,),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin closed.

        Args:
            failure_threshold: so many failures in a row open it; a success starts anew.
            recovery_timeout: seconds from opening to the first trial.
            name: names it in errors.
            counts_as_failure: other errors say nothing about what is called, and count as
                successes.
            clock: monotonic, in seconds.
        """
        if failure_threshold < 1:
            raise ValueError(f"failure_threshold must be at least 1, not {failure_threshold}")
        self._failure_threshold = failure_threshold
        self._recovery_timeout_s = recovery_timeout
        self._name = name
        self._counts_as_failure = counts_as_failure
        self._clock = clock
        self._failures = 0
        self._opened_at: float | None = None
        self._is_trying = False
        # Counts openings and closings. A call that began before the last of them tells
        # nothing about now: its outcome is ignored.
        self._era = 0
        # Held for a few instructions, never during a call.
        self._lock = threading.Lock()

    @property
    def state(self) -> CircuitState:
        """What the next call meets."""
        with self._lock:
            if self._opened_at is None:
                return CircuitState.CLOSED
            return CircuitState.OPEN if self._wait_s() > 0 else CircuitState.HALF_OPEN

    async def call(self, function: Callable[..., Awaitable[R]], /, *args: Any, **kwargs: Any) -> R:
        """Call what can be awaited: ``await breaker.call(manager.run_io, read, path)``.

        Raises:
            CircuitOpenError: at once, and the function is not called.
        """
        era = self._enter()
        try:
            result = await function(*args, **kwargs)
        except asyncio.CancelledError:
            self._abandon(era)
            raise
        except BaseException as error:
            self._leave(era, error)
            raise
        self._leave(era, None)
        return result

    def call_sync(self, function: Callable[..., R], /, *args: Any, **kwargs: Any) -> R:
        """As `call`, without an event loop."""
        era = self._enter()
        try:
            result = function(*args, **kwargs)
        except BaseException as error:
            self._leave(era, error)
            raise
        self._leave(era, None)
        return result

    def _wait_s(self) -> float:
        """Seconds until a trial is allowed; the lock is held."""
        if self._opened_at is None:
            return 0.0
        return max(0.0, self._opened_at + self._recovery_timeout_s - self._clock())

    def _enter(self) -> int:
        """Let a call through, or not; the era that it belongs to."""
        with self._lock:
            if self._opened_at is not None:
                wait_s = self._wait_s()
                if wait_s > 0 or self._is_trying:
                    raise CircuitOpenError(self._name, wait_s)
                self._is_trying = True
            return self._era

    def _abandon(self, era: int) -> None:
        """Nobody knows how the call would have ended: the next one may be the trial."""
        with self._lock:
            if era == self._era:
                self._is_trying = False

    def _leave(self, era: int, error: BaseException | None) -> None:
        if error is not None and not isinstance(error, Exception):
            self._abandon(era)  # Ctrl-C and the like.
            return
        with self._lock:
            if era != self._era:
                return
            if error is None or not isinstance(error, self._counts_as_failure):
                self._succeeded()
            else:
                self._failed()

    def _succeeded(self) -> None:
        self._failures = 0
        if self._opened_at is not None:
            self._opened_at = None
            self._is_trying = False
            self._era += 1
            logger.info("circuit_closed", extra={"circuit": self._name})

    def _failed(self) -> None:
        self._failures += 1
        if self._opened_at is not None or self._failures >= self._failure_threshold:
            self._opened_at = self._clock()
            self._is_trying = False
            self._era += 1
            logger.warning("circuit_opened", extra={"circuit": self._name})
