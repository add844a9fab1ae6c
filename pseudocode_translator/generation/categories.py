"""Groups of types that operators and output treat alike."""

from __future__ import annotations

from pseudocode_translator.model.program import Program
from pseudocode_translator.model.statements import DefineSetType
from pseudocode_translator.model.types import (
    UNKNOWN,
    ArrayType,
    Category,
    Kind,
    NamedType,
    Primitive,
    SetType,
    Type,
)


def is_boolean(kind: Type) -> bool:
    """BOOLEAN."""
    return isinstance(kind, Primitive) and kind.kind is Kind.BOOLEAN


def is_date(kind: Type) -> bool:
    """DATE."""
    return isinstance(kind, Primitive) and kind.kind is Kind.DATE


def is_unknown(kind: Type) -> bool:
    """Anything may come while the program runs."""
    return isinstance(kind, Primitive) and kind.kind is Kind.UNKNOWN


def is_category(kind: Type, category: Category) -> bool:
    """A type of the program's own, of one category."""
    return isinstance(kind, NamedType) and kind.category is category


def is_array(kind: Type) -> bool:
    """An array."""
    return isinstance(kind, ArrayType)


def set_element(kind: Type, program: Program) -> Type:
    """The type of a set's members; UNKNOWN if the program does not say."""
    if isinstance(kind, SetType):
        return kind.element
    if isinstance(kind, NamedType):
        definition = program.types.get(kind.name)
        if isinstance(definition, DefineSetType):
            return definition.element
    return UNKNOWN
