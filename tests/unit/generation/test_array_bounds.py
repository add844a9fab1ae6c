"""Arrays that are assigned, passed and returned where other bounds are declared."""

from __future__ import annotations

import pytest

from tests.unit.generation.program_tools import python, run

DECLARATIONS = """
DECLARE A : ARRAY[1:3] OF INTEGER
DECLARE B : ARRAY[0:2] OF INTEGER
DECLARE Long : ARRAY[1:5] OF INTEGER
DECLARE Grid : ARRAY[1:2, 1:2] OF INTEGER
DECLARE Zero : ARRAY[0:1, 0:1] OF INTEGER
FOR k <- 1 TO 3
    A[k] <- k * 10
NEXT k
"""


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ("B <- A\nOUTPUT B[0], B[2]", "1030\n"),
        ("B <- A\nA[1] <- 5\nOUTPUT B[0]", "10\n"),
        ("B <- A\nA <- B\nOUTPUT A[1], A[3]", "1030\n"),
        ("Grid[1, 2] <- 7\nZero <- Grid\nOUTPUT Zero[0, 1]", "7\n"),
        ("Grid[1, 2] <- 7\nZero <- Grid\nGrid[1, 2] <- 1\nOUTPUT Zero[0, 1]", "7\n"),
    ],
)
def test_an_array_keeps_its_own_bounds_when_another_is_assigned(
    statements: str, expected: str
) -> None:
    assert run(f"{DECLARATIONS}{statements}\n") == expected


@pytest.mark.parametrize("statements", ["B <- A\nOUTPUT B[3]", "B <- A\nOUTPUT B[-1]"])
def test_the_bounds_of_the_target_are_checked_after_an_assignment(statements: str) -> None:
    with pytest.raises(IndexError, match="is outside 0 to 2"):
        run(f"{DECLARATIONS}{statements}\n")


@pytest.mark.parametrize("statement", ["Long <- A", "A <- Long"])
def test_an_array_of_another_size_does_not_fit(statement: str) -> None:
    with pytest.raises(IndexError, match="do not fit into an array of"):
        run(f"{DECLARATIONS}{statement}\n")


def test_a_parameter_has_its_own_first_index_and_the_elements_of_the_argument() -> None:
    source = """
        FUNCTION Outer(X : ARRAY[0:2] OF INTEGER) RETURNS INTEGER
            RETURN X[0] + X[2]
        ENDFUNCTION
        OUTPUT Outer(A)
        A[3] <- Outer(A)
        OUTPUT A[3]
        """
    assert run(DECLARATIONS + source) == "40\n40\n"


def test_a_result_has_the_first_index_of_the_function() -> None:
    source = """
        FUNCTION Made() RETURNS ARRAY[0:2] OF INTEGER
            RETURN A
        ENDFUNCTION
        B <- Made()
        OUTPUT B[0]
        A <- Made()
        OUTPUT A[1]
        """
    assert run(DECLARATIONS + source) == "10\n10\n"


def test_an_array_lent_to_a_parameter_with_other_bounds_brings_the_changes_back() -> None:
    source = """
        PROCEDURE Change(BYREF X : ARRAY[2:4] OF INTEGER)
            X[2] <- 99
        ENDPROCEDURE
        CALL Change(A)
        OUTPUT A[1], " ", A[3]
        """
    assert run(DECLARATIONS + source) == "99 30\n"


def test_records_in_an_array_with_other_bounds_are_copied() -> None:
    source = """
        TYPE Pupil
            DECLARE Mark : INTEGER
        ENDTYPE
        DECLARE One : ARRAY[1:2] OF Pupil
        DECLARE Other : ARRAY[0:1] OF Pupil
        One[1].Mark <- 5
        Other <- One
        One[1].Mark <- 6
        OUTPUT Other[0].Mark
        """
    assert run(source) == "5\n"


def test_arrays_with_the_same_bounds_are_still_simply_copied() -> None:
    source = """
        DECLARE A, B : ARRAY[1:3] OF INTEGER
        A[1] <- 5
        B <- A
        OUTPUT B[1]
        """
    assert "B = A.copy()" in python(source)
