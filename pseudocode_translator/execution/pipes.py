"""The pool's ends of a worker's pipes, where pipes are file descriptors.

Three pipes, each with one reader and one writer: tasks, results, and tokens. A worker takes
a token before it begins a task that was sent behind others; the pool can take the tokens
back. A byte in a pipe has one reader, so the kernel decides who was first.
"""

from __future__ import annotations

import fcntl
import mmap
import os
import tempfile
from collections import deque
from contextlib import ExitStack, suppress

from pseudocode_translator.execution import wire
from pseudocode_translator.execution.launch import (
    ForkServerStarter,
    SpawnStarter,
    Starter,
    WorkerProcess,
    inheritable_number,
    resolve_start_method,
)
from pseudocode_translator.execution.link import Pipes
from pseudocode_translator.execution.listener import Listener
from pseudocode_translator.execution.pool_settings import PoolSettings
from pseudocode_translator.execution.transport import Listening
from pseudocode_translator.execution.wire import Board


class DescriptorTransport:
    """Starts workers by descriptors."""

    def __init__(self, settings: PoolSettings) -> None:
        method = resolve_start_method(settings.start_method)
        with ExitStack() as undo:
            self._lifeline, self._lifeline_end = _pipe(undo)
            undo.pop_all()
        self._starter: Starter = SpawnStarter()
        if method != "spawn":
            server = ForkServerStarter(method, self._lifeline, settings.preload)
            if method == "fork":
                server.copy_this_process(close=(self._lifeline_end,))
            self._starter = server

    @property
    def method(self) -> str:
        """As the protocol says; a lost fork server may change it."""
        return self._starter.method

    def start(self) -> Pipes:
        """As the protocol says."""
        return DescriptorPipes(self._starter, self._lifeline)

    def listener(self) -> Listening:
        """As the protocol says."""
        return Listener()

    def close(self) -> None:
        """As the protocol says. Workers that live on end with this process."""
        self._starter.close()
        os.close(self._lifeline)
        self.let_go()

    def let_go(self) -> None:
        """As the protocol says."""
        descriptor, self._lifeline_end = self._lifeline_end, -1
        if descriptor >= 0:
            os.close(descriptor)


class DescriptorPipes:
    """Made together with the worker that has the other ends."""

    can_take_back = True

    def __init__(self, starter: Starter, lifeline: int) -> None:
        """Start the worker.

        Raises:
            OSError: No process, no descriptor or no memory is left; nothing stays behind.
        """
        self._received = bytearray()
        self._unsent: deque[memoryview] = deque()
        with ExitStack() as undo:
            task_end, self.tasks = _pipe(undo, wire.PIPE_BYTES)
            self.results, result_end = _pipe(undo, wire.PIPE_BYTES)
            self._tokens, self._token_end = _pipe(undo)
            memory = _shared_memory(undo)
            mapped = mmap.mmap(memory, wire.BOARD_BYTES)
            undo.callback(mapped.close)
            for descriptor in (self.tasks, self.results, self._tokens, self._token_end):
                os.set_blocking(descriptor, False)
            given = (task_end, result_end, self._tokens, memory, lifeline)
            self.process: WorkerProcess = starter.start(given)
            undo.pop_all()
        for descriptor in (task_end, result_end, memory):
            os.close(descriptor)
        self.board = Board(mapped)

    @property
    def is_blocked(self) -> bool:
        """As the protocol says."""
        return bool(self._unsent)

    def send(self, body: bytes) -> None:
        """As the protocol says."""
        data = wire.LENGTH.pack(len(body)) + body
        if self._unsent:
            self._unsent.append(memoryview(data))
            return
        try:
            done = os.write(self.tasks, data)
        except BlockingIOError:
            done = 0
        if done < len(data):
            self._unsent.append(memoryview(data)[done:])

    def send_more(self) -> None:
        """As the protocol says."""
        try:
            self._write()
        except BrokenPipeError:
            self._unsent.clear()

    def _write(self) -> None:
        while self._unsent:
            data = self._unsent[0]
            try:
                done = os.write(self.tasks, data)
            except BlockingIOError:
                return
            if done < len(data):
                self._unsent[0] = data[done:]
            else:
                self._unsent.popleft()

    def grant(self, count: int) -> None:
        """As the protocol says."""
        os.write(self._token_end, b"." * count)

    def take_back(self) -> int:
        """As the protocol says."""
        try:
            return len(os.read(self._tokens, 65536))
        except BlockingIOError:
            return 0

    def receive(self, *, everything: bool) -> tuple[list[bytes], bool]:
        """As the protocol says."""
        received = self._received
        while True:
            try:
                more = os.read(self.results, wire.PIPE_BYTES)
            except BlockingIOError:
                return _messages(received), True
            except OSError:
                more = b""
            if not more:
                return _messages(received), False
            if not received and not everything and _is_one_message(more):
                return [more[4:]], True
            received += more
            if len(more) < wire.PIPE_BYTES and not everything:
                return _messages(received), True

    def close(self) -> None:
        """As the protocol says."""
        for descriptor in (self.tasks, self.results, self._tokens, self._token_end):
            os.close(descriptor)
        self.board.close()


def _is_one_message(data: bytes) -> bool:
    return len(data) >= 4 and len(data) == 4 + int(wire.LENGTH.unpack_from(data)[0])


def _messages(received: bytearray) -> list[bytes]:
    """Take the whole messages off the front."""
    messages = []
    at, end = 0, len(received)
    while end - at >= 4:
        after = at + 4 + wire.LENGTH.unpack_from(received, at)[0]
        if after > end:
            break
        messages.append(bytes(received[at + 4 : after]))
        at = after
    del received[:at]
    return messages


def _pipe(undo: ExitStack, size_bytes: int = 0) -> tuple[int, int]:
    read_end, write_end = map(inheritable_number, os.pipe())
    undo.callback(os.close, read_end)
    undo.callback(os.close, write_end)
    if size_bytes and hasattr(fcntl, "F_SETPIPE_SZ"):
        # Room for a whole message makes its way one hand-over instead of many. The system
        # refuses where all pipes of a user together hold too much.
        with suppress(OSError):
            fcntl.fcntl(write_end, fcntl.F_SETPIPE_SZ, size_bytes)
    return read_end, write_end


def _shared_memory(undo: ExitStack) -> int:
    """A file without a name, as large as the board; its untouched pages take no room."""
    if hasattr(os, "memfd_create"):
        descriptor = inheritable_number(os.memfd_create("pseudocode-worker"))
    else:
        descriptor, path = tempfile.mkstemp()
        os.unlink(path)
        descriptor = inheritable_number(descriptor)
    undo.callback(os.close, descriptor)
    os.ftruncate(descriptor, wire.BOARD_BYTES)
    return descriptor
