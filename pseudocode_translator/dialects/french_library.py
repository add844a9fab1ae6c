"""The functions of French pseudocode.

Source: C. Darmangeat, "Algorithmique et programmation pour non-matheux", parts 5 and 9; the
French names are those of university courses.
"""

from __future__ import annotations

from pseudocode_translator.model.library import Library, LibraryFunction
from pseudocode_translator.model.types import INTEGER, REAL, STRING, UNKNOWN

_TEXTS = (STRING, INTEGER)
_PARTS = (STRING, INTEGER, INTEGER)

LIBRARY = (
    *(LibraryFunction(n, Library.LENGTH, (UNKNOWN,), INTEGER) for n in ("Len", "Longueur")),
    *(LibraryFunction(n, Library.SUBSTRING, _PARTS, STRING) for n in ("Mid", "Extraire")),
    *(LibraryFunction(n, Library.LEFT, _TEXTS, STRING) for n in ("Left", "Gauche")),
    *(LibraryFunction(n, Library.RIGHT, _TEXTS, STRING) for n in ("Right", "Droite")),
    LibraryFunction("Trouve", Library.POSITION, (STRING, STRING), INTEGER),
    *(LibraryFunction(n, Library.UPPER, (STRING,), STRING) for n in ("Majuscule", "Majuscules")),
    *(LibraryFunction(n, Library.LOWER, (STRING,), STRING) for n in ("Minuscule", "Minuscules")),
    LibraryFunction("Asc", Library.FIRST_CODE, (STRING,), INTEGER),
    LibraryFunction("Chr", Library.CHARACTER, (INTEGER,), STRING),
    LibraryFunction("Cnum", Library.TEXT_TO_NUMBER, (STRING,), UNKNOWN),
    LibraryFunction("Ccar", Library.NUMBER_TO_TEXT, (UNKNOWN,), STRING),
    LibraryFunction("Ent", Library.FLOOR, (REAL,), INTEGER),
    LibraryFunction("Abs", Library.ABSOLUTE, (UNKNOWN,), UNKNOWN),
    LibraryFunction("Arrondi", Library.ROUND, (REAL, INTEGER), REAL, optional=1),
    *(LibraryFunction(n, Library.SQUARE_ROOT, (REAL,), REAL) for n in ("Racine", "Sqrt", "Rac")),
    LibraryFunction("Alea", Library.RANDOM, (), REAL),
    LibraryFunction("Aléa", Library.RANDOM, (), REAL),
    LibraryFunction("Alea", Library.RANDOM_BETWEEN, (INTEGER, INTEGER), INTEGER),
)
