"""The LALR loop: one logical line in, its items out.

The same table as lark's own driver (a differential test holds the two together), run
leaner: no tree, tokens as plain tuples, keywords by one look-up, and chains of rules with
a single child - the levels of an expression - taken in one step that is remembered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from operator import itemgetter
from typing import Any

from pseudocode_translator.frontend.build import AstBuilder
from pseudocode_translator.frontend.logical_lines import LogicalLine
from pseudocode_translator.frontend.tables import (
    END,
    NAME,
    UNKNOWN,
    Keyword,
    Reduction,
    Tables,
    compile_scanner,
)
from pseudocode_translator.model.deadline import checkpoint
from pseudocode_translator.model.diagnostics import Span

Token = tuple[str, int, int]
"""Text, start and end offset in the logical line."""
_Step = tuple[int, str, Callable[..., Any] | None, Callable[[list[Any]], Any] | None]
"""Size, origin, method, and what picks the children; no picker: see `Reduction.passes`."""

_LAST = (None,)
_MOST_UNCHECKED = 1000
"""Tokens between two looks at the clock."""


@dataclass(frozen=True, slots=True)
class Stuck:
    """Where a line stopped making sense."""

    states: list[int]
    items: list[Any]
    """What was read before the item that is in progress."""
    item_start: int
    """Offset of the first character of that item."""
    assigns: bool
    """The item has its arrow already."""
    kind: str
    """Of the token that does not fit."""
    token: Token


@dataclass(slots=True)
class Driver:
    """Runs one grammar with the methods of one builder."""

    tables: Tables
    builder: AstBuilder
    _steps: tuple[_Step, ...] = field(init=False)
    _chains: dict[tuple[int, int, str], tuple[int, int | None]] = field(default_factory=dict)
    _scanners: dict[int, re.Pattern[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._steps = tuple(_step(rule, self.builder) for rule in self.tables.reductions)

    def run(self, line: LogicalLine, *, start: int = 0) -> list[Any] | Stuck:
        """Parse ``line.text[start:]``."""
        tables, text, chains, steps = self.tables, line.text, self._chains, self._steps
        rows, finditer, words = tables.rows, tables.scanner.finditer, tables.keywords
        number, column, plain, new_span = line.line, line.column, not line.mapping, tuple.__new__
        states, values, starts, end = [tables.start], list[Any](), list[int](), start
        tokens = chain(finditer(text, start), _LAST)
        while True:
            checkpoint()
            # Two loops: `tokens` may be replaced (see `_rescan`), and the clock wants a look.
            for match in islice(tokens, _MOST_UNCHECKED):
                state = states[-1]
                row = rows[state]
                if match is None:
                    kind, word, begin, stop = END, "", len(text), len(text)
                else:
                    kind = match.lastgroup or UNKNOWN
                    begin, stop = match.span(kind)
                    word = text[begin:stop]
                    if kind == NAME and (keyword := words.get(word.lower())):
                        kind = _fitting(keyword, row, text, stop)
                action = row.get(kind)
                if action is None and (other := self._rescan(state, text, match)):
                    tokens = chain((other,), finditer(text, other.end()), _LAST)
                    break
                while action is not None and action < 0:
                    size, origin, method, pick = steps[~action]
                    if pick is None:
                        key = states[-2], state, kind
                        state, action = chains.get(key) or self._chain(key)
                        states[-1] = state
                        continue
                    first = starts[-size] if size else begin
                    if method is None:
                        value = pick(values)
                    elif plain:
                        place = (number, column + first, number, column + end)
                        value = method(new_span(Span, place), *pick(values))
                    else:
                        value = method(line.span(first, end), *pick(values))
                    if size == 1:
                        values[-1] = value
                        state = states[-1] = rows[states[-2]][origin]
                    else:
                        if size:
                            del states[-size:], values[-size:], starts[-size:]
                        state = rows[states[-1]][origin]
                        states.append(state)
                        values.append(value)
                        starts.append(first)
                    action = rows[state].get(kind)
                if action is None:
                    if state == tables.accept:
                        return values[0]  # type: ignore[no-any-return]
                    return self._stuck(states, values, starts, kind, (word, begin, stop))
                states.append(action)
                values.append((word, begin, stop))
                starts.append(begin)
                end = stop

    def _chain(self, key: tuple[int, int, str]) -> tuple[int, int | None]:
        """Apply rules with a single child until something else is to be done."""
        below, state, kind = key
        rows, reductions = self.tables.rows, self.tables.reductions
        action = rows[state].get(kind)
        while action is not None and action < 0 and reductions[~action].passes:
            state = rows[below][reductions[~action].origin]
            action = rows[state].get(kind)
        self._chains[key] = state, action
        return state, action

    def _rescan(self, state: int, text: str, match: re.Match[str] | None) -> re.Match[str] | None:
        """Look for a token that `state` accepts where the first one that matched does not fit.

        ``<-5 :`` starts with ``<`` where no arrow can stand. lark's contextual lexer asks
        each state's own scanner at once; here that is the exception.
        """
        if match is None or match.lastgroup == NAME:
            return None
        scanner = self._scanners.get(state)
        if scanner is None:
            row, tables = self.tables.rows[state], self.tables
            fitting = [pair for pair in tables.terminals if pair[0] in row or pair[0] == NAME]
            scanner = self._scanners[state] = compile_scanner(fitting, tables.ignored)
        other = scanner.match(text, match.start())
        return other if other and other.lastgroup not in (match.lastgroup, UNKNOWN) else None

    def _stuck(
        self, states: list[int], values: list[Any], starts: list[int], kind: str, token: Token
    ) -> Stuck:
        tables = self.tables
        read = 1 if len(states) > 1 and states[1] == tables.accept else 0
        item_start = starts[read] if len(starts) > read else token[1]
        assigns = len(states) > read + 2 and states[read + 2] in tables.assigning
        return Stuck(states, values[0] if read else [], item_start, assigns, kind, token)


def _fitting(keyword: Keyword, row: Mapping[str, int], text: str, stop: int) -> str:
    """Choose what a keyword is in a state: the best terminal that it accepts, or the rest."""
    candidates, otherwise = keyword
    for kind, follows in candidates:
        if kind in row and follows(text, stop):
            return kind
    return otherwise


def _step(rule: Reduction, builder: AstBuilder) -> _Step:
    if rule.passes:
        return rule.size, rule.origin, None, None
    method = getattr(builder, rule.method) if rule.method else None
    return rule.size, rule.origin, method, _picker(rule)


def _picker(rule: Reduction) -> Callable[[list[Any]], Any]:
    """Choose the quickest way to take the children of a rule from the stack."""
    match rule.children:
        case ():
            if not rule.missing_last:
                return itemgetter(slice(0, 0))
        case ((place, inlined, 0),) if not rule.missing_last:
            if inlined or (rule.method is None and not rule.is_list):
                return itemgetter(place)
            return itemgetter(slice(place, place + 1 or None))
        case children if not rule.is_list and not rule.missing_last:
            if not any(inlined or missing for _, inlined, missing in children):
                return itemgetter(*(place for place, _, _ in children))
    return _gatherer(rule)


def _gatherer(rule: Reduction) -> Callable[[list[Any]], list[Any]]:
    """Collect children that include lists or missing parts.

    A list on the left is not copied but goes on growing: it belongs to nobody else, and a
    line with many items must not take quadratic time.
    """
    children, missing_last = rule.children, rule.missing_last

    def gather(values: list[Any]) -> list[Any]:
        found: list[Any] = []
        for place, inlined, missing in children:
            if missing:
                found += [None] * missing
            if not inlined:
                found.append(values[place])
            elif found:
                found += values[place]
            else:
                found = values[place]
        if missing_last:
            found += [None] * missing_last
        return found

    return gather
