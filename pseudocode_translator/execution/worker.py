"""The child's side of the pool: a loop that runs tasks and tells what became of them.

Called in the worker process. Few imports on purpose: they are most of its start-up time,
and a lost worker is replaced while others wait.
"""

from __future__ import annotations

import os
import sys
from _pickle import dumps, loads
from time import monotonic

from pseudocode_translator.execution import wire
from pseudocode_translator.execution.wire import HEAD, PICKLE_PROTOCOL, RESULT, TASK, Board

# Types only: loading them would take longer than all the rest of a worker's imports.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_FLUSH_S = 0.001
"""So long may a finished result wait for others to travel with."""
_QUICK_S = 0.0001
_LINGER_S = 0.0002
"""After a single task that was quicker than that, a worker looks out for the next one so long
before it sleeps: who submits one after the other would wait longer for it to wake up than for
the task. Measured on two virtual CPUs: 119 instead of 227 us there and back."""
_RESIDENT_EVERY_S = 0.05
_PAGE_BYTES = 4096


class _Context:
    """What the task that runs may ask for; a worker runs one at a time."""

    is_worker = False
    trace = ""
    events: list[object] = []  # noqa: RUF012 - one worker, one task, one list


def in_worker() -> bool:
    """Whether this process is a worker of a pool."""
    return _Context.is_worker


def trace_context() -> str:
    """The W3C ``traceparent`` that the task was submitted with; empty without one."""
    return _Context.trace


def report_event(event: object) -> None:
    """Send something along with the task's result; it must pickle.

    In the pool's process it is found in `TaskFuture.events`. Outside a worker it is lost.
    """
    if _Context.is_worker:
        _Context.events.append(event)


def run_chunk(function: Callable[..., Any], chunk: list[tuple[Any, ...]]) -> list[Any]:
    """Call a function for each of some arguments, as one task."""
    return [function(*arguments) for arguments in chunk]


