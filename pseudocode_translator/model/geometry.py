"""Places on a page."""

from __future__ import annotations

from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle in page pixels, origin top left, right and bottom exclusive."""

    left: int
    top: int
    right: int
    bottom: int
