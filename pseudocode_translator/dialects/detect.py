"""Which dialect is a text written in?

Every dialect names its marks: words, signs and patterns with a weight. The sum of what was
found is the dialect's score; how far the best is ahead of the others is the confidence. Where
that is small, the answer is "don't know".
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pseudocode_translator.dialects import dialect_names, get_dialect
from pseudocode_translator.frontend.characters import without_accents
from pseudocode_translator.frontend.marks import Marks

MOST_CHARACTERS = 100_000
"""So much of a text is looked at: enough to tell, and a bound for the time."""
LEAST_CONFIDENCE = 0.6
MOST_COMMON = "cambridge"
_LEAST_SCORE = 1.5
_SHARPNESS = 1.5
"""Points by which one dialect must be ahead to be e times as likely."""
_MOST_EVIDENCE = 5
_TOKEN = re.compile(
    r"\\[A-Za-z]+|[^\W\d]\w*|<-+|<=|>=|<>|:=|==|!=|\+\+|-->|//|/\*|[←≠≤≥○▷{}#%&=^;$\\|]"
)
_STRING = re.compile(r"\"[^\"\n]*\"|“[^”\n]*”")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One mark that was found."""

    what: str
    """As it stands in the text."""
    weight: float
    line: int
    """1-based, of the first place."""


@dataclass(frozen=True, slots=True)
class Detection:
    """What is known of a text's dialect."""

    dialect: str | None
    """None: don't know."""
    confidence: float
    """0.0 to 1.0, of the dialect that fits best, whether it is named or not."""
    evidence: tuple[Evidence, ...]
    """For the dialect that fits best, the weightiest first."""
    scores: Mapping[str, float]
    """Of every dialect, the best first."""

    @property
    def best(self) -> str:
        """The dialect that fits best, however little."""
        return next(iter(self.scores))


def detect(text: str) -> Detection:
    """Tell the dialect of a text; takes time in proportion to its length, up to a bound."""
    text = _STRING.sub('""', text[:MOST_CHARACTERS])
    counts = Counter(map(folded, _TOKEN.findall(text)))
    found = {name: _found(_marks(name), counts, text) for name in dialect_names()}
    scores = {name: sum(found[name].values()) for name in found}
    # Where nothing tells, the one that most people write.
    ranked = dict(sorted(scores.items(), key=lambda item: (-item[1], item[0] != MOST_COMMON)))
    best = next(iter(ranked))
    confidence = _confidence(list(ranked.values())) * _agreement(found[best].values())
    is_known = confidence >= LEAST_CONFIDENCE and ranked[best] >= _LEAST_SCORE
    evidence = sorted(found[best].items(), key=lambda item: -item[1])[:_MOST_EVIDENCE]
    return Detection(
        best if is_known else None,
        confidence,
        tuple(_evidence(what, weight, text) for what, weight in evidence if weight > 0),
        ranked,
    )


def folded(token: str) -> str:
    """A token as marks name it: in lower case and without accents."""
    if token.isascii():
        return token.lower()
    return without_accents(token.lower()) or token


@cache
def _marks(name: str) -> tuple[Mapping[str, float], Mapping[re.Pattern[str], float]]:
    marks: Marks = get_dialect(name).marks
    flags = re.MULTILINE | re.IGNORECASE
    return marks.words, {re.compile(p, flags): w for p, w in marks.patterns.items()}


def _found(
    marks: tuple[Mapping[str, float], Mapping[re.Pattern[str], float]],
    counts: Mapping[str, int],
    text: str,
) -> dict[str, float]:
    """What each mark that occurs is worth; a mark is worth at most twice its weight."""
    words, patterns = marks
    found = {word: _worth(words[word], counts[word]) for word in words.keys() & counts.keys()}
    for pattern, weight in patterns.items():
        times = sum(1 for _ in _first_few(pattern, text))
        if times:
            found[pattern.pattern] = _worth(weight, times)
    return found


def _first_few(pattern: re.Pattern[str], text: str) -> Iterator[object]:
    return (match for _, match in zip(range(6), pattern.finditer(text), strict=False))


def _worth(weight: float, times: int) -> float:
    return weight * 2 * (1 - 0.5 ** min(times, 50))


def _confidence(scores: list[float]) -> float:
    """How likely the first is, if points are logarithms of likelihoods; little for little."""
    best = scores[0]
    if best <= 0:
        return 0.0
    rivals = sum(math.exp((score - best) / _SHARPNESS) for score in scores)
    return (1 - math.exp(-best / _SHARPNESS)) / rivals


def _agreement(weights: Collection[float]) -> float:
    """The part of the evidence that speaks for a dialect; the rest contradicts it."""
    speaking_for = sum(weight for weight in weights if weight > 0)
    against = -sum(weight for weight in weights if weight < 0)
    return speaking_for / (speaking_for + against) if speaking_for else 0.0


def _evidence(what: str, weight: float, text: str) -> Evidence:
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if what in map(folded, _TOKEN.findall(line)):
            return Evidence(what, weight, number)
    match = re.search(what, text, re.MULTILINE | re.IGNORECASE)
    if match is None:
        return Evidence(what, weight, 1)
    return Evidence(match[0].strip(), weight, text.count("\n", 0, match.start()) + 1)
