"""Nodes for expressions, one method per rule of `base.lark`."""

# ruff: noqa: D102 - methods for grammar rules fill an interface; the grammar tells the rule.

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import ClassVar

from pseudocode_translator.frontend.logical_lines import LogicalLine
from pseudocode_translator.model.codes import diagnose
from pseudocode_translator.model.deadline import checkpoint
from pseudocode_translator.model.diagnostics import Diagnostic, Span
from pseudocode_translator.model.nodes import (
    AddressOf,
    ArrayLiteral,
    Binary,
    BinaryOperator,
    Boolean,
    Call,
    Character,
    Dereference,
    DictionaryLiteral,
    Expression,
    Field,
    Index,
    InputValue,
    Integer,
    MethodCall,
    Name,
    New,
    Null,
    Real,
    Text,
    Unary,
    UnaryOperator,
    UnreadableExpression,
)
from pseudocode_translator.model.program import Subroutine
from pseudocode_translator.model.rules import Rules

Token = tuple[str, int, int]
"""Text, start and end offset in the logical line."""

MOST_DIGITS = 4000
"""Python refuses to read longer integers (`sys.int_info.default_max_str_digits` is 4300)."""

COMPARISONS = frozenset(
    {
        BinaryOperator.EQUAL,
        BinaryOperator.NOT_EQUAL,
        BinaryOperator.LESS,
        BinaryOperator.LESS_OR_EQUAL,
        BinaryOperator.GREATER,
        BinaryOperator.GREATER_OR_EQUAL,
    }
)
_SUMS = frozenset({BinaryOperator.ADD, BinaryOperator.SUBTRACT, BinaryOperator.CONCATENATE})


_STRING = re.compile(r"\"[^\"]*+\"|'[^']*+'")


