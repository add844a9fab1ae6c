"""The pseudo-language of the Japanese IPA: 基本情報技術者 (FE) and IT パスポート (IP) examinations.

Source: IPA, 試験で使用する情報技術に関する用語・プログラム言語など, version 5.1 (2023), 擬似言語の
記述形式. Arrays count from 1 unless the text says otherwise, ``÷`` divides reals unless the
quotient (商) is asked for, and each output ends its line. A function ends where its indentation
does. What real questions add, actions in plain Japanese above all, was collected from public
examinations.
"""

# ruff: noqa: D102 - methods for grammar rules fill an interface; the grammar tells the rule.

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pseudocode_translator.frontend.blocks import BlockBuilder
from pseudocode_translator.frontend.build import AstBuilder
from pseudocode_translator.frontend.build_expressions import Token
from pseudocode_translator.frontend.dialect import Dialect
from pseudocode_translator.frontend.if_counts import ParsedLine
from pseudocode_translator.frontend.items import (
    Block,
    Closer,
    Declared,
    ForHeader,
    RepeatHeader,
    Several,
    SubroutineHeader,
    Until,
    WhileHeader,
    WrittenType,
)
from pseudocode_translator.frontend.line_style import LineStyle
from pseudocode_translator.frontend.logical_lines import LogicalLine
from pseudocode_translator.frontend.marks import Marks
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.library import Library
from pseudocode_translator.model.nodes import (
    Binary,
    BinaryOperator,
    Call,
    Expression,
    Integer,
    LibraryCall,
    Null,
    Unary,
    UnaryOperator,
)
from pseudocode_translator.model.program import Subroutine
from pseudocode_translator.model.rules import Rules
from pseudocode_translator.model.statements import (
    Assign,
    CallStatement,
    Comment,
    Declare,
    Input,
    UnreadableStatement,
)
from pseudocode_translator.model.types import (
    BOOLEAN,
    CHAR,
    INTEGER,
    REAL,
    STRING,
    UNKNOWN,
    ArrayType,
    Type,
)

_SUBROUTINES = frozenset({Block.PROCEDURE, Block.FUNCTION})
_TYPES: dict[str, Type] = {
    "整数": INTEGER,
    "実数": REAL,
    "文字列": STRING,
    "文字": CHAR,
    "論理": BOOLEAN,
}
_RELATIONS = {
    "である": BinaryOperator.EQUAL,
    "と等しい": BinaryOperator.EQUAL,
    "と等しくない": BinaryOperator.NOT_EQUAL,
    "でない": BinaryOperator.NOT_EQUAL,
    "以上": BinaryOperator.GREATER_OR_EQUAL,
    "以下": BinaryOperator.LESS_OR_EQUAL,
    "未満": BinaryOperator.LESS,
    "より大きい": BinaryOperator.GREATER,
    "より小さい": BinaryOperator.LESS,
}
_FIRST_INDEX = re.compile(r"要素番号は\s*(?:それぞれ)?\s*([0-9])\s*から")


