"""`ConcurrencyManager` with real processes."""

from __future__ import annotations

import asyncio
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from pseudocode_translator.config import ConcurrencyConfig
from pseudocode_translator.errors import ManagerClosedError, NestedPoolError, WorkerLostError
from pseudocode_translator.execution.concurrency_manager import ConcurrencyManager
from pseudocode_translator.execution.worker_pool import WorkerPool
from tests.integration.execution import work

ROOT = Path(__file__).parents[3]
LIMIT_S = 60.0

pytestmark = pytest.mark.slow


@pytest.fixture
def manager() -> Iterator[ConcurrencyManager]:
    config = ConcurrencyConfig(cpu_workers=1, enable_auto_throttle=False)
    manager = ConcurrencyManager(config)
    yield manager
    manager.shutdown(wait=False)


async def _until(path: Path) -> None:
    """Until a worker has made a file: its task has begun."""
    async with asyncio.timeout(LIMIT_S):
        while not path.exists():
            await asyncio.sleep(0.005)


def test_cpu_work_runs_in_another_process_with_its_arguments(manager: ConcurrencyManager) -> None:
    async def scenario() -> tuple[int, int]:
        return await manager.run_cpu(os.getpid), await manager.run_cpu(work.add, 5, b=99)

    pid, total = asyncio.run(scenario())
    assert pid != os.getpid()
    assert total == 104
    assert isinstance(manager.cpu_executor, WorkerPool)


def test_nothing_is_started_before_the_first_call(manager: ConcurrencyManager) -> None:
    # Those of the test before may be about to end.
    children = set(psutil.Process().children())
    threads = set(threading.enumerate())

    assert isinstance(manager.cpu_executor, WorkerPool)
    assert set(psutil.Process().children()) <= children
    assert set(threading.enumerate()) <= threads


def test_a_map_over_processes_keeps_the_order() -> None:
    config = ConcurrencyConfig(cpu_workers=2, enable_auto_throttle=False)
    with ConcurrencyManager(config) as manager:
        results = asyncio.run(manager.map_cpu(abs, range(-200, 0)))

        assert results == list(range(200, 0, -1))
        assert manager.get_stats()["cpu"]["max_concurrent"] <= 2


def test_a_busy_cpu_pool_does_not_delay_io(manager: ConcurrencyManager, tmp_path: Path) -> None:
    async def scenario() -> float:
        began = tmp_path / "began"
        hanging = asyncio.create_task(manager.run_cpu(work.hang, str(began)))
        waiting = [asyncio.create_task(manager.run_cpu(os.getpid)) for _ in range(20)]
        await _until(began)
        delays = []
        for _ in range(20):
            start = time.monotonic()
            await manager.run_io(abs, -1)
            delays.append(time.monotonic() - start)
        assert not any(task.done() for task in waiting)
        hanging.cancel()
        await asyncio.gather(*waiting)
        return sorted(delays)[10]

    assert asyncio.run(scenario()) < 0.05


def test_a_timeout_kills_the_work_and_frees_its_slot(
    manager: ConcurrencyManager, tmp_path: Path
) -> None:
    async def scenario() -> float:
        began = tmp_path / "began"
        await manager.run_cpu(os.getpid)  # The pool is warm, its spare too.
        hanging = asyncio.create_task(manager.run_cpu(work.hang, str(began)))
        await _until(began)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(hanging, 0.01)
        freed = time.monotonic()
        await manager.run_cpu(os.getpid)
        return time.monotonic() - freed

    assert asyncio.run(scenario()) < 0.5
    assert manager.get_stats()["cpu"]["tasks_cancelled"] == 1


def test_after_the_crash_of_a_worker_the_next_call_works(manager: ConcurrencyManager) -> None:
    async def scenario() -> int:
        with pytest.raises(WorkerLostError, match="exit code 3"):
            await manager.run_cpu(work.die)
        return await manager.run_cpu(work.add, 1, b=2)

    assert asyncio.run(scenario()) == 3
    cpu = manager.get_stats()["cpu"]
    assert (cpu["tasks_failed"], cpu["tasks_completed"]) == (1, 1)


def test_shutdown_without_waiting_stops_cpu_work_with_a_clear_error(
    manager: ConcurrencyManager, tmp_path: Path
) -> None:
    async def scenario() -> None:
        began = tmp_path / "began"
        hanging = asyncio.create_task(manager.run_cpu(work.hang, str(began)))
        await _until(began)
        manager.shutdown(wait=False)
        with pytest.raises(ManagerClosedError, match="shut down"):
            await asyncio.wait_for(hanging, LIMIT_S)

    asyncio.run(scenario())


def test_two_event_loops_use_the_same_workers(manager: ConcurrencyManager) -> None:
    assert asyncio.run(manager.run_cpu(os.getpid)) == asyncio.run(manager.run_cpu(os.getpid))


def test_one_coroutine_may_go_from_io_to_cpu(manager: ConcurrencyManager, tmp_path: Path) -> None:
    path = tmp_path / "number"
    path.write_text("-17")

    async def scenario() -> int:
        text = await manager.run_io(path.read_text)
        return await manager.run_cpu(abs, int(text))

    assert asyncio.run(scenario()) == 17


@pytest.mark.parametrize("name", ["run_cpu", "run_io", "run_chunk"])
def test_a_call_from_a_worker_process_is_refused_with_a_hint(
    manager: ConcurrencyManager, name: str
) -> None:
    with pytest.raises(NestedPoolError, match="return the work to the main process"):
        asyncio.run(manager.run_cpu(work.nested, name))


