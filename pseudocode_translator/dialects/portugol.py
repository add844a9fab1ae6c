"""Portugol of Portugol Studio: Portuguese words, the blocks and operators of C.

Sources: the language's own help in Portugol Studio 2.7 (UNIVALI), with its libraries; what the
Webstudio's tests found out about the official console (dgadelha/Portugol-Webstudio, pull
request 442). What real programs add was collected from public programs.
"""

# ruff: noqa: D102 - methods for grammar rules fill an interface; the grammar tells the rule.

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from pseudocode_translator.dialects.portugol_blocks import PortugolBlocks
from pseudocode_translator.dialects.portugol_declarations import PortugolDeclarations
from pseudocode_translator.dialects.portugol_library import (
    LIBRARIES,
    LIBRARY,
    library_constant,
    made_of_several,
)
from pseudocode_translator.frontend.c_loops import LoopHeader
from pseudocode_translator.frontend.dialect import Dialect
from pseudocode_translator.frontend.items import (
    CaseHeader,
    Otherwise,
    Several,
)
from pseudocode_translator.frontend.line_style import LineStyle
from pseudocode_translator.frontend.marks import Marks
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.nodes import (
    Binary,
    BinaryOperator,
    Boolean,
    Call,
    Character,
    Expression,
    Field,
    Integer,
    Name,
    Text,
    UnaryOperator,
)
from pseudocode_translator.model.program import Statement
from pseudocode_translator.model.rules import NumberText, Rules
from pseudocode_translator.model.statements import (
    Assign,
    Comment,
    Output,
)

Token = tuple[str, int, int]
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r"}


