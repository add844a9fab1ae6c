"""Every exception of the package, and the exit codes of the command.

::

    PseudocodeError                 1
    ├── ConfigurationError          2   a setting that cannot be right (strict mode)
    ├── UnknownDialectError         2   a dialect name nobody registered
    ├── FileError
    │   ├── UnreadableInputError    3   a file that is missing, binary, too large, unreadable
    │   └── UnwritableOutputError   4   a full disk, a read-only folder
    ├── DeadlineExceededError       5   work in this process ran out of time
    ├── ExecutionError              1   something about running work in other processes
    │   ├── TaskTimeoutError        5   a task ran longer than its limit; also a TimeoutError
    │   ├── WorkerLostError         5   the process that ran a task died
    │   ├── PoolBrokenError        70   workers cannot start at all
    │   ├── NestedPoolError        70   a worker process asked for a pool of its own
    │   ├── RemoteTaskError        70   a result or an error of a task that cannot travel
    │   ├── PoolFallbackError      70   work that has to be done here; also a RuntimeError
    │   ├── ManagerClosedError     70   a call after shutdown; also a RuntimeError
    │   ├── NestedCallError        70   a call that would wait for the thread it runs in
    │   ├── QueueFullError          1   too many calls wait already
    │   └── CircuitOpenError        1   too many failures; tried again after a pause
    ├── PipelineError               1   a step of a pipeline failed
    │   ├── PipelineIOError         3   reading or writing; also an OSError
    │   ├── PipelineTimeoutError    5   a step took too long; also a TimeoutError
    │   ├── PDFParseError           3   a PDF that cannot be parsed; also a ValueError
    │   └── ChunkError              1   one chunk of many failed
    └── InternalError              70   our own mistake

The author's mistakes are not exceptions but `Diagnostic` objects.
"""

from __future__ import annotations

import signal
from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """What the `pseudocode` command tells the shell."""

    OK = 0
    PROGRAM_ERRORS = 1
    """The pseudocode has errors, or the program failed while it ran."""
    USAGE = 2
    """A wrong option, argument or setting."""
    INPUT = 3
    """An input file cannot be read."""
    OUTPUT = 4
    """An output file cannot be written."""
    TIMEOUT = 5
    """A limit of time was reached, or a worker process was lost."""
    INTERNAL = 70
    """A fault of ours (EX_SOFTWARE of sysexits.h)."""
    INTERRUPTED = 130
    """Stopped by Ctrl-C (128 + SIGINT, as shells report it)."""


class PseudocodeError(Exception):
    """Base of all exceptions of the package."""

    exit_code: ClassVar[ExitCode] = ExitCode.PROGRAM_ERRORS


class ConfigurationError(PseudocodeError):
    """A setting cannot be right; raised in strict mode only."""

    exit_code = ExitCode.USAGE

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(problems)
        self.problems = problems
        """One message per setting, each saying where it was set and what to do."""

    def __str__(self) -> str:
        return "\n".join(self.problems)


class FileError(PseudocodeError):
    """Something about one file; the base of reading and writing errors."""

    def __init__(self, name: str, reason: str, advice: str = "") -> None:
        super().__init__(name, reason, advice)
        self.name = name
        self.reason = reason
        self.advice = advice
        """What to do about it; may be empty."""

    def __str__(self) -> str:
        fact = f"{self.name}: {self.reason}"
        return f"{fact}; {self.advice}" if self.advice else fact


class UnreadableInputError(FileError):
    """An input cannot be read."""

    exit_code = ExitCode.INPUT


class UnwritableOutputError(FileError):
    """An output cannot be written; what stood there before is untouched."""

    exit_code = ExitCode.OUTPUT


class UnknownDialectError(PseudocodeError):
    """No dialect has this name."""

    exit_code = ExitCode.USAGE

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name, known)
        self.name = name
        self.known = known

    def __str__(self) -> str:
        return f"unknown dialect {self.name!r}; known: {', '.join(self.known)}"


class DeadlineExceededError(PseudocodeError):
    """Work in this process noticed that its time is up."""

    exit_code = ExitCode.TIMEOUT

    def __init__(self, limit_s: float) -> None:
        super().__init__(limit_s)
        self.limit_s = limit_s

    def __str__(self) -> str:
        return f"this took longer than {self.limit_s:g} s; raise the limit if it needs more"


class ExecutionError(PseudocodeError):
    """Something about running work in other processes."""


class TaskTimeoutError(ExecutionError, TimeoutError):
    """A task ran longer than its limit; its worker was killed."""

    exit_code = ExitCode.TIMEOUT

    def __init__(self, task: str, timeout_s: float, pid: int) -> None:
        super().__init__(task, timeout_s, pid)
        self.task = task
        self.timeout_s = timeout_s
        """Counted from when the worker took the task up."""
        self.pid = pid
        """Of the worker that was killed."""

    # OSError, the base of TimeoutError, would take the third argument for a file name.
    def __reduce__(self) -> tuple[type[TaskTimeoutError], tuple[str, float, int]]:
        return type(self), (self.task, self.timeout_s, self.pid)

    def __str__(self) -> str:
        return (
            f"{self.task} ran longer than {self.timeout_s:g} s and was stopped "
            f"(process {self.pid}); raise the limit if it needs more"
        )


