"""The functions that OCR programs may call without defining them.

Sources: OCR GCSE (9-1) Computer Science J277 specification, section 3d "OCR Exam Reference
Language"; OCR A Level H446 specification, appendix 5d "Pseudocode guide". The last group is
what revision sites bring along from Python.

Methods and properties take any value: what a variable holds may only follow from them.
"""

from __future__ import annotations

from pseudocode_translator.model.library import Library, LibraryFunction
from pseudocode_translator.model.types import (
    BOOLEAN,
    CHAR,
    INTEGER,
    NOTHING,
    REAL,
    STRING,
    TEXT_FILE,
    UNKNOWN,
    Type,
)


def _method(name: str, function: Library, result: Type, *parameters: Type) -> LibraryFunction:
    return LibraryFunction(name, function, (UNKNOWN, *parameters), result, is_method=True)


LIBRARY = (
    _method("length", Library.LENGTH, INTEGER),
    _method("upper", Library.UPPER, UNKNOWN),
    _method("lower", Library.LOWER, UNKNOWN),
    _method("substring", Library.SUBSTRING, STRING, INTEGER, INTEGER),
    _method("left", Library.LEFT, STRING, INTEGER),
    _method("right", Library.RIGHT, STRING, INTEGER),
    LibraryFunction("asc", Library.CODE, (CHAR,), INTEGER),
    LibraryFunction("chr", Library.CHARACTER, (INTEGER,), CHAR),
    LibraryFunction("int", Library.TO_INTEGER, (UNKNOWN,), INTEGER),
    LibraryFunction("real", Library.TO_REAL, (UNKNOWN,), REAL),
    LibraryFunction("float", Library.TO_REAL, (UNKNOWN,), REAL),
    LibraryFunction("str", Library.NUMBER_TO_TEXT, (UNKNOWN,), STRING),
    LibraryFunction("bool", Library.TO_BOOLEAN, (UNKNOWN,), BOOLEAN),
    LibraryFunction("random", Library.RANDOM_BETWEEN, (INTEGER, INTEGER), INTEGER),
    LibraryFunction("round", Library.ROUND, (REAL, INTEGER), REAL, optional=1),
    # Files: `open` and `newFile` of J277, the rest of H446.
    LibraryFunction("open", Library.OPEN_FILE, (STRING,), TEXT_FILE),
    LibraryFunction("openRead", Library.OPEN_TO_READ, (STRING,), TEXT_FILE),
    LibraryFunction("openWrite", Library.OPEN_TO_WRITE, (STRING,), TEXT_FILE),
    LibraryFunction("openAppend", Library.OPEN_TO_APPEND, (STRING,), TEXT_FILE),
    LibraryFunction("newFile", Library.NEW_FILE, (STRING,), NOTHING),
    _method("readLine", Library.READ_LINE, STRING),
    _method("writeLine", Library.WRITE_LINE, NOTHING, UNKNOWN),
    _method("endOfFile", Library.AT_END, BOOLEAN),
    _method("close", Library.CLOSE_FILE, NOTHING),
    # Seen in real programs.
    _method("len", Library.LENGTH, INTEGER),
    _method("toUpper", Library.UPPER, UNKNOWN),
    _method("toLower", Library.LOWER, UNKNOWN),
    _method("append", Library.LIST_APPEND, NOTHING, UNKNOWN),
    _method("write", Library.WRITE_LINE, NOTHING, UNKNOWN),
    _method("eof", Library.AT_END, BOOLEAN),
    LibraryFunction("random", Library.RANDOM, (), REAL),
    LibraryFunction("randint", Library.RANDOM_BETWEEN, (INTEGER, INTEGER), INTEGER),
    LibraryFunction("len", Library.LENGTH, (UNKNOWN,), INTEGER),
    LibraryFunction("ord", Library.CODE, (CHAR,), INTEGER),
    LibraryFunction("abs", Library.ABSOLUTE, (UNKNOWN,), UNKNOWN),
    LibraryFunction("sqrt", Library.SQUARE_ROOT, (REAL,), REAL),
    LibraryFunction("max", Library.MAXIMUM, (UNKNOWN, UNKNOWN), UNKNOWN, optional=1),
    LibraryFunction("min", Library.MINIMUM, (UNKNOWN, UNKNOWN), UNKNOWN, optional=1),
    LibraryFunction("pow", Library.POWER, (REAL, REAL), UNKNOWN),
    LibraryFunction("floor", Library.FLOOR, (REAL,), INTEGER),
    LibraryFunction("ceil", Library.CEILING, (REAL,), INTEGER),
)
