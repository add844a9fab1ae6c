"""Where parsing and validation run: the settings of the process pool.

Values outside these ranges are moved to the nearest bound when settings are loaded:

=============================  ==============================================
field                          range
=============================  ==============================================
process_pool_max_workers       1 to 61 on Windows, 1 to 4 x CPUs elsewhere
process_pool_task_timeout_ms   1 to 604,800,000 (a week)
process_pool_job_max_chars     1 or more
process_pool_retry_limit       0 to 10
=============================  ==============================================
"""

from __future__ import annotations

import os
from typing import Annotated, Literal

from pydantic import Field

from pseudocode_translator.config.checks import check
from pseudocode_translator.config.sections import Section, Variable

_WINDOWS_MAX_WORKERS = 61
"""Windows waits for 63 handles at once; concurrent.futures leaves room for two of its own."""


class ExecutionConfig(Section):
    """Where parsing and validation run; the process pool is off by default."""

    process_pool_enabled: Annotated[bool, Variable("PSEUDOCODE_EXEC_POOL_ENABLED")] = False
    """Whether worker processes parse and validate; false does all work in this process."""

    process_pool_max_workers: Annotated[
        int | None, Variable("PSEUDOCODE_EXEC_POOL_MAX_WORKERS")
    ] = Field(default=None, ge=1)
    """Number of worker processes; null takes one per CPU, but at least 2."""

    process_pool_target: Annotated[
        Literal["parse_validate", "parse_only", "validate_only"],
        Variable("PSEUDOCODE_EXEC_POOL_TARGET"),
    ] = "parse_validate"
    """Which stages go to the workers."""

    process_pool_task_timeout_ms: Annotated[int, Variable("PSEUDOCODE_EXEC_POOL_TIMEOUT_MS")] = (
        # A week: far beyond any task, far below what the clocks of the platforms can hold.
        Field(default=5000, ge=1, le=604_800_000)
    )
    """Longest time for one task, in milliseconds, from when a worker takes it up."""

    process_pool_job_max_chars: Annotated[int, Variable("PSEUDOCODE_EXEC_POOL_JOB_MAX_CHARS")] = (
        Field(default=50_000, ge=1)
    )
    """Largest text sent to a worker for parsing, in characters; larger ones stay here."""

    process_pool_start_method: Annotated[
        Literal["fork", "spawn", "forkserver"] | None,
        Variable("PSEUDOCODE_EXEC_POOL_START_METHOD"),
    ] = None
    """How workers start; null takes the default of the platform."""

    process_pool_retry_on_timeout: Annotated[
        bool, Variable("PSEUDOCODE_EXEC_POOL_RETRY_ON_TIMEOUT")
    ] = True
    """Whether a task that timed out or lost its worker is tried again."""

    process_pool_retry_limit: Annotated[int, Variable("PSEUDOCODE_EXEC_POOL_RETRY_LIMIT")] = Field(
        default=1, ge=0, le=10
    )
    """How often such a task is tried again."""

    @classmethod
    def machine_limits(cls) -> dict[str, int]:
        """More workers than this do harm on this machine."""
        limit = _WINDOWS_MAX_WORKERS if os.name == "nt" else 4 * (os.cpu_count() or 2)
        return {"process_pool_max_workers": limit}

    def resolved_max_workers(self) -> int:
        """The number of workers to start, chosen for this machine if none is set."""
        if self.process_pool_max_workers is not None:
            return self.process_pool_max_workers
        return max(2, os.cpu_count() or 2)

    # The name hides a deprecated class method of pydantic on purpose: it belongs to our
    # interface, and `model_validate` is what pydantic itself calls since version 2.
    def validate(self) -> list[str]:  # type: ignore[override]
        """Say what cannot be right, one message per field; empty if all is well.

        The constructor refuses bad values; `model_copy(update=...)` and `model_construct`
        do not, and this finds what they let in.
        """
        return [
            f"execution.{name} {checked.fault}"
            for name in type(self).model_fields
            if (checked := check(type(self), name, getattr(self, name))).fault
        ]
