"""Work that is begun ahead, so that no worker waits, and comes back in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result", covariant=True)


class Begun(Protocol[_Result]):
    """Something that was begun, here or elsewhere."""

    size_chars: int

    def finish(self) -> _Result:
        """Wait for the result, or make it now."""

    def cancel(self) -> None:
        """Nobody will ask for the result."""


@dataclass(frozen=True, slots=True)
class Window:
    """How much may be begun and not yet given back."""

    least: int
    """So many items in any case: two per worker, the one that runs and the next."""
    most: int
    """Not more than this, so that a slow consumer holds up the input."""
    size_chars: int = 4_000_000
    """Above this nothing is begun beyond `least`; the rest of the input is not read yet."""

    @classmethod
    def of(cls, workers: int) -> Window:
        """The window that keeps so many workers busy."""
        # Small items travel together, which needs some of them; measured: at 16 per worker
        # documents of 10 lines reach their best throughput.
        return cls(least=2 * workers, most=16 * workers)


class LookAhead(Generic[_Item, _Result]):
    """Begins items in their order, and finishes them in the same order."""

    def __init__(
        self, items: Iterable[_Item], begin: Callable[[_Item], Begun[_Result]], window: Window
    ) -> None:
        self._items = iter(items)
        self._begin = begin
        self._window = window
        self._begun: deque[Begun[_Result]] = deque()
        self._size_chars = 0
        self._is_exhausted = False
        self._failure: BaseException | None = None

    def results(self) -> Iterator[_Result]:
        """Each result when it is asked for; what was begun is cancelled at an early end.

        Raises:
            Exception: What the items raised, after the results of those before it.
        """
        try:
            self._fill()
            while self._begun:
                first = self._begun.popleft()
                self._size_chars -= first.size_chars
                try:
                    result = first.finish()
                except BaseException:
                    first.cancel()
                    raise
                # Before the result is handed over: workers must not wait for the consumer.
                self._fill()
                yield result
            if self._failure is not None:
                raise self._failure
        finally:
            while self._begun:
                self._begun.pop().cancel()

    def _fill(self) -> None:
        while not self._is_exhausted and self._has_room():
            try:
                item = next(self._items)
            except StopIteration:
                self._is_exhausted = True
            except Exception as error:  # noqa: BLE001 - raised in its turn, as without look-ahead
                self._is_exhausted = True
                self._failure = error
            else:
                begun = self._begin(item)
                self._size_chars += begun.size_chars
                self._begun.append(begun)

    def _has_room(self) -> bool:
        count = len(self._begun)
        if count < self._window.least:
            return True
        return count < self._window.most and self._size_chars < self._window.size_chars
