from __future__ import annotations

import pytest

from pseudocode_translator.frontend.logical_lines import LineStyle
from tests.unit.frontend.logical_line_cases import codes, printed, read, texts


@pytest.mark.parametrize(
    "arrow",
    [
        *("←", "<-", "<--", "<---", "⟵", "🡨", "🡠", "🡰", "⇐", "<—", "<–", "<−", "<‐", "<――"),
        *("<−−", "⬅", "⬅\ufe0f", "￩", "◄", "\uf0ac", "\uf0df", "＜－", "\uf03c\uf02d"),
    ],
)
def test_every_form_of_the_arrow_is_read_as_one(arrow: str) -> None:
    assert texts(f"x {arrow} 5") == ["x <- 5"]


@pytest.mark.parametrize(
    ("printed_line", "text"),
    [
        ("x <- a − b – c — d ‐ e \uf02d f", "x <- a - b - c - d - e - f"),
        ("x <- a × b · c ∗ d ⋅ e \uf0b4 f \uf0d7 g", "x <- a * b * c * d * e * f * g"),
        ("x <- a ÷ b ∕ c \uf0b8 d", "x <- a / b / c / d"),
        ("a ≤ b ⩽ c ≦ d \uf0a3 e", "a <= b <= c <= d <= e"),
        ("a ≥ b ⩾ c ≧ d \uf0b3 e", "a >= b >= c >= d >= e"),
        ("a ≠ b \uf0b9 c", "a <> b <> c"),
        ("a != b", "a != b"),
        ("x := 5", "x := 5"),
        ("IF x <-1 THEN", "IF x <-1 THEN"),
        ("ＯＵＴＰＵＴ（ｘ［１］）", "OUTPUT(x[1])"),
        ("OUTPUT\u00a0x\u2003+\u3000y", "OUTPUT x + y"),
        ("OUT\u200bPUT x\ufeff + \u202ey", "OUTPUT x + y"),
        ("na\u00adme <- 1", "name <- 1"),
        ("ﬁle <- ﬂag", "file <- flag"),
        ("x <- r² * h³", "x <- r^2 * h^3"),
        ("OUTPUT\tx\x0b+\x00y", "OUTPUT x + y"),
        ("x <- a … b", "x <- a … b"),
        ("größe <- été", "größe <- été"),
        ("\u00a0\u200b  x <- 1 \u00a0", "x <- 1"),
    ],
)
def test_what_word_processors_and_pdf_files_put_in_is_taken_out(
    printed_line: str, text: str
) -> None:
    assert texts(printed_line) == [text]
    assert codes(printed_line) == []


@pytest.mark.parametrize(
    ("printed_line", "text"),
    [
        ("OUTPUT “Hello”", 'OUTPUT "Hello"'),
        ("OUTPUT „Hello“, „Hi”", 'OUTPUT "Hello", "Hi"'),
        ("OUTPUT «Hello»", 'OUTPUT "Hello"'),
        ("OUTPUT ”Hello”", 'OUTPUT "Hello"'),
        ("OUTPUT “Hello“, x", 'OUTPUT "Hello", x'),
        ("c <- ‘A’", "c <- 'A'"),
        ("c <- ꞌAꞌ", "c <- 'A'"),
        ("c <- ′A′ & `B´ & ʼCʼ", "c <- 'A' & 'B' & 'C'"),
        ("OUTPUT ＂Hi＂", 'OUTPUT "Hi"'),
    ],
)
def test_typographic_quotes_delimit_strings(printed_line: str, text: str) -> None:
    assert texts(printed_line) == [text]
    assert codes(printed_line) == []


@pytest.mark.parametrize(
    ("printed_line", "text"),
    [
        ('OUTPUT “Hello"', 'OUTPUT "Hello"'),
        ('OUTPUT "Hello”', 'OUTPUT "Hello"'),
        ('OUTPUT "Hello”, name, "!”', 'OUTPUT "Hello", name, "!"'),
        ('OUTPUT “Hello", name, “!"', 'OUTPUT "Hello", name, "!"'),
        ('IF a = "x” THEN', 'IF a = "x" THEN'),
        ("c <- ‘A'", "c <- 'A'"),
    ],
)
def test_quotes_of_two_kinds_still_make_a_pair(printed_line: str, text: str) -> None:
    assert texts(printed_line) == [text]
    assert codes(printed_line) == []


