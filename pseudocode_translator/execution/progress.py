"""`ProgressTracker`: how far many small steps have come, told not too often."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

_PERCENT = 100.0


@dataclass(frozen=True, slots=True)
class ProgressState:
    """A tracker at one moment."""

    description: str
    current: int
    total: int
    percent: float
    """0 to 100; 100 where there is nothing to do."""
    elapsed_s: float


class _Bar(Protocol):
    """What we use of tqdm."""

    def update(self, n: float | None = 1) -> bool | None: ...

    def close(self) -> None: ...


class ProgressTracker:
    """Counts steps from any thread; reports when enough has changed, and at the end.

    On a terminal it draws a bar, if tqdm is installed.
    """

    def __init__(
        self,
        total: int,
        description: str = "",
        *,
        min_change: float = 1.0,
        min_seconds: float = 0.1,
        on_report: Callable[[ProgressState], object] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin at 0.

        Args:
            total: number of steps.
            description: shown before the bar.
            min_change: percentage points between two reports.
            min_seconds: seconds between two reports.
            on_report: called with each report, by the thread whose step it was, one at a time.
            clock: monotonic, in seconds.
        """
        self._total = total
        self._description = description
        self._min_change = min_change
        self._min_seconds = min_seconds
        self._on_report = on_report
        self._clock = clock
        self._started_at = clock()
        self._current = 0
        self._told = 0
        self._reported_percent: float | None = None
        self._reported_at = self._started_at
        self._lock = threading.Lock()
        # A lock of its own: whoever reports slowly must not hold up those who count.
        self._report_lock = threading.Lock()
        self._bar = _open_bar(total, description)

    def update(self, n: int = 1) -> float | None:
        """Count steps; the percentage if it was reported, else None."""
        with self._lock:
            self._current += n
            if not self._is_due():
                return None
            state = self._state()
            self._reported_percent = state.percent
            self._reported_at = self._clock()
        self._report(state)
        return state.percent

    async def update_async(self, n: int = 1) -> float | None:
        """As `update`, for coroutines; it does not wait."""
        return self.update(n)

    def get_state(self) -> ProgressState:
        """How far it is now, whether reported or not."""
        with self._lock:
            return self._state()

    def close(self) -> None:
        """Take the bar off the screen; safe to call again."""
        with self._report_lock:
            bar, self._bar = self._bar, None
            if bar is not None:
                bar.update(self._current - self._told)
                bar.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _percent(self) -> float:
        if self._total <= 0:
            return _PERCENT
        return min(_PERCENT, _PERCENT * self._current / self._total)

    def _state(self) -> ProgressState:
        elapsed_s = self._clock() - self._started_at
        return ProgressState(
            self._description, self._current, self._total, self._percent(), elapsed_s
        )

    def _is_due(self) -> bool:
        """Whether this step is to be reported: the first, the last, or enough after the last."""
        percent, last = self._percent(), self._reported_percent
        if last is None:
            return True
        if percent >= _PERCENT:
            return last < _PERCENT
        waited_s = self._clock() - self._reported_at
        # 10.1 - 0.1 is a little less than 10 in binary fractions.
        changed = percent - last >= self._min_change - 1e-9
        return changed and waited_s >= self._min_seconds

    def _report(self, state: ProgressState) -> None:
        with self._report_lock:
            if state.current < self._told:
                return  # Another thread came later and was quicker.
            if self._bar is not None:
                self._bar.update(state.current - self._told)
            self._told = state.current
            if self._on_report is not None:
                self._on_report(state)


def _open_bar(total: int, description: str) -> _Bar | None:
    """A bar on the terminal; None without a terminal or without tqdm."""
    if not (sys.stderr is not None and sys.stderr.isatty()):
        return None
    try:
        from tqdm import tqdm
    except ImportError:
        return None
    # Without limits of its own: the tracker decides what is worth drawing.
    bar: _Bar = tqdm(
        total=total, desc=description or None, file=sys.stderr, mininterval=0, miniters=1
    )
    return bar
