"""Our worker pool beside the process pools that a user would pick instead, in one run.

    python benchmarks/executors.py [--quick] [--only A,B] [--scenarios noop,hang] [--rounds 3]
                                   [-o FILE] [--plot FILE.png]

Two workers each, started by spawn. Writes JSON; `docs/benchmarks.md` says what each figure means.
Every measurement has a fresh process. Contenders take turns, round after round, so that the
machine's mood cancels out: ratios between them can be trusted more than the figures.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import signal
import sys
import time
from pathlib import Path
from typing import Any

from executor_scenarios.catalogue import chosen, over_rounds
from executor_scenarios.contenders import CONTENDERS, START_METHOD, WORKERS
from executor_scenarios.processes import measure, wait_for_calm
from executor_scenarios.ratios import ratios, summary

CALM_S = {"full": 3.0, "quick": 0.2}
"""Longest wait for a calm machine before a measurement."""


def say(text: str) -> None:
    """Progress is for people, standard output for programs."""
    print(text, file=sys.stderr, flush=True)


def present(names: list[str]) -> list[str]:
    """Those that are installed; the others are named, with what to do."""
    for name in names:
        if not CONTENDERS[name].installed():
            say(f"{name}: not installed: make bench")
    return [name for name in names if CONTENDERS[name].installed()]


def measure_all(
    names: list[str], scenarios: list[str], *, rounds: int, sizes: str
) -> list[dict[str, Any]]:
    """Every scenario for every contender, round after round; another one begins each time."""
    measurements = []
    for number in range(rounds):
        for scenario in scenarios:
            first = number % max(1, len(names))
            for name in names[first:] + names[:first]:
                busy = wait_for_calm(CALM_S[sizes])
                result = measure(scenario, name, sizes=sizes)
                place = {"round": number, "scenario": scenario, "contender": name}
                measurements.append({**place, "busy_percent": busy, **result})
                say(f"{number + 1}/{rounds} {scenario:14} {name:22} {_brief(result)}")
    return measurements


def _brief(result: dict[str, Any]) -> str:
    parts = [f"{k} {v:.4g}" if isinstance(v, float) else f"{k} {v}" for k, v in result.items()]
    return ", ".join(part for part in parts if not part.endswith(("None", "[]")))[:150]


def figures_of(
    name: str, scenarios: list[str], measurements: list[dict[str, Any]]
) -> dict[str, Any]:
    mine = [each for each in measurements if each["contender"] == name]
    return {
        scenario: over_rounds(scenario, [each for each in mine if each["scenario"] == scenario])
        for scenario in scenarios
    }


def described(name: str, figures: dict[str, Any] | None) -> dict[str, Any]:
    contender = CONTENDERS[name]
    about = {"title": contender.title, "limit": contender.limit}
    if figures is None:
        return {**about, "version": None, "error": "not installed: make bench"}
    return {**about, "version": contender.version(), "figures": figures}


def machine() -> dict[str, Any]:
    return {
        "cpus": os.cpu_count(),
        "machine": platform.machine(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "load": os.getloadavg() if hasattr(os, "getloadavg") else None,
        "workers": WORKERS,
        "start_method": START_METHOD,
    }


def report(names: list[str], scenarios: list[str], *, rounds: int, sizes: str) -> dict[str, Any]:
    """Measure, and give all that the JSON holds."""
    facts, began = machine(), time.monotonic()
    installed = present(names)
    measurements = measure_all(installed, scenarios, rounds=rounds, sizes=sizes)
    figures = {name: figures_of(name, scenarios, measurements) for name in installed}
    return {
        "machine": facts,
        "run": {"rounds": rounds, "sizes": sizes, "took_s": round(time.monotonic() - began, 1)},
        "contenders": {name: described(name, figures.get(name)) for name in names},
        "ratios": ratios(figures, scenarios),
        "measurements": measurements,
    }


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", help=f"contenders, with commas: {','.join(CONTENDERS)}")
    parser.add_argument("--scenarios", help="with commas; hang and crash mean all of their kind")
    parser.add_argument("--rounds", type=int, help="default 3, with --quick 1")
    parser.add_argument("--quick", action="store_true", help="fewer tasks: a few minutes in all")
    parser.add_argument("-o", "--output", type=Path, help="write the JSON there too")
    parser.add_argument("--plot", type=Path, metavar="FILE.png")
    options = parser.parse_args()
    options.rounds = options.rounds or (1 if options.quick else 3)
    options.contenders = options.only.split(",") if options.only else list(CONTENDERS)
    unknown = [name for name in options.contenders if name not in CONTENDERS]
    if unknown:
        parser.error(f"no contender is called {', '.join(unknown)}")
    try:
        options.chosen = chosen(options.scenarios)
    except ValueError as error:
        parser.error(str(error))
    if options.plot and importlib.util.find_spec("matplotlib") is None:
        parser.error("--plot needs matplotlib; not installed: make bench")
    return options


def _end(*_: object) -> None:
    """Leave by an exception, so that the measurement that runs is ended."""
    raise SystemExit(143)


def main() -> None:
    options = arguments()
    signal.signal(signal.SIGTERM, _end)
    sizes = "quick" if options.quick else "full"
    try:
        found = report(options.contenders, options.chosen, rounds=options.rounds, sizes=sizes)
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    text = json.dumps(found, indent=2)
    if options.output:
        options.output.write_text(f"{text}\n", encoding="utf-8")
    if options.plot:
        from executor_scenarios.plot import draw

        draw(found, options.plot)
    say(summary(found["ratios"]))
    print(text)
    if not found["measurements"]:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
