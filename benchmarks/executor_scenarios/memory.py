"""What this process, and all below it, hold in memory."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil


@dataclass(slots=True)
class Peak:
    """The most that was resident at once."""

    bytes: int = 0
    """Set when the block ends."""


@contextmanager
def peak_bytes_since() -> Iterator[Peak]:
    """Give the high-water mark of this process; on Linux, of the block alone."""
    if sys.platform == "linux":
        # proc(5): 5 resets the peak, so that what imports once needed does not count.
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    peak = Peak()
    yield peak
    peak.bytes = _high_water_bytes()


def resident_bytes() -> int:
    return int(psutil.Process().memory_info().rss)


def tree_bytes() -> tuple[int, int]:
    """Give the bytes of this process and all below it, and the number of those below.

    Where the system knows it (Linux), a page that several share is counted once.
    """
    processes = [psutil.Process(), *psutil.Process().children(recursive=True)]
    return sum(_bytes(process) for process in processes), len(processes) - 1


def _bytes(process: psutil.Process) -> int:
    try:
        full = process.memory_full_info()
    except psutil.Error:
        return 0  # It has just ended.
    return int(getattr(full, "pss", full.rss))


def _high_water_bytes() -> int:
    if sys.platform == "linux":
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))
    if sys.platform == "win32":
        return int(psutil.Process().memory_info().peak_wset)
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # Bytes on macOS.
