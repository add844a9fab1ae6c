"""What errors mean, and the one form in which they are told."""

from __future__ import annotations

import asyncio
import json

import pytest

from pseudocode_translator import errors
from pseudocode_translator.errors import PDFParseError, PipelineError, PipelineIOError
from pseudocode_translator.execution.recovery import (
    ErrorCategory,
    ErrorContext,
    Severity,
    Strategy,
    assess,
    attempt,
    attempt_async,
    error_response,
)
from pseudocode_translator.execution.retry import Retry, RetryPolicy

KEYS = {
    "message": str,
    "category": str,
    "severity": str,
    "recoverable": bool,
    "operation": str,
    "retry_count": int,
    "details": dict,
}
NO_PAUSE = Retry(RetryPolicy(attempts=3), sleep=lambda seconds: None)


@pytest.mark.parametrize(
    ("kind", "builtin"),
    [
        (PipelineIOError, OSError),
        (errors.PipelineTimeoutError, TimeoutError),
        (PDFParseError, ValueError),
    ],
)
def test_specific_errors_are_both_ours_and_the_builtin(
    kind: type[PipelineError], builtin: type[Exception]
) -> None:
    error = kind("read page 3", "it is broken")

    assert issubclass(kind, PipelineError)
    assert isinstance(error, builtin)
    assert str(error) == "read page 3: it is broken"
    assert (error.operation, error.reason) == ("read page 3", "it is broken")
    assert getattr(error, "errno", None) is None


def test_no_error_of_ours_hides_a_builtin() -> None:
    import builtins

    ours = {name for name, value in vars(errors).items() if isinstance(value, type)}
    assert not ours & set(vars(builtins))


@pytest.mark.parametrize(
    ("error", "category", "strategy"),
    [
        (OSError("busy"), ErrorCategory.IO, Strategy.RETRY),
        (PipelineIOError("read", "busy"), ErrorCategory.IO, Strategy.RETRY),
        (FileNotFoundError("page.png"), ErrorCategory.IO, Strategy.SKIP),
        (TimeoutError(), ErrorCategory.TIMEOUT, Strategy.RETRY),
        (errors.TaskTimeoutError("page 3", 5.0, 77), ErrorCategory.TIMEOUT, Strategy.RETRY),
        (errors.WorkerLostError("page 3", 77, -9), ErrorCategory.RESOURCE, Strategy.RETRY),
        (errors.CircuitOpenError("ocr", 3.0), ErrorCategory.RESOURCE, Strategy.RETRY),
        (PDFParseError("page 3", "no xref"), ErrorCategory.PARSE, Strategy.SKIP),
        (errors.ConfigurationError(("x",)), ErrorCategory.SETTING, Strategy.ABORT),
        (ValueError("bad"), ErrorCategory.INPUT, Strategy.SKIP),
        (MemoryError(), ErrorCategory.RESOURCE, Strategy.ABORT),
        (ZeroDivisionError(), ErrorCategory.INTERNAL, Strategy.ABORT),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else None,
)
def test_each_error_has_its_meaning(
    error: Exception, category: ErrorCategory, strategy: Strategy
) -> None:
    meaning = assess(error)

    assert (meaning.category, meaning.strategy) == (category, strategy)
    assert meaning.is_recoverable is (strategy is not Strategy.ABORT)


@pytest.mark.parametrize("error", [OSError("busy"), ZeroDivisionError(), PDFParseError("a", "b")])
def test_every_response_has_the_same_keys_and_is_json(error: Exception) -> None:
    context = ErrorContext("read page 3", 2, {"page": 3, "path": object()})

    response = error_response(error, context)

    assert set(response) == {"status", "error"}
    assert response["status"] == "error"
    assert {key: type(value) for key, value in response["error"].items()} == KEYS
    assert response["error"]["operation"] == "read page 3"
    assert response["error"]["retry_count"] == 2
    assert response["error"]["details"]["page"] == 3
    assert response["error"]["severity"] in set(Severity)
    assert response["error"]["message"]
    assert json.loads(json.dumps(response)) == response


def test_an_attempt_tells_its_result_or_its_error() -> None:
    assert attempt("add", abs, -3) == {"status": "ok", "result": 3}

    response = attempt("read number", int, "x")
    assert response["error"]["category"] == "input"
    assert response["error"]["retry_count"] == 0


def test_an_attempt_tries_again_and_says_how_often() -> None:
    def fail() -> None:
        raise TimeoutError("slow")

    response = attempt("ask", fail, retry=NO_PAUSE)

    assert response["error"]["retry_count"] == 2
    assert response["error"]["message"] == "slow"


def test_coroutines_are_attempted_in_the_same_way() -> None:
    async def half(number: int) -> float:
        if number % 2:
            raise ValueError("odd")
        return number / 2

    async def scenario() -> list[dict[str, object]]:
        return [await attempt_async("halve", half, number) for number in (4, 5)]

    even, odd = asyncio.run(scenario())
    assert even == {"status": "ok", "result": 2.0}
    assert odd["status"] == "error"


def test_what_fails_for_good_is_not_tried_again() -> None:
    calls = []

    def fail() -> None:
        calls.append(1)
        raise MemoryError

    response = attempt("load", fail)

    assert calls == [1]
    assert response["error"]["recoverable"] is False
