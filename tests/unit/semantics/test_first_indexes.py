from __future__ import annotations

import pytest

from pseudocode_translator.model.program import DefineClass
from pseudocode_translator.model.statements import DefineRecord
from tests.unit.semantics.sources import notes_of, resolved, types_of

FIVE = "DECLARE A : ARRAY[5] OF INTEGER\n"


def _loop(start: str, end: str, body: str = "A[i] <- 1") -> str:
    return f"FOR i <- {start} TO {end}\n    {body}\nNEXT i"


@pytest.mark.parametrize(
    ("uses", "bounds"),
    [
        ("A[0] <- 1", "0:4"),
        (_loop("0", "4"), "0:4"),
        (_loop("4", "0 STEP -1"), "0:4"),
        (_loop("1", "5", "A[i - 1] <- 1"), "0:4"),
        ("A[5] <- 1", "1:5"),
        (_loop("1", "5"), "1:5"),
        (_loop("1", "5", "A[6 - i] <- 1"), "1:5"),
        ("OUTPUT 1", "1:5"),
        ("INPUT i\nA[i] <- 1", "1:5"),
        ("A[0] <- 1\nA[5] <- 1", "0:5"),
        (_loop("0", "5"), "0:5"),
        ("A[0] <- 1\nINPUT n\n" + _loop("0", "n - 1"), "0:4"),
        ("i <- 0\nWHILE i < 5\n    A[i] <- 1\n    i <- i + 1\nENDWHILE", "0:5"),
        ("i <- 0\nWHILE i < 5\n    i <- i + 1\n    A[i] <- 1\nENDWHILE", "1:5"),
    ],
)
def test_an_array_with_a_length_counts_as_the_program_does(uses: str, bounds: str) -> None:
    assert types_of(FIVE + uses)["A"] == f"ARRAY[{bounds}] OF INTEGER"


def test_written_bounds_stay_as_they_are() -> None:
    source = "DECLARE A : ARRAY[1:5] OF INTEGER\nA[0] <- 1"

    assert types_of(source)["A"] == "ARRAY[1:5] OF INTEGER"
    assert notes_of(source) == []


def test_the_note_names_the_line_that_uses_index_0() -> None:
    (note,) = notes_of(FIVE + "A[3] <- 1\nA[0] <- 1")

    assert note == "PS516 A has bounds 0 to 4, because line 3 uses index 0"


def test_a_constant_length_stays_in_the_declaration() -> None:
    source = "CONSTANT Max = 3\nDECLARE A : ARRAY[Max] OF INTEGER\nA[0] <- 1"

    assert types_of(source)["A"] == "ARRAY[0:2] OF INTEGER"


def test_each_dimension_is_decided_by_itself() -> None:
    source = "DECLARE A : ARRAY[2, 3] OF INTEGER\nA[0, 3] <- 1"

    assert types_of(source)["A"] == "ARRAY[0:1, 1:3] OF INTEGER"


def test_a_procedure_speaks_for_the_array_that_it_is_called_with() -> None:
    source = (
        "PROCEDURE Fill(BYREF B : ARRAY[5] OF INTEGER)\n    B[0] <- 1\nENDPROCEDURE\n"
        + FIVE
        + "CALL Fill(A)"
    )
    program, _ = resolved(source)

    (parameter,) = program.subroutines["Fill"].parameters
    assert str(parameter.type) == "ARRAY[0:4] OF INTEGER"
    assert types_of(source)["A"] == "ARRAY[0:4] OF INTEGER"


def test_arrays_that_are_assigned_to_each_other_count_alike() -> None:
    source = FIVE + "DECLARE B : ARRAY[5] OF INTEGER\nA[0] <- 1\nB <- A"

    assert types_of(source)["B"] == "ARRAY[0:4] OF INTEGER"


def test_fields_and_attributes_are_decided_too() -> None:
    source = (
        "TYPE R\n    DECLARE F : ARRAY[5] OF INTEGER\nENDTYPE\nDECLARE x : R\nx.F[0] <- 1\n"
        "CLASS C\n    PRIVATE G : ARRAY[4] OF INTEGER\n    PUBLIC PROCEDURE NEW()\n"
        "        G[0] <- 1\n    ENDPROCEDURE\nENDCLASS"
    )
    types = resolved(source)[0].types

    record, class_ = types["R"], types["C"]
    assert isinstance(record, DefineRecord)
    assert isinstance(class_, DefineClass)
    shown = [
        str(getattr(definition, "type", "")) for definition in (*record.fields, *class_.members)
    ]
    assert shown[:2] == ["ARRAY[0:4] OF INTEGER", "ARRAY[0:3] OF INTEGER"]


@pytest.mark.parametrize(
    ("use", "bounds"),
    [
        ("OUTPUT Marks[0]", "0:2"),
        ("FOR i <- 0 TO 2\n    OUTPUT Marks[i]\nNEXT i", "0:2"),
        ("OUTPUT Marks[1]", "1:3"),
        ("FOR i <- 1 TO 3\n    OUTPUT Marks[i]\nNEXT i", "1:3"),
        ("OUTPUT LENGTH(Marks)", "1:3"),
    ],
)
def test_a_list_of_values_counts_as_the_program_does(use: str, bounds: str) -> None:
    assert types_of("Marks <- [5, 6, 7]\n" + use)["Marks"] == f"ARRAY[{bounds}] OF INTEGER"


def test_a_list_of_lists_counts_as_the_program_does() -> None:
    source = "Grid <- [[1, 2], [3, 4]]\nOUTPUT Grid[0][0]"

    assert types_of(source)["Grid"] == "ARRAY[0:1, 0:1] OF INTEGER"


def test_an_array_that_nothing_fills_is_as_large_as_its_uses_ask() -> None:
    source = "FOR i <- 1 TO 3\n    OUTPUT A[i]\nNEXT i"

    assert types_of(source)["A"] == "ARRAY[1:3] OF INTEGER"
