"""What a called name stands for, and what calls of library functions become."""

from __future__ import annotations

from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.library import GIVING, Library, LibraryFunction
from pseudocode_translator.model.nodes import (
    BinaryOperator,
    Call,
    Expression,
    Integer,
    LibraryCall,
    MethodCall,
    New,
)
from pseudocode_translator.model.types import (
    INTEGER,
    NOTHING,
    REAL,
    STRING,
    UNKNOWN,
    ArrayType,
    DictionaryType,
    Dimension,
    Type,
)
from pseudocode_translator.semantics.symbols import ClassNames, Routine, Symbol, Table, World
from pseudocode_translator.semantics.typing import (
    binary_type,
    common_type,
    is_numeric,
    is_text,
    item_type,
)

CONSTRUCTOR = "NEW"
"""Name of the method that makes an object."""

Callee = Routine | Symbol | ClassNames | list[LibraryFunction]
"""A routine or method, an indexed variable, a class, or a function of the library."""


def find_callee(world: World, table: Table, key: str) -> Callee | None:
    """What ``key(...)`` means here.

    What the program defines comes before the library: its own functions, and arrays
    whose elements are written with round brackets.
    """
    method = table.owner.method(key) if table.owner else None
    routine = method or world.routines.get(key)
    if routine is not None:
        return routine
    symbol = table.lookup(key)
    if symbol is not None and isinstance(symbol.type, ArrayType):
        return symbol
    return world.library.get(key) or symbol or world.classes.get(key)


def called_routine(world: World, table: Table, node: Call | MethodCall | New) -> Routine | None:
    """The subroutine or method of the program that a resolved call runs."""
    match node:
        case Call():
            key = world.fold(node.function)
            method = table.owner.method(key) if table.owner else None
            return method or world.routines.get(key)
        case MethodCall():
            owner = world.class_of(node.base.type)
            return owner.method(world.fold(node.method)) if owner else None
        case New():
            made = world.classes.get(world.fold(node.class_name))
            return made.method(world.fold(CONSTRUCTOR)) if made else None


def needs_no_arguments(world: World, table: Table, key: str) -> bool:
    """Whether a bare name that is no variable is a call."""
    if key in world.routines or (table.owner is not None and table.owner.method(key)):
        return True
    return any(len(f.parameters) <= f.optional for f in world.library.get(key, ()))


def is_super(world: World, table: Table, key: str) -> bool:
    """Whether a name means the parent's part of this object."""
    return table.owner is not None and key.upper() == "SUPER"


def choose(functions: list[LibraryFunction], count: int) -> LibraryFunction | None:
    """The function that takes `count` arguments."""
    for function in functions:
        if len(function.parameters) - function.optional <= count <= len(function.parameters):
            return function
    return None


def wrong_count(functions: list[LibraryFunction], count: int) -> str:
    """What to say about a call with a number of arguments that no function takes."""
    counts = sorted(
        {n for f in functions for n in range(len(f.parameters) - f.optional, len(f.parameters) + 1)}
    )
    wanted = " or ".join(map(str, counts))
    noun = "argument" if counts == [1] else "arguments"
    return f"{functions[0].name} takes {wanted} {noun}, but is given {count}"


def library_call(
    span: Span, function: LibraryFunction, arguments: tuple[Expression, ...]
) -> LibraryCall:
    """A call with its arguments in the order that `Library` documents."""
    places = function.order or range(len(function.parameters))
    ordered = tuple(arguments[place] for place in places if place < len(arguments))
    if function.function is Library.ROUND and len(ordered) == 1:
        ordered = (*ordered, Integer(span, 0))
    if function.function is Library.RANDOM_BETWEEN and any(a.type == REAL for a in ordered):
        return LibraryCall(span, Library.RANDOM_REAL_BETWEEN, ordered, REAL)
    return LibraryCall(span, function.function, ordered, result_type(function, ordered))


def result_type(function: LibraryFunction, arguments: tuple[Expression, ...]) -> Type:
    """The declared result, or what follows from the arguments."""
    if function.function is Library.ROUND and _is_zero(arguments[-1]):
        return INTEGER
    if function.result != UNKNOWN:
        return function.result
    types = [argument.type for argument in arguments]
    match function.function:
        case Library.UPPER | Library.LOWER:
            return types[0] if is_text(types[0]) else STRING
        case Library.ABSOLUTE | Library.SQUARE:
            return types[0] if is_numeric(types[0]) else UNKNOWN
        case Library.MAXIMUM | Library.MINIMUM:
            return _shared(types)
        case Library.ROUND:
            return REAL
        case given if given in GIVING:
            return item_type(types[0])
        case Library.KEYS | Library.VALUES | Library.REMOVE_KEY:
            return _of_dictionary(function.function, types[0])
        case Library.POWER if len(types) > 1:
            return binary_type(BinaryOperator.POWER, types[0], types[1]) or UNKNOWN
        case _:
            return UNKNOWN


def _of_dictionary(function: Library, kind: Type) -> Type:
    if not isinstance(kind, DictionaryType):
        return UNKNOWN
    part = kind.key if function is Library.KEYS else kind.value
    part = UNKNOWN if part == NOTHING else part
    return part if function is Library.REMOVE_KEY else ArrayType(part, (Dimension(0, None),))


def routine_type(routine: Routine) -> Type:
    """The type of a call of a subroutine."""
    return NOTHING if routine.result is None else routine.result


def _is_zero(node: Expression) -> bool:
    return isinstance(node, Integer) and node.value == 0


def _shared(types: list[Type]) -> Type:
    found = types[0] if types else UNKNOWN
    for other in types[1:]:
        found = common_type(found, other) or UNKNOWN
    return found