class Worker:
    """Runs what comes through `receive` until that returns nothing.

    `receive` is told for how many seconds it may look out without sleeping.
    """

    def __init__(
        self,
        receive: Callable[[float], bytes],
        send: Callable[[bytes], None],
        claim: Callable[[], bool],
        board: Board,
    ) -> None:
        self._receive = receive
        self._send = send
        self._claim = claim
        self._board = board
        self._unpickle: Callable[[Any], Any] = loads
        self._functions: dict[bytes, Callable[..., Any]] = {}
        """Those that came, by their heads; see `calls`."""
        self._measured = 0.0
        self._measures_memory = False

    def run(self, setup: dict[str, Any]) -> None:
        """Call the initializer, then serve."""
        _Context.is_worker = True
        loader = _MainLoader(setup.get("main"))
        self._unpickle = loader.unpickle
        self._measures_memory = bool(setup.get("measures_memory"))
        try:
            if setup["initializer"] is not None:
                function, arguments = self._unpickle(setup["initializer"])
                function(*arguments)
        except BaseException as error:  # noqa: BLE001 - told to those who submit
            from pseudocode_translator.execution.remote_errors import pickled_error

            self._send(wire.INITIALIZER_FAILED + pickled_error(error, "the initializer"))
            return
        loader.load_all(setup["modules"])  # So that the first task does not have to wait.
        self._send(wire.READY)
        linger_s = 0.0
        while message := self._receive(linger_s):
            linger_s = 0.0
            if message[:1] == wire.LOAD:
                loader.load_all(message[1:])
            elif self._serve(message) < _QUICK_S:
                linger_s = _LINGER_S

    def _serve(self, message: bytes) -> float:
        """Run the tasks of one message; the seconds that all of it took."""
        board, claim = self._board, self._claim
        must_claim = message[:1] == wire.CLAIM
        view = memoryview(message)
        at, end = 1 + HEAD.size, len(message)
        head = message[at : at + HEAD.unpack_from(message, 1)[0]]
        at += len(head)
        waiting: list[bytes] = []
        used, now = 0, monotonic()
        began_all = flushed = now
        while at < end:
            number, size, flags = TASK.unpack_from(view, at)
            at += TASK.size
            is_inline = not flags & wire.IN_ARENA
            payload = view[at : at + size] if is_inline else board.task(size)
            at += size if is_inline else 0
            if must_claim and not claim():
                waiting.append(RESULT.pack(number, 0.0, 0, wire.REFUSED))
                if not is_inline:
                    board.task_taken()
                continue
            began = monotonic() if must_claim else now
            board.begin(number, began)
            entry = self._run_task(number, began, head, payload, flags)
            now = monotonic()
            waiting.append(entry)
            if at < end and now - flushed < _FLUSH_S and board.has_room(used, len(entry)):
                used = board.stage(entry, used)
                continue
            self._send(wire.RESULTS + b"".join(waiting))
            board.unstage()
            waiting, used, flushed = [], 0, now
        if waiting:
            self._send(wire.RESULTS + b"".join(waiting))
            board.unstage()
        board.rest()
        if self._measures_memory and now - self._measured > _RESIDENT_EVERY_S:
            self._measured = now
            board.tell_resident(_resident_bytes())
        return now - began_all

    def _run_task(
        self, number: int, began: float, head: bytes, payload: memoryview, flags: int
    ) -> bytes:
        """Run one task; its result as it travels."""
        outcome = wire.SUCCEEDED
        function: Any = self._functions.get(head)
        try:
            try:
                call = self._unpickle(payload)
            finally:
                if flags & wire.IN_ARENA:
                    self._board.task_taken()
            if function is None and head:
                function = self._functions[head] = self._unpickle(head)
            if call.__class__ is tuple:
                value = function(*call)
            else:
                arguments, named, _Context.trace, *own = call
                function = own[0] if own else function
                value = function(*arguments, **named)
            pickled = _pickled_value(value, function)
        except BaseException as error:  # noqa: BLE001 - the parent's future raises it
            from pseudocode_translator.execution.remote_errors import pickled_task_error

            outcome = 0
            pickled = pickled_task_error(error, function)
        if _Context.events:
            outcome |= wire.WITH_EVENTS
            from pseudocode_translator.execution.remote_errors import with_events

            pickled = with_events(pickled, _Context.events)
            _Context.events = []
        _Context.trace = ""
        size = len(pickled)
        duration_s = monotonic() - began
        if size >= wire.ARENA_FROM_BYTES and self._board.put_result(pickled):
            return RESULT.pack(number, duration_s, size, outcome | wire.IN_ARENA)
        return RESULT.pack(number, duration_s, size, outcome) + pickled


def _pickled_value(value: object, function: object) -> bytes:
    try:
        pickled = dumps(value, PICKLE_PROTOCOL)
        if len(pickled) < wire.LIMIT_BYTES:
            return pickled
        problem: Exception = OverflowError(f"it has {len(pickled)} bytes")
    except Exception as error:  # noqa: BLE001 - foreign code runs while pickling
        problem = error
    from pseudocode_translator.execution.remote_errors import unpicklable_result

    raise unpicklable_result(value, function, problem)


class _MainLoader:
    """Unpickles; loads the parent's script only when something of it is asked for.

    In the parent that script is ``__main__``. Most tasks are functions of modules, so that
    running the script again in every worker would be time lost.
    """

    def __init__(self, main: dict[str, Any] | None) -> None:
        self._main = main

    def unpickle(self, pickled: Any) -> Any:
        try:
            return loads(pickled)
        except AttributeError:
            if not self._main:
                raise
            self._load_main()
            return loads(pickled)

    def load_all(self, names: bytes) -> None:
        """Load modules; a task that needs one will say if that fails."""
        for name in names.decode().split("\n"):
            try:
                if name == "__main__":
                    self._load_main()
                elif name:
                    __import__(name)
            except Exception:  # noqa: BLE001 - foreign code runs while a module is loaded
                continue

    def _load_main(self) -> None:
        main, self._main = self._main, None
        if main:
            # What the standard library's own workers do.
            from multiprocessing import spawn

            spawn.prepare(main)


