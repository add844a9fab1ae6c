"""Groups of types that operators and output treat alike."""

from __future__ import annotations

from pseudocode_translator.model.program import Program
from pseudocode_translator.model.statements import DefinePointer, DefineSetType
from pseudocode_translator.model.types import (
    UNKNOWN,
    ArrayType,
    Category,
    Kind,
    NamedType,
    PointerType,
    Primitive,
    SetType,
    Type,
)


def is_text(kind: Type) -> bool:
    """STRING and CHAR."""
    return isinstance(kind, Primitive) and kind.kind in (Kind.STRING, Kind.CHAR)


def is_number(kind: Type) -> bool:
    """INTEGER and REAL."""
    return isinstance(kind, Primitive) and kind.kind in (Kind.INTEGER, Kind.REAL)


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


def is_enum(kind: Type) -> bool:
    """An enumerated type."""
    return is_category(kind, Category.ENUM)


def is_set(kind: Type) -> bool:
    """A set, with or without a name of its own."""
    return isinstance(kind, SetType) or is_category(kind, Category.SET)


def is_pointer(kind: Type) -> bool:
    """A pointer, with or without a name of its own."""
    return isinstance(kind, PointerType) or is_category(kind, Category.POINTER)


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


def pointer_target(kind: Type, program: Program) -> Type:
    """The type a pointer points to; UNKNOWN if the program does not say."""
    if isinstance(kind, PointerType):
        return kind.target
    if isinstance(kind, NamedType):
        definition = program.types.get(kind.name)
        if isinstance(definition, DefinePointer):
            return definition.target
    return UNKNOWN
