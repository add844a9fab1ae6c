"""Starting worker processes: the only place of the product where a process begins.

``spawn`` is a fresh interpreter that loads nothing but the worker's side of the pool. It is
started by `subprocess` and not by `multiprocessing`, whose spawned process takes four times
as long to answer (59 ms against 15 ms, Python 3.11 on Linux). ``forkserver`` and ``fork``
ask a fork server (`fork_server`): a fresh interpreter with the modules of `preload`, or a
copy of this process that is made before the pool has any thread.
"""

from __future__ import annotations

import errno
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from typing import Any, Protocol

from pseudocode_translator.execution import fork_server
from pseudocode_translator.execution.fork_server import RECORD, kill_group

_log = logging.getLogger(__name__)


class WorkerProcess(Protocol):
    """A process that was started."""

    pid: int
    """0 until it is known: a fork server's worker says it itself."""

    def terminate(self) -> None:
        """Ask it and all that it started to end."""

    def kill(self) -> None:
        """End it and all that it started."""

    def exit_code(self, wait_s: float) -> int | None:
        """The exit code of a process that is ending, negative for a signal; None: unknown.

        Whatever else lives in its process group is killed.
        """


class Starter(Protocol):
    """Starts the workers of one pool, always from the same thread."""

    method: str

    def start(self, descriptors: tuple[int, ...]) -> WorkerProcess:
        """Start one; it gets its own copies of these descriptors.

        Raises:
            OSError: No process or no descriptor is left.
        """

    def close(self) -> None:
        """No more workers will be started."""


class _Group:
    """A process that leads a process group of its own."""

    pid = 0

    def terminate(self) -> None:
        """As the protocol says."""
        if self.pid:
            kill_group(self.pid, signal.SIGTERM)

    def kill(self) -> None:
        """As the protocol says."""
        if self.pid:
            kill_group(self.pid, signal.SIGKILL)


class _Spawned(_Group):
    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self.pid = process.pid

    def exit_code(self, wait_s: float) -> int | None:
        """As the protocol says."""
        # As long as nobody waited for it, its number is not given to another process.
        if self._process.returncode is None and _has_ended(self.pid, wait_s):
            kill_group(self.pid, signal.SIGKILL)
        try:
            return self._process.wait(wait_s)
        except subprocess.TimeoutExpired:
            return None


class SpawnStarter:
    """Starts fresh interpreters."""

    method = "spawn"

    def start(self, descriptors: tuple[int, ...]) -> WorkerProcess:
        """As the protocol says."""
        call = f"serve_descriptors({', '.join(map(str, descriptors))})"
        return _Spawned(_interpreter("worker", call, descriptors))

    def close(self) -> None:
        """Nothing to do."""


class _Forked(_Group):
    def __init__(self, server: ForkServerStarter) -> None:
        self._server = server

    def exit_code(self, wait_s: float) -> int | None:
        """As the protocol says; the fork server kills what is left of the group."""
        return self._server.exit_code_of(self.pid, wait_s)


