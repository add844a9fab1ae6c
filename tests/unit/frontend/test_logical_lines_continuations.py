from __future__ import annotations

import pytest

from pseudocode_translator.frontend.logical_lines import LineStyle
from tests.unit.frontend.logical_line_cases import printed, read, texts


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("IF a > 3\n  AND b < 4 THEN", "IF a > 3 AND b < 4 THEN"),
        ("IF a > 3 AND\n  b < 4 THEN", "IF a > 3 AND b < 4 THEN"),
        ("IF a > 3 or\nNOT\nb THEN", "IF a > 3 or NOT b THEN"),
        ("x <-\n  5", "x <- 5"),
        ("x\n  ← 5", "x <- 5"),
        ("x ←\n  y – \n 5", "x <- y - 5"),
        ('OUTPUT "a" &\n"b"', 'OUTPUT "a" & "b"'),
        ('OUTPUT "a"\n  & "b"\n  & "c"', 'OUTPUT "a" & "b" & "c"'),
        ('OUTPUT "a",\n\n"b"', 'OUTPUT "a", "b"'),
        ("CALL p(\n a,\n b\n )", "CALL p( a, b )"),
        ("xs <- [1, 2,\n3, 4]", "xs <- [1, 2, 3, 4]"),
        ("m <- [\n  [1],\n  [2]\n]", "m <- [ [1], [2] ]"),
        ("DECLARE a : ARRAY[1:\n10] OF INTEGER", "DECLARE a : ARRAY[1: 10] OF INTEGER"),
        ("DECLARE a : ARRAY[1:10]\nOF INTEGER", "DECLARE a : ARRAY[1:10] OF INTEGER"),
        ("IF (a\n > 3) THEN", "IF (a > 3) THEN"),
        ("IF (a\n > b[1 : 2]) THEN", "IF (a > b[1 : 2]) THEN"),
        ("FOR i <- 1\n  TO 10\n  STEP 2", "FOR i <- 1 TO 10 STEP 2"),
        ("FUNCTION f(x : INTEGER)\n  RETURNS INTEGER", "FUNCTION f(x : INTEGER) RETURNS INTEGER"),
        ("x <- 1 \\\n + 2", "x <- 1 + 2"),
        ("OUTPUT _\n  total_", "OUTPUT total_"),
        ("x <- a\n  - b", "x <- a - b"),
        ("TYPE T = (First,\nNext,\nEnd)", "TYPE T = (First, Next, End)"),
        ("PROCEDURE p(a : REAL,\n  Type : REAL)", "PROCEDURE p(a : REAL, Type : REAL)"),
    ],
)
def test_a_broken_line_is_joined(text: str, joined: str) -> None:
    assert texts(text) == [joined]


@pytest.mark.parametrize(
    "text",
    [
        "IF a > 3\nTHEN",
        "x <- (1 +\nOUTPUT x",
        "x <- f(1,\ny <- 2",
        "x <- f(1,\nys[1, 2] <- 2",
        "CALL p(a, b\nCALL q(c)",
        "CALL p(a, b\nshow(c)",
        "x <- p^\nOUTPUT x",
        "total_\nx",
        "CASE OF n\n1 : OUTPUT 1\n-1 : OUTPUT 2\n> 5 : OUTPUT 3\n>= 2 : OUTPUT 4",
        "- OUTPUT 1\n- INPUT x\n- x <- 1",
        "OUTPUT 1\n----------\nOUTPUT 2\n=====\nOUTPUT 3",
        "OUTPUT 1\nOrder <- 3\nandroid <- 4\nmodern(5)",
        "TYPE T\nDECLARE a : REAL\nStep : INTEGER\nENDTYPE",
        "OUTPUT 1\n\nAND x",
        'OUTPUT "a ("\nshow(1)',
        'OUTPUT "x +"\nshow(1)',
        "x <- 1 // a +\nshow(1)",
        "x <- 1 // (\nshow(1)",
    ],
)
def test_lines_that_stand_for_themselves_stay_apart(text: str) -> None:
    printed_lines = [line for line in text.split("\n") if line]

    assert texts(text) == [line.split(" //")[0] for line in printed_lines]


def test_each_part_of_a_joined_line_is_mapped_to_its_own_printed_line() -> None:
    text = "IF a ≥ 3\n\tAND b ≠ 4\n  OR c THEN"
    [line], _ = read(text)

    assert line.text == "IF a >= 3 AND b <> 4 OR c THEN"
    for part, place in [
        ("IF", "IF"),
        ("a >= 3", "a ≥ 3"),
        (">=", "≥"),
        ("AND", "AND"),
        ("b <> 4", "b ≠ 4"),
        ("c", "c"),
        ("3 AND b", "3|\tAND b"),
        ("THEN", "THEN"),
    ]:
        start = line.text.index(part)
        assert printed(text, line.span(start, start + len(part))) == place
    assert line.whole == (1, 1, 3, 12)


def test_comments_between_the_parts_are_kept() -> None:
    text = 'OUTPUT "a" & // one\n  // two\n  "b" // three\nOUTPUT 1'
    lines, _ = read(text)

    assert [(line.text, line.comment) for line in lines] == [
        ('OUTPUT "a" & "b"', "one; two; three"),
        ("OUTPUT 1", None),
    ]
    assert lines[0].comment_span == (1, 14, 3, 15)


def test_a_comment_between_whole_lines_keeps_its_place() -> None:
    assert texts("x <- 1\n// c\ny <- 2\n// d") == ["x <- 1", "", "y <- 2", ""]


def test_a_line_of_many_parts_is_joined_once() -> None:
    text = "xs <- [\n" + "\n".join(f"  {n}," for n in range(3000)) + "\n  0]"
    [line], _ = read(text)

    assert line.whole == (1, 1, 3002, 5)
    start = line.text.index(" 1234,") + 1
    assert line.span(start, start + 4) == (1236, 3, 1236, 7)


def test_a_dialect_names_its_own_words() -> None:
    style = LineStyle(continues_before=("ET",), statement_words=frozenset({"ECRIRE"}))

    assert texts("SI a\nET b", style) == ["SI a ET b"]
    assert texts("x <- (a,\nEcrire b", style) == ["x <- (a,", "Ecrire b"]
    assert texts("SI a\nAND b", style) == ["SI a", "AND b"]
