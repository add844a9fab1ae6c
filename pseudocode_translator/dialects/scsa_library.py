"""The functions that SCSA programs may call without defining them.

The course names LENGTH and random numbers; the other names are what students write.
"""

from __future__ import annotations

from dataclasses import replace

from pseudocode_translator.model.library import Library, LibraryFunction
from pseudocode_translator.model.types import (
    BOOLEAN,
    CHAR,
    INTEGER,
    NOTHING,
    REAL,
    STRING,
    UNKNOWN,
    ArrayType,
    DictionaryType,
)

_TEXT = (STRING,)
_LIST = ArrayType(UNKNOWN, ())
_DICTIONARY = DictionaryType(UNKNOWN, UNKNOWN)
_SPELLED = (
    LibraryFunction("LENGTH", Library.LENGTH, (UNKNOWN,), INTEGER),
    LibraryFunction("LEN", Library.LENGTH, (UNKNOWN,), INTEGER),
    LibraryFunction("SIZE", Library.LENGTH, (UNKNOWN,), INTEGER),
    LibraryFunction("UPPER", Library.UPPER, _TEXT, STRING),
    LibraryFunction("LOWER", Library.LOWER, _TEXT, STRING),
    LibraryFunction("TO_UPPER", Library.UPPER, _TEXT, STRING),
    LibraryFunction("TO_LOWER", Library.LOWER, _TEXT, STRING),
    LibraryFunction("SUBSTRING", Library.SUBSTRING, (STRING, INTEGER, INTEGER), STRING),
    LibraryFunction("LEFT", Library.LEFT, (STRING, INTEGER), STRING),
    LibraryFunction("RIGHT", Library.RIGHT, (STRING, INTEGER), STRING),
    LibraryFunction("POSITION", Library.POSITION, (STRING, STRING), INTEGER),
    LibraryFunction("INT", Library.TRUNCATE, (UNKNOWN,), INTEGER),
    LibraryFunction("INTEGER", Library.TRUNCATE, (UNKNOWN,), INTEGER),
    LibraryFunction("FLOAT", Library.TO_REAL, (UNKNOWN,), REAL),
    LibraryFunction("REAL", Library.TO_REAL, (UNKNOWN,), REAL),
    LibraryFunction("STR", Library.NUMBER_TO_TEXT, (UNKNOWN,), STRING),
    LibraryFunction("STRING", Library.NUMBER_TO_TEXT, (UNKNOWN,), STRING),
    LibraryFunction("ROUND", Library.ROUND, (REAL, INTEGER), UNKNOWN, optional=1),
    LibraryFunction("ABS", Library.ABSOLUTE, (UNKNOWN,), UNKNOWN),
    LibraryFunction("SQRT", Library.SQUARE_ROOT, (REAL,), REAL),
    LibraryFunction("MAX", Library.MAXIMUM, (UNKNOWN, UNKNOWN), UNKNOWN, optional=1),
    LibraryFunction("MIN", Library.MINIMUM, (UNKNOWN, UNKNOWN), UNKNOWN, optional=1),
    LibraryFunction("ASC", Library.CODE, (CHAR,), INTEGER),
    LibraryFunction("ORD", Library.CODE, (CHAR,), INTEGER),
    LibraryFunction("CHR", Library.CHARACTER, (INTEGER,), CHAR),
    LibraryFunction("RANDOM", Library.RANDOM, (), REAL),
    LibraryFunction("RANDOM", Library.RANDOM_BETWEEN, (INTEGER, INTEGER), INTEGER),
    LibraryFunction("RANDINT", Library.RANDOM_BETWEEN, (INTEGER, INTEGER), INTEGER),
    LibraryFunction("IS_NUMBER", Library.IS_NUMBER, _TEXT, BOOLEAN),
    LibraryFunction("KEYS", Library.KEYS, (UNKNOWN,), UNKNOWN),
    LibraryFunction("VALUES", Library.VALUES, (UNKNOWN,), UNKNOWN),
    LibraryFunction("APPEND", Library.LIST_APPEND, (UNKNOWN, UNKNOWN), NOTHING),
    LibraryFunction("INSERT", Library.LIST_INSERT, (UNKNOWN, INTEGER, UNKNOWN), NOTHING),
    LibraryFunction("REMOVE", Library.LIST_REMOVE_AT, (UNKNOWN, INTEGER), UNKNOWN),
)
_METHODS = (
    LibraryFunction("append", Library.LIST_APPEND, (_LIST, UNKNOWN), NOTHING, is_method=True),
    LibraryFunction("add", Library.LIST_APPEND, (_LIST, UNKNOWN), NOTHING, is_method=True),
    LibraryFunction(
        "insert", Library.LIST_INSERT, (_LIST, INTEGER, UNKNOWN), NOTHING, is_method=True
    ),
    LibraryFunction("remove", Library.LIST_REMOVE_AT, (_LIST, INTEGER), UNKNOWN, is_method=True),
    LibraryFunction("pop", Library.LIST_REMOVE_AT, (_LIST, INTEGER), UNKNOWN, is_method=True),
    LibraryFunction("keys", Library.KEYS, (_DICTIONARY,), UNKNOWN, is_method=True),
    LibraryFunction("values", Library.VALUES, (_DICTIONARY,), UNKNOWN, is_method=True),
    LibraryFunction("remove", Library.REMOVE_KEY, (_DICTIONARY, UNKNOWN), UNKNOWN, is_method=True),
    LibraryFunction("pop", Library.REMOVE_KEY, (_DICTIONARY, UNKNOWN), UNKNOWN, is_method=True),
    LibraryFunction("upper", Library.UPPER, _TEXT, STRING, is_method=True),
    LibraryFunction("lower", Library.LOWER, _TEXT, STRING, is_method=True),
)


LIBRARY = (*_SPELLED, *(replace(each, name=each.name.lower()) for each in _SPELLED), *_METHODS)
"""Names are told apart by their case, but functions of the course are written in any."""
