"""One face for all executors: two workers, started by spawn, each library used as it asks to be.

Where a library has a quicker way of its own for one call or for many, it is measured that way:
all but `open`, `submit` and `close` may be overridden. A library is imported by `open`, not before.
"""

# ruff: noqa: D102 - methods that fill the interface say nothing that it does not say.

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
import platform
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, Future
from typing import Any

WORKERS = 2
START_METHOD = "spawn"
MAP_CHUNK = 256
"""Items per message of a bulk `map`, for libraries that do not choose it themselves."""

OWN_LIMIT = "a time limit of its own"
CANCELLATION = "cancellation, which kills the worker"
WATCHDOG = "none: a watchdog of the benchmark kills the worker at the deadline"


class Contender(ABC):
    """An executor with its workers."""

    _pool: Any

    title: str
    module: str
    """What `open` imports."""
    distribution: str | None = None
    """As on the package index; None for what comes with Python."""
    has_map: bool = True
    """Whether there is a bulk call."""
    limit: str = WATCHDOG
    """What ends a task that runs too long."""

    @classmethod
    def installed(cls) -> bool:
        """Whether `open` would find the library; it is not imported."""
        try:
            return importlib.util.find_spec(cls.module) is not None
        except ModuleNotFoundError:
            return False

    @classmethod
    def version(cls) -> str:
        """Of the library, or of Python for what comes with it."""
        if cls.distribution is None:
            return f"Python {platform.python_version()}"
        return importlib.metadata.version(cls.distribution)

    @abstractmethod
    def open(self) -> None:
        """Import the library and make the pool; most start their workers later."""

    @abstractmethod
    def submit(
        self, function: Callable[..., Any], *arguments: Any, limit_s: float | None = None
    ) -> Future[Any]:
        """Hand one task over. `limit_s` is ignored where `limit` is the watchdog."""

    @abstractmethod
    def close(self) -> None:
        """End all workers."""

    def round_trip(self, function: Callable[[Any], Any], argument: Any) -> Any:
        """Hand one task over and wait for its result."""
        return self.submit(function, argument).result()

    def call_times(self, function: Callable[[Any], Any], argument: Any, count: int) -> list[float]:
        """Seconds of each of `count` calls, one at a time, the library's quickest way."""
        return round_trip_times(self, function, argument, count)

    def collect_futures(self, function: Callable[[Any], Any], items: Sequence[Any]) -> list[Any]:
        """Hand over one task per item as to any executor, then fetch all results."""
        futures = [self.submit(function, item) for item in items]
        return [future.result() for future in futures]

    def collect(self, function: Callable[[Any], Any], items: Sequence[Any]) -> list[Any]:
        """The same in the library's quickest way."""
        return self.collect_futures(function, items)

    def map(self, function: Callable[[Any], Any], items: Sequence[Any]) -> list[Any]:
        """Do them in bulk, the library's own way."""
        return self.collect(function, items)


def library(name: str) -> Any:
    """Import a peer. Not all of them have types, and none needs to be installed."""
    return importlib.import_module(name)


def round_trip_times(
    contender: Contender, function: Callable[[Any], Any], argument: Any, count: int
) -> list[float]:
    """Seconds of each of `count` round trips, one at a time."""
    times = []
    for _ in range(count):
        start = time.perf_counter()
        contender.round_trip(function, argument)
        times.append(time.perf_counter() - start)
    return times


