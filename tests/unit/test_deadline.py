"""Deadlines: what they raise, and where `checkpoint` finds the one that holds."""

from __future__ import annotations

import threading
from itertools import count

import pytest

from pseudocode_translator.errors import DeadlineExceededError
from pseudocode_translator.model.deadline import NO_DEADLINE, Deadline, checked, checkpoint


class _Clock:
    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def test_a_deadline_lets_work_go_on_until_its_limit_has_passed() -> None:
    clock = _Clock()
    deadline = Deadline.after(2.5, clock=clock)
    deadline.check()
    clock.now_s += 2.5
    deadline.check()
    clock.now_s += 0.1

    with pytest.raises(DeadlineExceededError) as caught:
        deadline.check()

    assert caught.value.limit_s == 2.5
    assert "2.5 s" in str(caught.value)


def test_a_deadline_counts_real_seconds_where_no_clock_is_given() -> None:
    Deadline.after(1000).check()
    with pytest.raises(DeadlineExceededError):
        Deadline.after(-1).check()


def test_items_are_given_until_the_time_is_up() -> None:
    clock = _Clock()
    items = Deadline.after(1, clock=clock).each(count())
    assert next(items) == 0
    clock.now_s += 2

    with pytest.raises(DeadlineExceededError):
        next(item for item in items if item > 100)


def test_items_are_checked_before_the_first() -> None:
    with pytest.raises(DeadlineExceededError):
        next(Deadline.after(-1).each([1]))


def test_without_a_deadline_nothing_is_ever_late() -> None:
    NO_DEADLINE.check()
    assert list(NO_DEADLINE.each("abc")) == ["a", "b", "c"]
    checkpoint()
    assert list(checked("abc")) == ["a", "b", "c"]


def test_a_checkpoint_means_the_deadline_that_is_applied_and_then_the_one_before() -> None:
    clock = _Clock()
    outer, inner = Deadline.after(10, clock=clock), Deadline.after(1, clock=clock)
    with outer.applied():
        with inner.applied():
            clock.now_s += 2
            with pytest.raises(DeadlineExceededError) as caught:
                checkpoint()
        checkpoint()
        with NO_DEADLINE.applied():
            clock.now_s += 20
            checkpoint()
        with pytest.raises(DeadlineExceededError):
            checkpoint()
    checkpoint()

    assert caught.value.limit_s == 1


def test_a_deadline_that_has_passed_is_noticed_before_anything_is_done() -> None:
    with pytest.raises(DeadlineExceededError), Deadline.after(-1).applied():
        pytest.fail("the work was begun")
    checkpoint()


def test_a_deadline_holds_in_its_own_thread_only() -> None:
    clock = _Clock()
    finished = threading.Event()

    def work() -> None:
        checkpoint()
        finished.set()

    with Deadline.after(1, clock=clock).applied():
        clock.now_s += 2
        thread = threading.Thread(target=work)
        thread.start()
        thread.join(timeout=30)

    assert finished.is_set()
