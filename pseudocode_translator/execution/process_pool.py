"""`ParseValidateExecutor`: parse and validate work on its way to worker processes and back.

Policy on top of `worker_pool`: how large a job may be, how often one is tried again, when it
goes back to the caller, and which events tell of it. The pool replaces a worker that hangs or
dies by itself, and only the task that it was at is concerned.

Importing this module, or making an executor, starts no process and loads nothing of the pool.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, Protocol

from pseudocode_translator.config.execution import ExecutionConfig
from pseudocode_translator.config.validation import ValidationConfig
from pseudocode_translator.errors import (
    InternalError,
    PoolBrokenError,
    PoolFallbackError,
    PseudocodeError,
)
from pseudocode_translator.execution import task_handle
from pseudocode_translator.execution.stage_tasks import (
    Source,
    as_python_text,
    size_chars_of,
    warm_up,
    worker_parse,
    worker_translate,
    worker_validate,
)
from pseudocode_translator.execution.task_handle import (
    Attempt,
    ImmediateFallback,
    OffloadedTask,
    TaskHandle,
    reason_of,
    tell_fallback,
)
from pseudocode_translator.integration.events import EventDispatcher, EventType
from pseudocode_translator.model.document import AUTO_DIALECT

__all__ = [
    "ParseValidateExecutor",
    "PoolWork",
    "worker_parse",
    "worker_translate",
    "worker_validate",
]

Handle = TaskHandle | ImmediateFallback
_PAUSE_S = 30.0
"""After workers could not be started, so long nobody waits for another try."""


@dataclass(frozen=True, slots=True)
class PoolWork:
    """What runs in the workers; functions that can be imported by their names."""

    parse: Callable[..., Any] = worker_parse
    validate: Callable[..., Any] = worker_validate
    translate: Callable[..., Any] = worker_translate
    initializer: Callable[..., Any] | None = warm_up
    """Called in each worker before its first task."""
    preload: tuple[str, ...] = ("pseudocode_translator.execution.stage_preload",)
    """Modules that the fork server imports, where there is one."""


class _Pool(Protocol):
    """What is used of a `WorkerPool`, which is imported only when there is work for it."""

    max_workers: int

    @property
    def start_method(self) -> str:
        """How workers start."""

    def submit(self, fn: Callable[..., Any], /, *args: Any) -> Future[Any]:
        """Give a call to a worker."""

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End all workers."""


@dataclass(slots=True)
class _State:
    """What changes; guarded by the lock of the executor."""

    pool: _Pool | None = None
    generation: int = 0
    paused_until: float = 0.0
    is_shut_down: bool = False
    to_be_told: set[int] = field(default_factory=set)
    """Generations whose start no event told yet."""


