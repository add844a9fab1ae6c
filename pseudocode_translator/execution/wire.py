"""What a pool and its workers say to each other: messages, and the memory that they share.

A message is its length (4 bytes, little endian) and a body; the first byte of the body says
what it is. Tasks and results of a batch follow each other in one message.

The memory (`Board`) is what makes blame exact. Just before a worker begins a task it writes
the task's number and the time there; no message is needed for that, and no kill can lose it.
While results of a batch wait to be sent together they lie there too, so that a task that
kills its worker does not take the results of those before it along. And large payloads
travel through it, copied once instead of in pieces through a pipe.

Nothing here may import more than the worker needs: imports are most of its start-up time.
"""

from __future__ import annotations

from _struct import Struct

# Types only: loading them would take longer than all the rest of a worker's imports.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from mmap import mmap


LENGTH = Struct("<I")
TASK = Struct("<QIB")
"""Number of the task, size of its pickle, flags."""
HEAD = Struct("<H")
"""Size of the head, which follows: the pickled function of all tasks of the message."""
RESULT = Struct("<QdIB")
"""Number of the task, seconds that it ran, size of its pickle, flags."""

STOP = b""
"""A body of nothing: the worker ends."""
RUN = b"R"
"""A head and tasks that the worker begins without asking."""
CLAIM = b"C"
"""A head and tasks, each begun only when the worker could take a token from the token pipe."""
LOAD = b"L"
"""Names of modules, with a newline between, that the worker loads while it has nothing to do."""
HELLO = b"H"
"""From the worker, first of all: 8 bytes, its process id."""
READY = b"Y"
"""From the worker: its initializer is done."""
INITIALIZER_FAILED = b"F"
"""From the worker: the pickled error of its initializer; the worker ends."""
RESULTS = b"D"
"""From the worker: what became of some tasks."""

IN_ARENA = 1
"""Flag of a task or result: its pickle lies in the shared memory."""
SUCCEEDED = 2
"""Flag of a result: the pickle is what the task returned, not what it raised."""
WITH_EVENTS = 4
"""Flag of a result: the pickle is a pair of that and a list of events."""
REFUSED = 8
"""Flag of a result: the pool had taken the task back; it was not begun."""

LIMIT_BYTES = (1 << 32) - 64
"""No task, and no result, is larger than a message can say."""
HEAD_LIMIT_BYTES = (1 << 16) - 1
PICKLE_PROTOCOL = 5
ARENA_FROM_BYTES = 48_000
"""Larger pickles go through shared memory. Measured on Linux 6: below it, the pipe is
quicker, as long as it can hold the whole message."""
PIPE_BYTES = 1 << 20
"""Size of a pipe where it can be set (Linux lets everybody ask for 1 MiB)."""

Entry = tuple[int, float, int, int, memoryview]
"""A result: number of the task, seconds, flags, size of the pickle, the pickle."""

_CELLS_BYTES = 4096
_STAGE_BYTES = 60 * 1024
_ARENA_BYTES = 32 << 20
"""A limit, not a cost: pages that are never touched take no memory."""
BOARD_BYTES = _CELLS_BYTES + _STAGE_BYTES + 2 * _ARENA_BYTES
_RUNNING, _STARTED, _STAGED, _UNSTAGED, _TASK_ARENA_BUSY, _RESULT_ARENA_BUSY, _RESIDENT = range(7)


