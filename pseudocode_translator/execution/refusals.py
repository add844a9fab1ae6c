"""Calls that are refused at once, because they would hang, or fail later with less to say."""

from __future__ import annotations

import inspect
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pickle import PicklingError
from types import FunctionType
from typing import Any

from pseudocode_translator.errors import NestedCallError, NestedPoolError
from pseudocode_translator.execution.calls import name_of
from pseudocode_translator.execution.worker import in_worker

_thread = threading.local()
"""`owner`: the manager that this thread belongs to."""


def refuse_nested(what: str, owner: object) -> None:
    """Raise where a call to a manager could wait for itself.

    Raises:
        NestedPoolError: this process is a worker.
        NestedCallError: this thread belongs to the manager `owner`.
    """
    if in_worker():
        raise NestedPoolError(f"{what} was called in a worker process")
    if getattr(_thread, "owner", None) is owner:
        raise NestedCallError(what, threading.current_thread().name)


def open_threads(name: str, workers: int, owner: object) -> ThreadPoolExecutor:
    """Threads that know whose they are."""
    return ThreadPoolExecutor(workers, f"pseudocode-{name}", _belong_to, (owner,))


def _belong_to(owner: object) -> None:
    _thread.owner = owner


def refuse_coroutines(function: Callable[..., Any]) -> None:
    """Raise for what would return a coroutine that nobody awaits.

    Raises:
        TypeError: see above.
    """
    if inspect.iscoroutinefunction(function):
        raise TypeError(
            f"{name_of(function)} is a coroutine function; await it, it needs no executor"
        )


def refuse_unpicklable(function: Callable[..., Any]) -> None:
    """Raise for a function that another process cannot find by its name.

    Raises:
        PicklingError: a lambda, or a function made inside another one.
    """
    if not isinstance(function, FunctionType):
        return  # The pool pickles partials and methods as a whole, and says what is wrong.
    found: object = sys.modules.get(function.__module__)
    for part in function.__qualname__.split("."):
        found = getattr(found, part, None)
    if found is not function:
        raise PicklingError(
            f"{function.__module__}.{function.__qualname__} cannot be sent to another process; "
            "define it at the top level of a module"
        )
