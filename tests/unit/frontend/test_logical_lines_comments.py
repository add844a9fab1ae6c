from __future__ import annotations

import pytest

from pseudocode_translator.frontend.logical_lines import LineStyle
from tests.unit.frontend.logical_line_cases import codes, printed, read, texts


@pytest.mark.parametrize(
    ("printed_line", "text", "comment", "place"),
    [
        ("x <- 1 // one", "x <- 1", "one", "// one"),
        ("x <- 1// one  ", "x <- 1", "one", "// one"),
        ("  // alone", "", "alone", "// alone"),
        ("//", "", "", "//"),
        ('OUTPUT "http://x" // "c', 'OUTPUT "http://x"', '"c', '// "c'),
        ("x ← 1 // ← “quoted” don't", "x <- 1", "← “quoted” don't", "// ← “quoted” don't"),
        ("x <- 1 // a\u00a0b\u202e", "x <- 1", "a b", "// a\u00a0b\u202e"),
        ("# alone", "", "alone", "# alone"),
        ("x <- 1 # one", "x <- 1", "one", "# one"),
        ("#1 first", "", "1 first", "#1 first"),
        ("/* alone */", "", "alone", "/* alone */"),
        ("x <- 1 /* one */", "x <- 1", "one", "/* one */"),
        ("x <- 1/* one */+ 2", "x <- 1 + 2", "one", "/* one */"),
        ("x <- 1 /* a */ // b", "x <- 1", "a; b", "/* a */ // b"),
        ("{ sets x } x <- 1", "x <- 1", "sets x", "{ sets x }"),
        ("x <- 1 {sets x}", "x <- 1", "sets x", "{sets x}"),
    ],
)
def test_a_comment_is_taken_off_its_line(
    printed_line: str, text: str, comment: str, place: str
) -> None:
    [line], diagnostics = read(printed_line)

    assert (line.text, line.comment) == (text, comment)
    assert line.comment_span is not None
    assert printed(printed_line, line.comment_span) == place
    assert diagnostics == []


@pytest.mark.parametrize(
    "code",
    [
        "xs <- {1, 2}",
        "xs <- {a, b}",
        "ys <- [{1, 2}, {3, 4}]",
        "OPEN f AS #1",
        "a#b <- 1",
        "IF x {",
        "x <- a / b",
        'OUTPUT "# { /* // "',
    ],
)
def test_what_only_looks_like_a_comment_stays_code(code: str) -> None:
    [line], diagnostics = read(code)

    assert (line.text, line.comment, diagnostics) == (code, None, [])


def test_a_full_line_comment_takes_only_its_line() -> None:
    lines, _ = read("// first\nx <- 1\n# second\n{ third }\nOUTPUT x")

    assert [(line.text, line.comment) for line in lines] == [
        ("", "first"),
        ("x <- 1", None),
        ("", "second"),
        ("", "third"),
        ("OUTPUT x", None),
    ]


def test_a_block_comment_over_several_lines_keeps_each_of_them() -> None:
    text = "x <- 1 /* one\n * two // and\n\n   three */ y <- 2\nz <- 3"
    lines, diagnostics = read(text)

    assert [(line.text, line.comment) for line in lines] == [
        ("x <- 1", "one"),
        ("", "two // and"),
        ("y <- 2", "three"),
        ("z <- 3", None),
    ]
    assert [printed(text, line.comment_span) for line in lines if line.comment_span] == [
        "/* one",
        "* two // and",
        "three */",
    ]
    assert diagnostics == []


def test_an_unclosed_block_comment_takes_only_its_line_and_is_reported() -> None:
    text = "x <- 1 /* starts\ny <- 2\nOUTPUT y"

    assert texts(text) == ["x <- 1", "y <- 2", "OUTPUT y"]
    [diagnostic] = read(text)[1]
    assert diagnostic.code == "PS102"
    assert printed(text, diagnostic.span) == "/*"


def test_an_unclosed_block_comment_does_not_end_at_the_end_of_the_next_one() -> None:
    text = "/* starts\nx <- 1\n/* whole */\ny <- 2"

    assert texts(text) == ["", "x <- 1", "", "y <- 2"]
    assert codes(text) == ["PS102"]


def test_marks_of_other_dialects_are_no_comments() -> None:
    plain = LineStyle()

    assert texts("x # y { z } /* w */ // v", plain) == ["x # y { z } /* w */"]
    assert texts("x <- 7 // 2", LineStyle(comment_marks=("#",))) == ["x <- 7 // 2"]
    assert texts("x % 2 -- c", LineStyle(comment_marks=("--",))) == ["x % 2"]
