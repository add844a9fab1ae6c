"""The pool's end of one worker: what it was given, and what is known of it.

Every method is called with the pool's lock held, unless it says otherwise.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any, Protocol

from pseudocode_translator.execution import wire
from pseudocode_translator.execution.launch import WorkerProcess
from pseudocode_translator.execution.tasks import Task
from pseudocode_translator.execution.wire import HEAD, TASK, Board

NEVER = float("inf")


class Pipes(Protocol):
    """The way to a worker and back."""

    can_take_back: bool
    """Whether tasks can be sent behind others, and taken back from there."""
    process: WorkerProcess
    board: Board
    tasks: Any
    """What to wait on for room in the pipe to the worker."""
    results: Any
    """What to wait on for messages."""

    @property
    def is_blocked(self) -> bool:
        """A message did not fit into the pipe yet."""

    def send(self, body: bytes) -> None:
        """Send a message, or as much of it as fits.

        Raises:
            BrokenPipeError: The worker is gone.
        """

    def send_more(self) -> None:
        """Send what did not fit before; where the worker is gone, forget it."""

    def grant(self, count: int) -> None:
        """Allow the worker to begin so many more of the tasks that follow others."""

    def take_back(self) -> int:
        """How many tasks it will not begin any more: the last ones that it was sent."""

    def receive(self, *, everything: bool) -> tuple[list[bytes], bool]:
        """The messages that have come, and whether the worker's end is still open.

        Args:
            everything: Read until nothing is left, for the worker is gone; else one look
                is enough, for there will be another.
        """

    def close(self) -> None:
        """Give descriptors and memory back."""


class Link:
    """One worker, from its start to its end."""

    def __init__(self, pipes: Pipes) -> None:
        self.pipes = pipes
        self.process = pipes.process
        self.board = pipes.board
        self.tasks: dict[int, Task] = {}
        """Given to it and not answered yet, by number, in the order in which it runs them."""
        self.born = time.monotonic()
        self.is_ready = False
        self.is_doomed = False
        """It is being killed, or it died; it gets nothing more."""
        self.is_leaving = False
        """It was told to stop."""
        self.leaves_because = ""
        """Why it was told to stop, other than that the pool ends."""
        self.sentinel = -1
        """A descriptor that tells of the end of its process, where there is such a thing."""
        self.is_watched_for_room = False
        self.refused_up_to = 0
        """Last number that it may still have to refuse; until then it gets nothing more."""
        self.culprit: Task | None = None
        """The task for which it is being killed."""
        self.check_at = NEVER
        """When the supervisor looks at it, even if nothing is heard."""
        self.sent_at = 0.0
        self.load_s = 0.0
        """What the tasks that it has will probably take."""
        self.finished = 0

    @property
    def may_get_tasks(self) -> bool:
        """It is there, it stays, and it can take more."""
        return (
            self.is_ready
            and not self.is_doomed
            and not self.is_leaving
            and not self.refused_up_to
            and not self.pipes.is_blocked
            and (self.pipes.can_take_back or not self.tasks)
        )

    def send(self, tasks: Sequence[Task], numbers: Iterator[int]) -> bool:
        """Give it tasks of one head; False if it is gone, which the supervisor will hear.

        A single task for a worker that has none is begun as soon as it arrives. All others
        are begun only with a token, so that the pool can take them back until then.
        """
        must_claim = bool(self.tasks) or len(tasks) > 1
        head = tasks[0].head
        parts = [wire.CLAIM if must_claim else wire.RUN, HEAD.pack(len(head)), head]
        added: dict[int, Task] = {}
        for task in tasks:
            number = next(numbers)
            size = len(task.payload)
            if size >= wire.ARENA_FROM_BYTES and self.board.put_task(task.payload):
                parts.append(TASK.pack(number, size, wire.IN_ARENA))
            else:
                parts.append(TASK.pack(number, size, 0))
                parts.append(task.payload)
            added[number] = task
        try:
            if must_claim:
                # First, so that a token is there when the worker reads the task.
                self.pipes.grant(len(added))
            self.pipes.send(b"".join(parts))
        except BrokenPipeError:
            self.is_doomed = True
            return False
        for number, task in added.items():
            task.number = number
            self.load_s += task.cost_s
        if not self.tasks:
            self.sent_at = time.monotonic()
        self.tasks.update(added)
        return True

    def send_modules(self, names: Iterable[str]) -> None:
        """Have it load modules while it waits for tasks."""
        with suppress(OSError):
            self.pipes.send(wire.LOAD + "\n".join(names).encode())

    def send_stop(self, grace_s: float) -> None:
        """Let it end after what it has; the supervisor kills it when time is up."""
        self.is_leaving = True
        self.check_at = time.monotonic() + grace_s
        with suppress(OSError):
            self.pipes.send(wire.STOP)

    def receive(self) -> tuple[list[bytes], bool]:
        """The messages that have come, and whether the worker's end is still open.

        Called by the supervisor only, without the lock.
        """
        return self.pipes.receive(everything=self.is_doomed)

    def take_back(self) -> list[Task]:
        """The tasks that it has not begun and will not begin any more, in order.

        The task that it is at, or is about to begin, is not among them.
        """
        count = 0 if self.is_doomed else self.pipes.take_back()
        if not count:
            return []
        numbers = list(self.tasks)[-count:]
        self.refused_up_to = numbers[-1]
        taken = [self.tasks.pop(number) for number in numbers]
        for task in taken:
            self.load_s -= task.cost_s
        return taken

    @property
    def running(self) -> Task | None:
        """The task that it is at."""
        return self.tasks.get(self.board.running)

    def terminate(self, grace_s: float) -> None:
        """Ask it, and all that it started, to end; the supervisor kills it when time is up."""
        self.is_doomed = True
        self.check_at = time.monotonic() + grace_s
        self.process.terminate()

    def kill(self) -> None:
        """End it and all that it started, whatever they do."""
        self.is_doomed = True
        self.check_at = NEVER
        self.process.kill()

    def close(self) -> None:
        """Give back descriptors and memory; the worker is gone."""
        if self.sentinel >= 0:
            os.close(self.sentinel)
        self.pipes.close()
