"""How much runs at once in a `ConcurrencyManager`: its settings.

Their variables have the short names of the design, without a prefix. A value that cannot
be right is not moved to a bound: a warning tells of it, and what was set below stays.
"""

from __future__ import annotations

import logging
import os
from typing import Annotated, ClassVar

from pydantic import Field, field_validator

from pseudocode_translator.config import environment
from pseudocode_translator.config.sections import Section, Variable
from pseudocode_translator.config.values import section_from_environment
from pseudocode_translator.errors import ConfigurationError

logger = logging.getLogger(__name__)

_WINDOWS_MAX_WORKERS = 61
"""As for the process pool: Windows waits for 63 handles at once."""


class ConcurrencyConfig(Section):
    """How much runs at once in scripts that use the `ConcurrencyManager`."""

    moves_to_bounds: ClassVar[bool] = False

    cpu_workers: int | None = Field(default=None, ge=1, le=1024)
    """Number of worker processes; null takes one less than there are CPUs, but at least 1."""

    io_workers: int = Field(default=20, ge=1, le=1024)
    """Number of threads that wait for files and the network."""

    chunk_processor_workers: int = Field(default=16, ge=1, le=1024)
    """Number of threads that work on chunks."""

    max_parallel_workers: Annotated[int, Variable("MAX_PARALLEL_WORKERS")] = Field(
        default=16, ge=1, le=1024
    )
    """Upper bound for the number of threads that work on chunks."""

    chunk_batch_size: Annotated[int, Variable("CHUNK_BATCH_SIZE")] = Field(
        default=10, ge=1, le=100_000
    )
    """Chunks in one batch."""

    max_queue_size: int = Field(default=1000, ge=1, le=1_000_000)
    """Most calls that may wait for one executor: a map takes no more items, `run_nowait` raises."""

    use_process_pool: Annotated[bool, Variable("USE_PROCESS_POOL")] = True
    """Whether cpu work runs in processes; false takes threads."""

    enable_auto_throttle: Annotated[bool, Variable("ENABLE_AUTO_THROTTLE")] = True
    """Whether fewer calls run at once while the machine is under load."""

    cpu_threshold: Annotated[float, Variable("CPU_THRESHOLD")] = Field(
        default=85.0, ge=1, le=100, allow_inf_nan=False
    )
    """Use of all CPUs, in percent, above which fewer calls run at once."""

    memory_threshold: Annotated[float, Variable("MEMORY_THRESHOLD")] = Field(
        default=80.0, ge=1, le=100, allow_inf_nan=False
    )
    """Use of memory, in percent, above which fewer calls run at once."""

    enable_metrics: Annotated[bool, Variable("ENABLE_METRICS")] = True
    """Whether calls are counted and timed; false leaves all counters at 0."""

    @field_validator("cpu_workers", mode="after")
    @classmethod
    def _choose_for_this_machine(cls, value: int | None) -> int:
        return _default_cpu_workers() if value is None else value

    @classmethod
    def machine_limits(cls) -> dict[str, int]:
        """Windows has a limit of its own for processes."""
        return {"cpu_workers": _WINDOWS_MAX_WORKERS} if os.name == "nt" else {}

    @classmethod
    def from_env(cls) -> ConcurrencyConfig:
        """The defaults and what the environment says; no settings file is read.

        Raises:
            ConfigurationError: a variable cannot be right, and ``PSEUDOCODE_STRICT_CONFIG``
                asks for an error; otherwise a warning is logged and the default stays.
        """
        config, problems = section_from_environment("concurrency", cls)
        if problems and environment.is_strict(environment.variables()):
            raise ConfigurationError(tuple(problem.strict_message for problem in problems))
        for problem in problems:
            logger.warning("settings: %s", problem)
        return config

    @property
    def resolved_cpu_workers(self) -> int:
        """`cpu_workers` as a number, however this object came to be."""
        return self.cpu_workers or _default_cpu_workers()

    @property
    def chunk_workers(self) -> int:
        """Number of threads that work on chunks, with its upper bound."""
        return min(self.chunk_processor_workers, self.max_parallel_workers)


def _default_cpu_workers() -> int:
    return min(max(1, (os.cpu_count() or 1) - 1), 1024 if os.name != "nt" else _WINDOWS_MAX_WORKERS)
