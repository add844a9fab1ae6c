"""The quick readers: lines that need no repair, or none but for their arrow.

They give what the careful reader (`printed_line`) would give, in a fraction of its time.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pseudocode_translator.frontend.characters import visible_comment
from pseudocode_translator.frontend.logical_line import LogicalLine, Piece, display_width
from pseudocode_translator.model.diagnostics import Span

Matcher = Callable[[str, int], re.Match[str] | None]
"""`LinePatterns.plain.fullmatch`."""


def plain_line(match: re.Match[str], number: int, blank_before: bool) -> LogicalLine | None:
    """Make the line that `LinePatterns.plain` recognised; None if nothing is printed on it."""
    indentation, code, remark, comment = match.groups()
    column = match.start(2)
    indent = display_width(match.string[:column]) if "\t" in indentation else column
    if remark is None:
        if not code:
            return None
        return LogicalLine(code.rstrip(), number, column + 1, indent, None, None, blank_before)
    start = match.start(3)
    span = Span(number, start + 1, number, start + len(remark.rstrip()) + 1)
    return LogicalLine(
        code.rstrip(), number, column + 1, indent, visible_comment(comment), span, blank_before
    )


def arrow_line(
    text: str, plain: Matcher, start: int, number: int, blank_before: bool
) -> LogicalLine | None:
    """Make a line that is plain but for one arrow, as in ``x ← 5``; None if it is not."""
    at = text.find("←", start)
    if at < 0 or "<--" in text:
        return None
    head = text[:at]
    match = plain(f"{head}<-{text[at + 1 :]}", start)
    if match is None or match.end(2) <= at or '"' in head or "'" in head:
        return None  # The arrow is in a comment or a string, or something else is wrong too.
    indentation, code, remark, comment = match.groups()
    column = match.start(2)
    span = None
    if remark is not None:
        # In print the line is shorter by one, as the arrow is a single character.
        begin = match.start(3)
        span = Span(number, begin, number, begin + len(remark.rstrip()))
        comment = visible_comment(comment)
    code = code.rstrip()
    indent = display_width(head[:column]) if "\t" in indentation else column
    mapping = [Piece(0, number, column + 1), Piece(at - column, number, at + 1, 1)]
    if at - column + 2 < len(code):
        mapping.append(Piece(at - column + 2, number, at + 2))
    return LogicalLine(
        code, number, column + 1, indent, comment, span, blank_before, tuple(mapping)
    )
