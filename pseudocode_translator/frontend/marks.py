"""By what people tell that a text is written in a dialect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Marks:
    """What speaks for a dialect, and what against it; weights from about -5 to 5.

    One is a hint that several dialects share, 3 is something that hardly any other has, and 5
    settles the question. Each counts for less the second time it is seen.
    """

    words: Mapping[str, float] = field(default_factory=dict)
    """Words, LaTeX commands such as ``\\gets``, and signs such as ``<-``, ``←``, ``:=``, ``{``,
    ``//``, ``#``; in lower case and without accents."""
    patterns: Mapping[str, float] = field(default_factory=dict)
    """Regular expressions for what is more than a word, searched in the whole text with
    ``re.MULTILINE`` and ``re.IGNORECASE``. Each must take linear time."""
