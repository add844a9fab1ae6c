"""What was expected where a line stopped making sense, in words a student knows."""

from __future__ import annotations

import re

from pseudocode_translator.frontend.build import AstBuilder
from pseudocode_translator.frontend.driver import Stuck
from pseudocode_translator.frontend.items import (
    CaseHeader,
    ElseIfHeader,
    ForHeader,
    IfHeader,
    Separator,
    Until,
    WhileHeader,
)
from pseudocode_translator.frontend.logical_lines import LogicalLine
from pseudocode_translator.frontend.tables import END, UNKNOWN, Tables
from pseudocode_translator.model.diagnostics import Span

_OPERATORS = frozenset(
    "SIGN TIMES JOIN COMPARE EQUALS ASSIGN OR AND WORD_OPERATOR IN _CARET _NEGATIVE_POWER "
    "AMPERSANDS BARS _STARS STEP_SIGN "
    "LPAR LSQB DOT".split()
)
_VALUES = frozenset({"NUMBER", "STRING", "NAME", "LPAR"})
_VALUE_STARTS = _VALUES | frozenset("CHARACTER SIGN NOT EXCLAMATION TRUE FALSE LSQB LBRACE".split())
_HIDDEN = frozenset({"MODE", "DOWNTO", "SEMICOLON", "LBRACE", "_FULL_STOP", "DANGLING", "FROM"})
"""What may stand there too, and would only lengthen a message."""
_SIGNS = {
    "LPAR": "(",
    "RPAR": ")",
    "LSQB": "[",
    "RSQB": "]",
    "RBRACE": "}",
    "COMMA": "a comma",
    "DOT": "a full stop",
    "SEMICOLON": ";",
    "_COLON": ":",
    "EQUALS": "=",
    "ASSIGN": "<-",
    "_CARET": "^",
    "NAME": "a name",
    "STRING": "a text in quotation marks",
    END: "the end of the line",
}
_OPENERS = {"RPAR": "(", "RSQB": "[", "RBRACE": "{"}
_AFTER: dict[type, str] = {
    IfHeader: "{THEN} is expected after the condition",
    ElseIfHeader: "{THEN} is expected after the condition",
    WhileHeader: "the condition ends too early",
    Until: "the condition ends too early",
    ForHeader: "the end of the line, or {STEP}, is expected here",
    CaseHeader: "the end of the line is expected after {CASE OF} and a variable",
}
_WORD = re.compile(r"\{([^}]+)\}")
_KEPT = 400
"""Stacks whose expectations are remembered: programs repeat their mistakes."""
_DEEPEST_KEPT = 30
_HALF_CONDITION = re.compile(r"\b(?:AND|OR)\s*\Z", re.IGNORECASE)


class Expectations:
    """Explains where and why the grammar got stuck."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._known: dict[tuple[int, ...], frozenset[str]] = {}

    def report(self, line: LogicalLine, stuck: Stuck, builder: AstBuilder, first: str) -> None:
        """Say what is wrong with a line; `first` is the first terminal of the broken item."""
        word, start, end = stuck.token
        span = line.span(start, end)
        if (
            stuck.kind in _OPENERS
            and stuck.kind not in self.expected(stuck)
            and (_OPENERS[stuck.kind] not in line.text[stuck.item_start : start])
        ):
            message = f"this {word} closes nothing: there is no {_OPENERS[stuck.kind]} before it"
            builder.report("PS120", span, message)
        elif stuck.kind == UNKNOWN:
            builder.report("PS122", span, f"the character {word} means nothing here")
        elif self._is_lone_value(stuck, first):
            before = stuck.items[-1] if stuck.items else None
            report_lone_value(builder, line.span(stuck.item_start, start), before)
        else:
            found = word or "the end of the line"
            wanted = self._describe(self.expected(stuck), builder)
            message = f"{found} does not belong here"
            if wanted:
                message = f"{wanted} is expected here, but {found} was found"
            builder.report("PS120", span, message, fix=_hint(line, stuck, builder))

    def _is_lone_value(self, stuck: Stuck, first: str) -> bool:
        """Tell whether the item is a complete value, which is no statement."""
        expected = self.expected(stuck)
        return (
            first in _VALUE_STARTS
            and stuck.item_start < stuck.token[1]
            and not stuck.assigns
            and "_COLON" in expected
            and bool(expected & _OPERATORS)
        )

    def expected(self, stuck: Stuck) -> frozenset[str]:
        """Give the terminals that could stand where the token does."""
        key = tuple(stuck.states[-_DEEPEST_KEPT:])
        known = self._known.get(key)
        if known is None:
            row = self.tables.rows[stuck.states[-1]]
            known = frozenset(kind for kind in row if self._accepts(stuck.states, kind))
            if len(self._known) < _KEPT and len(key) < _DEEPEST_KEPT:
                self._known[key] = known
        return known

    def _accepts(self, states: list[int], kind: str) -> bool:
        """Try a terminal: the table alone also lists some that fail after reductions."""
        if kind.islower():
            return False
        rows, reductions = self.tables.rows, self.tables.reductions
        depth, added = len(states), list[int]()
        while True:
            top = added[-1] if added else states[depth - 1]
            action = rows[top].get(kind)
            if action is None:
                return kind == END and top == self.tables.accept
            if action >= 0:
                return True
            for _ in range(reductions[~action].size):
                if added:
                    added.pop()
                else:
                    depth -= 1
            below = added[-1] if added else states[depth - 1]
            added.append(rows[below][reductions[~action].origin])

    def _describe(self, expected: frozenset[str], builder: AstBuilder) -> str:
        if expected.issuperset(_VALUES):
            # Behind a complete statement the next may start, but that is no help.
            return "" if "TIMES" in expected else "a value"
        if "_ARRAY" in expected:
            return "a type"
        if "ASSIGN" in expected and "SIGN" not in expected:
            return builder.word("<-")
        wanted = sorted(builder.word(_plain(kind)) for kind in (expected - _OPERATORS - _HIDDEN))
        if "TIMES" in expected:
            wanted.append("an operator")
        if not 0 < len(wanted) < 5:
            return ""
        return " or ".join([", ".join(wanted[:-1]), wanted[-1]] if len(wanted) > 1 else wanted)


def report_lone_value(builder: AstBuilder, span: Span, before: object) -> None:
    """Report a value where a statement is due; `before` is the item in front of it."""
    after_header = _AFTER.get(type(before))
    if after_header:
        message = _WORD.sub(lambda match: builder.word(match[1]), after_header)
        builder.report("PS120", span, message, fix="is an operator missing before this?")
    elif before is None or isinstance(before, Separator):
        builder.report(
            "PS126",
            span,
            "this is only a value; a statement has to do something with it",
            fix=f"store it with {builder.word('<-')} or print it with {builder.word('OUTPUT')}",
        )
    else:
        builder.report(
            "PS120",
            span,
            "this does not belong to the statement before it",
            fix="is a comma or an operator missing?",
        )


def _plain(kind: str) -> str:
    return _SIGNS.get(kind) or kind.strip("_").replace("_", " ")


def _hint(line: LogicalLine, stuck: Stuck, builder: AstBuilder) -> str:
    if stuck.kind in ("COMPARE", "EQUALS") and _HALF_CONDITION.search(
        line.text, stuck.item_start, stuck.token[1]
    ):
        return f"repeat the variable: x > 5 {builder.word('AND')} x < 10"
    return ""
