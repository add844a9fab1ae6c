"""SCSA pseudocode: Computer Science ATAR, School Curriculum and Standards Authority (WA).

Source: Computer Science ATAR course, Year 12 syllabus (from 2024), pseudocode of the course
and its examinations. Where the course is silent: names are told apart by their case, DIV and
MOD round down as in Python, lists are references, OUTPUT puts nothing between its items.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from pseudocode_translator.dialects.scsa_library import LIBRARY
from pseudocode_translator.frontend.build import AstBuilder
from pseudocode_translator.frontend.build_expressions import Token
from pseudocode_translator.frontend.dialect import Dialect
from pseudocode_translator.frontend.items import ForHeader, Several
from pseudocode_translator.frontend.line_style import LineStyle
from pseudocode_translator.frontend.marks import Marks
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.nodes import (
    Binary,
    BinaryOperator,
    Call,
    Expression,
    Field,
    Integer,
    MethodCall,
    Name,
    Super,
)
from pseudocode_translator.model.rules import Rules
from pseudocode_translator.model.statements import Output

_LENGTHS = frozenset({"length", "len", "size"})
_CLASS = re.compile(r"\bCLASS\s+(\w+)", re.IGNORECASE)


class Builder(AstBuilder):
    """What SCSA does differently from the base grammar."""

    class_names_constructor = True
    binary_operators: ClassVar[Mapping[str, BinaryOperator]] = {
        **AstBuilder.binary_operators,
        "%": BinaryOperator.MOD_FLOORED,
        "div": BinaryOperator.DIV_FLOORED,
        "mod": BinaryOperator.MOD_FLOORED,
    }

    def print_(self, span: Span, *items: Expression) -> object:
        """``PRINT(a, b)``: a space between the items, a new line behind them."""
        return Output(span, items, separator=" ")

    def output(self, span: Span, *items: Expression) -> object:
        """``OUTPUT(x)`` stays on its line."""
        return Output(span, items, end="")

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
        """FOR counts up or down by itself; to the last index of a list it counts up."""
        header = super().for_(span, variable, sign, start, to, end, step)
        if not isinstance(header, ForHeader) or to[0].lower() == "downto":
            return header
        through_all = isinstance(start, Integer) and start.value == 0 and _is_last_index(end)
        return replace(header, either_way=not through_all)

    def section(self, span: Span, word: Token, *_: Token) -> object:
        """ATTRIBUTES and METHODS say nothing that what follows them does not."""
        del word
        return Several(span, ())

    def field(self, span: Span, base: Expression, name: Token) -> Expression:
        """``list.length`` is what others write for LENGTH(list)."""
        if name[0].lower() == "length" and not self.declares("length"):
            return Call(span, "LENGTH", (base,), name_span=self.at(name))
        if type(base) is Name and base.name.lower() == "super":
            base = Super(base.span)
        return super().field(span, base, name)

    def call(self, span: Span, callee: Expression, *arguments: Expression) -> Expression:
        """``super(x)`` and ``super.Animal(x)`` run the constructor of the parent."""
        match callee:
            case Call(function="LENGTH") if not arguments:
                return callee
            case Name(name=name) if name.lower() == "super":
                return MethodCall(span, Super(callee.span), "NEW", arguments)
            case Field(base=Super() as base, name=name) if self._is_class(name):
                return MethodCall(span, base, "NEW", arguments)
        return super().call(span, callee, *arguments)

    def _is_class(self, name: str) -> bool:
        if name.lower() == "new":
            return True
        return any(name in _CLASS.findall(line.text) for line in self.lines)


def _is_last_index(end: Expression) -> bool:
    match end:
        case Binary(_, BinaryOperator.SUBTRACT, Call(function=name), Integer(value=1)):
            return name.lower() in _LENGTHS
    return False


DIALECT = Dialect(
    name="scsa",
    title="SCSA (Western Australia, Computer Science ATAR)",
    reference="SCSA Computer Science ATAR, Year 12 syllabus (from 2024), pseudocode",
    grammar=Path(__file__).with_suffix(".lark"),
    builder=Builder,
    rules=Rules(
        first_character=0,
        first_element=0,
        true_text="TRUE",
        false_text="FALSE",
        arrays_are_values=False,
        assigning_makes_local=True,
        types_are_written=False,
        arrays_go_by_reference=True,
    ),
    library=LIBRARY,
    line_style=LineStyle(
        comment_marks=("#", "//"),
        continues_after=(*LineStyle().continues_after, "{"),
        continues_before=("+", "-", "*", "/", ",", "=", "<", ">", "}", "AND", "OR"),
    ),
    words={
        "ENDIF": "END IF",
        "ENDCASE": "END CASE",
        "NEXT": "END FOR",
        "ENDWHILE": "END WHILE",
        "ENDPROCEDURE": "END and its name",
        "ENDFUNCTION": "END and its name",
        "ENDCLASS": "END and its name",
        "PROCEDURE": "FUNCTION",
        "<-": "=",
    },
    marks=Marks(
        words={
            "attributes": 3,
            "methods": 3,
            "print": 0.5,
            "this": 1,
            "inherits": 0.5,
            "#": 0.3,
            "==": 0.4,
            "declare": -3,
            "endif": -2,
            "endwhile": -2,
            "endfunction": -2,
            "endprocedure": -2,
            "subroutine": -2,
            "userinput": -3,
            "procedure": -1,
            "display": -1,
            "<-": -1,
            "←": -1,
            "{": -1,
            "//": -0.5,
            "fi": -1,
            "next": -1,
            "loop": -2,
            "method": -2,
            ";": -1,
            "algoritmo": -4,
            "proceso": -4,
        },
        patterns={
            r"^\s*END (?!IF\b|FOR\b|WHILE\b|CASE\b|LOOP\b|METHOD\b|SUB\b)[A-Za-z_]\w*\s*$": 3,
            r"^\s*END (?:IF|FOR|WHILE|CASE)\s*$": 1,
            r"^\s*END CASE\b": 1,
            r"^\s*CASE\b.+\bOF\s*$": 1,
            r"^\s*(?:FUNCTION|MODULE) \w+\s*\(": 0.7,
            r"\b(?-i:PRINT)\s*\(": 4.5,
            r"^\s*(?-i:OUTPUT|INPUT)\s*\(": 1.5,
            r"=\s*(?-i:INPUT)\s*\(": 1.5,
            r"^\s*FOR \w+ = .+ TO ": 0.7,
            r"^\s*for \w+ = .+ to ": 0.2,
        },
    ),
)
