"""The section `concurrency`: defaults, and variables without our prefix."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import ValidationError

from pseudocode_translator.config import ConcurrencyConfig, Config, ConfigManager
from pseudocode_translator.errors import ConfigurationError

VARIABLES = [
    ("CHUNK_BATCH_SIZE", "25", "chunk_batch_size", 25),
    ("MAX_PARALLEL_WORKERS", " 4 ", "max_parallel_workers", 4),
    ("USE_PROCESS_POOL", "false", "use_process_pool", False),
    ("CPU_THRESHOLD", "70.5", "cpu_threshold", 70.5),
    ("MEMORY_THRESHOLD", "60", "memory_threshold", 60.0),
    ("ENABLE_AUTO_THROTTLE", "off", "enable_auto_throttle", False),
    ("ENABLE_METRICS", "0", "enable_metrics", False),
]
BAD = [
    ("CHUNK_BATCH_SIZE", "0", "chunk_batch_size", 10),
    ("CHUNK_BATCH_SIZE", "ten", "chunk_batch_size", 10),
    ("CHUNK_BATCH_SIZE", "", "chunk_batch_size", 10),
    ("MAX_PARALLEL_WORKERS", "-3", "max_parallel_workers", 16),
    ("MAX_PARALLEL_WORKERS", "1.5", "max_parallel_workers", 16),
    ("USE_PROCESS_POOL", "perhaps", "use_process_pool", True),
    ("CPU_THRESHOLD", "101", "cpu_threshold", 85.0),
    ("CPU_THRESHOLD", "nan", "cpu_threshold", 85.0),
    ("MEMORY_THRESHOLD", "much", "memory_threshold", 80.0),
    ("MEMORY_THRESHOLD", "-inf", "memory_threshold", 80.0),
    ("ENABLE_AUTO_THROTTLE", "ye", "enable_auto_throttle", True),
    ("ENABLE_METRICS", "", "enable_metrics", True),
]


@pytest.mark.parametrize(("cpus", "workers"), [(1, 1), (8, 7), (None, 1)])
def test_one_cpu_is_left_to_others_where_there_is_more_than_one(
    cpus: int | None, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: cpus)

    assert ConcurrencyConfig().cpu_workers == workers
    assert ConcurrencyConfig().resolved_cpu_workers == workers
    unchecked = ConcurrencyConfig.model_construct(cpu_workers=None)
    assert unchecked.resolved_cpu_workers == workers


def test_the_defaults_are_those_of_the_design() -> None:
    config = ConcurrencyConfig()

    assert config.io_workers == 20
    assert config.chunk_processor_workers == 16
    assert config.enable_auto_throttle is True
    assert config.cpu_threshold == 85.0
    assert config.memory_threshold == 80.0
    assert config.chunk_batch_size == 10
    assert config.max_parallel_workers == 16
    assert config.use_process_pool is True
    assert config.enable_metrics is True
    assert ConcurrencyConfig.from_env() == config == Config().concurrency


def test_the_chunk_workers_have_an_upper_bound() -> None:
    assert ConcurrencyConfig(max_parallel_workers=4).chunk_workers == 4
    assert ConcurrencyConfig(chunk_processor_workers=3).chunk_workers == 3


@pytest.mark.parametrize(("name", "text", "field", "value"), VARIABLES)
def test_a_variable_without_our_prefix_sets_its_field(
    name: str,
    text: str,
    field: str,
    value: object,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv(name, text)

    assert getattr(ConcurrencyConfig.from_env(), field) == value
    assert getattr(ConfigManager.load().concurrency, field) == value
    assert caplog.records == []


@pytest.mark.parametrize(("name", "text", "field", "default"), BAD)
def test_a_bad_variable_is_a_warning_and_the_default_stays(
    name: str,
    text: str,
    field: str,
    default: object,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv(name, text)

    assert getattr(ConcurrencyConfig.from_env(), field) == default
    (record,) = caplog.records
    assert record.levelname == "WARNING"
    assert f"environment variable {name}" in record.getMessage()

    caplog.clear()
    assert getattr(ConfigManager.load().concurrency, field) == default
    assert len(caplog.records) == 1


def test_a_bad_variable_leaves_what_the_file_set(
    settings_file: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHUNK_BATCH_SIZE", "0")

    config = ConfigManager.load(settings_file("concurrency: {chunk_batch_size: 3}"))

    assert config.concurrency.chunk_batch_size == 3


def test_a_field_without_a_short_name_follows_the_scheme_of_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PSEUDOCODE_CONCURRENCY__IO_WORKERS", "5")

    assert ConcurrencyConfig.from_env().io_workers == 5


def test_strict_settings_make_a_bad_variable_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PSEUDOCODE_STRICT_CONFIG", "1")
    monkeypatch.setenv("CPU_THRESHOLD", "hot")

    with pytest.raises(ConfigurationError, match="CPU_THRESHOLD"):
        ConcurrencyConfig.from_env()


def test_a_short_name_with_our_prefix_is_unknown_and_the_right_one_is_told(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("PSEUDOCODE_CHUNK_BATCH_SIZE", "3")

    assert ConfigManager.load().concurrency.chunk_batch_size == 10
    (record,) = caplog.records
    assert "did you mean CHUNK_BATCH_SIZE?" in record.getMessage()


def test_variables_of_others_are_left_alone(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("CHUNK_BATCH_SIZES", "3")

    assert ConfigManager.load() == Config()
    assert caplog.records == []


@pytest.mark.parametrize("field", ["io_workers", "cpu_workers", "max_queue_size"])
def test_nothing_at_all_at_once_is_refused(field: str) -> None:
    with pytest.raises(ValidationError):
        ConcurrencyConfig.model_validate({field: 0})
