"""`Slots`: a limit that can change, for all loops and threads."""

from __future__ import annotations

import asyncio
import random
import threading

import pytest

from pseudocode_translator.errors import ManagerClosedError, QueueFullError
from pseudocode_translator.execution.limiter import Slots
from tests.unit.execution.conftest import LIMIT_S


async def _one_taken_and_one_waiting(
    queue_limit: int | None = None,
) -> tuple[Slots, asyncio.Task[None]]:
    slots = Slots("io", 1)
    await slots.acquire()
    waiting = asyncio.create_task(slots.acquire(queue_limit=queue_limit))
    await _turns()
    return slots, waiting


async def _turns(count: int = 5) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


def test_no_more_than_the_capacity_are_taken_and_the_first_to_ask_is_the_first_to_get() -> None:
    async def scenario() -> list[int]:
        slots = Slots("io", 2)
        got: list[int] = []

        async def take(number: int) -> None:
            await slots.acquire()
            got.append(number)

        tasks = [asyncio.create_task(take(number)) for number in range(4)]
        await _turns()
        assert (got, slots.active, slots.waiting) == ([0, 1], 2, 2)
        slots.release()
        await asyncio.wait_for(tasks[2], LIMIT_S)
        slots.release()
        await asyncio.gather(*tasks)
        return got

    assert asyncio.run(scenario()) == [0, 1, 2, 3]


def test_more_capacity_lets_those_in_who_wait() -> None:
    async def scenario() -> None:
        slots = Slots("io", 1)
        await slots.acquire()
        waiting = [asyncio.create_task(slots.acquire()) for _ in range(2)]
        await _turns()
        slots.resize(3)
        await asyncio.wait_for(asyncio.gather(*waiting), LIMIT_S)
        assert slots.active == 3

    asyncio.run(scenario())


def test_less_capacity_holds_back_until_enough_are_given_back() -> None:
    async def scenario() -> None:
        slots = Slots("io", 3)
        for _ in range(3):
            await slots.acquire()
        slots.resize(1)
        waiting = asyncio.create_task(slots.acquire())
        slots.release()
        slots.release()
        await _turns()
        assert not waiting.done()
        slots.release()
        await asyncio.wait_for(waiting, LIMIT_S)
        assert slots.active == 1

    asyncio.run(scenario())


def test_a_cancelled_call_leaves_the_queue() -> None:
    async def scenario() -> None:
        slots, waiting = await _one_taken_and_one_waiting()
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        assert slots.waiting == 0
        slots.release()
        assert slots.active == 0

    asyncio.run(scenario())


def test_a_slot_that_came_too_late_for_a_cancelled_call_is_passed_on() -> None:
    async def scenario() -> None:
        slots, first = await _one_taken_and_one_waiting()
        second = asyncio.create_task(slots.acquire())
        await _turns()
        slots.release()  # Granted to the first, which has not been woken yet ...
        first.cancel()  # ... and never will be.
        await asyncio.wait_for(second, LIMIT_S)
        assert slots.active == 1

    asyncio.run(scenario())


def test_a_full_queue_refuses_those_who_set_a_limit() -> None:
    async def scenario() -> None:
        slots, waiting = await _one_taken_and_one_waiting(queue_limit=1)
        with pytest.raises(QueueFullError, match="1 calls wait for the io executor"):
            await slots.acquire(queue_limit=1)
        slots.release()
        await asyncio.wait_for(waiting, LIMIT_S)

    asyncio.run(scenario())


def test_closing_fails_those_who_wait_and_those_who_come() -> None:
    async def scenario() -> None:
        slots, waiting = await _one_taken_and_one_waiting()
        slots.close()
        with pytest.raises(ManagerClosedError):
            await asyncio.wait_for(waiting, LIMIT_S)
        with pytest.raises(ManagerClosedError):
            await slots.acquire()

    asyncio.run(scenario())


def test_a_slot_goes_from_one_event_loop_to_another() -> None:
    slots = Slots("io", 1)
    is_waiting = threading.Event()
    got = threading.Event()

    async def wait_in_another_loop() -> None:
        task = asyncio.create_task(slots.acquire())
        await _turns()
        is_waiting.set()
        await task
        got.set()

    async def scenario() -> None:
        await slots.acquire()
        thread = threading.Thread(target=asyncio.run, args=(wait_in_another_loop(),))
        thread.start()
        assert is_waiting.wait(LIMIT_S)
        assert not got.is_set()
        slots.release()
        assert got.wait(LIMIT_S)
        thread.join(LIMIT_S)

    asyncio.run(scenario())
    assert slots.active == 1


def test_a_loop_that_was_closed_with_calls_waiting_takes_no_slot_with_it() -> None:
    slots = Slots("io", 1)
    loop = asyncio.new_event_loop()
    loop.run_until_complete(slots.acquire())
    abandoned = loop.create_task(slots.acquire())
    loop.run_until_complete(_turns())
    loop.close()

    slots.release()

    assert slots.active == 0
    assert slots.waiting == 0
    abandoned._log_destroy_pending = False  # type: ignore[attr-defined]  # That is the point.


def test_a_call_that_is_cancelled_while_the_slots_close_just_ends() -> None:
    async def scenario() -> None:
        slots, waiting = await _one_taken_and_one_waiting()
        slots.close()
        waiting.cancel()
        (result,) = await asyncio.gather(waiting, return_exceptions=True)
        assert isinstance(result, asyncio.CancelledError)
        slots.release()
        assert (slots.active, slots.waiting) == (0, 0)

    asyncio.run(scenario())


def test_no_slot_is_lost_or_doubled_by_cancelling_resizing_and_many_loops() -> None:
    slots = Slots("io", 4)
    lock = threading.Lock()
    inside, most = 0, 0

    async def use(chance: random.Random) -> None:
        nonlocal inside, most
        await slots.acquire()
        with lock:
            inside += 1
            most = max(most, inside)
        try:
            await _turns(chance.randrange(4))
        finally:
            with lock:
                inside -= 1
            slots.release()

    async def many(seed: int) -> None:
        chance = random.Random(seed)
        tasks = [asyncio.create_task(use(chance)) for _ in range(400)]
        for task in chance.sample(tasks, 150):
            await asyncio.sleep(0)
            task.cancel()
            slots.resize(chance.randint(1, 4))
        await asyncio.gather(*tasks, return_exceptions=True)

    threads = [threading.Thread(target=asyncio.run, args=(many(seed),)) for seed in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LIMIT_S)

    assert not any(thread.is_alive() for thread in threads)
    assert (slots.active, slots.waiting, inside) == (0, 0, 0)
    assert 1 <= most <= 4
