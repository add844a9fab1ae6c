from __future__ import annotations

from itertools import pairwise

import pytest

from pseudocode_translator.model.nodes import InputValue
from pseudocode_translator.model.statements import Assign, Input
from pseudocode_translator.semantics.walk import every_statement
from tests.unit.semantics.sources import notes_of, printed_types, resolved, types_of


def test_an_assigned_value_decides_with_its_line() -> None:
    source = """
        OUTPUT "start"
        Total <- 0.5
        OUTPUT Total
    """

    assert types_of(source) == {"Total": "REAL"}
    assert (
        "PS503 Total is not declared; taken as REAL because line 2 assigns 0.5 to it"
        in notes_of(source)
    )


def test_an_input_is_read_as_what_it_is_compared_with() -> None:
    source = """
        INPUT Age
        OUTPUT "thanks"
        IF Age >= 18 THEN
            OUTPUT "adult"
        ENDIF
    """

    assert types_of(source) == {"Age": "INTEGER"}
    assert notes_of(source) == [
        "PS501 INPUT Age is read as INTEGER because line 3 compares it with 18"
    ]


@pytest.mark.parametrize(
    ("use", "kind"),
    [
        ("IF X = 18 THEN OUTPUT 1", "INTEGER"),
        ("IF X > 1.5 THEN OUTPUT 1", "REAL"),
        ('IF X = "q" THEN OUTPUT 1', "STRING"),
        ("IF X = 'q' THEN OUTPUT 1", "STRING"),
        ("IF X = TRUE THEN OUTPUT 1", "BOOLEAN"),
        ("IF NOT X THEN OUTPUT 1", "BOOLEAN"),
        ("OUTPUT X * 2", "INTEGER"),
        ("OUTPUT 3.142 * X * X", "REAL"),
        ("OUTPUT X MOD 2 = 0", "INTEGER"),
        ("OUTPUT LENGTH(X)", "STRING"),
        ("OUTPUT UCASE(X)", "STRING"),
        ('OUTPUT "Hello " & X', "STRING"),
        ('OUTPUT "Hello " + X', "STRING"),
        ("OUTPUT X[1]", "STRING"),
        ("OUTPUT X / 2", "unknown"),
        ("OUTPUT X", "STRING"),
        ('OUTPUT "Code ", X', "STRING"),
        ("Y <- X\nOUTPUT Y", "STRING"),
        ("PROCEDURE P(N)\n    OUTPUT N\nENDPROCEDURE\nCALL P(X)", "STRING"),
        ("PROCEDURE P(N)\n    OUTPUT N / 2\nENDPROCEDURE\nCALL P(X)", "unknown"),
        ("Y <- X\nOUTPUT Y / 2", "unknown"),
        ("INPUT Y\nOUTPUT X > Y", "unknown"),
        ("INPUT Y\nOUTPUT X + Y", "unknown"),
        ("FOR I <- 1 TO X\n    OUTPUT I\nNEXT I", "INTEGER"),
        ("DECLARE A : ARRAY[1:3] OF CHAR\nOUTPUT A[X]", "INTEGER"),
        ("DECLARE R : REAL\nR <- X", "REAL"),
        ("DECLARE R : REAL\nR <- R + X", "REAL"),
        ("CASE OF X\n    1 : OUTPUT 1\n    2 : OUTPUT 2\nENDCASE", "INTEGER"),
        ("PROCEDURE P(N : STRING)\n    OUTPUT N\nENDPROCEDURE\nCALL P(X)", "STRING"),
        ('IF "Age: " & X = "Age: 3" AND X > 2 THEN OUTPUT 1', "INTEGER"),
        ('IF X = "q" OR X = 5 THEN OUTPUT 1', "unknown"),
        ("DECLARE D : DATE\nIF X = D THEN OUTPUT 1", "DATE"),
    ],
)
def test_the_uses_of_an_input_decide_what_is_read(use: str, kind: str) -> None:
    assert types_of("INPUT X\n" + use)["X"] == kind


def test_an_input_without_evidence_is_said_to_take_anything() -> None:
    note, *_ = notes_of("INPUT Thing\nOUTPUT Thing / 2")

    assert note.startswith("PS502 INPUT Thing reads whatever is typed")


def test_an_input_that_is_only_printed_is_said_to_be_text() -> None:
    (note,) = notes_of("INPUT Code\nOUTPUT Code")

    assert note == "PS501 INPUT Code is read as STRING: it is only printed or copied"


def test_elements_that_are_only_read_and_printed_are_text() -> None:
    source = "FOR I <- 1 TO 3\n    INPUT Codes[I]\n    OUTPUT Codes[I]\nNEXT I"

    assert types_of(source)["Codes"] == "ARRAY[1:3] OF STRING"


