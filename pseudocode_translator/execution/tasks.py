"""A task of the pool, and the future that stands for its result."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Future, InvalidStateError
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pseudocode_translator.execution.calls import name_of
from pseudocode_translator.execution.waiting import Waiting

_log = logging.getLogger(__name__)
UNKNOWN = float("inf")


@dataclass(frozen=True, slots=True)
class TaskOptions:
    """How one task is to be run."""

    timeout_s: float | None = None
    """Limit from when a worker takes it up; None: `PoolSettings.task_timeout_s`."""
    label: str = ""
    """Names the task in errors; empty: the name of its function."""
    trace_context: str = ""
    """W3C ``traceparent``; `worker.trace_context` returns it in the child."""

    def __post_init__(self) -> None:
        if self.timeout_s is not None and not self.timeout_s > 0:  # Nor is NaN.
            raise ValueError(f"timeout_s must be more than 0, not {self.timeout_s}")


class Task:
    """What the pool knows of a task until its future is done."""

    __slots__ = (
        "cost_s",
        "function",
        "future",
        "head",
        "key",
        "label",
        "number",
        "payload",
        "timeout_s",
    )

    def __init__(
        self,
        function: Callable[..., Any],
        head: bytes,
        payload: bytes,
        timeout_s: float | None,
        label: str,
    ) -> None:
        self.function = function
        # What tells how long it takes. A method or a partial may not be hashable.
        self.key = function if head else type(function)
        self.head = head
        """The pickled function, where that is one that others may share; see `calls`."""
        self.payload = payload
        """The rest of the pickled call."""
        self.timeout_s = timeout_s
        self.label = label
        self.number = 0
        """Given anew whenever it is sent to a worker; 0 before."""
        self.cost_s = UNKNOWN
        """What it will probably take, from its function's last runs."""
        self.future: TaskFuture

    @property
    def name(self) -> str:
        """For people."""
        return self.label or name_of(self.function)


class TaskFuture(Future[Any]):
    """The result of a task; `cancel` stops it even while it runs, by killing its worker."""

    __slots__ = ("_cancel_task", "_task", "duration_s", "events")

    duration_s: float | None
    """Seconds that the worker spent on it; None until then, or where it was lost."""
    events: Sequence[object]
    """What the task reported by `worker.report_event`."""

    def __init__(self, cancel_task: Callable[[Task], None], task: Task) -> None:
        if _HAS_KNOWN_PARTS:
            # What the base class does, but for the condition, and the lists below.
            self.__dict__ = {
                "_condition": Waiting(),
                "_state": _PENDING,
                "_result": None,
                "_exception": None,
            }
        else:
            super().__init__()
        self._cancel_task = cancel_task
        self._task: Task | None = task
        self.duration_s = None
        self.events = ()

    # Few futures ever need these, and a collector would walk through all of them again and
    # again. All who append to them hold the lock, so that there is one list of each.
    if not TYPE_CHECKING:  # There they are plain attributes of the base class.

        @cached_property
        def _waiters(self) -> list[Any]:
            return []

        @cached_property
        def _done_callbacks(self) -> list[Callable[[Future[Any]], object]]:
            return []

    # The state stays "pending" while a worker runs the task: that is what lets `cancel`, also
    # that of asyncio, act on it until the end.
    def cancel(self) -> bool:
        """Cancel the task, wherever it is; False if it is already done."""
        if not super().cancel():
            return False
        with self._condition:
            task, self._task = self._task, None
            if task is not None:  # The first to cancel it; a second call must not tell twice.
                self.set_running_or_notify_cancel()  # Wakes `concurrent.futures.wait`.
        if task is not None:
            self._cancel_task(task)
        return True

    def result(self, timeout: float | None = None) -> Any:
        """What the task returned; raises what it raised. See `concurrent.futures.Future`."""
        # Most are done when they are asked for, and then there is nothing to lock.
        if self._state == _FINISHED and self._exception is None:
            return self._result
        return super().result(timeout)

    def set_result(self, result: Any) -> None:
        """See `concurrent.futures.Future`; called by `finish`."""
        if not _HAS_KNOWN_PARTS:
            super().set_result(result)
            return
        condition, parts = self._condition, self.__dict__
        with condition:
            if self._state != _PENDING:
                raise InvalidStateError
            self._result = result
            self._state = _FINISHED
            for waiter in parts.get("_waiters", ()):
                waiter.add_result(self)
            condition.notify_all()
        if "_done_callbacks" in parts:
            self._invoke_callbacks()  # type: ignore[attr-defined]

    def finish(self, value: Any, error: BaseException | None) -> None:
        """Called by the pool; nothing happens where the task was cancelled meanwhile."""
        task = self._task
        try:
            if error is None:
                self.set_result(value)
            else:
                self.set_exception(error)
            self._task = None  # Not where it was cancelled: `cancel` still needs it then.
        except InvalidStateError:
            pass  # `contextlib.suppress` costs more, and this runs once per task.
        except BaseException as problem:  # noqa: BLE001 - a callback must not end our thread
            name = task.name if task is not None else ""
            _log.error("future_callback_failed", extra={"task": name}, exc_info=problem)


_PENDING, _FINISHED = "PENDING", "FINISHED"
_HAS_KNOWN_PARTS = vars(Future()).keys() == {
    "_condition",
    "_state",
    "_result",
    "_exception",
    "_waiters",
    "_done_callbacks",
}
"""Whether a future of this Python is made as those of Python 3.11 to 3.14 are."""
