"""The circuit breaker: closed, open, one trial."""

from __future__ import annotations

import asyncio
import threading

import pytest

from pseudocode_translator.errors import CircuitOpenError
from pseudocode_translator.execution.circuit_breaker import CircuitBreaker, CircuitState
from tests.unit.execution.conftest import LIMIT_S, Make


class _Service:
    """Fails until it is repaired; counts its calls."""

    def __init__(self) -> None:
        self.is_broken = True
        self.calls = 0

    def plain(self, value: int) -> int:
        self.calls += 1
        if self.is_broken:
            raise OSError("no answer")
        return value

    async def coroutine(self, value: int) -> int:
        await asyncio.sleep(0)
        return self.plain(value)


class _Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> _Clock:
    return _Clock()


@pytest.fixture
def service() -> _Service:
    return _Service()


async def _fail(breaker: CircuitBreaker, service: _Service, times: int) -> None:
    for _ in range(times):
        with pytest.raises(OSError, match="no answer"):
            await breaker.call(service.coroutine, 1)


def test_five_failures_open_it_and_then_nothing_is_called(clock: _Clock, service: _Service) -> None:
    breaker = CircuitBreaker(failure_threshold=5, recovery_timeout=60, name="ocr", clock=clock)

    async def scenario() -> None:
        await _fail(breaker, service, 4)
        states = [breaker.state]
        await _fail(breaker, service, 1)
        states.append(breaker.state)
        assert states == [CircuitState.CLOSED, CircuitState.OPEN]
        clock.now += 15
        with pytest.raises(CircuitOpenError, match=r"ocr: .*next trial in 45.0 s"):
            await breaker.call(service.coroutine, 1)

    asyncio.run(scenario())
    assert service.calls == 5


def test_after_its_time_one_success_closes_it(clock: _Clock, service: _Service) -> None:
    breaker = CircuitBreaker(clock=clock)

    async def scenario() -> None:
        await _fail(breaker, service, 5)
        clock.now += 60
        states = [breaker.state]
        service.is_broken = False
        assert await breaker.call(service.coroutine, 7) == 7
        states.append(breaker.state)
        assert states == [CircuitState.HALF_OPEN, CircuitState.CLOSED]
        service.is_broken = True
        await _fail(breaker, service, 4)  # Counted from 0 again.
        assert breaker.state == CircuitState.CLOSED

    asyncio.run(scenario())


def test_a_trial_that_fails_opens_it_for_the_whole_time(clock: _Clock, service: _Service) -> None:
    breaker = CircuitBreaker(clock=clock)

    async def scenario() -> None:
        await _fail(breaker, service, 5)
        clock.now += 60
        await _fail(breaker, service, 1)
        clock.now += 59
        with pytest.raises(CircuitOpenError):
            await breaker.call(service.coroutine, 1)

    asyncio.run(scenario())
    assert service.calls == 6


def test_a_success_in_between_starts_the_count_anew(clock: _Clock, service: _Service) -> None:
    breaker = CircuitBreaker(clock=clock)

    async def scenario() -> None:
        await _fail(breaker, service, 4)
        service.is_broken = False
        await breaker.call(service.coroutine, 1)
        service.is_broken = True
        await _fail(breaker, service, 4)

    asyncio.run(scenario())
    assert breaker.state == CircuitState.CLOSED


def test_of_many_coroutines_exactly_one_is_the_trial(clock: _Clock, service: _Service) -> None:
    breaker = CircuitBreaker(clock=clock)

    async def scenario() -> list[object]:
        await _fail(breaker, service, 5)
        service.is_broken = False
        clock.now += 60
        calls = [breaker.call(service.coroutine, n) for n in range(50)]
        return list(await asyncio.gather(*calls, return_exceptions=True))

    results = asyncio.run(scenario())
    assert service.calls == 6
    assert sum(isinstance(result, CircuitOpenError) for result in results) == 49


def test_of_many_threads_exactly_one_is_the_trial(clock: _Clock, service: _Service) -> None:
    breaker = CircuitBreaker(failure_threshold=1, clock=clock)
    with pytest.raises(OSError, match="no answer"):
        breaker.call_sync(service.plain, 1)
    clock.now += 60
    service.is_broken = False
    start = threading.Barrier(20)
    refused = threading.Semaphore(0)
    trials: list[int] = []

    def trial() -> None:
        for _ in range(19):  # It ends only when all others were refused.
            assert refused.acquire(timeout=LIMIT_S)
        trials.append(1)

    def call() -> None:
        start.wait(LIMIT_S)
        try:
            breaker.call_sync(trial)
        except CircuitOpenError:
            refused.release()

    threads = [threading.Thread(target=call) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LIMIT_S)

    assert trials == [1]
    assert breaker.state == CircuitState.CLOSED


def test_a_cancelled_trial_lets_the_next_call_try(clock: _Clock, service: _Service) -> None:
    breaker = CircuitBreaker(clock=clock)

    async def scenario() -> int:
        await _fail(breaker, service, 5)
        clock.now += 60
        trial = asyncio.create_task(breaker.call(asyncio.sleep, LIMIT_S))
        await asyncio.sleep(0)
        with pytest.raises(CircuitOpenError, match="next trial in 0"):
            await breaker.call(service.coroutine, 1)
        trial.cancel()
        await asyncio.gather(trial, return_exceptions=True)
        service.is_broken = False
        return await breaker.call(service.coroutine, 7)

    assert asyncio.run(scenario()) == 7


def test_what_began_before_it_opened_says_nothing_about_now(
    clock: _Clock, service: _Service
) -> None:
    breaker = CircuitBreaker(clock=clock)

    async def scenario() -> None:
        may_end = asyncio.Event()
        slow = asyncio.create_task(breaker.call(may_end.wait))
        await asyncio.sleep(0)
        await _fail(breaker, service, 5)
        may_end.set()
        await slow

    asyncio.run(scenario())
    assert breaker.state == CircuitState.OPEN


def test_errors_that_say_nothing_about_the_service_do_not_count(clock: _Clock) -> None:
    breaker = CircuitBreaker(failure_threshold=1, counts_as_failure=(OSError,), clock=clock)

    with pytest.raises(ValueError, match="invalid literal"):
        breaker.call_sync(int, "x")

    assert breaker.state == CircuitState.CLOSED


def test_it_calls_a_manager(make_manager: Make, clock: _Clock, service: _Service) -> None:
    manager = make_manager()
    breaker = CircuitBreaker(failure_threshold=2, clock=clock)

    async def scenario() -> None:
        for _ in range(2):
            with pytest.raises(OSError, match="no answer"):
                await breaker.call(manager.run_io, service.plain, 1)
        with pytest.raises(CircuitOpenError):
            await breaker.call(manager.run_io, service.plain, 1)
        clock.now += 60
        service.is_broken = False
        assert await breaker.call(manager.run_io, service.plain, 1) == 1

    asyncio.run(scenario())


def test_a_threshold_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        CircuitBreaker(failure_threshold=0)
