"""The libraries of Portugol Studio: ``inclua biblioteca Matematica --> mat``.

Source: the help of Portugol Studio 2.7, section "Bibliotecas". What is no single function of
ours is made of several (`made_of_several`).
"""

from __future__ import annotations

from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.library import Library, LibraryFunction
from pseudocode_translator.model.nodes import (
    ArrayLiteral,
    Binary,
    BinaryOperator,
    Boolean,
    Call,
    Expression,
    Index,
    Integer,
    LibraryCall,
    Real,
    Text,
)
from pseudocode_translator.model.types import (
    BOOLEAN,
    CHAR,
    DATE,
    INTEGER,
    REAL,
    STRING,
    UNKNOWN,
    Type,
)

LIBRARIES = frozenset("Matematica Texto Tipos Util Calendario Arquivos".split())

LIBRARY = (
    LibraryFunction("Matematica.PI", Library.PI, (), REAL),
    LibraryFunction("Matematica.potencia", Library.POWER, (REAL, REAL), REAL),
    LibraryFunction("Matematica.raiz_quadrada", Library.SQUARE_ROOT, (REAL,), REAL),
    LibraryFunction("Matematica.logaritmo_natural", Library.NATURAL_LOGARITHM, (REAL,), REAL),
    LibraryFunction("Matematica.logaritmo_decimal", Library.DECIMAL_LOGARITHM, (REAL,), REAL),
    LibraryFunction("Matematica.arredondar", Library.ROUND, (REAL, INTEGER), REAL),
    LibraryFunction("Matematica.seno", Library.SINE, (REAL,), REAL),
    LibraryFunction("Matematica.cosseno", Library.COSINE, (REAL,), REAL),
    LibraryFunction("Matematica.tangente", Library.TANGENT, (REAL,), REAL),
    LibraryFunction("Matematica.maior_numero", Library.MAXIMUM, (REAL, REAL), REAL),
    LibraryFunction("Matematica.menor_numero", Library.MINIMUM, (REAL, REAL), REAL),
    LibraryFunction("Matematica.valor_absoluto", Library.ABSOLUTE, (REAL,), REAL),
    LibraryFunction("Texto.numero_caracteres", Library.LENGTH, (STRING,), INTEGER),
    LibraryFunction("Texto.caixa_alta", Library.UPPER, (STRING,), STRING),
    LibraryFunction("Texto.caixa_baixa", Library.LOWER, (STRING,), STRING),
    LibraryFunction("Texto.substituir", Library.REPLACE, (STRING, STRING, STRING), STRING),
    LibraryFunction(
        "Texto.posicao_texto",
        Library.POSITION,
        (STRING, STRING, INTEGER),
        INTEGER,
        order=(1, 0, 2),
    ),
    LibraryFunction(
        "Texto.preencher_a_esquerda",
        Library.PAD_LEFT,
        (CHAR, INTEGER, STRING),
        STRING,
        order=(2, 1, 0),
    ),
    LibraryFunction("Tipos.cadeia_para_real", Library.TO_REAL, (STRING,), REAL),
    LibraryFunction("Tipos.inteiro_para_real", Library.TO_REAL, (INTEGER,), REAL),
    LibraryFunction("Tipos.real_para_inteiro", Library.TRUNCATE, (REAL,), INTEGER),
    LibraryFunction("Tipos.real_para_cadeia", Library.NUMBER_TO_TEXT, (REAL,), STRING),
    LibraryFunction("Tipos.logico_para_cadeia", Library.NUMBER_TO_TEXT, (BOOLEAN,), STRING),
    LibraryFunction("Tipos.caracter_para_cadeia", Library.NUMBER_TO_TEXT, (CHAR,), STRING),
    LibraryFunction("Tipos.inteiro_para_caracter", Library.NUMBER_TO_TEXT, (INTEGER,), CHAR),
    LibraryFunction("Tipos.decimal_para_cadeia", Library.NUMBER_TO_TEXT, (INTEGER,), STRING),
    LibraryFunction("Tipos.inteiro_para_cadeia", Library.TO_BASE, (INTEGER, INTEGER), STRING),
    LibraryFunction("Tipos.caracter_para_inteiro", Library.FROM_BASE, (CHAR,), INTEGER),
    LibraryFunction("Tipos.cadeia_para_inteiro", Library.FROM_BASE, (STRING, INTEGER), INTEGER),
    LibraryFunction("Tipos.cadeia_e_real", Library.IS_NUMBER, (STRING,), BOOLEAN),
    LibraryFunction("Tipos.cadeia_e_inteiro", Library.IS_WHOLE, (STRING, INTEGER), BOOLEAN),
    LibraryFunction("Tipos.caracter_e_inteiro", Library.IS_WHOLE, (CHAR,), BOOLEAN),
    LibraryFunction("Util.sorteia", Library.RANDOM_BETWEEN, (INTEGER, INTEGER), INTEGER),
    LibraryFunction("Util.numero_elementos", Library.LENGTH, (UNKNOWN,), INTEGER),
    LibraryFunction("Util.numero_linhas", Library.LENGTH, (UNKNOWN,), INTEGER),
    LibraryFunction("Util.tempo_decorrido", Library.MILLISECONDS, (), INTEGER),
    LibraryFunction("Calendario.hora_do_dia", Library.HOUR, (), INTEGER),
    LibraryFunction("Calendario.minuto_atual", Library.MINUTE, (), INTEGER),
    LibraryFunction("Calendario.segundo_atual", Library.SECOND, (), INTEGER),
)

