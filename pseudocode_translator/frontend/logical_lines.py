"""Printed lines to logical lines: what a grammar can read, with the way back to the print.

Most lines need no repair; one regular expression recognises them (`quick_lines`). All others
go to the careful reader (`printed_line`). Lines that belong together are joined last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pseudocode_translator.frontend.blank_lines import are_doubled
from pseudocode_translator.frontend.comments import BlockEnds
from pseudocode_translator.frontend.continuations import Joints, joined
from pseudocode_translator.frontend.line_numbers import code_starts
from pseudocode_translator.frontend.line_patterns import patterns_of
from pseudocode_translator.frontend.line_style import LineStyle
from pseudocode_translator.frontend.logical_line import LogicalLine, Piece
from pseudocode_translator.frontend.printed_line import PrintedLineReader
from pseudocode_translator.frontend.quick_lines import arrow_line, plain_line
from pseudocode_translator.model.codes import diagnose
from pseudocode_translator.model.deadline import checked
from pseudocode_translator.model.diagnostics import Diagnostic, Span
from pseudocode_translator.model.document import Document, Line

__all__ = ["LONGEST_LINE", "LineStyle", "LogicalLine", "Piece", "logical_lines"]

LONGEST_LINE = 1_000_000
"""Characters of one printed line."""


def logical_lines(
    document: Document, style: LineStyle
) -> tuple[list[LogicalLine], list[Diagnostic]]:
    """Turn what is printed into statements, each with the way back to its place.

    Every printed line that is not empty ends up in one of them, whatever it holds.
    """
    printed = [_bounded(line) for line in checked(document.lines)]
    reader = PrintedLineReader(style, BlockEnds(printed))
    reader.diagnostics += _endless(document.lines)
    joints = Joints(style)
    lines = _read_all(printed, reader, joints)
    return joined(lines, joints), reader.diagnostics


def _bounded(line: Line) -> Line:
    """A line without its text if that is so long that one search in it would take seconds."""
    return line if len(line.text) <= LONGEST_LINE else replace(line, text="")


def _endless(lines: Sequence[Line]) -> Iterator[Diagnostic]:
    for number, line in enumerate(lines, 1):
        if len(line.text) > LONGEST_LINE:
            yield diagnose(
                "PS605",
                Span(number, 1, number, len(line.text) + 1),
                f"this line has {len(line.text):,} characters and was not read",
                fix=f"break it into lines of at most {LONGEST_LINE:,} characters",
            )


def _read_all(
    printed: Sequence[Line], reader: PrintedLineReader, joints: Joints
) -> list[LogicalLine]:
    lines: list[LogicalLine] = []
    patterns = patterns_of(reader.style)
    plain, last_signs = patterns.plain.fullmatch, patterns.last_signs
    starts = code_starts(printed, reader.style)
    most_empty = 1 if are_doubled(printed) else 0
    start = empty = 0
    for number, item in enumerate(checked(printed), 1):
        text = item.text
        if starts:
            start = starts[number - 1]
        blank_before = empty > most_empty and bool(lines)
        match = None if reader.closer else plain(text, start)
        if match is None or "<--" in text:
            line = None if reader.closer else arrow_line(text, plain, start, number, blank_before)
            line = line or reader.read(text, number, start, blank_before=blank_before)
            if line:
                joints.note(line, len(lines))
        else:
            line = plain_line(match, number, blank_before)
            # The cheap half of `may_go_on`; no call for each line.
            if (
                line
                and (code := line.text)
                and (
                    code[-1] in last_signs
                    or code.count("(") > code.count(")")
                    or code.count("[") > code.count("]")
                )
            ):
                joints.note(line, len(lines))
        if line is None:
            empty += 1
        else:
            lines.append(line)
            empty = 0
    return lines