def _resident_bytes() -> int:
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[1]) * _PAGE_BYTES
    except (OSError, IndexError, ValueError):
        pass
    try:
        import resource
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


# ---------------------------------------------------------------- started by an exec or a fork


def serve_descriptors(tasks: int, results: int, tokens: int, board: int, lifeline: int) -> None:
    """The whole life of a worker that was given its pipes as file descriptors."""
    from mmap import mmap

    from pseudocode_translator.execution.lifeline import follow, leave_interrupts_to_the_pool

    leave_interrupts_to_the_pool()
    follow(lifeline)
    os.set_blocking(tokens, False)
    memory = mmap(board, wire.BOARD_BYTES)
    os.close(board)
    wire.keep_large_blocks()
    receive, send = _Reader(tasks).message, _writer(results)
    send(wire.HELLO + os.getpid().to_bytes(8, "little"))
    setup = receive(0.0)
    try:
        if setup:
            Worker(receive, send, _claimer(tokens), Board(memory)).run(loads(setup))
    except OSError:
        pass  # The pool is gone, and so is who would care.


def serve_connections(tasks: Any, results: Any, board: str) -> None:
    """The whole life of a worker that was given connections and the path of its board."""
    from mmap import mmap
    from signal import SIG_IGN, SIGINT, signal

    if hasattr(os, "setsid"):
        os.setsid()
    signal(SIGINT, SIG_IGN)
    with open(board, "r+b") as file:
        memory = mmap(file.fileno(), wire.BOARD_BYTES)

    def receive(linger_s: float) -> bytes:
        try:
            message: bytes = tasks.recv_bytes()
        except EOFError:
            return b""
        return message

    results.send_bytes(wire.HELLO + os.getpid().to_bytes(8, "little"))
    setup = receive(0.0)
    try:
        if setup:
            Worker(receive, results.send_bytes, lambda: True, Board(memory)).run(loads(setup))
    except OSError:
        pass  # The pool is gone, and so is who would care.


def _claimer(tokens: int) -> Callable[[], bool]:
    read = os.read

    def claim() -> bool:
        try:
            return bool(read(tokens, 1))
        except BlockingIOError:
            return False

    return claim


def _writer(results: int) -> Callable[[bytes], None]:
    write, pack = os.write, wire.LENGTH.pack

    def send(body: bytes) -> None:
        data = pack(len(body)) + body
        done = write(results, data)
        while done < len(data):
            done += write(results, memoryview(data)[done:])

    return send


class _Reader:
    """Whole messages from a pipe."""

    def __init__(self, descriptor: int) -> None:
        from select import POLLIN, poll

        self._descriptor = descriptor
        self._buffer = b""
        looking = poll()
        looking.register(descriptor, POLLIN)
        self._look = looking.poll

    def message(self, linger_s: float) -> bytes:
        """The next message, for which not to sleep so long at first; empty at the end."""
        if linger_s:
            end = monotonic() + linger_s
            while not self._look(0) and monotonic() < end:
                pass
        while len(self._buffer) < 4:
            more = os.read(self._descriptor, 65536)
            if not more:
                return b""
            self._buffer += more
        end = 4 + int(wire.LENGTH.unpack_from(self._buffer)[0])
        if len(self._buffer) >= end:
            message, self._buffer = self._buffer[4:end], self._buffer[end:]
            return message
        pieces = [self._buffer[4:]]
        missing = end - len(self._buffer)
        self._buffer = b""
        while missing:
            more = os.read(self._descriptor, min(missing, 1 << 20))
            if not more:
                return b""
            pieces.append(more)
            missing -= len(more)
        return b"".join(pieces)
