"""The scenarios by name, their figures, and how rounds of a figure become one."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping
from typing import Any

from executor_scenarios import faults, footprint, speed, tasks
from executor_scenarios.contenders import Contender

HANGS = {
    "hang_python": tasks.hang_python,
    "hang_sleep": tasks.hang_sleep,
    "hang_c": tasks.hang_c,
    "hang_regex": tasks.hang_regex,
    "hang_child": tasks.hang_child,
    "hang_sigterm": tasks.hang_sigterm,
}
CRASHES = {"crash_exit": tasks.crash_exit, "crash_kill": tasks.crash_kill}
SPEEDS = {"noop": speed.noop, "small": speed.small, "large": speed.large, "many": speed.many}
SCENARIOS = (*SPEEDS, *HANGS, *CRASHES, "start_up", "parent_killed")
SIZES = {"full": speed.FULL, "quick": speed.QUICK}
Rule = Callable[[list[Any]], Any]


def run_scenario(
    scenario: str, contender: Contender, *, sizes: str, began: float
) -> dict[str, Any]:
    """Run one scenario on an open contender.

    Args:
        scenario: One of `SCENARIOS`.
        contender: Open; what remains of it is for the caller to end.
        sizes: "full" or "quick".
        began: `time.perf_counter()` from before the library was imported.
    """
    if scenario in HANGS:
        return faults.hang(contender, HANGS[scenario])
    if scenario in CRASHES:
        return faults.crash(contender, CRASHES[scenario])
    if scenario == "start_up":
        return footprint.start_up(contender, began)
    if scenario == "parent_killed":
        return footprint.parent_killed(contender, SIZES[sizes])
    return SPEEDS[scenario](contender, SIZES[sizes])


def _median(values: list[float | None]) -> float | None:
    """Never (None) is later than any time."""
    middle = statistics.median_high([float("inf") if v is None else v for v in values])
    return None if middle == float("inf") else middle


def _most(values: list[Any]) -> Any:
    """The best rate; the worst harm, for a task that is lost now and then is lost."""
    return max((value for value in values if value is not None), default=None)


def _least(values: list[Any]) -> Any:
    return min((value for value in values if value is not None), default=None)


def _last(values: list[Any]) -> Any:
    return values[-1]


_FAULT: dict[str, Rule] = {
    "slot_ms": _median,
    "reported_ms": _median,
    "reported_as": _last,
    "in_flight": _median,
    "lost": _most,
    "lost_as": _last,
    "rerun": _most,
    "stuck": _most,
    "harmed": _most,
}
FIGURES: Mapping[str, Mapping[str, Rule]] = {
    "noop": {"median_us": _least, "p99_us": _median, "own_call_us": _least},
    "small": {"tasks_per_s": _most, "own_tasks_per_s": _most},
    "large": {"pipelined_mb_per_s": _most, "one_at_a_time_mb_per_s": _most},
    "many": {"tasks": _last, "submit_s": _least, "peak_growth_mb": _median, "map_s": _least},
    **dict.fromkeys(HANGS, _FAULT),
    "hang_child": {**_FAULT, "child_left": _most},
    **dict.fromkeys(CRASHES, _FAULT),
    "start_up": {
        "first_result_ms": _least,
        "all_workers_ms": _least,
        "memory_mb": _median,
        "processes": _median,
        "close_ms": _median,
    },
    "parent_killed": {
        "processes_left": _most,
        "looping_worker_left": _most,
        "gone_after_ms": _median,
    },
}


def over_rounds(scenario: str, rounds: list[dict[str, Any]]) -> dict[str, Any]:
    """One figure of each kind: the best round for speed, the median for behaviour."""
    measured = [each for each in rounds if "error" not in each]
    if not measured:
        return {"error": rounds[-1]["error"]}
    figures = {
        figure: _rounded(rule([each.get(figure) for each in measured]))
        for figure, rule in FIGURES[scenario].items()
    }
    failed = [each["error"] for each in rounds if "error" in each]
    return {**figures, "failed_rounds": failed} if failed else figures


def _rounded(value: Any) -> Any:
    """Four digits are more than a noisy machine can give."""
    return float(f"{value:.4g}") if isinstance(value, float) else value


def chosen(names: str | None) -> list[str]:
    """Scenarios from a list with commas; `hang` and `crash` stand for all of their kind.

    Raises:
        ValueError: A name is none of them.
    """
    wanted = names.split(",") if names else list(SCENARIOS)
    found = [s for s in SCENARIOS if s in wanted or s.partition("_")[0] in wanted]
    unknown = [w for w in wanted if not any(s == w or s.partition("_")[0] == w for s in SCENARIOS)]
    if unknown:
        raise ValueError(f"no scenario is called {', '.join(unknown)}")
    return found
