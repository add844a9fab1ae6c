"""The functions that Cambridge programs may call without defining them.

Sources: 9618 Pseudocode Guide for Teachers, sections 5.5 to 5.8, and the insert of the
examination papers; 0478 syllabus, section 8.1. Names in the last group are in neither, but
in real programs.
"""

from __future__ import annotations

from pseudocode_translator.model.library import Library, LibraryFunction
from pseudocode_translator.model.types import (
    BOOLEAN,
    CHAR,
    DATE,
    INTEGER,
    REAL,
    STRING,
    UNKNOWN,
)

LIBRARY = (
    LibraryFunction("LENGTH", Library.LENGTH, (UNKNOWN,), INTEGER),
    LibraryFunction("LEFT", Library.LEFT, (STRING, INTEGER), STRING),
    LibraryFunction("RIGHT", Library.RIGHT, (STRING, INTEGER), STRING),
    LibraryFunction("MID", Library.SUBSTRING, (STRING, INTEGER, INTEGER), STRING),
    LibraryFunction("SUBSTRING", Library.SUBSTRING, (STRING, INTEGER, INTEGER), STRING),
    LibraryFunction("LCASE", Library.LOWER, (UNKNOWN,), UNKNOWN),
    LibraryFunction("UCASE", Library.UPPER, (UNKNOWN,), UNKNOWN),
    LibraryFunction("TO_LOWER", Library.LOWER, (UNKNOWN,), UNKNOWN),
    LibraryFunction("TO_UPPER", Library.UPPER, (UNKNOWN,), UNKNOWN),
    LibraryFunction("NUM_TO_STR", Library.NUMBER_TO_TEXT, (UNKNOWN,), STRING),
    LibraryFunction("STR_TO_NUM", Library.TEXT_TO_NUMBER, (STRING,), UNKNOWN),
    LibraryFunction("IS_NUM", Library.IS_NUMBER, (STRING,), BOOLEAN),
    LibraryFunction("ASC", Library.CODE, (CHAR,), INTEGER),
    LibraryFunction("CHR", Library.CHARACTER, (INTEGER,), CHAR),
    LibraryFunction("INT", Library.TRUNCATE, (REAL,), INTEGER),
    LibraryFunction("RAND", Library.RANDOM_BELOW, (INTEGER,), REAL),
    LibraryFunction("ROUND", Library.ROUND, (REAL, INTEGER), REAL, optional=1),
    LibraryFunction("RANDOM", Library.RANDOM, (), REAL),
    LibraryFunction("EOF", Library.END_OF_FILE, (UNKNOWN,), BOOLEAN),
    LibraryFunction("DAY", Library.DAY, (DATE,), INTEGER),
    LibraryFunction("MONTH", Library.MONTH, (DATE,), INTEGER),
    LibraryFunction("YEAR", Library.YEAR, (DATE,), INTEGER),
    LibraryFunction("DAYINDEX", Library.DAY_INDEX, (DATE,), INTEGER),
    LibraryFunction("SETDATE", Library.SET_DATE, (INTEGER, INTEGER, INTEGER), DATE),
    LibraryFunction("TODAY", Library.TODAY, (), DATE),
    # Seen in real programs.
    LibraryFunction("RANDOM", Library.RANDOM_BELOW, (INTEGER,), REAL),
    LibraryFunction("RANDOM", Library.RANDOM_BETWEEN, (INTEGER, INTEGER), INTEGER),
    LibraryFunction("RAND", Library.RANDOM, (), REAL),
    LibraryFunction("RAND", Library.RANDOM_BETWEEN, (INTEGER, INTEGER), INTEGER),
    LibraryFunction("RANDOMBETWEEN", Library.RANDOM_BETWEEN, (INTEGER, INTEGER), INTEGER),
    LibraryFunction("RANDOM_BETWEEN", Library.RANDOM_BETWEEN, (INTEGER, INTEGER), INTEGER),
    LibraryFunction("RANDOMINT", Library.RANDOM_BETWEEN, (INTEGER, INTEGER), INTEGER),
    LibraryFunction("RANDINT", Library.RANDOM_BETWEEN, (INTEGER, INTEGER), INTEGER),
    LibraryFunction("LEN", Library.LENGTH, (UNKNOWN,), INTEGER),
    LibraryFunction("UPPER", Library.UPPER, (UNKNOWN,), UNKNOWN),
    LibraryFunction("LOWER", Library.LOWER, (UNKNOWN,), UNKNOWN),
    LibraryFunction("TOUPPER", Library.UPPER, (UNKNOWN,), UNKNOWN),
    LibraryFunction("TOLOWER", Library.LOWER, (UNKNOWN,), UNKNOWN),
    LibraryFunction("NUM_TO_STRING", Library.NUMBER_TO_TEXT, (UNKNOWN,), STRING),
    LibraryFunction("STRING_TO_NUM", Library.TEXT_TO_NUMBER, (STRING,), UNKNOWN),
    LibraryFunction("IS_NUMBER", Library.IS_NUMBER, (STRING,), BOOLEAN),
    LibraryFunction("ABS", Library.ABSOLUTE, (UNKNOWN,), UNKNOWN),
    LibraryFunction("SQRT", Library.SQUARE_ROOT, (REAL,), REAL),
    LibraryFunction("SQUAREROOT", Library.SQUARE_ROOT, (REAL,), REAL),
    LibraryFunction("MAX", Library.MAXIMUM, (UNKNOWN, UNKNOWN), UNKNOWN),
    LibraryFunction("MIN", Library.MINIMUM, (UNKNOWN, UNKNOWN), UNKNOWN),
    LibraryFunction("SUBSTR", Library.SUBSTRING, (STRING, INTEGER, INTEGER), STRING),
    LibraryFunction("POWER", Library.POWER, (REAL, REAL), UNKNOWN),
    LibraryFunction("POW", Library.POWER, (REAL, REAL), UNKNOWN),
    LibraryFunction("FLOOR", Library.FLOOR, (REAL,), INTEGER),
    LibraryFunction("CEILING", Library.CEILING, (REAL,), INTEGER),
    LibraryFunction("CEIL", Library.CEILING, (REAL,), INTEGER),
    LibraryFunction("INTEGER", Library.TRUNCATE, (REAL,), INTEGER),
    LibraryFunction("REAL", Library.TO_REAL, (REAL,), REAL),
    LibraryFunction("FLOAT", Library.TO_REAL, (REAL,), REAL),
    LibraryFunction("STRING", Library.NUMBER_TO_TEXT, (UNKNOWN,), STRING),
    LibraryFunction("STR", Library.NUMBER_TO_TEXT, (UNKNOWN,), STRING),
    LibraryFunction("CHAR", Library.CHARACTER, (INTEGER,), CHAR),
    LibraryFunction("POSITION", Library.POSITION, (STRING, STRING), INTEGER),
)