class ExpressionBuilder:
    """Builds what has a value. Each method gets the place and the children of its rule."""

    binary_operators: ClassVar[Mapping[str, BinaryOperator]] = {
        "+": BinaryOperator.ADD,
        "-": BinaryOperator.SUBTRACT,
        "&": BinaryOperator.CONCATENATE,
        "*": BinaryOperator.MULTIPLY,
        "/": BinaryOperator.DIVIDE,
        "%": BinaryOperator.MOD_TRUNCATED,
        "div": BinaryOperator.DIV_TRUNCATED,
        "mod": BinaryOperator.MOD_TRUNCATED,
        "=": BinaryOperator.EQUAL,
        "==": BinaryOperator.EQUAL,
        "<>": BinaryOperator.NOT_EQUAL,
        "!=": BinaryOperator.NOT_EQUAL,
        "<": BinaryOperator.LESS,
        "<=": BinaryOperator.LESS_OR_EQUAL,
        "=<": BinaryOperator.LESS_OR_EQUAL,
        ">": BinaryOperator.GREATER,
        ">=": BinaryOperator.GREATER_OR_EQUAL,
        "=>": BinaryOperator.GREATER_OR_EQUAL,
        "and": BinaryOperator.AND,
        "&&": BinaryOperator.AND,
        "or": BinaryOperator.OR,
        "||": BinaryOperator.OR,
        "in": BinaryOperator.IN,
    }
    """By the operator in lower case."""
    unary_operators: ClassVar[Mapping[str, UnaryOperator]] = {
        "-": UnaryOperator.NEGATE,
        "+": UnaryOperator.PLUS,
        "not": UnaryOperator.NOT,
        "!": UnaryOperator.NOT,
    }

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.diagnostics: list[Diagnostic] = []
        self.current = LogicalLine("", 1, 1, 0)
        """The line that is being parsed; whoever drives the builder sets it."""
        self.bare_names = 0
        """How many names stood alone, as a call or as a misspelt keyword."""
        self.open_kinds = 0
        """How many subroutines may be procedures or functions."""
        self.global_names: set[str] = set()
        """What the program calls global; see `Rules.global_names`."""
        self.added: list[Subroutine] = []
        """What the program leaves for its reader to write."""
        self.file_names: frozenset[str] = frozenset()
        """Files that are named without quotation marks, in lower case."""
        self.lines: Sequence[LogicalLine] = ()
        """The whole document; whoever drives the builder sets it."""
        self.words: Mapping[str, str] = {}
        """See `Dialect.words`; whoever drives the builder sets it."""
        self._declares: dict[str, bool] = {}
        self._told_of_file = False

    @classmethod
    def rules_told(cls, rules: Rules, lines: Sequence[LogicalLine]) -> Rules:
        """The rules with what the text of a program says about them."""
        del lines
        return rules

    def report(
        self, code: str, span: Span, message: str, *, fix: str = "", related: Span | None = None
    ) -> None:
        """Say something about the program."""
        self.diagnostics.append(diagnose(code, span, message, fix=fix, related=related))

    def word(self, english: str) -> str:
        """Give the dialect's own word for a part of the language, for messages."""
        return self.words.get(english, english)

    def declares(self, name: str) -> bool:
        """Tell whether the document uses a word as a name of its own, or stores in its field."""
        known = self._declares.get(name)
        if known is None:
            own = re.compile(
                rf"(?<![.\w]){name}\b(?!\s*\()|\.\s*{name}\s*<-|\b(?:FUNCTION|PROCEDURE)\s+{name}\b",
                re.IGNORECASE,
            )
            known = any(own.search(_STRING.sub("", line.text)) for line in self.lines)
            self._declares[name] = known
        return known

    def at(self, token: Token) -> Span:
        """Tell where a token is printed."""
        return self.current.span(token[1], token[2])

    def named(self, token: Token) -> Name:
        """Make a name of a token that declares one."""
        return Name(self.current.span(token[1], token[2]), token[0])

    def unreadable(self, span: Span) -> UnreadableExpression:
        """Stand in for an expression that was reported."""
        return UnreadableExpression(span, self.current.text)

    # Operators.

    def binary(self, span: Span, left: Expression, sign: Token, right: Expression) -> Expression:
        return Binary(span, self.binary_operators[sign[0].lower()], left, right)

    def unary(self, span: Span, sign: Token, operand: Expression) -> Expression:
        checkpoint()  # A single token may end thousands of these.
        return Unary(span, self.unary_operators[sign[0].lower()], operand)

    def power(self, span: Span, base: Expression, exponent: Expression) -> Expression:
        checkpoint()  # As in `unary`.
        return Binary(span, BinaryOperator.POWER, base, exponent)

    def negative_power(self, span: Span, base: Expression, exponent: Expression) -> Expression:
        """``x ^ -y`` is one token with the minus, because ``p^ - 1`` is something else."""
        negated = Unary(exponent.span, UnaryOperator.NEGATE, exponent)
        return Binary(span, BinaryOperator.POWER, base, negated)

    def comparison(
        self, span: Span, left: Expression, sign: Token, right: Expression
    ) -> Expression:
        """Read ``1 <= x <= 5`` as mathematics does; brackets keep ``(a = b) = c``."""
        operator = self.binary_operators[sign[0].lower()]
        if type(left) is Binary and left.span[:2] == span[:2] and operator in COMPARISONS:
            middle = left
            if left.operator is BinaryOperator.AND and type(left.right) is Binary:
                middle = left.right
            if middle.operator in COMPARISONS:
                second = Binary(middle.right.span.to(span), operator, middle.right, right)
                return Binary(span, BinaryOperator.AND, left, second)
        return Binary(span, operator, left, right)

    def comparison_with_not(
        self, span: Span, left: Expression, sign: Token, negation: Token, right: Expression
    ) -> Expression:
        negated = Unary(self.at(negation).to(right.span), UnaryOperator.NOT, right)
        return Binary(span, self.binary_operators[sign[0].lower()], left, negated)

    def less_than_negative(
        self, span: Span, left: Expression, sign: Token, right: Expression
    ) -> Expression:
        """Read ``x <-1`` inside an expression as ``x < -1``."""
        attached = self.current.text[sign[1] : sign[2] + 1][2:].strip()
        if sign[0] == "<-" and attached:
            return Binary(span, BinaryOperator.LESS, left, _negate_first(right))
        self.report(
            "PS125",
            self.at(sign),
            f"{sign[0]} stores a value; it cannot stand inside an expression",
            fix="use = to compare, or write one assignment after the other",
        )
        return Binary(span, BinaryOperator.EQUAL, left, right)

    # Places and calls.

    def index(self, span: Span, base: Expression, *indexes: Expression) -> Expression:
        return Index(span, base, indexes)

    def field(self, span: Span, base: Expression, name: Token) -> Expression:
        if self.file_names and type(base) is Name:
            file = f"{base.name}.{name[0]}"
            if file.lower() in self.file_names:
                return self.unquoted(span, file)
        return Field(span, base, name[0])

    def unquoted(self, span: Span, file: str) -> Expression:
        """Take ``data.txt`` as the name of a file, and say so once."""
        if not self._told_of_file:
            self._told_of_file = True
            self.report(
                "PS142",
                span,
                f"{file} is taken as the name of a file",
                fix=f'write "{file}" with quotation marks',
            )
        return Text(span, file)

    def dereference(self, span: Span, pointer: Expression) -> Expression:
        return Dereference(span, pointer)

    def address(self, span: Span, target: Expression) -> Expression:
        return AddressOf(span, target)

    def call(self, span: Span, callee: Expression, *arguments: Expression) -> Expression:
        if type(callee) is Name:
            return Call(span, callee.name, arguments, name_span=callee.span)
        if type(callee) is Field:
            return MethodCall(span, callee.base, callee.name, arguments)
        self.report("PS127", callee.span, "only a name can be called, and this is a value")
        return self.unreadable(span)

    def new(self, span: Span, name: Token, *arguments: Expression) -> Expression:
        return New(span, name[0], arguments)

    def input_value(self, span: Span, *prompts: Expression | Token) -> Expression:
        if len(prompts) > 1:
            message = f"{self.word('INPUT')} takes one prompt"
            self.report("PS128", span, message, fix="join the texts with &")
        return InputValue(span, self.prompt(prompts[0]) if prompts else None)

    def prompt(self, prompt: Expression | Token) -> Expression:
        """Make a text of the string behind INPUT."""
        if type(prompt) is tuple:
            return self.text(self.at(prompt), prompt)
        return prompt  # type: ignore[return-value]  # mypy does not narrow unions by type().

    # Literals and names.

    def name(self, span: Span, token: Token) -> Expression:
        return Name(span, token[0])

    def number(self, span: Span, token: Token) -> Expression:
        text = token[0]
        if text.isdecimal():
            if len(text) <= MOST_DIGITS:
                return Integer(span, int(text))
        elif (value := float(text)) != float("inf"):
            return Real(span, value)
        self.report("PS603", span, "this number is too large", fix="use a smaller number")
        return self.unreadable(span)

    def text(self, span: Span, token: Token) -> Expression:
        return Text(span, token[0][1:-1].replace('""', '"'))

    def character(self, span: Span, token: Token) -> Expression:
        value = token[0][1:-1]
        return Character(span, value) if len(value) == 1 else Text(span, value)

    def boolean(self, span: Span, token: Token) -> Expression:
        return Boolean(span, token[0].lower() == "true")

    def null(self, span: Span) -> Expression:
        return Null(span)

    def pair(self, span: Span, key: Expression, value: Expression) -> tuple[Expression, Expression]:
        """``key : value`` of a dictionary."""
        del span
        return key, value

    def dictionary(self, span: Span, *pairs: tuple[Expression, Expression]) -> Expression:
        keys = tuple(key for key, _ in pairs)
        return DictionaryLiteral(span, keys, tuple(value for _, value in pairs))

    def array_literal(self, span: Span, *items: Expression) -> Expression:
        return ArrayLiteral(span, items, self.rules.first_element)


def _negate_first(value: Expression) -> Expression:
    """Put a minus in front of the first operand of a sum: -a + b, not -(a + b)."""
    spine: list[Binary] = []
    while type(value) is Binary and value.operator in _SUMS:
        if value.left.span[:2] != value.span[:2]:
            break
        spine.append(value)
        value = value.left
    negated: Expression = Unary(value.span, UnaryOperator.NEGATE, value)
    for outer in reversed(spine):
        negated = Binary(outer.span, outer.operator, negated, outer.right)
    return negated
