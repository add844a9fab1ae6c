"""From grammar rules to items: simple statements, and the parts of blocks.

One method per rule of `base.lark`. A dialect's builder is a subclass with what it does
differently; declarations are in `build_declarations`.
"""

# ruff: noqa: D102 - methods for grammar rules fill an interface; the grammar tells the rule.

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar

from pseudocode_translator.frontend.build_declarations import DeclarationBuilder
from pseudocode_translator.frontend.build_expressions import COMPARISONS, Token
from pseudocode_translator.frontend.build_files import FileBuilder
from pseudocode_translator.frontend.if_counts import ParsedLine
from pseudocode_translator.frontend.items import (
    Bare,
    Block,
    CaseHeader,
    CloseBrace,
    Closer,
    Do,
    Else,
    ElseIfHeader,
    EqualsAssign,
    ForEachHeader,
    ForHeader,
    IfHeader,
    Labels,
    NamedCloser,
    Next,
    OpenBrace,
    OpenLabel,
    Otherwise,
    ProgramHeader,
    RepeatHeader,
    Separator,
    Then,
    TimesHeader,
    Until,
    WhileHeader,
)
from pseudocode_translator.frontend.logical_line import LogicalLine
from pseudocode_translator.frontend.subroutine_kinds import settle_kinds
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.nodes import (
    Binary,
    BinaryOperator,
    Call,
    Character,
    Dereference,
    Expression,
    Field,
    Index,
    Integer,
    MethodCall,
    Name,
    Text,
    Unary,
    UnaryOperator,
    UnreadableExpression,
)
from pseudocode_translator.model.program import (
    ConditionLabel,
    Label,
    RangeLabel,
    ValueLabel,
)
from pseudocode_translator.model.statements import (
    Assign,
    Break,
    CallStatement,
    Comment,
    Continue,
    Input,
    Output,
    ReadFile,
    Return,
    WriteFile,
)

_TARGETS = frozenset({Name, Index, Field, Dereference, UnreadableExpression})
_CONDITIONS = COMPARISONS | {BinaryOperator.AND, BinaryOperator.OR, BinaryOperator.IN}


def _character(bound: Expression) -> Character | None:
    """Take ``"a"`` as ``'a'`` where a loop goes through characters."""
    match bound:
        case Character():
            return bound
        case Text(span, value) if len(value) == 1:
            return Character(span, value)
    return None


_SUBROUTINES = frozenset({Block.PROCEDURE, Block.FUNCTION})
_BLANKS = re.compile(r"[\s_]+")


