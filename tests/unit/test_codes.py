"""Every diagnostic code: its wrong program has it, its right program has not."""

from __future__ import annotations

import pytest

from pseudocode_translator.model.codes import CODES
from pseudocode_translator.model.codes.entry import CodeEntry
from pseudocode_translator.model.diagnostics import Severity
from pseudocode_translator.translator import TranslationManager

WITH_PROGRAMS = [entry for entry in CODES.values() if entry.wrong and entry.code < "PS7"]


def _codes(source: str, dialect: str) -> dict[str, Severity]:
    with TranslationManager() as manager:
        translation = manager.translate_pseudocode(source, dialect=dialect)
    return {d.code: d.severity for d in translation.diagnostics}


@pytest.mark.parametrize("entry", WITH_PROGRAMS, ids=lambda e: e.code)
def test_the_wrong_program_has_the_code(entry: CodeEntry) -> None:
    assert _codes(entry.wrong, entry.dialect).get(entry.code) is entry.severity


@pytest.mark.parametrize("entry", WITH_PROGRAMS, ids=lambda e: e.code)
def test_the_right_program_has_no_fault(entry: CodeEntry) -> None:
    found = _codes(entry.right, entry.dialect)
    assert entry.code not in found
    assert Severity.ERROR not in found.values()


def test_codes_are_ps_and_three_digits_and_have_a_title() -> None:
    for code, entry in CODES.items():
        assert code == entry.code
        assert len(code) == 5
        assert code.startswith("PS")
        assert code[2:].isdigit()
        assert entry.title
        assert entry.explanation


def test_every_check_of_the_author_shows_a_wrong_and_a_right_program() -> None:
    bare = [e.code for e in CODES.values() if e.code < "PS6" and not (e.wrong and e.right)]
    assert bare == []
