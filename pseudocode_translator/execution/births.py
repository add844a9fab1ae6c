"""When a pool starts another worker, and what happens when that fails."""

from __future__ import annotations

import contextlib
import pickle
import time
from collections.abc import Iterable

from pseudocode_translator.execution.launch import main_module
from pseudocode_translator.execution.link import NEVER, Link
from pseudocode_translator.execution.pool_settings import PoolSettings
from pseudocode_translator.execution.scheduler import Role, Scheduler
from pseudocode_translator.execution.transport import Transport, transport_for

_GIVE_UP_AFTER = 3
"""So many starts in a row may fail before those who wait are told."""
_RETRY_S = 0.05


class Births:
    """Starts workers; all but the constructor is called by the supervisor."""

    def __init__(self, settings: PoolSettings) -> None:
        """Prepare; with ``fork`` this is where this process is copied.

        Raises:
            ValueError: The platform has no such start method.
        """
        self.retry_at = NEVER
        """When to try again after a failure."""
        self._settings = settings
        self._failures = 0
        self._strength = 0
        self._setup: dict[str, object] = {
            "initializer": None
            if settings.initializer is None
            else pickle.dumps((settings.initializer, settings.initargs)),
            "main": main_module(),
            "measures_memory": settings.memory_limit_bytes is not None,
        }
        self.transport: Transport = transport_for(settings)

    def wanted(self, scheduler: Scheduler, *, is_closed: bool) -> Role | None:
        """Whether another worker should be started now, and for what. The lock is held."""
        if self.retry_at < NEVER:
            if time.monotonic() < self.retry_at:
                return None
            self.retry_at = NEVER
        serving = len(scheduler.serving)
        if serving >= scheduler.max_workers and len(scheduler.spares) >= self._settings.spares:
            return None
        outstanding = len(scheduler.pending) + sum(len(link.tasks) for link in scheduler.serving)
        needed = min(scheduler.max_workers, outstanding)
        if not is_closed:
            # A pool that has grown stays as strong as it was.
            self._strength = needed = max(self._strength, serving, needed)
        if serving < needed:
            return Role.SERVE
        # Not before the first results: starting a spare would only delay them.
        has_served = any(link.is_ready for link in scheduler.serving)
        if has_served and not is_closed and len(scheduler.spares) < self._settings.spares:
            return Role.SPARE
        return None

    def start(self, modules: Iterable[str]) -> Link:
        """Start a worker, which loads the modules of tasks that came before.

        Raises:
            OSError: No process, no descriptor or no memory is left.
        """
        link = Link(self.transport.start())
        with contextlib.suppress(OSError):  # It is dead already; the supervisor will hear.
            link.pipes.send(pickle.dumps({**self._setup, "modules": "\n".join(modules).encode()}))
        return link

    def failed(self, reason: str) -> str:
        """A worker did not start; what to tell those who wait if that was once too often."""
        self._failures += 1
        self.retry_at = time.monotonic() + _RETRY_S * 2 ** min(self._failures, 6)
        if self._failures < _GIVE_UP_AFTER:
            return ""
        return f"{self._failures} attempts failed, the last one because {reason}"

    def start_over(self) -> None:
        """Forget failures: a worker is ready."""
        self._failures = 0
        self.retry_at = NEVER

    def give_up(self) -> None:
        """Start none until there is a task again."""
        self.start_over()
        self._strength = 0

    def close(self) -> None:
        """Start no more."""
        self.transport.close()
