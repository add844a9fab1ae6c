"""What a variable holds before its first assignment, and its type hint."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from pseudocode_translator.generation import python_syntax as py
from pseudocode_translator.generation.categories import set_element
from pseudocode_translator.generation.context import Storage
from pseudocode_translator.generation.evaluation import Evaluator
from pseudocode_translator.model.statements import Bounds, DefineEnum
from pseudocode_translator.model.types import (
    NOTHING,
    ArrayType,
    Category,
    CollectionType,
    DictionaryType,
    Dimension,
    Form,
    Kind,
    NamedType,
    PointerType,
    Primitive,
    SetType,
    Type,
    UnresolvedType,
)
from pseudocode_translator.semantics.typing import is_enum, is_pointer

FIRST_DATE = (1900, 1, 1)
"""Year, month, day of a DATE that was never set."""

_CLASSES: dict[Kind, str] = {
    Kind.INTEGER: "int",
    Kind.REAL: "float",
    Kind.STRING: "str",
    Kind.CHAR: "str",
    Kind.BOOLEAN: "bool",
    Kind.FILE: "str",
}
_DEFAULTS: dict[Kind, int | float | str | bool] = {
    Kind.INTEGER: 0,
    Kind.REAL: 0.0,
    Kind.STRING: "",
    Kind.CHAR: "",
    Kind.BOOLEAN: False,
    Kind.FILE: "",
}


def initial_value(
    kind: Type, bounds: Sequence[Bounds], storage: Storage, evaluator: Evaluator
) -> ast.expr:
    """Build the value of a variable that is declared but not yet assigned.

    Args:
        kind: Its type.
        bounds: Of the outermost array type, as written; empty: as the type says.
        storage: How an array is kept.
        evaluator: Builds the bounds.
    """
    match kind:
        case Primitive(kind=Kind.DATE):
            date = py.name(evaluator.context.require_import("datetime", "date"))
            return py.call(date, *(py.number(part) for part in FIRST_DATE))
        case Primitive(kind=simple) if simple in _DEFAULTS:
            return ast.Constant(_DEFAULTS[simple])
        case ArrayType():
            return _array(kind, bounds, storage, evaluator)
        case NamedType(category=Category.RECORD):
            return py.call(py.name(evaluator.context.type_name(kind.name)))
        case NamedType(category=Category.ENUM):
            return _first_member(kind, evaluator)
        case SetType() | NamedType(category=Category.SET):
            return py.call(py.name("set"))
        case CollectionType():
            return empty_collection(kind, evaluator)
        case DictionaryType():
            return ast.Dict([], [])
        case _:
            return py.none()


def annotation(kind: Type, storage: Storage, evaluator: Evaluator) -> ast.expr | None:
    """Build the type hint; None where the type is not known."""
    context = evaluator.context
    match kind:
        case Primitive(kind=Kind.DATE):
            return py.name(context.require_import("datetime", "date"))
        case Primitive(kind=Kind.NOTHING):
            return py.none()
        case Primitive(kind=Kind.TEXT_FILE):
            return py.name(context.require("TextFile"))
        case Primitive(kind=simple):
            return py.name(_CLASSES[simple]) if simple in _CLASSES else None
        case ArrayType():
            return _array_hint(kind, storage, evaluator)
        case PointerType() | NamedType(category=Category.POINTER):
            reference = py.name(context.require("Ref"))
            return py.binary(reference, ast.BitOr(), py.none())
        case NamedType(category=Category.SET) | SetType():
            return _of("set", set_element(kind, context.program), evaluator)
        case NamedType(name=name):
            return py.name(context.type_name(name))
        case CollectionType():
            return _of(_collection_class(kind, evaluator), kind.element, evaluator)
        case DictionaryType():
            return _dictionary_hint(kind, evaluator)
        case UnresolvedType():
            return None


def _dictionary_hint(kind: DictionaryType, evaluator: Evaluator) -> ast.expr:
    parts = [
        None if part == NOTHING else annotation(part, Storage.ARRAY, evaluator)
        for part in (kind.key, kind.value)
    ]
    known = [part for part in parts if part is not None]
    if len(known) < 2:
        return py.name("dict")
    return py.subscript(py.name("dict"), ast.Tuple(known, ast.Load()))


def empty_collection(kind: CollectionType, evaluator: Evaluator) -> ast.expr:
    """Build a stack, queue or collection with nothing in it."""
    if kind.form is Form.STACK:
        return _nothing()
    return py.call(py.name(_collection_class(kind, evaluator)))


def _collection_class(kind: CollectionType, evaluator: Evaluator) -> str:
    match kind.form:
        case Form.STACK:
            return "list"
        case Form.QUEUE:
            return evaluator.context.require_import("collections", "deque")
        case Form.COLLECTION:
            return evaluator.context.require("Collection")


def _first_member(kind: NamedType, evaluator: Evaluator) -> ast.expr:
    definition = evaluator.context.program.types.get(kind.name)
    if not isinstance(definition, DefineEnum) or not definition.members:
        return py.none()
    member = evaluator.context.enum_member(kind.name, definition.members[0])
    return py.attribute(py.name(evaluator.context.type_name(kind.name)), member)


def _array(
    kind: ArrayType, bounds: Sequence[Bounds], storage: Storage, evaluator: Evaluator
) -> ast.expr:
    limits = _limits(kind.dimensions, bounds, evaluator)
    is_list = len(kind.dimensions) == 1 and kind.dimensions[0].lower is not None
    if storage is not Storage.GROWING and is_list and not limits:
        return _empty_list(kind, storage, evaluator)
    if storage is Storage.GROWING or not limits:
        return py.call(py.name(evaluator.context.require("GrowingArray")))
    if storage is Storage.LIST:
        return _rows(kind.element, [py.shifted(upper, 1) for _, upper in limits], evaluator)
    return _arrays(kind.element, limits, evaluator)


def _empty_list(kind: ArrayType, storage: Storage, evaluator: Evaluator) -> ast.expr:
    """Build a list that grows, with the elements in front that it never uses."""
    first = kind.dimensions[0].lower
    if storage is Storage.LIST:
        return _rows(kind.element, [py.number(first)], evaluator) if first else _nothing()
    low = py.number(first or 0)
    return py.call(py.name(evaluator.context.require("Array")), low, _nothing())


def _nothing() -> ast.expr:
    return ast.List([], ast.Load())


def _limits(
    dimensions: Sequence[Dimension], bounds: Sequence[Bounds], evaluator: Evaluator
) -> list[tuple[ast.expr, ast.expr]]:
    if bounds:
        return [(evaluator.value(b.lower), evaluator.value(b.upper)) for b in bounds]
    return [
        (py.number(d.lower), py.number(d.upper))
        for d in dimensions
        if d.lower is not None and d.upper is not None
    ]


def _arrays(
    element: Type, limits: Sequence[tuple[ast.expr, ast.expr]], evaluator: Evaluator
) -> ast.expr:
    """Build ``Array(1, [0] * 10)``, or arrays in arrays."""
    (low, high), *inner = limits
    size = _size(low, high)
    if inner:
        items = _comprehension(_arrays(element, inner, evaluator), size)
    else:
        items = _rows(element, [size], evaluator)
    return py.call(py.name(evaluator.context.require("Array")), low, items)


def _size(low: ast.expr, high: ast.expr) -> ast.expr:
    first = py.integer_value(low)
    if first is not None:
        return py.shifted(high, 1 - first)
    return py.shifted(py.binary(high, ast.Sub(), low), 1)


def _rows(element: Type, sizes: Sequence[ast.expr], evaluator: Evaluator) -> ast.expr:
    """Build ``[0] * 11``, or lists in lists; what can change is made anew for each place."""
    size, *inner = sizes
    if inner:
        return _comprehension(_rows(element, inner, evaluator), size)
    value = initial_value(element, (), Storage.ARRAY, evaluator)
    if _is_shareable(element):
        return py.binary(ast.List([value], ast.Load()), ast.Mult(), size)
    return _comprehension(value, size)


def _comprehension(item: ast.expr, size: ast.expr) -> ast.expr:
    rounds = py.call(py.name("range"), size)
    loop = ast.comprehension(ast.Name("_", ast.Store()), rounds, [], 0)
    return ast.ListComp(item, [loop])


def _is_shareable(kind: Type) -> bool:
    """Tell whether many places may hold the very same object, because it never changes."""
    if isinstance(kind, Primitive) or is_enum(kind) or is_pointer(kind):
        return True
    return isinstance(kind, NamedType) and kind.category is Category.CLASS


def _array_hint(kind: ArrayType, storage: Storage, evaluator: Evaluator) -> ast.expr:
    context = evaluator.context
    if storage is Storage.GROWING:
        return _of(context.require("GrowingArray"), kind.element, evaluator)
    generic = context.require("Array") if storage is Storage.ARRAY else "list"
    hint = _of(generic, kind.element, evaluator)
    for _ in kind.dimensions[1:]:
        hint = py.subscript(py.name(generic), hint)
    return hint


def _of(generic: str, element: Type, evaluator: Evaluator) -> ast.expr:
    hint = None if element == NOTHING else annotation(element, Storage.ARRAY, evaluator)
    return py.name(generic) if hint is None else py.subscript(py.name(generic), hint)
