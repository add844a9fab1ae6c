"""How fast: one task at a time, many at once, large payloads, a hundred thousand tasks."""

from __future__ import annotations

import gc
import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from executor_scenarios import tasks
from executor_scenarios.contenders import WORKERS, Contender, round_trip_times
from executor_scenarios.memory import peak_bytes_since, resident_bytes

SMALL_BYTES = 100
LARGE_BYTES = 1_000_000
WARM_UP_S = 30


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much of everything one measurement does."""

    calls: int
    small_tasks: int
    large_tasks: int
    many_tasks: int
    repetitions: int


FULL = Sizes(calls=1000, small_tasks=4000, large_tasks=120, many_tasks=100_000, repetitions=3)
QUICK = Sizes(calls=300, small_tasks=2000, large_tasks=40, many_tasks=10_000, repetitions=2)


def warm_up(contender: Contender) -> None:
    """Give work until every worker has answered, or raise `TimeoutError`."""
    deadline = time.monotonic() + WARM_UP_S
    pids: set[int] = set()
    while len(pids) < WORKERS:
        if time.monotonic() > deadline:
            raise TimeoutError(f"{len(pids)} of {WORKERS} workers answered in {WARM_UP_S} s")
        futures = [contender.submit(tasks.pid_after, 0.02) for _ in range(2 * WORKERS)]
        pids |= {future.result(WARM_UP_S) for future in futures}


def noop(contender: Contender, sizes: Sizes) -> dict[str, Any]:
    """Time `submit(noop).result()`, one at a time; then the library's quickest call."""
    warm_up(contender)
    round_trip_times(contender, tasks.noop, None, sizes.calls // 10)
    times = round_trip_times(contender, tasks.noop, None, sizes.calls)
    own_times = contender.call_times(tasks.noop, None, sizes.calls)
    return {
        "median_us": statistics.median(times) * 1e6,
        "p99_us": statistics.quantiles(times, n=100)[98] * 1e6,
        "own_call_us": statistics.median(own_times) * 1e6,
    }


def small(contender: Contender, sizes: Sizes) -> dict[str, Any]:
    """Echo 100 bytes each, all handed over, then all collected; then the library's own way."""
    warm_up(contender)
    payloads = [os.urandom(SMALL_BYTES) for _ in range(sizes.small_tasks)]
    _echoed(contender.collect, payloads[: sizes.small_tasks // 10])
    per_s = {
        name: len(payloads) / min(_echoed(way, payloads) for _ in range(sizes.repetitions))
        for name, way in (("futures", contender.collect_futures), ("own", contender.collect))
    }
    return {"tasks_per_s": per_s["futures"], "own_tasks_per_s": max(per_s.values())}


def large(contender: Contender, sizes: Sizes) -> dict[str, Any]:
    """Echo 1 MB each, all at once and one at a time; MB/s counts one direction."""
    warm_up(contender)
    payloads = [os.urandom(LARGE_BYTES) for _ in range(sizes.large_tasks)]
    _echoed(contender.collect, payloads[: sizes.large_tasks // 10])
    best_s = min(_echoed(contender.collect, payloads) for _ in range(sizes.repetitions))
    one_s = statistics.median(contender.call_times(tasks.echo, payloads[0], sizes.large_tasks))
    return {
        "pipelined_mb_per_s": len(payloads) * LARGE_BYTES / best_s / 1e6,
        "one_at_a_time_mb_per_s": LARGE_BYTES / one_s / 1e6,
    }


def many(contender: Contender, sizes: Sizes) -> dict[str, Any]:
    """Do 100,000 tiny tasks, one `submit` each, then in bulk; what the parent needs for them."""
    warm_up(contender)
    items = list(range(sizes.many_tasks))
    gc.collect()
    before = resident_bytes()
    with peak_bytes_since() as peak:
        submitted_s = _seconds(lambda: contender.collect(tasks.noop, items))
    gc.collect()
    mapped_s = _seconds(lambda: contender.map(tasks.noop, items)) if contender.has_map else None
    return {
        "tasks": sizes.many_tasks,
        "submit_s": submitted_s,
        "peak_growth_mb": max(0, peak.bytes - before) / 1e6,
        "map_s": mapped_s,
    }


def _echoed(way: Callable[..., list[Any]], payloads: list[bytes]) -> float:
    """Seconds for all; wrong answers are no answers."""
    start = time.perf_counter()
    results = way(tasks.echo, payloads)
    took_s = time.perf_counter() - start
    if results != payloads:
        raise ValueError("an echo came back changed or out of order")
    return took_s


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
