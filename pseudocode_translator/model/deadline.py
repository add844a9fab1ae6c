"""The moment by which a piece of work has to be done, asked for as the work goes on.

Work in this process cannot be stopped from outside, so it has to look at the clock itself:
once per line, statement or node, and once per round of every search that may grow faster
than the document.

A stage takes its deadline as an argument and makes it the current one while it runs. From
there it is found through a context variable: trees are walked by small functions in some
sixty places, and a parameter of each of them would hide what they are about.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from pseudocode_translator.errors import DeadlineExceededError

_T = TypeVar("_T")
_MOST_UNCHECKED = 16
"""Items between two looks at the clock, which takes about as long as a step of a walk."""


class Deadline:
    """A limit that started to run when this object was made."""

    __slots__ = ("_clock", "_end_s", "limit_s")

    def __init__(self, limit_s: float, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.limit_s = limit_s
        """Seconds from when this was made; infinite for `NO_DEADLINE`."""
        self._clock = clock
        self._end_s = clock() + limit_s

    @classmethod
    def after(cls, limit_s: float, *, clock: Callable[[], float] = time.monotonic) -> Deadline:
        """The moment that is `limit_s` seconds from now."""
        return cls(limit_s, clock=clock)

    def check(self) -> None:
        """Go on if there is time left.

        Raises:
            DeadlineExceededError: There is none.
        """
        if self._clock() > self._end_s:
            raise DeadlineExceededError(self.limit_s)

    def each(self, items: Iterable[_T]) -> Iterator[_T]:
        """The items, with a check before the first and now and then.

        Raises:
            DeadlineExceededError: At once or while iterating; no time is left.
        """
        self.check()
        # Most of what is walked through is short, and needs no generator around it.
        is_short = isinstance(items, list | tuple) and len(items) <= _MOST_UNCHECKED
        return iter(items) if is_short else self._each(items)

    def _each(self, items: Iterable[_T]) -> Iterator[_T]:
        for number, item in enumerate(items, 1):
            if not number % _MOST_UNCHECKED:
                self.check()
            yield item

    @contextmanager
    def applied(self) -> Iterator[None]:
        """Let `checkpoint` and `checked` mean this deadline, in this thread.

        Raises:
            DeadlineExceededError: No time is left from the start.
        """
        self.check()
        before = _current.set(self)
        try:
            yield
        finally:
            _current.reset(before)


class _NoDeadline(Deadline):
    """Never exceeded, and it does not even look at the clock."""

    __slots__ = ()

    def check(self) -> None:
        """Go on."""

    def each(self, items: Iterable[_T]) -> Iterator[_T]:
        return iter(items)


NO_DEADLINE: Deadline = _NoDeadline(math.inf)
"""For work that may take as long as it takes."""
_current: ContextVar[Deadline] = ContextVar("deadline", default=NO_DEADLINE)


def checkpoint() -> None:
    """Go on if the current deadline allows it.

    Raises:
        DeadlineExceededError: No time is left.
    """
    _current.get().check()


def checked(items: Iterable[_T]) -> Iterator[_T]:
    """The items, with a `checkpoint` before the first and now and then.

    Raises:
        DeadlineExceededError: At once or while iterating; no time is left.
    """
    return _current.get().each(items)
