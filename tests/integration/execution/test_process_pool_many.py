"""Many documents through the pool: order, trouble, early ends, and what is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pseudocode_translator.config import Config
from pseudocode_translator.execution.pool_settings import PoolSettings
from pseudocode_translator.execution.process_pool import ParseValidateExecutor, PoolWork
from pseudocode_translator.execution.task_handle import TaskHandle
from pseudocode_translator.execution.worker_pool import WorkerPool
from pseudocode_translator.integration.events import EventType
from pseudocode_translator.translator import TranslationManager
from tests.integration.execution.process_pool_tasks import (
    translate_or_fail,
    translate_with_a_pool,
)
from tests.integration.execution.process_pool_tools import (
    PATIENCE_S,
    EventLog,
    child_pids,
    wait_gone,
)

ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.slow


def _config(**settings: Any) -> Config:
    values = {"enabled": True, "max_workers": 2, "task_timeout_ms": 60_000, **settings}
    execution = {f"process_pool_{name}": value for name, value in values.items()}
    return Config.model_validate({"execution": execution})


def _troubled(manager: TranslationManager) -> None:
    """Let documents that ask for it hang or kill their worker."""
    manager._runner._executor = ParseValidateExecutor(
        manager.config.execution,
        dispatcher=manager.dispatcher,
        work=PoolWork(translate=translate_or_fail),
    )


@pytest.fixture
def here() -> Iterator[TranslationManager]:
    with TranslationManager() as manager:
        yield manager


@pytest.mark.parametrize("method", ["forkserver", "spawn", "fork"])
def test_a_document_that_hangs_or_kills_hurts_nobody_else(
    method: str, here: TranslationManager
) -> None:
    texts = [f"OUTPUT {n}\n" for n in range(40)]
    texts[3] += "// DIE\n"
    texts[20] += "// HANG\n"
    with TranslationManager(_config(start_method=method, task_timeout_ms=2000)) as manager:
        _troubled(manager)
        log = EventLog(manager.dispatcher)
        translations = list(manager.translate_many(texts))

    assert translations == list(here.translate_many(texts))
    reasons = [event.data["reason"] for event in log.of(EventType.EXEC_POOL_FALLBACK)]
    assert reasons == ["broken_pool", "timeout"]
    assert [e.data["kind"] for e in log.of(EventType.EXEC_POOL_TIMEOUT)] == ["parse"] * 4
    assert len(log.of(EventType.TRANSLATION_COMPLETED)) == 40


def test_the_input_is_read_ahead_only_so_far() -> None:
    taken = 0

    def items() -> Iterator[str]:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield f"OUTPUT {number}\n"

    with TranslationManager(_config()) as manager:
        translations = manager.translate_many(items())
        assert taken == 0
        assert "0" in next(translations).code
        assert 1 < taken <= 40
        rest = [next(translations).code for _ in range(5)]
        assert [str(n) in code for n, code in enumerate(rest, 1)] == [True] * 5
        translations.close()  # type: ignore[attr-defined]
        assert manager.translate_pseudocode("OUTPUT 1").ok


def test_files_that_cannot_be_read_keep_their_place(
    here: TranslationManager, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("OUTPUT 1\n")
    items: list[Path | str] = [tmp_path / "a.txt", tmp_path / "none.txt", "OUTPUT 2\n"]

    with TranslationManager(_config()) as manager:
        translations = list(manager.translate_many(items))
    assert translations == list(here.translate_many(items))
    assert [t.ok for t in translations] == [True, False, True]


def test_a_consumer_that_stops_early_stops_what_runs() -> None:
    with TranslationManager(_config()) as manager:
        _troubled(manager)
        translations = manager.translate_many(["OUTPUT 1\n", *["OUTPUT 2 // HANG\n"] * 50])
        next(translations)
        translations.close()  # type: ignore[attr-defined]

        # With both workers still hanging this would take a minute.
        assert [t.ok for t in manager.translate_many(["OUTPUT 3\n"] * 2)] == [True, True]


def test_results_come_here_after_the_manager_was_shut_down(here: TranslationManager) -> None:
    texts = [f"OUTPUT {n}\n" for n in range(20)]
    manager = TranslationManager(_config())
    translations = manager.translate_many(texts)
    first = next(translations)
    manager.shutdown()

    assert [first, *translations] == list(here.translate_many(texts))


def test_inside_a_worker_everything_is_done_in_that_worker(here: TranslationManager) -> None:
    with WorkerPool(PoolSettings(max_workers=1)) as pool:
        translation, reasons = pool.submit(translate_with_a_pool, "OUTPUT 1\n").result(PATIENCE_S)

    assert translation == here.translate_pseudocode("OUTPUT 1\n")
    assert reasons == ["broken_pool"]


def test_an_interrupt_frees_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    with TranslationManager(_config(max_workers=1)) as manager:
        _troubled(manager)

        def interrupt(handle: TaskHandle) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr(TaskHandle, "result", interrupt)
            with pytest.raises(KeyboardInterrupt):
                manager.translate_pseudocode("OUTPUT 1\n// HANG\n")

        # The only worker would hang for a minute.
        assert manager.translate_pseudocode("OUTPUT 1\n").ok


def test_a_manager_leaves_no_process_behind() -> None:
    before = set(child_pids())
    with TranslationManager(_config()) as manager:
        manager.translate_pseudocode("OUTPUT 1")
        begun = [pid for pid in child_pids() if pid not in before]
        assert begun
    manager.shutdown()

    assert wait_gone(begun, PATIENCE_S) == []


_SCRIPT = """
import sys
import psutil
from pseudocode_translator.config import Config, ExecutionConfig
from pseudocode_translator.translator import TranslationManager

if __name__ == "__main__":
    execution = ExecutionConfig(process_pool_enabled=True, process_pool_max_workers=2)
    manager = TranslationManager(Config(execution=execution))
    manager.translate_pseudocode("OUTPUT 1")
    print(*(child.pid for child in psutil.Process().children(recursive=True)), flush=True)
    if sys.argv[1] == "wait":
        endless = iter(lambda: "OUTPUT 1\\n" * 500, None)
        for translation in manager.translate_many(endless):
            pass
"""


@pytest.mark.parametrize("ending", ["exit", "interrupt"])
def test_no_orphan_is_left_by_a_script_that_forgets_to_shut_down(
    ending: str, tmp_path: Path
) -> None:
    script = tmp_path / "script.py"
    script.write_text(_SCRIPT)
    argument = "wait" if ending == "interrupt" else "exit"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, str(script), argument],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        assert process.stdout is not None
        children = [int(pid) for pid in process.stdout.readline().split()]
        if ending == "interrupt":
            process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=PATIENCE_S)

    assert children
    assert wait_gone(children, PATIENCE_S) == []
    if ending == "interrupt":
        assert errors.rstrip().endswith("KeyboardInterrupt")
    else:
        assert (process.returncode, errors) == (0, "")
