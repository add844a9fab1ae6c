"""Executors for tests, and what is seen of their events."""

from __future__ import annotations

from typing import Any

import psutil

from pseudocode_translator.config import ExecutionConfig
from pseudocode_translator.execution.process_pool import ParseValidateExecutor, PoolWork
from pseudocode_translator.integration.events import Event, EventDispatcher, EventType

PATIENCE_S = 30.0
"""Longer than anything takes on a busy machine; nothing waits for it in vain."""


class EventLog:
    """Every event of a dispatcher, the newest last."""

    def __init__(self, dispatcher: EventDispatcher) -> None:
        self.events: list[Event] = []
        dispatcher.subscribe(self.events.append)

    def told(self) -> list[tuple[str, Any]]:
        """Type, without its prefix, and what distinguishes it, for the events of the pool."""
        details = {
            EventType.EXEC_POOL_STARTED: None,
            EventType.EXEC_POOL_TASK_SUBMITTED: "kind",
            EventType.EXEC_POOL_TASK_COMPLETED: "kind",
            EventType.EXEC_POOL_TIMEOUT: "attempt",
            EventType.EXEC_POOL_FALLBACK: "reason",
        }
        return [
            (event.type.removeprefix("exec_pool_"), event.data.get(details[event.type] or ""))
            for event in self.events
            if event.type in details
        ]

    def of(self, event_type: EventType) -> list[Event]:
        return [event for event in self.events if event.type is event_type]


def light_work(**functions: Any) -> PoolWork:
    """Work that needs none of the stages, so that workers are there at once."""
    from tests.integration.execution.process_pool_tasks import length

    given = {"parse": length, "validate": length, "initializer": None, "preload": ()}
    return PoolWork(**{**given, **functions})


def executor(
    work: PoolWork, dispatcher: EventDispatcher | None = None, **settings: Any
) -> ParseValidateExecutor:
    """An executor of one worker, unless the settings say otherwise."""
    values = {"max_workers": 1, "task_timeout_ms": 20_000, **settings}
    config = ExecutionConfig.model_validate(
        {f"process_pool_{name}": value for name, value in values.items()}
    )
    return ParseValidateExecutor(config, dispatcher=dispatcher, work=work)


def is_alive(pid: int) -> bool:
    """Whether a process runs; what only waits to be collected does not."""
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def wait_gone(pids: list[int], limit_s: float) -> list[int]:
    """Those of the processes that still run at the limit."""
    processes = []
    for pid in pids:
        if is_alive(pid):
            processes.append(psutil.Process(pid))
    _, alive = psutil.wait_procs(processes, timeout=limit_s)
    return [process.pid for process in alive if is_alive(process.pid)]


def child_pids() -> list[int]:
    """All processes below this one."""
    return [child.pid for child in psutil.Process().children(recursive=True)]
