"""What a future needs of `threading.Condition`, at a tenth of the memory.

A hundred thousand futures may wait for a pool, and two thirds of what the standard future
takes is its condition: nine attributes, five bound methods and a queue for threads that wait,
though most futures never have one.
"""

from __future__ import annotations

import threading
from _thread import RLock


class Waiting(RLock):  # type: ignore[misc]  # final in typeshed, not in CPython
    """Takes the place of a condition in a future, which holds its lock once at a time.

    It is the lock itself, so that taking it is one call into C.
    """

    # Not `_threads` itself, which would have to be set in each of them: few ever need it.
    __slots__ = ("__dict__",)
    _threads: list[threading.Lock] | None = None

    def wait(self, timeout: float | None = None) -> bool:
        """Wait, without the lock, for `notify_all`; whether it came in time."""
        mine = threading.Lock()
        mine.acquire()
        if self._threads is None:
            self._threads = []
        self._threads.append(mine)
        self.release()
        came = False
        try:
            came = mine.acquire() if timeout is None else mine.acquire(timeout=max(0.0, timeout))
        finally:
            self.acquire()
            if not came and self._threads is not None and mine in self._threads:
                self._threads.remove(mine)
        return came

    def notify_all(self) -> None:
        """Wake all who wait. Called with the lock held."""
        threads, self._threads = self._threads, None
        for thread in threads or ():
            thread.release()
