"""Which known name a name that nobody knows may be meant for."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from pseudocode_translator.model.deadline import checked

_LONGEST = 100
"""Characters; the time for a comparison grows with the square of it."""
_MOST_COMPARISONS = 100_000
"""For all questions together: a program with thousands of names and thousands of mistakes
gets suggestions for the first of them only."""


class NearNames:
    """Finds the nearest of some names, by what differs in their letters."""

    def __init__(self, names: Iterable[str], *, shortest: int = 1, likeness: float) -> None:
        self._spellings = {
            name.casefold(): name for name in names if shortest <= len(name) <= _LONGEST
        }
        self._shortest = shortest
        self._likeness = likeness
        self._left = _MOST_COMPARISONS

    def nearest(self, name: str) -> str | None:
        """The known name, as it is spelled, that is most like `name`."""
        if not self._shortest <= len(name) <= _LONGEST or self._left <= 0:
            return None
        self._left -= len(self._spellings)
        known = checked(self._spellings)
        found = get_close_matches(name.casefold(), known, n=1, cutoff=self._likeness)
        return self._spellings[found[0]] if found else None
