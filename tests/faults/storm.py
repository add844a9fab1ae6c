"""Thousands of tasks, some of them poison: what becomes of the innocent?

    python tests/faults/storm.py --tasks 10000 --poison 0.05 --workers 4 --start-method spawn

prints a JSON summary. Two modes:

- ``--mode open``: tasks arrive at a fixed rate (``--rate`` per second), well below what the
  workers can do, so that queueing by itself delays nobody. The poison is spread evenly
  among them. A poison that dies gives its slot back at once; one that hangs holds it until
  its limit (`LIMIT_S`), so hangs are spaced in time such that fewer than ``workers`` of them
  run at any moment: one slot at least is free for the innocent.
  The delay of an innocent task is its start (monotonic clock, taken in the worker as the
  first thing it does) minus its submission (taken just before `submit`). It is *delayed
  through a poison* if that is more than 100 ms. Tasks are submitted by the clock, and the
  time by which the submitting program itself was late does not count, since it is not the
  pool's. Nothing is subtracted for the machine; a run without poison comes first, and its
  greatest and 99.9th-percentile delay are told beside, as the noise of the machine.
- ``--mode closed``: everything is submitted at once; batches, taking back and putting back
  are at work all the time. Delays mean nothing here; lost, re-run and wrong are counted.

Every innocent task appends a line with its number, start and process id to one file, in one
write to a descriptor opened with O_APPEND: that is what tells how often it ran.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import wait
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import psutil

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from pseudocode_translator.errors import RemoteTaskError, TaskTimeoutError, WorkerLostError
from pseudocode_translator.execution.pool_settings import PoolSettings
from pseudocode_translator.execution.tasks import TaskFuture, TaskOptions
from pseudocode_translator.execution.worker_pool import WorkerPool
from tests.faults import tasks

LIMIT_S = 0.1
"""Of each poison that hangs."""
DELAYED_S = 0.1
HANG_EVERY_S = 0.2
"""In open mode, not more often does a task hang: at 0.1 s each, one at a time as a rule."""
END_S = 300.0

Poison = Callable[[], object]
DIES: tuple[Poison, ...] = (tasks.exit_now, tasks.kill_itself, tasks.return_a_function)
HANGS: tuple[Poison, ...] = (
    tasks.spin,
    tasks.spin_in_regex,
    tasks.spin_without_sigterm,
    tasks.sleep_long,
)
ENDS_WITH: dict[Poison, type[Exception]] = {
    tasks.exit_now: WorkerLostError,
    tasks.kill_itself: WorkerLostError,
    tasks.return_a_function: RemoteTaskError,
    **dict.fromkeys(HANGS, TaskTimeoutError),
}


@dataclass(frozen=True, slots=True)
class Storm:
    """What is done."""

    tasks: int = 10_000
    poison: float = 0.05
    workers: int = 4
    start_method: str = "spawn"
    mode: str = "open"
    rate: float = 200.0
    """Tasks per second, in open mode."""
    spares: int = 2
    """One may be lost while the other is being replaced."""


@dataclass(slots=True)
class Summary:
    """What came of it; the first five should be 0."""

    lost: int = 0
    """Innocent tasks whose future failed or never completed."""
    rerun: int = 0
    """Innocent tasks that ran more than once."""
    wrong: int = 0
    """Innocent tasks with a wrong result, or that never ran although they have one."""
    delayed: int = 0
    """Innocent tasks that began more than 100 ms after their submission; open mode only."""
    misjudged: list[str] = field(default_factory=list)
    """Poison whose future did not fail with the error that belongs to it: what it has."""
    innocent: int = 0
    poison: int = 0
    delay_max_ms: float = 0.0
    delay_p999_ms: float = 0.0
    calibration_max_ms: float = 0.0
    calibration_p999_ms: float = 0.0
    workers_at_the_end: int = 0
    replaced: int = 0
    memory_growth_bytes: int = 0
    """Of this process, over the second half; about 1 kB per task is the futures kept here."""
    descriptors_left: int = 0
    """More than before, after the pool's end."""
    processes_left: int = 0
    seconds: float = 0.0
    poisons: dict[str, int] = field(default_factory=dict)


