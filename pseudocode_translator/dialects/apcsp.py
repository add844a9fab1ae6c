"""AP Computer Science Principles pseudocode (College Board).

Source: AP Computer Science Principles Course and Exam Description (effective 2020), "AP CSP
Exam Reference Sheet". Where it is silent: names are told apart by their case, MOD follows
Python (the sheet speaks of non-negative numbers only), a procedure that changes a list
changes the caller's, and what a procedure assigns before it reads it is its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from pseudocode_translator.dialects.apcsp_library import LIBRARY
from pseudocode_translator.frontend.brace_blocks import BraceBlockBuilder
from pseudocode_translator.frontend.build import AstBuilder
from pseudocode_translator.frontend.dialect import Dialect
from pseudocode_translator.frontend.items import WhileHeader
from pseudocode_translator.frontend.line_style import LineStyle
from pseudocode_translator.frontend.marks import Marks
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.nodes import (
    Binary,
    BinaryOperator,
    Expression,
    Unary,
    UnaryOperator,
)
from pseudocode_translator.model.rules import NumberText, Rules
from pseudocode_translator.model.statements import Output

_OPPOSITES = {
    BinaryOperator.EQUAL: BinaryOperator.NOT_EQUAL,
    BinaryOperator.NOT_EQUAL: BinaryOperator.EQUAL,
    BinaryOperator.LESS: BinaryOperator.GREATER_OR_EQUAL,
    BinaryOperator.GREATER_OR_EQUAL: BinaryOperator.LESS,
    BinaryOperator.GREATER: BinaryOperator.LESS_OR_EQUAL,
    BinaryOperator.LESS_OR_EQUAL: BinaryOperator.GREATER,
}


class Builder(AstBuilder):
    """What AP CSP does differently from the base grammar."""

    binary_operators: ClassVar[Mapping[str, BinaryOperator]] = {
        **AstBuilder.binary_operators,
        "%": BinaryOperator.MOD_FLOORED,
        "div": BinaryOperator.DIV_FLOORED,
        "mod": BinaryOperator.MOD_FLOORED,
    }

    def output(self, span: Span, *items: Expression) -> object:
        """``DISPLAY(x)`` writes a space behind the value, and stays on its line."""
        return Output(span, items, separator=" ", end=" ")

    def repeat_until(self, span: Span, condition: Expression) -> object:
        """``REPEAT UNTIL (c)`` tests before each round: it goes on while not c."""
        return WhileHeader(span, _negated(condition))


def _negated(condition: Expression) -> Expression:
    match condition:
        case Binary(span, operator, left, right) if operator in _OPPOSITES:
            return Binary(span, _OPPOSITES[operator], left, right)
        case Unary(operator=UnaryOperator.NOT, operand=operand):
            return operand
    return Unary(condition.span, UnaryOperator.NOT, condition)


DIALECT = Dialect(
    name="apcsp",
    title="AP Computer Science Principles",
    reference="AP CSP Course and Exam Description (2020), Exam Reference Sheet",
    grammar=Path(__file__).with_suffix(".lark"),
    builder=Builder,
    rules=Rules(
        first_character=1,
        first_element=1,
        true_text="true",
        false_text="false",
        assigning_makes_local=True,
        types_are_written=False,
        arrays_go_by_reference=True,
        number_text=NumberText.PSEINT,
    ),
    library=LIBRARY,
    blocks=BraceBlockBuilder,
    line_style=LineStyle(
        comment_marks=("//",), loose_comment_marks=("#",), block_comments=(("/*", "*/"),)
    ),
    words={"OUTPUT": "DISPLAY", "CASE OF": "IF", "REPEAT TIMES": "REPEAT"},
    marks=Marks(
        words={
            "display": 1.5,
            "←": 1,
            "<-": 0.4,
            "{": 1,
            "times": 2,
            "append": 1,
            "procedure": 0.7,
            "declare": -3,
            "endif": -3,
            "then": -2,
            "endwhile": -3,
            "endprocedure": -3,
            "programa": -4,
            "funcao": -4,
            "inteiro": -4,
            "escreva": -4,
            "function": -1,
            "print": -1,
            "output": -2,
            "while": -1,
            ";": -1,
            "end": -2,
            "next": -2,
            ":=": -2,
            "\\begin": -5,
        },
        patterns={
            r"\b(?-i:DISPLAY)\s*\(": 3,
            r"^\s*REPEAT .{1,80}\bTIMES\b": 3,
            r"^\s*REPEAT UNTIL\s*\(.*\)\s*(?:\{|$)": 2,
            r"^\s*FOR EACH \w+ IN \w+\s*(?:\{|$)": 1,
            r"^\s*(?:IF|PROCEDURE \w+)\s*\(.*\)\s*(?:\{|$)": 1,
            r"\bRETURN\s*\(": 0.5,
        },
    ),
)
