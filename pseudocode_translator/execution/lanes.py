"""A lane: one executor, its slots and its counters.

A call takes a slot, runs, and gives the slot back when its work is over. For a thread that
is not when its caller stops waiting: threads cannot be stopped, so the slot stays taken as
long as the thread is. A process can be: cancelling the future kills its worker, and the slot
is free at once.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from typing import Any

from pseudocode_translator.errors import ManagerClosedError, QueueFullError
from pseudocode_translator.execution.limiter import Slots
from pseudocode_translator.execution.metrics import CallRecord, Metrics
from pseudocode_translator.execution.refusals import refuse_coroutines


class Lane:
    """One of the executors of a manager."""

    def __init__(
        self,
        name: str,
        workers: int,
        open_executor: Callable[[], Executor],
        *,
        is_counting: bool,
        on_work: Callable[[], None],
    ) -> None:
        self.name = name
        self.workers = workers
        self.slots = Slots(name, workers)
        self.metrics = Metrics(is_enabled=is_counting)
        self._open_executor = open_executor
        self._on_work = on_work
        self._executor: Executor | None = None
        self._is_closed = False
        # Guards the making and the closing of the executor.
        self._lock = threading.Lock()

    @property
    def executor(self) -> Executor:
        """The executor; made when it is first asked for.

        Raises:
            ManagerClosedError: after `close`.
        """
        with self._lock:
            if self._is_closed:
                raise ManagerClosedError(self.name)
            if self._executor is None:
                self._executor = self._open_executor()
            return self._executor

    async def run(
        self,
        function: Callable[..., Any],
        arguments: tuple[Any, ...],
        named: dict[str, Any],
        *,
        queue_limit: int | None = None,
    ) -> Any:
        """Wait for a slot, then for the result of the function.

        Raises:
            QueueFullError: so many calls as `queue_limit` wait already.
            ManagerClosedError: shut down before the function began.
        """
        refuse_coroutines(function)
        record = self.metrics.submitted()
        try:
            await self.slots.acquire(queue_limit=queue_limit)
        except asyncio.CancelledError:
            record.cancelled()
            raise
        except (QueueFullError, ManagerClosedError):
            record.withdrawn()
            raise
        future = self._start(record, function, arguments, named, self.slots.release)
        try:
            return await asyncio.wrap_future(future)
        except asyncio.CancelledError:
            record.cancelled()
            # Either somebody cancelled our caller, or shutdown cancelled the work itself.
            task = asyncio.current_task()
            if self._is_closed and not (task and task.cancelling()):
                raise ManagerClosedError(self.name) from None
            raise

    def submit(
        self, function: Callable[..., Any], arguments: tuple[Any, ...], named: dict[str, Any]
    ) -> Future[Any]:
        """Run a function without waiting for a slot, for callers without an event loop."""
        refuse_coroutines(function)
        _ = self.executor  # A call after shutdown is not counted.
        record = self.metrics.submitted()
        return self._start(record, function, arguments, named, lambda: None)

    def close(self, *, wait: bool) -> None:
        """Refuse further calls; those that run go on, and `wait` waits for them."""
        with self._lock:
            self._is_closed = True
            executor = self._executor
        self.slots.close()
        if executor is not None:
            executor.shutdown(wait=wait, cancel_futures=not wait)

    def _start(
        self,
        record: CallRecord,
        function: Callable[..., Any],
        arguments: tuple[Any, ...],
        named: dict[str, Any],
        give_back: Callable[[], None],
    ) -> Future[Any]:
        self._on_work()
        record.started()
        began = time.monotonic()
        try:
            executor = self.executor
            if isinstance(executor, ThreadPoolExecutor):
                # What the caller's context says, a trace for instance, holds in the thread.
                arguments = (function, *arguments)
                function = copy_context().run
            future = executor.submit(function, *arguments, **named)
        except BaseException as error:
            record.ended(error, 0.0)
            give_back()
            raise
        # Added before anybody can wait for the future: whoever sees the result also sees
        # the counters with it.
        future.add_done_callback(partial(_finish, record, began, give_back))
        return future


def _finish(
    record: CallRecord, began: float, give_back: Callable[[], None], future: Future[Any]
) -> None:
    """The work is over. Called in whatever thread ended it."""
    error = CancelledError() if future.cancelled() else future.exception()
    measured: float | None = getattr(future, "duration_s", None)
    record.ended(error, time.monotonic() - began if measured is None else measured)
    give_back()