class ForkServerStarter:
    """Asks a fork server for workers; makes a new one where it was lost."""

    def __init__(self, method: str, lifeline: int, preload: tuple[str, ...]) -> None:
        self.method = method
        self._lifeline = lifeline
        self._preload = preload
        self._connection: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._copy_pid = 0
        self._ended: dict[int, int] = {}

    def start(self, descriptors: tuple[int, ...]) -> WorkerProcess:
        """As the protocol says."""
        for attempt in range(2):
            connection = self._connection or self._begin()
            try:
                socket.send_fds(connection, [b"W"], list(descriptors))
            except (BrokenPipeError, ConnectionResetError):
                self._forget()  # Somebody killed it.
                if attempt:
                    raise
                continue
            return _Forked(self)
        raise OSError(errno.ECHILD, "the fork server does not answer")

    def copy_this_process(self, close: tuple[int, ...]) -> None:
        """Make the fork server a copy of this process, which must have a single thread."""
        ours, its = socket.socketpair()
        pid = os.fork()
        if pid:
            its.close()
            self._connection, self._copy_pid = ours, pid
            return
        code = 1
        try:
            os.setsid()
            ours.close()
            for descriptor in close:
                os.close(descriptor)
            fork_server.serve(its.detach(), self._lifeline, self._preload)
            code = 0
        finally:
            os._exit(code)

    def exit_code_of(self, pid: int, wait_s: float) -> int | None:
        """The exit code of one of its workers; None if that is not known in time."""
        if not pid:
            return None  # It never said its number: the fork was refused, or the server died.
        end = time.monotonic() + wait_s
        while pid not in self._ended and self._connection is not None:
            self._connection.settimeout(max(0.001, end - time.monotonic()))
            try:
                record = self._connection.recv(RECORD.size, socket.MSG_WAITALL)
            except TimeoutError:
                break
            except OSError:
                record = b""
            finally:
                self._connection.settimeout(None)
            if len(record) < RECORD.size:
                self._forget()
                break
            kind, number, code = RECORD.unpack(record)
            if kind == fork_server.ENDED:
                self._ended[number] = code
            elif kind == fork_server.REFUSED:
                _log.warning("fork_refused", extra={"errno": code})
        return self._ended.pop(pid, None)

    def close(self) -> None:
        """End the fork server; its workers are not its business."""
        self._forget()

    def _begin(self) -> socket.socket:
        ours, its = socket.socketpair()
        its = socket.socket(fileno=inheritable_number(its.detach()))
        with its:
            given = (its.fileno(), self._lifeline)
            call = f"serve({given[0]}, {given[1]}, {self._preload!r})"
            self._process = _interpreter("fork_server", call, given)
        self._connection = ours
        self.method = "forkserver"  # A copy of this process cannot be made a second time.
        return ours

    def _forget(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self._process is not None:
            _end(self._process)
            self._process = None
        if self._copy_pid:
            kill_group(self._copy_pid, signal.SIGKILL)
            os.waitpid(self._copy_pid, 0)
            self._copy_pid = 0


def resolve_start_method(wanted: str | None) -> str:
    """The start method that a pool will use.

    ``fork`` copies this process, and a copy of a process with threads, or with torch, whose
    threads nobody sees, may find a lock that is held for ever; so it becomes ``forkserver``.

    Raises:
        ValueError: The platform has no such method.
    """
    known = ("spawn",) if os.name == "nt" else ("spawn", "forkserver", "fork")
    if wanted is None:
        # As Python itself chooses since version 3.14.
        return "forkserver" if sys.platform.startswith("linux") else "spawn"
    if wanted not in known:
        raise ValueError(f"start method {wanted!r} is not one of {', '.join(known)}")
    if wanted == "fork" and (threading.active_count() > 1 or "torch" in sys.modules):
        _log.warning("fork_with_threads_avoided", extra={"used": "forkserver"})
        return "forkserver"
    return wanted


def main_module() -> dict[str, Any] | None:
    """What a worker needs to load this process's script (see `multiprocessing.spawn`)."""
    main = sys.modules.get("__main__")
    if main is not None:
        # There the script is loaded under this name, and so are the classes of what comes back.
        sys.modules.setdefault("__mp_main__", main)
    data: dict[str, Any] = {"sys_argv": sys.argv, "sys_path": _path()}
    if _folder():
        data["dir"] = _folder()
    name = getattr(getattr(main, "__spec__", None), "name", None)
    file = getattr(main, "__file__", None)
    if name is not None:
        return {**data, "init_main_from_name": name}
    if file is not None and not file.startswith("<"):
        return {**data, "init_main_from_path": os.path.abspath(file)}
    return None


def _interpreter(module: str, call: str, descriptors: tuple[int, ...]) -> subprocess.Popen[bytes]:
    """A fresh interpreter in a session, and so a process group, of its own."""
    # It leaves no name in `__main__`, where the names of the user's script will be looked for.
    code = (
        f"__import__('sys').path[:] = {_path()!r}; "
        f"__import__('pseudocode_translator.execution.{module}', fromlist=['_']).{call}"
    )
    # The same options as this interpreter: -O, -W, -X utf8 and so on.
    options = subprocess._args_from_interpreter_flags()  # type: ignore[attr-defined]
    # An interpreter that is just starting would die of a SIGINT, and say so. It inherits this
    # thread's mask, and lifts it (`lifeline`) when it knows what to do.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return subprocess.Popen(
            [sys.executable, *options, "-c", code],
            stdin=subprocess.DEVNULL,
            pass_fds=descriptors,
            start_new_session=True,
        )
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _path() -> list[str]:
    # Only strings: others are no part of the path, says the import system.
    entries = (entry or _folder() for entry in sys.path if isinstance(entry, str))
    return [entry for entry in entries if entry]


def _folder() -> str:
    """The working directory; empty if it is gone."""
    try:
        return os.getcwd()
    except OSError:
        return ""


def inheritable_number(descriptor: int) -> int:
    """The same file under a number that is no standard stream's.

    In a program that closed its standard streams, as daemons do, new descriptors get their
    numbers; but in a child those numbers are its standard streams again.
    """
    if descriptor > 2:
        return descriptor
    import fcntl

    try:
        return fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 3)
    finally:
        os.close(descriptor)


def _has_ended(pid: int, wait_s: float) -> bool:
    """Whether a child is dead, without taking note of it."""
    end = time.monotonic() + wait_s
    while True:
        try:
            if os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None:
                return True
        except (ChildProcessError, AttributeError):
            return True
        if time.monotonic() >= end:
            return False
        time.sleep(0.0005)


def _end(process: subprocess.Popen[bytes]) -> None:
    kill_group(process.pid, signal.SIGKILL)
    process.wait()
