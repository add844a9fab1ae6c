"""Recognises the line numbers that exam papers and listings print in front."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from pseudocode_translator.frontend.line_style import LineStyle
from pseudocode_translator.model.document import Line

_NUMBERED = re.compile(r"\s*(\d{1,6})(?:[.:)\]|]|\s+[:|](?=\s)|(?!\d))")
_REMARK = re.compile(r"\s*(?://|#|/\*|\{)")
_STATEMENT = re.compile(r"\s*+(?!(?:to|and|or|div|mod)\b)([^\W\d]\w*+)", re.IGNORECASE)
_ASSIGNED = re.compile(r"\s*+[\w.\[\], ]*?(?:<|←|:=|=)")
_FEWEST = 3
_ENOUGH = 0.9
"""Share of the printed lines that must be numbered; broken lines have no number."""
_ENOUGH_IN_STEP = 0.5
"""The same where no number is left out."""


def code_starts(lines: Sequence[Line], style: LineStyle) -> list[int] | None:
    """Return for each line the index behind its number; None if the lines have none.

    CASE labels (``1 : OUTPUT "a"``) look the same, so that nearly all lines must have a
    number, the first among them, and the numbers must rise. A line without a number may
    go on from the one before.
    """
    if not _first_is_numbered(lines):
        return None
    matches = [_NUMBERED.match(line.text) for line in lines]
    found = [match and (int(match[1]), match.end()) for match in matches]
    starts = _rising(found)
    printed = sum(1 for line in lines if line.text and not line.text.isspace())
    numbered = sum(1 for start in starts if start)
    if numbered < _FEWEST:
        return starts if _are_statements(lines, starts, style) else None
    if numbered >= _ENOUGH * printed:
        return starts
    in_step = numbered >= _ENOUGH_IN_STEP * printed and _is_gapless(found, starts)
    return starts if in_step else None


def _are_statements(lines: Sequence[Line], starts: Sequence[int], style: LineStyle) -> bool:
    """Tell whether one or two numbers stand before statements, and on every line."""
    for line, start in zip(lines, starts, strict=True):
        text = line.text
        if not text.strip() or _REMARK.match(text):
            continue
        word = _STATEMENT.match(text, start) if start else None
        if word is None or (text[start - 1].isdigit() and word.start() == word.start(1)):
            return False  # ``2x`` lacks an operator.
        is_statement = word[1].upper() in style.statement_words
        if not is_statement and not _ASSIGNED.match(text, start):
            return False
    return True


def _is_gapless(found: Sequence[tuple[int, int] | None], starts: Sequence[int]) -> bool:
    """Tell whether the numbers that were kept go up in equal steps."""
    kept = [item[0] for item, start in zip(found, starts, strict=True) if item and start]
    steps = {b - a for a, b in pairwise(kept)}
    return len(steps) == 1 and steps <= {1, 5, 10, 100}


def _first_is_numbered(lines: Sequence[Line]) -> bool:
    for line in lines:
        if line.text.strip() and not _REMARK.match(line.text):
            return _NUMBERED.match(line.text) is not None
    return False


def _rising(found: Sequence[tuple[int, int] | None]) -> list[int]:
    """Keep each number that is near the last one, or from which the next line goes on."""
    numbers = [item[0] for item in found if item]
    step, first = _usual_step(numbers), numbers[0]
    starts = [0] * len(found)
    last, last_index = first - step, -1
    followers = iter([*numbers[1:], -1])
    for index, item in enumerate(found):
        if item is None:
            continue
        number, following = item[0], next(followers)
        near = last < number <= last + step * (index - last_index)
        # A gap, or a second listing in the same file.
        anew = (number > last or number == first) and following == number + step
        if near or anew:
            starts[index] = item[1]
            last, last_index = number, index
    return starts


def _usual_step(numbers: Sequence[int]) -> int:
    steps = Counter(b - a for a, b in pairwise(numbers) if b > a)
    return steps.most_common(1)[0][0] if steps else 1
