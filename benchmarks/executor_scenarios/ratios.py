"""What is promised of our pool, formed from the figures of one run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from executor_scenarios.catalogue import CRASHES, HANGS
from executor_scenarios.contenders import OURS

Figures = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""Contender, scenario, figure."""


@dataclass(frozen=True, slots=True)
class Target:
    """A bound for one figure: of ours alone, or of ours divided by the best peer's."""

    name: str
    scenario: str
    figure: str
    bound: float | None
    """None: shown, nothing promised."""
    at_least: bool = False
    """Whether more is better."""
    of_peers: bool = True


TARGETS = (
    Target("no-op latency", "noop", "median_us", 0.4),
    Target("no-op, each library's own call", "noop", "own_call_us", None),
    Target("small tasks per second", "small", "tasks_per_s", 4.0, at_least=True),
    Target("small tasks, each library's own way", "small", "own_tasks_per_s", None, at_least=True),
    Target("1 MB payloads, pipelined", "large", "pipelined_mb_per_s", 1.2, at_least=True),
    Target("1 MB payloads, one at a time", "large", "one_at_a_time_mb_per_s", 1.2, at_least=True),
    Target("many tiny tasks, one submit each", "many", "submit_s", 0.4),
    Target("memory of the parent for them", "many", "peak_growth_mb", 1.0),
    Target("many tiny tasks, bulk map", "many", "map_s", None),
    *(Target(f"slot serves after {h}, ms", h, "slot_ms", 30.0, of_peers=False) for h in HANGS),
    *(Target(f"{c} reported, ms", c, "reported_ms", 10.0, of_peers=False) for c in CRASHES),
    *(
        Target(f"innocent tasks harmed by {fault}", fault, "harmed", 0, of_peers=False)
        for fault in (*HANGS, *CRASHES)
    ),
    Target("programs left by a task", "hang_child", "child_left", 0, of_peers=False),
    Target("first result", "start_up", "first_result_ms", None),
    Target("all workers", "start_up", "all_workers_ms", None),
    Target("memory at rest", "start_up", "memory_mb", None),
    Target("left by a killed parent", "parent_killed", "processes_left", 0, of_peers=False),
)


def ratios(figures: Figures, scenarios: list[str]) -> dict[str, Any]:
    """Each target of the scenarios that ran, with what was measured and whether it is met."""
    return {
        target.name: _judged(target, figures) for target in TARGETS if target.scenario in scenarios
    }


def _judged(target: Target, figures: Figures) -> dict[str, Any]:
    values = {
        name: scenarios[target.scenario].get(target.figure)
        for name, scenarios in figures.items()
        if target.scenario in scenarios
    }
    ours = values.pop(OURS, None)
    peers = {name: value for name, value in values.items() if value is not None}
    best: Callable[..., str] = max if target.at_least else min
    peer = best(peers, key=peers.__getitem__) if peers else None
    best_value = peers[peer] if peer else None
    ratio = _ratio(ours, best_value)
    value = ratio if target.of_peers else ours
    return {
        "ours": ours,
        "best_peer": peer,
        "best_peer_value": best_value,
        "ratio": ratio,
        "target": _bound_text(target),
        "met": _met(target, value),
    }


def _ratio(ours: float | None, peer: float | None) -> float | None:
    return None if ours is None or not peer else float(f"{ours / peer:.3g}")


def _met(target: Target, value: float | None) -> bool | None:
    """None: nothing is promised, or nothing was measured."""
    if target.bound is None or value is None:
        return None
    return value >= target.bound if target.at_least else value <= target.bound


def _bound_text(target: Target) -> str | None:
    if target.bound is None:
        return None
    what = "ratio" if target.of_peers else "ours"
    return f"{what} {'>=' if target.at_least else '<='} {target.bound:g}"


def summary(judged: Mapping[str, Mapping[str, Any]]) -> str:
    """The same as a table for people."""
    rows = [f"{'':38}{'ours':>10}{'best peer':>12}  {'which':24}{'ratio':>7}  target"]
    for name, row in judged.items():
        mark = {True: "met", False: "MISSED", None: ""}[row["met"]]
        rows.append(
            f"{name:38}{_text(row['ours']):>10}{_text(row['best_peer_value']):>12}  "
            f"{row['best_peer'] or '-':24}{_text(row['ratio']):>7}  {row['target'] or '-'} {mark}"
        )
    return "\n".join(rows)


def _text(value: float | None) -> str:
    return "-" if value is None else f"{value:,.3g}" if value < 1000 else f"{value:,.0f}"