class Builder(PortugolDeclarations):
    """What Portugol does differently from the base grammar."""

    binary_operators: ClassVar[Mapping[str, BinaryOperator]] = {
        "+": BinaryOperator.ADD,
        "-": BinaryOperator.SUBTRACT,
        "*": BinaryOperator.MULTIPLY,
        "/": BinaryOperator.DIVIDE_BY_TYPE,
        "%": BinaryOperator.MOD_TRUNCATED,
        "=": BinaryOperator.EQUAL,
        "==": BinaryOperator.EQUAL,
        "!=": BinaryOperator.NOT_EQUAL,
        "<": BinaryOperator.LESS,
        "<=": BinaryOperator.LESS_OR_EQUAL,
        ">": BinaryOperator.GREATER,
        ">=": BinaryOperator.GREATER_OR_EQUAL,
        "e": BinaryOperator.AND,
        "ou": BinaryOperator.OR,
        "&": BinaryOperator.BITS_AND,
        "|": BinaryOperator.BITS_OR,
        "^": BinaryOperator.BITS_XOR,
        "<<": BinaryOperator.SHIFT_LEFT,
        ">>": BinaryOperator.SHIFT_RIGHT,
    }
    unary_operators: ClassVar[Mapping[str, UnaryOperator]] = {
        "-": UnaryOperator.NEGATE,
        "+": UnaryOperator.PLUS,
        "nao": UnaryOperator.NOT,
        "não": UnaryOperator.NOT,
        "~": UnaryOperator.BITS_NOT,
    }

    def __init__(self, rules: Rules) -> None:
        super().__init__(rules)
        self.libraries = {name: name for name in LIBRARIES}
        """Libraries by the names that the program gives them."""

    def include(self, span: Span, library: Token, alias: Token | None) -> Comment:
        """``inclua biblioteca Matematica --> mat``."""
        if library[0] not in LIBRARIES:
            known = ", ".join(sorted(LIBRARIES))
            self.report(
                "PS145",
                self.at(library),
                f"the library {library[0]} is not known",
                fix=f"the libraries are {known}",
            )
        self.libraries[(alias or library)[0]] = library[0]
        words = f"inclua biblioteca {library[0]}"
        return Comment(span, f"{words} --> {alias[0]}" if alias else words)

    def clear(self, span: Span) -> Comment:
        """``limpa()`` empties a console; a program's output has nothing to be emptied."""
        return Comment(span, "limpa()")

    # Statements.

    def assign(self, span: Span, target: Expression, sign: Token, value: Expression) -> object:
        del sign
        return Assign(span, self.target(target), value)

    def bare(self, span: Span, expression: Expression) -> object:  # type: ignore[override]
        """``u.aguarde(500)`` only waits: nothing of a program's output depends on it."""
        match expression:
            case Call(function="Util.aguarde", arguments=(Integer(value=time),)):
                return Comment(span, f"aguarde({time})")
        return super().bare(span, expression)

    def increment_before(self, span: Span, sign: Token, target: Expression) -> object:
        """``++x``."""
        return self.increment(span, target, sign)

    def for_start(self, span: Span, *statements: object) -> tuple[Statement, ...]:
        """What stands before the first semicolon, or behind the second."""
        found: list[Statement] = []
        for each in statements:
            found += each.statements if isinstance(each, Several) else [each]  # type: ignore[list-item]
        return tuple(found)

    for_update = for_start

    def for_(  # type: ignore[override]
        self,
        span: Span,
        start: tuple[Statement, ...] | None,
        condition: Expression | None,
        update: tuple[Statement, ...] | None,
    ) -> object:
        return LoopHeader(span, start or (), condition, update or ())

    def case(self, span: Span, subject: Expression) -> object:
        return CaseHeader(span, subject, falls_through=True)

    def label(self, span: Span, value: Expression) -> object:
        """``caso 1:``."""
        return self.as_labels(span, value)

    def otherwise(self, span: Span) -> object:
        """``caso contrario:``."""
        return Otherwise(span)

    def output(self, span: Span, *items: Expression) -> object:
        """``escreva(x, "\n")``: a line ends only where the program says so."""
        match items:
            case (*before, Text(value=text)) if text.endswith("\n"):
                rest = [replace(items[-1], value=text[:-1])] if text[:-1] else []  # type: ignore[arg-type]
                return Output(span, (*before, *rest))
        return Output(span, items, end="")

    # Expressions.

    def comparison(
        self, span: Span, left: Expression, sign: Token, right: Expression
    ) -> Expression:
        """``=`` where ``==`` is meant is a mistake that is easy to understand."""
        if sign[0] == "=":
            self.report(
                "PS125", self.at(sign), "= stores a value; == compares", fix="write == here"
            )
        return Binary(span, self.binary_operators[sign[0]], left, right)

    def call(self, span: Span, callee: Expression, *arguments: Expression) -> Expression:
        """``mat.raiz(x, 2.0)`` is a function of a library, whatever the program calls that."""
        match callee:
            case Field(base=Name(name=alias), name=function) if alias in self.libraries:
                name = f"{self.libraries[alias]}.{function}"
                several = made_of_several(span, name, arguments)
                return several or Call(span, name, arguments, name_span=callee.span)
        return super().call(span, callee, *arguments)

    def field(self, span: Span, base: Expression, name: Token) -> Expression:
        """``mat.PI`` is a constant of a library."""
        if type(base) is Name and base.name in self.libraries:
            library = self.libraries[base.name]
            if name[0].isupper():
                return library_constant(span, library, name[0])
        return Field(span, base, name[0])

    def number(self, span: Span, token: Token) -> Expression:
        if token[0][:2] in ("0x", "0X"):
            return Integer(span, int(token[0], 16))
        return super().number(span, token)

    def text(self, span: Span, token: Token) -> Expression:
        return Text(span, _unescaped(token[0]))

    def character(self, span: Span, token: Token) -> Expression:
        value = _unescaped(token[0])
        return Character(span, value) if len(value) == 1 else Text(span, value)

    def boolean(self, span: Span, token: Token) -> Expression:
        return Boolean(span, token[0].lower() == "verdadeiro")


