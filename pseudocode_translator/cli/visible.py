"""Text from outside made harmless for a terminal."""

from __future__ import annotations

import unicodedata

_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Unicode categories that a terminal obeys or swallows instead of showing."""


def visible(text: str) -> str:
    """The text with every character shown that a terminal would act upon.

    Pseudocode is hostile: an escape sequence in it must not reach the terminal, and
    direction marks must not make a line look like another.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(visible_character(character) for character in text)


def visible_character(character: str) -> str:
    """The character, or its escape."""
    if unicodedata.category(character) not in _HIDDEN:
        return character
    return character.encode("unicode_escape").decode("ascii")