class OurWorkerPool(Contender):
    """What all of this is about."""

    title = "WorkerPool (ours)"
    module = "pseudocode_translator.execution.worker_pool"
    distribution = "pseudocode-translator"
    limit = OWN_LIMIT

    def open(self) -> None:
        from pseudocode_translator.execution.pool_settings import PoolSettings
        from pseudocode_translator.execution.tasks import TaskOptions
        from pseudocode_translator.execution.worker_pool import WorkerPool

        self._options = TaskOptions
        self._pool = WorkerPool(PoolSettings(max_workers=WORKERS, start_method=START_METHOD))

    def submit(
        self, function: Callable[..., Any], *arguments: Any, limit_s: float | None = None
    ) -> Future[Any]:
        options = self._options(timeout_s=limit_s)
        future: Future[Any] = (
            self._pool.submit(function, *arguments)
            if limit_s is None
            else self._pool.submit_with(options, function, *arguments)
        )
        return future

    def map(self, function: Callable[[Any], Any], items: Sequence[Any]) -> list[Any]:
        return list(self._pool.map(function, items, chunksize=MAP_CHUNK))

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)


class StandardExecutor(Contender):
    """A pool that breaks as a whole when one worker dies: a user makes a new one and goes on."""

    def submit(
        self, function: Callable[..., Any], *arguments: Any, limit_s: float | None = None
    ) -> Future[Any]:
        try:
            future: Future[Any] = self._pool.submit(function, *arguments)
        except BrokenExecutor:
            self._pool.shutdown(wait=False)
            self.open()
            future = self._pool.submit(function, *arguments)
        return future

    def map(self, function: Callable[[Any], Any], items: Sequence[Any]) -> list[Any]:
        return list(self._pool.map(function, items, chunksize=MAP_CHUNK))


class ProcessPoolExecutor(StandardExecutor):
    """Of `concurrent.futures`."""

    title = "ProcessPoolExecutor"
    module = "concurrent.futures"

    def open(self) -> None:
        context = library("multiprocessing").get_context(START_METHOD)
        self._pool = library("concurrent.futures").ProcessPoolExecutor(WORKERS, mp_context=context)

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)


class Loky(StandardExecutor):
    """Always starts workers its own way, which is a spawn."""

    title = "loky"
    module = "loky"
    distribution = "loky"

    def open(self) -> None:
        self._pool = library("loky").ProcessPoolExecutor(WORKERS, timeout=300)

    def close(self) -> None:
        self._pool.shutdown(kill_workers=True)


class ApplyPool(Contender):
    """A pool whose own calls are `apply` and `apply_async`, without futures."""

    def round_trip(self, function: Callable[[Any], Any], argument: Any) -> Any:
        return self._pool.apply(function, (argument,))

    def collect(self, function: Callable[[Any], Any], items: Sequence[Any]) -> list[Any]:
        results = [self._pool.apply_async(function, (item,)) for item in items]
        return [result.get() for result in results]


class MultiprocessingPool(ApplyPool):
    """Puts a new worker in the place of a dead one, but never reports the task that it had."""

    title = "multiprocessing.Pool"
    module = "multiprocessing"

    def open(self) -> None:
        self._pool = library("multiprocessing").get_context(START_METHOD).Pool(WORKERS)

    def submit(
        self, function: Callable[..., Any], *arguments: Any, limit_s: float | None = None
    ) -> Future[Any]:
        future: Future[Any] = Future()
        self._pool.apply_async(
            function, arguments, callback=future.set_result, error_callback=future.set_exception
        )
        return future

    def map(self, function: Callable[[Any], Any], items: Sequence[Any]) -> list[Any]:
        return list(self._pool.map(function, items))

    def close(self) -> None:
        self._pool.terminate()
        self._pool.join()


class Pebble(Contender):
    """Made for time limits."""

    title = "Pebble"
    module = "pebble"
    distribution = "Pebble"
    limit = OWN_LIMIT

    def open(self) -> None:
        context = library("multiprocessing").get_context(START_METHOD)
        self._pool = library("pebble").ProcessPool(WORKERS, context=context)

    def submit(
        self, function: Callable[..., Any], *arguments: Any, limit_s: float | None = None
    ) -> Future[Any]:
        future: Future[Any] = self._pool.schedule(function, args=arguments, timeout=limit_s)
        return future

    def map(self, function: Callable[[Any], Any], items: Sequence[Any]) -> list[Any]:
        return list(self._pool.map(function, items, chunksize=MAP_CHUNK).result())

    def close(self) -> None:
        self._pool.stop()
        self._pool.join()


