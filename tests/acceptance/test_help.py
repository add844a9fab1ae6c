"""What the command tells about itself."""

from __future__ import annotations

import re

import pytest

from pseudocode_translator.errors import ExitCode
from pseudocode_translator.model.codes import CODES
from tests.acceptance.conftest import Pseudocode

_COMMANDS = ("translate", "check", "run", "dialects", "explain", "config", "completion")


def test_help_lists_every_command_and_every_exit_code(pseudocode: Pseudocode) -> None:
    done = pseudocode("--help")

    assert done.code == ExitCode.OK
    assert all(re.search(rf"^  {name} ", done.out, re.MULTILINE) for name in _COMMANDS)
    told = {int(number) for number in re.findall(r"^    (\d+)  ", done.out, re.MULTILINE)}
    assert told == set(ExitCode)


@pytest.mark.parametrize("command", _COMMANDS)
def test_every_command_has_help(pseudocode: Pseudocode, command: str) -> None:
    done = pseudocode(command, "--help")

    assert done.code == ExitCode.OK
    assert done.out.startswith(f"Usage: pseudocode {command}")


def test_dialects_are_listed_with_their_source(pseudocode: Pseudocode) -> None:
    done = pseudocode("dialects")

    assert done.code == ExitCode.OK
    assert re.search(r"^cambridge +\S", done.out, re.MULTILINE)


def test_explain_lists_all_codes(pseudocode: Pseudocode) -> None:
    lines = pseudocode("explain").out.splitlines()

    assert [line.split()[0] for line in lines] == sorted(CODES)


@pytest.mark.parametrize("code", ["PS801", "ps801", "801"])
def test_explain_tells_the_story_of_a_code(pseudocode: Pseudocode, code: str) -> None:
    done = pseudocode("explain", code)

    assert done.code == ExitCode.OK
    assert done.out.startswith("PS801 (error): division by zero\n")
    assert "Wrong:\n\n    Count <- 0\n    OUTPUT 10 / Count\n" in done.out
    assert "Right:\n\n" in done.out


def test_explain_knows_what_was_probably_meant(pseudocode: Pseudocode) -> None:
    done = pseudocode("explain", "PS8O1")

    assert done.code == ExitCode.USAGE
    assert "PS801" in done.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(pseudocode: Pseudocode, shell: str) -> None:
    done = pseudocode("completion", shell)

    assert (done.code, done.err) == (ExitCode.OK, "")
    assert "_PSEUDOCODE_COMPLETE" in done.out


@pytest.mark.parametrize(
    ("words", "offered"),
    [("pseudocode tra", "translate"), ("pseudocode run --max", "--max-seconds")],
)
def test_the_tab_key_completes_commands_and_options(
    pseudocode: Pseudocode, words: str, offered: str
) -> None:
    done = pseudocode(
        _PSEUDOCODE_COMPLETE="bash_complete",
        COMP_WORDS=words,
        COMP_CWORD=str(len(words.split()) - 1),
    )

    assert done.out == f"plain,{offered}\n"


def test_the_tab_key_leaves_file_names_to_the_shell(pseudocode: Pseudocode) -> None:
    done = pseudocode(
        _PSEUDOCODE_COMPLETE="bash_complete", COMP_WORDS="pseudocode check ex", COMP_CWORD="2"
    )

    assert done.out == "file,ex\n"
