"""One measurement in a process of its own: scenario, contender, sizes, file for the result.

    python -m executor_scenarios.measurement noop pebble quick RESULT.json

Spawned workers import this module again, hence its few imports.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any


def measure(scenario: str, name: str, sizes: str) -> dict[str, Any]:
    """Open the contender, run the scenario, close it."""
    from executor_scenarios.catalogue import run_scenario
    from executor_scenarios.contenders import CONTENDERS

    contender = CONTENDERS[name]()
    began = time.perf_counter()
    contender.open()
    return run_scenario(scenario, contender, sizes=sizes, began=began)


def main() -> None:
    scenario, name, sizes, output = sys.argv[1:]
    try:
        result = measure(scenario, name, sizes)
    except Exception as error:  # noqa: BLE001 - a contender that fails is a result too
        result = {"error": f"{type(error).__name__}: {error}"[:300]}
    unfinished = Path(f"{output}.unfinished")
    unfinished.write_text(json.dumps(result), encoding="utf-8")
    unfinished.rename(output)
    if scenario == "parent_killed" and "error" not in result:
        from executor_scenarios.footprint import end_abruptly

        end_abruptly()
    # Not every pool can be closed after a fault. The caller ends all that is left.
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
