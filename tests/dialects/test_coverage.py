"""Every row of a dialect's table has a case, what real programs do included.

The file ``rows`` of a dialect names them: ``construct: part part``. A part is a syllabus or
another source, or ``seen`` for what real programs do beyond it. ``trap`` rows are the silent
wrong answers of other translators, ``peers`` rows the questions on which interpreters disagree.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pseudocode_translator.dialects import dialect_names
from tests.dialects.case_files import read_case

CASES = Path(__file__).parent / "cases"
FEWEST = {
    "apcsp": 55,
    "aqa": 60,
    "cambridge": 150,
    "french": 40,
    "ib": 60,
    "ipa": 30,
    "latex": 60,
    "ocr": 100,
    "portugol": 60,
    "pseint": 60,
    "scsa": 65,
    "visualg": 60,
}
"""Cases of a dialect."""


@pytest.mark.parametrize("dialect", dialect_names())
def test_every_row_has_a_case(dialect: str) -> None:
    wanted = _rows(CASES / dialect / "rows")
    covered = {row for path in (CASES / dialect).glob("*.txt") for row in read_case(path).rows}

    assert wanted
    assert wanted - covered == set()


@pytest.mark.parametrize(("dialect", "fewest"), FEWEST.items())
def test_there_are_enough_cases(dialect: str, fewest: int) -> None:
    assert len(list((CASES / dialect).glob("*.txt"))) >= fewest


def _rows(path: Path) -> set[str]:
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    named = [line.split(":", 1) for line in lines if line]
    return {f"{construct}/{part}" for construct, parts in named for part in parts.split()}