@pytest.mark.parametrize(
    ("printed_line", "text"),
    [
        ('OUTPUT "Don’t – stop ← ≤ ×"', 'OUTPUT "Don’t – stop ← ≤ ×"'),
        ("OUTPUT “It’s”", 'OUTPUT "It’s"'),
        ('OUTPUT "He said “hi” twice"', 'OUTPUT "He said “hi” twice"'),
        ('OUTPUT "5″ wide"', 'OUTPUT "5″ wide"'),
        ('OUTPUT "x\u00a0y\tz"', 'OUTPUT "x\u00a0y\tz"'),
        ('x ← "← – //"', 'x <- "← – //"'),
        ('OUTPUT "C:\\"', 'OUTPUT "C:\\"'),
        ("x <- '' & \"\"", "x <- '' & \"\""),
        ("OUTPUT ‘Don’t’", "OUTPUT 'Don’t'"),
    ],
)
def test_what_is_inside_strings_stays_as_written(printed_line: str, text: str) -> None:
    assert texts(printed_line) == [text]
    assert codes(printed_line) == []


@pytest.mark.parametrize(
    ("printed_line", "text"),
    [
        ("OUTPUT 'Don't stop'", 'OUTPUT "Don\'t stop"'),
        ("OUTPUT 'Don't', 'Can't'", 'OUTPUT "Don\'t", "Can\'t"'),
        ('OUTPUT “He said "hi"”', "OUTPUT 'He said \"hi\"'"),
        ("IF n ='Bob'OR n='Eve'THEN", "IF n ='Bob'OR n='Eve'THEN"),
        ("IF c ='a'x", "IF c ='a'x"),
    ],
)
def test_a_string_that_holds_its_own_quote_gets_the_other_one(printed_line: str, text: str) -> None:
    assert texts(printed_line) == [text]
    assert codes(printed_line) == []


@pytest.mark.parametrize(
    ("printed_line", "text", "place"),
    [
        ('OUTPUT "Hello, name', 'OUTPUT "Hello, name"', '"Hello, name'),
        ("  x ← “abc  ", 'x <- "abc"', "“abc"),
        ('OUTPUT "a", "', 'OUTPUT "a", ""', '"'),
        ('OUTPUT "a // b', 'OUTPUT "a // b"', '"a // b'),
        ("This isn't code", "This isn't code'", "'t code"),
    ],
)
def test_an_unclosed_string_is_reported_at_its_place_and_closed_at_the_end(
    printed_line: str, text: str, place: str
) -> None:
    lines, diagnostics = read(printed_line)

    assert [line.text for line in lines] == [text]
    assert [diagnostic.code for diagnostic in diagnostics] == ["PS101"]
    assert printed(printed_line, diagnostics[0].span) == place


def test_an_unclosed_string_leaves_the_next_line_alone() -> None:
    assert texts('OUTPUT "a\nOUTPUT "b"') == ['OUTPUT "a"', 'OUTPUT "b"']


def test_a_long_arrow_directly_before_a_value_may_be_a_minus_sign() -> None:
    assert texts("x <--1") == ["x <--1"]
    assert codes("x <--1") == ["PS103"]


def test_a_long_arrow_with_a_space_elsewhere_settles_what_it_is() -> None:
    assert texts("x <--1\ny <-- 2") == ["x <-1", "y <- 2"]
    assert codes("x <--1\ny <-- 2") == []


def test_a_dialect_may_have_escapes_and_fewer_quotes() -> None:
    backslash = LineStyle(backslash_escapes=True)
    doubled = LineStyle(doubled_quotes_escape=True)
    only_double = LineStyle(quotes='"')

    assert texts(r'x <- "a\"b" // c', backslash) == [r'x <- "a\"b"']
    assert texts('x <- "a "" // b" // c', doubled) == ['x <- "a "" // b"']
    assert texts('x <- “a "b"”', doubled) == ["x <- 'a \"b\"'"]
    assert texts('x <- “a "b"”', only_double) == ['x <- "a ”b”"']
    assert texts("x' <- x’ + \"'\"", only_double) == ["x' <- x’ + \"'\""]
