"""PSeInt: the Spanish pseudocode of the tool of that name, in its flexible profiles.

Sources: the help of PSeInt (version 2024), "Referencia de pseudocódigo"; the switches of its
profiles (``creator/LangSettings``); and what students' programs do beyond them. Where
the profiles differ, the most permissive reading is taken, as the default "Flexible" does.
"""

# ruff: noqa: D102 - methods for grammar rules fill an interface; the grammar tells the rule.

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from pseudocode_translator.dialects.pseint_declarations import join_declarations
from pseudocode_translator.dialects.pseint_library import LIBRARY
from pseudocode_translator.dialects.pseint_words import MARKS, WORDS
from pseudocode_translator.frontend.build import AstBuilder
from pseudocode_translator.frontend.build_declarations import array_of
from pseudocode_translator.frontend.build_expressions import Token
from pseudocode_translator.frontend.dialect import Dialect
from pseudocode_translator.frontend.if_counts import ParsedLine
from pseudocode_translator.frontend.items import (
    Block,
    Declared,
    ForHeader,
    ProgramEnd,
    ProgramHeader,
    SubroutineHeader,
    Until,
    WrittenType,
)
from pseudocode_translator.frontend.line_style import LineStyle
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.nodes import (
    Binary,
    BinaryOperator,
    Boolean,
    Call,
    Expression,
    Integer,
    Name,
    Real,
    Text,
    Unary,
    UnaryOperator,
)
from pseudocode_translator.model.program import Parameter
from pseudocode_translator.model.rules import NumberText, Rules
from pseudocode_translator.model.statements import (
    Bounds,
    CallStatement,
    Output,
)
from pseudocode_translator.model.types import BOOLEAN, INTEGER, REAL, STRING, UNKNOWN, Type

_LOOSE = re.compile(r"[\s_]+")
_EULER = 2.718281828459045
_RELATIONS = {
    "mayor": BinaryOperator.GREATER,
    "menor": BinaryOperator.LESS,
    "igual": BinaryOperator.EQUAL,
    "distinto": BinaryOperator.NOT_EQUAL,
    "diferente": BinaryOperator.NOT_EQUAL,
}
_OR_EQUAL = {
    BinaryOperator.GREATER: BinaryOperator.GREATER_OR_EQUAL,
    BinaryOperator.LESS: BinaryOperator.LESS_OR_EQUAL,
}
_PROGRAM = frozenset({"finalgoritmo", "finproceso"})


