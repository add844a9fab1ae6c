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
)
from pseudocode_translator.model.rules import Rules
from pseudocode_translator.model.types import BOOLEAN, INTEGER, REAL, STRING, UNKNOWN, Type

_FUNCTIONS = {function.name.lower(): function.name for function in LIBRARY}
_METHODS = {
    **{name[1:]: name for name in _FUNCTIONS.values() if name.startswith(".")},
    "len": ".length",
    "toupper": ".upper",
    "uppercase": ".upper",
    "tolower": ".lower",
    "lowercase": ".lower",
}
"""By the name in lower case: the function of the library."""
_PROPERTIES = frozenset({".length", ".upper", ".lower"})
"""Those that need no brackets."""
_CASTS: Mapping[str, Type] = {
    "int": INTEGER,
    "real": REAL,
    "float": REAL,
    "str": STRING,
    "bool": BOOLEAN,
}


class CallBuilder(AstBuilder):
    """Expressions."""

    def __init__(self, rules: Rules) -> None:
        super().__init__(rules)
        self._said: set[str] = set()
        self._members: dict[str, bool] = {}

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

    def has_member(self, name: str) -> bool:
        """Tell whether a class of the document has an attribute or a method of this name."""
        known = self._members.get(name)
        if known is None:
            own = re.compile(
                rf"\b(?:private|public|procedure|function)\s+{name}\b|\b(?:self|this)\.{name}\s*=",
                re.IGNORECASE,
            )
            known = any(own.search(line.text) for line in self.lines)
            self._members[name] = known
        return known

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
        if type(callee) is Call and callee.function.startswith(".") and not arguments:
            return callee  # `s.length()`
        if type(callee) is Field:
            return self._method(span, callee, arguments)
        return super().call(span, callee, *arguments)

    def _function(self, span: Span, callee: Name, arguments: tuple[Expression, ...]) -> Expression:
        name = callee.name
        cast = _CASTS.get(name.lower())
        if cast is not None and len(arguments) == 1 and isinstance(arguments[0], InputValue):
            return InputValue(span, arguments[0].prompt, cast)
        if name.lower() in _FUNCTIONS and not self.declares(name):
            name = name.lower()
        return Call(span, name, arguments, name_span=callee.span)

    def _method(self, span: Span, callee: Field, arguments: tuple[Expression, ...]) -> Expression:
        base, name = callee.base, callee.name
        if type(base) is Name and base.name == "random" and name in ("randint", "random"):
            return Call(span, "random", arguments, name_span=callee.span)
        if type(base) is Super and name.lower() == "new":
            name = "NEW"
        function = _METHODS.get(name.lower())
        if function is not None and not self.has_member(name):
            base = _read_as_text(base)
            return Call(span, function, (base, *arguments), name_span=callee.span)
        return MethodCall(span, base, name, arguments)

    def field(self, span: Span, base: Expression, name: Token) -> Expression:
        function = _METHODS.get(name[0].lower())
        if function in _PROPERTIES and not self.has_member(name[0]):
            return Call(span, function, (_read_as_text(base),), name_span=self.at(name))
        if type(base) is Name and base.name.lower() == "super":
            base = Super(base.span)
        return super().field(span, base, name)


def _as_text(value: Expression, other: Expression) -> Expression:
    """What is typed and compared with text is text."""
    return _read_as_text(value) if isinstance(other, Text) else value


def _read_as_text(value: Expression) -> Expression:
    if isinstance(value, InputValue) and value.type == UNKNOWN:
        return InputValue(value.span, value.prompt, STRING)
    return value