@pytest.mark.parametrize(
    ("use", "may_be_fraction"),
    [
        ("IF X >= 18 THEN OUTPUT 1", True),
        ("OUTPUT X * 2", True),
        ("Total <- 0\nTotal <- Total + X", True),
        ("IF X > 1.5 THEN OUTPUT 1", True),
        ("X <- 0\nINPUT X", True),
        ('IF X = "a" THEN OUTPUT 1', False),
        ("DECLARE A : ARRAY[1:9] OF INTEGER\nOUTPUT A[X]", False),
        ("FOR I <- 1 TO X\n    OUTPUT I\nNEXT I", False),
        ("FOR I <- 1 TO 9 STEP X\n    OUTPUT I\nNEXT I", False),
        ("OUTPUT X MOD 2", False),
        ("OUTPUT X > 2 AND 7 DIV X = 1", False),
        ("CASE OF X\n    1 : OUTPUT 1\nENDCASE", False),
        ('OUTPUT MID("abc", X, 1)', False),
        ("PROCEDURE P(N : INTEGER)\n    OUTPUT N\nENDPROCEDURE\nCALL P(X)", False),
        ("DECLARE N : INTEGER\nN <- X", False),
        ("DECLARE N : REAL\nN <- X", True),
    ],
)
def test_an_input_keeps_a_fraction_unless_it_has_to_be_whole(
    use: str, may_be_fraction: bool
) -> None:
    program, _ = resolved(f"INPUT X\n{use}")

    assert program.scope.variables["X"].may_be_fraction is may_be_fraction


def test_a_declared_variable_never_keeps_more_than_its_type() -> None:
    program, _ = resolved("DECLARE X : INTEGER\nINPUT X\nOUTPUT X * 2")

    assert not program.scope.variables["X"].may_be_fraction


def test_the_fix_says_that_a_fraction_is_kept() -> None:
    _, (note,) = resolved("INPUT Age\nIF Age >= 18 THEN\n    OUTPUT 1\nENDIF")

    assert note.fix == (
        "write DECLARE Age : INTEGER; as it is, a number with a fraction is kept, too"
    )


def test_an_input_expression_reads_the_type_of_its_target() -> None:
    source = """
        DECLARE Age : INTEGER
        Age <- INPUT
        Name <- INPUT
        OUTPUT LENGTH(Name)
    """
    program, _ = resolved(source)
    values = [
        str(s.value.type)
        for s in every_statement(program.body)
        if isinstance(s, Assign) and isinstance(s.value, InputValue)
    ]

    assert values == ["INTEGER", "STRING"]


def test_the_targets_of_input_have_their_types() -> None:
    source = """
        DECLARE Marks : ARRAY[1:3] OF REAL
        INPUT Marks[1]
    """
    (statement,) = [s for s in resolved(source)[0].body if isinstance(s, Input)]

    assert str(statement.targets[0].type) == "REAL"


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("X <- 0\nX <- X + 0.5", "REAL"),
        ("X <- 0\nX <- X / 2", "REAL"),
        ("X <- 'a'\nX <- \"word\"", "STRING"),
        ('X <- 5\nX <- "five"', "unknown"),
        ("Y <- X\nX <- 3", "INTEGER"),
        ('X <- STR_TO_NUM("3")', "unknown"),
        ('X <- 0\nX <- X + STR_TO_NUM("3")', "unknown"),
        ("FOR X <- 1 TO 3\n    OUTPUT X\nNEXT X", "INTEGER"),
        ("FOR X <- 0 TO 1 STEP 0.1\n    OUTPUT X\nNEXT X", "REAL"),
        ("TYPE Day = (Mon, Tue)\nX <- Mon + 1", "Day"),
        ("X <- TRUE", "BOOLEAN"),
        ("X <- 12/05/2026", "DATE"),
        ("X <- [3, 7]", "ARRAY[1:2] OF INTEGER"),
        ("X <- [[1, 2.5], [3, 4]]", "ARRAY[1:2, 1:2] OF REAL"),
        ('OPENFILE "a" FOR READ\nREADFILE "a", X', "STRING"),
    ],
)
def test_assignments_decide_what_a_variable_holds(source: str, kind: str) -> None:
    assert types_of(source)["X"] == kind


