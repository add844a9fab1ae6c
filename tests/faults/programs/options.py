"""Prints what workers know of the options of this interpreter: options.py METHOD."""

from __future__ import annotations

import sys
import warnings

from pseudocode_translator.execution.pool_settings import PoolSettings
from pseudocode_translator.execution.worker_pool import WorkerPool


def flags() -> tuple[int, bool, list[str], bool]:
    try:
        warnings.warn("old", UserWarning, stacklevel=1)
        raises = False
    except UserWarning:
        raises = True
    return sys.flags.optimize, bool(sys.flags.utf8_mode), list(sys.warnoptions), raises


def main(method: str) -> None:
    with WorkerPool(PoolSettings(max_workers=1, start_method=method)) as pool:
        print(pool.submit(flags).result(timeout=30) == flags(), flags())


if __name__ == "__main__":
    main(sys.argv[1])