_WEEKDAYS = "DOMINGO SEGUNDA_FEIRA TERCA_FEIRA QUARTA_FEIRA QUINTA_FEIRA SEXTA_FEIRA SABADO"
_MONTHS = "JANEIRO FEVEREIRO MARCO ABRIL MAIO JUNHO JULHO AGOSTO SETEMBRO OUTUBRO NOVEMBRO DEZEMBRO"
_CONSTANTS = {
    "Arquivos.MODO_LEITURA": 0,
    "Arquivos.MODO_ESCRITA": 1,
    "Arquivos.MODO_ACRESCENTAR": 2,
    **{f"Calendario.DIA_{day}": n for n, day in enumerate(_WEEKDAYS.split(), 1)},
    **{f"Calendario.MES_{month}": n for n, month in enumerate(_MONTHS.split(), 1)},
}
_FULL_NAMES = (
    *("Domingo", "Segunda-Feira", "Terça-Feira", "Quarta-Feira", "Quinta-Feira"),
    *("Sexta-Feira", "Sábado"),
)
_SHORT_NAMES = ("Dom", "Seg", "Ter", "Qua", "Qui", "Sex", "Sáb")
_PARTS_OF_TODAY = {
    "ano_atual": Library.YEAR,
    "mes_atual": Library.MONTH,
    "dia_mes_atual": Library.DAY,
    "dia_semana_atual": Library.DAY_INDEX,
}


def library_constant(span: Span, library: str, name: str) -> Expression:
    """Give the constant of a library, as ``mat.PI``."""
    full = f"{library}.{name}"
    if full in _CONSTANTS:
        return Integer(span, _CONSTANTS[full])
    return Call(span, full, (), name_span=span)


