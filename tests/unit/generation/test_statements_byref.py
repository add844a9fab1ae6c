"""BYREF: readable results where that is equal, cells where only they are exact."""

from __future__ import annotations

from textwrap import dedent

from tests.unit.generation.program_tools import python, run

SWAP = """
PROCEDURE Swap(BYREF a : INTEGER, b : INTEGER)
    DECLARE t : INTEGER
    t <- a
    a <- b
    b <- t
ENDPROCEDURE
"""


def test_scalars_come_back_as_results() -> None:
    source = f"{SWAP}\nDECLARE x, y : INTEGER\nx <- 1\ny <- 2\nCALL Swap(x, y)\nOUTPUT x, y\n"
    code = python(source)
    assert "def Swap(a: int, b: int) -> tuple[int, int]:" in code
    assert "x, y = Swap(x, y)" in code
    assert run(source) == "21\n"


def test_array_elements_are_written_back() -> None:
    source = f"""{SWAP}
DECLARE s : ARRAY[1:3] OF INTEGER
DECLARE i : INTEGER
FOR i <- 1 TO 3
    s[i] <- i
NEXT i
FOR i <- 1 TO 2
    CALL Swap(s[i], s[i + 1])
NEXT i
OUTPUT s[1], s[2], s[3]
"""
    assert "s[i], s[i + 1] = Swap(s[i], s[i + 1])" in python(source)
    assert run(source) == "231\n"


def test_record_fields_are_written_back() -> None:
    source = """
        TYPE Student
            DECLARE Age : INTEGER
        ENDTYPE
        PROCEDURE Birthday(BYREF n : INTEGER)
            n <- n + 1
        ENDPROCEDURE
        DECLARE s : Student
        s.Age <- 17
        CALL Birthday(s.Age)
        OUTPUT s.Age
        """
    assert "s.Age = Birthday(s.Age)" in python(source)
    assert run(source) == "18\n"


def test_the_same_variable_twice_needs_cells() -> None:
    source = """
        PROCEDURE Twice(BYREF a : INTEGER, b : INTEGER)
            a <- a + 1
            b <- b * 2
        ENDPROCEDURE
        DECLARE x : INTEGER
        x <- 5
        CALL Twice(x, x)
        OUTPUT x
        """
    assert run(source) == "12\n"


def test_a_global_that_the_callee_also_uses_needs_a_cell() -> None:
    source = """
        DECLARE total : INTEGER
        PROCEDURE Add(BYREF n : INTEGER)
            n <- n + 1
            total <- total * 10
        ENDPROCEDURE
        total <- 5
        CALL Add(total)
        OUTPUT total
        """
    assert run(source) == "60\n"


def test_a_global_used_by_a_routine_further_down_needs_a_cell() -> None:
    source = """
        DECLARE total : INTEGER
        PROCEDURE Show()
            OUTPUT total
        ENDPROCEDURE
        PROCEDURE Add(BYREF n : INTEGER)
            n <- n + 1
            CALL Show()
        ENDPROCEDURE
        total <- 5
        CALL Add(total)
        """
    assert run(source) == "6\n"


def test_an_element_of_an_array_that_the_callee_reads_needs_a_cell() -> None:
    source = """
        DECLARE a : ARRAY[1:2] OF INTEGER
        PROCEDURE Add(BYREF n : INTEGER)
            n <- n + 1
            OUTPUT a[1]
        ENDPROCEDURE
        a[1] <- 5
        CALL Add(a[1])
        """
    assert run(source) == "6\n"


def test_functions_with_byref_parameters_change_their_arguments() -> None:
    source = """
        FUNCTION NextNumber(BYREF n : INTEGER) RETURNS INTEGER
            n <- n + 1
            RETURN n
        ENDFUNCTION
        DECLARE x : INTEGER
        x <- 1
        OUTPUT NextNumber(x) + NextNumber(x)
        OUTPUT x
        """
    assert run(source) == "5\n3\n"


def test_recursion_passes_its_own_parameter_along() -> None:
    source = """
        PROCEDURE Count(BYREF n : INTEGER)
            IF n < 5 THEN
                n <- n + 1
                CALL Count(n)
            ENDIF
        ENDPROCEDURE
        DECLARE x : INTEGER
        x <- 1
        CALL Count(x)
        OUTPUT x
        """
    assert run(source) == "5\n"


def test_an_early_return_brings_the_values_back() -> None:
    source = """
        PROCEDURE Cap(BYREF n : INTEGER)
            n <- n + 1
            IF n > 3 THEN
                n <- 3
                RETURN
            ENDIF
            n <- n * 10
        ENDPROCEDURE
        DECLARE x : INTEGER
        x <- 5
        CALL Cap(x)
        OUTPUT x
        x <- 1
        CALL Cap(x)
        OUTPUT x
        """
    assert run(source) == "3\n20\n"


