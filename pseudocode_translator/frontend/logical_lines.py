"""Printed lines to logical lines: what a grammar can read, with the way back to the print.

Most lines need no repair; one regular expression recognises them (`quick_lines`). All others
go to the careful reader (`printed_line`). Lines that belong together are joined last.
"""

from __future__ import annotations

from collections.abc import Sequence

from pseudocode_translator.frontend.blank_lines import are_doubled
from pseudocode_translator.frontend.comments import BlockEnds
from pseudocode_translator.frontend.continuations import Joints, joined
from pseudocode_translator.frontend.line_numbers import code_starts
from pseudocode_translator.frontend.line_patterns import patterns_of
from pseudocode_translator.frontend.line_style import LineStyle
from pseudocode_translator.frontend.logical_line import LogicalLine, Piece
from pseudocode_translator.frontend.printed_line import PrintedLineReader
from pseudocode_translator.frontend.quick_lines import arrow_line, plain_line
from pseudocode_translator.model.diagnostics import Diagnostic
from pseudocode_translator.model.document import Document, Line

__all__ = ["LineStyle", "LogicalLine", "Piece", "logical_lines"]


def logical_lines(
    document: Document, style: LineStyle
) -> tuple[list[LogicalLine], list[Diagnostic]]:
    """Turn what is printed into statements, each with the way back to its place.

    Every printed line that is not empty ends up in one of them, whatever it holds.
    """
    reader = PrintedLineReader(style, BlockEnds(document.lines))
    joints = Joints(style)
    lines = _read_all(document.lines, reader, joints)
    return joined(lines, joints), reader.diagnostics


def _read_all(
    printed: Sequence[Line], reader: PrintedLineReader, joints: Joints
) -> list[LogicalLine]:
    lines: list[LogicalLine] = []
    patterns = patterns_of(reader.style)
    plain, last_signs = patterns.plain.fullmatch, patterns.last_signs
    starts = code_starts(printed, reader.style)
    most_empty = 1 if are_doubled(printed) else 0
    start = empty = 0
    for number, item in enumerate(printed, 1):
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
