"""Many chunks of one piece of work: batch by batch, until there is enough.

A chunk is whatever the function takes; each gives a result or a failure, none is dropped,
and the two ways to run them, with and without an event loop, give equal lists.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence, Sized
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from pseudocode_translator.errors import (
    ChunkError,
    ManagerClosedError,
    NestedCallError,
    NestedPoolError,
)
from pseudocode_translator.execution.concurrency_manager import (
    ConcurrencyManager,
    get_concurrency_manager,
)
from pseudocode_translator.execution.progress import ProgressTracker
from pseudocode_translator.execution.refusals import refuse_coroutines

C = TypeVar("C")
R = TypeVar("R")

_NOT_THE_CHUNK = (ManagerClosedError, NestedCallError, NestedPoolError)
"""Errors that say that no chunk can be worked on."""


@dataclass(frozen=True, slots=True)
class ProcessingConfig:
    """How chunks are worked on."""

    batch_size: int | None = None
    """Chunks in one batch; None: ``concurrency.chunk_batch_size``."""
    item_limit: int | None = None
    """No further batch begins when the results hold so many items; None: no limit. A list
    or another collection holds its elements, a text or a number is one item, None is none."""
    map_up_to: int = 100
    """So many chunks run as one batch where no limit is set and an event loop runs them."""
    operation: str = "chunk"
    """Names the work in errors."""
    enable_profiling: bool = False
    """Whether to time each chunk."""

    def __post_init__(self) -> None:
        for name in ("batch_size", "item_limit"):
            value = getattr(self, name)
            if value is not None and value < 1:
                raise ValueError(f"{name} must be at least 1, not {value}")


@dataclass(frozen=True, slots=True)
class ChunkResult(Generic[R]):
    """What became of one chunk."""

    index: int
    """Place of the chunk in the input, from 0."""
    value: R | None = None
    error: ChunkError | None = None
    """Why there is no value; its ``__cause__`` is what the function raised."""


class ChunkProcessor:
    """Runs a function on chunks in the chunk threads of a manager; keeps statistics."""

    def __init__(
        self, config: ProcessingConfig | None = None, *, manager: ConcurrencyManager | None = None
    ) -> None:
        """Keep both; no manager stands for the shared one."""
        self._config = config or ProcessingConfig()
        self._manager = manager or get_concurrency_manager()
        self._batch_size = self._config.batch_size or self._manager.config.chunk_batch_size
        self._processed = self._failed = self._items = self._batches = 0
        self._durations_s: list[float] = []
        self._early_exit_triggered = False

    def process_sync(
        self,
        chunks: Sequence[C],
        function: Callable[[C], R],
        *,
        progress: ProgressTracker | None = None,
    ) -> list[ChunkResult[R]]:
        """Work on chunks and wait; also where an event loop runs, which then waits, too.

        Returns:
            One result per chunk, in order, up to the end of the last batch that ran.
        """
        refuse_coroutines(function)
        items_before = self._items
        results: list[ChunkResult[R]] = []
        for batch in self._batches_of(chunks, self._batch_size):
            submit = partial(self._manager.submit_chunk, self._timed, function)
            futures = [submit(chunk) for chunk in batch]
            try:
                for future in futures:
                    results.append(self._result(len(results), _outcome_of(future)))
                    if progress is not None:
                        progress.update()
            finally:
                # After Ctrl-C nobody wants what has not begun.
                for future in futures:
                    future.cancel()
            if self._is_enough(self._items - items_before, len(chunks) - len(results)):
                break
        return results

    async def process_async(
        self,
        chunks: Sequence[C],
        function: Callable[[C], R],
        *,
        progress: ProgressTracker | None = None,
    ) -> list[ChunkResult[R]]:
        """Work on chunks while the event loop goes on; the result is that of `process_sync`.

        Few chunks run all at once; many run batch by batch, and the loop has its turn after
        each of them.
        """
        refuse_coroutines(function)
        items_before = self._items
        is_small = self._config.item_limit is None and len(chunks) <= self._config.map_up_to
        size = max(1, len(chunks)) if is_small else self._batch_size
        results: list[ChunkResult[R]] = []

        async def call(chunk: C) -> R:
            try:
                return await self._manager.run_chunk(self._timed, function, chunk)
            finally:
                if progress is not None:
                    await progress.update_async()

        for batch in self._batches_of(chunks, size):
            outcomes = await asyncio.gather(*map(call, batch), return_exceptions=True)
            for outcome in outcomes:
                results.append(self._result(len(results), outcome))
            if self._is_enough(self._items - items_before, len(chunks) - len(results)):
                break
            await asyncio.sleep(0)
        return results

    def get_stats(self) -> dict[str, int | float | bool]:
        """What was done so far; the average is in seconds, and 0 without profiling."""
        durations = self._durations_s
        return {
            "chunks_processed": self._processed,
            "chunks_failed": self._failed,
            "items": self._items,
            "batches": self._batches,
            "average_time": sum(durations) / len(durations) if durations else 0.0,
            "workers": self._manager.config.chunk_workers,
            "batch_size": self._batch_size,
            "early_exit_triggered": self._early_exit_triggered,
        }

    def _batches_of(self, chunks: Sequence[C], size: int) -> Iterator[Sequence[C]]:
        for start in range(0, len(chunks), size):
            self._batches += 1
            yield chunks[start : start + size]

    def _timed(self, function: Callable[[C], R], chunk: C) -> R:
        if not self._config.enable_profiling:
            return function(chunk)
        began = time.monotonic()
        try:
            return function(chunk)
        finally:
            self._durations_s.append(time.monotonic() - began)  # Atomic, so no lock.

    def _result(self, index: int, outcome: R | BaseException) -> ChunkResult[R]:
        """Count what became of a chunk; what is not the chunk's own failure is raised."""
        self._processed += 1
        if not isinstance(outcome, BaseException):
            self._items += _item_count(outcome)
            return ChunkResult(index, outcome)
        if not isinstance(outcome, Exception) or isinstance(outcome, _NOT_THE_CHUNK):
            raise outcome
        self._failed += 1
        error = ChunkError(self._config.operation, f"{type(outcome).__name__}: {outcome}", index)
        error.__cause__ = outcome
        return ChunkResult(index, error=error)

    def _is_enough(self, items: int, chunks_left: int) -> bool:
        limit = self._config.item_limit
        if limit is None or items < limit:
            return False
        self._early_exit_triggered |= chunks_left > 0
        return True


