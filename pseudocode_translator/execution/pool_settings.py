"""What a pool can be told, and what it tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class PoolSettings:
    """How many workers, how they start, and what they may use."""

    max_workers: int | None = None
    """None: one per CPU. They start when there is work for them."""
    start_method: str | None = None
    """``spawn``, ``forkserver`` or ``fork``; None: forkserver where there is one, or spawn."""
    task_timeout_s: float | None = None
    """Limit of each task, from when a worker takes it up; None: no limit."""
    initializer: Callable[..., object] | None = None
    """Called in each worker before its first task; if it fails, so do those who submit."""
    initargs: tuple[object, ...] = ()
    spares: int = 1
    """Workers that are ready to take the place of one that is lost or replaced."""
    max_tasks_per_worker: int | None = None
    """A worker is replaced after so many tasks, as soon as a spare is ready."""
    memory_limit_bytes: int | None = None
    """A worker that holds more (resident memory) is replaced after its task."""
    max_pending: int | None = None
    """`submit` waits while so many tasks wait for a worker; None: it never waits."""
    preload: tuple[str, ...] = ()
    """Modules that the fork server imports, so that its workers have them at once."""
    kill_grace_s: float = 0.02
    """Between SIGTERM and SIGKILL, for a worker's children that want to tidy up."""

    def __post_init__(self) -> None:
        for name in ("max_workers", "max_tasks_per_worker", "memory_limit_bytes", "max_pending"):
            value = getattr(self, name)
            if value is not None and value < 1:
                raise ValueError(f"{name} must be at least 1, not {value}")
        # Written so that NaN, which is neither, is refused, too.
        if not self.kill_grace_s >= 0:
            raise ValueError(f"kill_grace_s must be at least 0, not {self.kill_grace_s}")
        if self.task_timeout_s is not None and not self.task_timeout_s > 0:
            raise ValueError(f"task_timeout_s must be more than 0, not {self.task_timeout_s}")
        if self.spares < 0:
            raise ValueError(f"spares must be at least 0, not {self.spares}")


class PoolEventType(StrEnum):
    """What can happen to a pool."""

    STARTED = "started"
    """The first worker is being started: ``max_workers``, ``start_method``."""
    WORKER_STARTED = "worker_started"
    """``pid``, ``duration_ms`` (from the start of its process until its initializer was done)."""
    WORKER_REPLACED = "worker_replaced"
    """It reached its number of tasks or its limit of memory: ``pid``, ``reason``."""
    WORKER_LOST = "worker_lost"
    """It died: ``pid``, ``exit_code``, ``task`` (empty if it had none)."""
    TASK_TIMEOUT = "task_timeout"
    """``pid``, ``task``, ``timeout_s``."""
    SHUT_DOWN = "shut_down"
    """No worker is left."""


@dataclass(frozen=True, slots=True)
class PoolEvent:
    """One thing that happened to a pool."""

    type: PoolEventType
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PoolStats:
    """A pool at one moment."""

    workers: int
    """Processes that serve, without the spares; those that are starting included."""
    spares: int
    pending: int
    """Tasks that wait for a worker."""
    running: int
    """Tasks that were given to a worker."""
    completed: int
    """Tasks that ended with a result or with an error of their own."""
    timed_out: int
    lost: int
    """Tasks whose worker died."""
    replaced: int
    """Workers that died or were replaced since the start."""
