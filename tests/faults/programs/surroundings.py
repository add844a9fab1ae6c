"""A pool in odd surroundings: surroundings.py METHOD WHICH FILE."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any, cast

from pseudocode_translator.execution.pool_settings import PoolSettings
from pseudocode_translator.execution.worker_pool import WorkerPool
from tests.faults import tasks


def main(method: str, which: str, file: str) -> None:
    if which == "streams":
        for descriptor in (0, 1, 2):
            os.close(descriptor)
    elif which == "path":
        sys.path.append(cast(Any, Path("/nowhere")))
    elif which == "folder":
        folder = tempfile.mkdtemp()
        os.chdir(folder)
        os.rmdir(folder)
    with WorkerPool(PoolSettings(max_workers=1, start_method=method)) as pool:
        tasks.note(file, str(pool.submit(tasks.double, 21).result(timeout=30)))


if __name__ == "__main__":
    main(*sys.argv[1:])
