"""Type names: from the words an author writes to types."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pseudocode_translator.model.codes import diagnose
from pseudocode_translator.model.diagnostics import Diagnostic, Span
from pseudocode_translator.model.program import DefineClass, TypeDefinition
from pseudocode_translator.model.statements import (
    Bounds,
    Declare,
    DefineAlias,
    DefineEnum,
    DefinePointer,
    DefineRecord,
)
from pseudocode_translator.model.types import (
    BOOLEAN,
    CHAR,
    DATE,
    FILE,
    INTEGER,
    REAL,
    STRING,
    UNKNOWN,
    ArrayType,
    Category,
    Dimension,
    NamedType,
    PointerType,
    SetType,
    Type,
    UnresolvedType,
)
from pseudocode_translator.semantics.constants import fold_integer
from pseudocode_translator.semantics.near_names import NearNames
from pseudocode_translator.semantics.symbols import Table, World

BUILT_IN: Mapping[str, Type] = MappingProxyType(
    {
        "INTEGER": INTEGER,
        "INT": INTEGER,
        "INTEGERS": INTEGER,
        "REAL": REAL,
        "REALS": REAL,
        "FLOAT": REAL,
        "DOUBLE": REAL,
        "DECIMAL": REAL,
        "SINGLE": REAL,
        "NUMBER": REAL,
        "STRING": STRING,
        "STRINGS": STRING,
        "STR": STRING,
        "TEXT": STRING,
        "CHAR": CHAR,
        "CHARS": CHAR,
        "CHARACTER": CHAR,
        "BOOLEAN": BOOLEAN,
        "BOOLEANS": BOOLEAN,
        "BOOL": BOOLEAN,
        "DATE": DATE,
        "FILE": FILE,
        "TEXTFILE": FILE,
        "ARRAY": ArrayType(UNKNOWN, ()),
        "LIST": ArrayType(UNKNOWN, ()),
    }
)
_DEEPEST = 20
"""Arrays of arrays of ...: more levels than this are no program."""


def named_type(definition: TypeDefinition) -> NamedType:
    """The type that a definition defines."""
    match definition:
        case DefineRecord():
            category = Category.RECORD
        case DefineEnum():
            category = Category.ENUM
        case DefinePointer():
            category = Category.POINTER
        case DefineClass():
            category = Category.CLASS
        case _:
            category = Category.SET
    return NamedType(definition.name, category)


def with_bounds(
    world: World, table: Table, kind: ArrayType, bounds: tuple[Bounds, ...]
) -> ArrayType:
    """An array type with the bounds that are known before the run."""
    dimensions = tuple(
        Dimension(
            fold_integer(world, table, pair.lower),
            fold_integer(world, table, pair.upper),
            pair.is_length,
        )
        for pair in bounds
    )
    return ArrayType(kind.element, dimensions)


class TypeResolver:
    """Replaces type names, and tells about those that nobody defined, each once."""

    def __init__(self, world: World, diagnostics: list[Diagnostic]) -> None:
        self._world = world
        self._diagnostics = diagnostics
        self._known: dict[str, Type] = {}
        self._near: NearNames | None = None

    def resolve(self, type_: Type, span: Span, depth: int = 0) -> Type:
        """The type without unresolved names, as deep as they may be."""
        if isinstance(type_, UnresolvedType):
            return self._named(type_.name, span)
        if not isinstance(type_, ArrayType | PointerType | SetType):
            return type_
        if depth > _DEEPEST:
            return UNKNOWN
        if isinstance(type_, ArrayType):
            return ArrayType(self.resolve(type_.element, span, depth + 1), type_.dimensions)
        if isinstance(type_, PointerType):
            return PointerType(self.resolve(type_.target, span, depth + 1))
        return SetType(self.resolve(type_.element, span, depth + 1))

    def _named(self, name: str, span: Span) -> Type:
        key = self._world.fold(name)
        if key not in self._known:
            self._known[key] = self._look_up(name, key, span)
        return self._known[key]

    def _look_up(self, name: str, key: str, span: Span) -> Type:
        definition = self._world.types.get(key)
        if isinstance(definition, DefineAlias):
            return self._behind(definition, key)
        if definition is not None:
            return named_type(definition)
        built_in = BUILT_IN.get(name.upper())
        return built_in if built_in is not None else self._guess(name, span)

    def _behind(self, alias: DefineAlias, key: str) -> Type:
        """The type that an alias stands for; of aliases in a circle nothing is known."""
        self._known[key] = UNKNOWN
        found = self.resolve(alias.type, alias.span)
        if isinstance(found, ArrayType) and alias.bounds:
            found = with_bounds(self._world, self._world.main, found, alias.bounds)
        return found

    def bounds(self, declare: Declare) -> tuple[Bounds, ...]:
        """The bounds as written in a declaration, or in the alias that it names."""
        kind, bounds = declare.type, declare.bounds
        for _ in range(_DEEPEST):
            if bounds or not isinstance(kind, UnresolvedType):
                break
            definition = self._world.types.get(self._world.fold(kind.name))
            if not isinstance(definition, DefineAlias):
                break
            kind, bounds = definition.type, definition.bounds
        return bounds

    def _guess(self, name: str, span: Span) -> Type:
        near = self._near_names().nearest(name)
        if near is None:
            message = f"there is no type called {name}"
            fix = f"define it with TYPE {name}, or use INTEGER, REAL, STRING, CHAR or BOOLEAN"
            self._diagnostics.append(diagnose("PS291", span, message, fix=fix))
            return UNKNOWN
        is_own = self._world.fold(near) in self._world.types
        found = self._named(near, span) if is_own else BUILT_IN[near]
        message = f"there is no type called {name}; it is taken as {found}"
        self._diagnostics.append(diagnose("PS292", span, message, fix=f"did you mean {found}?"))
        return found

    def _near_names(self) -> NearNames:
        if self._near is None:
            own = [definition.name for definition in self._world.types.values()]
            self._near = NearNames([*BUILT_IN, *own], likeness=0.75)
        return self._near
