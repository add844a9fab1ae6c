"""A small process that makes workers by forking itself.

It has one thread and holds no lock, whatever the pool's process is doing; that is what makes
a fork safe. Its modules are loaded once and shared by all workers, so that a new worker
is there within a few milliseconds.

Called in the fork server's process. Every request is one byte and the file descriptors of
the new worker, which tells its process id itself; every record that goes back is `RECORD`:
a fork that failed, or the end of a worker with its exit code.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
from collections.abc import Sequence
from struct import Struct
from typing import Any

RECORD = Struct("<Bqq")
"""Kind, process id, exit code (as `subprocess` counts: negative is a signal's number)."""
ENDED, REFUSED = 0, 1
DESCRIPTORS = 5
"""Tasks, results, tokens, board, lifeline: as `worker.serve_descriptors` takes them."""


def serve(connection: int, lifeline: int, preload: Sequence[str]) -> None:
    """Import `preload`, then fork a worker for each request until the other side is gone."""
    import importlib

    from pseudocode_translator.execution.lifeline import follow, leave_interrupts_to_the_pool

    leave_interrupts_to_the_pool()
    follow(lifeline)
    for name in ("pseudocode_translator.execution.worker", *preload):
        try:
            importlib.import_module(name)
        except Exception:  # noqa: BLE001 - a worker that needs it will say so, with its task
            continue
    # The pool's process may end at any moment, also in the middle of an answer.
    with socket.socket(fileno=connection) as parent, contextlib.suppress(ConnectionError):
        _Server(parent).run()


class _Server:
    def __init__(self, parent: socket.socket) -> None:
        self._parent = parent
        self._ended, wake = os.pipe()
        os.set_blocking(self._ended, False)
        os.set_blocking(wake, False)
        # A signal that arrives writes a byte, so that `select` below notices it.
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda number, frame: None)
        self._wake = wake

    def run(self) -> None:
        while True:
            waited_for: list[Any] = [self._parent, self._ended]
            ready, _, _ = select.select(waited_for, [], [])
            if self._ended in ready:
                os.read(self._ended, 4096)
                self._reap()
            if self._parent in ready and not self._answer():
                return

    def _answer(self) -> bool:
        """Fork one worker; False at the end."""
        request, descriptors, _, _ = socket.recv_fds(self._parent, 1, DESCRIPTORS)
        if not request:
            return False
        try:
            pid = os.fork()
        except OSError as error:
            self._tell(REFUSED, 0, error.errno or 0)
        else:
            if pid == 0:
                self._become_worker(descriptors)
        for descriptor in descriptors:
            os.close(descriptor)
        return True

    def _become_worker(self, descriptors: list[int]) -> None:
        code = 1
        try:
            os.setsid()  # Its own process group, so that its children can be killed with it.
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            self._parent.close()
            os.close(self._ended)
            os.close(self._wake)
            from pseudocode_translator.execution.worker import serve_descriptors

            serve_descriptors(*descriptors)
            code = 0
        except BaseException:  # noqa: BLE001 - nothing may return into the server's loop
            import traceback

            traceback.print_exc()
        finally:
            _leave(code)

    def _reap(self) -> None:
        while (pid := _ended_child()) is not None:
            # Until it is waited for, its number is nobody else's: the moment to end what
            # the worker started and left behind.
            kill_group(pid, signal.SIGKILL)
            _, status = os.waitpid(pid, 0)
            self._tell(ENDED, pid, os.waitstatus_to_exitcode(status))

    def _tell(self, kind: int, pid: int, code: int) -> None:
        self._parent.sendall(RECORD.pack(kind, pid, code))


def kill_group(pid: int, number: int) -> None:
    """Send a signal to all processes of a worker's group, if there are any."""
    # PermissionError is what macOS says of a group that only has a dead leader.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, number)


def _ended_child() -> int | None:
    """A child that ended and is still to be waited for."""
    try:
        found = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return None
    return found.si_pid if found is not None else None


def _leave(code: int) -> None:
    """End like a script, but without the fork server's own exit handlers."""
    import sys

    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)
