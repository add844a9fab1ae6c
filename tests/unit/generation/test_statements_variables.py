"""Declarations, first values, globals, arrays as lists or as `Array`."""

from __future__ import annotations

import pytest

from tests.unit.generation.program_tools import main_part, python, run


def test_a_variable_that_is_assigned_first_has_a_bare_annotation() -> None:
    assert main_part("DECLARE n : INTEGER\nn <- 1\nOUTPUT n\n").startswith("n: int\nn = 1\n")


def test_a_variable_that_may_be_used_first_gets_its_value() -> None:
    source = 'DECLARE n : INTEGER\nDECLARE s : STRING\nDECLARE b : BOOLEAN\nOUTPUT n, "[", s, b\n'
    assert run(source) == "0[FALSE\n"


def test_an_assignment_in_one_branch_only_is_not_enough() -> None:
    source = "DECLARE n, m : INTEGER\nm <- 1\nIF m > 1 THEN\n    n <- 5\nENDIF\nOUTPUT n\n"
    assert run(source) == "0\n"


def test_an_assignment_in_all_branches_is_enough() -> None:
    source = (
        "DECLARE n, m : INTEGER\nm <- 1\nIF m > 1 THEN\n    n <- 5\nELSE\n    n <- 6\nENDIF\n"
        "OUTPUT n\n"
    )
    assert "n: int\n" in main_part(source)
    assert run(source) == "6\n"


def test_an_undeclared_variable_needs_no_line_of_its_own() -> None:
    assert main_part("n <- 1\nOUTPUT n\n") == "n = 1\nprint(n)\n"


def test_an_undeclared_variable_that_may_be_used_first_is_started() -> None:
    source = "FOR i <- 1 TO 3\n    total <- total + i\nNEXT i\nOUTPUT total\n"
    assert run(source) == "6\n"


def test_a_procedure_sees_and_assigns_variables_of_the_main_program() -> None:
    source = """
        DECLARE count : INTEGER
        PROCEDURE Add()
            count <- count + 1
        ENDPROCEDURE
        CALL Add()
        CALL Add()
        OUTPUT count
        """
    assert "    global count\n" in python(source)
    assert run(source) == "2\n"


def test_a_procedure_that_only_reads_declares_nothing_global() -> None:
    source = """
        DECLARE count : INTEGER
        count <- 3
        PROCEDURE Show()
            OUTPUT count
        ENDPROCEDURE
        CALL Show()
        """
    assert "global" not in python(source)


def test_a_local_variable_hides_one_of_the_main_program() -> None:
    source = """
        DECLARE n : INTEGER
        PROCEDURE Local()
            DECLARE n : INTEGER
            n <- 5
            OUTPUT n
        ENDPROCEDURE
        n <- 1
        CALL Local()
        OUTPUT n
        """
    assert run(source) == "5\n1\n"


def test_local_variables_that_nobody_reads_get_an_underscore() -> None:
    source = """
        PROCEDURE Idle()
            DECLARE spare, other : INTEGER
            other <- 3
        ENDPROCEDURE
        CALL Idle()
        """
    code = python(source)
    assert "_other = 3" in code
    assert "_spare: int" in code


def test_an_array_with_safe_indexes_is_a_plain_list() -> None:
    source = """
        DECLARE s : ARRAY[1:10] OF INTEGER
        FOR i <- 1 TO 10
            s[i] <- i * i
        NEXT i
        OUTPUT s[3]
        """
    assert "s: list[int] = [0] * 11  # index 1 to 10" in main_part(source)
    assert run(source) == "9\n"


def test_a_counter_that_only_grows_is_a_safe_index() -> None:
    source = """
        DECLARE s : ARRAY[1:10] OF INTEGER
        DECLARE n : INTEGER
        n <- 1
        WHILE n <= 10
            s[n] <- n
            n <- n + 1
        ENDWHILE
        OUTPUT s[10]
        """
    assert "s: list[int]" in main_part(source)
    assert run(source) == "10\n"


