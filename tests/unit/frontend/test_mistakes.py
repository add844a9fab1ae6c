"""What is said about mistakes: once each, where they are, in words that help."""

from __future__ import annotations

import pytest

from pseudocode_translator.model.diagnostics import Span
from tests.unit.frontend.sketch import diagnosed, parsed


@pytest.mark.parametrize(
    ("source", "code", "says"),
    [
        ("x <- ", "PS120", "a value is expected here, but the end of the line was found"),
        ("x <- * 4", "PS120", "a value is expected here, but * was found"),
        ("x <- (3 + 4", "PS120", ") is expected here, but the end"),
        ("x <- a[3", "PS120", "]"),
        ("x <- 3 + 4)", "PS120", "this ) closes nothing: there is no ( before it"),
        ("DECLARE x :", "PS120", "a type is expected here"),
        ("DECLARE : INTEGER", "PS120", "a name is expected here, but : was found"),
        ("FOR i 1 TO 10\nNEXT i", "PS120", "<- is expected here, but 1 was found"),
        ("FOR i <- 1 10\nNEXT i", "PS120", "TO is expected here, but 10 was found"),
        ("IF x 5 THEN\nENDIF", "PS120", "THEN is expected after the condition"),
        ("IF x > THEN\nENDIF", "PS120", "a value is expected here, but THEN was found"),
        ("WHILE x <\nENDWHILE", "PS120", "a value is expected"),
        ('OUTPUT "a" "b" 3', "PS120", "does not belong to the statement before it"),
        ("x <- 2y", "PS120", "an operator is missing before y"),
        ("TYPE", "PS120", "TYPE is not complete"),
        ("x <- 5 $ 3", "PS122", "the character $ means nothing here"),
        ("5 <- x", "PS124", "nothing can be stored here"),
        ("x + 1 <- 5", "PS124", "nothing can be stored here"),
        ("INPUT 5", "PS124", "nothing can be stored here"),
        ("x <- y <- 3", "PS125", "it cannot stand inside an expression"),
        ("x + 1", "PS126", "only a value"),
        ('"abc"', "PS126", "only a value"),
        ("CALL 5", "PS127", "CALL needs the name of a procedure"),
        ("x <- (f)(5)(3)", "PS127", "only a name can be called"),
        ('INPUT "Name"', "PS128", "INPUT needs a variable"),
        ("READFILE f", "PS128", "READFILE needs a file name and a variable"),
        ("OPENFILE f FOR LUNCH", "PS129", "a file cannot be opened for LUNCH"),
        ("TYPE T\n  5 : INTEGER\nENDTYPE", "PS136", "a name, a colon and a type are expected here"),
        ('OUTPUT "a",', "PS141", "nothing follows this comma"),
        ("OUTPUT x.", "PS120", ". does not belong here"),
        ("OPENFILE a.txt FOR READ\nCLOSEFILE a.txt", "PS142", "taken as the name of a file"),
        ("x <- 1E999", "PS603", "too large"),
        ("x <- " + "9" * 5000, "PS603", "too large"),
    ],
)
def test_a_mistake_is_told_once_and_in_plain_words(source: str, code: str, says: str) -> None:
    found = diagnosed(source)

    assert [each.code for each in found] == [code]
    assert says in found[0].message


@pytest.mark.parametrize(
    ("source", "meant"),
    [
        ("OUPUT x", "OUTPUT"),
        ("DELCARE x : INTEGER", "DECLARE"),
        ("WHLIE x < 5 DO\nENDWHILE", "WHILE"),
        ("IF x > 5 THNE\n  y <- 1\nENDIF", "THEN"),
        ("IF x > 5 THEN\n  y <- 1\nENDFI", "ENDIF"),
        ("IF x > 5 THEN\n  y <- 1\nESLE\n  y <- 2\nENDIF", "ELSE"),
        ("REPAET\n  x <- 1\nUNTIL x = 1", "REPEAT"),
        ("FOR i <- 1 TOO 10\nNEXT i", "TO"),
        ("FOR i <- 1 TO 10\n  x <- i\nNXT i", "NEXT"),
        ("FUNCTON f()\n  RETURN 1\nENDFUNCTION", "FUNCTION"),
        ("FUNCTION f()\n  RETRUN 1\nENDFUNCTION", "RETURN"),
        ("CASE OF x\n  1 : y <- 1\n  OTHERWSIE y <- 2\nENDCASE", "OTHERWISE"),
    ],
)
def test_a_misspelt_keyword_is_read_as_the_one_it_is_meant_for(source: str, meant: str) -> None:
    found = diagnosed(source)

    assert [(each.code, each.fix) for each in found] == [("PS121", f"did you mean {meant}?")]


def test_a_misspelt_keyword_is_marked_where_it_is_printed() -> None:
    (found,) = diagnosed("  IF x \u2264 5 THNE\n  ENDIF")

    assert found.span == Span(1, 12, 1, 16)


def test_a_procedure_with_a_name_like_a_keyword_is_no_mistake() -> None:
    assert diagnosed("PROCEDURE Outputs\n  x <- 1\nENDPROCEDURE\nOutputs") == []


def test_every_broken_line_of_a_program_is_told_in_one_run() -> None:
    source = "x <- \nIF > 3 THEN\n  y <- )\nELSE\n  OUPUT y\nENDIF\nWHILE\n  z + 1\nENDWHILE"

    assert [each.span.line for each in diagnosed(source)] == [1, 2, 3, 5, 7, 8]


def test_what_follows_a_mistake_on_its_line_is_still_read() -> None:
    sketch, codes = parsed("IF x > THEN OUTPUT 1 ELSE OUTPUT 2 ENDIF\ny <- 3")

    assert codes == ["PS120"]
    assert sketch == (
        "If([Branch(UnreadableExpression(IF x >), [Output[1]])], [Output[2]]); y <- 3"
    )


def test_a_half_condition_is_told_how_to_go_on() -> None:
    (found,) = diagnosed("IF x > 5 AND < 10 THEN\nENDIF")

    assert found.fix == "repeat the variable: x > 5 AND x < 10"


def test_an_end_that_is_missing_names_the_opener() -> None:
    (found,) = diagnosed("x <- 1\nIF x = 1 THEN\n  y <- 2\n")

    assert found.code == "PS131"
    assert found.related is not None
    assert found.related.line == 2
    assert found.fix == "close it with ENDIF"


def test_an_end_of_the_wrong_kind_names_the_right_one() -> None:
    (found,) = diagnosed("FOR i <- 1 TO 3\n  OUTPUT i\nENDWHILE")

    assert found.code == "PS130"
    assert found.fix == "did you mean NEXT?"
    assert found.related is not None
    assert found.related.line == 1


def test_a_broken_header_of_a_subroutine_keeps_its_name_and_parameters() -> None:
    sketch, codes = parsed("FUNCTION Area(w : , BYREF h : REAL) RETURNS\nENDFUNCTION")

    assert codes == ["PS120"]
    assert sketch.startswith("Subroutine(Area, [Parameter(w), Parameter(h)]")


def test_a_missing_comma_in_output_is_a_warning() -> None:
    sketch, codes = parsed('OUTPUT "Total: " Total')

    assert codes == ["PS140"]
    assert sketch == 'Output["Total: ", Total]'