class Board:
    """The shared memory of one worker and its pool.

    Every cell has one writer at a time; aligned doubles are written and read as a whole.
    """

    def __init__(self, memory: mmap) -> None:
        self._memory = memory
        whole = memoryview(memory)
        self._cells = whole[:_CELLS_BYTES].cast("d")
        self._stage = whole[_CELLS_BYTES : _CELLS_BYTES + _STAGE_BYTES]
        self._arena_at = _CELLS_BYTES + _STAGE_BYTES
        self._task_arena = whole[self._arena_at : self._arena_at + _ARENA_BYTES]
        self._result_arena = whole[self._arena_at + _ARENA_BYTES :]
        self._whole = whole

    def close(self) -> None:
        """Give the memory back; in the pool, when the worker is gone."""
        for view in (
            self._cells,
            self._stage,
            self._task_arena,
            self._result_arena,
            self._whole,
        ):
            view.release()
        try:
            self._memory.close()
        except BufferError:
            # Somebody still holds a part, such as a traceback; it goes with that.
            return

    # In the worker -------------------------------------------------------------------

    def begin(self, number: int, now: float) -> None:
        """A task is about to run. The time goes first: a reader that sees the new number
        must never see the old time, or it would kill a task that has just begun."""
        self._cells[_STARTED] = now
        self._cells[_RUNNING] = number

    def rest(self) -> None:
        """All results are sent."""
        self._cells[_RUNNING] = 0.0

    def stage(self, entry: bytes, used: int) -> int:
        """Keep a result where no kill can lose it; the bytes in use after that.

        The caller knows that there is room (`has_room`).
        """
        end = used + len(entry)
        self._stage[used:end] = entry
        self._cells[_STAGED] = end
        return end

    def has_room(self, used: int, size_bytes: int) -> bool:
        """Whether another result fits."""
        return used + size_bytes <= _STAGE_BYTES

    def unstage(self) -> None:
        """The staged results are on their way; the room will be used again."""
        self._cells[_UNSTAGED] += 1
        self._cells[_STAGED] = 0.0

    def put_result(self, pickled: bytes) -> bool:
        """Lay a large result down for the pool; False if there is no room for it now."""
        if self._cells[_RESULT_ARENA_BUSY] or len(pickled) > _ARENA_BYTES:
            return False
        self._result_arena[: len(pickled)] = pickled
        self._cells[_RESULT_ARENA_BUSY] = 1.0
        return True

    def task(self, size_bytes: int) -> memoryview:
        """The pickle of a large task; valid until `task_taken`."""
        return self._task_arena[:size_bytes]

    def task_taken(self) -> None:
        """The large task is unpickled."""
        self._cells[_TASK_ARENA_BUSY] = 0.0

    def tell_resident(self, size_bytes: int) -> None:
        """How much memory the worker has."""
        self._cells[_RESIDENT] = float(size_bytes)

    # In the pool ---------------------------------------------------------------------

    @property
    def running(self) -> int:
        """Number of the task that runs; 0 for none."""
        return int(self._cells[_RUNNING])

    @property
    def started(self) -> float:
        """When it began (`time.monotonic`, one clock for all processes of a machine)."""
        return self._cells[_STARTED]

    @property
    def resident_bytes(self) -> int:
        """What the worker said last; 0 if nothing yet."""
        return int(self._cells[_RESIDENT])

    def staged(self) -> bytes:
        """Results that are finished and may not be sent yet (or sent twice: numbers tell)."""
        before = self._cells[_UNSTAGED]
        found = bytes(self._stage[: int(self._cells[_STAGED])])
        # A living worker may have sent them and laid others over them meanwhile.
        return found if self._cells[_UNSTAGED] == before else b""

    def put_task(self, pickled: bytes) -> bool:
        """Lay a large task down for the worker; False if there is no room for it now."""
        if self._cells[_TASK_ARENA_BUSY] or len(pickled) > _ARENA_BYTES:
            return False
        self._task_arena[: len(pickled)] = pickled
        self._cells[_TASK_ARENA_BUSY] = 1.0
        return True

    def result(self, size_bytes: int) -> memoryview:
        """The pickle of a large result; valid until `result_taken`."""
        return self._result_arena[:size_bytes]

    def result_taken(self) -> None:
        """The large result is unpickled."""
        self._cells[_RESULT_ARENA_BUSY] = 0.0


def entries(body: bytes | memoryview) -> Iterator[Entry]:
    """The results in a body: number, seconds, flags, size of the pickle, the pickle.

    The pickle is empty where it lies in the arena.
    """
    view = memoryview(body)
    at, end = 0, len(view)
    while at < end:
        number, duration_s, size, flags = RESULT.unpack_from(view, at)
        at += RESULT.size
        inline = 0 if flags & IN_ARENA else size
        yield number, duration_s, flags, size, view[at : at + inline]
        at += inline


def keep_large_blocks(size_bytes: int = 8 << 20) -> None:
    """Let the C library keep freed blocks instead of giving them back at once.

    glibc maps each block above a threshold (128 KiB at first) afresh, and faulting the pages
    in costs many times the copy. It raises the threshold to the size of the largest such
    block that was freed (mallopt(3), M_MMAP_THRESHOLD); so free one.
    """
    block = bytearray(size_bytes)
    del block
