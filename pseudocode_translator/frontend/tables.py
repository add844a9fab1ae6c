"""lark's compiled grammar, prepared for our own driver.

lark reads the grammar and computes the LALR table; nothing of it runs while a program is
parsed. Only this module imports lark.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

END = "$END"
NAME = "NAME"
UNKNOWN = "_UNKNOWN"
_WORDS = re.compile(r"\(\?i:\(?([^\W\d]\w*(?:\|[^\W\d]\w*)*)\)?\)(?=\(|\\b)")
_RESERVED = re.compile(r"\(\?i:\(\?!\(\?:([\w|]+)\)\\b\)")

Follows = Callable[[str, int], object]
"""Tells whether a keyword may end at this offset of a line."""


Keyword = tuple[tuple[tuple[str, Follows], ...], str]
"""The terminals it may be, the best first, and what it is in a state that accepts none of
them: a name, or for a reserved word still the keyword."""
Keywords = Mapping[str, Keyword]
"""By word in lower case."""


@dataclass(frozen=True, slots=True)
class Reduction:
    """One rule of the grammar, as the driver applies it."""

    size: int
    """Symbols on the right-hand side."""
    origin: str
    """The symbol on the left-hand side."""
    method: str | None
    """Of the builder. None: the value is the one child, or a list for a ``_rule``."""
    children: tuple[tuple[int, bool, int], ...]
    """What the method gets: place from the right end (negative), whether it is a list to
    be inlined, and how many missing optional parts stand before it."""
    missing_last: int
    """Missing optional parts behind the last child."""
    single: bool
    """A ``?rule``: a single child stands for the whole."""

    @property
    def is_list(self) -> bool:
        """Its value is a list, to be inlined where it is used."""
        return self.origin.startswith("_")

    @property
    def passes(self) -> bool:
        """Exactly one symbol, and its value is the value of the rule."""
        return self.size == 1 and self.method is None and not self.is_list


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything the driver needs to know about a grammar."""

    rows: tuple[dict[str, int], ...]
    """Per state and symbol: the next state, or ``~index`` into `reductions`."""
    reductions: tuple[Reduction, ...]
    start: int
    accept: int
    """The state in which at least one item is complete, and the line may end."""
    assigning: frozenset[int]
    """The states right behind the arrow of an assignment."""
    scanner: re.Pattern[str]
    """All terminals but the keywords, as named groups, and `UNKNOWN`'s any character."""
    keywords: Keywords
    terminals: tuple[tuple[str, str], ...]
    """Name and pattern of the terminals that are no keywords, the best first."""
    ignored: str
    """Pattern of what may stand between tokens."""


@cache
def load_tables(grammar: Path) -> Tables:
    """Compile a grammar file, once per process."""
    # Takes 50 ms; whoever only asks for the version must not wait.
    from lark import Lark
    from lark.lexer import Lexer

    class NoLexer(Lexer):
        """Stands in for lark's lexer, which we do not use and which is slow to build."""

        def __init__(self, conf: object) -> None:
            del conf

        def lex(self, *_: object) -> Iterator[Any]:
            return iter(())

    lark: Any = Lark.open(
        str(grammar),
        parser="lalr",
        lexer=NoLexer,
        start="line",
        import_paths=[str(Path(__file__).parent)],
    )
    return _tables(lark)


def _tables(lark: Any) -> Tables:
    table = lark.parser.parser._parse_table
    rules = [*lark.rules]
    numbers = {rule: number for number, rule in enumerate(rules)}
    rows: list[dict[str, int]] = [{} for _ in table.states]
    for state, actions in table.states.items():
        for symbol, (action, argument) in actions.items():
            shift = action.name == "Shift"
            rows[state][str(symbol)] = argument if shift else ~numbers[argument]
    plain, keywords = _split(lark.terminals, set(lark.ignore_tokens))
    ignored = "|".join(
        terminal.pattern.to_regexp()
        for terminal in lark.terminals
        if terminal.name in lark.ignore_tokens
    )
    start = table.start_states["line"]
    # The list of items is what we want; the last step, to the rule `line`, can be saved.
    accept = rows[start][next(str(rule.expansion[0].name) for rule in rules if _is_line(rule))]
    del rows[accept][END]
    return Tables(
        rows=tuple(rows),
        reductions=tuple(map(_reduction, rules)),
        start=start,
        accept=accept,
        assigning=_assigning(rows, rows[start]),
        scanner=compile_scanner(plain, ignored),
        keywords=keywords,
        terminals=tuple(plain),
        ignored=ignored,
    )


