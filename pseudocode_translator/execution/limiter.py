"""`Slots`: how many calls may run at once, for coroutines of any event loop.

An `asyncio.Semaphore` belongs to one loop, cannot change its size, and knows no threads.
Here one lock guards the counters; whoever gives a slot back hands it to the first call that
waits, whatever loop that lives in.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections import deque

from pseudocode_translator.errors import ManagerClosedError, QueueFullError


class _Waiter:
    """A coroutine that waits for a slot."""

    __slots__ = ("future", "is_granted", "loop")

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.future: asyncio.Future[None] = self.loop.create_future()
        self.is_granted = False
        """Guarded by the lock of the slots; the future itself belongs to its loop."""

    def wake(self, error: Exception | None = None) -> bool:
        """Let the coroutine go on; False if its loop is closed. Called from any thread."""
        try:
            self.loop.call_soon_threadsafe(self._resolve, error)
        except RuntimeError:
            return False
        return True

    def _resolve(self, error: Exception | None) -> None:
        # The coroutine may have been cancelled between the grant and now.
        if self.future.done():
            return
        if error is None:
            self.future.set_result(None)
        else:
            self.future.set_exception(error)


class Slots:
    """A number of slots that can change while they are in use."""

    def __init__(self, name: str, capacity: int) -> None:
        self._name = name
        self._capacity = capacity
        self._active = 0
        self._waiters: deque[_Waiter] = deque()
        self._closed = False
        # Held for a few instructions only, and never while foreign code runs.
        self._lock = threading.Lock()

    @property
    def capacity(self) -> int:
        """How many slots there are now."""
        return self._capacity

    @property
    def active(self) -> int:
        """Slots in use; more than `capacity` for a while after that shrank."""
        return self._active

    @property
    def waiting(self) -> int:
        """Calls that wait for a slot."""
        return len(self._waiters)

    async def acquire(self, *, queue_limit: int | None = None) -> None:
        """Take a slot, in the order of asking.

        Args:
            queue_limit: raise instead of waiting where so many calls wait already.

        Raises:
            QueueFullError: see there.
            ManagerClosedError: `close` was called, before or while this call waited.
        """
        with self._lock:
            if self._closed:
                raise ManagerClosedError(self._name)
            # Where there is a free slot nobody waits: `_hand_out` sees to that.
            if self._active < self._capacity:
                self._active += 1
                return
            if queue_limit is not None and len(self._waiters) >= queue_limit:
                raise QueueFullError(self._name, queue_limit)
            waiter = _Waiter()
            self._waiters.append(waiter)
        try:
            await waiter.future
        except asyncio.CancelledError:
            self._give_up(waiter)
            raise

    def release(self) -> None:
        """Give a slot back; called from any thread."""
        with self._lock:
            self._active -= 1
            self._hand_out()

    def resize(self, capacity: int) -> None:
        """Change the number of slots; those in use stay so until they are given back."""
        with self._lock:
            self._capacity = capacity
            self._hand_out()

    def close(self) -> None:
        """Let all who wait, and all who come, fail."""
        with self._lock:
            self._closed = True
            waiters, self._waiters = list(self._waiters), deque()
        for waiter in waiters:
            waiter.wake(ManagerClosedError(self._name))

    def _hand_out(self) -> None:
        """Give free slots to those who wait; the lock is held."""
        while self._waiters and self._active < self._capacity:
            waiter = self._waiters.popleft()
            waiter.is_granted = True
            # A loop that was closed with calls waiting takes no slot with it.
            if waiter.wake():
                self._active += 1

    def _give_up(self, waiter: _Waiter) -> None:
        """The coroutine was cancelled: leave the queue, or pass on what came too late."""
        with self._lock:
            if waiter.is_granted:
                self._active -= 1
                self._hand_out()
            else:
                with contextlib.suppress(ValueError):  # Closed meanwhile.
                    self._waiters.remove(waiter)
