"""Telling the dialect of a text, and saying so where it cannot be told."""

from __future__ import annotations

from pathlib import Path

import pytest

from pseudocode_translator.dialects import dialect_names
from pseudocode_translator.dialects.detect import LEAST_CONFIDENCE, Detection, detect
from tests.dialects.case_files import read_case

ROOT = Path(__file__).parents[3]
HIGH = 0.9
"""A confidence with which no answer may be wrong."""


def _texts() -> list[tuple[str, str, str]]:
    """Name, dialect and source of all cases and examples."""
    found = []
    for dialect in dialect_names():
        for path in sorted((ROOT / "tests" / "dialects" / "cases" / dialect).glob("*.txt")):
            found.append((path.name, dialect, read_case(path).sections["source"]))
        for path in sorted((ROOT / "examples" / "pseudocode" / dialect).glob("*.pseudo")):
            found.append((path.name, dialect, path.read_text("utf-8")))
    return found


@pytest.mark.slow
def test_no_wrong_answer_is_given_with_high_confidence() -> None:
    wrong = [
        f"{dialect}/{name} taken for {found.dialect} ({found.confidence:.2f})"
        for name, dialect, text in _texts()
        if (found := detect(text)).dialect not in (dialect, None) and found.confidence >= HIGH
    ]
    assert wrong == []


def test_the_evidence_says_what_was_found_and_where() -> None:
    found = detect("// a program\nDECLARE x : INTEGER\nx <- 1\nOUTPUT x\n")

    assert found.dialect == "cambridge"
    assert found.confidence > LEAST_CONFIDENCE
    assert ("declare", 2) in [(each.what.lower(), each.line) for each in found.evidence]


@pytest.mark.parametrize("text", ["", "\n", "hello world", "1 2 3", "\x00\ufffd", "x\n" * 1000])
def test_a_text_that_says_nothing_gets_no_answer(text: str) -> None:
    found = detect(text)

    assert found.dialect is None
    assert found.best == "cambridge"
    assert found.confidence < LEAST_CONFIDENCE


def test_what_stands_in_strings_does_not_count() -> None:
    assert _score('PRINT "DECLARE x : INTEGER"') < _score("DECLARE x : INTEGER")


def test_a_mark_is_worth_at_most_twice_its_weight_however_often_it_is_seen() -> None:
    once, often = detect("OPENFILE f"), detect("OPENFILE f\n" * 1000)

    assert 0 < _weight(once, "openfile") < _weight(often, "openfile")
    assert _weight(often, "openfile") <= 2 * _weight(once, "openfile")


def _weight(found: Detection, what: str) -> float:
    return next(each.weight for each in found.evidence if each.what.lower() == what)


def _score(text: str) -> float:
    return detect(text).scores["cambridge"]
