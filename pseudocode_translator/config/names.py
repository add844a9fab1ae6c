"""Which name was probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

_LONGEST_NAME = 80
"""Longer names are no typing mistakes, and comparing them takes long."""


def did_you_mean(name: str, *known: Mapping[str, str]) -> str:
    """The end of a sentence that suggests a known name; empty if none is near.

    Args:
        name: what was written.
        known: what could have been written, and how to suggest it; the first of these
            tables that has something near wins.
    """
    if len(name) > _LONGEST_NAME:
        return ""
    for table in known:
        # `max_workers` for `process_pool_max_workers` is a likely slip, but not a near one.
        endings = [candidate for candidate in table if candidate.endswith(f"_{name}")]
        nearest = endings or difflib.get_close_matches(name, table, n=1)
        if nearest:
            return f"; did you mean {table[nearest[0]]}?"
    return ""
