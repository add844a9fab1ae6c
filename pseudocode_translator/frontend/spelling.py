"""Which keyword a misspelt word may be meant for."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

_LEAST_LIKENESS = 0.7
_SHORTEST, _LONGEST = 2, 20


class Speller:
    """Finds keywords that are one or two letters away from a word.

    Words that share what is left after one letter was dropped are near each other; a
    dictionary of these rests keeps the time per word independent of the vocabulary.
    """

    def __init__(self, keywords: Iterable[str]) -> None:
        self._by_rest: dict[str, list[str]] = {}
        self._known: dict[str, tuple[str, ...]] = {}
        for keyword in keywords:
            if len(keyword) >= _SHORTEST:
                for rest in {keyword, *_rests(keyword)}:
                    self._by_rest.setdefault(rest, []).append(keyword)

    def near(self, word: str) -> tuple[str, ...]:
        """Give the keywords that `word` may be meant for, the likeliest first."""
        word = word.lower()
        if not _SHORTEST <= len(word) <= _LONGEST:
            return ()
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._look_up(word)
        return found

    def _look_up(self, word: str) -> tuple[str, ...]:
        near: set[str] = set()
        for rest in (word, *_rests(word)):
            near.update(self._by_rest.get(rest, ()))
        near.discard(word)
        likeness = {keyword: SequenceMatcher(None, word, keyword).ratio() for keyword in near}
        likely = [keyword for keyword in near if likeness[keyword] >= _LEAST_LIKENESS]
        return tuple(sorted(likely, key=lambda keyword: (-likeness[keyword], keyword))[:3])


def _rests(word: str) -> set[str]:
    return {word[:place] + word[place + 1 :] for place in range(len(word))}
