"""Every exception of the package, and the exit codes of the command.

::

    PseudocodeError                 1
    ├── ConfigurationError          2   a setting that cannot be right (strict mode)
    ├── UnknownDialectError         2   a dialect name nobody registered
    ├── FileError
    │   ├── UnreadableInputError    3   a file that is missing, binary, too large, unreadable
    │   └── UnwritableOutputError   4   a full disk, a read-only folder
    └── InternalError          70   our own mistake

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


class InternalError(PseudocodeError):
    """Our own mistake, told with what to report."""

    exit_code = ExitCode.INTERNAL

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what

    def __str__(self) -> str:
        return f"internal error: {self.what}; please report it with the input that caused it"
