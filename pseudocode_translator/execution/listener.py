"""Waiting for all workers at once, and being woken up."""

from __future__ import annotations

import contextlib
import os
import selectors
import socket
from enum import Enum

from pseudocode_translator.execution.link import Link


class Heard(Enum):
    """What there is to see to at a worker."""

    RESULTS = 1
    """Something can be read from its pipe, be it the end."""
    ROOM = 2
    """Its pipe takes more."""
    END = 3
    """Its process ended."""


class Listener:
    """What the supervisor waits on; all but `wake` is called by the supervisor only."""

    def __init__(self) -> None:
        self._selector = selectors.DefaultSelector()
        # Sockets, for they know that they are closed; the number of a closed pipe may be
        # somebody else's file when a late `wake` writes to it.
        self._woken, self._wake_end = socket.socketpair()
        self._woken.setblocking(False)
        self._wake_end.setblocking(False)
        self._selector.register(self._woken, selectors.EVENT_READ, None)
        self._is_awake = True

    def wake(self) -> None:
        """End the wait, now or as soon as it begins. Any thread may call this."""
        if not self._is_awake:
            self._is_awake = True
            with contextlib.suppress(OSError):  # Full, or closed: awake or over.
                self._wake_end.send(b".")

    def fall_asleep(self) -> None:
        """From here on `wake` has something to do. Called with the pool's lock held, so that
        whoever changes something afterwards finds it so."""
        self._is_awake = False

    def wait(self, seconds: float | None) -> list[tuple[Link, Heard]]:
        """What was heard; empty when the time is over or somebody called `wake`."""
        heard = []
        for key, mask in self._selector.select(seconds):
            link = key.data
            if link is None:
                with contextlib.suppress(BlockingIOError):
                    self._woken.recv(4096)
            elif mask & selectors.EVENT_WRITE:
                heard.append((link, Heard.ROOM))
            elif key.fd == link.sentinel:
                heard.append((link, Heard.END))
            else:
                heard.append((link, Heard.RESULTS))
        self._is_awake = True
        return heard

    def add(self, link: Link) -> None:
        """Listen to a new worker."""
        self._selector.register(link.pipes.results, selectors.EVENT_READ, link)
        self.watch_process(link)

    def watch_process(self, link: Link) -> None:
        """Hear of its end even if a child of it keeps the pipe open, once its number is known."""
        if link.process.pid and link.sentinel < 0 and hasattr(os, "pidfd_open"):
            with contextlib.suppress(OSError):
                link.sentinel = os.pidfd_open(link.process.pid)
                self._selector.register(link.sentinel, selectors.EVENT_READ, link)

    def watch_room(self, link: Link) -> None:
        """Hear when its pipe takes more."""
        if link.pipes.is_blocked and not link.is_watched_for_room:
            link.is_watched_for_room = True
            self._selector.register(link.pipes.tasks, selectors.EVENT_WRITE, link)

    def forget_room(self, link: Link) -> None:
        """Its pipe took all."""
        link.is_watched_for_room = False
        self._selector.unregister(link.pipes.tasks)

    def remove(self, link: Link) -> None:
        """Listen to it no more."""
        for descriptor in (link.pipes.results, link.pipes.tasks, link.sentinel):
            with contextlib.suppress(KeyError, ValueError):
                self._selector.unregister(descriptor)

    def close(self) -> None:
        """Give the descriptors back."""
        self._selector.close()
        self._woken.close()
        self._wake_end.close()
