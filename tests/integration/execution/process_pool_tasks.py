"""What runs in the workers of the tests; found there by name. Nothing heavy is imported."""

from __future__ import annotations

import os
import re
import signal
import time
from pathlib import Path
from typing import Any, NoReturn


def length(text: str, *rest: object) -> int:
    return len(text)


def die(text: str, *rest: object) -> NoReturn:
    os._exit(3)


def die_if_told(text: str, *rest: object) -> int:
    if text.startswith("die"):
        os._exit(3)
    return len(text)


def hang(text: str, *rest: object) -> None:
    """Sleep, spin, or spin in C without ever giving back; the first line says which.

    The process id goes to the file that the second line names.
    """
    how, _, path = text.partition("\n")
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if path:
        note_pid(Path(path))
    if how == "sleep":
        time.sleep(60)
    elif how == "spin":
        while True:
            pass
    else:
        re.match(r"(a+)+$", "a" * 64 + "b")


def note_pid(path: Path) -> None:
    """Add this process to the list, in one write."""
    with path.open("a") as file:
        file.write(f"{os.getpid()}\n")


def sleep_s(text: str, *rest: object) -> str:
    time.sleep(float(text))
    return text


def unpicklable_result(text: str, *rest: object) -> Any:
    return lambda: text


def fail(text: str, *rest: object) -> NoReturn:
    raise ValueError(text)


def fail_to_start(*rest: object) -> NoReturn:
    raise OSError("no room for another worker")


def translate_or_fail(source: Any, *rest: Any) -> Any:
    """A trip of a document, unless the document asks for trouble."""
    from pseudocode_translator.execution.process_pool import worker_translate

    text = source if isinstance(source, str) else "\n".join(source)
    if "// DIE" in text:
        os._exit(3)
    if "// HANG" in text:
        time.sleep(60)
    return worker_translate(source, *rest)


def translate_with_a_pool(text: str) -> tuple[Any, list[Any]]:
    """What a manager with the pool on does inside a worker, and why it fell back."""
    from pseudocode_translator.config import Config, ExecutionConfig
    from pseudocode_translator.integration.events import EventType
    from pseudocode_translator.translator import TranslationManager

    execution = ExecutionConfig(process_pool_enabled=True)
    with TranslationManager(Config(execution=execution)) as manager:
        reasons: list[Any] = []
        manager.dispatcher.subscribe(
            lambda event: reasons.append(event.data["reason"]), {EventType.EXEC_POOL_FALLBACK}
        )
        return manager.translate_pseudocode(text), reasons
