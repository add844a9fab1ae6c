"""A future of the pool, without a pool."""

from __future__ import annotations

from concurrent.futures import CancelledError, InvalidStateError, as_completed, wait
from typing import Any

import pytest

from pseudocode_translator.execution.tasks import Task, TaskFuture


def _function() -> None:
    pass


class _Pool:
    """Notes which tasks it is to stop."""

    def __init__(self) -> None:
        self.stopped: list[Task] = []

    def future(self, label: str = "") -> tuple[Task, TaskFuture]:
        task = Task(_function, b"", b"", None, label)
        task.future = TaskFuture(self.stopped.append, task)
        return task, task.future


@pytest.fixture
def pool() -> _Pool:
    return _Pool()


def test_a_result_completes_it(pool: _Pool) -> None:
    _, future = pool.future()
    future.finish(42, None)

    assert future.done()
    assert not future.cancelled()
    assert future.result(timeout=0) == 42
    assert future.exception(timeout=0) is None


def test_an_error_completes_it(pool: _Pool) -> None:
    _, future = pool.future()
    error = ValueError("bad")
    future.finish(None, error)

    assert future.exception(timeout=0) is error
    with pytest.raises(ValueError, match="bad"):
        future.result(timeout=0)


def test_none_is_a_result(pool: _Pool) -> None:
    _, future = pool.future()
    future.finish(None, None)

    assert future.result(timeout=0) is None


def test_cancelling_stops_its_task_once(pool: _Pool) -> None:
    task, future = pool.future()

    assert [future.cancel(), future.cancel()] == [True, True]

    assert pool.stopped == [task]
    assert future.cancelled()
    with pytest.raises(CancelledError):
        future.result(timeout=0)


def test_whoever_waits_is_told_of_a_cancellation(pool: _Pool) -> None:
    _, future = pool.future()
    future.cancel()

    assert wait([future], timeout=0).done == {future}
    assert list(as_completed([future], timeout=0)) == [future]


def test_a_result_that_comes_after_a_cancellation_is_dropped(pool: _Pool) -> None:
    _, future = pool.future()
    future.cancel()
    future.finish(42, None)
    future.finish(None, ValueError("late"))

    assert future.cancelled()


def test_what_is_done_cannot_be_cancelled_or_finished_again(pool: _Pool) -> None:
    _, future = pool.future()
    future.finish(42, None)

    assert not future.cancel()
    future.finish(43, None)
    assert future.result(timeout=0) == 42
    assert pool.stopped == []
    with pytest.raises(InvalidStateError):
        future.set_result(44)


def test_a_cancellation_in_the_middle_of_the_completion_is_told_too(pool: _Pool) -> None:
    # Another thread cancels between the two steps of `finish`.
    task, _ = pool.future()

    class Late(TaskFuture):
        def set_result(self, result: Any) -> None:
            self.cancel()
            super().set_result(result)

    future = Late(pool.stopped.append, task)
    future.finish(42, None)

    assert future.done()
    assert wait([future], timeout=0).done == {future}


@pytest.mark.parametrize("how", ["result", "error", "cancel"])
def test_callbacks_are_called_once_in_order(pool: _Pool, how: str) -> None:
    _, future = pool.future()
    called: list[int] = []
    for number in range(3):
        future.add_done_callback(lambda _, number=number: called.append(number))  # type: ignore[misc]

    if how == "cancel":
        future.cancel()
    else:
        future.finish(1, None if how == "result" else ValueError())
    future.add_done_callback(lambda _: called.append(3))

    assert called == [0, 1, 2, 3]


@pytest.mark.parametrize("error", [ValueError, SystemExit, KeyboardInterrupt])
def test_a_callback_that_raises_does_not_reach_the_pool(
    pool: _Pool, error: type[BaseException]
) -> None:
    _, future = pool.future()

    def fail(_: object) -> None:
        raise error

    future.add_done_callback(fail)
    future.finish(1, None)

    assert future.result(timeout=0) == 1


def test_it_lets_go_of_its_task(pool: _Pool) -> None:
    import weakref

    class Watched(Task):
        """A task that can be watched."""

    task = Watched(_function, b"", b"large", None, "")
    future = TaskFuture(pool.stopped.append, task)
    watch = weakref.ref(task)
    future.finish(1, None)
    del task

    assert watch() is None


def test_a_task_is_named_by_its_label_or_its_function(pool: _Pool) -> None:
    assert pool.future()[0].name == "_function"
    assert pool.future("page 3")[0].name == "page 3"
    assert Task(_Callable(), b"", b"", None, "").name == "callable"


class _Callable:
    def __call__(self) -> None:
        pass

    def __repr__(self) -> str:
        return "callable"
