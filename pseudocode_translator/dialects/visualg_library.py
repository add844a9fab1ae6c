"""The functions that VisuAlg provides.

Source: "A linguagem de programação do VisuAlg", the manual of VisuAlg 2.5 and 3.0, part 4,
"Funções".
"""

from __future__ import annotations

from pseudocode_translator.model.library import Library, LibraryFunction
from pseudocode_translator.model.types import INTEGER, REAL, STRING, UNKNOWN

LIBRARY = (
    LibraryFunction("abs", Library.ABSOLUTE, (UNKNOWN,), UNKNOWN),
    LibraryFunction("exp", Library.POWER, (REAL, REAL), UNKNOWN),
    LibraryFunction("int", Library.TRUNCATE, (REAL,), INTEGER),
    LibraryFunction("raizq", Library.SQUARE_ROOT, (REAL,), REAL),
    LibraryFunction("quad", Library.SQUARE, (REAL,), UNKNOWN),
    LibraryFunction("log", Library.DECIMAL_LOGARITHM, (REAL,), REAL),
    LibraryFunction("logn", Library.NATURAL_LOGARITHM, (REAL,), REAL),
    LibraryFunction("sen", Library.SINE, (REAL,), REAL),
    LibraryFunction("cos", Library.COSINE, (REAL,), REAL),
    LibraryFunction("tan", Library.TANGENT, (REAL,), REAL),
    LibraryFunction("cotan", Library.COTANGENT, (REAL,), REAL),
    LibraryFunction("arcsen", Library.ARC_SINE, (REAL,), REAL),
    LibraryFunction("arccos", Library.ARC_COSINE, (REAL,), REAL),
    LibraryFunction("arctan", Library.ARC_TANGENT, (REAL,), REAL),
    LibraryFunction("graupRad", Library.TO_RADIANS, (REAL,), REAL),
    LibraryFunction("radpGrau", Library.TO_DEGREES, (REAL,), REAL),
    LibraryFunction("pi", Library.PI, (), REAL),
    LibraryFunction("randi", Library.RANDOM_INDEX, (INTEGER,), INTEGER),
    LibraryFunction("rand", Library.RANDOM, (), REAL),
    LibraryFunction("compr", Library.LENGTH, (STRING,), INTEGER),
    LibraryFunction("copia", Library.SUBSTRING, (STRING, INTEGER, INTEGER), STRING),
    LibraryFunction("maiusc", Library.UPPER, (STRING,), STRING),
    LibraryFunction("minusc", Library.LOWER, (STRING,), STRING),
    LibraryFunction("pos", Library.POSITION, (STRING, STRING), INTEGER, order=(1, 0)),
    LibraryFunction("numpcarac", Library.NUMBER_TO_TEXT, (UNKNOWN,), STRING),
    LibraryFunction("caracpnum", Library.TEXT_TO_NUMBER, (STRING,), UNKNOWN),
    LibraryFunction("asc", Library.FIRST_CODE, (STRING,), INTEGER),
    LibraryFunction("carac", Library.CHARACTER, (INTEGER,), STRING),
    # Seen in real programs.
    LibraryFunction("raiz", Library.SQUARE_ROOT, (REAL,), REAL),
)