class Builder(AstBuilder):
    """What the IPA does differently from the base grammar."""

    def __init__(self, rules: Rules) -> None:
        super().__init__(rules)
        self._loops: list[tuple[bool, int]] = []
        """Open loops that DO or WHILE began: whether it was DO, and the indentation."""

    @classmethod
    def rules_told(cls, rules: Rules, lines: Sequence[LogicalLine]) -> Rules:
        """The text of a question says from where arrays count."""
        for line in lines:
            text = unicodedata.normalize("NFKC", f"{line.text} {line.comment or ''}")
            found = _FIRST_INDEX.search(text)
            if found:
                first = int(found[1])
                return replace(rules, first_element=first, first_character=first)
        return rules

    # Declarations.

    def base_type(self, span: Span, word: Token) -> WrittenType:
        return WrittenType(span, _TYPES[word[0].removesuffix("型")])

    def array_of(self, span: Span, word: Token, _: Token) -> WrittenType:
        return WrittenType(span, ArrayType(_TYPES[word[0].removesuffix("型")], ()))

    def parameter(self, span: Span, *parts: WrittenType | Token) -> Declared:
        *kind, name = parts
        written = kind[0] if kind else None
        return Declared(span, self.named(name), written, "")  # type: ignore[arg-type]

    def declared(
        self, span: Span, name: Token, _: Token | None, value: Expression | None
    ) -> tuple[Span, Token, Expression | None]:
        return span, name, value

    def typed(
        self, span: Span, kind: WrittenType, *parts: tuple[Span, Token, Expression | None]
    ) -> Several:
        """``整数型: a, b ← 3``: each name may have a value of its own."""
        statements: list[Declare | Assign] = []
        for place, token, value in parts:
            name = self.named(token)
            # The bounds of an array are those of its values.
            if value is None or not isinstance(kind.type, ArrayType):
                statements.append(Declare(place, (name,), kind.type))
            if value is not None:
                statements.append(Assign(place, name, value))
        return Several(span, tuple(statements))

    def function_typed(
        self, span: Span, kind: WrittenType, name: Token, parameters: object
    ) -> SubroutineHeader:
        return self.function(span, name, parameters, kind)  # type: ignore[arg-type]

    def procedure_named(self, span: Span, name: Token, parameters: object) -> SubroutineHeader:
        return self.subroutine(span, name, parameters, None)  # type: ignore[arg-type]

    def program_name(self, span: Span, name: Token) -> Comment:
        return Comment(span, name[0])

    def base_index(self, span: Span, *_: Token) -> Comment:
        """The rules have it already."""
        return Comment(span, self.current.text)

    # Loops.

    def do(self, span: Span) -> RepeatHeader:
        self._loops.append((True, self.current.indent))
        return RepeatHeader(span)

    def while_(self, span: Span, condition: Expression) -> WhileHeader | Until:
        """``while`` under its ``do`` ends that loop."""
        if self._loops and self._loops[-1] == (True, self.current.indent):
            self._loops.pop()
            return Until(span, Unary(condition.span, UnaryOperator.NOT, condition))
        self._loops.append((False, self.current.indent))
        return WhileHeader(span, condition)

    def closer(self, span: Span, token: Token) -> object:
        if token[0].lower() == "endwhile" and self._loops:
            self._loops.pop()
        return super().closer(span, token)

    def count(
        self,
        span: Span,
        variable: Expression,
        start: Expression,
        end: Expression,
        step: Expression | None,
        way: Token,
    ) -> ForHeader:
        """``i を 1 から n まで 1 ずつ増やす``, or ``減らす``."""
        if way[0].endswith("減らす"):
            amount = step or Integer(self.at(way), 1)
            step = Unary(amount.span, UnaryOperator.NEGATE, amount)
        if isinstance(step, Integer) and step.value == 1:
            step = None
        return ForHeader(span, self.target(variable), start, end, step)

    # Actions in plain Japanese.

    def input_typed(self, span: Span, target: Expression) -> Input:
        return Input(span, (self.target(target),))

    def stored(self, span: Span, target: Expression, value: Expression) -> Assign:
        return Assign(span, self.target(target), value)

    def append(self, span: Span, items: Expression, value: Expression) -> CallStatement:
        return CallStatement(span, LibraryCall(span, Library.LIST_APPEND, (items, value)))

    def add_first(self, span: Span, items: Expression, value: Expression) -> CallStatement:
        first = Integer(span, self.rules.first_element)
        return CallStatement(span, LibraryCall(span, Library.LIST_INSERT, (items, first, value)))

    # Expressions.

    def relation(self, span: Span, left: Expression, right: Expression, *word: Token) -> Expression:
        """``x が 3 以上``; with nothing behind it, the two are equal."""
        operator = _RELATIONS[word[0][0]] if word else BinaryOperator.EQUAL
        return Binary(span, operator, left, right)

    def undefined(self, span: Span, _: Token) -> Expression:
        return Null(span)

    def divided(self, span: Span, left: Expression, right: Expression, word: Token) -> Expression:
        is_rest = word[0].endswith("余り")
        operator = BinaryOperator.MOD_TRUNCATED if is_rest else BinaryOperator.DIV_TRUNCATED
        return Binary(span, operator, left, right)

    def quotient(self, span: Span, quotient: Expression) -> Expression:
        """``a ÷ b の商`` is whole."""
        return self._of_division(span, quotient, BinaryOperator.DIV_TRUNCATED)

    def rest(self, span: Span, quotient: Expression) -> Expression:
        """``a ÷ b の余り``."""
        return self._of_division(span, quotient, BinaryOperator.MOD_TRUNCATED)

    def _of_division(self, span: Span, found: Expression, operator: BinaryOperator) -> Expression:
        if isinstance(found, Binary) and found.operator is BinaryOperator.DIVIDE:
            return replace(found, span=span, operator=operator)
        return found

    def length(self, span: Span, items: Expression) -> Expression:
        return LibraryCall(span, Library.LENGTH, (items,), INTEGER)

    def blank(self, span: Span, word: Token) -> Expression:
        """A blank of the question becomes a function that is to be filled in."""
        letter = "".join(re.findall("[A-Za-z]", word[0])).lower()
        name = f"blank_{letter}" if letter else "blank"
        if all(each.name != name for each in self.added):
            body = (UnreadableStatement(span, word[0]),)
            self.added.append(Subroutine(span, name, (), body, UNKNOWN, header=span))
        return Call(span, name, (), name_span=span)


