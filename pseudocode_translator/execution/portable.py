"""Workers for platforms without process groups and pollable descriptors (Windows).

Pipes, processes and waiting come from `multiprocessing`, so one task at a time goes to a
worker, and nothing has to be taken back. The rest of the pool does not see a difference.
Nothing here is bound to Windows except the job object; the tests run it everywhere.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import multiprocessing.connection
import os
import sys
import tempfile
from mmap import mmap
from multiprocessing.connection import Connection
from typing import Any

from pseudocode_translator.execution import wire
from pseudocode_translator.execution.fork_server import kill_group
from pseudocode_translator.execution.launch import WorkerProcess
from pseudocode_translator.execution.link import Link, Pipes
from pseudocode_translator.execution.listener import Heard
from pseudocode_translator.execution.transport import Listening
from pseudocode_translator.execution.wire import Board
from pseudocode_translator.execution.worker import serve_connections


class _Process:
    """A worker with all that it starts."""

    def __init__(self, process: Any) -> None:
        self._process = process
        self.pid: int = process.pid
        self._job: Any = None
        if sys.platform == "win32":
            from pseudocode_translator.execution.windows_job import Job

            self._job = Job(self.pid)

    def terminate(self) -> None:
        """As the protocol says; Windows has no way to ask."""
        self.kill()

    def kill(self) -> None:
        """As the protocol says."""
        if self._job is not None:
            self._job.kill()
        elif sys.platform != "win32":
            from signal import SIGKILL

            kill_group(self.pid, SIGKILL)

    def exit_code(self, wait_s: float) -> int | None:
        """As the protocol says."""
        self._process.join(wait_s)
        if self._job is not None:
            self._job.close()
            self._job = None
        code: int | None = self._process.exitcode
        return code


class PortableTransport:
    """Starts workers by `multiprocessing`."""

    method = "spawn"

    def start(self) -> Pipes:
        """As the protocol says."""
        return ConnectionPipes()

    def listener(self) -> Listening:
        """As the protocol says."""
        return ConnectionListener()

    def close(self) -> None:
        """Nothing to do."""

    def let_go(self) -> None:
        """Nothing to do."""


class ConnectionPipes:
    """Made together with the worker that has the other ends."""

    can_take_back = False
    is_blocked = False
    tasks = -1

    def __init__(self) -> None:
        """Start the worker.

        Raises:
            OSError: No process or no handle is left; nothing stays behind.
        """
        context = multiprocessing.get_context("spawn")
        with contextlib.ExitStack() as undo:
            task_end, self._tasks = context.Pipe(duplex=False)
            undo.callback(task_end.close)
            undo.callback(self._tasks.close)
            self.results, result_end = context.Pipe(duplex=False)
            undo.callback(self.results.close)
            undo.callback(result_end.close)
            descriptor, self._path = tempfile.mkstemp(prefix="pseudocode-worker-")
            undo.callback(os.unlink, self._path)
            with open(descriptor, "r+b") as file:
                file.truncate(wire.BOARD_BYTES)
                mapped = mmap(file.fileno(), wire.BOARD_BYTES)
            undo.callback(mapped.close)
            process = context.Process(
                target=serve_connections, args=(task_end, result_end, self._path), daemon=True
            )
            process.start()
            self.process: WorkerProcess = _Process(process)
            undo.pop_all()
        task_end.close()
        result_end.close()
        self.board = Board(mapped)

    def send(self, body: bytes) -> None:
        """As the protocol says; the worker is waiting for it, so it fits."""
        try:
            self._tasks.send_bytes(body)
        except OSError as error:
            raise BrokenPipeError from error

    def send_more(self) -> None:
        """As the protocol says: nothing is ever left."""

    def grant(self, count: int) -> None:
        """As the protocol says: nothing is sent behind another task."""

    def take_back(self) -> int:
        """As the protocol says: there is nothing to take back."""
        return 0

    def receive(self, *, everything: bool) -> tuple[list[bytes], bool]:
        """As the protocol says."""
        messages: list[bytes] = []
        try:
            while self.results.poll(0):
                messages.append(self.results.recv_bytes())
        except (EOFError, OSError):
            return messages, False
        return messages, True

    def close(self) -> None:
        """As the protocol says."""
        self._tasks.close()
        self.results.close()
        self.board.close()
        with contextlib.suppress(OSError):
            os.unlink(self._path)


class ConnectionListener:
    """`Listener` for connections, all but `wake` called by the supervisor only."""

    def __init__(self) -> None:
        self._woken, self._wake_end = multiprocessing.Pipe(duplex=False)
        self._is_awake = True
        self._links: dict[Connection, Link] = {}

    def wake(self) -> None:
        """End the wait, now or as soon as it begins. Any thread may call this."""
        if not self._is_awake:
            self._is_awake = True
            with contextlib.suppress(OSError):
                self._wake_end.send_bytes(b".")

    def fall_asleep(self) -> None:
        """From here on `wake` has something to do."""
        self._is_awake = False

    def wait(self, seconds: float | None) -> list[tuple[Link, Heard]]:
        """What was heard. The end of a worker is the end of its pipe."""
        ready = multiprocessing.connection.wait([self._woken, *self._links], seconds)
        self._is_awake = True
        while self._woken.poll(0):
            self._woken.recv_bytes()
        return [(self._links[item], Heard.RESULTS) for item in ready if item in self._links]

    def add(self, link: Link) -> None:
        """Listen to a new worker."""
        self._links[link.pipes.results] = link

    def watch_process(self, link: Link) -> None:
        """Nothing to do: nobody else can hold its end of the pipe open."""

    def watch_room(self, link: Link) -> None:
        """Nothing to do: messages are sent as a whole."""

    def forget_room(self, link: Link) -> None:
        """Nothing to do."""

    def remove(self, link: Link) -> None:
        """Listen to it no more."""
        self._links.pop(link.pipes.results, None)

    def close(self) -> None:
        """Give the handles back."""
        self._woken.close()
        self._wake_end.close()
