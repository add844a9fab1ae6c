"""One picture of a run: bars for speed and cost, a table in colours for faults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("Agg")  # A file, no window.

from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, LogNorm
from matplotlib.patches import Rectangle
from matplotlib.ticker import NullFormatter, NullLocator

from executor_scenarios.catalogue import CRASHES, HANGS
from executor_scenarios.contenders import OURS, WATCHDOG
from executor_scenarios.faults import PATIENCE_S

_OURS, _PEER, _INK, _QUIET = "#0b7285", "#c5ccd3", "#212529", "#6c757d"
_HEAT = LinearSegmentedColormap.from_list("heat", ["#e3f4f1", "#fff3bf", "#ffc078", "#f08c8c"])
_UNKNOWN = "#f1f3f5"
_NEVER, _MISSED, _HARM = "#e8596a", "#c92a2a", "#a61e33"
_STYLE: Any = {
    "font.family": "DejaVu Sans",
    "font.size": 10.5,
    "text.color": _INK,
    "axes.labelcolor": _QUIET,
    "xtick.color": _QUIET,
    "ytick.color": _INK,
    "axes.edgecolor": "#dee2e6",
}

Contenders = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Bars:
    """A panel with one bar per contender."""

    title: str
    unit: str
    scenario: str
    figure: str
    target: str = ""
    """The name of the ratio that belongs to it."""
    logarithmic: bool = False
    more_is_better: bool = False


_SPEED = (
    Bars("No-op, one at a time", "µs", "noop", "median_us", "no-op latency", logarithmic=True),
    Bars(
        "100 B echo, all at once",
        "tasks/s",
        "small",
        "tasks_per_s",
        "small tasks per second",
        logarithmic=True,
        more_is_better=True,
    ),
    Bars(
        "1 MB echo, all at once",
        "MB/s",
        "large",
        "pipelined_mb_per_s",
        "1 MB payloads, pipelined",
        more_is_better=True,
    ),
    Bars(
        "{tasks:,} tiny tasks by submit",
        "s",
        "many",
        "submit_s",
        "many tiny tasks, one submit each",
        logarithmic=True,
    ),
)
_COST = (
    Bars(
        "Parent's growth, {tasks:,} tasks",
        "MB",
        "many",
        "peak_growth_mb",
        "memory of the parent for them",
    ),
    Bars("First result, from import on", "ms", "start_up", "first_result_ms", "first result"),
    Bars("Memory at rest, all processes", "MB", "start_up", "memory_mb", "memory at rest"),
    Bars("Left 4 s after the parent died", "processes", "parent_killed", "processes_left"),
)
_HEADINGS = {
    "hang_python": "Python\nloop",
    "hang_sleep": "time.sleep",
    "hang_c": "C loop that\nholds the GIL",
    "hang_regex": "regular\nexpression",
    "hang_child": "child program\nhangs",
    "hang_sigterm": "SIGTERM\nignored",
    "crash_exit": "os._exit(1)",
    "crash_kill": "SIGKILL",
}


def draw(report: Mapping[str, Any], path: Path) -> None:
    """Draw the figures of a report, as far as they were measured."""
    contenders = {n: c for n, c in report["contenders"].items() if "figures" in c}
    with plt.rc_context(_STYLE):
        figure = plt.figure(figsize=(17, 4.6 + 1.32 * max(len(contenders), 3)))
        grid = figure.add_gridspec(
            3, 4, height_ratios=[1, 1.5, 1], hspace=0.52, wspace=0.1,
            left=0.125, right=0.98, top=0.885, bottom=0.055,
        )  # fmt: skip
        for row, panels in ((0, _SPEED), (2, _COST)):
            for column, panel in enumerate(panels):
                axes = figure.add_subplot(grid[row, column])
                _bars(axes, panel, contenders, report["ratios"])
                axes.set_yticks(*_names(contenders, shown=column == 0))
                _highlight(axes)
        _faults(figure.add_subplot(grid[1, :]), contenders)
        _titles(figure, report)
        figure.savefig(path, dpi=130, facecolor="white")
        plt.close(figure)


def _titles(figure: Any, report: Mapping[str, Any]) -> None:
    machine, run = report["machine"], report["run"]
    figure.text(
        0.02, 0.965, "WorkerPool beside the pools one would pick instead",
        fontsize=20, weight="bold",
    )  # fmt: skip
    facts = (
        f"{machine['workers']} workers, {machine['start_method']}; {machine['cpus']} CPUs, "
        f"Python {machine['python']}; rounds: {run['rounds']}, sizes: {run['sizes']}; "
        "best round for speed, median for behaviour, worst for harm"
    )
    figure.text(0.02, 0.94, facts, fontsize=11.5, color=_QUIET)


def _names(contenders: Contenders, *, shown: bool) -> tuple[list[int], list[str]]:
    places = list(range(len(contenders)))
    return places, [c["title"] if shown else "" for c in contenders.values()]


def _highlight(axes: Axes) -> None:
    for label in axes.get_yticklabels():
        if "ours" in label.get_text():
            label.set_color(_OURS)
            label.set_fontweight("bold")


def _bars(axes: Axes, panel: Bars, contenders: Contenders, ratios: Mapping[str, Any]) -> None:
    values = [_value(c, panel.scenario, panel.figure) for c in contenders.values()]
    known = [value for value in values if value is not None]
    colours = [_OURS if name == OURS else _PEER for name in contenders]
    places = range(len(values))
    axes.barh(places, [value or 0 for value in values], color=colours, height=0.7)
    _scale(axes, panel, known)
    for place, (name, value) in enumerate(zip(contenders, values, strict=True)):
        bold = "bold" if name == OURS else "normal"
        axes.annotate(
            "failed" if value is None else f" {_short(value)}",
            (value or axes.get_xlim()[0], place),
            va="center",
            weight=bold,
            color=_OURS if name == OURS else _INK,
        )
    axes.invert_yaxis()
    axes.tick_params(length=0)
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    axes.set_title(_title(panel, contenders), loc="left", fontsize=12.5, weight="bold", pad=24)
    better = "more is better" if panel.more_is_better else "less is better"
    note = f"{panel.unit} · {better}{' · log' if panel.logarithmic else ''}"
    axes.text(0, 1.035, note, transform=axes.transAxes, color=_QUIET, fontsize=9.5)
    _verdict(axes, ratios.get(panel.target))


def _verdict(axes: Axes, judged: Mapping[str, Any] | None) -> None:
    """Our share of the best peer's figure, in red where it misses what is promised."""
    if not judged or judged["ratio"] is None:
        return
    colour = {True: _OURS, False: _MISSED, None: _QUIET}[judged["met"]]
    text = f"{judged['ratio']:.2f} × best peer"
    axes.text(
        0.99,
        1.035,
        text,
        transform=axes.transAxes,
        color=colour,
        ha="right",
        weight="bold",
        fontsize=10,
    )


