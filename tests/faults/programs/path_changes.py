"""A module that is only found through a change of sys.path: path_changes.py METHOD FOLDER."""

from __future__ import annotations

import importlib
import sys

from pseudocode_translator.execution.pool_settings import PoolSettings
from pseudocode_translator.execution.worker_pool import WorkerPool


def main(method: str, folder: str) -> None:
    sys.path.insert(0, folder)
    module = importlib.import_module("only_here")
    with WorkerPool(PoolSettings(max_workers=1, start_method=method)) as pool:
        print(pool.submit(module.answer).result(timeout=30))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