@pytest.mark.parametrize("kind", ["lambda", "closure"])
def test_a_function_without_an_importable_name_is_refused_before_it_waits(
    manager: ConcurrencyManager, kind: str
) -> None:
    def closure() -> str:
        return kind

    function = closure if kind == "closure" else lambda: kind
    with pytest.raises(pickle.PicklingError, match=f"{function.__name__}.*top level of a module"):
        asyncio.run(manager.run_cpu(function))
    assert manager.get_stats()["cpu"]["tasks_submitted"] == 0


def test_arguments_that_cannot_be_pickled_are_an_error_of_that_call(
    manager: ConcurrencyManager,
) -> None:
    async def scenario() -> int:
        with pytest.raises(pickle.PicklingError, match="abs"):
            await manager.run_cpu(abs, threading.Lock())
        return await manager.run_cpu(abs, -1)

    assert asyncio.run(scenario()) == 1


def test_workers_are_prepared_and_ignore_interrupts() -> None:
    config = ConcurrencyConfig(cpu_workers=1, enable_auto_throttle=False)
    with ConcurrencyManager(
        config, cpu_initializer=work.prepare, cpu_initargs=("ready",)
    ) as manager:
        assert asyncio.run(manager.run_cpu(work.prepared)) == "ready"
        assert asyncio.run(manager.run_cpu(work.ignores_interrupts)) is True


def _wait_for_end(pids: list[int]) -> list[int]:
    """Those that are still alive after the limit."""
    processes = [psutil.Process(pid) for pid in pids if psutil.pid_exists(pid)]
    return [process.pid for process in psutil.wait_procs(processes, timeout=LIMIT_S)[1]]


def _run(code: str, *, interrupt: bool) -> tuple[int, list[int]]:
    """Run a script that prints process ids on one line; its exit code, and those pids."""
    with subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        pids = [int(word) for word in process.stdout.readline().split()]
        if interrupt:
            # As a terminal does it: to the whole group.
            os.killpg(process.pid, signal.SIGINT)
        return process.wait(LIMIT_S), pids


_START = """
import asyncio, os, psutil
from pseudocode_translator.config import ConcurrencyConfig
from pseudocode_translator.execution import ConcurrencyManager, get_concurrency_manager
from tests.integration.execution import work
def children():
    found = [p.pid for p in psutil.Process().children(recursive=True)]
    print(*found, flush=True)
"""


def test_the_end_of_the_interpreter_leaves_no_child() -> None:
    code = _START + (
        "manager = ConcurrencyManager(ConcurrencyConfig(cpu_workers=1))\n"
        "asyncio.run(manager.run_cpu(os.getpid))\n"
        "manager.cpu_executor.submit(work.hang)\n"
        "children()\n"
    )

    exit_code, pids = _run(code, interrupt=False)

    assert exit_code == 0
    assert pids
    assert _wait_for_end(pids) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no process groups with signals")
def test_an_interrupt_ends_everything() -> None:
    code = _START + (
        "async def main():\n"
        "    manager = get_concurrency_manager(ConcurrencyConfig(cpu_workers=1))\n"
        "    await manager.run_cpu(os.getpid)\n"
        "    hanging = asyncio.ensure_future(manager.run_cpu(work.hang))\n"
        "    await asyncio.sleep(0)\n"
        "    children()\n"
        "    await hanging\n"
        "try:\n"
        "    asyncio.run(main())\n"
        "except KeyboardInterrupt:\n"
        "    raise SystemExit(130)\n"
    )

    exit_code, pids = _run(code, interrupt=True)

    assert exit_code == 130
    assert pids
    assert _wait_for_end(pids) == []


def test_without_a_manager_the_end_of_the_interpreter_makes_none() -> None:
    code = (
        "import atexit\n"
        "from pseudocode_translator.execution import concurrency_manager as module\n"
        "made = []\n"
        "atexit.register(lambda: print(len(made), module._shared is None))\n"
        "real = module.ConcurrencyManager.__init__\n"
        "module.ConcurrencyManager.__init__ = lambda self, *a, **k: made.append(self)\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )

    assert done.stdout.strip() == "0 True"


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no fork")
def test_a_forked_child_that_ends_leaves_the_workers_of_its_parent_alone() -> None:
    code = _START + (
        "manager = get_concurrency_manager(ConcurrencyConfig(cpu_workers=1))\n"
        "first = asyncio.run(manager.run_cpu(os.getpid))\n"
        "child = os.fork()\n"
        "if child == 0:\n"
        "    raise SystemExit(0)\n"
        "assert os.waitpid(child, 0)[1] == 0\n"
        "assert asyncio.run(manager.run_cpu(os.getpid)) == first\n"
        "children()\n"
    )

    exit_code, pids = _run(code, interrupt=False)

    assert exit_code == 0
    assert _wait_for_end(pids) == []


def test_a_manager_that_is_forgotten_ends_its_threads_and_workers() -> None:
    code = _START + (
        "import gc, threading, time\n"
        "config = ConcurrencyConfig(cpu_workers=1, enable_auto_throttle=False)\n"
        "manager = ConcurrencyManager(config)\n"
        "asyncio.run(manager.run_cpu(os.getpid)), asyncio.run(manager.run_io(abs, 1))\n"
        "processes = psutil.Process().children(recursive=True)\n"
        "pids = [p.pid for p in processes]\n"
        "del manager; gc.collect()\n"
        "psutil.wait_procs(processes, timeout=30)\n"
        "for t in threading.enumerate():\n"
        "    if t is not threading.main_thread(): t.join(30)\n"
        "print(*[p for p in pids if psutil.pid_exists(p)], threading.active_count(), flush=True)\n"
    )

    exit_code, numbers = _run(code, interrupt=False)

    assert exit_code == 0
    assert numbers == [1]
