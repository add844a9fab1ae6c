"""What is said of a worker that is gone, and of the task that it was at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pseudocode_translator.errors import PseudocodeError, TaskTimeoutError, WorkerLostError
from pseudocode_translator.execution.link import Link
from pseudocode_translator.execution.pool_settings import PoolEventType
from pseudocode_translator.execution.tasks import Task

Emit = Callable[..., None]


@dataclass(slots=True)
class Counts:
    """What became of tasks and workers; changed by the supervisor only."""

    completed: int = 0
    timed_out: int = 0
    lost: int = 0
    replaced: int = 0


def victim_of(link: Link) -> Task | None:
    """The task that does not survive its worker: the one it was killed for, or was at."""
    if link.culprit is not None and link.tasks.get(link.culprit.number) is link.culprit:
        return link.culprit
    return link.running


def settle(
    link: Link, victim: Task | None, exit_code: int | None, *, counts: Counts, emit: Emit
) -> None:
    """Complete the victim's future and tell of the loss. Called without any lock."""
    if link.leaves_because:
        emit(PoolEventType.WORKER_REPLACED, pid=link.process.pid, reason=link.leaves_because)
    if victim is None:
        if not link.is_leaving and link.culprit is None:
            emit(PoolEventType.WORKER_LOST, pid=link.process.pid, exit_code=exit_code, task="")
        return
    if victim.future.cancelled():
        return
    error: PseudocodeError
    name, pid = victim.name, link.process.pid
    if link.culprit is victim and victim.timeout_s is not None:
        counts.timed_out += 1
        error = TaskTimeoutError(name, victim.timeout_s, pid)
        emit(PoolEventType.TASK_TIMEOUT, pid=pid, task=name, timeout_s=victim.timeout_s)
    else:
        counts.lost += 1
        error = WorkerLostError(name, pid, exit_code)
        emit(PoolEventType.WORKER_LOST, pid=pid, exit_code=exit_code, task=name)
    victim.future.finish(None, error)
