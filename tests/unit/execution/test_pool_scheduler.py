"""Which tasks wait for which worker, without any process."""

from __future__ import annotations

from typing import Any

from pseudocode_translator.execution.link import Link
from pseudocode_translator.execution.pool_settings import PoolSettings
from pseudocode_translator.execution.scheduler import Role, Scheduler
from pseudocode_translator.execution.tasks import Task, TaskFuture


class _Nowhere:
    """Pipes that lead nowhere."""

    can_take_back = True
    is_blocked = False
    process: Any = None
    board: Any = None
    tasks = results = -1

    def send(self, body: bytes) -> None: ...
    def send_more(self) -> None: ...
    def grant(self, count: int) -> None: ...
    def take_back(self) -> int:
        return 0

    def receive(self, *, everything: bool) -> tuple[list[bytes], bool]:
        return [], True

    def close(self) -> None: ...


def _task() -> Task:
    task = Task(abs, b"", b"", None, "")
    task.future = TaskFuture(lambda cancelled: None, task)
    return task


def test_what_was_not_begun_goes_to_the_front_in_its_old_order() -> None:
    scheduler = Scheduler(PoolSettings(), 2)
    waiting, first, second = _task(), _task(), _task()
    scheduler.add(waiting)

    scheduler.put_back([first, second])

    assert list(scheduler.pending) == [first, second, waiting]


def test_a_cancelled_task_is_not_put_back() -> None:
    scheduler = Scheduler(PoolSettings(), 2)
    wanted, cancelled = _task(), _task()
    cancelled.future.cancel()

    scheduler.put_back([cancelled, wanted])

    assert list(scheduler.pending) == [wanted]


def test_a_task_without_a_worker_waits() -> None:
    scheduler = Scheduler(PoolSettings(), 2)
    woken: list[bool] = []
    scheduler.wake = lambda: woken.append(True)
    task = _task()

    scheduler.add(task)

    assert list(scheduler.pending) == [task]
    assert woken


def test_a_worker_whose_slot_a_spare_has_taken_meanwhile_becomes_a_spare() -> None:
    scheduler = Scheduler(PoolSettings(), 1)
    first, second = Link(_Nowhere()), Link(_Nowhere())

    scheduler.expect(first, Role.SERVE)
    scheduler.expect(second, Role.SERVE)

    assert scheduler.serving == [first]
    assert scheduler.spares == [second]
