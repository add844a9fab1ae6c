"""`pseudocode config`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pseudocode_translator.cli.config import config_group
from pseudocode_translator.config import Config
from pseudocode_translator.config.settings import SETTINGS

Write = Callable[[str], Path]
ROOT = Path(__file__).parents[3]


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(config_group, [str(argument) for argument in arguments])


def test_show_prints_every_setting() -> None:
    result = _run("show")

    assert result.exit_code == 0
    assert [line.split(" = ")[0] for line in result.stdout.splitlines()] == list(SETTINGS)
    assert 'execution.process_pool_target = "parse_validate"' in result.stdout.splitlines()


def test_show_origin_names_the_file_the_line_and_the_variable(
    settings_file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = settings_file(
        "execution:\n  process_pool_retry_limit: 3\n  process_pool_target: parse_only\n"
    )
    monkeypatch.setenv("PSEUDOCODE_EXEC_POOL_TARGET", "validate_only")

    lines = _run("show", "--origin", "--config", path).stdout.splitlines()
    rows = {line.split()[0]: line.split(maxsplit=2)[1:] for line in lines}

    assert rows["execution.process_pool_retry_limit"] == ["3", f"{path}:2:3"]
    assert rows["execution.process_pool_target"] == [
        '"validate_only"',
        "environment variable PSEUDOCODE_EXEC_POOL_TARGET",
    ]
    assert rows["execution.process_pool_enabled"] == ["false", "default"]


def test_show_json_is_a_file_of_settings(settings_file: Write) -> None:
    result = _run("show", "--json")

    assert json.loads(result.stdout) == Config().model_dump(mode="json")
    assert _run("validate", settings_file(result.stdout)).exit_code == 0


def test_show_json_with_origins() -> None:
    shown = json.loads(_run("show", "--json", "--origin").stdout)

    assert shown["telemetry"]["enabled"] == {"value": False, "origin": "default"}


def test_show_is_lenient(settings_file: Write, caplog: pytest.LogCaptureFixture) -> None:
    result = _run("show", "--config", settings_file("execution: {process_pool_retry_limit: 99}"))

    assert result.exit_code == 0
    assert "execution.process_pool_retry_limit = 10" in result.stdout
    assert len(caplog.records) == 1


def test_validate_tells_every_problem_with_its_place(settings_file: Write) -> None:
    path = settings_file("executon: {}\nexecution:\n  process_pool_retry_limit: 99\n")

    result = _run("validate", path)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        f"{path}:1:1: 'executon' is no setting; did you mean execution?",
        f"{path}:3:3: execution.process_pool_retry_limit is 99, "
        "but must be a whole number from 0 to 10",
    ]


def test_validate_looks_at_the_environment_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PSEUDOCODE_EXEC_POOL_TARGET", "bogus")

    result = _run("validate")

    assert result.exit_code == 2
    assert "PSEUDOCODE_EXEC_POOL_TARGET" in result.stderr


def test_validate_says_what_it_found_right() -> None:
    assert _run("validate").stdout == "no settings file: no problems\n"
    result = _run("validate", ROOT / "config" / "default.yaml")
    assert result.exit_code == 0
    assert result.stdout.endswith("default.yaml: no problems\n")


@pytest.mark.parametrize("arguments", [("validate",), ("show", "--config")])
def test_a_missing_file_is_a_usage_error(arguments: tuple[str, ...], tmp_path: Path) -> None:
    assert _run(*arguments, tmp_path / "none.yaml").exit_code == 2


def test_schema_prints_the_schema_of_the_repository() -> None:
    published = (ROOT / "config" / "config.schema.json").read_text(encoding="utf-8")

    assert _run("schema").stdout == published


@pytest.mark.slow
def test_the_environment_alone_is_enough(home: Path) -> None:
    """R-003-54."""
    environment = {
        **os.environ,
        "HOME": str(home),
        "PSEUDOCODE_EXEC_POOL_ENABLED": "1",
        "PSEUDOCODE_EXEC_POOL_MAX_WORKERS": "2",
        "PSEUDOCODE_EXEC_POOL_TARGET": "parse_only",
    }
    code = "from pseudocode_translator.cli.config import config_group; config_group()"

    done = subprocess.run(
        [sys.executable, "-c", code, "show", "--json"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    execution = json.loads(done.stdout)["execution"]
    assert execution["process_pool_enabled"] is True
    assert execution["process_pool_max_workers"] == 2
    assert execution["process_pool_target"] == "parse_only"
    assert done.stderr == ""
