"""Does it pay to send work of this size to another process? A running estimate.

What counts depends on who waits. For one caller it is the way there and back, which the
work must outweigh; where much is under way at once it is what this process spends per piece,
which the workers must save.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

SAMPLES_TO_DECIDE = 32
"""So many pieces of a size are sent away before their estimate counts."""
EXPLORE_EVERY = 64
"""Of those that would stay here, one in so many is sent away, to see if that still loses."""
_TOLERANCE = 0.03
"""So large a part of the work may be lost on the way."""
_WEIGHT = 0.1
"""Of the newest sample."""
_FIRST_SAMPLES = 8
_OUTLIER = 4.0
"""A sample of more than so many times the average counts as this much."""


class Waiting(Enum):
    """Who waits for the result."""

    ONE = "one"
    """A single caller, who does nothing meanwhile: its time is what counts."""
    MANY = "many"
    """Several, or one that has submitted ahead: throughput is what counts."""


@dataclass(slots=True)
class _Average:
    """An average in which old samples fade, and that no single sample can spoil."""

    value: float = 0.0
    count: int = 0

    def add(self, sample: float) -> None:
        self.count += 1
        if self.count == 1:
            self.value = sample
        elif self.count <= _FIRST_SAMPLES:
            # The first of all waited until the workers had started.
            self.value = min(self.value, sample)
        else:
            self.value += (min(sample, _OUTLIER * self.value) - self.value) * _WEIGHT


@dataclass(slots=True)
class _Size:
    """What is known of pieces of about one size."""

    work_ms: _Average
    trip_ms: _Average
    spent_ms: _Average
    stayed: int = 0


class OffloadEstimate:
    """Remembers what work cost; every method may be called by any thread."""

    def __init__(self, workers: int, cores: int) -> None:
        self._workers = max(workers, 1)
        self._cores = max(cores, 1)
        self._lock = threading.Lock()
        self._sizes: dict[tuple[str, int], _Size] = {}

    def pays(self, kind: str, size_chars: int, waiting: Waiting) -> bool:
        """Whether to send a piece away."""
        with self._lock:
            known = self._sizes.get(_key(kind, size_chars))
            if known is None or self._gains(known, waiting):
                return True
            known.stayed += 1
            return known.stayed % EXPLORE_EVERY == 0

    def add_trip(self, kind: str, size_chars: int, *, work_ms: float, trip_ms: float) -> None:
        """A worker spent `work_ms`; the caller alone waited `trip_ms` more than that."""
        with self._lock:
            known = self._known(kind, size_chars)
            known.work_ms.add(work_ms)
            known.trip_ms.add(max(trip_ms, 0.0))

    def add_spent(self, kind: str, size_chars: int, *, work_ms: float, spent_ms: float) -> None:
        """A worker spent `work_ms`, and this process `spent_ms`, while others were under way."""
        with self._lock:
            known = self._known(kind, size_chars)
            known.work_ms.add(work_ms)
            known.spent_ms.add(spent_ms)

    def add_local(self, kind: str, size_chars: int, *, work_ms: float) -> None:
        """The work was done here."""
        with self._lock:
            self._known(kind, size_chars).work_ms.add(work_ms)

    def _gains(self, known: _Size, waiting: Waiting) -> bool:
        gains: Callable[[_Size], bool]
        if waiting is Waiting.ONE:
            average, gains = known.trip_ms, _wins_time
        else:
            average, gains = known.spent_ms, self._wins_throughput
        return average.count < SAMPLES_TO_DECIDE or gains(known)

    def _wins_throughput(self, known: _Size) -> bool:
        """Per piece: what the busiest of workers, this process and all cores has to do."""
        work_ms, spent_ms = known.work_ms.value, known.spent_ms.value
        pool_ms = max(spent_ms, work_ms / self._workers, (work_ms + spent_ms) / self._cores)
        return pool_ms <= work_ms * (1 + _TOLERANCE)

    def _known(self, kind: str, size_chars: int) -> _Size:
        key = _key(kind, size_chars)
        known = self._sizes.get(key)
        if known is None:
            known = self._sizes[key] = _Size(_Average(), _Average(), _Average())
        return known


def _wins_time(known: _Size) -> bool:
    return known.trip_ms.value <= known.work_ms.value * _TOLERANCE


def _key(kind: str, size_chars: int) -> tuple[str, int]:
    """Sizes within a factor of four are alike."""
    return kind, size_chars.bit_length() // 2
