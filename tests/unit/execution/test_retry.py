"""Retry with exponential backoff, with and without an event loop."""

from __future__ import annotations

import asyncio

import pytest

from pseudocode_translator.errors import PipelineIOError
from pseudocode_translator.execution.retry import Retry, RetryPolicy


class _Flaky:
    """Fails so many times, then answers."""

    def __init__(self, failures: int, error: Exception) -> None:
        self.failures = failures
        self.error = error
        self.calls = 0

    def plain(self, *, answer: int) -> int:
        self.calls += 1
        if self.calls <= self.failures:
            raise self.error
        return answer

    async def coroutine(self, *, answer: int) -> int:
        return self.plain(answer=answer)


def _retry(policy: RetryPolicy, delays: list[float]) -> Retry:
    async def sleep_async(seconds: float) -> None:
        delays.append(seconds)

    return Retry(policy, sleep=delays.append, sleep_async=sleep_async)


def _call(retry: Retry, flaky: _Flaky, kind: str) -> int:
    if kind == "sync":
        return retry.call(flaky.plain, answer=7)
    return asyncio.run(retry.call_async(flaky.coroutine, answer=7))


pytestmark = pytest.mark.parametrize("kind", ["sync", "async"])


def test_the_delays_double(kind: str) -> None:
    delays: list[float] = []
    flaky = _Flaky(3, OSError("busy"))

    assert _call(_retry(RetryPolicy(attempts=4), delays), flaky, kind) == 7
    assert delays == [1, 2, 4]
    assert flaky.calls == 4


def test_the_delays_have_a_limit(kind: str) -> None:
    delays: list[float] = []
    policy = RetryPolicy(attempts=6, base_delay_s=2, factor=3, max_delay_s=20)

    _call(_retry(policy, delays), _Flaky(5, OSError()), kind)

    assert delays == [2, 6, 18, 20, 20]


def test_jitter_adds_a_random_part(kind: str) -> None:
    delays: list[float] = []
    policy = RetryPolicy(attempts=41, base_delay_s=1, factor=1, jitter_s=0.5)

    _call(_retry(policy, delays), _Flaky(40, OSError()), kind)

    assert all(1.0 <= delay <= 1.5 for delay in delays)
    assert len(set(delays)) > 1


@pytest.mark.parametrize(
    "error",
    [
        OSError("busy"),
        TimeoutError("slow"),
        ConnectionResetError("gone"),
        PipelineIOError("read page 3", "disk busy"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_these_errors_are_worth_another_attempt(error: Exception, kind: str) -> None:
    assert _call(_retry(RetryPolicy(), []), _Flaky(1, error), kind) == 7


def test_other_errors_are_raised_at_once(kind: str) -> None:
    flaky = _Flaky(1, ValueError("bad"))

    with pytest.raises(ValueError, match="bad"):
        _call(_retry(RetryPolicy(), []), flaky, kind)
    assert flaky.calls == 1


def test_exceptions_can_be_made_from_what_is_tried_again(kind: str) -> None:
    flaky = _Flaky(1, FileNotFoundError("page.png"))
    policy = RetryPolicy(never_on=(FileNotFoundError,))

    with pytest.raises(FileNotFoundError):
        _call(_retry(policy, []), flaky, kind)
    assert flaky.calls == 1


def test_the_last_error_is_raised_as_it_was(kind: str) -> None:
    error = OSError("still busy")

    with pytest.raises(OSError, match="still busy") as caught:
        _call(_retry(RetryPolicy(attempts=2), []), _Flaky(9, error), kind)
    assert caught.value is error


def test_each_further_attempt_is_told(kind: str) -> None:
    told: list[BaseException] = []

    async def no_pause(seconds: float) -> None:
        pass

    retry = Retry(sleep=lambda seconds: None, sleep_async=no_pause, on_retry=told.append)
    _call(retry, _Flaky(2, OSError("busy")), kind)

    assert [str(error) for error in told] == ["busy", "busy"]