def made_of_several(span: Span, name: str, arguments: tuple[Expression, ...]) -> Expression | None:
    """Write a call as we can say it, where that takes more than one function of ours.

    Args:
        span: Of the call.
        name: Library and function, ``Matematica.raiz``.
        arguments: As written.
    """
    match name, arguments:
        case "Matematica.raiz", (value, Integer(value=2) | Real(value=2.0)):
            return _call(span, "Matematica.raiz_quadrada", value)
        case "Matematica.raiz", (value, degree):
            inverse = Binary(degree.span, BinaryOperator.DIVIDE, Real(degree.span, 1.0), degree)
            return _call(span, "Matematica.potencia", value, inverse)
        case "Matematica.logaritmo", (value, Integer(value=10) | Real(value=10.0)):
            return _call(span, "Matematica.logaritmo_decimal", value)
        case "Matematica.logaritmo", (value, base):
            function = "Matematica.logaritmo_natural"
            logarithms = _call(span, function, value), _call(span, function, base)
            return Binary(span, BinaryOperator.DIVIDE, *logarithms)
        case "Texto.extrair_subtexto", (text, first, past):
            return _made(span, Library.SUBSTRING, STRING, text, first, _distance(first, past))
        case "Texto.obter_caracter", (text, place):
            return Index(span, text, (place,))
        case "Tipos.cadeia_para_caracter", (text,):
            return Index(span, text, (Integer(span, 0),))
        case "Tipos.cadeia_para_logico", (text,):
            return Binary(span, BinaryOperator.EQUAL, text, Text(span, "verdadeiro"))
        case "Tipos.inteiro_para_logico", (number,):
            return Binary(span, BinaryOperator.NOT_EQUAL, number, Integer(span, 0))
        case "Tipos.inteiro_para_cadeia", (number, Integer(value=10)):
            return _call(span, "Tipos.decimal_para_cadeia", number)
        case "Util.numero_colunas", (matrix,):
            return _call(span, "Util.numero_elementos", Index(span, matrix, (Integer(span, 0),)))
    return _date(span, name, arguments)


def _distance(first: Expression, past: Expression) -> Expression:
    match first, past:
        case Integer(value=0), _:
            return past
        case Integer(value=low), Integer(value=high) if low <= high:
            return Integer(past.span, high - low)
    return Binary(past.span, BinaryOperator.SUBTRACT, past, first)


def _date(span: Span, name: str, arguments: tuple[Expression, ...]) -> Expression | None:
    library, _, function = name.partition(".")
    if library != "Calendario":
        return None
    if function in _PARTS_OF_TODAY and not arguments:
        today = _made(span, Library.TODAY, DATE)
        return _made(span, _PARTS_OF_TODAY[function], INTEGER, today)
    match function, arguments:
        case "hora_atual", (Boolean(value=False),):
            return _call(span, "Calendario.hora_do_dia")
        case "hora_atual", (Boolean(value=True),):
            hour = _call(span, "Calendario.hora_do_dia")
            return Binary(span, BinaryOperator.MOD_TRUNCATED, hour, Integer(span, 12))
        case "dia_semana_completo", (day, upper, lower):
            return _cased(span, _name(span, _FULL_NAMES, day), upper, lower)
        case "dia_semana_abreviado", (day, upper, lower):
            return _cased(span, _name(span, _SHORT_NAMES, day), upper, lower)
    return None


def _name(span: Span, names: tuple[str, ...], number: Expression) -> Expression:
    if isinstance(number, Integer) and 1 <= number.value <= len(names):
        return Text(span, names[number.value - 1])
    literal = ArrayLiteral(span, tuple(Text(span, name) for name in names), 0)
    place = Binary(span, BinaryOperator.SUBTRACT, number, Integer(span, 1))
    return Index(span, literal, (place,))


def _cased(span: Span, text: Expression, upper: Expression, lower: Expression) -> Expression:
    if isinstance(upper, Boolean) and upper.value:
        return _call(span, "Texto.caixa_alta", text)
    if isinstance(lower, Boolean) and lower.value:
        return _call(span, "Texto.caixa_baixa", text)
    return text


def _call(span: Span, name: str, *arguments: Expression) -> Call:
    return Call(span, name, arguments, name_span=span)


def _made(span: Span, function: Library, kind: Type, *arguments: Expression) -> LibraryCall:
    return LibraryCall(span, function, arguments, kind)
