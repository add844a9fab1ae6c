"""What the tests of logical lines share."""

from __future__ import annotations

from pseudocode_translator.frontend.logical_lines import LineStyle, LogicalLine, logical_lines
from pseudocode_translator.model.diagnostics import Diagnostic, Span
from pseudocode_translator.model.document import typed_document

LOOSE = LineStyle(
    loose_comment_marks=("#",),
    block_comments=(("/*", "*/"),),
    line_block_comments=(("{", "}"),),
)
"""All comments that are seen in Cambridge programs."""


def read(text: str, style: LineStyle = LOOSE) -> tuple[list[LogicalLine], list[Diagnostic]]:
    return logical_lines(typed_document(text), style)


def texts(text: str, style: LineStyle = LOOSE) -> list[str]:
    return [line.text for line in read(text, style)[0]]


def codes(text: str, style: LineStyle = LOOSE) -> list[str]:
    return [diagnostic.code for diagnostic in read(text, style)[1]]


def printed(text: str, span: Span) -> str:
    """Give what is printed at `span`, lines joined by a bar."""
    lines = typed_document(text).lines
    if span.line == span.end_line:
        return lines[span.line - 1].text[span.column - 1 : span.end_column - 1]
    between = [line.text for line in lines[span.line : span.end_line - 1]]
    first = lines[span.line - 1].text[span.column - 1 :]
    last = lines[span.end_line - 1].text[: span.end_column - 1]
    return "|".join([first, *between, last])
