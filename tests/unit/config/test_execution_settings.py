"""The fields of `ExecutionConfig`, their defaults and their limits."""

from __future__ import annotations

import pickle

import pytest
from pydantic import ValidationError

from pseudocode_translator.config import Config, ExecutionConfig


def test_the_process_pool_is_off_by_default() -> None:
    """R-003-06, the part without the manager."""
    assert ExecutionConfig().process_pool_enabled is False


@pytest.mark.parametrize(("cpus", "workers"), [(None, 2), (1, 2), (2, 2), (16, 16)])
def test_no_worker_count_means_one_per_cpu_but_at_least_two(
    cpus: int | None, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R-003-07."""
    monkeypatch.setattr("os.cpu_count", lambda: cpus)

    assert ExecutionConfig().process_pool_max_workers is None
    assert ExecutionConfig().resolved_max_workers() == workers


def test_a_worker_count_that_is_set_is_taken_as_it_is() -> None:
    """R-003-07."""
    assert ExecutionConfig(process_pool_max_workers=1).resolved_max_workers() == 1


def test_the_target_is_one_of_three() -> None:
    """R-003-08."""
    assert ExecutionConfig().process_pool_target == "parse_validate"
    for target in ("parse_validate", "parse_only", "validate_only"):
        config = ExecutionConfig.model_validate({"process_pool_target": target})
        assert config.process_pool_target == target
    with pytest.raises(ValidationError):
        ExecutionConfig.model_validate({"process_pool_target": "everything"})


def test_a_task_may_take_five_seconds_by_default() -> None:
    """R-003-09, the default."""
    assert ExecutionConfig().process_pool_task_timeout_ms == 5000


def test_a_parse_job_may_have_50000_characters_by_default() -> None:
    """R-003-10, the default."""
    assert ExecutionConfig().process_pool_job_max_chars == 50000


def test_the_start_method_is_left_to_the_platform_by_default() -> None:
    """R-003-11, the default."""
    assert ExecutionConfig().process_pool_start_method is None


def test_a_timeout_is_tried_again_once_by_default() -> None:
    """R-003-12 and R-003-13, the defaults."""
    assert ExecutionConfig().process_pool_retry_on_timeout is True
    assert ExecutionConfig().process_pool_retry_limit == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("process_pool_target", "bogus"),
        ("process_pool_task_timeout_ms", 0),
        ("process_pool_task_timeout_ms", -5),
        ("process_pool_job_max_chars", 0),
        ("process_pool_retry_limit", -1),
        ("process_pool_retry_limit", 11),
        ("process_pool_max_workers", 0),
        ("process_pool_start_method", "teleport"),
        ("process_pool_enabled", "perhaps"),
    ],
)
def test_validate_names_the_field_and_the_value(field: str, value: object) -> None:
    """R-003-25."""
    (message,) = ExecutionConfig().model_copy(update={field: value}).validate()

    assert f"execution.{field}" in message
    assert str(value) in message


@pytest.mark.parametrize(
    "values",
    [
        {"process_pool_max_workers": None},
        {"process_pool_max_workers": 1},
        {"process_pool_retry_limit": 0},
        {"process_pool_task_timeout_ms": 1},
        {"process_pool_job_max_chars": 1},
        {"process_pool_start_method": None},
        {"process_pool_start_method": "fork"},
        {"process_pool_start_method": "spawn"},
        {"process_pool_start_method": "forkserver"},
    ],
)
def test_validate_says_nothing_of_what_is_right(values: dict[str, object]) -> None:
    """R-003-25."""
    assert ExecutionConfig.model_validate(values).validate() == []


def test_validate_finds_every_fault_at_once() -> None:
    """R-003-25."""
    config = ExecutionConfig.model_construct(
        process_pool_retry_limit=-1, process_pool_max_workers=0
    )

    assert len(config.validate()) == 2


@pytest.mark.parametrize("value", [True, False])
def test_true_and_false_are_no_numbers(value: bool) -> None:
    with pytest.raises(ValidationError):
        ExecutionConfig.model_validate({"process_pool_retry_limit": value})


def test_settings_cannot_change_and_know_no_other_names() -> None:
    config = Config()

    with pytest.raises(ValidationError):
        config.execution = ExecutionConfig()
    with pytest.raises(ValidationError):
        config.execution.process_pool_enabled = True
    with pytest.raises(ValidationError):
        ExecutionConfig.model_validate({"process_pool_speed": 9})
    with pytest.raises(ValidationError):
        Config.model_validate({"speed": 9})


def test_settings_travel_to_a_worker_process() -> None:
    config = Config(execution=ExecutionConfig(process_pool_retry_limit=3))

    assert pickle.loads(pickle.dumps(config)) == config


def test_a_config_made_by_hand_does_not_look_at_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PSEUDOCODE_TELEMETRY", "1")
    monkeypatch.setenv("PSEUDOCODE_TRANSLATION__DIALECT", "ib")

    assert Config().telemetry.enabled is False
    assert Config().translation.dialect == "auto"
