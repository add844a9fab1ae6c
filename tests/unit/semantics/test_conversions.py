from __future__ import annotations

import pytest

from pseudocode_translator.model.library import Library
from pseudocode_translator.model.nodes import Call, Expression, LibraryCall
from pseudocode_translator.model.program import Subroutine
from pseudocode_translator.model.statements import Assign, CallStatement, Return
from pseudocode_translator.semantics.walk import every_statement
from tests.unit.semantics.sources import notes_of, resolved

START = (
    "DECLARE A : ARRAY[1:9] OF INTEGER\nDECLARE M, N : INTEGER\nDECLARE S : STRING\n"
    "DECLARE R : REAL\n"
)


def _value(source: str, target: str) -> Expression:
    """The value of the last assignment to a variable."""
    program, _ = resolved(source)
    (*_, last) = (
        statement.value
        for statement in every_statement(program.body)
        if isinstance(statement, Assign) and getattr(statement.target, "name", "") == target
    )
    return last


def _functions(value: Expression) -> list[Library]:
    found = []
    while isinstance(value, LibraryCall):
        found.append(value.function)
        value = value.arguments[0]
    return found


@pytest.mark.parametrize(
    "use",
    [
        "OUTPUT A[M]",
        "OUTPUT A[M + 1]",
        "FOR I <- 1 TO M\n    OUTPUT I\nNEXT I",
        "OUTPUT M MOD 2",
        "OUTPUT M DIV 2",
        'OUTPUT MID("abc", M, 1)',
        "N <- M + 1\nOUTPUT A[N]",
        "PROCEDURE P(K : INTEGER)\n    OUTPUT A[K]\nENDPROCEDURE\nCALL P(M)",
    ],
)
def test_a_fraction_is_cut_off_where_only_whole_numbers_work(use: str) -> None:
    source = f"{START}M <- (1 + 4) / 2\n{use}"

    assert _functions(_value(source, "M")) == [Library.TRUNCATE]
    assert any(note.startswith("PS302 a REAL is stored") for note in notes_of(source))


@pytest.mark.parametrize("use", ["OUTPUT M", "OUTPUT M * 2", "R <- M", "IF M > 2 THEN OUTPUT 1"])
def test_a_fraction_is_kept_where_it_does_no_harm(use: str) -> None:
    assert _functions(_value(f"{START}M <- (1 + 4) / 2\n{use}", "M")) == []


def test_the_warning_names_the_line_that_needs_a_whole_number() -> None:
    notes = notes_of(f"{START}M <- (1 + 4) / 2\nOUTPUT A[M]")

    assert notes == [
        "PS302 a REAL is stored in an INTEGER; a fraction is cut off, "
        "because line 6 uses it as an index"
    ]


def test_other_remarks_are_made_once_although_the_tree_is_made_twice() -> None:
    notes = notes_of(f"{START}M <- 5 / 2\nOUTPUT A[M], R\nFOR I <- 1 TO 2\nNEXT I\nOUTPUT I")

    assert len(notes) == len(set(notes))
    assert [note[:5] for note in notes].count("PS512") == 1


def test_results_and_arguments_are_cut_off_too() -> None:
    source = (
        f"{START}FUNCTION Middle(K : INTEGER) RETURNS INTEGER\n    RETURN K / 2\nENDFUNCTION\n"
        "PROCEDURE P(K : INTEGER)\n    OUTPUT A[K]\nENDPROCEDURE\n"
        "OUTPUT A[Middle(5)]\nCALL P(5 / 2)"
    )
    program, _ = resolved(source)

    middle = next(s for s in program.body if isinstance(s, Subroutine) and s.name == "Middle")
    (result,) = middle.body
    assert isinstance(result, Return)
    assert result.value is not None
    assert _functions(result.value) == [Library.TRUNCATE]
    call = program.body[-1]
    assert isinstance(call, CallStatement)
    assert isinstance(call.call, Call)
    assert _functions(call.call.arguments[0]) == [Library.TRUNCATE]


@pytest.mark.parametrize(
    ("assignment", "functions"),
    [
        ("N <- S", [Library.TEXT_TO_NUMBER]),
        ('N <- S & "0"', [Library.TEXT_TO_NUMBER]),
        ('N <- "12"', [Library.TEXT_TO_NUMBER]),
        ("N <- 'x'", []),
        ('N <- "twelve"', []),
        ("N <- S\nOUTPUT A[N]", [Library.TRUNCATE, Library.TEXT_TO_NUMBER]),
    ],
)
def test_texts_are_read_as_numbers(assignment: str, functions: list[Library]) -> None:
    assert _functions(_value(START + assignment, "N")) == functions


def test_a_text_in_a_real_is_converted_with_a_warning() -> None:
    source = f"{START}R <- S"

    assert _functions(_value(source, "R")) == [Library.TEXT_TO_NUMBER]
    assert notes_of(source) == ["PS303 a STRING is stored in a REAL; it is converted"]
