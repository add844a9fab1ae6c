"""What we hand out needs no tidying: ruff changes nothing and finds nothing."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from pseudocode_translator.translator import TranslationManager
from tests.dialects.case_files import read_case

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the Python of every case and every example."""
    folder = tmp_path_factory.mktemp("outputs")
    sources = {
        f"case_{path.stem}": read_case(path).sections["source"]
        for path in (ROOT / "tests" / "dialects" / "cases" / "cambridge").glob("*.txt")
    } | {
        f"example_{path.stem}": path.read_text(encoding="utf-8")
        for path in (ROOT / "examples" / "pseudocode" / "cambridge").glob("*.pseudo")
    }
    with TranslationManager() as manager:
        for name, source in sources.items():
            translation = manager.translate_pseudocode(source, dialect="cambridge")
            if not translation.errors:
                (folder / f"{name}.py").write_text(translation.code, encoding="utf-8")
    assert len(list(folder.iterdir())) > 150
    return folder


def _ruff(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "ruff", *arguments, "--isolated", "--no-cache", str(folder)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout if done.returncode else ""


def test_ruff_format_changes_nothing(outputs: Path) -> None:
    assert _ruff(outputs, "format", "--diff", "--target-version", "py311") == ""


def test_ruff_check_finds_nothing(outputs: Path) -> None:
    rules = "E,F,W,I,B,UP"
    assert _ruff(outputs, "check", "--select", rules, "--target-version", "py311") == ""


@pytest.mark.parametrize("minor", [11, 12, 13, 14])
def test_the_grammar_of_every_supported_python_takes_it(outputs: Path, minor: int) -> None:
    for path in outputs.iterdir():
        ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, minor))
