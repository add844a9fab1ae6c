"""What workers do in these tests; importable by name, as a pool needs it."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from pathlib import Path

from pseudocode_translator.config import ConcurrencyConfig
from pseudocode_translator.execution.concurrency_manager import ConcurrencyManager

_prepared = ""


def prepare(text: str) -> None:
    """An initializer."""
    global _prepared
    _prepared = text


def prepared() -> str:
    return _prepared


def pid_after(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def hang(mark: str = "") -> None:
    """Never end; make a file first, which tells that it began."""
    if mark:
        Path(mark).touch()
    while True:
        signal.pause()


def die() -> None:
    os._exit(3)


def add(a: int, *, b: int) -> int:
    return a + b


def ignores_interrupts() -> bool:
    return signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def nested(name: str) -> object:
    """Use a manager inside a worker."""
    manager = ConcurrencyManager(ConcurrencyConfig(enable_auto_throttle=False))
    return asyncio.run(getattr(manager, name)(abs, 1))
