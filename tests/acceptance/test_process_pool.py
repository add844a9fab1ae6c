"""Worker processes for the installed command, by a variable of the environment alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.acceptance.conftest import Pseudocode

TEXT = "DECLARE Total : INTEGER\nTotal <- 3\nOUTPUT Totl\nOUTPUT Total * 2\n"


@pytest.mark.slow
@pytest.mark.parametrize("method", ["forkserver", "spawn", "fork"])
def test_the_command_says_the_same_with_worker_processes(
    pseudocode: Pseudocode, method: str
) -> None:
    file = pseudocode.file("a.txt", TEXT)

    without = pseudocode("check", file)
    with_pool = pseudocode(
        "check",
        file,
        PSEUDOCODE_EXEC_POOL_ENABLED="1",
        PSEUDOCODE_EXEC_POOL_MAX_WORKERS="1",
        PSEUDOCODE_EXEC_POOL_START_METHOD=method,
    )
    quiet = pseudocode("check", file, PSEUDOCODE_VALIDATION__CHECK_UNDEFINED_VARS="0")

    assert with_pool == without
    assert "PS207" in without.err
    assert "PS207" not in quiet.err


@pytest.mark.slow
def test_files_are_told_in_the_order_of_the_command_line_whoever_translates_them(
    pseudocode: Pseudocode,
) -> None:
    good = [pseudocode.file(f"{n}.txt", f"OUTPUT {n}\n") for n in range(6)]
    files: list[str | Path] = [*good[:2], "missing1.txt", "missing2.txt", *good[2:], "missing3.txt"]

    without = pseudocode("translate", "--json", *files)
    with_pool = pseudocode(
        "translate",
        "--json",
        *files,
        PSEUDOCODE_EXEC_POOL_ENABLED="1",
        PSEUDOCODE_EXEC_POOL_MAX_WORKERS="2",
    )

    assert with_pool == without
    assert [json.loads(line)["file"] for line in without.out.splitlines()] == [*map(str, files)]
