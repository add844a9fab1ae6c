"""Defaults, then the file, then the environment; and which file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pseudocode_translator.config import Config, ConfigManager, Origin, OriginKind
from pseudocode_translator.config.settings import SETTINGS

SAMPLE = """\
execution:
  # Enable process-pool offload (default: false)
  process_pool_enabled: true
  # What to offload: "parse_validate", "parse_only", "validate_only"
  process_pool_target: "parse_validate"
  # Per-task timeout in milliseconds
  process_pool_task_timeout_ms: 3000
  # Number of workers (default: max(2, os.cpu_count() or 2))
  process_pool_max_workers: 4
"""


def _home_file(home: Path, text: str) -> Path:
    path = home / ".pseudocode_translator" / "config.yaml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_the_defaults_hold(caplog: pytest.LogCaptureFixture) -> None:
    """R-003-04: a missing file is no error."""
    assert ConfigManager.load() == Config()
    assert caplog.records == []


def test_the_file_in_the_home_directory_is_read(home: Path) -> None:
    """R-003-04."""
    _home_file(home, "execution:\n  process_pool_retry_limit: 3\n")

    assert ConfigManager.load().execution.process_pool_retry_limit == 3


def test_no_home_directory_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", nowhere)

    assert ConfigManager.load() == Config()


def test_the_sample_of_the_design_loads_exactly(
    settings_file: Callable[[str], Path], caplog: pytest.LogCaptureFixture
) -> None:
    """R-003-05."""
    execution = ConfigManager.load(settings_file(SAMPLE)).execution

    assert execution.process_pool_enabled is True
    assert execution.process_pool_target == "parse_validate"
    assert execution.process_pool_task_timeout_ms == 3000
    assert execution.process_pool_max_workers == 4
    assert caplog.records == []


# One field of each kind: a value for the file, a text and a value for the environment.
LAYERS = [
    ("execution.process_pool_max_workers", "3", "4", 4),
    ("execution.process_pool_enabled", "false", "1", True),
    ("execution.process_pool_target", "parse_only", "validate_only", "validate_only"),
    ("execution.process_pool_start_method", "spawn", "fork", "fork"),
    ("translation.max_file_bytes", "15", "25", 25),
    ("translation.dialect", "ib", "aqa", "aqa"),
    ("telemetry.enabled", "false", "yes", True),
]


@pytest.mark.parametrize(("key", "in_file", "in_environment", "value"), LAYERS)
def test_the_environment_wins_over_the_file_and_the_file_over_the_defaults(
    key: str,
    in_file: str,
    in_environment: str,
    value: object,
    settings_file: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """R-003-24."""
    section, _, field = key.partition(".")
    path = settings_file(f"{section}:\n  {field}: {in_file}\n")
    setting = SETTINGS[key]

    nothing = ConfigManager.load_with_origins()
    file_only = ConfigManager.load_with_origins(path)
    monkeypatch.setenv(setting.variable, in_environment)
    all_layers = ConfigManager.load_with_origins(path)

    assert setting.value_in(nothing.config) == setting.default
    assert nothing.origins[key] == Origin(OriginKind.DEFAULT)
    assert str(setting.value_in(file_only.config)).lower() == in_file
    assert file_only.origins[key] == Origin(OriginKind.FILE, str(path), 2, 3)
    assert setting.value_in(all_layers.config) == value
    assert all_layers.origins[key] == Origin(OriginKind.ENVIRONMENT, setting.variable)


def test_a_file_with_one_field_keeps_the_other_defaults(
    settings_file: Callable[[str], Path],
) -> None:
    """R-003-24."""
    config = ConfigManager.load(settings_file("execution: {process_pool_retry_limit: 0}"))

    changed = config.execution.model_copy(update={"process_pool_retry_limit": 1})
    assert changed == Config().execution
    assert config.translation == Config().translation


def test_an_explicit_file_wins_over_the_variable_and_that_over_the_home_directory(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _home_file(home, "execution: {process_pool_retry_limit: 2}")
    named = tmp_path / "named.yaml"
    named.write_text("execution: {process_pool_retry_limit: 3}")
    explicit = tmp_path / "explicit.yaml"
    explicit.write_text("execution: {process_pool_retry_limit: 4}")

    assert ConfigManager.load().execution.process_pool_retry_limit == 2
    monkeypatch.setenv("PSEUDOCODE_CONFIG", str(named))
    assert ConfigManager.load().execution.process_pool_retry_limit == 3
    assert ConfigManager.load(explicit).execution.process_pool_retry_limit == 4


def test_the_variable_for_the_file_knows_the_home_directory(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "mine.yaml").write_text("execution: {process_pool_retry_limit: 5}")
    monkeypatch.setenv("PSEUDOCODE_CONFIG", "~/mine.yaml")

    assert ConfigManager.load().execution.process_pool_retry_limit == 5


def test_every_setting_has_an_origin() -> None:
    assert list(ConfigManager.load_with_origins().origins) == list(SETTINGS)
