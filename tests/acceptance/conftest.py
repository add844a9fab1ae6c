"""The installed command, as a user calls it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

COMMAND = Path(sys.executable).with_name("pseudocode")


@dataclass(frozen=True)
class Done:
    """A command that has ended."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Pseudocode:
    """Calls the command in a folder of its own."""

    folder: Path

    def __call__(self, *arguments: str | Path, stdin: str = "", **variables: str) -> Done:
        done = subprocess.run(
            [COMMAND, *arguments],
            input=stdin.encode(),
            capture_output=True,
            cwd=self.folder,
            env=self.environment(variables),
            timeout=60,
            check=False,
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    def shell(self, script: str, *arguments: str | Path) -> Done:
        """Run a shell script in which $PS is the command."""
        done = subprocess.run(
            ["bash", "-c", script, "bash", *arguments],
            capture_output=True,
            cwd=self.folder,
            env=self.environment({"PS": str(COMMAND)}),
            timeout=60,
            check=False,
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    def file(self, name: str, text: str | bytes) -> Path:
        """Write a file into the folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def environment(self, variables: Mapping[str, str]) -> dict[str, str]:
        """Ours, without what would change how the command behaves."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PSEUDOCODE", "PYTHON"))}
        for name in ("NO_COLOR", "FORCE_COLOR"):
            kept.pop(name, None)
        return {**kept, "HOME": str(self.folder), "TERM": "xterm", **variables}


@pytest.fixture
def pseudocode(tmp_path: Path) -> Pseudocode:
    return Pseudocode(tmp_path)
