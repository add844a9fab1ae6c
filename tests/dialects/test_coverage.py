"""Every row of the dialect's table has a case, what real programs do included.

A row is named ``construct/column``: the column is a syllabus, or ``seen`` for what real
programs do beyond it. ``trap`` rows are the silent wrong answers of other translators,
``peers`` rows the questions on which interpreters disagree.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dialects.case_files import read_case

CASES = Path(__file__).parent / "cases"
ROWS = {
    "cambridge": {
        "assignment": "9618 0478 seen",
        "declare": "9618 seen",
        "types": "9618 0478 seen",
        "constants": "9618 0478 seen",
        "arrays": "9618 0478 seen",
        "arithmetic": "9618 0478 seen",
        "comparison": "9618 0478 seen",
        "strings": "9618 0478 seen",
        "numbers": "9618 0478 seen",
        "if": "9618 0478 seen",
        "case": "9618 0478 seen",
        "for": "9618 0478 seen",
        "while": "9618 0478 seen",
        "repeat": "9618 0478 seen",
        "procedures": "9618 0478 seen",
        "input": "9618 0478 seen",
        "output": "9618 seen",
        "booleans": "9618 0478 seen",
        "reals": "9618 seen",
        "files": "9618 0478 seen",
        "random_files": "9618",
        "user_types": "9618 0478 seen",
        "oop": "9618",
        "comments": "9618 0478 seen",
        "noise": "seen",
        "statements": "seen",
        # 13 is about int32, Java's reals and fall-through: none of them is Cambridge.
        "trap": "1 2 3 4 5 6 7 8 9 10 11 12 14",
        "peers": "whole_division negative_div not_equal loop_variable bounds_once round "
        "unary_minus_power case_folding uninitialised array_copy",
    }
}


@pytest.mark.parametrize("dialect", ROWS)
def test_every_row_has_a_case(dialect: str) -> None:
    wanted = {f"{name}/{part}" for name, parts in ROWS[dialect].items() for part in parts.split()}
    covered = {row for path in (CASES / dialect).glob("*.txt") for row in read_case(path).rows}
    assert wanted - covered == set()


def test_there_are_at_least_150_cambridge_cases() -> None:
    assert len(list((CASES / "cambridge").glob("*.txt"))) >= 150
