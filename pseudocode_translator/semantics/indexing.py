"""Elements of arrays, characters of strings, and the types of array literals."""

from __future__ import annotations

from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.nodes import DictionaryLiteral, Expression, Index, NewCollection
from pseudocode_translator.model.types import (
    NOTHING,
    UNKNOWN,
    ArrayType,
    CollectionType,
    DictionaryType,
    Dimension,
    Type,
)
from pseudocode_translator.semantics.typing import common_type, index_type, is_text


def element_of(span: Span, base: Expression, indexes: tuple[Expression, ...]) -> Expression:
    """``base[indexes]``, with one `Index` per array, however the brackets are written.

    ``a[i][j]`` of an array with two dimensions is ``a[i, j]``; ``a[i, j]`` of an array
    of arrays, or of strings, is ``a[i][j]``.
    """
    found = base
    if isinstance(base, Index) and _has_room(base):
        found, indexes = base.base, base.indexes + indexes
    while indexes:
        own = _own_indexes(found.type, len(indexes))
        first, indexes = indexes[:own], indexes[own:]
        found = Index(span, found, first, index_type(found.type, own) or UNKNOWN)
    return found


def literal_type(items: tuple[Expression, ...], lower: int, expected: Type) -> ArrayType:
    """Type of an array literal; rows of one length make a second dimension."""
    own = Dimension(lower, lower + len(items) - 1)
    if isinstance(expected, ArrayType) and isinstance(expected.element, ArrayType):
        return ArrayType(expected.element, (own,))
    kinds: list[Type] = [item.type for item in items]
    shared = shared_type(items) if items else UNKNOWN
    if isinstance(shared, ArrayType) and all(_has_bounds_of(shared, kind) for kind in kinds):
        return ArrayType(_due(shared.element, expected), (own, *shared.dimensions))
    return ArrayType(_due(shared, expected), (own,))


def shared_type(items: tuple[Expression, ...]) -> Type:
    """The type that all items fit; NOTHING if there are none."""
    found: Type = items[0].type if items else NOTHING
    for item in items[1:]:
        found = common_type(found, item.type) or UNKNOWN
    return found


def dictionary_of(
    span: Span, keys: tuple[Expression, ...], values: tuple[Expression, ...]
) -> DictionaryLiteral:
    """A dictionary literal, with the types that its keys and its values share."""
    kind = DictionaryType(shared_type(keys), shared_type(values))
    return DictionaryLiteral(span, keys, values, kind)


def new_collection(node: NewCollection, expected: Type) -> NewCollection:
    """It holds what the variable is meant for."""
    if isinstance(expected, CollectionType) and expected.form is node.type.form:
        return NewCollection(node.span, expected)
    return node


def _has_bounds_of(shared: ArrayType, row: Type) -> bool:
    return isinstance(row, ArrayType) and row.dimensions == shared.dimensions


def _has_room(base: Index) -> bool:
    """Whether the array of an element can take more indexes than it has."""
    array = base.base.type
    if not isinstance(array, ArrayType):
        return False
    if array.dimensions:
        return len(base.indexes) < len(array.dimensions)
    return not isinstance(array.element, ArrayType) and not is_text(array.element)


def _own_indexes(base: Type, count: int) -> int:
    """How many of `count` indexes belong to the base itself; too many all do."""
    if isinstance(base, ArrayType) and base.dimensions:
        goes_on = isinstance(base.element, ArrayType) or is_text(base.element)
        return min(count, len(base.dimensions)) if goes_on else count
    return 1 if is_text(base) or isinstance(base, DictionaryType) else count


def _due(element: Type, expected: Type) -> Type:
    """The element type of the declaration, if there is one: ``[1, 2]`` may be REALs."""
    if isinstance(expected, ArrayType) and expected.element != UNKNOWN:
        return expected.element
    return element