class Builder(AstBuilder):
    """What PSeInt does differently from the base grammar."""

    binary_operators: ClassVar[Mapping[str, BinaryOperator]] = {
        **AstBuilder.binary_operators,
        "y": BinaryOperator.AND,
        "&": BinaryOperator.AND,
        "o": BinaryOperator.OR,
        "|": BinaryOperator.OR,
    }
    unary_operators: ClassVar[Mapping[str, UnaryOperator]] = {
        **AstBuilder.unary_operators,
        "no": UnaryOperator.NOT,
        "~": UnaryOperator.NOT,
        "¬": UnaryOperator.NOT,
    }
    type_names: ClassVar[Mapping[str, Type]] = {
        **dict.fromkeys(("entero", "entera", "enteros"), INTEGER),
        **dict.fromkeys(("real", "reales", "numero", "número", "numerico", "numérico"), REAL),
        **dict.fromkeys(("logico", "lógico", "logica", "lógica", "booleano"), BOOLEAN),
        **dict.fromkeys(("caracter", "carácter", "caracteres", "cadena", "texto"), STRING),
    }
    closers: ClassVar[Mapping[str, frozenset[Block]]] = {
        "finsi": frozenset({Block.IF}),
        "finsegun": frozenset({Block.CASE}),
        "finsegún": frozenset({Block.CASE}),
        "finpara": frozenset({Block.FOR}),
        "finmientras": frozenset({Block.WHILE}),
        "finrepetir": frozenset({Block.REPEAT}),
        "finsubproceso": frozenset({Block.PROCEDURE, Block.FUNCTION}),
        "finsubalgoritmo": frozenset({Block.PROCEDURE, Block.FUNCTION}),
        "finsubrutina": frozenset({Block.PROCEDURE, Block.FUNCTION}),
        "finfuncion": frozenset({Block.PROCEDURE, Block.FUNCTION}),
        "finfunción": frozenset({Block.PROCEDURE, Block.FUNCTION}),
        "fin": frozenset(Block),
    }

    _told_of_way = False

    def settle(self, lines: list[ParsedLine]) -> None:
        """``Definir v Como Entero`` and ``Dimension v[10]`` are one declaration."""
        super().settle(lines)
        join_declarations(lines)

    # Blocks.

    def program_header(self, span: Span, *words: Token) -> ProgramHeader:
        return ProgramHeader(span, " ".join(word[0] for word in words))

    def closer(self, span: Span, token: Token) -> object:
        if _LOOSE.sub("", token[0].lower()) in _PROGRAM:
            return ProgramEnd(span, token[0])
        return super().closer(span, token)

    def for_(self, *parts: object) -> object:
        """Without ``Con Paso`` the bounds say which way it goes."""
        header = super().for_(*parts)  # type: ignore[arg-type]
        assert isinstance(header, ForHeader)
        if header.step is not None or self.rules.steps_are_written:
            return header
        if _may_count_down(header.start, header.end):
            return replace(header, either_way=True)
        if not _is_number(header.end) and not self._told_of_way:
            self._told_of_way = True
            self.report(
                "PS525",
                header.span,
                "this Para is taken to count up; most profiles would count down if its end "
                "were smaller than its start",
                fix="write Con Paso 1 to say so",
            )
        return header

    def as_long_as(self, span: Span, condition: Expression) -> object:
        """``Mientras Que c`` ends a Repetir that goes on while `c` is true."""
        return Until(span, _negated(condition.span, condition))

    def result(self, span: Span, name: Token, _: Token) -> Name:
        return self.named(name)

    def subroutine_header(
        self,
        span: Span,
        result: Name | None,
        name: Token,
        parameters: tuple[Parameter, ...] | None,
    ) -> SubroutineHeader:
        """With ``r <-`` it is a function whose result is the last value of `r`."""
        if result is None:
            return self.subroutine(span, name, parameters, None)
        return SubroutineHeader(span, name[0], parameters or (), UNKNOWN, result_name=result)

    def parameters(self, span: Span, *parameters: Parameter) -> tuple[Parameter, ...]:  # type: ignore[override]
        return parameters

    def parameter(
        self,
        span: Span,
        name: Token,
        bounds: tuple[Bounds, ...] | None,
        mode: Token | None,
        written: WrittenType | None,
    ) -> Parameter:
        """``v Por Referencia``; an array goes by reference without saying so."""
        type_ = written.type if written else UNKNOWN
        if bounds is not None:
            type_ = array_of(span, type_, ()).type
        by_reference = mode is not None and mode[0].lower().endswith("referencia")
        return Parameter(span, self.named(name), type_, by_reference)

    # Declarations.

    def declaration(  # type: ignore[override]
        self,
        span: Span,
        name: Token,
        bounds: tuple[Bounds, ...] | None,
        written: WrittenType | None,
    ) -> Declared:
        return super().declaration(span, None, name, bounds, written)

    def dimension(self, span: Span, *declared: Declared) -> object:
        return self.declare(span, *declared)

    def bound(self, span: Span, first: Expression, *rest: Expression | Token) -> Bounds:
        """``v[10]`` has ten elements; a profile may fix that they count from 0."""
        if self.rules.first_element == 0:
            return Bounds(Integer(first.span, 0), _less_one(first))
        bounds = super().bound(span, first, *rest)
        return replace(bounds, is_length=self.rules.base_is_open)

    # Input and output.

    def output_part(self, span: Span, *items: Expression) -> object:
        """``Sin Saltar``: what is written next goes on in the same line."""
        return Output(span, items, end="")

    def wait(self, span: Span, time: Expression, unit: Token) -> object:
        if unit[0].lower().startswith("mili"):
            time = Binary(time.span, BinaryOperator.DIVIDE, time, Integer(time.span, 1000))
        return CallStatement(span, Call(span, "ESPERAR", (time,)))

    # Expressions.

    def binary(self, span: Span, left: Expression, sign: Token, right: Expression) -> Expression:
        """In a profile without reals, ``/`` drops the fraction."""
        if sign[0] == "/" and self.rules.numbers_are_whole:
            return Binary(span, BinaryOperator.DIV_TRUNCATED, left, right)
        return super().binary(span, left, sign, right)

    def colloquial(
        self, span: Span, left: Expression, words: Token, right: Expression
    ) -> Expression:
        """``a ES MAYOR O IGUAL QUE b``, ``x NO ES MULTIPLO DE 3``."""
        said = words[0].lower().split()
        relation = next((r for word, r in _RELATIONS.items() if _has(said, word[:7])), None)
        if relation is None:
            condition: Expression = _is_multiple(span, left, right)
        else:
            operator = (
                _OR_EQUAL[relation] if "igual" in said and relation in _OR_EQUAL else relation
            )
            condition = Binary(span, operator, left, right)
        return _negated(span, condition) if "no" in said else condition

    def property_of(self, span: Span, value: Expression, words: Token) -> Expression:
        """``n ES PAR`` and its like."""
        said = words[0].lower().split()
        zero = Integer(self.at(words), 0)
        match said[-1]:
            case "par" | "impar" as parity:
                even = _is_multiple(span, value, Integer(zero.span, 2))
                condition: Expression = even if parity == "par" else _negated(span, even)
            case "cero":
                condition = Binary(span, BinaryOperator.EQUAL, value, zero)
            case "entero" | "entera":
                whole = Call(span, "TRUNC", (value,))
                condition = Binary(span, BinaryOperator.EQUAL, value, whole)
            case sign:
                is_positive = sign.startswith("positiv")
                relation = BinaryOperator.GREATER if is_positive else BinaryOperator.LESS
                condition = Binary(span, relation, value, zero)
        return _negated(span, condition) if "no" in said else condition

    def call(self, span: Span, callee: Expression, *arguments: Expression) -> Expression:
        """CONCATENAR and AZAR say what an operator or another function says."""
        called = super().call(span, callee, *arguments)
        match called:
            case Call(function=name, arguments=(first, second)) if name.lower() == "concatenar":
                return Binary(span, BinaryOperator.CONCATENATE, first, second)
            case Call(function=name, arguments=(limit,)) if name.lower() == "azar":
                limits = (Integer(limit.span, 0), _less_one(limit))
                return Call(span, "ALEATORIO", limits, name_span=called.name_span)
        return called

    def name(self, span: Span, token: Token) -> Expression:
        """EULER is a number."""
        if token[0].lower() == "euler" and not self.is_assigned("euler"):
            return Real(span, _EULER)
        return super().name(span, token)

    def character(self, span: Span, token: Token) -> Expression:
        """Both kinds of quotes hold texts of any length."""
        return Text(span, token[0][1:-1])

    def boolean(self, span: Span, token: Token) -> Expression:
        return Boolean(span, token[0].lower() == "verdadero")

    def is_assigned(self, name: str) -> bool:
        """Tell whether the program stores something under a name that has a meaning."""
        stores = re.compile(rf"\b{name}\s*(?:<-|:=|=(?!=))|\bdefinir\b.*\b{name}\b", re.IGNORECASE)
        return any(stores.search(line.text) for line in self.lines)


