"""The methods and functions that IB programs may use without defining them.

Sources: International Baccalaureate, "Pseudocode in Examinations" (2012), standard data
structures: collections, stacks, queues. The methods of arrays, linked lists and strings are
those of Java, which teachers and papers use beside them.
"""

from __future__ import annotations

from pseudocode_translator.model.library import Library, LibraryFunction
from pseudocode_translator.model.types import (
    BOOLEAN,
    INTEGER,
    NOTHING,
    REAL,
    STRING,
    UNKNOWN,
    ArrayType,
    CollectionType,
    Form,
    Type,
)

_LIST = ArrayType(UNKNOWN, ())
_STACK = CollectionType(Form.STACK, NOTHING)
_QUEUE = CollectionType(Form.QUEUE, NOTHING)
_COLLECTION = CollectionType(Form.COLLECTION, NOTHING)


def _method(name: str, function: Library, *parameters: Type, result: Type) -> LibraryFunction:
    return LibraryFunction(name, function, parameters, result, is_method=True)


_METHODS = (
    # Where the type of the value is not known yet, the first of a name is meant.
    _method("addItem", Library.COLLECTION_ADD, _COLLECTION, UNKNOWN, result=NOTHING),
    _method("resetNext", Library.COLLECTION_RESET, _COLLECTION, result=NOTHING),
    _method("hasNext", Library.COLLECTION_HAS_NEXT, _COLLECTION, result=BOOLEAN),
    _method("getNext", Library.COLLECTION_NEXT, _COLLECTION, result=UNKNOWN),
    _method("isEmpty", Library.IS_EMPTY, UNKNOWN, result=BOOLEAN),
    _method("push", Library.STACK_PUSH, _STACK, UNKNOWN, result=NOTHING),
    _method("pop", Library.STACK_POP, _STACK, result=UNKNOWN),
    _method("peek", Library.STACK_TOP, _STACK, result=UNKNOWN),
    _method("top", Library.STACK_TOP, _STACK, result=UNKNOWN),
    _method("enqueue", Library.QUEUE_ADD, _QUEUE, UNKNOWN, result=NOTHING),
    _method("dequeue", Library.QUEUE_TAKE, _QUEUE, result=UNKNOWN),
    _method("peek", Library.QUEUE_FRONT, _QUEUE, result=UNKNOWN),
    _method("front", Library.QUEUE_FRONT, _QUEUE, result=UNKNOWN),
    # Arrays, linked lists and strings.
    _method("addItem", Library.LIST_APPEND, _LIST, UNKNOWN, result=NOTHING),
    _method("add", Library.LIST_APPEND, _LIST, UNKNOWN, result=NOTHING),
    _method("addTail", Library.LIST_APPEND, _LIST, UNKNOWN, result=NOTHING),
    _method("append", Library.LIST_APPEND, _LIST, UNKNOWN, result=NOTHING),
    _method("push", Library.LIST_APPEND, _LIST, UNKNOWN, result=NOTHING),
    _method("insert", Library.LIST_INSERT, _LIST, INTEGER, UNKNOWN, result=NOTHING),
    _method("remove", Library.LIST_REMOVE_AT, _LIST, INTEGER, result=UNKNOWN),
    _method("pop", Library.STACK_POP, _LIST, result=UNKNOWN),
    _method("length", Library.LENGTH, UNKNOWN, result=INTEGER),
    _method("size", Library.LENGTH, UNKNOWN, result=INTEGER),
    _method("toUpperCase", Library.UPPER, STRING, result=STRING),
    _method("toLowerCase", Library.LOWER, STRING, result=STRING),
    _method("indexOf", Library.POSITION, STRING, STRING, result=INTEGER),
)

LIBRARY = (
    *_METHODS,
    LibraryFunction("LENGTH", Library.LENGTH, (UNKNOWN,), INTEGER),
    LibraryFunction("length", Library.LENGTH, (UNKNOWN,), INTEGER),
    LibraryFunction("len", Library.LENGTH, (UNKNOWN,), INTEGER),
    LibraryFunction("size", Library.LENGTH, (UNKNOWN,), INTEGER),
    LibraryFunction("int", Library.TRUNCATE, (REAL,), INTEGER),
    LibraryFunction("round", Library.ROUND, (REAL, INTEGER), REAL, optional=1),
    LibraryFunction("abs", Library.ABSOLUTE, (UNKNOWN,), UNKNOWN),
    LibraryFunction("sqrt", Library.SQUARE_ROOT, (REAL,), REAL),
    LibraryFunction("floor", Library.FLOOR, (REAL,), INTEGER),
    LibraryFunction("random", Library.RANDOM, (), REAL),
    LibraryFunction("random", Library.RANDOM_BETWEEN, (INTEGER, INTEGER), INTEGER),
    LibraryFunction("max", Library.MAXIMUM, (UNKNOWN, UNKNOWN), UNKNOWN),
    LibraryFunction("min", Library.MINIMUM, (UNKNOWN, UNKNOWN), UNKNOWN),
    LibraryFunction("str", Library.NUMBER_TO_TEXT, (UNKNOWN,), STRING),
)
