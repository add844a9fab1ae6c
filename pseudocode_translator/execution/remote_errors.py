"""What a worker does with what does not travel by itself: errors, and odd results.

Called in the worker process, and loaded there when it is first needed.
"""

from __future__ import annotations

import pickle
import sys
import traceback

from pseudocode_translator.errors import RemoteTaskError
from pseudocode_translator.execution.calls import name_of
from pseudocode_translator.execution.wire import PICKLE_PROTOCOL


def unpicklable_result(value: object, function: object, cause: Exception) -> RemoteTaskError:
    """What is raised instead of returning what cannot travel."""
    reason = f"it returned a {type(value).__name__} that cannot be pickled ({cause})"
    error = RemoteTaskError(name_of(function), reason)
    error.__cause__ = cause
    return error


def with_events(pickled: bytes, events: list[object]) -> bytes:
    """The result and the events that came before it; those that do not pickle are dropped."""
    kept = []
    for event in events:
        try:
            pickle.dumps(event, PICKLE_PROTOCOL)
        except Exception as error:  # noqa: BLE001 - who only tells must not harm the work
            print(f"event dropped: {error}", file=sys.stderr)  # noqa: T201
        else:
            kept.append(event)
    return pickle.dumps((pickled, kept), PICKLE_PROTOCOL)


def pickled_task_error(error: BaseException, function: object) -> bytes:
    """What a task raised; its function is None where not even that could be found."""
    return pickled_error(error, "a task" if function is None else name_of(function))


def pickled_error(error: BaseException, name: str) -> bytes:
    """The error and its traceback as text, in a form that surely arrives."""
    text = "".join(traceback.format_exception(error))
    error.__traceback__ = None
    try:
        pickled = pickle.dumps((error, text), PICKLE_PROTOCOL)
        pickle.loads(pickled)  # Many exceptions pickle, but not back: see their constructors.
    except BaseException as problem:  # noqa: BLE001 - whatever a foreign constructor raises
        reason = (
            f"it raised {type(error).__name__}: {_said(error)} (which cannot travel: {problem})"
        )
        return pickle.dumps((RemoteTaskError(name, reason), text), PICKLE_PROTOCOL)
    return pickled


def _said(error: BaseException) -> str:
    try:
        return str(error)
    except Exception as problem:  # noqa: BLE001 - a foreign __str__
        return f"no text ({type(problem).__name__})"