def _may_count_down(start: Expression, end: Expression) -> bool:
    """A loop to a number may start above it, and so may one between two variables.

    Where it starts at a number or at a calculated place, as in ``Para j <- i + 1 Hasta n``,
    people mean it to go up, and to run not at all if the end comes before the start.
    """
    return _is_number(end) or (isinstance(start, Name) and isinstance(end, Name))


def _is_number(value: Expression) -> bool:
    number = value.operand if isinstance(value, Unary) else value
    return isinstance(number, Integer | Real)


def _has(said: list[str], start: str) -> bool:
    return any(word.startswith(start) for word in said)


def _is_multiple(span: Span, value: Expression, divisor: Expression) -> Expression:
    """Whether the remainder is 0; that is the same for both signs of a remainder."""
    remainder = Binary(span, BinaryOperator.MOD_FLOORED, value, divisor)
    return Binary(span, BinaryOperator.EQUAL, remainder, Integer(divisor.span, 0))


def _negated(span: Span, condition: Expression) -> Expression:
    """The condition with the opposite relation, where there is one."""
    match condition:
        case Binary(operator=operator) if operator in _OPPOSITES:
            return replace(condition, operator=_OPPOSITES[operator])
    return Unary(span, UnaryOperator.NOT, condition)


_OPPOSITES = {
    BinaryOperator.EQUAL: BinaryOperator.NOT_EQUAL,
    BinaryOperator.NOT_EQUAL: BinaryOperator.EQUAL,
    BinaryOperator.LESS: BinaryOperator.GREATER_OR_EQUAL,
    BinaryOperator.GREATER_OR_EQUAL: BinaryOperator.LESS,
    BinaryOperator.GREATER: BinaryOperator.LESS_OR_EQUAL,
    BinaryOperator.LESS_OR_EQUAL: BinaryOperator.GREATER,
}


