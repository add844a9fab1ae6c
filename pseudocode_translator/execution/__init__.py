"""Where work runs: processes, threads, slots, and what to do when it fails.

The names below are loaded when they are first asked for; importing the package itself
costs nothing, neither here nor in a worker process.
"""

from __future__ import annotations

_HOMES = {
    "ChunkProcessor": "chunks",
    "ChunkResult": "chunks",
    "CircuitBreaker": "circuit_breaker",
    "ConcurrencyConfig": "concurrency_manager",
    "ConcurrencyManager": "concurrency_manager",
    "ParseValidateExecutor": "process_pool",
    "PoolSettings": "pool_settings",
    "ProcessingConfig": "chunks",
    "ProgressTracker": "progress",
    "Retry": "retry",
    "RetryPolicy": "retry",
    "TaskFuture": "tasks",
    "TaskOptions": "tasks",
    "WorkerPool": "worker_pool",
    "attempt": "recovery",
    "attempt_async": "recovery",
    "error_response": "recovery",
    "get_concurrency_manager": "concurrency_manager",
    "process_chunks_async": "chunks",
    "process_chunks_sync": "chunks",
}
"""Public name to the module that defines it."""


def __getattr__(name: str) -> object:
    from importlib import import_module  # Here: a worker process is not to pay for it.

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
