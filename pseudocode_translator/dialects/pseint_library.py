"""The functions that PSeInt programs may call without defining them.

Source: the help of PSeInt, "Funciones predefinidas". CONCATENAR, AZAR and SUBCADENA of text
are made of other things by the builder; FechaActual and HoraActual are not supported.
"""

from __future__ import annotations

from pseudocode_translator.model.library import Library, LibraryFunction
from pseudocode_translator.model.types import INTEGER, NOTHING, REAL, STRING, UNKNOWN, Type


def _each(
    names: str, function: Library, parameters: tuple[Type, ...], result: Type
) -> tuple[LibraryFunction, ...]:
    """One function under several spellings."""
    return tuple(LibraryFunction(name, function, parameters, result) for name in names.split())


LIBRARY = (
    *_each("RC RAIZ RAÍZ", Library.SQUARE_ROOT, (REAL,), REAL),
    *_each("ABS", Library.ABSOLUTE, (UNKNOWN,), UNKNOWN),
    *_each("LN", Library.NATURAL_LOGARITHM, (REAL,), REAL),
    *_each("EXP", Library.EXPONENTIAL, (REAL,), REAL),
    *_each("SEN", Library.SINE, (REAL,), REAL),
    *_each("COS", Library.COSINE, (REAL,), REAL),
    *_each("TAN", Library.TANGENT, (REAL,), REAL),
    *_each("ASEN", Library.ARC_SINE, (REAL,), REAL),
    *_each("ACOS", Library.ARC_COSINE, (REAL,), REAL),
    *_each("ATAN", Library.ARC_TANGENT, (REAL,), REAL),
    *_each("TRUNC", Library.TRUNCATE, (REAL,), INTEGER),
    *_each("REDON", Library.ROUND, (REAL,), INTEGER),
    *_each("ALEATORIO", Library.RANDOM_BETWEEN, (INTEGER, INTEGER), INTEGER),
    *_each("LONGITUD", Library.LENGTH, (UNKNOWN,), INTEGER),
    *_each("SUBCADENA", Library.PART, (STRING, INTEGER, INTEGER), STRING),
    *_each("MAYUSCULAS MAYÚSCULAS", Library.UPPER, (UNKNOWN,), STRING),
    *_each("MINUSCULAS MINÚSCULAS", Library.LOWER, (UNKNOWN,), STRING),
    *_each("CONVERTIRANUMERO CONVERTIRANÚMERO", Library.TEXT_TO_NUMBER, (STRING,), REAL),
    *_each("CONVERTIRATEXTO", Library.NUMBER_TO_TEXT, (UNKNOWN,), STRING),
    *_each("ESPERAR", Library.WAIT, (REAL,), NOTHING),
    *_each("PI", Library.PI, (), REAL),
)
