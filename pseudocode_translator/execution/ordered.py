"""Results in the order in which their tasks were submitted."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future
from itertools import islice
from typing import Any


def ordered_results(
    submit: Callable[[Any], Future[Any]],
    calls: Iterable[Any],
    timeout: float | None,
    ahead: int | None,
) -> Generator[Any]:
    """Submit all calls, or `ahead` of them and one more for each result that is taken.

    The first ones are submitted before this returns. What was not taken is cancelled when
    the iterator is closed, or ends with an error.
    """
    end = None if timeout is None else time.monotonic() + timeout
    waiting = iter(calls)
    futures = deque(map(submit, islice(waiting, ahead)))

    def results() -> Generator[Any]:
        try:
            while futures:
                left = None if end is None else end - time.monotonic()
                value = futures[0].result(left)
                futures.popleft()
                futures.extend(map(submit, islice(waiting, 1)))
                yield value
        finally:
            # The last first: stopping one that runs would make room for the next to begin.
            for future in reversed(futures):
                future.cancel()

    return results()
