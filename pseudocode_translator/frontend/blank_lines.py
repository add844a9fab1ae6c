"""Tells the empty lines of an author from those of a file format."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pseudocode_translator.model.document import Line

_FEWEST_LINES = 4
_ENOUGH = 0.85
"""Share of the printed lines that have an empty line behind; page ends have none."""


def are_doubled(lines: Sequence[Line]) -> bool:
    """Tell whether an empty line follows nearly every line, as in text from a PDF file."""
    empty = [not line.text or line.text.isspace() for line in lines]
    printed = len(empty) - sum(empty)
    if printed < _FEWEST_LINES or sum(empty) < _ENOUGH * (printed - 1):
        return False
    followed = sum(1 for here, following in pairwise(empty) if following and not here)
    return followed >= _ENOUGH * (printed - 1)