def _unescaped(quoted: str) -> str:
    return _ESCAPE.sub(lambda found: _ESCAPED.get(found[1], found[1]), quoted[1:-1])


_WORDS = {
    "IF": "se",
    "ELSE": "senao",
    "ELSE IF": "senao se",
    "WHILE": "enquanto",
    "REPEAT": "faca",
    "FOR": "para",
    "CASE": "escolha",
    "CASE OF": "escolha",
    "OTHERWISE": "caso contrario",
    "PROCEDURE": "funcao",
    "FUNCTION": "funcao",
    "SUBROUTINE": "funcao",
    "RETURN": "retorne",
    "BREAK": "pare",
    "OUTPUT": "escreva",
    "INPUT": "leia",
    "AND": "e",
    "OR": "ou",
    "NOT": "nao",
    "<-": "=",
    "=": "==",
    "ENDIF": "}",
    "ENDCASE": "}",
    "NEXT": "}",
    "ENDWHILE": "}",
    "UNTIL": "} enquanto (...)",
    "ENDPROCEDURE": "}",
    "ENDFUNCTION": "}",
}
_SIGNS = ("+", "-", "*", "/", "%", ",", "=", "<", ">", "<=", ">=", "==", "!=", "&", "|")

_MARKS = Marks(
    words={
        "inclua": 3,
        "biblioteca": 2,
        "cadeia": 1.5,
        "caracter": 0.5,
        "pare": 1,
        "limpa": 1,
        "nao": 0.3,
        "{": 0.5,
        "++": 0.5,
        "<-": -3,
        "entao": -4,
        "fimse": -5,
        "fimpara": -5,
        "fimenquanto": -5,
        "fimalgoritmo": -5,
        "escreval": -4,
        "var": -2,
        "passo": -3,
        "ate": -2,
    },
    patterns={
        r"^\s*programa\s*\{?\s*$": 2,
        r"\bfunc[aã]o\s+in[ií]cio\s*\(\s*\)": 5,
        r"\bfunc[aã]o\s+(?:inteiro|real|cadeia|caracter|logico|vazio)\s+\w+\s*\(": 3,
        r"^\s*(?:const\s+)?(?:inteiro|real|cadeia|caracter|logico)\s+\w+\s*(?:[,=\[]|$)": 2,
        r"^\s*para\s*\(": 3,
        r"^\s*(?:se|enquanto)\s*\(": 0.5,
        r"^\s*caso\s+contr[aá]rio\s*:": 2,
        r"^\s*(?:escreva|leia)\s*\(": 1,
    },
)

DIALECT = Dialect(
    name="portugol",
    title="Portugol (Portugol Studio)",
    reference="Portugol Studio 2.7 (UNIVALI): help pages of the language and its libraries",
    grammar=Path(__file__).with_suffix(".lark"),
    builder=Builder,
    blocks=PortugolBlocks,
    rules=Rules(
        first_character=0,
        first_element=0,
        true_text="verdadeiro",
        false_text="falso",
        number_text=NumberText.JAVA,
        numbers_take_the_variable=True,
        characters_are_numbers=True,
        integer_bits=32,
    ),
    library=LIBRARY,
    line_style=LineStyle(
        block_comments=(("/*", "*/"),),
        backslash_escapes=True,
        continues_after=(*_SIGNS, "E", "OU", "NAO"),
        continues_before=(*_SIGNS, "E", "OU"),
        continuation_marks=(),
        lists_in_braces=True,
        statement_words=frozenset(
            "SE SENAO SENÃO ENQUANTO PARA FACA FAÇA ESCOLHA CASO FUNCAO FUNÇÃO RETORNE PARE "
            "INTEIRO REAL CADEIA CARACTER LOGICO CONST ESCREVA LEIA INCLUA PROGRAMA".split()
        ),
    ),
    words=_WORDS,
    marks=_MARKS,
)
