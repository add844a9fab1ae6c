"""`ProgressTracker`: exact counts, few reports."""

from __future__ import annotations

import asyncio
import io
import sys
import threading

import pytest

from pseudocode_translator.execution.progress import ProgressState, ProgressTracker


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_step_gives_the_percentage_when_it_is_reported() -> None:
    with ProgressTracker(4, description="pages", min_seconds=0) as tracker:
        assert [tracker.update(1) for _ in range(4)] == [25.0, 50.0, 75.0, 100.0]
        assert tracker.update(1) is None  # It was complete already.


def test_coroutines_use_it_too() -> None:
    async def scenario() -> list[float | None]:
        async with ProgressTracker(4, description="pages", min_seconds=0) as tracker:
            return [await tracker.update_async(2), await tracker.update_async(n=2)]

    assert asyncio.run(scenario()) == [50.0, 100.0]


def test_small_changes_are_not_reported() -> None:
    tracker = ProgressTracker(1000, min_change=10, min_seconds=0)

    reports = [percent for _ in range(1000) if (percent := tracker.update()) is not None]

    assert reports == pytest.approx([0.1, *(0.1 + 10 * n for n in range(1, 10)), 100.0])


def test_quick_changes_are_not_reported_but_the_end_is() -> None:
    now = 0.0
    tracker = ProgressTracker(10, min_change=0, min_seconds=1.0, clock=lambda: now)

    assert tracker.update() == 10.0
    assert tracker.update() is None
    now = 1.0
    assert tracker.update() == 30.0
    assert tracker.update(6) is None
    assert tracker.update() == 100.0


def test_the_state_is_there_at_any_time() -> None:
    now = 5.0
    tracker = ProgressTracker(8, description="pages", clock=lambda: now)
    tracker.update(2)
    now = 7.5

    assert tracker.get_state() == ProgressState("pages", 2, 8, 25.0, 2.5)


def test_nothing_to_do_is_done() -> None:
    assert ProgressTracker(0).get_state().percent == 100.0


def test_no_step_of_a_hundred_threads_is_lost_and_reports_never_go_back() -> None:
    reports: list[int] = []
    tracker = ProgressTracker(
        10_000, min_change=0, min_seconds=0, on_report=lambda state: reports.append(state.current)
    )
    threads = [
        threading.Thread(target=lambda: [tracker.update() for _ in range(100)]) for _ in range(100)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert tracker.get_state().current == 10_000
    assert reports == sorted(reports)
    assert reports[-1] == 10_000


def test_a_report_that_was_overtaken_is_dropped() -> None:
    reports: list[int] = []
    tracker = ProgressTracker(
        4, min_seconds=0, on_report=lambda state: reports.append(state.current)
    )
    tracker.update()
    overtaken = tracker.get_state()
    tracker.update(2)
    tracker._report(overtaken)

    assert reports == [1, 3]


def test_a_terminal_gets_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := _Terminal())

    with ProgressTracker(2, description="pages") as tracker:
        tracker.update(2)

    assert "pages" in terminal.getvalue()
    assert "2/2" in terminal.getvalue()


def test_no_terminal_gets_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", stream := io.StringIO())

    with ProgressTracker(2) as tracker:
        tracker.update(2)

    assert stream.getvalue() == ""


def test_without_tqdm_everything_else_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tqdm", None)
    monkeypatch.setattr(sys, "stderr", terminal := _Terminal())

    with ProgressTracker(2, min_seconds=0) as tracker:
        assert tracker.update() == 50.0

    assert terminal.getvalue() == ""
