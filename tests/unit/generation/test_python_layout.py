"""Order, comments, hoisting and the line map of whole programs."""

from __future__ import annotations

from textwrap import dedent

from tests.unit.generation.program_tools import python, run, translated


def test_statements_stay_in_the_order_of_the_author() -> None:
    assert python(
        """
        DECLARE n : INTEGER
        n <- 3

        OUTPUT "n is ", n
        """
    ) == dedent(
        """\
        n: int
        n = 3

        print(f"n is {n}")
        """
    )


def test_comments_stay_where_they_are() -> None:
    code = python(
        """
        // A title
        DECLARE n : INTEGER // how many
        n <- 1
        IF n > 0 THEN // positive
            // inside
            OUTPUT n // shown
        ENDIF
        """
    )
    assert code == dedent(
        """\
        # A title
        n: int  # how many
        n = 1
        if n > 0:  # positive
            # inside
            print(n)  # shown
        """
    )


def test_a_block_of_comments_alone_still_compiles() -> None:
    code = python("DECLARE n : INTEGER\nn <- 1\nIF n > 1 THEN\n    // nothing yet\nENDIF\n")
    assert code == "n: int\nn = 1\nif n > 1:\n    # nothing yet\n    pass\n"


def test_the_line_map_names_the_pseudocode_line_of_each_python_line() -> None:
    generated = translated("DECLARE n : INTEGER\nn <- 1\n\nIF n > 0 THEN\n  OUTPUT n\nENDIF\n")
    lines = dict(zip(generated.code.split("\n"), generated.line_map, strict=False))
    assert lines["n: int"] == 1
    assert lines["n = 1"] == 2
    assert lines["if n > 0:"] == 4
    assert lines["    print(n)"] == 5


def test_the_line_map_has_an_entry_for_every_line() -> None:
    generated = translated("DECLARE a : ARRAY[-1:1] OF INTEGER\na[-1] <- 4\nOUTPUT a[-1]\n")
    assert len(generated.line_map) == generated.code.count("\n")


def test_definitions_stay_in_place_when_nothing_uses_them_earlier() -> None:
    code = python(
        """
        OUTPUT "start"
        PROCEDURE Greet()
            OUTPUT "hello"
        ENDPROCEDURE
        CALL Greet()
        """
    )
    assert code.index('print("start")') < code.index("def Greet")


def test_definitions_used_before_they_stand_move_up_with_their_comments() -> None:
    source = """
        OUTPUT "start"
        CALL Greet()
        // Says hello
        PROCEDURE Greet()
            OUTPUT "hello"
        ENDPROCEDURE
        """
    code = python(source)
    assert code.index("# Says hello") < code.index("def Greet") < code.index('print("start")')
    assert run(source) == "start\nhello\n"


def test_a_procedure_that_calls_a_later_one_makes_both_move() -> None:
    source = """
        PROCEDURE First()
            CALL Second()
        ENDPROCEDURE
        CALL First()
        PROCEDURE Second()
            OUTPUT "second"
        ENDPROCEDURE
        """
    assert run(source) == "second\n"


def test_constants_come_before_their_first_use() -> None:
    source = """
        FUNCTION Area(r : REAL) RETURNS REAL
            RETURN Pi * r * r
        ENDFUNCTION
        OUTPUT Area(2)
        CONSTANT Pi = 3
        """
    assert run(source) in ("12\n", "12.0\n")


def test_a_parent_class_that_comes_later_is_written_first() -> None:
    source = """
        CLASS Dog INHERITS Pet
            PUBLIC PROCEDURE Speak()
                OUTPUT "woof"
            ENDPROCEDURE
        ENDCLASS
        CLASS Pet
            PUBLIC PROCEDURE Sleep()
                OUTPUT "zzz"
            ENDPROCEDURE
        ENDCLASS
        DECLARE d : Dog
        d <- NEW Dog()
        d.Speak()
        d.Sleep()
        """
    assert run(source) == "woof\nzzz\n"


def test_imports_are_sorted_and_only_those_used() -> None:
    code = python(
        """
        TYPE Point
            DECLARE x : INTEGER
            DECLARE y : INTEGER
        ENDTYPE
        DECLARE a, b : Point
        a.x <- 1
        b <- a
        OUTPUT b.x
        """
    )
    assert code.startswith("from copy import copy\nfrom dataclasses import dataclass\n\n\n")


def test_what_cannot_be_read_stops_the_program_where_it_stands() -> None:
    generated = translated("OUTPUT 1\nIF ( THEN\nOUTPUT 2\nENDIF\n")
    compile(generated.code, "generated", "exec")
    assert "NotImplementedError" in generated.code or "not_translated" in generated.code


def test_an_empty_program_is_an_empty_program() -> None:
    assert translated("").code == ""
