"""Where a printed string ends, whatever quotes a word processor made of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pseudocode_translator.frontend.characters import (
    ARROWS,
    CLOSING_PARTNERS,
    DASHES,
    DOUBLE_QUOTES,
    SINGLE_QUOTES,
)
from pseudocode_translator.model.deadline import checked

_DOUBLE = re.compile(f"[{re.escape(DOUBLE_QUOTES)}]")
_SINGLE = re.compile(f"[{re.escape(SINGLE_QUOTES)}]")
_END_OR_ESCAPE = {'"': re.compile(r'"|\\'), "'": re.compile(r"'|\\")}
_OPENING_DOUBLES = "\u201c\u201e\u201f\u00ab\u301d"
_DOUBLE_PRIME = "\u2033"  # Inches and seconds; closes only what it opened.
_NEAR = 500  # Characters; further ahead a curly quote belongs to something else.

_AFTER_A_STRING = re.compile(
    rf"\s*(?:\Z|[,;:.&+*/=<>()\[\]^}}#{re.escape(DASHES + ARROWS)}×÷≠≤≥]"
    r"|(?:THEN|AND|OR|DO|TO|OF|STEP|MOD|DIV|IN|ELSE|FOR)\b)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class StringFinder:
    """Finds the end of the strings of one printed line, from left to right.

    Every search either ends at the quote it returns or proves that later searches have
    nothing to find, so a line costs time in proportion to its length.
    """

    text: str
    doubled_quotes_escape: bool = False
    backslash_escapes: bool = False
    only_apostrophes_left: bool = False
    """No single quote from here on can be anything but an apostrophe."""

    def end(self, opening: int) -> int:
        """Return the index of the quote that closes the one at `opening`, or -1."""
        quote = self.text[opening]
        if self.backslash_escapes and quote in _END_OR_ESCAPE:
            return self._end_with_escapes(opening)
        if quote in DOUBLE_QUOTES:
            return self._straight(opening) if quote == '"' else self._typographic(opening)
        return self._single(opening)

    def _end_with_escapes(self, opening: int) -> int:
        quote = self.text[opening]
        index = opening + 1
        while match := _END_OR_ESCAPE[quote].search(self.text, index):
            if match[0] == quote:
                return match.start()
            index = match.end() + 1
        return -1

    def _straight(self, opening: int) -> int:
        """Close at the next straight quote, or at a curly one that cannot be content."""
        nested = 0
        for match in checked(_DOUBLE.finditer(self.text, opening + 1)):
            quote, index = match[0], match.start()
            if quote == '"':
                return self._skip_doubled(index)
            if quote in _OPENING_DOUBLES and not self._may_close(index):
                nested += 1
            elif nested:
                nested -= 1
            elif quote != _DOUBLE_PRIME and self._may_close(index):
                return index
        return -1

    def _skip_doubled(self, index: int) -> int:
        if not self.doubled_quotes_escape:
            return index
        quote, text = self.text[index], self.text
        while text.startswith(quote, index + 1):
            index = text.find(quote, index + 2)
            if index < 0:
                return -1
        return index

    def _typographic(self, opening: int) -> int:
        text, quote = self.text, self.text[opening]
        partners = CLOSING_PARTNERS.get(quote, quote)
        limit = opening + _NEAR
        next_opening = text.find(quote, opening + 1, limit)
        for partner in partners:
            found = text.find(partner, opening + 1, limit)
            if found >= 0 and (next_opening < 0 or found <= next_opening):
                return found
        for match in checked(_DOUBLE.finditer(text, opening + 1)):
            if match[0] in partners or self._may_close(match.start()):
                return match.start()
        return -1

    def _single(self, opening: int) -> int:
        text = self.text
        skipped = -1
        if not self.only_apostrophes_left:
            for match in checked(_SINGLE.finditer(text, opening + 1)):
                index = match.start()
                if index == opening + 2 or not self._is_apostrophe(index):
                    return self._skip_doubled(index)
                if skipped < 0:
                    skipped = index
            self.only_apostrophes_left = True
            return skipped
        found = _SINGLE.search(text, opening + 1)
        return found.start() if found else -1

    def _is_apostrophe(self, index: int) -> bool:
        """Tell the quote of ``don't`` from the one of ``'don'``."""
        before, after = self.text[index - 1], self.text[index + 1 : index + 2]
        return before.isalpha() and after.isalpha() and not self._may_close(index)

    def _may_close(self, index: int) -> bool:
        return _AFTER_A_STRING.match(self.text, index + 1) is not None