class ParseValidateExecutor:
    """Sends work to a pool of worker processes; every method may be called by any thread."""

    _TaskHandle = TaskHandle
    _ImmediateFallback = ImmediateFallback

    def __init__(
        self,
        config: ExecutionConfig,
        *,
        dispatcher: EventDispatcher | None = None,
        start_method: str | None = None,
        work: PoolWork | None = None,
    ) -> None:
        self.config = config
        self.dispatcher = dispatcher if dispatcher is not None else EventDispatcher()
        self.timeout_ms = config.process_pool_task_timeout_ms
        self.retry_limit = (
            config.process_pool_retry_limit if config.process_pool_retry_on_timeout else 0
        )
        self._start_method = start_method
        self._work = work if work is not None else PoolWork()
        self._lock = threading.Lock()
        self._state = _State()

    def submit_parse(
        self, text: Source, dialect: str = AUTO_DIALECT, name: str = "<text>"
    ) -> Handle:
        """Parse a document in a worker; its handle gives a `ParseResult`."""
        size_chars = size_chars_of(text)
        task = OffloadedTask(("parse",), size_chars, self._work.parse, (text, dialect, name))
        return self._submit_capped(task)

    def submit_validate(
        self, subject: Any, settings: ValidationConfig | None = None, *, size_chars: int = 0
    ) -> Handle:
        """Validate in a worker; its handle gives a `ValidationResult`.

        Args:
            subject: A resolved `Program`, or Python as text or tree.
            settings: None: the defaults.
            size_chars: For the event, where the subject is a tree: the size of its source.
        """
        subject = as_python_text(subject)
        size_chars = size_chars_of(subject) or size_chars
        arguments = (subject, settings)
        return self._submit(
            OffloadedTask(("validate",), size_chars, self._work.validate, arguments)
        )

    def submit_translate(
        self, source: Source, dialect: str, name: str, settings: ValidationConfig | None = None
    ) -> Handle:
        """Do all for one document in one trip; its handle gives a `Translation`."""
        arguments = (source, dialect, name, settings)
        kinds = ("parse", "validate")
        size_chars = size_chars_of(source)
        return self._submit_capped(
            OffloadedTask(kinds, size_chars, self._work.translate, arguments)
        )

    def shutdown(self) -> None:
        """Stop all workers, whatever they are doing; a second call does nothing.

        Work in flight, and work submitted later, goes back to its callers.
        """
        with self._lock:
            self._state.is_shut_down = True
            pool, self._state.pool = self._state.pool, None
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)

    def attempt(self, task: OffloadedTask) -> Attempt:
        """Give a task to the pool, which is started if there is none.

        Raises:
            PoolFallbackError: The executor was shut down, or workers cannot start.
            Exception: Whatever the pool refuses the task with.
        """
        began = time.monotonic()
        pool, generation = self._ensure_pool()
        try:
            future = pool.submit(task.function, *task.arguments)
        except (PoolBrokenError, InternalError):
            # Workers cannot start, or the pool itself failed: it will not take tasks again.
            self._drop(generation, pause_s=_PAUSE_S)
            raise
        except RuntimeError as error:
            # Shut down by another thread, between the two lines above.
            if self._state.is_shut_down:
                raise PoolFallbackError(task_handle.SHUTDOWN) from error
            raise
        self._tell_first_start(pool, generation, (time.monotonic() - began) * 1000)
        return Attempt(future, generation)

    def recover(self, failed: Attempt, error: PseudocodeError) -> None:
        """Make the pool ready for another attempt, and tell that it is. Called by handles."""
        if isinstance(error, PoolBrokenError):
            self._drop(failed.generation)  # The next attempt starts another one, and tells it.
        else:
            # By now the pool has put a spare in the place of the lost worker.
            pool = self._state.pool
            if pool is not None:
                self._tell_start(pool, 0.0)

    def give_up(self, failed: Attempt, error: PseudocodeError) -> None:
        """Do not ask again at once for workers that cannot start. Called by handles."""
        if isinstance(error, PoolBrokenError):
            self._drop(failed.generation, pause_s=_PAUSE_S)

    def _resolve_start_method(self) -> str | None:
        """Argument, else setting, else spawn on Windows, else None: the pool's choice."""
        wanted = self._start_method or self.config.process_pool_start_method
        return wanted or ("spawn" if os.name == "nt" else None)

    def _submit_capped(self, task: OffloadedTask) -> Handle:
        if task.size_chars > self.config.process_pool_job_max_chars:
            return self._fallback(task, task_handle.JOB_TOO_LARGE)
        return self._submit(task)

    def _submit(self, task: OffloadedTask) -> Handle:
        try:
            attempt = self.attempt(task)
        except Exception as error:  # noqa: BLE001 - whatever it is, the work can be done here
            return self._fallback(task, reason_of(error))
        for kind in task.kinds:
            self.dispatcher.dispatch_event(
                EventType.EXEC_POOL_TASK_SUBMITTED,
                source=task_handle.SOURCE,
                kind=kind,
                size_chars=task.size_chars,
            )
        return TaskHandle(self, task, attempt)

    def _fallback(self, task: OffloadedTask, reason: str) -> ImmediateFallback:
        tell_fallback(self.dispatcher, task.kind, reason)
        return ImmediateFallback(reason)

    def _ensure_pool(self) -> tuple[_Pool, int]:
        with self._lock:
            state = self._state
            if state.is_shut_down:
                raise PoolFallbackError(task_handle.SHUTDOWN)
            if state.pool is None:
                if time.monotonic() < state.paused_until:
                    raise PoolFallbackError(task_handle.BROKEN_POOL)
                state.pool = self._new_pool()
                state.generation += 1
                state.to_be_told.add(state.generation)
            return state.pool, state.generation

    def _new_pool(self) -> _Pool:
        # Here, so that whoever never needs the pool does not pay for its import.
        from pseudocode_translator.execution.pool_settings import PoolSettings
        from pseudocode_translator.execution.worker_pool import WorkerPool

        return WorkerPool(
            PoolSettings(
                max_workers=self.config.resolved_max_workers(),
                start_method=self._resolve_start_method(),
                task_timeout_s=self.timeout_ms / 1000,
                initializer=self._work.initializer,
                preload=self._work.preload,
            )
        )

    def _drop(self, generation: int, *, pause_s: float = 0.0) -> None:
        """Part with a pool whose workers cannot start, unless another thread did before."""
        with self._lock:
            if self._state.generation != generation or self._state.pool is None:
                return
            pool, self._state.pool = self._state.pool, None
            self._state.paused_until = time.monotonic() + pause_s
        pool.shutdown(wait=False, cancel_futures=True)

    def _tell_first_start(self, pool: _Pool, generation: int, duration_ms: float) -> None:
        with self._lock:
            if generation not in self._state.to_be_told:
                return
            self._state.to_be_told.discard(generation)
        self._tell_start(pool, duration_ms)

    def _tell_start(self, pool: _Pool, duration_ms: float) -> None:
        self.dispatcher.dispatch_event(
            EventType.EXEC_POOL_STARTED,
            source=task_handle.SOURCE,
            max_workers=pool.max_workers,
            start_method=pool.start_method,
            extra={"duration_ms": duration_ms},
        )
