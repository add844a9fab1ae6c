"""What is done about values that cannot be right: leniently, and strictly."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pseudocode_translator.config import Config, ConfigManager
from pseudocode_translator.config.settings import SETTINGS
from pseudocode_translator.errors import ConfigurationError

Write = Callable[[str], Path]


def _load_one(write: Write, field: str, text: str) -> object:
    config = ConfigManager.load(write(f"execution:\n  process_pool_{field}: {text}\n"))
    return getattr(config.execution, f"process_pool_{field}")


@pytest.mark.parametrize(
    ("field", "given", "effective"),
    [
        ("max_workers", "0", 1),
        ("max_workers", "-3", 1),
        ("max_workers", "1", 1),
        ("max_workers", "32", 32),
        ("max_workers", "33", 32),
        ("task_timeout_ms", "0", 1),
        ("task_timeout_ms", "1", 1),
        ("task_timeout_ms", "604800001", 604800000),
        ("job_max_chars", "0", 1),
        ("job_max_chars", "1", 1),
        ("job_max_chars", "123456789012", 123456789012),
        ("retry_limit", "-1", 0),
        ("retry_limit", "0", 0),
        ("retry_limit", "10", 10),
        ("retry_limit", "11", 10),
    ],
)
def test_a_value_outside_its_range_is_moved_to_the_nearest_bound(
    field: str,
    given: str,
    effective: int,
    settings_file: Write,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """R-003-27, on a machine with 8 CPUs."""
    assert _load_one(settings_file, field, given) == effective
    assert len(caplog.records) == (given != str(effective))


@pytest.mark.parametrize(
    ("system", "cpus", "most"), [("nt", 2, 61), ("nt", 64, 61), ("posix", 2, 8), ("posix", 1, 4)]
)
def test_the_most_workers_depend_on_the_machine(
    system: str,
    cpus: int,
    most: int,
    settings_file: Write,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """R-003-27."""
    path = settings_file("execution: {process_pool_max_workers: 1000}")
    monkeypatch.setattr("os.cpu_count", lambda: cpus)
    monkeypatch.setattr("pseudocode_translator.config.execution.os.name", system)
    limits = type(Config().execution).machine_limits()
    monkeypatch.undo()

    assert limits == {"process_pool_max_workers": most}
    monkeypatch.setattr(type(Config().execution), "machine_limits", lambda: limits)
    assert ConfigManager.load(path).execution.process_pool_max_workers == most


def test_a_value_that_is_no_number_of_a_range_gives_way_to_the_default(
    settings_file: Write, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """R-003-26."""
    monkeypatch.setenv("PSEUDOCODE_EXEC_POOL_TARGET", "bogus")

    config = ConfigManager.load()

    assert config.execution.process_pool_target == "parse_validate"
    (record,) = caplog.records
    assert record.getMessage() == (
        "settings: environment variable PSEUDOCODE_EXEC_POOL_TARGET: "
        "execution.process_pool_target is 'bogus', but must be one of 'parse_validate', "
        "'parse_only', 'validate_only'; using 'parse_validate'"
    )


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("max_workers", "many"),
        ("max_workers", "yes"),
        ("max_workers", "[1, 2]"),
        ("max_workers", "{a: 1}"),
        ("max_workers", ".inf"),
        ("max_workers", ".nan"),
        ("max_workers", "2.5"),
        ("max_workers", "9" * 5000),
        ("max_workers", "!!python/object/apply:os.system [ls]"),
        ("max_workers", "2026-13-45"),
        ("target", "null"),
        ("target", "7"),
        ("target", "!!binary aGk="),
        ("start_method", "off"),
        ("enabled", "perhaps"),
        ("task_timeout_ms", ""),
    ],
)
def test_a_value_of_the_wrong_kind_is_one_warning_and_the_default(
    field: str, text: str, settings_file: Write, caplog: pytest.LogCaptureFixture
) -> None:
    """R-003-26."""
    value = _load_one(settings_file, field, text)

    assert value == SETTINGS[f"execution.process_pool_{field}"].default
    (record,) = caplog.records
    message = record.getMessage()
    assert f"settings.yaml:2:3: execution.process_pool_{field} is " in message
    assert len(message) < 400


def test_the_rest_of_the_file_applies(
    settings_file: Write, caplog: pytest.LogCaptureFixture
) -> None:
    """R-003-26."""
    path = settings_file(
        "cache: {size: 3}\n"
        "execution:\n"
        "  process_pool_target: bogus\n"
        "  process_pool_speed: 9\n"
        "  process_pool_retry_limit: 4\n"
    )

    config = ConfigManager.load(path)

    assert config.execution.process_pool_retry_limit == 4
    assert len(caplog.records) == 3


def _file_with_three_faults(write: Write) -> Path:
    return write(
        "executoin: {}\nexecution:\n  process_pool_target: bogus\n  process_pool_retry_limit: 99\n"
    )


def test_strict_settings_raise_with_all_problems(
    settings_file: Write, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """R-003-26."""
    monkeypatch.setenv("PSEUDOCODE_EXEC_POOL_MAX_WORKERS", "abc")
    path = _file_with_three_faults(settings_file)

    with pytest.raises(ConfigurationError) as caught:
        ConfigManager.load(path, strict=True)

    places = [problem.partition(": ")[0] for problem in caught.value.problems]
    assert places == [
        f"{path}:1:1",
        f"{path}:3:3",
        f"{path}:4:3",
        "environment variable PSEUDOCODE_EXEC_POOL_MAX_WORKERS",
    ]
    assert "using" not in str(caught.value)
    assert caplog.records == []


@pytest.mark.parametrize("lenient_too", [False, True])
def test_a_variable_asks_for_strict_settings(
    lenient_too: bool, settings_file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R-003-26."""
    path = _file_with_three_faults(settings_file)
    monkeypatch.setenv("PSEUDOCODE_STRICT_CONFIG", "1")
    if lenient_too:
        monkeypatch.setenv("PSEUDOCODE_LENIENT_CONFIG", "1")

    with pytest.raises(ConfigurationError):
        ConfigManager.load(path)


def test_strict_settings_without_a_fault_load(settings_file: Write) -> None:
    path = settings_file("execution: {process_pool_retry_limit: 4}")

    assert ConfigManager.load(path, strict=True) == ConfigManager.load(path)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=200) | st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace"))
)
def test_no_file_whatever_is_in_it_stops_the_lenient_reader(data: bytes, tmp_path: Path) -> None:
    """R-003-26."""
    path = tmp_path / "any.yaml"
    path.write_bytes(data)

    assert ConfigManager.load(path) == Config()


_VALUES = st.one_of(
    st.integers(), st.floats(), st.booleans(), st.none(), st.text(max_size=20).map(ascii)
)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.dictionaries(st.sampled_from(sorted(SETTINGS)), _VALUES))
def test_what_is_loaded_leniently_is_always_right(
    values: dict[str, object], tmp_path: Path
) -> None:
    """R-003-26: what comes out passes every check, whatever went in."""
    lines = []
    for key, value in values.items():
        section, _, field = key.partition(".")
        shown = "null" if value is None else value
        lines.append(f"{section}: {{{field}: {shown}}}\n")
    path = tmp_path / "any.yaml"
    path.write_text("".join(lines), encoding="utf-8")

    config = ConfigManager.load(path)

    assert Config.model_validate(config.model_dump()) == config
    assert config.execution.validate() == []
    assert config.execution.resolved_max_workers() <= 32
