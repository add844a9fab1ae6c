"""What an error means, what to do about it, and how it is told: always in one form."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pickle import PicklingError
from typing import Any

from pseudocode_translator import errors
from pseudocode_translator.execution.retry import Retry, RetryPolicy


class ErrorCategory(StrEnum):
    """Where an error comes from."""

    IO = "io"
    TIMEOUT = "timeout"
    PARSE = "parse"
    RESOURCE = "resource"
    """Memory, workers, or room in a queue ran out."""
    SETTING = "setting"
    INPUT = "input"
    """A value that cannot be worked on."""
    INTERNAL = "internal"


class Severity(StrEnum):
    """How much is lost."""

    LOW = "low"
    """Nothing, if it is tried again."""
    MEDIUM = "medium"
    """One item."""
    HIGH = "high"
    """The whole operation."""


class Strategy(StrEnum):
    """What to do next."""

    RETRY = "retry"
    SKIP = "skip"
    """Go on without this item."""
    ABORT = "abort"


@dataclass(frozen=True, slots=True)
class Assessment:
    """What an error means."""

    category: ErrorCategory
    severity: Severity
    strategy: Strategy

    @property
    def is_recoverable(self) -> bool:
        """Whether the rest of the work can go on."""
        return self.strategy is not Strategy.ABORT


@dataclass(frozen=True, slots=True)
class ErrorContext:
    """What was going on when an error came."""

    operation: str
    retry_count: int = 0
    details: Mapping[str, object] = field(default_factory=dict)
    """Shown with the error; values that JSON does not know become text."""


_Kinds = tuple[type[BaseException], ...]
_LOW, _MEDIUM, _HIGH = Severity.LOW, Severity.MEDIUM, Severity.HIGH

# The first row that fits counts: special errors stand above their bases.
_TABLE: tuple[tuple[_Kinds, Assessment], ...] = (
    (
        (errors.TaskTimeoutError, errors.PipelineTimeoutError, TimeoutError),
        Assessment(ErrorCategory.TIMEOUT, _MEDIUM, Strategy.RETRY),
    ),
    (
        (errors.WorkerLostError, errors.QueueFullError, errors.CircuitOpenError),
        Assessment(ErrorCategory.RESOURCE, _LOW, Strategy.RETRY),
    ),
    ((MemoryError,), Assessment(ErrorCategory.RESOURCE, _HIGH, Strategy.ABORT)),
    (
        (FileNotFoundError, PermissionError, IsADirectoryError, errors.FileError),
        Assessment(ErrorCategory.IO, _MEDIUM, Strategy.SKIP),
    ),
    ((OSError,), Assessment(ErrorCategory.IO, _MEDIUM, Strategy.RETRY)),
    (
        (errors.PDFParseError, SyntaxError, UnicodeError),
        Assessment(ErrorCategory.PARSE, _MEDIUM, Strategy.SKIP),
    ),
    (
        (errors.ConfigurationError, errors.UnknownDialectError),
        Assessment(ErrorCategory.SETTING, _HIGH, Strategy.ABORT),
    ),
    (
        (errors.ExecutionError, errors.InternalError, PicklingError),
        Assessment(ErrorCategory.INTERNAL, _HIGH, Strategy.ABORT),
    ),
    (
        (errors.PipelineError, ValueError, LookupError),
        Assessment(ErrorCategory.INPUT, _MEDIUM, Strategy.SKIP),
    ),
)
_UNKNOWN = Assessment(ErrorCategory.INTERNAL, _HIGH, Strategy.ABORT)


def assess(error: BaseException) -> Assessment:
    """What an error means; what is unknown counts as a fault of ours."""
    return next((found for kinds, found in _TABLE if isinstance(error, kinds)), _UNKNOWN)


def error_response(error: BaseException, context: ErrorContext) -> dict[str, Any]:
    """An error as plain data that `json.dumps` takes, always with the same keys."""
    meaning = assess(error)
    details = {"type": type(error).__name__, "strategy": meaning.strategy.value}
    return {
        "status": "error",
        "error": {
            "message": str(error) or type(error).__name__,
            "category": meaning.category.value,
            "severity": meaning.severity.value,
            "recoverable": meaning.is_recoverable,
            "operation": context.operation,
            "retry_count": context.retry_count,
            "details": {**details, **{k: _plain(v) for k, v in context.details.items()}},
        },
    }


def attempt(
    operation: str, function: Callable[..., Any], /, *args: Any, retry: Retry | None = None
) -> dict[str, Any]:
    """Call a function, again where that may help, and say how it went.

    Returns:
        ``{"status": "ok", "result": ...}``, or what `error_response` makes of the error.
    """
    count = _Count()
    retrying = retry or Retry(_POLICY)
    try:
        result = retrying.call(count.sync(function), *args)
    except Exception as error:  # noqa: BLE001 - told in the response
        return error_response(error, ErrorContext(operation, count.retries))
    return {"status": "ok", "result": result}


async def attempt_async(
    operation: str,
    function: Callable[..., Awaitable[Any]],
    /,
    *args: Any,
    retry: Retry | None = None,
) -> dict[str, Any]:
    """As `attempt`, for a coroutine function."""
    count = _Count()
    retrying = retry or Retry(_POLICY)
    try:
        result = await retrying.call_async(count.awaiting(function), *args)
    except Exception as error:  # noqa: BLE001 - told in the response
        return error_response(error, ErrorContext(operation, count.retries))
    return {"status": "ok", "result": result}


class _Assessed(RetryPolicy):
    """Tries again what the table says."""

    def is_worth_it(self, error: BaseException) -> bool:
        return assess(error).strategy is Strategy.RETRY


_POLICY = _Assessed()


class _Count:
    """How often a function was called."""

    def __init__(self) -> None:
        self._calls = 0

    @property
    def retries(self) -> int:
        return max(0, self._calls - 1)

    def sync(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any) -> Any:
            self._calls += 1
            return function(*args)

        return call

    def awaiting(self, function: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def call(*args: Any) -> Any:
            self._calls += 1
            return await function(*args)

        return call


def _plain(value: object) -> object:
    return value if isinstance(value, str | int | float | bool | None) else str(value)
