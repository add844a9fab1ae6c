"""Managers that are shut down after the test, and threads that wait for a sign."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest

from pseudocode_translator.config import ConcurrencyConfig
from pseudocode_translator.execution.concurrency_manager import ConcurrencyManager
from pseudocode_translator.execution.load import Load

LIMIT_S = 30.0
Make = Callable[..., ConcurrencyManager]


@pytest.fixture
def make_manager() -> Iterator[Make]:
    """Managers without processes and, unless asked for, without throttling."""
    made: list[ConcurrencyManager] = []

    def make(probe: Callable[[], Load] | None = None, **fields: object) -> ConcurrencyManager:
        defaults = {"cpu_workers": 1, "use_process_pool": False, "enable_auto_throttle": False}
        config = ConcurrencyConfig.model_validate({**defaults, **fields})
        made.append(ConcurrencyManager(config, probe=probe))
        return made[-1]

    yield make
    for manager in made:
        manager.shutdown()


class Gate:
    """Threads wait at it; counts how many are there, and how many were at most."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._is_open = False
        self.inside = 0
        self.most = 0
        self.passed: list[object] = []

    def __call__(self, value: object = None) -> object:
        with self._condition:
            self.inside += 1
            self.most = max(self.most, self.inside)
            self.passed.append(value)
            self._condition.notify_all()
            assert self._condition.wait_for(lambda: self._is_open, LIMIT_S)
            self.inside -= 1
        return value

    def open(self) -> None:
        with self._condition:
            self._is_open = True
            self._condition.notify_all()

    def wait_for(self, inside: int) -> None:
        """Until so many threads are there."""
        with self._condition:
            assert self._condition.wait_for(lambda: self.inside >= inside, LIMIT_S)


@pytest.fixture
def gate() -> Iterator[Gate]:
    gate = Gate()
    yield gate
    gate.open()
