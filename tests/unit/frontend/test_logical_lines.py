from __future__ import annotations

import pytest

from tests.unit.frontend.logical_line_cases import printed, read, texts

PROGRAM = """\
DECLARE n : INTEGER

FOR n <- 1 TO 3
    OUTPUT "n is ", n  // each
NEXT n
"""


def test_a_plain_program_is_taken_line_by_line() -> None:
    lines, diagnostics = read(PROGRAM)

    assert [(line.text, line.line, line.column, line.indent) for line in lines] == [
        ("DECLARE n : INTEGER", 1, 1, 0),
        ("FOR n <- 1 TO 3", 3, 1, 0),
        ('OUTPUT "n is ", n', 4, 5, 4),
        ("NEXT n", 5, 1, 0),
    ]
    assert [line.blank_before for line in lines] == [False, True, False, False]
    assert all(line.mapping is None for line in lines)
    assert diagnostics == []


def test_places_are_told_as_printed() -> None:
    text = "  total ← total − 1 ≤ “x”"
    [line], _ = read(text)

    assert line.text == 'total <- total - 1 <= "x"'
    for part, place in [("<-", "←"), ("- 1", "− 1"), ("<=", "≤"), ('"x"', "“x”")]:
        start = line.text.index(part)
        assert printed(text, line.span(start, start + len(part))) == place
    assert printed(text, line.whole) == text.strip()
    end = len(line.text)
    assert line.span(end, end) == (1, len(text) + 1, 1, len(text) + 1)


@pytest.mark.parametrize(
    ("text", "indent", "column"),
    [
        ("x", 0, 1),
        ("  x", 2, 3),
        ("\tx", 4, 2),
        ("  \tx", 4, 4),
        ("\t x", 5, 3),
        ("\t\tx ← 1", 8, 3),
    ],
)
def test_tabs_stop_every_four_columns(text: str, indent: int, column: int) -> None:
    [line], _ = read(text)

    assert (line.indent, line.column) == (indent, column)


@pytest.mark.parametrize("text", ["", "\n", " \t \n\u00a0\n\u200b\n\x0c"])
def test_what_shows_nothing_gives_no_line(text: str) -> None:
    assert read(text) == ([], [])


def test_an_empty_line_after_every_line_was_not_meant() -> None:
    text = "INPUT a\n\nINPUT b\n\nIF a > b\n\n  AND a > 3 THEN\n\n\nOUTPUT a\n\nENDIF\n\n"
    lines, _ = read(text)

    assert [(line.text, line.blank_before) for line in lines] == [
        ("INPUT a", False),
        ("INPUT b", False),
        ("IF a > b AND a > 3 THEN", False),
        ("OUTPUT a", True),
        ("ENDIF", False),
    ]


def test_empty_lines_between_some_lines_were_meant() -> None:
    lines, _ = read("\nINPUT a\nINPUT b\n\nOUTPUT a\n\n\nOUTPUT b\nOUTPUT c")

    assert [line.blank_before for line in lines] == [False, False, True, True, False]


@pytest.mark.parametrize(
    "text",
    [
        "01 INPUT a\n02 IF a > 1 THEN\n03   OUTPUT a\n04 ENDIF",
        "1. INPUT a\n2. IF a > 1 THEN\n3.   OUTPUT a\n4. ENDIF",
        "1: INPUT a\n2: IF a > 1 THEN\n3:   OUTPUT a\n4: ENDIF",
        "1) INPUT a\n2) IF a > 1 THEN\n3)   OUTPUT a\n4) ENDIF",
        "1 : INPUT a\n2 : IF a > 1 THEN\n3 : OUTPUT a\n4 : ENDIF",
        "  8 INPUT a\n  9 IF a > 1 THEN\n 10   OUTPUT a\n 11 ENDIF",
        "10 INPUT a\n20 IF a > 1 THEN\n25   OUTPUT a\n30 ENDIF",
        "01\tINPUT a\n02\tIF a > 1 THEN\n\n04\tOUTPUT a\n05\n06\tENDIF",
        "01INPUT a\n02IF a > 1 THEN\n03OUTPUT a\n04ENDIF",
        "1 INPUT a\n2 IF a > 1 THEN\n40 OUTPUT a\n41 ENDIF",
        "// listing\n1 INPUT a\n2 IF a > 1 THEN\n3 OUTPUT a\n4 ENDIF"
        "\n5 // a\n6 // b\n7 // c\n8 // d\n9 // e\n10 // f",
    ],
)
def test_line_numbers_in_front_are_taken_off(text: str) -> None:
    lines = [line for line in read(text)[0] if line.text]

    assert [line.text for line in lines] == ["INPUT a", "IF a > 1 THEN", "OUTPUT a", "ENDIF"]
    assert printed(text, lines[1].whole) == "IF a > 1 THEN"


@pytest.mark.parametrize(
    "text",
    ["1. OUTPUT a", "1\tOUTPUT a", "01 OUTPUT a", "1: OUTPUT a", "1 : OUTPUT a", "1) OUTPUT a"],
)
def test_one_or_two_numbered_lines_are_enough(text: str) -> None:
    assert texts(text) == ["OUTPUT a"]
    assert texts(f"// remark\n{text}\n{text.replace('1', '2')}") == ["", "OUTPUT a", "OUTPUT a"]
    assert texts(text.replace("OUTPUT a", "x[1] <- 5")) == ["x[1] <- 5"]


@pytest.mark.parametrize(
    "text",
    [
        "1 TO 5 : OUTPUT a",
        "1 + 2",
        "1 MOD 2",
        "1, 2 : OUTPUT a",
        "1 : OUTPUT a\nx <- 2",
        "7",
        "2x <- 1",
    ],
)
def test_one_number_in_front_of_something_else_is_no_line_number(text: str) -> None:
    assert texts(text) == text.split("\n")


def test_lines_that_go_on_have_no_number() -> None:
    text = "1  x <- 1\n2  FOR i <- 1 TO\n       2\n3    OUTPUT i,\n     x\n4  NEXT i"

    assert texts(text) == ["x <- 1", "FOR i <- 1 TO 2", "OUTPUT i, x", "NEXT i"]


def test_an_increment_does_not_go_on_in_the_next_line() -> None:
    assert texts("x++\ny--\nz <- x +\n1") == ["x++", "y--", "z <- x + 1"]


def test_a_second_listing_may_count_from_the_start_again() -> None:
    assert texts("1 a <- 1\n2 b <- 2\n3 c <- 3\n1 d <- 4\n2 e <- 5") == [
        "a <- 1",
        "b <- 2",
        "c <- 3",
        "d <- 4",
        "e <- 5",
    ]


def test_a_case_label_behind_a_line_number_stays() -> None:
    assert texts("1 CASE OF n\n2 1 : x <- 1\n3 2, 3 : x <- 2\n4 ENDCASE") == [
        "CASE OF n",
        "1 : x <- 1",
        "2, 3 : x <- 2",
        "ENDCASE",
    ]


@pytest.mark.parametrize("labels", [2, 60])
def test_case_labels_are_no_line_numbers(labels: int) -> None:
    body = [f"{n} : OUTPUT {n}" for n in range(1, labels + 1)]
    text = "\n".join(["CASE OF n", *body, "ENDCASE"])

    assert texts(text) == text.split("\n")


def test_numbers_that_do_not_rise_are_no_line_numbers() -> None:
    text = "5 : OUTPUT 1\n3 : OUTPUT 2\n9 : OUTPUT 3\n1 : OUTPUT 4"

    assert texts(text) == text.split("\n")
