from __future__ import annotations

import pytest

from pseudocode_translator.model.nodes import (
    Date,
    Name,
)
from pseudocode_translator.model.statements import Declare
from pseudocode_translator.model.types import CHAR, DATE, STRING
from tests.unit.semantics.sources import (
    notes_of,
    outputs_of,
    printed_types,
    resolved,
    types_of,
)


def test_bounds_are_folded_from_constants_and_arithmetic() -> None:
    source = """
        CONSTANT Size = 10
        DECLARE A : ARRAY[0:Size - 1] OF INTEGER
        DECLARE B : ARRAY[-5:5, 1:Size * 2] OF CHAR
        DECLARE N : INTEGER
        DECLARE C : ARRAY[1:N] OF REAL
    """
    types = types_of(source)

    assert types["A"] == "ARRAY[0:9] OF INTEGER"
    assert types["B"] == "ARRAY[-5:5, 1:20] OF CHAR"
    assert types["C"] == "ARRAY[1:?] OF REAL"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("INT", "INTEGER"),
        ("Integer", "INTEGER"),
        ("FLOAT", "REAL"),
        ("Str", "STRING"),
        ("CHARACTER", "CHAR"),
        ("BOOL", "BOOLEAN"),
        ("DATE", "DATE"),
        ("ARRAY OF INT", "ARRAY OF INTEGER"),
    ],
)
def test_common_spellings_of_types_are_understood(written: str, meant: str) -> None:
    assert types_of(f"DECLARE X : {written}")["X"] == meant


def test_a_misspelt_type_is_taken_as_the_nearest() -> None:
    source = "DECLARE X : INTERGER"

    assert types_of(source)["X"] == "INTEGER"
    assert "PS292 there is no type called INTERGER; it is taken as INTEGER" in notes_of(source)


def test_an_unknown_type_is_reported_once() -> None:
    source = """
        DECLARE X : Zebra
        DECLARE Y : Zebra
    """

    assert [n[:5] for n in notes_of(source)] == ["PS291"]


@pytest.mark.parametrize(
    "rest",
    [
        "D <- 12/05/2026",
        'D <- "12/05/2026"',
        "IF D = 12/05/2026 THEN\n    OUTPUT 1\nENDIF",
        "IF 12/05/2026 > D THEN\n    OUTPUT 1\nENDIF",
        "CASE OF D\n    12/05/2026 : OUTPUT 1\nENDCASE",
        "D <- SETDATE(1, 2, 2026)\nOUTPUT DAY(12/05/2026)",
    ],
)
def test_a_quotient_is_a_date_where_a_date_is_due(rest: str) -> None:
    program, _ = resolved("DECLARE D : DATE\n" + rest)

    assert "Date(span=" in repr(program.body)
    assert "DIVIDE" not in repr(program.body)


def test_a_quotient_stays_a_quotient_elsewhere() -> None:
    assert printed_types("OUTPUT 12/05/2026") == ["REAL"]
    assert printed_types("DECLARE X : REAL\nX <- 1\nOUTPUT X = 12/5/2026") == ["BOOLEAN"]


def test_a_constant_with_a_plain_year_is_a_date() -> None:
    source = "CONSTANT Start = 25/12/2026\nOUTPUT Start"
    (item,) = outputs_of(source)

    assert item.type == DATE
    assert "PS511" in [n[:5] for n in notes_of(source)]
    assert isinstance(item, Name)
    assert not isinstance(item, Date)


def test_plus_between_strings_joins_them() -> None:
    source = """
        DECLARE Name : STRING
        OUTPUT "Hello " + Name, 1 + 2, "n" & 1
    """

    assert printed_types(source) == ["STRING", "INTEGER", "STRING"]
    assert "CONCATENATE" in repr(outputs_of(source)[0])


def test_a_character_of_a_string_is_a_char() -> None:
    source = """
        DECLARE Name : STRING
        OUTPUT Name[1], UCASE(Name[1]), UCASE(Name)
    """

    assert [item.type for item in outputs_of(source)] == [CHAR, CHAR, STRING]


@pytest.mark.parametrize(
    ("definition", "kind"),
    [
        ("TYPE T = INTEGER", "INTEGER"),
        ("TYPE T = ARRAY[1:3] OF CHAR", "ARRAY[1:3] OF CHAR"),
        ("CONSTANT Max = 4\nTYPE T = ARRAY[1:Max] OF REAL", "ARRAY[1:4] OF REAL"),
        ("TYPE U = REAL\nTYPE T = U", "REAL"),
        (
            "TYPE U = ARRAY[1:2] OF REAL\nTYPE T = ARRAY[1:3] OF U",
            "ARRAY[1:3] OF ARRAY[1:2] OF REAL",
        ),
        ("TYPE T = U\nTYPE U = T", "unknown"),
    ],
)
def test_an_alias_is_the_type_it_stands_for(definition: str, kind: str) -> None:
    assert types_of(f"{definition}\nDECLARE X : t")["X"] == kind


def test_a_declaration_by_an_alias_has_its_bounds() -> None:
    program, _ = resolved("TYPE Cards = ARRAY[1:3] OF INTEGER\nDECLARE Hand : Cards")

    declare = program.body[-1]
    assert isinstance(declare, Declare)
    assert len(declare.bounds) == 1


def test_a_field_may_have_an_alias() -> None:
    source = """
        TYPE Score = INTEGER
        TYPE Player
            DECLARE Best : Score
        ENDTYPE
        DECLARE P : Player
        OUTPUT P.Best
    """

    assert printed_types(source) == ["INTEGER"]
