"""The functions that OCR programs may call without defining them.

Sources: OCR GCSE (9-1) Computer Science J277 specification, section 3d "OCR Exam Reference
Language"; OCR A Level H446 specification, appendix 5d "Pseudocode guide". The last group is
what revision sites bring along from Python.

A name with a full stop in front is a method or a property: the builder puts what stands before
the full stop first among the arguments, and no program can define such a name itself.
"""

from __future__ import annotations

from pseudocode_translator.model.library import Library, LibraryFunction
from pseudocode_translator.model.types import (
    CHAR,
    INTEGER,
    REAL,
    STRING,
    UNKNOWN,
)

LIBRARY = (
    LibraryFunction(".length", Library.LENGTH, (UNKNOWN,), INTEGER),
    LibraryFunction(".upper", Library.UPPER, (STRING,), UNKNOWN),
    LibraryFunction(".lower", Library.LOWER, (STRING,), UNKNOWN),
    LibraryFunction(".substring", Library.SUBSTRING, (STRING, INTEGER, INTEGER), STRING),
    LibraryFunction(".left", Library.LEFT, (STRING, INTEGER), STRING),
    LibraryFunction(".right", Library.RIGHT, (STRING, INTEGER), STRING),
    LibraryFunction("asc", Library.CODE, (CHAR,), INTEGER),
    LibraryFunction("chr", Library.CHARACTER, (INTEGER,), CHAR),
    LibraryFunction("int", Library.TRUNCATE, (REAL,), INTEGER),
    LibraryFunction("real", Library.TO_REAL, (REAL,), REAL),
    LibraryFunction("float", Library.TO_REAL, (REAL,), REAL),
    LibraryFunction("str", Library.NUMBER_TO_TEXT, (UNKNOWN,), STRING),
    LibraryFunction("random", Library.RANDOM_BETWEEN, (INTEGER, INTEGER), INTEGER),
    LibraryFunction("random", Library.RANDOM, (), REAL),
    LibraryFunction("round", Library.ROUND, (REAL, INTEGER), REAL, optional=1),
    # Seen in real programs.
    LibraryFunction("len", Library.LENGTH, (UNKNOWN,), INTEGER),
    LibraryFunction("ord", Library.CODE, (CHAR,), INTEGER),
    LibraryFunction("abs", Library.ABSOLUTE, (UNKNOWN,), UNKNOWN),
    LibraryFunction("sqrt", Library.SQUARE_ROOT, (REAL,), REAL),
    LibraryFunction("max", Library.MAXIMUM, (UNKNOWN, UNKNOWN), UNKNOWN, optional=1),
    LibraryFunction("min", Library.MINIMUM, (UNKNOWN, UNKNOWN), UNKNOWN, optional=1),
    LibraryFunction("pow", Library.POWER, (REAL, REAL), UNKNOWN),
    LibraryFunction("floor", Library.FLOOR, (REAL,), INTEGER),
    LibraryFunction("ceil", Library.CEILING, (REAL,), INTEGER),
    LibraryFunction("randint", Library.RANDOM_BETWEEN, (INTEGER, INTEGER), INTEGER),
)
