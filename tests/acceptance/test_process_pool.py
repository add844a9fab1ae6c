"""Worker processes for the installed command, by a variable of the environment alone."""

from __future__ import annotations

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