def _scale(axes: Axes, panel: Bars, known: list[float]) -> None:
    """Leave room for the numbers, which are at the bars: no ticks are needed."""
    largest = max(known, default=1) or 1
    if panel.logarithmic and known and min(known) > 0:
        axes.set_xscale("log")
        low, decades = min(known) / 3, 1.3
        axes.set_xlim(low, low * (largest / low) ** decades)
    else:
        axes.set_xlim(0, largest * 1.3)
    axes.xaxis.set_major_locator(NullLocator())
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_minor_formatter(NullFormatter())


def _title(panel: Bars, contenders: Contenders) -> str:
    tasks = next((t for c in contenders.values() if (t := _value(c, "many", "tasks"))), 100_000)
    return panel.title.format(tasks=tasks)


def _value(contender: Mapping[str, Any], scenario: str, figure: str) -> Any:
    return contender["figures"].get(scenario, {}).get(figure)


def _faults(axes: Axes, contenders: Contenders) -> None:
    """A cell for each fault: when the slot served again, and what was harmed by it."""
    columns = [(fault, "slot_ms") for fault in _HEADINGS]
    columns += [(fault, "reported_ms") for fault in CRASHES]
    norm = LogNorm(1, PATIENCE_S * 1e3, clip=True)
    for row, (name, contender) in enumerate(contenders.items()):
        if name == OURS:
            _frame(axes, (-0.5, row - 0.5), len(columns))
        for column, (fault, figure) in enumerate(columns):
            _cell(axes, (column, row), contender["figures"].get(fault), figure, norm)
    axes.set_xlim(-0.5, len(columns) - 0.5)
    axes.set_ylim(len(contenders) - 0.5, -0.5)
    axes.set_yticks(*_names(contenders, shown=True))
    _highlight(axes)
    axes.set_xticks(range(len(columns)), [_HEADINGS[fault] for fault, _ in columns])
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.tick_params(axis="x", colors=_INK)
    axes.spines[:].set_visible(False)
    _footnote(axes, contenders)
    last = len(contenders) - 0.5
    for edge in (len(HANGS), len(_HEADINGS)):
        axes.plot([edge - 0.5] * 2, [-0.5, last], color="white", linewidth=9)
    for at, text in (
        (0, "Hang: ms from its deadline until the slot serves again"),
        (len(HANGS), "Crash: slot serves, ms"),
        (len(_HEADINGS), "Crash: reported, ms"),
    ):
        axes.annotate(
            text, (at - 0.48, 1), xycoords=("data", "axes fraction"), xytext=(0, 40),
            textcoords="offset points", fontsize=12.5, weight="bold",
        )  # fmt: skip


