"""What the workers are given to do; light to import, for every worker imports it."""

from __future__ import annotations

import collections
import itertools
import os
import re
import signal
import subprocess
import sys
import time


def noop(_: object = None) -> None:
    """Do nothing: what is left is the way there and back."""


def echo(payload: bytes) -> bytes:
    return payload


def pid_after(seconds: float) -> int:
    """Stay long enough for the other workers to get a turn, and say who did the work."""
    time.sleep(seconds)
    return os.getpid()


def note_start(log: str, number: int) -> None:
    """Append a line: task, process, time. The monotonic clock is the same in all processes.

    One write of one short line: appended whole, even when the process dies right after it.
    """
    line = f"{number} {os.getpid()} {time.monotonic():.6f}\n".encode()
    file = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    try:
        os.write(file, line)
    finally:
        os.close(file)


def innocent(log: str, number: int) -> int:
    """Sleep 5 ms: a task that does not feel how busy the machine is."""
    note_start(log, number)
    time.sleep(0.005)
    return number


def hang_python(log: str, number: int) -> None:
    """Loop in Python: signals and other threads get their turn."""
    note_start(log, number)
    while True:
        pass


def hang_sleep(log: str, number: int) -> None:
    note_start(log, number)
    time.sleep(3600)


def hang_c(log: str, number: int) -> None:
    """Loop in C, never letting go of the GIL nor looking at signals: native code gone wild."""
    note_start(log, number)
    collections.deque(itertools.repeat(None), maxlen=0)


def hang_regex(log: str, number: int) -> None:
    """Match with a pattern that backtracks exponentially, in C under the GIL."""
    note_start(log, number)
    re.match(r"(a+)+$", "a" * 64 + "b")


def hang_child(log: str, number: int) -> None:
    """Wait for a program that never ends; its process id goes to the file beside the log."""
    note_start(log, number)
    program = [sys.executable, "-I", "-S", "-c", "import time; time.sleep(3600)"]
    with subprocess.Popen(program) as child:
        with open(f"{log}.child", "w", encoding="utf-8") as file:
            file.write(str(child.pid))
        child.wait()


def hang_sigterm(log: str, number: int) -> None:
    """Loop in Python, deaf to the polite signal."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    hang_python(log, number)


def crash_exit(log: str, number: int) -> None:
    note_start(log, number)
    os._exit(1)


def crash_kill(log: str, number: int) -> None:
    """Die as the kernel's out-of-memory killer would have it."""
    note_start(log, number)
    os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(3600)
