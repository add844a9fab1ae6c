"""Try again what may go well the next time: exponential backoff, on tenacity."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from tenacity import (
    AsyncRetrying,
    RetryCallState,
    Retrying,
    retry_if_exception,
    stop_after_attempt,
    wait_exponential,
    wait_random,
)

from pseudocode_translator.execution.log import logger

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """What is tried again, how often, and after how long."""

    attempts: int = 4
    """Calls in all, the first included."""
    base_delay_s: float = 1.0
    """Before the second attempt; each further delay is `factor` times as long."""
    factor: float = 2.0
    max_delay_s: float = 60.0
    jitter_s: float = 0.0
    """Up to so much is added to each delay, at random, so that callers do not come at once."""
    retry_on: tuple[type[Exception], ...] = (OSError, TimeoutError)
    """Errors that may be gone the next time; all others are raised at once."""
    never_on: tuple[type[Exception], ...] = ()
    """Exceptions from `retry_on`."""

    def __post_init__(self) -> None:
        if self.attempts < 1:
            raise ValueError(f"attempts must be at least 1, not {self.attempts}")

    def is_worth_it(self, error: BaseException) -> bool:
        """Whether another attempt may end better."""
        return isinstance(error, self.retry_on) and not isinstance(error, self.never_on)


class Retry:
    """Calls functions by a policy; after the last attempt its error is raised as it was."""

    def __init__(
        self,
        policy: RetryPolicy | None = None,
        *,
        sleep: Callable[[float], None] = time.sleep,
        sleep_async: Callable[[float], Awaitable[None]] = asyncio.sleep,
        on_retry: Callable[[BaseException], object] | None = None,
    ) -> None:
        """Keep the policy.

        Args:
            policy: when and how often.
            sleep: waits for so many seconds.
            sleep_async: the same for coroutines.
            on_retry: called with the error before each further attempt.
        """
        self._policy = policy or RetryPolicy()
        self._sleep = sleep
        self._sleep_async = sleep_async
        self._on_retry = on_retry

    def call(self, function: Callable[..., R], /, *args: Any, **kwargs: Any) -> R:
        """Call a function until it succeeds or the policy ends."""
        result: R = Retrying(sleep=self._sleep, **self._options())(function, *args, **kwargs)
        return result

    async def call_async(
        self, function: Callable[..., Awaitable[R]], /, *args: Any, **kwargs: Any
    ) -> R:
        """Await a coroutine function until it succeeds or the policy ends."""
        retrying = AsyncRetrying(sleep=self._sleep_async, **self._options())
        # Wrapped: tenacity looks whether a function is a coroutine function, and a bound
        # method behind `functools.partial` or a mere awaitable does not look like one.
        result: R = await retrying(_awaiting(function), *args, **kwargs)
        return result

    def _options(self) -> dict[str, Any]:
        policy = self._policy
        return {
            "stop": stop_after_attempt(policy.attempts),
            "wait": wait_exponential(
                multiplier=policy.base_delay_s, exp_base=policy.factor, max=policy.max_delay_s
            )
            + wait_random(0, policy.jitter_s),
            "retry": retry_if_exception(policy.is_worth_it),
            "before_sleep": self._tell,
            "reraise": True,
        }

    def _tell(self, state: RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome else None
        fields = {"attempt": state.attempt_number, "delay_s": state.upcoming_sleep}
        logger.debug("attempt_failed", extra={**fields, "error": repr(error)})
        if self._on_retry is not None and error is not None:
            self._on_retry(error)


def _awaiting(function: Callable[..., Awaitable[R]]) -> Callable[..., Awaitable[R]]:
    async def call(*args: Any, **kwargs: Any) -> R:
        return await function(*args, **kwargs)

    return call
