"""ruff itself, asked what it would change in a piece of Python."""

import difflib
import subprocess
import sys

_ISOLATED = ["--isolated", "--target-version", "py311"]


def format_changes(code: str) -> str:
    """Return the difference between `code` and what `ruff format` makes of it."""
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "format", *_ISOLATED, "-"],
        input=code,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    before, after = code.splitlines(keepends=True), done.stdout.splitlines(keepends=True)
    return "".join(difflib.unified_diff(before, after, "ours", "ruff", n=6))


def lint_findings(code: str, *, rules: str = "E,W,F541", ignored: str = "E402") -> str:
    """Return what `ruff check` says about `code`."""
    command = ["check", "--select", rules, "--ignore", ignored, "--output-format", "concise"]
    done = subprocess.run(
        [sys.executable, "-m", "ruff", *command, *_ISOLATED, "-q", "-"],
        input=code,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout + done.stderr
