"""How busy the machine is: psutil where it is installed, else what the system offers."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pseudocode_translator.execution.log import logger

_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Load:
    """Use of the machine."""

    cpu_percent: float
    """Of all CPUs together, since the last look; 0 to 100."""
    memory_percent: float
    """Of the memory; 0 to 100, and 0 where nobody can tell."""


Probe = Callable[[], Load]


def find_probe() -> Probe | None:
    """The best probe of this machine; None, and one line in the log, if there is none."""
    for kind in (_PsutilProbe, _ProcProbe, _LoadAverageProbe):
        try:
            probe: Probe = kind()
            probe()  # The first look has nothing to compare with, and shows whether it works.
        except (ImportError, OSError, AttributeError, ValueError, KeyError):
            continue
        return probe
    logger.warning("no_load_probe", extra={"advice": "install psutil to throttle under load"})
    return None


class _PsutilProbe:
    """Works on all platforms that matter."""

    def __init__(self) -> None:
        import psutil

        self._cpu_percent = psutil.cpu_percent
        self._memory = psutil.virtual_memory

    def __call__(self) -> Load:
        # Without an interval it compares with the last call instead of sleeping.
        return Load(self._cpu_percent(interval=None), self._memory().percent)


class _ProcProbe:
    """Linux without psutil: proc(5), /proc/stat and /proc/meminfo."""

    def __init__(self) -> None:
        self._last = self._ticks()

    def __call__(self) -> Load:
        before, self._last = self._last, self._ticks()
        total, idle = (now - then for now, then in zip(self._last, before, strict=True))
        cpu_percent = 100 * (1 - idle / total) if total > 0 else 0.0
        return Load(min(100.0, max(0.0, cpu_percent)), self._memory_percent())

    def _ticks(self) -> tuple[int, int]:
        """All ticks of all CPUs since the start, and those without work."""
        fields = (_PROC / "stat").read_text().split("\n", 1)[0].split()[1:9]
        ticks = [int(field) for field in fields]
        return sum(ticks), ticks[3] + ticks[4]  # "idle" and "iowait"

    def _memory_percent(self) -> float:
        sizes = dict(line.split(":", 1) for line in (_PROC / "meminfo").read_text().splitlines())
        total, free = (int(sizes[key].split()[0]) for key in ("MemTotal", "MemAvailable"))
        return 100 * (1 - free / total)


class _LoadAverageProbe:
    """Other Unix without psutil: how many processes want a CPU; nothing about memory."""

    def __call__(self) -> Load:
        wanted = os.getloadavg()[0] / (os.cpu_count() or 1)
        return Load(min(100.0, 100 * wanted), 0.0)