def _frame(axes: Axes, corner: tuple[float, float], width: float) -> None:
    style: Any = {"fill": False, "edgecolor": _OURS, "linewidth": 2, "zorder": 3}
    axes.add_patch(Rectangle(corner, width, 1, **style, clip_on=False))


def _footnote(axes: Axes, contenders: Contenders) -> None:
    """A comparison says what it compares."""
    watched = [c["title"] for c in contenders.values() if c["limit"] == WATCHDOG]
    text = "Lost, re-run, stuck: innocent tasks that were in flight, in the worst round."
    if watched:
        text += f" No limit of their own, so a watchdog kills the worker: {', '.join(watched)}."
    axes.annotate(
        text, (0, 0), xycoords="axes fraction", xytext=(2, -16),
        textcoords="offset points", color=_QUIET,
    )  # fmt: skip


def _cell(
    axes: Axes, place: tuple[int, int], figures: Mapping[str, Any] | None, figure: str, norm: Any
) -> None:
    column, row = place
    if not figures:
        text, colour, harm = "–", _UNKNOWN, ""
    elif "error" in figures:
        text, colour, harm = "failed", _NEVER, ""
    else:
        value = figures[figure]
        text = "never" if value is None else _short(max(0.0, value))
        colour = _NEVER if value is None else _HEAT(norm(max(1.0, value)))
        harm = _harm(figures) if figure == "slot_ms" else ""
    box = (column - 0.485, row - 0.46)
    axes.add_patch(Rectangle(box, 0.97, 0.92, facecolor=colour, edgecolor="none"))
    up = 0.13 if harm else 0
    style: Any = {"ha": "center", "va": "center"}
    ink, red = ("white", "white") if colour == _NEVER else (_INK, _HARM)
    if colour == _UNKNOWN:
        ink = _QUIET
    axes.text(column, row - up, text, **style, fontsize=12, color=ink)
    axes.text(column, row + 0.24, harm, **style, fontsize=8.5, color=red)


def _harm(figures: Mapping[str, Any]) -> str:
    said = [
        f"{figures[kind]} {text}"
        for kind, text in (("lost", "lost"), ("rerun", "re-run"), ("stuck", "stuck"))
        if figures.get(kind)
    ]
    if figures.get("child_left"):
        said.append("child lives on")
    return ", ".join(said)


def _short(value: float) -> str:
    if value >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2g}"
