"""Many calls of one function: results in the order of the input, few calls at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sized
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_WORDS = {"high": 0, "low": 2}
_MIDDLE = 1


def rank(priority: object) -> Any:
    """A priority as a key to sort by.

    The words ``high`` and ``low`` (all others are in between), true before false, and
    otherwise whatever can be sorted, small values first.
    """
    if isinstance(priority, str):
        return _WORDS.get(priority.lower(), _MIDDLE)
    if isinstance(priority, bool):
        return not priority
    return _MIDDLE if priority is None else priority


async def ordered_map(
    call: Callable[[T], Awaitable[R]],
    items: Iterable[T],
    *,
    at_once: int,
    priority: Callable[[T], object] | None = None,
    return_exceptions: bool = False,
) -> list[R | BaseException]:
    """Call a coroutine function for each item; results in the order of the items.

    No item is taken from `items` before there is room for its call, unless `priority` has
    to see them all first. The first error cancels the other calls and is raised.

    Args:
        call: is awaited with each item.
        items: taken one by one.
        at_once: most calls that are under way.
        priority: tells which items begin first (see `rank`); equals keep their order.
        return_exceptions: put an error in the place of its result instead of raising it.
    """
    queue = _numbered(items, priority)
    results: dict[int, R | BaseException] = {}

    async def drain() -> None:
        for index, item in queue:
            try:
                results[index] = await call(item)
            except Exception as error:
                if not return_exceptions:
                    raise
                results[index] = error

    size = min(at_once, len(items)) if isinstance(items, Sized) else at_once
    await _all_or_first_error([drain() for _ in range(size)])
    return [results[index] for index in sorted(results)]


def _numbered(
    items: Iterable[T], priority: Callable[[T], object] | None
) -> Iterator[tuple[int, T]]:
    pairs = enumerate(items)
    if priority is None:
        return iter(pairs)
    return iter(sorted(pairs, key=lambda pair: rank(priority(pair[1]))))


async def _all_or_first_error(coroutines: list[Any]) -> None:
    tasks = [asyncio.ensure_future(coroutine) for coroutine in coroutines]
    try:
        await asyncio.gather(*tasks)
    except BaseException:
        for task in tasks:
            task.cancel()
        # Nobody else would look at what these end with.
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
