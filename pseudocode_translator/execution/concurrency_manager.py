"""`ConcurrencyManager`: processes for computing, threads for waiting and for chunks.

The only place that starts threads, besides the process pool itself. Nothing is started
before it is needed.
"""

from __future__ import annotations

import asyncio
import atexit
import os
import threading
import weakref
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import partial
from types import TracebackType
from typing import Any, Literal, Self, TypeVar, cast

from pseudocode_translator.config.concurrency import ConcurrencyConfig
from pseudocode_translator.config.manager import ConfigManager
from pseudocode_translator.execution.lanes import Lane
from pseudocode_translator.execution.load import Probe, find_probe
from pseudocode_translator.execution.log import logger
from pseudocode_translator.execution.mapping import ordered_map
from pseudocode_translator.execution.pool_settings import PoolSettings
from pseudocode_translator.execution.refusals import (
    open_threads,
    refuse_nested,
    refuse_unpicklable,
)
from pseudocode_translator.execution.throttle import LoadWatch, Throttle, effective_slots
from pseudocode_translator.execution.worker_pool import WorkerPool

__all__ = ["ConcurrencyConfig", "ConcurrencyManager", "LaneName", "get_concurrency_manager"]

T = TypeVar("T")
R = TypeVar("R")
LaneName = Literal["cpu", "io", "chunk"]

_FULL_BATCH_FROM_FACTOR = 0.8


