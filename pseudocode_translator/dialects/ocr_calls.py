"""OCR expressions: methods and properties of strings, casts, `=` between two values."""

# ruff: noqa: D102 - methods for grammar rules fill an interface; the grammar tells the rule.

from __future__ import annotations

import re
from collections.abc import Mapping

from pseudocode_translator.dialects.ocr_library import LIBRARY
from pseudocode_translator.frontend.build import AstBuilder
from pseudocode_translator.frontend.build_expressions import Token
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.nodes import (
    Call,
    Expression,
    Field,
    InputValue,
    MethodCall,
    Name,
    Super,
    Text,
    This,
)
from pseudocode_translator.model.rules import Rules
from pseudocode_translator.model.types import BOOLEAN, INTEGER, REAL, STRING, UNKNOWN, Type

_FUNCTIONS = {each.name.lower(): each.name for each in LIBRARY if not each.is_method}
_METHODS = frozenset(each.name.lower() for each in LIBRARY if each.is_method)
_CASTS: Mapping[str, Type] = {
    "int": INTEGER,
    "real": REAL,
    "float": REAL,
    "str": STRING,
    "bool": BOOLEAN,
}

_OPENERS = {"r": "openRead", "w": "openWrite", "a": "openAppend"}
"""By Python's mode."""
_THIS = frozenset({"self", "this"})
_SUBROUTINE = re.compile(r"\b(?:procedure|function)\s++(\w++)", re.IGNORECASE)


class CallBuilder(AstBuilder):
    """Expressions."""

    def __init__(self, rules: Rules) -> None:
        super().__init__(rules)
        self._said: set[str] = set()
        self._defined: frozenset[str] | None = None

    def once(self, code: str, span: Span, message: str, *, fix: str) -> None:
        """Say something about the program, the first time that it is so."""
        if code not in self._said:
            self._said.add(code)
            self.report(code, span, message, fix=fix)

    def take_back(self, code: str, span: Span) -> None:
        """Forget what was said about a place that turned out to be something else."""
        kept = [each for each in self.diagnostics if (each.code, each.span) != (code, span)]
        if len(kept) < len(self.diagnostics):
            self.diagnostics[:] = kept
            self._said.discard(code)

    def defines(self, name: str) -> bool:
        """Tell whether the document has a subroutine of this name."""
        if self._defined is None:
            found = (_SUBROUTINE.search(line.text) for line in self.lines)
            self._defined = frozenset(match[1] for match in found if match)
        return name in self._defined

    def name(self, span: Span, token: Token) -> Expression:
        """``self.speed`` and ``this.speed`` come from other languages."""
        if token[0].lower() in _THIS:
            return This(span)
        return super().name(span, token)

    # Operators.

    def comparison(
        self, span: Span, left: Expression, sign: Token, right: Expression
    ) -> Expression:
        """``if x = 5``: the sign that stores compares here."""
        if sign[0] == "=":
            self.once(
                "PS520",
                span,
                "= stores a value; in a condition it is read as ==",
                fix="write == to compare",
            )
        return super().comparison(span, _as_text(left, right), sign, _as_text(right, left))

    # Calls and members.

    def call(self, span: Span, callee: Expression, *arguments: Expression) -> Expression:
        if type(callee) is Name:
            return self._function(span, callee, arguments)
        if type(callee) is Field:
            return self._method(span, callee, arguments)
        return super().call(span, callee, *arguments)

    def _function(self, span: Span, callee: Name, arguments: tuple[Expression, ...]) -> Expression:
        name = callee.name
        cast = _CASTS.get(name.lower())
        if cast is not None and len(arguments) == 1 and isinstance(arguments[0], InputValue):
            return InputValue(span, arguments[0].prompt, cast)
        if not self.defines(name):
            name = _FUNCTIONS.get(name.lower(), name)
            if name == "open" and len(arguments) == 2:
                return self._opened(span, callee, *arguments)
        return Call(span, name, arguments, name_span=callee.span)

    def _opened(self, span: Span, callee: Name, file: Expression, mode: Expression) -> Expression:
        """``open("x.txt", "w")``, as Python has it."""
        letter = mode.value[:1].lower() if isinstance(mode, Text) else ""
        if letter in _OPENERS:
            return Call(span, _OPENERS[letter], (file,), name_span=callee.span)
        fix = f"use one of {', '.join(_OPENERS)}"
        self.report("PS129", mode.span, "a file cannot be opened in this way", fix=fix)
        return self.unreadable(span)

    def _method(self, span: Span, callee: Field, arguments: tuple[Expression, ...]) -> Expression:
        base, name = callee.base, callee.name
        if type(base) is Name and base.name == "random" and name in ("randint", "random"):
            return Call(span, "random", arguments, name_span=callee.span)
        if type(base) is Super and name.lower() == "new":
            name = "NEW"
        return MethodCall(span, base, name, arguments)

    def field(self, span: Span, base: Expression, name: Token) -> Expression:
        if type(base) is Name and base.name.lower() == "super":
            base = Super(base.span)
        if name[0].lower() in _METHODS:
            base = _read_as_text(base)
        return super().field(span, base, name)


def _as_text(value: Expression, other: Expression) -> Expression:
    """What is typed and compared with text is text."""
    return _read_as_text(value) if isinstance(other, Text) else value


def _read_as_text(value: Expression) -> Expression:
    if isinstance(value, InputValue) and value.type == UNKNOWN:
        return InputValue(value.span, value.prompt, STRING)
    return value
