"""A comment that says from where the positions in a string are counted."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pseudocode_translator.frontend.logical_lines import LogicalLine
from pseudocode_translator.model.deadline import checked

_ABOUT_TEXT = re.compile(r"\b(?:sub)?strings?\b|\bchar(?:acter)?s?\b|\bletters?\b", re.IGNORECASE)
_FROM_ZERO = re.compile(
    r"\b(?:zero|0)[- ](?:based|indexed)\b"
    r"|\b(?:start|begin|count|index)\w*(?: \w+){0,3} (?:at|from|with|is) (?:position )?(?:0|zero)\b"
    r"|\bfirst (?:character|letter|position|index)(?: \w+){0,8} (?:0|zero)\b",
    re.IGNORECASE,
)


_LONGEST = 10_000
"""Characters of a comment that are looked at; nobody goes on for so long."""


def comment_counting_from_zero(lines: Iterable[LogicalLine]) -> LogicalLine | None:
    """Find a comment such as "the first character of a string is at position 0".

    The 0478 guide counts from 1, but lets a question say otherwise, and programs do so in
    a comment.
    """
    for line in checked(lines):
        comment = (line.comment or "")[:_LONGEST]
        if comment and _FROM_ZERO.search(comment) and _ABOUT_TEXT.search(comment):
            return line
    return None