class AstBuilder(DeclarationBuilder, FileBuilder):
    """Builds items; a dialect overrides what it does differently."""

    class_names_constructor: ClassVar[bool] = False
    """The method with the name of its class makes the objects."""
    closers: ClassVar[Mapping[str, frozenset[Block]]] = {
        "endif": frozenset({Block.IF}),
        "fi": frozenset({Block.IF}),
        "endcase": frozenset({Block.CASE}),
        "endfor": frozenset({Block.FOR}),
        "endwhile": frozenset({Block.WHILE}),
        "wend": frozenset({Block.WHILE}),
        "endrepeat": frozenset({Block.REPEAT, Block.TIMES}),
        "endloop": frozenset({Block.FOR, Block.WHILE, Block.REPEAT, Block.TIMES}),
        "endproc": frozenset({Block.PROCEDURE}),
        "endprocedure": frozenset({Block.PROCEDURE}),
        "endfunc": frozenset({Block.FUNCTION}),
        "endfunction": frozenset({Block.FUNCTION}),
        "endmodule": _SUBROUTINES,
        "endsub": _SUBROUTINES,
        "endsubroutine": _SUBROUTINES,
        "endtype": frozenset({Block.RECORD}),
        "endrecord": frozenset({Block.RECORD}),
        "endclass": frozenset({Block.CLASS}),
        "endprogram": frozenset(),
        "end": frozenset(Block),
    }
    """What a closer may end, by its letters in lower case: ``End If`` is ``endif``. A word
    that ends nothing is left in the program as a remark."""

    def stub(self, line: LogicalLine) -> list[object] | None:
        """Stand in for a line that makes no sense; None: it is reported as a mistake."""
        return None

    def settle(self, lines: list[ParsedLine]) -> None:
        """Change what was read where only later lines tell what it is; blocks come after."""
        if self.open_kinds:
            settle_kinds(lines)

    def separator(self, span: Span) -> Separator:
        return Separator(span)

    def colon(self, span: Span) -> Separator:
        return Separator(span, colon=True)

    def open_brace(self, span: Span) -> OpenBrace:
        return OpenBrace(span)

    def close_brace(self, span: Span) -> CloseBrace:
        return CloseBrace(span)

    def program_header(self, span: Span, *words: Token) -> ProgramHeader:
        return ProgramHeader(span, words[0][0])

    def ellipsis(self, span: Span) -> Comment:
        """``...`` marks what a mark scheme leaves out."""
        return Comment(span, "...")

    def remark(self, span: Span, *words: Token) -> Comment:
        """``BEGIN`` and ``PROGRAM name`` say nothing that the program does not."""
        return Comment(span, " ".join(word[0] for word in words))

    # Simple statements.

    def assign(self, span: Span, target: Expression, sign: Token, value: Expression) -> object:
        if type(target) not in _TARGETS:
            target = self.target(target)
        return (EqualsAssign if sign[0] == "=" else Assign)(span, target, value)

    def compares(self, span: Span, target: Expression, sign: Token, value: Expression) -> object:
        """``x == 5`` alone: `=` is meant."""
        if sign[0] != "==":
            return self.bare(span, self.comparison(span, target, sign, value))
        store = self.word("<-")
        self.report(
            "PS144",
            self.at(sign),
            f"== compares; it is read as {store} here, because nothing is done with the comparison",
            fix=f"write {store} to store a value",
        )
        return self.assign(span, target, ("<-", *sign[1:]), value)

    def compound(self, span: Span, target: Expression, sign: Token, value: Expression) -> object:
        """``x += 1``."""
        target = self.target(target)
        operator = self.binary_operators[sign[0][0]]
        return Assign(span, target, Binary(span, operator, target, value))

    def increment(self, span: Span, target: Expression, sign: Token) -> object:
        """``x++`` and ``x--``."""
        return self.compound(span, target, sign, Integer(span, 1))

    def increment_by(
        self, span: Span, word: Token, target: Expression, amount: Expression | None = None
    ) -> object:
        """``INCREMENT x`` and ``DECREMENT x BY 2``."""
        sign = "+" if word[0].lower() == "increment" else "-"
        value = amount or Integer(span, 1)
        return self.compound(span, target, (sign, word[1], word[2]), value)

    def target(self, place: Expression) -> Expression:
        """Take what is stored into; ``a(1)`` can only be an element of an array here."""
        if type(place) in _TARGETS:
            return place
        if type(place) is Call:
            return Index(
                place.span, Name(place.name_span or place.span, place.function), place.arguments
            )
        self.report(
            "PS124",
            place.span,
            "nothing can be stored here: this is a value, not a variable",
            fix="put the variable on the left of the arrow and the value on the right",
        )
        return self.unreadable(place.span)

    def bare(self, span: Span, expression: Expression) -> Bare:
        if type(expression) is Name:
            self.bare_names += 1
        return Bare(span, expression)

    def call_statement(self, span: Span, callee: Expression) -> object:
        return CallStatement(span, self.called(callee))

    def called(self, callee: Expression) -> Expression:
        """Make a call of a name or a field that stands without brackets."""
        if type(callee) is Name:
            return Call(callee.span, callee.name, (), name_span=callee.span)
        if type(callee) is Field:
            return MethodCall(callee.span, callee.base, callee.name, ())
        if type(callee) not in (Call, MethodCall, UnreadableExpression):
            self.report("PS127", callee.span, f"{self.word('CALL')} needs the name of a procedure")
            return self.unreadable(callee.span)
        return callee

    def output(self, span: Span, *items: Expression) -> object:
        return Output(span, items)

    def output_with_comma(self, span: Span, *parts: Expression | Token) -> object:
        """``OUTPUT x,`` with nothing behind the comma."""
        *items, comma = parts
        self.report(
            "PS141",
            self.at(comma),  # type: ignore[arg-type]
            "nothing follows this comma; it is ignored",
            fix="delete the comma, or write what else is to be printed",
        )
        return self.output(span, *items)  # type: ignore[arg-type]

    def write(self, span: Span, *items: Expression) -> object:
        """``WRITE x`` prints, but ``WRITE f, x`` writes to a file that is open."""
        if len(items) > 1 and self.is_open_file(items[0]):
            return WriteFile(span, items[0], items[1:])
        return self.output(span, *items)

    def input(self, span: Span, *parts: Expression | Token) -> object:
        """``INPUT x``, ``INPUT a, b``, ``INPUT "prompt", x``, ``INPUT "prompt" x``."""
        prompt = None
        first, *rest = parts
        if len(rest) == 1 and self.is_open_file(first):
            return ReadFile(span, first, self.target(rest[0]))  # type: ignore[arg-type]
        if type(first) is tuple or (rest and type(first) not in _TARGETS | {Call}):
            prompt, parts = self.prompt(first), tuple(rest)
        elif type(first) is Text:
            self.report(
                "PS128",
                span,
                f"{self.word('INPUT')} needs a variable to store what is typed",
                fix="write the variable behind the prompt",
            )
            return self.unreadable_statement(span)
        return Input(span, tuple(map(self.target, parts)), prompt)  # type: ignore[arg-type]

    def return_(self, span: Span, value: Expression | None = None) -> object:
        return Return(span, value)

    def break_(self, span: Span) -> object:
        return Break(span)

    def continue_(self, span: Span) -> object:
        return Continue(span)

    # Parts of blocks.

    def if_(self, span: Span, condition: Expression) -> object:
        return IfHeader(span, condition)

    def else_if(self, span: Span, condition: Expression) -> object:
        return ElseIfHeader(span, condition)

    def else_(self, span: Span) -> object:
        return Else(span)

    def then(self, span: Span) -> object:
        return Then(span)

    def while_(self, span: Span, condition: Expression) -> object:
        return WhileHeader(span, condition)

    def do(self, span: Span) -> object:
        return Do(span)

    def repeat(self, span: Span) -> object:
        return RepeatHeader(span)

    def repeat_times(self, span: Span, count: Expression) -> object:
        return TimesHeader(span, count)

    def until(self, span: Span, condition: Expression) -> object:
        return Until(span, condition)

    def for_(
        self,
        span: Span,
        variable: Expression,
        sign: Token,
        start: Expression,
        to: Token,
        end: Expression,
        step: Expression | None,
    ) -> object:
        del sign
        if to[0].lower() == "downto":
            amount = step or Integer(self.at(to), 1)
            step = Unary(amount.span, UnaryOperator.NEGATE, amount)
        first, last = _character(start), _character(end)
        if first and last:
            start, end = first, last
        return ForHeader(span, self.target(variable), start, end, step)

    def for_each(self, span: Span, name: Token, _: Token, items: Expression) -> object:
        return ForEachHeader(span, self.named(name), items)

    def next_(self, span: Span, *variables: Expression) -> object:
        return Next(span, variables)

    def closer(self, span: Span, token: Token) -> object:
        blocks = self.closers[_BLANKS.sub("", token[0].lower())]
        return Closer(span, blocks, token[0]) if blocks else self.remark(span, token)

    def named_end(self, span: Span, word: Token, name: Token) -> NamedCloser:
        """``END name``."""
        return NamedCloser(span, name[0], f"{word[0]} {name[0]}")

    def case(self, span: Span, subject: Expression) -> object:
        return CaseHeader(span, subject)

    def otherwise(self, span: Span) -> object:
        return Otherwise(span)

    def labels(self, span: Span, *labels: Label | OpenLabel) -> object:
        return Labels(span, labels)

    def as_labels(self, span: Span, value: Expression) -> Labels:
        """Make a label of what was read as something else."""
        return Labels(span, (self.label_value(span, value),))

    def names_in(self, item: Labels) -> list[Name]:
        """Give the labels that are plain names."""
        return [
            label.value
            for label in item.labels
            if isinstance(label, ValueLabel) and isinstance(label.value, Name)
        ]

    def label_value(self, span: Span, value: Expression) -> Label:
        if type(value) is Binary and value.operator in _CONDITIONS:
            return ConditionLabel(span, value)
        if type(value) is Unary and value.operator is UnaryOperator.NOT:
            return ConditionLabel(span, value)
        match value:
            case Binary(_, BinaryOperator.SUBTRACT, Integer() as low, Integer() as high) if (
                low.value < high.value
            ):
                return self._range_with_minus(span, low, high)
        return ValueLabel(span, value)

    def _range_with_minus(self, span: Span, low: Integer, high: Integer) -> Label:
        self.report(
            "PS138",
            span,
            f"{low.value} - {high.value} would be a subtraction; it is read as a range",
            fix=f"write {low.value} TO {high.value}",
        )
        return RangeLabel(span, low, high)

    def label_range(self, span: Span, low: Expression, *rest: Expression | Token) -> Label:
        return RangeLabel(span, low, rest[-1])  # type: ignore[arg-type]

    def label_comparison(self, span: Span, sign: Token, value: Expression) -> OpenLabel:
        return OpenLabel(span, self.binary_operators[sign[0]], value)
