"""A pool of worker processes that keeps what such pools usually promise.

It is a `concurrent.futures.Executor`. Beyond that, a task may have a limit of time, which
starts when its worker starts it; at the limit, whatever the task does, its process and all
that it started are killed, and only its own future fails. Every future completes. A task
that did not begin is never lost, never run twice, and never charged for another's fault.

How: each worker has its own pipe and shares no lock or queue with anybody; one thread
(`supervisor`) waits for all pipes and for the next limit; `scheduler` gives out the tasks;
`link` is one worker as seen from here, `worker` is its other end.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import sys
import threading
import weakref
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Executor
from functools import partial
from itertools import islice
from typing import Any

from pseudocode_translator.errors import NestedPoolError
from pseudocode_translator.execution import wire
from pseudocode_translator.execution.births import Births
from pseudocode_translator.execution.calls import CallPickler
from pseudocode_translator.execution.notifier import Notifier
from pseudocode_translator.execution.ordered import ordered_results
from pseudocode_translator.execution.pool_settings import (
    PoolEvent,
    PoolEventType,
    PoolSettings,
    PoolStats,
)
from pseudocode_translator.execution.scheduler import Scheduler
from pseudocode_translator.execution.supervisor import Supervisor
from pseudocode_translator.execution.tasks import Task, TaskFuture, TaskOptions
from pseudocode_translator.execution.transport import Transport
from pseudocode_translator.execution.worker import in_worker, run_chunk

_WINDOWS_MAX_WORKERS = 61
"""Windows waits for 63 handles at once; concurrent.futures leaves room for two of its own."""
_NO_OPTIONS = TaskOptions()


class WorkerPool(Executor):
    """Runs functions in worker processes.

    Nothing is started before the first task. Functions, arguments and results are pickled,
    so a function must be importable by name. `submit` may be called from any thread. The
    callbacks of a future run in the pool's own thread and should be quick.
    """

    def __init__(
        self,
        settings: PoolSettings | None = None,
        *,
        on_event: Callable[[PoolEvent], object] | None = None,
    ) -> None:
        self.settings = settings or PoolSettings()
        self.max_workers = self.settings.max_workers or os.cpu_count() or 1
        if os.name == "nt":
            self.max_workers = min(self.max_workers, _WINDOWS_MAX_WORKERS)
        self._notifier = Notifier(on_event)
        self._pickled = CallPickler().pickled
        self._scheduler = Scheduler(self.settings, self.max_workers)
        self._start_lock = threading.Lock()
        self._supervisor: Supervisor | None = None
        self._is_copy = False
        """This process is a fork of the one that the pool belongs to."""
        self._is_shut_down = False

    @property
    def start_method(self) -> str:
        """How workers start; empty before the first one."""
        return self._births.transport.method if self._supervisor is not None else ""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> TaskFuture:
        """Run ``fn(*args, **kwargs)`` in a worker.

        Called in the parent; the call is pickled before this returns. The future fails with
        `TaskTimeoutError`, `WorkerLostError`, `RemoteTaskError` (a result that cannot
        travel), `PoolBrokenError`, or whatever `fn` raised.

        Raises:
            pickle.PicklingError: The call cannot be pickled.
            PoolBrokenError: Workers cannot start.
            NestedPoolError: This process is a worker itself, or a daemon.
            RuntimeError: The pool was shut down.
        """
        return self._submit(_NO_OPTIONS, fn, args, kwargs)

    def submit_with(
        self, options: TaskOptions, fn: Callable[..., Any], /, *args: Any, **kwargs: Any
    ) -> TaskFuture:
        """As `submit`, with a limit, a label or a trace context of its own."""
        return self._submit(options, fn, args, kwargs)

    def map(
        self,
        fn: Callable[..., Any],
        *iterables: Iterable[Any],
        timeout: float | None = None,
        chunksize: int = 1,
        buffersize: int | None = None,
    ) -> Iterator[Any]:
        """The results in the order of the arguments; see `concurrent.futures.Executor.map`.

        Args:
            fn: Called with one element of each iterable.
            *iterables: Read at once, or as far ahead as `buffersize` says.
            timeout: Seconds from now in which the next result must be there.
            chunksize: So many calls are one task: they share its limit, and its fate. Small
                tasks travel together in any case.
            buffersize: So many tasks are submitted ahead of the results that were taken.
        """
        for name, value in (("chunksize", chunksize), ("buffersize", buffersize)):
            if value is not None and value < 1:
                raise ValueError(f"{name} must be at least 1, not {value}")
        calls = zip(*iterables, strict=False)
        if chunksize == 1:
            return ordered_results(lambda call: self.submit(fn, *call), calls, timeout, buffersize)
        chunk = partial(self.submit, run_chunk, fn)
        chunks = iter(lambda: list(islice(calls, chunksize)), [])
        return _flattened(ordered_results(chunk, chunks, timeout, buffersize))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more tasks and end; a second call does no harm.

        Args:
            wait: Return when no worker is left.
            cancel_futures: Cancel what waits and stop what runs, instead of finishing it.
        """
        with self._start_lock:
            self._is_shut_down = True
            supervisor = self._supervisor
        if supervisor is None or self._is_copy:
            return
        supervisor.stop(now=cancel_futures)
        if wait and threading.current_thread() is not supervisor.thread:
            supervisor.thread.join()
            self._notifier.close()

    def stats(self) -> PoolStats:
        """The pool at this moment."""
        scheduler = self._scheduler
        with scheduler.lock:
            workers, spares = len(scheduler.serving), len(scheduler.spares)
            pending = len(scheduler.pending)
            running = sum(len(link.tasks) for link in scheduler.serving)
        counts = self._supervisor.counts if self._supervisor is not None else None
        return PoolStats(
            workers=workers,
            spares=spares,
            pending=pending,
            running=running,
            completed=counts.completed if counts else 0,
            timed_out=counts.timed_out if counts else 0,
            lost=counts.lost if counts else 0,
            replaced=counts.replaced if counts else 0,
        )

    def worker_pids(self) -> tuple[int, ...]:
        """The process ids of the workers that serve, without the spares."""
        with self._scheduler.lock:
            return tuple(link.process.pid for link in self._scheduler.serving if link.process.pid)

    def __reduce__(self) -> Any:
        raise NestedPoolError("a pool cannot be sent to another process")

    def _submit(
        self,
        options: TaskOptions,
        function: Callable[..., Any],
        arguments: tuple[Any, ...],
        named: dict[str, Any],
    ) -> TaskFuture:
        supervisor = self._supervisor or self._start()
        settings, limit = self.settings, options.timeout_s
        head, body = self._pickled(function, arguments, named, options.trace_context)
        task = Task(
            function, head, body, settings.task_timeout_s if limit is None else limit, options.label
        )
        future = task.future = TaskFuture(supervisor.cancel_task, task)
        scheduler = self._scheduler
        with scheduler.lock:
            if settings.max_pending is not None:
                self._wait_for_space(supervisor, settings.max_pending)
            if supervisor.is_closed or supervisor.broken is not None or self._is_copy:
                self._refuse(supervisor)
            scheduler.add(task)
        return future

    def _wait_for_space(self, supervisor: Supervisor, limit: int) -> None:
        if threading.current_thread() is supervisor.thread:
            return  # A callback of a future: nobody else would make space.
        while len(self._scheduler.pending) >= limit:
            if supervisor.is_closed or supervisor.broken is not None:
                return
            self._scheduler.space.wait()

    def _refuse(self, supervisor: Supervisor) -> None:
        if self._is_copy:
            raise NestedPoolError("this pool belongs to the process that made it")
        if supervisor.broken is not None:
            raise supervisor.broken
        raise RuntimeError("this pool was shut down; make a new one")

    def _start(self) -> Supervisor:
        with self._start_lock:
            if self._supervisor is not None:
                return self._supervisor
            if self._is_shut_down:
                raise RuntimeError("this pool was shut down; make a new one")
            if in_worker():
                raise NestedPoolError("a worker process cannot have a pool of its own")
            if _is_daemonic():
                raise NestedPoolError("a daemonic process cannot have a pool")
            # Before any thread: with "fork", this is where the process is copied.
            self._births = Births(self.settings)
            if hasattr(os, "register_at_fork"):
                transport = weakref.ref(self._births.transport)
                os.register_at_fork(
                    after_in_child=partial(_mark_copy, weakref.ref(self), transport)
                )
            supervisor = Supervisor(self._scheduler, self._births, self._notifier.emit)
            # When the pool is forgotten, its workers finish what they have, and end.
            weakref.finalize(self, supervisor.let_go).atexit = False
            atexit.register(supervisor.end_at_exit)
            self._notifier.emit(
                PoolEventType.STARTED,
                max_workers=self.max_workers,
                start_method=self._births.transport.method,
            )
            wire.keep_large_blocks()  # Large payloads and results pass through here, too.
            supervisor.thread.start()
            self._supervisor = supervisor
            return supervisor


def _flattened(chunks: Generator[list[Any]]) -> Iterator[Any]:
    # Closed with this one, and not when some collector finds it: what is not wanted any
    # more must be cancelled at once.
    with contextlib.closing(chunks):
        for values in chunks:
            yield from values


def _mark_copy(
    pool_reference: weakref.ref[WorkerPool], transport_reference: weakref.ref[Transport]
) -> None:
    """Called in a child that this process forks."""
    pool, transport = pool_reference(), transport_reference()
    if pool is not None:
        pool._is_copy = True
    if transport is not None:
        transport.let_go()


def _is_daemonic() -> bool:
    """Whether `multiprocessing` forbids this process to have children."""
    processes = sys.modules.get("multiprocessing.process")
    return processes is not None and bool(processes.current_process().daemon)
