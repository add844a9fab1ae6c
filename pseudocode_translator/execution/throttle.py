"""Fewer calls at once while the machine is under load.

`Throttle` decides; `LoadWatch` looks at the load in a thread of its own, as long as there is
work, so that neither an event loop nor a call ever waits for a probe.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable

from pseudocode_translator.execution.load import Load, Probe
from pseudocode_translator.execution.log import logger

STEP = 0.9
"""Factor of one step down; one step up takes it back."""
LEAST = 0.1
"""The factor never falls below it: work goes on, however loaded the machine is."""
CALM_MARGIN = 5.0
"""Percentage points that the load must be below its thresholds before steps are taken back;
without them the factor would change at every look while the load is just at a threshold."""

_MOST_STEPS = 50
"""More than enough to come back from the least factor."""


def effective_slots(workers: int, factor: float) -> int:
    """How many of the workers may be busy."""
    # 10 * 0.7 is a little less than 7 in binary fractions; that must not cost a slot.
    return max(1, math.floor(workers * factor + 1e-9))


class Throttle:
    """The factor by which the number of slots shrinks; 1.0 without load."""

    def __init__(self, cpu_threshold: float, memory_threshold: float) -> None:
        self._cpu_threshold = cpu_threshold
        self._memory_threshold = memory_threshold
        self.factor = 1.0

    def observe(self, load: Load, elapsed_s: float) -> bool:
        """Adapt to the load; True if the factor changed.

        Args:
            load: how it is now.
            elapsed_s: since the last look; a machine at rest for long recovers at once.
        """
        before = self.factor
        if load.cpu_percent > self._cpu_threshold or load.memory_percent > self._memory_threshold:
            self.factor = max(LEAST, round(before * STEP, 6))
        elif self._is_calm(load):
            steps = max(1, min(_MOST_STEPS, int(elapsed_s)))
            self.factor = min(1.0, round(before / STEP**steps, 6))
        return self.factor != before

    def _is_calm(self, load: Load) -> bool:
        return (
            load.cpu_percent <= self._cpu_threshold - CALM_MARGIN
            and load.memory_percent <= self._memory_threshold - CALM_MARGIN
        )


class LoadWatch:
    """Looks at the load at most once per interval while there is work."""

    def __init__(
        self,
        find_probe: Callable[[], Probe | None],
        throttle: Throttle,
        *,
        is_needed: Callable[[], bool],
        on_change: Callable[[float], None],
        interval_s: float = 1.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        # Finding one may import a library: that is done in the thread, too.
        self._find_probe = find_probe
        self._probe: Probe | None = None
        self._throttle = throttle
        self._is_needed = is_needed
        self._on_change = on_change
        self._interval_s = interval_s
        self._clock = clock
        self._last = -math.inf
        self._stopped = threading.Event()
        self._is_watching = False
        self._lock = threading.Lock()
        """Guards `_is_watching`: at most one thread watches."""
        self.thread: threading.Thread | None = None
        """The last thread that was started."""

    def wake(self) -> None:
        """There is work: see to it that somebody watches."""
        if self._is_watching or self._stopped.is_set():
            return
        with self._lock:
            if self._is_watching or self._stopped.is_set():
                return
            self._is_watching = True
            # A daemon: the interpreter must not wait for it at its end.
            thread = threading.Thread(target=self._watch, name="pseudocode-load-watch", daemon=True)
            try:
                thread.start()
            except RuntimeError:
                # No thread to be had: throttling is what can be done without.
                self._is_watching = False
            else:
                self.thread = thread

    def prepare(self) -> bool:
        """Find the probe; False if there is none."""
        self._probe = self._probe or self._find_probe()
        return self._probe is not None

    def look(self) -> None:
        """Look once, unless the last look was less than an interval ago."""
        now = self._clock()
        if now - self._last < self._interval_s or self._probe is None:
            return
        elapsed_s = now - self._last if math.isfinite(self._last) else 0.0
        self._last = now
        try:
            load = self._probe()
        except Exception:  # noqa: BLE001 - a probe that fails must not stop the work
            logger.warning("load_probe_failed", exc_info=True)
            return
        if self._throttle.observe(load, elapsed_s):
            self._tell(load)

    def stop(self) -> None:
        """End the thread; it ends by itself within a probe."""
        self._stopped.set()
        thread = self.thread
        if thread is not None and thread.is_alive() and thread is not threading.current_thread():
            thread.join(timeout=1.0)  # A probe that hangs is left behind.

    def _watch(self) -> None:
        # Without a probe this was the last thread: `_is_watching` stays true.
        while self.prepare():
            self.look()
            if self._stopped.wait(self._interval_s):
                return
            with self._lock:
                # Decided under the lock, so that a call that comes now starts a new thread.
                if not self._is_needed():
                    self._is_watching = False
                    return

    def _tell(self, load: Load) -> None:
        factor = self._throttle.factor
        fields = {"cpu_percent": load.cpu_percent, "memory_percent": load.memory_percent}
        logger.info("throttled to %.1f%%", 100 * factor, extra=fields)
        self._on_change(factor)