class ConcurrencyManager:
    """Runs functions in processes and threads, as many at once as the machine bears.

    One manager serves any number of event loops and threads. Use it as a context manager,
    or call `shutdown`; at the end of the interpreter that happens by itself.
    """

    def __init__(
        self,
        config: ConcurrencyConfig | None = None,
        *,
        cpu_initializer: Callable[..., object] | None = None,
        cpu_initargs: tuple[object, ...] = (),
        probe: Probe | None = None,
    ) -> None:
        """Start nothing yet.

        Args:
            config: if None, the settings that are in force (file and environment).
            cpu_initializer: called in each worker process before its first task; must be
                importable by name.
            cpu_initargs: its arguments; they are pickled.
            probe: tells the load of the machine; if None, the best one there is.
        """
        self.config = config or ConfigManager.load().concurrency
        self._cpu_initializer = cpu_initializer
        self._cpu_initargs = cpu_initargs
        self._pid = os.getpid()
        # What our threads know us by; they must not keep the manager itself alive.
        self._owner = object()
        self._is_closed = False
        # Guards the closing.
        self._lock = threading.Lock()
        self._lanes = self._make_lanes()
        self._throttle = Throttle(self.config.cpu_threshold, self.config.memory_threshold)
        self._watch: LoadWatch | None = None
        if self.config.enable_auto_throttle:
            self._watch = LoadWatch(
                (lambda: probe) if probe else find_probe,
                self._throttle,
                is_needed=self._is_watch_needed,
                on_change=self._resize,
            )
        # Held weakly: being registered must not keep a manager alive.
        self._at_exit = partial(_shut_down_at_exit, weakref.ref(self))
        atexit.register(self._at_exit)

    def _make_lanes(self) -> dict[LaneName, Lane]:
        def lane(name: str, workers: int, open_executor: Callable[..., Executor]) -> Lane:
            return Lane(
                name,
                workers,
                partial(open_executor, name, workers, self._owner),
                is_counting=self.config.enable_metrics,
                on_work=self._wake_watch,
            )

        return {
            "cpu": lane("cpu", self.config.resolved_cpu_workers, self._open_cpu),
            "io": lane("io", self.config.io_workers, open_threads),
            "chunk": lane("chunk", self.config.chunk_workers, open_threads),
        }

    def _open_cpu(self, name: str, workers: int, owner: object) -> Executor:
        if not self.config.use_process_pool:
            return open_threads(name, workers, owner)
        return WorkerPool(
            PoolSettings(
                max_workers=workers,
                initializer=self._cpu_initializer,
                initargs=self._cpu_initargs,
            )
        )

    # Executors -----------------------------------------------------------------------

    @property
    def cpu_executor(self) -> Executor:
        """A `WorkerPool`, or threads where the settings say so."""
        return self._lanes["cpu"].executor

    @property
    def io_executor(self) -> ThreadPoolExecutor:
        """Threads that wait for files and the network."""
        return cast("ThreadPoolExecutor", self._lanes["io"].executor)

    @property
    def chunk_executor(self) -> ThreadPoolExecutor:
        """Threads that work on chunks."""
        return cast("ThreadPoolExecutor", self._lanes["chunk"].executor)

    # One call ------------------------------------------------------------------------

    async def run_cpu(self, function: Callable[..., R], /, *args: Any, **kwargs: Any) -> R:
        """Run a function in another process; function, arguments and result are pickled.

        Cancelling, as `asyncio.wait_for` does, kills the process that runs it.

        Raises:
            PicklingError: at once, for a function that no other process can find.
            TaskTimeoutError, WorkerLostError: see `WorkerPool.submit`.
            NestedCallError, NestedPoolError: called from work of this manager.
            ManagerClosedError: after `shutdown`.
        """
        return cast("R", await self._run("cpu", function, args, kwargs))

    async def run_io(self, function: Callable[..., R], /, *args: Any, **kwargs: Any) -> R:
        """Run a function in an io thread.

        A thread cannot be stopped: when the caller is cancelled, the function goes on, and
        its slot is free when it ends. Raises as `run_cpu` does.
        """
        return cast("R", await self._run("io", function, args, kwargs))

    async def run_chunk(self, function: Callable[..., R], /, *args: Any, **kwargs: Any) -> R:
        """Run a function in a chunk thread; otherwise as `run_io`."""
        return cast("R", await self._run("chunk", function, args, kwargs))

    async def run_nowait(
        self, lane: LaneName, function: Callable[..., R], /, *args: Any, **kwargs: Any
    ) -> R:
        """Run a function, unless ``max_queue_size`` calls wait for that executor already.

        Raises:
            QueueFullError: they do.
        """
        limit = self.config.max_queue_size
        return cast("R", await self._run(lane, function, args, kwargs, queue_limit=limit))

    def submit_chunk(self, function: Callable[..., R], /, *args: Any, **kwargs: Any) -> Future[R]:
        """Run a function in a chunk thread, for callers without an event loop."""
        self._check("submit_chunk", "chunk", function)
        return self._lanes["chunk"].submit(function, args, kwargs)

    # Many calls ----------------------------------------------------------------------

    async def map_cpu(
        self,
        function: Callable[[T], R],
        items: Iterable[T],
        *,
        priority: Callable[[T], object] | None = None,
        return_exceptions: bool = False,
    ) -> list[R]:
        """Call a function for each item in other processes; results in the order of the items.

        Items are taken as there is room: so many as run, and at most as many again, but no
        more than ``max_queue_size``, wait. The first error cancels the rest and is raised.

        Args:
            function: called with one item.
            items: any iterable.
            priority: which items begin first: ``"high"`` before all but ``"high"``, true
                before false, otherwise small before large, as in `sorted`.
            return_exceptions: put errors in the places of their results.
        """
        return await self._map("cpu", function, items, priority, return_exceptions)

    async def map_io(
        self,
        function: Callable[[T], R],
        items: Iterable[T],
        *,
        priority: Callable[[T], object] | None = None,
        return_exceptions: bool = False,
    ) -> list[R]:
        """As `map_cpu`, in io threads."""
        return await self._map("io", function, items, priority, return_exceptions)

    async def map_chunks(
        self,
        function: Callable[[T], R],
        items: Iterable[T],
        *,
        priority: Callable[[T], object] | None = None,
        return_exceptions: bool = False,
    ) -> list[R]:
        """As `map_cpu`, in chunk threads."""
        return await self._map("chunk", function, items, priority, return_exceptions)

    # What is going on ----------------------------------------------------------------

    def get_stats(self) -> dict[str, dict[str, int | float]]:
        """Counters of each executor; durations in seconds, the success rate in percent."""
        return {name: lane.metrics.as_dict() for name, lane in self._lanes.items()}

    def suggest_batch_size(self) -> int:
        """Chunks in one batch: ``chunk_batch_size``, and half of it under load."""
        size = self.config.chunk_batch_size
        return size if self._throttle_factor >= _FULL_BATCH_FROM_FACTOR else max(1, size // 2)

    @property
    def _throttle_factor(self) -> float:
        """Share of the workers that may be busy, 0 to 1."""
        return self._throttle.factor

    @_throttle_factor.setter
    def _throttle_factor(self, factor: float) -> None:
        self._throttle.factor = factor
        self._resize(factor)

    # The end -------------------------------------------------------------------------

    def shutdown(self, wait: bool = True) -> None:
        """Refuse further calls and end all threads and processes; safe to call again.

        Calls that wait for a slot fail with `ManagerClosedError`.

        Args:
            wait: let the work that runs come to its end; otherwise worker processes are
                killed, and threads end when their functions do.
        """
        if os.getpid() != self._pid:
            return  # A fork of the process that owns the threads and workers.
        refuse_nested("shutdown", self._owner)
        with self._lock:
            if self._is_closed:
                return
            self._is_closed = True
        atexit.unregister(self._at_exit)
        if self._watch is not None:
            self._watch.stop()
        for lane in self._lanes.values():
            lane.close(wait=wait)
        logger.debug("concurrency_manager_shut_down", extra={"wait": wait})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.shutdown()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # In a thread: work that runs may need this event loop to come to its end.
        await asyncio.to_thread(self.shutdown)

    # Below here: one call of each kind, and the slots --------------------------------

    def _check(self, what: str, lane: LaneName, function: Callable[..., Any]) -> None:
        """Refuse what would hang, or fail later with less to say."""
        refuse_nested(what, self._owner)
        if lane == "cpu" and self.config.use_process_pool:
            refuse_unpicklable(function)

    async def _run(
        self,
        lane: LaneName,
        function: Callable[..., Any],
        arguments: tuple[Any, ...],
        named: dict[str, Any],
        *,
        queue_limit: int | None = None,
    ) -> Any:
        self._check(f"run_{lane}", lane, function)
        return await self._lanes[lane].run(function, arguments, named, queue_limit=queue_limit)

    async def _map(
        self,
        name: LaneName,
        function: Callable[[T], R],
        items: Iterable[T],
        priority: Callable[[T], object] | None,
        return_exceptions: bool,
    ) -> list[R]:
        self._check(f"map_{name}", name, function)
        lane = self._lanes[name]
        results = await ordered_map(
            lambda item: lane.run(function, (item,), {}),
            items,
            at_once=lane.workers + min(lane.workers, self.config.max_queue_size),
            priority=priority,
            return_exceptions=return_exceptions,
        )
        # Where errors are in it, the caller asked for them.
        return cast("list[R]", results)

    def _wake_watch(self) -> None:
        if self._watch is not None:
            self._watch.wake()

    def _is_watch_needed(self) -> bool:
        """Whether there is work, or a factor that has to come back to 1."""
        slots = [lane.slots for lane in self._lanes.values()]
        return self._throttle.factor < 1 or any(s.active or s.waiting for s in slots)

    def _resize(self, factor: float) -> None:
        for lane in self._lanes.values():
            lane.slots.resize(effective_slots(lane.workers, factor))


_shared: ConcurrencyManager | None = None
_shared_lock = threading.Lock()


def get_concurrency_manager(config: ConcurrencyConfig | None = None) -> ConcurrencyManager:
    """The one manager that this process shares; made by the first call.

    A later call with other settings gets the same manager, and a warning in the log. After
    its shutdown the next call makes a new one.
    """
    global _shared
    with _shared_lock:
        if _shared is None or _shared._is_closed or _shared._pid != os.getpid():
            _shared = ConcurrencyManager(config)
        elif config is not None and config != _shared.config:
            logger.warning("other_concurrency_settings_ignored", extra={"ignored": str(config)})
        return _shared


def _shut_down_at_exit(reference: weakref.ref[ConcurrencyManager]) -> None:
    manager = reference()
    if manager is not None:
        manager.shutdown(wait=False)