def process_chunks_sync(
    chunks: Sequence[C],
    function: Callable[[C], R],
    *,
    config: ProcessingConfig | None = None,
    manager: ConcurrencyManager | None = None,
    progress: ProgressTracker | None = None,
) -> list[ChunkResult[R]]:
    """Work on chunks and wait; see `ChunkProcessor.process_sync`."""
    return ChunkProcessor(config, manager=manager).process_sync(chunks, function, progress=progress)


async def process_chunks_async(
    chunks: Sequence[C],
    function: Callable[[C], R],
    *,
    config: ProcessingConfig | None = None,
    manager: ConcurrencyManager | None = None,
    progress: ProgressTracker | None = None,
) -> list[ChunkResult[R]]:
    """Work on chunks while the event loop goes on; see `ChunkProcessor.process_async`."""
    processor = ChunkProcessor(config, manager=manager)
    return await processor.process_async(chunks, function, progress=progress)


def _outcome_of(future: Future[R]) -> R | BaseException:
    error = future.exception()
    return future.result() if error is None else error


def _item_count(value: object) -> int:
    """How much a result counts towards the limit; see `ProcessingConfig.item_limit`."""
    if value is None:
        return 0
    return len(value) if isinstance(value, Sized) and not isinstance(value, str | bytes) else 1
