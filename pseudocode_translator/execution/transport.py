"""How a pool reaches its workers: by file descriptors, or by what `multiprocessing` has."""

from __future__ import annotations

import os
from typing import Protocol

from pseudocode_translator.execution.link import Link, Pipes
from pseudocode_translator.execution.listener import Heard
from pseudocode_translator.execution.pool_settings import PoolSettings

HAS_DESCRIPTORS = os.name == "posix"
"""Whether pipes are file descriptors that a thread can wait for, as on all but Windows."""


class Listening(Protocol):
    """What the supervisor waits on; all but `wake` is called by the supervisor only."""

    def wake(self) -> None:
        """End the wait, now or as soon as it begins. Any thread may call this."""

    def fall_asleep(self) -> None:
        """From here on `wake` has something to do. Called with the pool's lock held, so that
        whoever changes something afterwards finds it so."""

    def wait(self, seconds: float | None) -> list[tuple[Link, Heard]]:
        """What was heard; empty when the time is over or somebody called `wake`."""

    def add(self, link: Link) -> None:
        """Listen to a new worker."""

    def watch_process(self, link: Link) -> None:
        """Hear of its end even if a child of it keeps the pipe open, once its number is known."""

    def watch_room(self, link: Link) -> None:
        """Hear when its pipe takes more."""

    def forget_room(self, link: Link) -> None:
        """Its pipe took all."""

    def remove(self, link: Link) -> None:
        """Listen to it no more."""

    def close(self) -> None:
        """Give the descriptors back."""


class Transport(Protocol):
    """Starts workers and listens to them; used by one pool."""

    @property
    def method(self) -> str:
        """The start method."""

    def start(self) -> Pipes:
        """Start a worker.

        Raises:
            OSError: No process, no descriptor or no memory is left; nothing stays behind.
        """

    def listener(self) -> Listening:
        """What to wait on."""

    def close(self) -> None:
        """No more workers will be started."""

    def let_go(self) -> None:
        """This process is a fork of the pool's; the workers do not live as long as it does."""


def transport_for(settings: PoolSettings) -> Transport:
    """The transport of this platform; with ``fork`` this is where this process is copied.

    Raises:
        ValueError: The platform has no such start method.
    """
    if HAS_DESCRIPTORS:
        from pseudocode_translator.execution.pipes import DescriptorTransport

        return DescriptorTransport(settings)
    from pseudocode_translator.execution.portable import PortableTransport

    return PortableTransport()
