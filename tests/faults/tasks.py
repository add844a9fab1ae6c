"""What the tests have workers do. Imports are few: workers load this module too."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path


def double(number: int) -> int:
    return 2 * number


def pid() -> int:
    return os.getpid()


def until(condition: Callable[[], object], what: str, limit_s: float = 20.0) -> None:
    """Wait for something that nobody announces, such as the end of a foreign process."""
    end = time.monotonic() + limit_s
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"not within {limit_s} s: {what}")
        time.sleep(0.002)


def note(path: str | Path, text: str = "") -> None:
    """Append a line in one write, so that many processes may do it."""
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.write(descriptor, (text or str(os.getpid())).encode() + b"\n")
    os.close(descriptor)


def lines(path: str | Path) -> list[str]:
    file = Path(path)
    return file.read_text().split() if file.exists() else []


def note_and_wait(started: str, gate: str) -> int:
    """Say that it runs, then run until the file `gate` is there."""
    note(started)
    until(Path(gate).exists, "the gate", 60.0)
    return os.getpid()


def load() -> None:
    """An initializer: with it a worker has this module before its first task."""


def innocent(number: int, path: str) -> int:
    """A task of the storm."""
    started = time.monotonic()
    note(path, f"{number}:{started}:{os.getpid()}")
    return number * number


# What never ends ---------------------------------------------------------------------


def spin() -> None:
    while True:
        pass


def sleep_long() -> None:
    time.sleep(1000.0)


def spin_in_regex() -> None:
    import re

    re.match("(a+)+$", "a" * 64 + "b")


def spin_in_power() -> object:
    return 7 ** (10**9)


def spin_in_iteration() -> None:
    from collections import deque
    from itertools import repeat

    deque(repeat(None), maxlen=0)


def spin_without_sigterm() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while True:
        pass


def stop_itself() -> None:
    os.kill(os.getpid(), signal.SIGSTOP)


HANGS = (
    spin,
    sleep_long,
    spin_in_regex,
    spin_in_power,
    spin_in_iteration,
    spin_without_sigterm,
    stop_itself,
)


# What dies ---------------------------------------------------------------------------


def exit_now() -> None:
    os._exit(7)


def kill_itself() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def crash() -> None:
    import ctypes

    ctypes.string_at(0)


def limit_memory(size_bytes: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (size_bytes, resource.RLIM_INFINITY))


def take_too_much() -> int:
    limit_memory(1 << 30)
    try:
        return len(bytearray(4 << 30))
    finally:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY,) * 2)


def die_of_memory() -> None:
    """As C libraries do that find no memory: abort."""
    limit_memory(1 << 30)
    try:
        bytearray(4 << 30)
    except MemoryError:
        os.abort()


DEATHS: tuple[tuple[Callable[[], object], int], ...] = (
    (exit_now, 7),
    (kill_itself, -signal.SIGKILL),
    (crash, -signal.SIGSEGV),
    (die_of_memory, -signal.SIGABRT),
)


# Children of workers -----------------------------------------------------------------


def start_child(path: str, program: str) -> int:
    import subprocess

    child = subprocess.Popen([sys.executable, "-c", program])
    note(path, str(child.pid))
    return child.pid


SLEEPS = "import time; time.sleep(1000)"
IGNORES_SIGTERM = (
    "import signal, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
    "print('deaf', file=open(sys.argv[1], 'w'), flush=True); time.sleep(1000)"
)


def wait_for_child(path: str) -> None:
    import subprocess

    child = subprocess.Popen([sys.executable, "-c", SLEEPS])
    note(path, str(child.pid))
    child.wait()


def wait_for_deaf_child(path: str, ready: str) -> None:
    import subprocess

    child = subprocess.Popen([sys.executable, "-c", IGNORES_SIGTERM, ready])
    note(path, str(child.pid))
    child.wait()


def fork_and_die(path: str) -> None:
    """The fork keeps all descriptors of the worker open, its pipe to the pool included."""
    if os.fork() == 0:
        os.setsid()  # It leaves the process group, so that nobody kills it with the worker.
        note(path)
        time.sleep(1000)
    until(lambda: lines(path), "the fork")
    os._exit(9)


# Results and errors ------------------------------------------------------------------


def return_a_function() -> object:
    return lambda: None


class BreaksOnArrivalError(Exception):
    def __init__(self, first: str, second: str) -> None:
        super().__init__(first)


class SilentError(Exception):
    def __str__(self) -> str:
        raise ValueError("no words")


class FailsAtHome:
    """Unpickles in the process that made it only, and is large."""

    def __init__(self, size_bytes: int) -> None:
        self.ballast = bytes(size_bytes)
        self.home = os.getpid()

    def __setstate__(self, state: dict[str, object]) -> None:
        if state["home"] != os.getpid():
            raise ValueError("not at home")


def fails_at_home(size_bytes: int) -> FailsAtHome:
    return FailsAtHome(size_bytes)


class ExitsAtHome(FailsAtHome):
    def __setstate__(self, state: dict[str, object]) -> None:
        if state["home"] != os.getpid():
            raise SystemExit("unpickling ends the program")


def exits_at_home() -> ExitsAtHome:
    return ExitsAtHome(10)


class AtHomeOnlyError(Exception):
    """Unpickles in the process that raised it only."""

    def __init__(self, home: int) -> None:
        super().__init__(home)
        if home != os.getpid():
            raise ValueError("not at home")


def raise_at_home_only() -> None:
    raise AtHomeOnlyError(os.getpid())


def raise_breaking() -> None:
    raise BreaksOnArrivalError("one", "two")


def raise_silent() -> None:
    raise SilentError


def raise_value_error(text: str) -> None:
    raise ValueError(text)


def raise_system_exit() -> None:
    sys.exit(3)


def print_much(size_bytes: int) -> int:
    piece = b"x" * (1 << 20)
    for _ in range(size_bytes // len(piece)):
        sys.stdout.buffer.write(piece)
    sys.stdout.flush()
    return size_bytes


def payload(size_bytes: int) -> bytes:
    return b"p" * size_bytes


def echo(data: object) -> object:
    return data


def length(data: bytes) -> int:
    return len(data)


class Unreadable:
    """Pickles, but not back."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def __reduce__(self) -> tuple[type[Unreadable], tuple[bytes, str]]:
        return (Unreadable, (self.data, "one too many"))


# Others ------------------------------------------------------------------------------


def submit_from_here() -> str:
    from pseudocode_translator.execution.worker_pool import WorkerPool

    with WorkerPool() as pool:
        return str(pool.submit(double, 1).result(timeout=20))
