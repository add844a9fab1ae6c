"""Every example is translated without an error, run, and prints what it must."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pseudocode_translator.translator import TranslationManager

EXAMPLES = Path(__file__).parents[2] / "examples" / "pseudocode"


def _examples() -> list[Path]:
    """Those that come with what they print."""
    return sorted(path.with_suffix(".pseudo") for path in EXAMPLES.glob("*/*.out"))


def test_there_are_at_least_25_cambridge_examples() -> None:
    assert len(list((EXAMPLES / "cambridge").glob("*.pseudo"))) >= 25


@pytest.mark.parametrize("path", _examples(), ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_an_example_prints_what_it_must(path: Path, tmp_path: Path) -> None:
    with TranslationManager() as manager:
        translation = manager.translate_file(path, dialect=path.parent.name)
    assert not translation.errors
    program = tmp_path / "example.py"
    program.write_text(translation.code, encoding="utf-8")
    typed = path.with_suffix(".in")
    done = subprocess.run(
        [sys.executable, "-I", "-X", "utf8", str(program)],
        input=typed.read_text(encoding="utf-8") if typed.exists() else "",
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        timeout=30,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == path.with_suffix(".out").read_text(encoding="utf-8")
