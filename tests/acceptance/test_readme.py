"""The README's examples do what it says.

``UPDATE_CASES=1 pytest tests/acceptance/test_readme.py`` writes the Python, and what
commands print, into it again.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import subprocess
import sysconfig
from pathlib import Path

import pytest

from pseudocode_translator.translator import TranslationManager

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
_BLOCK = re.compile(r"```(\w+)( run)?\n(.*?)```\n", re.DOTALL)


def _blocks(kind: str, run: str = "") -> list[str]:
    text = README.read_text(encoding="utf-8")
    return [m[3] for m in _BLOCK.finditer(text) if (m[1], m[2] or "") == (kind, run)]


def _compare_or_update(kind: str, shown: str, real: str) -> None:
    if os.environ.get("UPDATE_CASES") == "1":
        text = README.read_text(encoding="utf-8")
        old, new = f"```{kind}\n{shown}```\n", f"```{kind}\n{real}```\n"
        README.write_text(text.replace(old, new), encoding="utf-8")
    else:
        assert real == shown


def test_the_program_becomes_the_python_below_it() -> None:
    (source,) = _blocks("pseudocode")
    (shown,) = _blocks("python")
    with TranslationManager() as manager:
        translation = manager.translate_pseudocode(source)
    assert not translation.errors
    _compare_or_update("python", shown, translation.code)


@pytest.mark.parametrize("number", range(len(_blocks("console"))))
def test_a_command_prints_what_is_shown(number: int) -> None:
    shown = _blocks("console")[number]
    line = shown.splitlines()[0]
    command = shlex.split(line.removeprefix("$ "))
    script = Path(sysconfig.get_path("scripts")) / command[0]
    done = subprocess.run(
        [str(script), *command[1:]],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    _compare_or_update("console", shown, f"{line}\n{done.stdout}")


def test_the_python_example_runs() -> None:
    (code,) = _blocks("python", " run")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "README.md", "exec"), {})
    assert printed.getvalue() == "1\n2\n3\n"


def test_the_page_is_short() -> None:
    assert len(README.read_text(encoding="utf-8").splitlines()) <= 130


def test_the_make_targets_it_names_exist() -> None:
    (block,) = _blocks("sh")
    named = re.findall(r"^make (\w+)", block, re.MULTILINE)
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert named
    assert set(named) <= set(targets)
