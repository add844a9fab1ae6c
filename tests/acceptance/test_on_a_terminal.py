"""The command on a real terminal: prompts, colours, Ctrl-C."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from pseudocode_translator.errors import ExitCode
from tests.acceptance.conftest import COMMAND, Pseudocode

# Makes the terminal the controlling one, so that Ctrl-C becomes a signal as it does in a shell.
_TAKE_TERMINAL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    "os.execv(sys.argv[1], sys.argv[1:])"
)
_LIMIT_S = 20


class Screen:
    """A terminal with the command running on it."""

    def __init__(self, pseudocode: Pseudocode, *arguments: str, **variables: str) -> None:
        self._keyboard, terminal = pty.openpty()
        self.text = ""
        self.process = subprocess.Popen(
            [sys.executable, "-c", _TAKE_TERMINAL, str(COMMAND), *arguments],
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            cwd=pseudocode.folder,
            env=pseudocode.environment(variables),
            start_new_session=True,
        )
        os.close(terminal)

    def type(self, keys: str) -> None:
        os.write(self._keyboard, keys.encode())

    def wait_for(self, pattern: str) -> None:
        """Read until the screen shows something."""
        deadline = time.monotonic() + _LIMIT_S
        while not re.search(pattern, self.text):
            assert time.monotonic() < deadline, self.text
            assert self._read(), self.text

    def end(self) -> int:
        """Read the rest; the exit code."""
        while self._read():
            pass
        return self.process.wait(_LIMIT_S)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._keyboard)

    def _read(self) -> bool:
        ready, _, _ = select.select([self._keyboard], [], [], _LIMIT_S)
        try:
            data = os.read(self._keyboard, 4096) if ready else b""
        except OSError:  # Linux says EIO when the last process has left the terminal.
            return False
        self.text += data.decode()
        return bool(data)


@pytest.fixture
def asking(pseudocode: Pseudocode) -> Iterator[Screen]:
    pseudocode.file("a.txt", 'DECLARE n : INTEGER\nOUTPUT "n?"\nINPUT n\nOUTPUT 10 / n\n')
    screen = Screen(pseudocode, "run", "a.txt")
    yield screen
    screen.close()


def test_a_prompt_is_seen_before_the_answer_is_typed(asking: Screen) -> None:
    asking.wait_for("n[?]")
    asking.type("4\n")

    assert asking.end() == ExitCode.OK
    assert "2.5" in asking.text


def test_a_failure_is_shown_in_colour_without_a_traceback(asking: Screen) -> None:
    asking.wait_for("n[?]")
    asking.type("0\n")

    assert asking.end() == ExitCode.PROGRAM_ERRORS
    assert "\x1b[1;31merror PS801\x1b[0m" in asking.text
    assert "Traceback" not in asking.text


def test_ctrl_c_at_a_prompt_ends_quietly(asking: Screen) -> None:
    asking.wait_for("n[?]")
    asking.type("\x03")

    assert asking.end() == ExitCode.INTERRUPTED
    assert asking.text.replace("\r\n", "").strip("\n") in {"n?^C", "n?"}


def test_ctrl_d_at_a_prompt_is_the_end_of_the_input(asking: Screen) -> None:
    asking.wait_for("n[?]")
    asking.type("\x04")

    assert asking.end() == ExitCode.PROGRAM_ERRORS
    assert "PS804" in asking.text


@pytest.mark.slow
def test_ctrl_c_ends_a_program_that_loops(pseudocode: Pseudocode) -> None:
    pseudocode.file("a.txt", 'OUTPUT "go"\nn <- 0\nWHILE TRUE\n    n <- n + 1\nENDWHILE\n')
    screen = Screen(pseudocode, "run", "a.txt")
    try:
        screen.wait_for("go")
        screen.type("\x03")
        assert screen.end() == ExitCode.INTERRUPTED
        assert "Traceback" not in screen.text
    finally:
        screen.close()


@pytest.mark.parametrize(
    ("arguments", "variables", "is_coloured"),
    [
        (("check", "b.txt"), {}, True),
        (("check", "b.txt"), {"NO_COLOR": "1"}, False),
        (("--no-color", "check", "b.txt"), {}, False),
        (("check", "b.txt"), {"TERM": "dumb"}, False),
    ],
)
def test_colours_are_a_matter_of_terminal_and_taste(
    pseudocode: Pseudocode, arguments: tuple[str, ...], variables: dict[str, str], is_coloured: bool
) -> None:
    pseudocode.file("b.txt", "x <- )\n")
    screen = Screen(pseudocode, *arguments, **variables)
    try:
        assert screen.end() == ExitCode.PROGRAM_ERRORS
    finally:
        screen.close()

    assert ("\x1b[" in screen.text) is is_coloured


def test_a_program_typed_at_the_terminal_is_asked_for(pseudocode: Pseudocode) -> None:
    screen = Screen(pseudocode, "translate", "-")
    try:
        screen.wait_for("end it with Ctrl-D")
        screen.type("OUTPUT 42\n\x04")
        assert screen.end() == ExitCode.OK
    finally:
        screen.close()

    assert re.search(r"print\(.*42", screen.text)