def test_an_index_that_may_be_too_low_is_checked() -> None:
    source = """
        DECLARE s : ARRAY[1:3] OF INTEGER
        DECLARE n : INTEGER
        INPUT n
        s[n] <- 1
        """
    with pytest.raises(IndexError, match="0"):
        run(source, "0")


def test_a_counter_that_sinks_is_checked() -> None:
    source = """
        DECLARE s : ARRAY[0:3] OF INTEGER
        DECLARE n : INTEGER
        n <- 2
        REPEAT
            s[n] <- n
            n <- n - 1
        UNTIL n = -2
        """
    with pytest.raises(IndexError):
        run(source)


def test_arrays_with_other_bounds_keep_them() -> None:
    source = """
        DECLARE t : ARRAY[-2:2] OF REAL
        t[-2] <- 1.5
        OUTPUT t[-2]
        """
    assert run(source) == "1.5\n"


def test_two_dimensions() -> None:
    source = """
        DECLARE g : ARRAY[1:2, 1:3] OF INTEGER
        FOR r <- 1 TO 2
            FOR c <- 1 TO 3
                g[r, c] <- r * 10 + c
            NEXT c
        NEXT r
        OUTPUT g[2, 3]
        """
    assert "g: list[list[int]] = [[0] * 4 for _ in range(3)]" in main_part(source)
    assert run(source) == "23\n"


def test_arrays_and_records_are_copied_when_they_are_assigned() -> None:
    source = """
        TYPE Person
            DECLARE Name : STRING
            DECLARE Marks : ARRAY[1:2] OF INTEGER
        ENDTYPE
        DECLARE a, b : Person
        DECLARE x, y : ARRAY[1:2] OF INTEGER
        a.Name <- "Ann"
        a.Marks[1] <- 1
        b <- a
        b.Name <- "Bob"
        b.Marks[1] <- 2
        x[1] <- 1
        y <- x
        y[1] <- 2
        OUTPUT a.Name, a.Marks[1], b.Name, b.Marks[1], x[1], y[1]
        """
    assert run(source) == "Ann1Bob212\n"


def test_a_function_returns_an_array_of_its_own() -> None:
    source = """
        DECLARE g : ARRAY[1:2] OF INTEGER
        FUNCTION Get() RETURNS ARRAY[1:2] OF INTEGER
            RETURN g
        ENDFUNCTION
        DECLARE x : ARRAY[1:2] OF INTEGER
        g[1] <- 1
        x <- Get()
        x[1] <- 5
        OUTPUT g[1]
        """
    assert run(source) == "1\n"


def test_bounds_may_be_variables() -> None:
    source = """
        DECLARE n : INTEGER
        n <- 3
        DECLARE s : ARRAY[1:n] OF INTEGER
        FOR i <- 1 TO n
            s[i] <- i
        NEXT i
        OUTPUT s[n]
        """
    assert run(source) == "3\n"


def test_pointers_reach_the_variable_itself() -> None:
    source = """
        TYPE IntPointer = ^INTEGER
        DECLARE p : IntPointer
        DECLARE n : INTEGER
        n <- 3
        p <- ^n
        p^ <- p^ + 4
        OUTPUT n
        """
    assert run(source) == "7\n"


@pytest.mark.parametrize(
    ("between", "declaration"),
    [
        ("", "A: list[int]  # index 1 to 3"),
        ("n <- 4", "A: list[int]  # index 1 to 3"),
        ("n <- A[1]", "A: list[int] = [0] * 4  # index 1 to 3"),
        ("A[2] <- 5", "A: list[int] = [0] * 4  # index 1 to 3"),
        ("OUTPUT n", "A: list[int] = [0] * 4  # index 1 to 3"),
    ],
)
def test_an_array_that_gets_a_literal_at_once_needs_no_first_value(
    between: str, declaration: str
) -> None:
    source = f"""
        DECLARE A : ARRAY[1:3] OF INTEGER
        DECLARE n : INTEGER
        {between}
        A <- [7, 8, 9]
        OUTPUT A[1], n
        """
    assert declaration in main_part(source).split("\n")
    assert run(source).endswith(("70\n", "74\n"))
