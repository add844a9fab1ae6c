from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pseudocode_translator.frontend.comments import BlockEnds
from pseudocode_translator.frontend.line_numbers import code_starts
from pseudocode_translator.frontend.logical_lines import LineStyle, LogicalLine, logical_lines
from pseudocode_translator.frontend.printed_line import PrintedLineReader
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.document import Document, Line, typed_document
from tests.unit.frontend.logical_line_cases import LOOSE, read

_TOKENS = [
    *("x", "y1", "12", "3.5", "IF", "THEN", "AND", "OR", "NOT", "OUTPUT", "01", "02", "CASE"),
    *("<-", "<--", "←", "\uf0ac", "+", "-", "−", "*", "×", "≤", "<>", ":=", "^", ",", ":", "…"),
    *('"', "“", "”", "'", "’", "‘", "„", "`", '"a"', "“b”", "'c'", "don't", '""', "\\", " _"),
    *("(", ")", "[", "]", "{", "}", "/*", "*/", "//", "#", "{ note }", "/* n */", "// n"),
    *(" ", "  ", "\t", "\u00a0", "\u200b", "\u00ad", "\u202e", "\x00", "\x0b", "\u2028", "ﬁ", "é"),
    *("\n", "\n", "\n\n", "\r\n", "\ud800"),
]
_programs = st.lists(st.sampled_from(_TOKENS), max_size=60).map("".join)
_texts = _programs | st.text(max_size=200)
_styles = st.sampled_from(
    [LineStyle(), LOOSE, LineStyle(doubled_quotes_escape=True), LineStyle(quotes='"')]
)


def _is_inside(span: Span, document: Document) -> bool:
    if not 1 <= span.line <= span.end_line <= len(document.lines):
        return False
    starts_inside = 1 <= span.column <= len(document.lines[span.line - 1].text) + 1
    ends_inside = 1 <= span.end_column <= len(document.lines[span.end_line - 1].text) + 1
    return (
        starts_inside
        and ends_inside
        and (span.line, span.column)
        <= (
            span.end_line,
            span.end_column,
        )
    )


@settings(deadline=None)
@given(_texts, _styles)
def test_every_position_lies_inside_the_document(text: str, style: LineStyle) -> None:
    document = typed_document(text)
    lines, diagnostics = logical_lines(document, style)

    spans = [diagnostic.span for diagnostic in diagnostics]
    for line in lines:
        size = len(line.text)
        spans += [line.span(start, start + 1) for start in range(size)]
        spans += [line.span(start, start) for start in range(size + 1) if line.text]
        spans += [line.whole, *([line.comment_span] if line.comment_span else [])]
    assert all(_is_inside(span, document) for span in spans)


@settings(deadline=None)
@given(_texts)
def test_places_follow_each_other_as_the_text_does(text: str) -> None:
    for line in read(text)[0]:
        places = [line.span(start, start + 1)[:2] for start in range(len(line.text))]
        assert places == sorted(places)


@settings(deadline=None)
@given(_texts, _styles)
def test_every_printed_line_ends_up_in_a_logical_line(text: str, style: LineStyle) -> None:
    document = typed_document(text)
    covered = {n for line in logical_lines(document, style)[0] for n in _printed_lines(line)}

    for number, line in enumerate(document.lines, 1):
        if any(sign.isalpha() for sign in line.text):
            assert number in covered


def _printed_lines(line: LogicalLine) -> set[int]:
    places = {line.line} | {piece.line for piece in line.mapping or ()}
    if line.comment_span:
        places |= set(range(line.comment_span.line, line.comment_span.end_line + 1))
    return places


@pytest.mark.slow
@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.from_regex(
            r"[a-z]{1,8}( (=|\*|\+|;) ([a-z]{1,8}|\"[ a-z,.(]*\"|\([0-9]\)))*", fullmatch=True
        ),
        max_size=20,
    )
)
def test_text_without_anything_special_passes_unchanged(printed_lines: list[str]) -> None:
    style = LineStyle(continues_before=())
    lines, diagnostics = read("\n".join(printed_lines), style)

    assert [line.text for line in lines] == printed_lines
    assert all(line.mapping is None and line.comment is None for line in lines)
    assert diagnostics == []


@settings(deadline=None)
@given(_texts)
def test_normalised_lines_are_ascii_outside_strings_and_names(text: str) -> None:
    for line in read(text)[0]:
        assert not set("←−×≤“„\t\x00\u00a0\u200b\u2028ﬁ\ud800") & set(_without_strings(line.text))
        assert line.text == line.text.strip()


@settings(deadline=None)
@given(_texts.filter(lambda text: "\n" not in text and "\r" not in text), _styles)
def test_the_quick_readers_read_as_the_careful_one_does(text: str, style: LineStyle) -> None:
    printed = (Line(text),)
    start = (code_starts(printed, style) or [0])[0]
    reader = PrintedLineReader(style, BlockEnds(printed))
    careful = reader.read(text, 1, start, blank_before=False)
    lines, _ = logical_lines(Document("x", printed), style)

    assert lines == ([careful] if careful else [])


def _without_strings(text: str) -> str:
    outside, quote = [], ""
    for sign in text:
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        else:
            outside.append(sign)
    assert not quote
    return "".join(outside)


@pytest.mark.parametrize("text", ["a\nb", "a\rb", "a \0 \x1b b", "\ud800 x", '"\ud800'])
def test_lines_that_no_file_can_hold_do_not_raise(text: str) -> None:
    lines, _ = logical_lines(Document("x", (Line(text),)), LOOSE)

    assert lines
    lines[0].text.encode("utf-8")


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "x ",
        "'a",
        "'ab'c ",
        '"',
        "“",
        '“a"',
        "(",
        "{",
        "{a}",
        "/*",
        "/* */",
        "<--",
        "←x",
        "\u200b",
        " ",
        "[a",
        "a.",
        "//",
        "#1 ",
        "’a’b",
        "\\",
        "« ",
        '"”',
    ],
)
def test_a_very_long_line_takes_time_in_proportion(unit: str) -> None:
    def seconds(size: int) -> float:
        document = Document("x", (Line(unit * (size // len(unit))), Line("+ y")))
        start = time.process_time()
        logical_lines(document, LOOSE)
        return time.process_time() - start

    seconds(1000)
    # Quadratic time would be 64 times as much.
    assert seconds(400_000) < 24 * seconds(50_000) + 0.5


@pytest.mark.slow
def test_a_long_document_takes_time_in_proportion() -> None:
    text = "x <- (1 +\n// c\n/* d\nIF a THEN\nOUTPUT “a\n, b\n\n"

    def seconds(repeats: int) -> float:
        document = typed_document(text * repeats)
        start = time.process_time()
        logical_lines(document, LOOSE)
        return time.process_time() - start

    seconds(10)
    assert seconds(8000) < 24 * seconds(1000) + 0.5
