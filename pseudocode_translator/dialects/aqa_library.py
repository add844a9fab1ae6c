"""The functions that AQA programs may call without defining them.

Source: AQA GCSE Computer Science 8525, Pseudo-code guide, "String handling", "String and
character conversion", "Random number generation". Names in the last group are not in it, but
in real programs.
"""

from __future__ import annotations

from pseudocode_translator.model.library import Library, LibraryFunction
from pseudocode_translator.model.types import CHAR, INTEGER, REAL, STRING, UNKNOWN

LIBRARY = (
    LibraryFunction("LEN", Library.LENGTH, (UNKNOWN,), INTEGER),
    LibraryFunction("POSITION", Library.POSITION, (STRING, STRING), INTEGER),
    LibraryFunction("SUBSTRING", Library.PART, (INTEGER, INTEGER, STRING), STRING, order=(2, 0, 1)),
    LibraryFunction("STRING_TO_INT", Library.TEXT_TO_INTEGER, (STRING,), INTEGER),
    LibraryFunction("STRING_TO_REAL", Library.TEXT_TO_REAL, (STRING,), REAL),
    LibraryFunction("INT_TO_STRING", Library.NUMBER_TO_TEXT, (INTEGER,), STRING),
    LibraryFunction("REAL_TO_STRING", Library.NUMBER_TO_TEXT, (REAL,), STRING),
    LibraryFunction("CHAR_TO_CODE", Library.CODE, (CHAR,), INTEGER),
    LibraryFunction("CODE_TO_CHAR", Library.CHARACTER, (INTEGER,), CHAR),
    LibraryFunction("RANDOM_INT", Library.RANDOM_BETWEEN, (INTEGER, INTEGER), INTEGER),
    # Seen in real programs.
    LibraryFunction("LENGTH", Library.LENGTH, (UNKNOWN,), INTEGER),
    LibraryFunction("ROUND", Library.ROUND, (REAL, INTEGER), REAL, optional=1),
    LibraryFunction("INT", Library.TRUNCATE, (REAL,), INTEGER),
    LibraryFunction("SQRT", Library.SQUARE_ROOT, (REAL,), REAL),
    LibraryFunction("ABS", Library.ABSOLUTE, (UNKNOWN,), UNKNOWN),
    LibraryFunction("MAX", Library.MAXIMUM, (UNKNOWN, UNKNOWN), UNKNOWN),
    LibraryFunction("MIN", Library.MINIMUM, (UNKNOWN, UNKNOWN), UNKNOWN),
    LibraryFunction("UPPER", Library.UPPER, (UNKNOWN,), UNKNOWN),
    LibraryFunction("LOWER", Library.LOWER, (UNKNOWN,), UNKNOWN),
    LibraryFunction("TO_UPPER", Library.UPPER, (UNKNOWN,), UNKNOWN),
    LibraryFunction("TO_LOWER", Library.LOWER, (UNKNOWN,), UNKNOWN),
)
