"""Where the stages of a document run: in this process, or in workers as the settings say.

With the process pool off this is a plain call of the stages. With it on, a document travels
as source and comes back as a translation, in one trip; what workers refuse, lose or would
take longer for is done here, within a limit of time.
"""

from __future__ import annotations

import ast
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from pseudocode_translator.config import Config, ValidationConfig
from pseudocode_translator.errors import PoolFallbackError
from pseudocode_translator.execution.lookahead import Begun, LookAhead, Window
from pseudocode_translator.execution.offload_estimate import OffloadEstimate, Waiting
from pseudocode_translator.execution.process_pool import Handle, ParseValidateExecutor
from pseudocode_translator.execution.stage_tasks import (
    Source,
    document_of,
    size_chars_of,
    source_of,
)
from pseudocode_translator.frontend.dialect import Dialect
from pseudocode_translator.integration.collection import collection_paused
from pseudocode_translator.integration.events import EventDispatcher
from pseudocode_translator.model.deadline import NO_DEADLINE, Deadline
from pseudocode_translator.model.document import Document
from pseudocode_translator.model.program import Program
from pseudocode_translator.stages import (
    ParseResult,
    Translation,
    ValidationResult,
    finish_translation,
    parse_document,
    translate_stages,
    validate_any,
)

_T = TypeVar("_T")


class Job:
    """A document on its way: as it can travel, and as the stages here want it.

    Each form is made when it is asked for, because most jobs need only one.
    """

    def __init__(self, item: str | Document) -> None:
        self._item = item
        self.name = "<text>" if isinstance(item, str) else item.name
        self.size_chars = size_chars_of(item)

    @cached_property
    def source(self) -> Source:
        """What a worker is sent."""
        return self._item if isinstance(self._item, str) else source_of(self._item)

    @cached_property
    def document(self) -> Document:
        """What the stages read."""
        return document_of(self._item, self.name)


@dataclass(frozen=True, slots=True)
class _Piece(Generic[_T]):
    """A piece of work that can be done in either place."""

    kind: str
    size_chars: int
    submit: Callable[[ParseValidateExecutor], Handle] | None
    """None: it is done here in any case."""
    do_here: Callable[[Deadline], _T]


class StageRunner:
    """Runs stages for one manager; every method may be called by any thread."""

    def __init__(self, config: Config, dispatcher: EventDispatcher) -> None:
        self._settings = config.execution
        self._validation = config.validation
        # The defaults need no pickling.
        self._sent_settings = None if self._validation == ValidationConfig() else self._validation
        self._dispatcher = dispatcher
        self._lock = threading.Lock()
        self._executor: ParseValidateExecutor | None = None
        self._waiting_callers = 0
        workers = config.execution.resolved_max_workers()
        self._window = Window.of(workers)
        self.estimate = OffloadEstimate(workers, os.cpu_count() or 1)

    @property
    def works_ahead(self) -> bool:
        """Whether several documents are under way at once."""
        return self._is_sent("parse_validate")

    def ensure_executor(self) -> ParseValidateExecutor:
        """The one executor of the manager, made on first use."""
        with self._lock:
            if self._executor is None:
                self._executor = ParseValidateExecutor(self._settings, dispatcher=self._dispatcher)
            return self._executor

    def shutdown(self) -> None:
        """End the worker processes; a second call does nothing."""
        with self._lock:
            executor = self._executor
        if executor is not None:
            executor.shutdown()

    def begin(self, job: Job, dialect: Dialect, *, waiting: Waiting) -> Running[Translation]:
        """Send a document through all stages, or be ready to do so when it is finished."""
        if not self.works_ahead:

            def do_apart(deadline: Deadline) -> Translation:
                return self._apart(job, dialect, waiting)

            return Running(self, _Piece("translate", job.size_chars, None, do_apart), waiting)

        def submit(pool: ParseValidateExecutor) -> Handle:
            return pool.submit_translate(job.source, dialect.name, job.name, self._sent_settings)

        def do_here(deadline: Deadline) -> Translation:
            settings = self._validation
            return translate_stages(job.document, dialect, settings=settings, deadline=deadline)

        return Running(self, _Piece("translate", job.size_chars, submit, do_here), waiting)

    def parse(self, job: Job, dialect: Dialect, *, waiting: Waiting = Waiting.ONE) -> ParseResult:
        """Parse and resolve."""

        def submit(pool: ParseValidateExecutor) -> Handle:
            return pool.submit_parse(job.source, dialect.name, job.name)

        def do_here(deadline: Deadline) -> ParseResult:
            return parse_document(job.document, dialect, deadline=deadline)

        is_sent = self._is_sent("parse_validate", "parse_only")
        piece = _Piece("parse", job.size_chars, submit if is_sent else None, do_here)
        return Running(self, piece, waiting).finish()

    def validate(
        self,
        subject: Program | str | ast.AST,
        size_chars: int = 0,
        *,
        waiting: Waiting = Waiting.ONE,
    ) -> ValidationResult:
        """Validate a resolved program of so many characters, or Python as text or tree."""

        def submit(pool: ParseValidateExecutor) -> Handle:
            return pool.submit_validate(subject, self._sent_settings, size_chars=size_chars)

        def do_here(deadline: Deadline) -> ValidationResult:
            return validate_any(subject, settings=self._validation, deadline=deadline)

        is_sent = self._is_sent("parse_validate", "validate_only")
        piece = _Piece("validate", size_chars, submit if is_sent else None, do_here)
        return Running(self, piece, waiting).finish()

    def look_ahead(
        self, items: Iterable[_T], begin: Callable[[_T], Begun[Translation]]
    ) -> Iterator[Translation]:
        """Results in the order of the items, some of which are begun before they are due."""
        return LookAhead(items, begin, self._window).results()

    def deadline(self, size_chars: int) -> Deadline:
        """The limit of work that is done here: the same as in a worker.

        What is too large for a worker gets so much more time as it is larger.
        """
        if not self._settings.process_pool_enabled:
            return NO_DEADLINE
        limit_s = self._settings.process_pool_task_timeout_ms / 1000
        return Deadline.after(
            limit_s * max(1.0, size_chars / self._settings.process_pool_job_max_chars)
        )

    @contextmanager
    def one_more_waits(self) -> Iterator[Waiting]:
        """Count the threads that wait, which decides what an offload has to gain."""
        with self._lock:
            self._waiting_callers += 1
            waiting = Waiting.ONE if self._waiting_callers == 1 else Waiting.MANY
        try:
            yield waiting
        finally:
            with self._lock:
                self._waiting_callers -= 1

    def _apart(self, job: Job, dialect: Dialect, waiting: Waiting) -> Translation:
        """Stage by stage, each where the settings want it."""
        parsed = self.parse(job, dialect, waiting=waiting)
        validated = ValidationResult(())
        if parsed.program is not None:
            validated = self.validate(parsed.program, job.size_chars, waiting=waiting)
        deadline = self.deadline(job.size_chars)
        return finish_translation(job.document, dialect, parsed, validated, deadline=deadline)

    def _is_sent(self, *targets: str) -> bool:
        settings = self._settings
        return settings.process_pool_enabled and settings.process_pool_target in targets