def test_an_index_is_evaluated_once_and_before_the_call() -> None:
    source = """
        DECLARE a : ARRAY[1:3] OF INTEGER
        DECLARE i : INTEGER
        PROCEDURE Step(BYREF n : INTEGER, e : INTEGER)
            n <- n + 1
            e <- 9
        ENDPROCEDURE
        i <- 1
        CALL Step(i, a[i])
        OUTPUT i, a[1], a[2]
        """
    assert run(source) == "290\n"


def test_a_parameter_that_is_never_changed_is_passed_plainly() -> None:
    source = """
        PROCEDURE Show(BYREF n : INTEGER)
            OUTPUT n
        ENDPROCEDURE
        DECLARE x : INTEGER
        x <- 4
        CALL Show(x)
        """
    assert "Show(x)\n" in python(source)
    assert "def Show(n: int) -> None:" in python(source)


def test_arrays_are_shared_and_changed_in_place() -> None:
    source = """
        PROCEDURE Fill(BYREF a : ARRAY[1:3] OF INTEGER, BYVAL v : INTEGER)
            DECLARE i : INTEGER
            FOR i <- 1 TO 3
                a[i] <- v
            NEXT i
        ENDPROCEDURE
        DECLARE x : ARRAY[1:3] OF INTEGER
        CALL Fill(x, 7)
        OUTPUT x[1], x[3]
        """
    assert run(source) == "77\n"
    assert "Fill(x, 7)\n" in python(source)


def test_assigning_a_whole_array_parameter_changes_the_callers_array() -> None:
    for low in ("1", "-1"):
        source = f"""
            PROCEDURE Take(BYREF a : ARRAY[{low}:3] OF INTEGER, BYVAL b : ARRAY[{low}:3] OF INTEGER)
                a <- b
                b[2] <- 0
            ENDPROCEDURE
            DECLARE x, y : ARRAY[{low}:3] OF INTEGER
            y[2] <- 8
            CALL Take(x, y)
            OUTPUT x[2], y[2]
            """
        assert run(source) == "88\n"


def test_assigning_a_whole_record_parameter_changes_the_callers_record() -> None:
    source = """
        TYPE Point
            DECLARE x : INTEGER
        ENDTYPE
        PROCEDURE Move(BYREF p : Point, BYVAL q : Point)
            p <- q
            q.x <- 0
        ENDPROCEDURE
        DECLARE a, b : Point
        b.x <- 5
        CALL Move(a, b)
        OUTPUT a.x, b.x
        """
    assert run(source) == "55\n"


def test_by_value_arrays_are_copied_only_where_the_callee_changes_them() -> None:
    source = """
        PROCEDURE Spoil(a : ARRAY[1:2] OF INTEGER)
            a[1] <- 99
        ENDPROCEDURE
        PROCEDURE Show(a : ARRAY[1:2] OF INTEGER)
            OUTPUT a[1]
        ENDPROCEDURE
        DECLARE x : ARRAY[1:2] OF INTEGER
        x[1] <- 1
        CALL Spoil(x)
        CALL Show(x)
        """
    assert run(source) == "1\n"
    assert python(source).count(".copy()") == 1


def test_a_by_value_array_keeps_its_value_while_the_callee_changes_the_original() -> None:
    source = """
        DECLARE x : ARRAY[1:2] OF INTEGER
        PROCEDURE Change(a : ARRAY[1:2] OF INTEGER)
            x[1] <- 99
            OUTPUT a[1]
        ENDPROCEDURE
        x[1] <- 1
        CALL Change(x)
        """
    assert run(source) == "1\n"


def test_objects_can_be_replaced_through_byref() -> None:
    source = """
        CLASS Box
            PUBLIC Size : INTEGER
            PUBLIC PROCEDURE NEW(s : INTEGER)
                Size <- s
            ENDPROCEDURE
        ENDCLASS
        PROCEDURE Replace(BYREF b : Box)
            b <- NEW Box(9)
        ENDPROCEDURE
        DECLARE x : Box
        x <- NEW Box(1)
        CALL Replace(x)
        OUTPUT x.Size
        """
    assert run(source) == "9\n"


def test_it_reads_as_a_teacher_would_write_it() -> None:
    source = f"{SWAP}DECLARE x, y : INTEGER\nx <- 1\ny <- 2\nCALL Swap(x, y)\n"
    assert python(source) == dedent(
        """\
        def Swap(a: int, b: int) -> tuple[int, int]:
            t: int
            t = a
            a = b
            b = t
            return a, b


        x: int
        y: int
        x = 1
        y = 2
        x, y = Swap(x, y)
        """
    )
