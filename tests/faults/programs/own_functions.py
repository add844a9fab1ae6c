"""A program whose tasks are its own functions and classes: own_functions.py METHOD."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from pseudocode_translator.execution.pool_settings import PoolSettings
from pseudocode_translator.execution.worker_pool import WorkerPool


@dataclass(frozen=True)
class Answer:
    number: int


class OwnError(Exception):
    pass


def f(number: int) -> Answer:
    return Answer(number + 1)


def fail(answer: Answer) -> None:
    raise OwnError(answer)


def serve(number: int) -> int:
    """Named like something of the worker's own."""
    return -number


def main(method: str) -> None:
    sys.stdout.write("once ")  # Not flushed: a worker must not print it again.
    with WorkerPool(PoolSettings(max_workers=2, start_method=method)) as pool:
        print(pool.submit(f, 1).result(timeout=30))
        print(repr(pool.submit(fail, Answer(5)).exception(timeout=30)))
        print(pool.submit(serve, 3).result(timeout=30))


if __name__ == "__main__":
    main(sys.argv[1])