class Running(Generic[_T]):
    """A piece of work that a worker has, or that is done here as soon as it is due."""

    def __init__(self, runner: StageRunner, piece: _Piece[_T], waiting: Waiting) -> None:
        self.size_chars = piece.size_chars
        self.duration_ms = 0.0
        """How long it took, without waiting for its turn; known when it is finished."""
        self._runner = runner
        self._piece = piece
        self._waiting = waiting
        self._handle: Handle | None = None
        if piece.submit is None:
            return
        if runner.estimate.pays(piece.kind, piece.size_chars, waiting):
            self._began_at, self._cpu_s = time.monotonic(), -time.process_time()
            self._handle = piece.submit(runner.ensure_executor())
            self._cpu_s += time.process_time()

    def finish(self) -> _T:
        """Wait for the worker, or do it now."""
        if self._handle is not None:
            self._cpu_s -= time.process_time()
            try:
                value: _T = self._handle.result()
            except PoolFallbackError:
                pass  # Events told why; what follows is the same work.
            except BaseException:
                self.cancel()  # Ctrl-C: nobody waits for that worker any more.
                raise
            else:
                self._learn(self._handle.worker_ms)
                return value
        return self._do_here()

    def cancel(self) -> None:
        """Nobody asks for the result any more."""
        if self._handle is not None:
            self._handle.cancel()

    def _do_here(self) -> _T:
        began = time.monotonic()
        with collection_paused():
            value = self._piece.do_here(self._runner.deadline(self.size_chars))
        self.duration_ms = (time.monotonic() - began) * 1000
        if self._piece.submit is not None:
            kind, size_chars = self._piece.kind, self.size_chars
            self._runner.estimate.add_local(kind, size_chars, work_ms=self.duration_ms)
        return value

    def _learn(self, work_ms: float) -> None:
        estimate, kind = self._runner.estimate, self._piece.kind
        self.duration_ms = work_ms
        if self._waiting is Waiting.ONE:
            trip_ms = (time.monotonic() - self._began_at) * 1000 - work_ms
            self.duration_ms += trip_ms
            estimate.add_trip(kind, self.size_chars, work_ms=work_ms, trip_ms=trip_ms)
        else:
            # Of all threads of this process: those of the pool do most of what it costs here.
            spent_ms = (self._cpu_s + time.process_time()) * 1000
            estimate.add_spent(kind, self.size_chars, work_ms=work_ms, spent_ms=spent_ms)
