"""Settings from environment variables."""

from __future__ import annotations

from pathlib import Path

import pytest

from pseudocode_translator.config import Config, ConfigManager
from pseudocode_translator.config.settings import SETTINGS

WARNING = "pseudocode_translator.config.manager"


def _warnings(caplog: pytest.LogCaptureFixture) -> list[str]:
    assert all(record.name == WARNING for record in caplog.records)
    assert all(record.levelname == "WARNING" for record in caplog.records)
    return [record.getMessage() for record in caplog.records]


@pytest.mark.parametrize("text", ["1", "true", "yes", "on", "TRUE", " Yes ", "On\t"])
def test_these_words_turn_the_pool_on(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """R-003-14."""
    monkeypatch.setenv("PSEUDOCODE_EXEC_POOL_ENABLED", text)

    assert ConfigManager.load(None).execution.process_pool_enabled is True


@pytest.mark.parametrize("text", ["0", "false", "No", "off", "maybe", "2", "tru"])
def test_all_other_words_turn_the_pool_off(
    text: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R-003-14: else False, even where the file says true."""
    (home / ".pseudocode_translator").mkdir()
    (home / ".pseudocode_translator/config.yaml").write_text(
        "execution: {process_pool_enabled: true}"
    )
    monkeypatch.setenv("PSEUDOCODE_EXEC_POOL_ENABLED", text)

    assert ConfigManager.load(None).execution.process_pool_enabled is False


@pytest.mark.parametrize(("text", "warnings"), [("off", 0), ("0", 0), ("ture", 1)])
def test_a_word_that_was_probably_meant_otherwise_is_told(
    text: str, warnings: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("PSEUDOCODE_EXEC_POOL_ENABLED", text)

    ConfigManager.load()

    assert len(_warnings(caplog)) == warnings


@pytest.mark.parametrize(
    ("name", "text", "field", "value"),
    [
        pytest.param("MAX_WORKERS", "7", "max_workers", 7, id="R-003-15"),
        pytest.param("TARGET", "parse_only", "target", "parse_only", id="R-003-16"),
        pytest.param("TARGET", " validate_only\t", "target", "validate_only", id="R-003-16-blanks"),
        pytest.param("TIMEOUT_MS", " 250 ", "task_timeout_ms", 250, id="R-003-17"),
        pytest.param("JOB_MAX_CHARS", "99", "job_max_chars", 99, id="R-003-18"),
        pytest.param("RETRY_ON_TIMEOUT", "false", "retry_on_timeout", False, id="R-003-19"),
        pytest.param("RETRY_ON_TIMEOUT", "yes", "retry_on_timeout", True, id="R-003-19-on"),
        pytest.param("RETRY_LIMIT", "4", "retry_limit", 4, id="R-003-20"),
        pytest.param("START_METHOD", "spawn", "start_method", "spawn", id="R-003-21"),
    ],
)
def test_each_variable_sets_its_field(
    name: str,
    text: str,
    field: str,
    value: object,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """R-003-15 to R-003-21."""
    monkeypatch.setenv(f"PSEUDOCODE_EXEC_POOL_{name}", text)

    config = ConfigManager.load(None)

    assert getattr(config.execution, f"process_pool_{field}") == value
    assert _warnings(caplog) == []


def test_the_other_sections_follow_one_scheme(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PSEUDOCODE_TRANSLATION__MAX_FILE_BYTES", "25")
    monkeypatch.setenv("PSEUDOCODE_OUTPUT__COLOUR", "never")
    monkeypatch.setenv("PSEUDOCODE_TELEMETRY", "on")

    config = ConfigManager.load()

    assert config.translation.max_file_bytes == 25
    assert config.output.colour == "never"
    assert config.telemetry.enabled is True


def test_null_takes_back_what_the_file_set(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / ".pseudocode_translator").mkdir()
    (home / ".pseudocode_translator/config.yaml").write_text(
        "execution: {process_pool_max_workers: 3}"
    )
    monkeypatch.setenv("PSEUDOCODE_EXEC_POOL_MAX_WORKERS", " Null ")

    assert ConfigManager.load().execution.process_pool_max_workers is None


def test_a_name_of_the_environment_maps_to_its_key() -> None:
    """R-003-22."""
    config = Config()

    key = config._normalize_override_key("PSEUDOCODE_EXEC_POOL_TARGET")

    assert key == "execution.process_pool_target"


@pytest.mark.parametrize(
    "name",
    [
        "PSEUDOCODE_EXEC_POOL_FOO",
        "PSEUDOCODE_EXEC_POOL_TARGET_",
        "pseudocode_exec_pool_target",
        "PSEUDOCODE_EXECUTION__PROCESS_POOL_TARGET",
        "EXEC_POOL_TARGET",
        "",
    ],
)
def test_any_other_name_maps_to_nothing(name: str) -> None:
    """R-003-22: exact names only."""
    assert Config()._normalize_override_key(name) is None


def test_overrides_are_collected_as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """R-003-22."""
    monkeypatch.setenv("PSEUDOCODE_EXEC_POOL_MAX_WORKERS", " 4")
    monkeypatch.setenv("PSEUDOCODE_EXEC_POOL_FOO", "1")

    assert Config()._collect_env_overrides() == {"execution.process_pool_max_workers": " 4"}


def test_every_setting_has_a_variable_of_its_own() -> None:
    names = [setting.variable for setting in SETTINGS.values()]

    assert len(set(names)) == len(names)


@pytest.mark.parametrize("text", ["abc", "", "   ", "1.5", "1e3", "0x10", "9" * 5000, "\udcff"])
def test_a_bad_value_is_one_warning_and_the_lower_value_stays(
    text: str, home: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """R-003-23."""
    (home / ".pseudocode_translator").mkdir()
    (home / ".pseudocode_translator/config.yaml").write_text(
        "execution: {process_pool_max_workers: 3}"
    )
    monkeypatch.setenv("PSEUDOCODE_EXEC_POOL_MAX_WORKERS", text)

    config = ConfigManager.load()

    assert config.execution.process_pool_max_workers == 3
    (message,) = _warnings(caplog)
    assert "environment variable PSEUDOCODE_EXEC_POOL_MAX_WORKERS" in message
    assert message.endswith("using 3")
    assert len(message) < 300


@pytest.mark.parametrize("name", ["PSEUDOCODE_EXEC_POOL_ENABLED", "PSEUDOCODE_EXEC_POOL_TARGET"])
def test_an_empty_variable_is_one_warning(
    name: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """R-003-23."""
    monkeypatch.setenv(name, "")

    assert ConfigManager.load() == Config()
    (message,) = _warnings(caplog)
    assert name in message


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("PSEUDOCODE_EXEC_POOL_TARGT", "PSEUDOCODE_EXEC_POOL_TARGET"),
        ("PSEUDOCODE_TELEMTRY", "PSEUDOCODE_TELEMETRY"),
        ("PSEUDOCODE_STRICT", "PSEUDOCODE_STRICT_CONFIG"),
        ("PSEUDOCODE_DIALECT", "PSEUDOCODE_TRANSLATION__DIALECT"),
    ],
)
def test_an_unknown_variable_is_told_with_the_name_that_was_meant(
    name: str, meant: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv(name, "1")

    ConfigManager.load()

    (message,) = _warnings(caplog)
    assert f"{name}: is no setting; did you mean {meant}?" in message


def test_a_variable_that_resembles_nothing_gets_no_suggestion(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("PSEUDOCODE_ZZZ", "1")

    ConfigManager.load()

    (message,) = _warnings(caplog)
    assert "did you mean" not in message


def test_the_lenient_variable_is_accepted(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("PSEUDOCODE_LENIENT_CONFIG", "1")

    ConfigManager.load()

    assert _warnings(caplog) == []


def test_a_doubtful_strict_variable_is_told(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("PSEUDOCODE_STRICT_CONFIG", "perhaps")

    ConfigManager.load()

    (message,) = _warnings(caplog)
    assert "PSEUDOCODE_STRICT_CONFIG" in message