def compile_scanner(terminals: Iterable[tuple[str, str]], ignored: str) -> re.Pattern[str]:
    """Match one token and the blanks behind it; the named group is the token."""
    groups = [f"(?P<{name}>{pattern})" for name, pattern in terminals]
    return re.compile(rf"(?:{'|'.join(groups)}|(?P<_UNKNOWN>.))(?:{ignored})?", re.DOTALL)


def _split(terminals: Iterable[Any], ignored: set[str]) -> tuple[list[tuple[str, str]], Keywords]:
    """Tell keywords from the other terminals; both in the order in which lark tries them."""
    plain: list[tuple[str, str]] = []
    reserved: set[str] = set()
    candidates: dict[str, tuple[tuple[str, Follows], ...]] = {}
    for terminal in sorted(terminals, key=_precedence):
        name, pattern = str(terminal.name), terminal.pattern.to_regexp()
        if words := _WORDS.match(pattern):
            follows = re.compile(pattern[words.end() :]).match
            for word in words[1].split("|"):
                candidates[word] = (*candidates.get(word, ()), (name, follows))
        elif name == NAME and (words := _RESERVED.match(pattern)):
            # The dictionary of keywords is quicker than this part of the pattern.
            reserved = set(words[1].split("|"))
            plain.append((name, pattern.replace(words[0], "(?i:", 1)))
        elif name not in ignored:
            plain.append((name, pattern))
    keywords = {
        word: (found, found[0][0] if word in reserved else NAME)
        for word, found in candidates.items()
    }
    return plain, keywords


def _precedence(terminal: Any) -> tuple[int, int, int, str]:
    pattern = terminal.pattern
    return (-terminal.priority, -pattern.max_width, -len(pattern.value), terminal.name)


def _reduction(rule: Any) -> Reduction:
    """Read off what lark's own tree builder would do for `rule`."""
    gaps = _gaps(rule)
    size = len(rule.expansion)
    children: list[tuple[int, bool, int]] = []
    missing = 0
    for place, symbol in enumerate(rule.expansion):
        missing += gaps[place]
        if not (symbol.is_term and symbol.filter_out):
            inlined = not symbol.is_term and symbol.name.startswith("_")
            children.append((place - size, inlined, missing))
            missing = 0
    missing += gaps[size]
    origin = str(rule.origin.name)
    single = bool(rule.options.expand1 and not rule.alias)
    is_list = origin.startswith("_") or origin == "line"  # The driver stops before `line`.
    known_single = single and len(children) == 1 and not children[0][1] and not missing
    # lark puts the name of an imported grammar and two underscores before an alias.
    method = None if is_list or known_single else str(rule.alias or origin).rpartition("__")[2]
    return Reduction(size, origin, method, tuple(children), missing, single)


def _assigning(rows: list[dict[str, int]], first: dict[str, int]) -> frozenset[int]:
    place = rows[first["postfix"]]
    return frozenset(place[sign] for sign in ("ASSIGN", "EQUALS", "COMPOUND") if sign in place)


def _is_line(rule: Any) -> bool:
    return str(rule.origin.name) == "line" and bool(rule.expansion)


def _gaps(rule: Any) -> list[int]:
    """Tell how many optional parts are missing before each symbol, and at the end."""
    marks = rule.options.empty_indices
    if not marks:
        return [0] * (len(rule.expansion) + 1)
    return [len(ones) for ones in "".join(str(int(mark)) for mark in marks).split("0")]
