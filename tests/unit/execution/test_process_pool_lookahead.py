"""Work begun ahead comes back in order, within bounds, and ends when nobody wants it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pseudocode_translator.execution.lookahead import LookAhead, Window


class _Begun:
    def __init__(self, number: int, log: list[str], size_chars: int = 1) -> None:
        self.size_chars = size_chars
        self.number = number
        self._log = log
        log.append(f"begin {number}")

    def finish(self) -> int:
        self._log.append(f"finish {self.number}")
        if self.number == 113:
            raise KeyboardInterrupt
        return self.number

    def cancel(self) -> None:
        self._log.append(f"cancel {self.number}")


def _run(items: Iterator[int] | range, log: list[str], window: Window) -> Iterator[int]:
    return LookAhead(items, lambda number: _Begun(number, log), window).results()


def test_results_come_in_the_order_of_the_items() -> None:
    assert list(_run(range(50), [], Window(2, 8))) == list(range(50))


def test_nothing_is_taken_before_the_first_result_is_asked_for() -> None:
    log: list[str] = []
    _run(range(50), log, Window(2, 8))

    assert log == []


def test_so_many_are_begun_ahead_and_not_more() -> None:
    log: list[str] = []
    results = _run(range(50), log, Window(2, 8))
    next(results)

    assert log == [*(f"begin {n}" for n in range(8)), "finish 0", "begin 8"]


def test_large_items_are_begun_ahead_only_as_far_as_the_workers_need_them() -> None:
    log: list[str] = []

    def begin(number: int) -> _Begun:
        return _Begun(number, log, size_chars=600)

    results = LookAhead(range(50), begin, Window(2, 8, size_chars=1000)).results()
    next(results)

    assert log == ["begin 0", "begin 1", "finish 0", "begin 2"]


def test_an_early_end_cancels_what_was_begun() -> None:
    log: list[str] = []
    results = _run(range(50), log, Window(2, 3))
    next(results)
    log.clear()
    results.close()  # type: ignore[attr-defined]

    assert sorted(log) == ["cancel 1", "cancel 2", "cancel 3"]


def test_an_interrupt_while_waiting_cancels_that_one_and_those_behind_it() -> None:
    log: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        list(_run(range(112, 150), log, Window(2, 3)))

    assert {entry for entry in log if entry.startswith("cancel")} == {
        "cancel 113",
        "cancel 114",
        "cancel 115",
    }


def test_what_the_items_raise_comes_behind_the_results_before_it() -> None:
    def items() -> Iterator[int]:
        yield from range(3)
        raise OSError("the list ends here")

    results = _run(items(), [], Window(2, 8))
    assert [next(results) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(OSError, match="the list ends here"):
        next(results)


def test_the_window_grows_with_the_workers() -> None:
    assert (Window.of(4).least, Window.of(4).most) == (8, 64)
