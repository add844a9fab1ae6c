"""Messages of all stages in the words of the author's dialect.

What looks at the tree knows no dialects and speaks of INTEGER and INPUT; a Spanish student
reads Entero and Leer. Words in capitals are exchanged, and declarations as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from pseudocode_translator.model.diagnostics import Diagnostic

DECLARATION = "DECLARE _ : _"
"""The key of `Dialect.words` for a whole declaration; both blanks are filled in."""
_DECLARED = re.compile(r"DECLARE (\w+) : (\w+)")
_CAPITALS = re.compile(r"\b[A-Z]{2,}(?: (?:OF|EACH|IF)\b)?")


def in_words(diagnostics: Iterable[Diagnostic], words: Mapping[str, str]) -> list[Diagnostic]:
    """Say every message and every fix in a dialect's own words.

    Only where the dialect has words for all that is said: it then names its declarations.
    """
    if DECLARATION not in words:
        return list(diagnostics)
    return [
        replace(each, message=_said(each.message, words), fix=_said(_fix(each, words), words))
        for each in diagnostics
    ]


def _fix(told: Diagnostic, words: Mapping[str, str]) -> str:
    """A dialect may have no way to write what others write: its fix is another, or none."""
    return words.get(f"fix {told.code}", told.fix)


def _said(text: str, words: Mapping[str, str]) -> str:
    before, between, after = words[DECLARATION].split("_")
    text = _DECLARED.sub(rf"{before}\1{between}\2{after}", text)
    return _CAPITALS.sub(lambda found: _word(found[0], words), text)


def _word(found: str, words: Mapping[str, str]) -> str:
    if found in words:
        return words[found]
    return " ".join(words.get(part, part) for part in found.split(" "))
