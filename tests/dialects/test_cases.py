"""Every case: translated, compared, run, and its output compared."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pseudocode_translator.model.diagnostics import Diagnostic, Severity
from pseudocode_translator.translator import TranslationManager
from tests.dialects.case_files import Case, read_case

CASES = Path(__file__).parent / "cases"
UPDATE = os.environ.get("UPDATE_CASES") == "1"


def _cases() -> list[Path]:
    return sorted(CASES.glob("*/*.txt"))


@pytest.mark.parametrize("path", _cases(), ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_a_case_becomes_the_expected_python_and_prints_what_it_must(
    path: Path, tmp_path: Path, manager: TranslationManager
) -> None:
    case = read_case(path)
    translation = manager.translate_pseudocode(case.sections["source"], dialect=path.parent.name)
    told = "".join(_line(diagnostic) for diagnostic in translation.diagnostics)
    errors = [d for d in translation.diagnostics if d.severity is Severity.ERROR]
    if case.is_refused:
        assert errors
    else:
        assert not errors, told
        _run_and_compare(case, translation.code, tmp_path)
    if UPDATE:
        _rewrite(case, told, translation.code, refused=bool(errors))
    assert told == case.sections.get("diagnostics", "")
    if not errors:
        assert translation.code == case.sections.get("python", "")


def _line(diagnostic: Diagnostic) -> str:
    return f"{diagnostic.span.line}: {diagnostic.severity} {diagnostic.code} {diagnostic.message}\n"


def _run_and_compare(case: Case, code: str, folder: Path) -> None:
    for name, text in case.files_before.items():
        (folder / name).write_text(text, encoding="utf-8")
    program = folder / "case_program.py"
    program.write_text(code + case.sections.get("call", ""), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-I", "-X", "utf8", str(program)],
        input=case.sections.get("input", ""),
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        timeout=30,
        check=False,
    )
    assert done.returncode == int(case.headers.get("exit", "0")), f"{code}\n{done.stderr}"
    assert done.stdout == case.output, code
    assert case.sections.get("error", "").strip() in done.stderr
    for name, text in case.files_after.items():
        assert (folder / name).read_text(encoding="utf-8") == text


def _rewrite(case: Case, told: str, code: str, *, refused: bool) -> None:
    case.sections.pop("diagnostics", None)
    case.sections.pop("python", None)
    if told:
        case.sections["diagnostics"] = told
    if not refused:
        case.sections["python"] = code
    case.save()
