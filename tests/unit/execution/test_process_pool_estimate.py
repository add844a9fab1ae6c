"""The running estimate of whether a worker process pays."""

from __future__ import annotations

import pytest

from pseudocode_translator.execution.offload_estimate import (
    EXPLORE_EVERY,
    SAMPLES_TO_DECIDE,
    OffloadEstimate,
    Waiting,
)


@pytest.fixture
def estimate() -> OffloadEstimate:
    return OffloadEstimate(workers=2, cores=2)


def _trips(estimate: OffloadEstimate, count: int, *, work_ms: float, trip_ms: float) -> None:
    for _ in range(count):
        estimate.add_trip("parse", 1000, work_ms=work_ms, trip_ms=trip_ms)


def _spent(estimate: OffloadEstimate, count: int, *, work_ms: float, spent_ms: float) -> None:
    for _ in range(count):
        estimate.add_spent("parse", 1000, work_ms=work_ms, spent_ms=spent_ms)


def test_what_is_unknown_is_sent_away(estimate: OffloadEstimate) -> None:
    assert estimate.pays("parse", 1000, Waiting.ONE)
    assert estimate.pays("parse", 1000, Waiting.MANY)


def test_nothing_is_decided_before_there_are_enough_samples(estimate: OffloadEstimate) -> None:
    _trips(estimate, SAMPLES_TO_DECIDE - 1, work_ms=1, trip_ms=100)
    assert estimate.pays("parse", 1000, Waiting.ONE)

    _trips(estimate, 1, work_ms=1, trip_ms=100)
    assert not estimate.pays("parse", 1000, Waiting.ONE)


def test_a_single_caller_stays_where_the_way_costs_a_noticeable_part_of_the_work(
    estimate: OffloadEstimate,
) -> None:
    _trips(estimate, SAMPLES_TO_DECIDE, work_ms=100, trip_ms=1)

    assert estimate.pays("parse", 1000, Waiting.ONE)


def test_many_are_sent_away_as_long_as_this_process_spends_less_than_the_work(
    estimate: OffloadEstimate,
) -> None:
    _trips(estimate, SAMPLES_TO_DECIDE, work_ms=10, trip_ms=5)
    _spent(estimate, SAMPLES_TO_DECIDE, work_ms=10, spent_ms=1)

    assert not estimate.pays("parse", 1000, Waiting.ONE)
    assert estimate.pays("parse", 1000, Waiting.MANY)


def test_many_stay_where_this_process_spends_more_than_the_work(estimate: OffloadEstimate) -> None:
    _spent(estimate, SAMPLES_TO_DECIDE, work_ms=1, spent_ms=2)

    assert not estimate.pays("parse", 1000, Waiting.MANY)


def test_on_one_core_even_many_stay(estimate: OffloadEstimate) -> None:
    alone = OffloadEstimate(workers=2, cores=1)
    _spent(alone, SAMPLES_TO_DECIDE, work_ms=10, spent_ms=1)

    assert not alone.pays("parse", 1000, Waiting.MANY)


def test_now_and_then_one_is_sent_away_to_see_if_that_still_loses(
    estimate: OffloadEstimate,
) -> None:
    _trips(estimate, SAMPLES_TO_DECIDE, work_ms=1, trip_ms=100)

    sent = [estimate.pays("parse", 1000, Waiting.ONE) for _ in range(2 * EXPLORE_EVERY)]
    assert sent.count(True) == 2

    _trips(estimate, 100, work_ms=1, trip_ms=0.001)
    assert estimate.pays("parse", 1000, Waiting.ONE)


def test_kinds_and_sizes_are_kept_apart(estimate: OffloadEstimate) -> None:
    _trips(estimate, SAMPLES_TO_DECIDE, work_ms=1, trip_ms=100)

    assert not estimate.pays("parse", 1010, Waiting.ONE)
    assert estimate.pays("parse", 100_000, Waiting.ONE)
    assert estimate.pays("validate", 1000, Waiting.ONE)


def test_the_start_of_the_workers_is_not_held_against_them(estimate: OffloadEstimate) -> None:
    _trips(estimate, 1, work_ms=100, trip_ms=5000)
    _trips(estimate, SAMPLES_TO_DECIDE, work_ms=100, trip_ms=1)

    assert estimate.pays("parse", 1000, Waiting.ONE)


def test_a_single_hiccup_decides_nothing(estimate: OffloadEstimate) -> None:
    _trips(estimate, SAMPLES_TO_DECIDE, work_ms=100, trip_ms=1)
    _trips(estimate, 1, work_ms=100, trip_ms=60_000)

    assert estimate.pays("parse", 1000, Waiting.ONE)


def test_what_is_done_here_is_known_too(estimate: OffloadEstimate) -> None:
    _trips(estimate, SAMPLES_TO_DECIDE, work_ms=100, trip_ms=1)
    for _ in range(200):
        estimate.add_local("parse", 1000, work_ms=1)

    assert not estimate.pays("parse", 1000, Waiting.ONE)