class Blocks(BlockBuilder):
    """Functions have no closer: one ends where its indentation does, or the next begins."""

    def __init__(self, lines: list[ParsedLine], builder: AstBuilder) -> None:
        super().__init__(_with_ends(lines), builder)


def _with_ends(lines: list[ParsedLine]) -> list[ParsedLine]:
    """Put the end of each function behind the last of its items."""
    header: LogicalLine | None = None
    body: LogicalLine | None = None
    last: tuple[LogicalLine, list[object]] | None = None
    for line, items in lines:
        if not items:
            continue
        begins = any(isinstance(item, SubroutineHeader) for item in items)
        if header is not None and last is not None:
            is_indented = body is not None and body.indent > header.indent
            if begins or (is_indented and line.indent <= header.indent):
                last[1].append(_end_of(last[0]))
                header = None
            elif body is None:
                body = line
        if begins:
            header, body = line, None
        last = line, items
    if header is not None and last is not None:
        last[1].append(_end_of(last[0]))
    return lines


def _end_of(line: LogicalLine) -> Closer:
    whole = line.whole
    span = Span(whole.end_line, whole.end_column, whole.end_line, whole.end_column)
    return Closer(span, _SUBROUTINES, "the end of the function")


DIALECT = Dialect(
    name="ipa",
    title="Japanese IPA examinations (擬似言語)",
    reference="IPA, 試験で使用する情報技術に関する用語・プログラム言語など, 擬似言語の記述形式",
    grammar=Path(__file__).with_suffix(".lark"),
    builder=Builder,
    blocks=Blocks,
    rules=Rules(
        true_text="true",
        false_text="false",
        arrays_are_values=False,
        records_are_values=False,
        types_are_written=False,
    ),
    library=(),
    words={
        "IF": "if",
        "ELSE": "else",
        "ELSEIF": "elseif",
        "ELSE IF": "elseif",
        "ENDIF": "endif",
        "FOR": "for",
        "NEXT": "endfor",
        "WHILE": "while",
        "ENDWHILE": "endwhile",
        "REPEAT": "do",
        "UNTIL": "while",
        "PROCEDURE": "function",
        "FUNCTION": "function",
        "RETURN": "return",
        "INPUT": "を入力する",
        "OUTPUT": "を出力する",
        "<-": "←",
        "WO": "を",
        "KARA": "から",
        "MADE": "まで",
        "COUNTING": "ずつ増やす",
        "NI": "に",
        "PRINTED": "を出力する",
        "ADDED": "を追加する",
        "STORED": "を代入する",
    },
    line_style=LineStyle(block_comments=(("/*", "*/"),)),
    marks=Marks(
        words={"○": 4, "←": 0.5, "endif": 0.5, "endwhile": 0.3, "endfor": 0.5, "elseif": 0.3},
        patterns={
            r"(?:整数|実数|文字列|文字|論理)型": 5,
            r"要素番号": 4,
            r"を出力する": 5,
            r"まで[^\n]{0,20}ずつ": 5,
            r"空欄": 3,
            r"の要素数": 4,
            r"^[ \t]*+[○◯〇]\w": 4,
            r"[ぁ-ん]": 2,
        },
    ),
)
