"""The procedures that AP CSP programs may call without defining them.

Source: AP Computer Science Principles Exam Reference Sheet (Course and Exam Description,
2020). The names of the last group are not on it, but in questions and in students' programs.
"""

from __future__ import annotations

from dataclasses import replace

from pseudocode_translator.model.library import Library, LibraryFunction
from pseudocode_translator.model.types import (
    INTEGER,
    NOTHING,
    REAL,
    STRING,
    UNKNOWN,
    ArrayType,
)

_LIST = ArrayType(UNKNOWN, ())
_SPELLED = (
    LibraryFunction("RANDOM", Library.RANDOM_BETWEEN, (INTEGER, INTEGER), INTEGER),
    LibraryFunction("INSERT", Library.LIST_INSERT, (_LIST, INTEGER, UNKNOWN), NOTHING),
    LibraryFunction("APPEND", Library.LIST_APPEND, (_LIST, UNKNOWN), NOTHING),
    LibraryFunction("REMOVE", Library.LIST_REMOVE_AT, (_LIST, INTEGER), UNKNOWN),
    LibraryFunction("LENGTH", Library.LENGTH, (UNKNOWN,), INTEGER),
    # Seen in questions and in students' programs.
    LibraryFunction("LEN", Library.LENGTH, (UNKNOWN,), INTEGER),
    LibraryFunction("SUBSTRING", Library.SUBSTRING, (STRING, INTEGER, INTEGER), STRING),
    LibraryFunction("ROUND", Library.ROUND, (REAL, INTEGER), UNKNOWN, optional=1),
    LibraryFunction("ABS", Library.ABSOLUTE, (UNKNOWN,), UNKNOWN),
    LibraryFunction("SQRT", Library.SQUARE_ROOT, (REAL,), REAL),
    LibraryFunction("MAX", Library.MAXIMUM, (UNKNOWN, UNKNOWN), UNKNOWN, optional=1),
    LibraryFunction("MIN", Library.MINIMUM, (UNKNOWN, UNKNOWN), UNKNOWN, optional=1),
)

LIBRARY = (*_SPELLED, *(replace(each, name=each.name.lower()) for each in _SPELLED))
"""Names are told apart by their case, but the procedures of the course are written in any."""
