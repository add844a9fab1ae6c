"""From what a worker sent to what a future holds."""

from __future__ import annotations

import logging
import pickle
from typing import Any

from pseudocode_translator.errors import PoolBrokenError, RemoteTaskError
from pseudocode_translator.execution import wire
from pseudocode_translator.execution.tasks import Task
from pseudocode_translator.execution.wire import Board

_log = logging.getLogger(__name__)
Outcome = tuple[Task, float, int, int, memoryview]
"""The task, seconds in the worker, flags, size of the pickle, the pickle if it came along."""


class RemoteTracebackError(Exception):
    """The traceback of an error in a worker, as text; the cause of the error here."""

    def __str__(self) -> str:
        return f'\n"""\n{self.args[0]}"""'


def complete(outcome: Outcome, board: Board) -> None:
    """Put what a task returned or raised into its future. Called without any lock."""
    task, duration_s, flags, _, pickled = outcome
    future = task.future
    future.duration_s = duration_s
    if flags == wire.SUCCEEDED:  # Nearly all of them, and without anything to tidy up.
        try:
            value = pickle.loads(pickled)
        except BaseException as problem:  # noqa: BLE001 - foreign code runs while unpickling
            future.finish(None, _cannot_travel(task, problem))
        else:
            future.finish(value, None)
        return
    _complete_slowly(outcome, board)


def _complete_slowly(outcome: Outcome, board: Board) -> None:
    task, _, flags, size, pickled = outcome
    future = task.future
    value: Any = None
    error: BaseException | None = None
    data = board.result(size) if flags & wire.IN_ARENA else pickled
    inner: Any = data
    try:
        if flags & wire.WITH_EVENTS:
            inner, future.events = pickle.loads(data)
        if flags & wire.SUCCEEDED:
            value = pickle.loads(inner)
        else:
            error = unpickled_error(inner)
    except BaseException as problem:  # noqa: BLE001 - foreign code runs while unpickling
        error = _cannot_travel(task, problem)
    finally:
        if flags & wire.IN_ARENA:
            data.release()  # A traceback that keeps it would keep the whole memory.
            board.result_taken()
    future.finish(value, error)


def _cannot_travel(task: Task, problem: BaseException) -> RemoteTaskError:
    error = RemoteTaskError(task.name, f"its result cannot be unpickled here ({problem})")
    error.__cause__ = problem
    return error


def unpickled_error(data: Any) -> BaseException:
    """The error, with its traceback in the worker as its cause."""
    error, text = pickle.loads(data)
    if not isinstance(error, BaseException):
        raise TypeError(f"a worker sent {type(error).__name__} for an error")
    error.__cause__ = RemoteTracebackError(text)
    return error


def initializer_error(data: bytes) -> PoolBrokenError:
    """What those who submit are told when a worker's initializer failed."""
    try:
        cause = unpickled_error(data)
    except BaseException as problem:  # noqa: BLE001 - foreign code runs while unpickling
        cause = RemoteTaskError("the initializer", f"its error cannot be read here ({problem})")
    error = PoolBrokenError(f"the initializer failed: {type(cause).__name__}: {cause}")
    error.__cause__ = cause
    return error
