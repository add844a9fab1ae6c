"""One manager for all cases, with the settings of the environment.

``PSEUDOCODE_EXEC_POOL_ENABLED=1 pytest tests/dialects`` sends every case to worker processes,
and the same Python has to come back.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from pseudocode_translator.config import ConfigManager
from pseudocode_translator.config.environment import truth
from pseudocode_translator.execution.offload_estimate import OffloadEstimate, Waiting
from pseudocode_translator.integration.events import Event, EventType
from pseudocode_translator.translator import TranslationManager


class _Always(OffloadEstimate):
    """Every case is to be seen by a worker, whether that pays or not."""

    def pays(self, kind: str, size_chars: int, waiting: Waiting) -> bool:
        return True


@pytest.fixture(scope="session")
def managed() -> Iterator[TranslationManager]:
    config = ConfigManager.load()
    wanted = os.environ.get("PSEUDOCODE_EXEC_POOL_ENABLED")
    # Or the run would show nothing about the pool, and nobody would notice.
    assert wanted is None or config.execution.process_pool_enabled is truth(wanted)
    with TranslationManager(config) as manager:
        manager._runner.estimate = _Always(workers=1, cores=1)
        yield manager


@pytest.fixture
def manager(managed: TranslationManager) -> Iterator[TranslationManager]:
    """The manager; fails the test where the pool is on, but no worker did the work."""
    events: list[Event] = []
    unsubscribe = managed.dispatcher.subscribe(events.append)
    yield managed
    unsubscribe()
    seen = [event.data["kind"] for event in events if event.type is _COMPLETED]
    target = managed.config.execution.process_pool_target
    expected = _KINDS[target] if managed.config.execution.process_pool_enabled else []
    assert seen == expected


_COMPLETED = EventType.EXEC_POOL_TASK_COMPLETED
_KINDS = {
    "parse_validate": ["parse", "validate"],
    "parse_only": ["parse"],
    "validate_only": ["validate"],
}