class WorkerLostError(ExecutionError):
    """The process that ran a task died; nothing is known of the task's result."""

    exit_code = ExitCode.TIMEOUT

    def __init__(self, task: str, pid: int, exit_code_of_worker: int | None) -> None:
        super().__init__(task, pid, exit_code_of_worker)
        self.task = task
        self.pid = pid
        self.exit_code_of_worker = exit_code_of_worker
        """Negative: the number of the signal that killed it; None: unknown."""

    def __str__(self) -> str:
        code = self.exit_code_of_worker
        if code is None:
            how = "for an unknown reason"
        elif code < 0:
            how = f"by {_signal_name(-code)} (exit code {code})"
        else:
            how = f"with exit code {code}"
        return f"{self.task}: its process {self.pid} ended {how}"


class PoolBrokenError(ExecutionError):
    """Worker processes cannot start, so that no task can run."""

    exit_code = ExitCode.INTERNAL

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return f"worker processes cannot start: {self.reason}"


class NestedPoolError(ExecutionError):
    """A process that may not have children, such as a worker, asked for a pool."""

    exit_code = ExitCode.INTERNAL

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what

    def __str__(self) -> str:
        return f"{self.what}; return the work to the main process and submit it there"


class RemoteTaskError(ExecutionError):
    """What a task returned or raised cannot travel between processes."""

    exit_code = ExitCode.INTERNAL

    def __init__(self, task: str, reason: str) -> None:
        super().__init__(task, reason)
        self.task = task
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.task}: {self.reason}"


class PoolFallbackError(ExecutionError, RuntimeError):
    """The process pool hands work back; who offloaded it does it in this process."""

    exit_code = ExitCode.INTERNAL

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
        """timeout, broken_pool, job_too_large, unpicklable or shutdown."""

    def __str__(self) -> str:
        return f"exec_pool_fallback:{self.reason}"


class ManagerClosedError(ExecutionError, RuntimeError):
    """A call came after shutdown, or was still waiting when shutdown came."""

    exit_code = ExitCode.INTERNAL

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what

    def __str__(self) -> str:
        return f"{self.what}: the concurrency manager is shut down; make a new one"


class NestedCallError(ExecutionError):
    """A thread of a manager called the manager and would have waited for itself."""

    exit_code = ExitCode.INTERNAL

    def __init__(self, what: str, thread: str) -> None:
        super().__init__(what, thread)
        self.what = what
        self.thread = thread

    def __str__(self) -> str:
        return (
            f"{self.what} was called in {self.thread}, a thread of the same manager, and could "
            "wait for itself forever; return to the coroutine and call it from there"
        )


class QueueFullError(ExecutionError):
    """As many calls as allowed wait for a slot already."""

    def __init__(self, executor: str, limit: int) -> None:
        super().__init__(executor, limit)
        self.executor = executor
        self.limit = limit
        """Of the calls that wait; those that run do not count."""

    def __str__(self) -> str:
        return (
            f"{self.limit} calls wait for the {self.executor} executor already; "
            "try again later or raise concurrency.max_queue_size"
        )


class CircuitOpenError(ExecutionError):
    """A circuit breaker is open; the function was not called."""

    def __init__(self, name: str, retry_after_s: float) -> None:
        super().__init__(name, retry_after_s)
        self.name = name
        self.retry_after_s = retry_after_s
        """Until one call is let through; 0 while that call runs."""

    def __str__(self) -> str:
        return f"{self.name}: too many failures; next trial in {self.retry_after_s:.1f} s"


class PipelineError(PseudocodeError):
    """A step of a pipeline failed; the base of the specific errors."""

    def __init__(self, operation: str, reason: str) -> None:
        super().__init__(operation, reason)
        self.operation = operation
        """What was being done, such as ``read page 3``."""
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.operation}: {self.reason}"


class PipelineIOError(PipelineError, OSError):
    """Reading or writing failed."""

    exit_code = ExitCode.INPUT

    def __init__(self, operation: str, reason: str) -> None:
        super().__init__(operation, reason)
        # OSError took the two arguments for a number and its text.
        self.errno = self.strerror = None


class PipelineTimeoutError(PipelineError, TimeoutError):
    """A step took too long."""

    exit_code = ExitCode.TIMEOUT

    def __init__(self, operation: str, reason: str) -> None:
        super().__init__(operation, reason)
        self.errno = self.strerror = None


class PDFParseError(PipelineError, ValueError):
    """A PDF cannot be parsed."""

    exit_code = ExitCode.INPUT


class ChunkError(PipelineError):
    """One chunk of many failed; the others have their results."""

    def __init__(self, operation: str, reason: str, index: int) -> None:
        super().__init__(operation, reason)
        self.args = (operation, reason, index)
        self.index = index
        """Place of the chunk in the input, from 0."""

    def __str__(self) -> str:
        return f"{self.operation}: chunk {self.index}: {self.reason}"


class InternalError(PseudocodeError):
    """Our own mistake, told with what to report."""

    exit_code = ExitCode.INTERNAL

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what

    def __str__(self) -> str:
        return f"internal error: {self.what}; please report it with the input that caused it"


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
