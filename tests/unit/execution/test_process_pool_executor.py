"""`ParseValidateExecutor` as far as it goes without a process."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys

import psutil
import pytest

from pseudocode_translator.config import ExecutionConfig
from pseudocode_translator.errors import PoolFallbackError
from pseudocode_translator.execution.process_pool import ParseValidateExecutor
from pseudocode_translator.integration.events import Event, EventDispatcher, EventType


def test_an_executor_starts_nothing_until_there_is_work() -> None:
    before = psutil.Process().children()  # Such as the resource tracker of multiprocessing.

    executor = ParseValidateExecutor(ExecutionConfig(process_pool_enabled=True))

    assert multiprocessing.active_children() == []
    assert psutil.Process().children() == before
    executor.shutdown()


@pytest.mark.slow
def test_nothing_of_the_pool_is_loaded_as_long_as_it_is_off() -> None:
    code = (
        "import sys\n"
        "from pseudocode_translator.config import ExecutionConfig\n"
        "from pseudocode_translator.execution.process_pool import ParseValidateExecutor\n"
        "from pseudocode_translator.translator import TranslationManager\n"
        "ParseValidateExecutor(ExecutionConfig())\n"
        "with TranslationManager() as manager:\n"
        "    assert manager.translate_pseudocode('OUTPUT 1').ok\n"
        "    assert [t.ok for t in manager.translate_many(['OUTPUT 1'])] == [True]\n"
        "pool = {'multiprocessing', 'concurrent.futures.process',\n"
        "        'pseudocode_translator.execution.worker_pool',\n"
        "        'pseudocode_translator.execution.launch'}\n"
        "print(sorted(pool & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )

    assert done.stdout.strip() == "[]"


def test_a_text_above_the_cap_is_handed_back_at_once_and_told_once() -> None:
    events: list[Event] = []
    dispatcher = EventDispatcher()
    dispatcher.subscribe(events.append)
    config = ExecutionConfig(process_pool_job_max_chars=10)
    executor = ParseValidateExecutor(config, dispatcher=dispatcher)

    handles = (
        executor.submit_parse("x" * 11),
        executor.submit_translate("x" * 11, "cambridge", "a.txt"),
    )

    for handle in handles:
        with pytest.raises(RuntimeError, match=r"^exec_pool_fallback:job_too_large$"):
            handle.result()
        handle.cancel()
    assert [(event.type, dict(event.data)) for event in events] == [
        (EventType.EXEC_POOL_FALLBACK, {"kind": "parse", "reason": "job_too_large"})
    ] * 2


def test_an_executor_that_was_shut_down_hands_everything_back() -> None:
    executor = ParseValidateExecutor(ExecutionConfig())
    executor.shutdown()
    executor.shutdown()

    with pytest.raises(PoolFallbackError, match="shutdown"):
        executor.submit_validate("x = 1").result()


@pytest.mark.parametrize(
    ("argument", "setting", "platform", "expected"),
    [
        (None, None, "posix", None),
        (None, None, "nt", "spawn"),
        (None, "fork", "nt", "fork"),
        (None, "forkserver", "posix", "forkserver"),
        ("spawn", "forkserver", "posix", "spawn"),
    ],
)
def test_the_start_method_is_argued_set_or_the_choice_of_the_platform(
    argument: str | None,
    setting: str | None,
    platform: str,
    expected: str | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    config = ExecutionConfig.model_validate({"process_pool_start_method": setting})
    executor = ParseValidateExecutor(config, start_method=argument)
    monkeypatch.setattr("pseudocode_translator.execution.process_pool.os.name", platform)

    method = executor._resolve_start_method()

    monkeypatch.undo()
    assert method == expected