def test_types_flow_backwards_through_many_assignments() -> None:
    names = [f"v{k}" for k in range(60)]
    chain = [f"{a} <- {b}" for a, b in pairwise(names)]

    assert set(types_of("\n".join([*chain, "v59 <- 1.5"])).values()) == {"REAL"}


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("FOR I <- 1 TO 10\n    Xs[I] <- 0\nNEXT I", "ARRAY[1:10] OF INTEGER"),
        ("CONSTANT N = 5\nFOR I <- N TO 1 STEP -1\n    Xs[I] <- 0.5\nNEXT I", "ARRAY[1:5] OF REAL"),
        ('Xs[0] <- "a"\nXs[3] <- "b"', "ARRAY[0:3] OF STRING"),
        ("FOR I <- 1 TO 9\n    Xs[I + 1] <- Xs[I]\nNEXT I\nXs[1] <- 2", "ARRAY[1:10] OF INTEGER"),
        (
            "FOR I <- 1 TO 3\n    FOR J <- 0 TO 4\n        Xs[I, J] <- 1\n    NEXT J\nNEXT I",
            "ARRAY[1:3, 0:4] OF INTEGER",
        ),
        (
            "FOR I <- 1 TO 3\n    FOR J <- 1 TO 4 - I\n        Xs[J][I] <- 1\n    NEXT J\nNEXT I",
            "ARRAY[1:3, 1:3] OF INTEGER",
        ),
        ("INPUT N\nXs[N] <- 1", "ARRAY[?:?] OF INTEGER"),
        ("Xs <- [1, 2]\nXs[2] <- 5", "ARRAY[1:2] OF INTEGER"),
        ("Xs <- [1, 2]\nXs[3] <- 5", "ARRAY[1:?] OF INTEGER"),
        ("Xs(1) <- 5", "ARRAY[1:1] OF INTEGER"),
        ("DECLARE Xs : ARRAY OF REAL\nXs[1] <- 5\nXs[2] <- 6", "ARRAY[1:2] OF REAL"),
        ("DECLARE Xs : ARRAY\nXs[1] <- 5", "ARRAY[1:1] OF INTEGER"),
        ("DECLARE Xs : ARRAY OF REAL\nINPUT N\nXs[N] <- 5", "ARRAY[?:?] OF REAL"),
    ],
)
def test_undeclared_arrays_get_their_bounds_where_they_are_plain(source: str, kind: str) -> None:
    assert types_of(source)["Xs"] == kind


def test_input_into_elements_of_an_undeclared_array_follows_their_uses() -> None:
    source = """
        Total <- 0
        FOR I <- 1 TO 3
            INPUT Marks[I]
            Total <- Total + Marks[I]
        NEXT I
    """

    assert types_of(source)["Marks"] == "ARRAY[1:3] OF INTEGER"


def test_parameters_and_results_follow_from_calls_and_returns() -> None:
    source = """
        FUNCTION Half(N)
            RETURN N / 2
        ENDFUNCTION
        FUNCTION Factorial(N)
            IF N <= 1 THEN
                RETURN 1
            ENDIF
            RETURN N * Factorial(N - 1)
        ENDFUNCTION
        OUTPUT Half(3), Factorial(5)
    """
    program, _ = resolved(source)

    assert printed_types(source) == ["REAL", "INTEGER"]
    assert str(program.subroutines["Factorial"].parameters[0].type) == "INTEGER"
    notes = notes_of(source)
    assert (
        "PS506 the type of parameter N is not given; "
        "it is taken as INTEGER because line 10 passes 3 to Half" in notes
    )
    assert any(n.startswith("PS507 Half is taken to return REAL") for n in notes)


def test_a_parameter_that_nobody_passes_follows_from_its_uses() -> None:
    source = """
        PROCEDURE Show(Word)
            OUTPUT LENGTH(Word)
        ENDPROCEDURE
    """

    assert str(resolved(source)[0].subroutines["Show"].parameters[0].type) == "STRING"


def test_array_parameters_take_the_bounds_of_their_arguments() -> None:
    source = """
        PROCEDURE Sort(BYREF Xs : ARRAY OF INTEGER, Ys : ARRAY OF CHAR)
            OUTPUT Xs[1], Ys[1, 2]
        ENDPROCEDURE
        DECLARE A : ARRAY[1:5] OF INTEGER
        DECLARE B : ARRAY[1:9] OF INTEGER
        DECLARE C : ARRAY[0:2, 0:2] OF CHAR
        CALL Sort(A, C)
        CALL Sort(B, C)
    """
    program, diagnostics = resolved(source)
    types = [str(p.type) for p in program.subroutines["Sort"].parameters]

    assert types == ["ARRAY[1:?] OF INTEGER", "ARRAY[0:2, 0:2] OF CHAR"]
    assert diagnostics == []


def test_a_byref_parameter_sets_its_argument() -> None:
    source = """
        PROCEDURE Ask(BYREF Answer : STRING)
            INPUT Answer
        ENDPROCEDURE
        CALL Ask(Reply)
        OUTPUT Reply
    """

    assert types_of(source) == {"Reply": "STRING"}


def test_a_program_that_declares_everything_gets_no_notes() -> None:
    source = """
        DECLARE Count : INTEGER
        DECLARE Total : REAL
        Total <- 0
        FOR Count <- 1 TO 10
            Total <- Total + Count
        NEXT Count
        OUTPUT "Total: ", INT(Total)
    """

    assert notes_of(source) == []


def test_every_undeclared_variable_has_exactly_one_note() -> None:
    source = """
        A <- 1
        A <- 2
        INPUT B
        INPUT B
        FOR C <- 1 TO B
            D[C] <- A
        NEXT C
    """

    assert [n[:5] for n in notes_of(source)] == ["PS503", "PS501", "PS503", "PS505"]