class Mpire(ApplyPool):
    """Made for maps."""

    title = "mpire"
    module = "mpire"
    distribution = "mpire"
    limit = OWN_LIMIT

    def open(self) -> None:
        self._pool = library("mpire").WorkerPool(
            WORKERS, start_method=START_METHOD, keep_alive=True
        )

    def submit(
        self, function: Callable[..., Any], *arguments: Any, limit_s: float | None = None
    ) -> Future[Any]:
        future: Future[Any] = Future()

        # A task may be reported twice: as too late, and as lost with its worker.
        def succeed(result: Any) -> None:
            if not future.done():
                future.set_result(result)

        def fail(error: BaseException) -> None:
            if not future.done():
                future.set_exception(error)

        self._pool.apply_async(
            function, arguments, callback=succeed, error_callback=fail, task_timeout=limit_s
        )
        return future

    def map(self, function: Callable[[Any], Any], items: Sequence[Any]) -> list[Any]:
        # It would unpack each item into arguments; a tuple of one keeps the item whole.
        return list(self._pool.map(function, [(item,) for item in items]))

    def close(self) -> None:
        self._pool.terminate()


class AnyioToProcess(Contender):
    """Measured from inside its event loop, where its users are."""

    title = "anyio.to_process"
    module = "anyio"
    distribution = "anyio"
    has_map = False
    limit = CANCELLATION

    def open(self) -> None:
        self._anyio = library("anyio")
        self._to_process = library("anyio.to_process")
        self._portal_manager = library("anyio.from_thread").start_blocking_portal()
        self._portal = self._portal_manager.__enter__()
        self._limiter = self._portal.call(self._make_limiter)

    async def _make_limiter(self) -> Any:
        return self._anyio.CapacityLimiter(WORKERS)

    def submit(
        self, function: Callable[..., Any], *arguments: Any, limit_s: float | None = None
    ) -> Future[Any]:
        work = (self._run,) if limit_s is None else (self._run_within, limit_s)
        future: Future[Any] = self._portal.start_task_soon(*work, function, arguments)
        return future

    async def _run(self, function: Callable[..., Any], arguments: Any) -> Any:
        return await self._to_process.run_sync(function, *arguments, limiter=self._limiter)

    async def _run_within(
        self, limit_s: float, function: Callable[..., Any], arguments: Any
    ) -> Any:
        async with self._limiter:  # The clock starts when a worker is free.
            with self._anyio.fail_after(limit_s):
                return await self._to_process.run_sync(
                    function,
                    *arguments,
                    cancellable=True,
                    limiter=self._anyio.CapacityLimiter(1),
                )

    def call_times(self, function: Callable[[Any], Any], argument: Any, count: int) -> list[float]:
        async def calls() -> list[float]:
            times = []
            for _ in range(count):
                start = time.perf_counter()
                await self._run(function, (argument,))
                times.append(time.perf_counter() - start)
            return times

        times: list[float] = self._portal.call(calls)
        return times

    def collect(self, function: Callable[[Any], Any], items: Sequence[Any]) -> list[Any]:
        results: list[Any] = [None] * len(items)

        async def one(index: int, item: Any) -> None:
            results[index] = await self._run(function, (item,))

        async def everything() -> None:
            async with self._anyio.create_task_group() as group:
                for index, item in enumerate(items):
                    group.start_soon(one, index, item)

        self._portal.call(everything)
        return results

    def close(self) -> None:
        self._portal_manager.__exit__(None, None, None)


OURS = "worker_pool"
CONTENDERS: dict[str, type[Contender]] = {
    OURS: OurWorkerPool,
    "process_pool_executor": ProcessPoolExecutor,
    "pebble": Pebble,
    "loky": Loky,
    "mpire": Mpire,
    "multiprocessing_pool": MultiprocessingPool,
    "anyio": AnyioToProcess,
}
