"""File names that somebody wrote without quotation marks: ``OPENFILE data.txt FOR READ``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pseudocode_translator.frontend.logical_lines import LogicalLine

_OPENED = re.compile(r"OPEN(?:FILE)?\s+([^\W\d]\w*)\s*\.\s*([^\W\d]\w*)\s+FOR\b", re.IGNORECASE)
_MOST = 20
"""Files of one program; each costs a look at every line."""
_STRING = re.compile(r"\"[^\"]*+\"|'[^']*+'")


def unquoted_file_names(lines: Sequence[LogicalLine]) -> frozenset[str]:
    """Find what OPENFILE names, in lower case, and what can be no field of a record.

    A record has to be declared; a name that occurs nowhere but before this one ending is
    no record.
    """
    names = {
        (match[1].lower(), match[2].lower())
        for line in lines
        if line.text[:4].lower() == "open" and (match := _OPENED.match(line.text))
    }
    if not 0 < len(names) <= _MOST:
        return frozenset()
    code = [_STRING.sub("", line.text) for line in lines]
    return frozenset(f"{base}.{ending}" for base, ending in names if not _is_used(base, code))


def _is_used(base: str, code: Sequence[str]) -> bool:
    """Tell whether a name occurs where no full stop follows it."""
    alone = re.compile(rf"\b{re.escape(base)}\b(?!\s*\.)", re.IGNORECASE)
    return any(alone.search(text) for text in code)
