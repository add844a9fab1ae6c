"""Every exception of the package, and the exit codes of the command.

::

    PseudocodeError                 1
    ├── ConfigurationError          2   a setting that cannot be right (strict mode)
    ├── UnreadableInputError        3   a file that is missing, binary, too large, unreadable
    ├── UnwritableOutputError       4   a full disk, a read-only folder
    ├── UnknownDialectError         2   a dialect name nobody registered
    ├── DeadlineExceededError       5   a document that took longer than its limit
    ├── ExecutionError              5
    │   ├── TaskTimeoutError            a task ran longer than its limit and was killed
    │   └── WorkerLostError             a worker process died under its task
    └── InternalError              70   our own mistake

The author's mistakes are not exceptions but `Diagnostic` objects.
"""

from __future__ import annotations

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


class UnreadableInputError(PseudocodeError):
    """An input cannot be read."""

    exit_code = ExitCode.INPUT

    def __init__(self, name: str, reason: str, advice: str = "") -> None:
        super().__init__(name, reason, advice)
        self.name = name
        self.reason = reason
        self.advice = advice

    def __str__(self) -> str:
        return _sentence(f"{self.name}: {self.reason}", self.advice)


class UnwritableOutputError(PseudocodeError):
    """An output cannot be written; what stood there before is untouched."""

    exit_code = ExitCode.OUTPUT

    def __init__(self, name: str, reason: str, advice: str = "") -> None:
        super().__init__(name, reason, advice)
        self.name = name
        self.reason = reason
        self.advice = advice

    def __str__(self) -> str:
        return _sentence(f"{self.name}: {self.reason}", self.advice)


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
    """A stage noticed that its time was up."""

    exit_code = ExitCode.TIMEOUT

    def __init__(self, stage: str, limit_s: float) -> None:
        super().__init__(stage, limit_s)
        self.stage = stage
        self.limit_s = limit_s

    def __str__(self) -> str:
        return (
            f"{self.stage} took longer than {self.limit_s:g} s; raise the limit or split the file"
        )


class ExecutionError(PseudocodeError):
    """Work in another process did not end well."""

    exit_code = ExitCode.TIMEOUT


class TaskTimeoutError(ExecutionError):
    """A task ran longer than its limit; its worker was killed."""

    def __init__(self, task: str, limit_s: float, pid: int) -> None:
        super().__init__(task, limit_s, pid)
        self.task = task
        self.limit_s = limit_s
        self.pid = pid

    def __str__(self) -> str:
        return (
            f"{self.task} ran longer than {self.limit_s:g} s in worker {self.pid}, "
            "which was killed; raise execution.process_pool_task_timeout_ms"
        )


class WorkerLostError(ExecutionError):
    """A worker process died while it ran a task."""

    def __init__(self, task: str, pid: int, exit_code: int | None) -> None:
        super().__init__(task, pid, exit_code)
        self.task = task
        self.pid = pid
        self.worker_exit_code = exit_code

    def __str__(self) -> str:
        return (
            f"worker {self.pid} died (exit code {self.worker_exit_code}) while it ran {self.task}"
        )


class InternalError(PseudocodeError):
    """Our own mistake, told with what to report."""

    exit_code = ExitCode.INTERNAL

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what

    def __str__(self) -> str:
        return f"internal error: {self.what}; please report it with the input that caused it"


def _sentence(fact: str, advice: str) -> str:
    return f"{fact}; {advice}" if advice else fact