def run(storm: Storm) -> Summary:
    """The storm, after a calm of a tenth of its length for comparison."""
    summary = Summary()
    if storm.mode == "open":
        calm = Summary()
        _run(replace(storm, poison=0.0, tasks=max(200, storm.tasks // 10)), calm)
        summary.calibration_max_ms = calm.delay_max_ms
        summary.calibration_p999_ms = calm.delay_p999_ms
    _run(storm, summary)
    return summary


def _run(storm: Storm, summary: Summary) -> None:
    begun = time.monotonic()
    gc.collect()
    descriptors = _descriptors()
    with tempfile.TemporaryDirectory() as folder:
        _rage(storm, summary, f"{folder}/ran")
    gc.collect()
    summary.descriptors_left = _descriptors() - descriptors
    summary.processes_left = len(psutil.Process().children(recursive=True))
    summary.seconds = round(time.monotonic() - begun, 1)


def _rage(storm: Storm, summary: Summary, path: str) -> None:
    settings = PoolSettings(
        max_workers=storm.workers,
        start_method=storm.start_method,
        spares=storm.spares,
        initializer=tasks.load,  # So that a spare has its modules when it is needed.
    )
    with WorkerPool(settings) as pool:
        _warm(pool)
        futures, poisons, submitted = _submit_all(storm, pool, path, summary)
        tasks.until(lambda: pool.stats().workers == storm.workers, "full strength")
        summary.workers_at_the_end = pool.stats().workers
        summary.replaced = pool.stats().replaced
        is_open = storm.mode == "open"
        _judge(summary, futures, poisons, tasks.lines(path), submitted, is_open=is_open)
        pool.shutdown(cancel_futures=True)


Futures = dict[int, TaskFuture]
Poisons = list[tuple[Poison, TaskFuture]]


def _warm(pool: WorkerPool) -> None:
    """All workers and spares are there before the clock starts."""
    for future in [pool.submit(time.sleep, 0.1) for _ in range(pool.max_workers)]:
        future.result(timeout=60)
    scheduler = pool._scheduler
    tasks.until(
        lambda: (
            len(scheduler.spares) == pool.settings.spares
            and len(scheduler.serving) == pool.max_workers
            and all(link.is_ready for link in [*scheduler.spares, *scheduler.serving])
        ),
        "workers and spares are ready",
    )


def _submit_all(
    storm: Storm, pool: WorkerPool, path: str, summary: Summary
) -> tuple[Futures, Poisons, dict[int, float]]:
    futures: Futures = {}
    poisons: Poisons = []
    submitted: dict[int, float] = {}
    half_way = 0
    begun = time.monotonic()
    for number, poison in enumerate(_plan(storm)):
        if storm.mode == "open":
            _sleep_until(begun + number / storm.rate)
        if number == storm.tasks // 2:
            half_way = psutil.Process().memory_info().rss
        if poison is not None:
            limit_s = LIMIT_S if poison in HANGS else END_S
            poisons.append((poison, pool.submit_with(TaskOptions(timeout_s=limit_s), poison)))
            continue
        submitted[number] = time.monotonic()
        futures[number] = pool.submit(tasks.innocent, number, path)
    if storm.mode == "closed":
        wait(list(futures.values())[: len(futures) // 2], timeout=END_S)
        half_way = psutil.Process().memory_info().rss
    wait([*futures.values(), *(future for _, future in poisons)], timeout=END_S)
    summary.memory_growth_bytes = psutil.Process().memory_info().rss - half_way
    return futures, poisons, submitted


def _plan(storm: Storm) -> Iterator[Poison | None]:
    """Each task in its order: poison, or None for an innocent one."""
    every = round(1 / storm.poison) if storm.poison else 0
    kinds = _kinds(storm)
    for number in range(storm.tasks):
        yield next(kinds) if every and number % every == every // 2 else None


def _kinds(storm: Storm) -> Iterator[Poison]:
    """Poisons in turn; in open mode no hang before the last one has surely ended."""
    poison_s = 1 / (storm.rate * storm.poison) if storm.poison else 1.0
    deaths = round(HANG_EVERY_S / poison_s) - 1 if storm.mode == "open" else 2 * len(DIES)
    hang = die = 0
    while True:
        yield HANGS[hang % len(HANGS)]
        hang += 1
        for _ in range(max(0, deaths)):
            yield DIES[die % len(DIES)]
            die += 1


def _sleep_until(moment: float) -> None:
    pause_s = moment - time.monotonic()
    if pause_s > 0:
        time.sleep(pause_s)


def _judge(
    summary: Summary,
    futures: Futures,
    poisons: Poisons,
    ran: list[str],
    submitted: dict[int, float],
    *,
    is_open: bool,
) -> None:
    starts = {}
    times: Counter[int] = Counter()
    for line in ran:
        which, started, _ = line.split(":")
        starts[int(which)] = float(started)
        times[int(which)] += 1
    for number, future in futures.items():
        if not future.done() or future.cancelled() or future.exception() is not None:
            summary.lost += 1
        elif future.result() != number * number or not times[number]:
            summary.wrong += 1
        summary.rerun += times[number] > 1
    delays = sorted(starts[number] - submitted[number] for number in starts)
    if is_open:
        summary.delayed = sum(delay > DELAYED_S for delay in delays)
        summary.delay_max_ms = round(delays[-1] * 1000, 1)
        summary.delay_p999_ms = round(delays[int(len(delays) * 0.999)] * 1000, 1)
    summary.innocent, summary.poison = len(futures), len(poisons)
    for poison, future in poisons:
        error = future.exception() if future.done() else None
        if not isinstance(error, ENDS_WITH[poison]):
            summary.misjudged.append(f"{poison.__name__}: {error!r}")
    summary.poisons = dict(Counter(poison.__name__ for poison, _ in poisons))


def _descriptors() -> int:
    return len(os.listdir("/proc/self/fd"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    defaults = Storm()
    for name, value in asdict(defaults).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    summary = asdict(run(Storm(**vars(parser.parse_args()))))
    print(json.dumps(summary, indent=2))


if __name__ == "__main__":
    # The module by its name: workers then need not load this script.
    from tests.faults import storm as itself

    itself.main()