def _less_one(value: Expression) -> Expression:
    if isinstance(value, Integer):
        return Integer(value.span, value.value - 1)
    return Binary(value.span, BinaryOperator.SUBTRACT, value, Integer(value.span, 1))


_STATEMENTS = """
    ALGORITMO PROCESO SUBPROCESO SUBALGORITMO FUNCION FUNCIÓN DEFINIR DIMENSION DIMENSIÓN
    DIMENSIONAR LEER ESCRIBIR IMPRIMIR MOSTRAR SI ENTONCES SINO SEGUN SEGÚN PARA MIENTRAS HACER
    REPETIR HASTA FINSI FINSEGUN FINPARA FINMIENTRAS FINALGORITMO FINPROCESO FINSUBPROCESO
    FINSUBALGORITMO FINFUNCION FIN BORRAR LIMPIAR ESPERAR
"""
_OPERATORS = ("+", "-", "*", "/", ",", "=", "<", ">", "<=", ">=", "<>", "<-")
_RULES = Rules(
    names_fold_case=True,
    true_text="VERDADERO",
    false_text="FALSO",
    number_text=NumberText.PSEINT,
    arrays_go_by_reference=True,
    globals_are_visible=False,
    base_is_open=True,
)

DIALECT = Dialect(
    name="pseint",
    title="PSeInt",
    reference="PSeInt 2024, help: Referencia de pseudocódigo; profiles in LangSettings",
    grammar=Path(__file__).with_suffix(".lark"),
    builder=Builder,
    rules=_RULES,
    profiles={
        "base0": {"base_is_open": False, "first_element": 0, "first_character": 0},
        "base1": {"base_is_open": False},
        "enteros": {"numbers_are_whole": True},
        "con_paso": {"steps_are_written": True},
    },
    library=LIBRARY,
    line_style=LineStyle(
        continues_after=_OPERATORS,
        continues_before=_OPERATORS,
        statement_words=frozenset(_STATEMENTS.split()),
    ),
    words=WORDS,
    marks=MARKS,
)
