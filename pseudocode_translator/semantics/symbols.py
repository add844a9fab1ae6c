"""What the names of a program stand for, while that is still being found out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.library import LibraryFunction
from pseudocode_translator.model.nodes import Name
from pseudocode_translator.model.program import (
    DefineClass,
    Parameter,
    Subroutine,
    TypeDefinition,
)
from pseudocode_translator.model.rules import Rules
from pseudocode_translator.model.scopes import Role, Scope, Variable
from pseudocode_translator.model.statements import Bounds
from pseudocode_translator.model.types import UNKNOWN, Category, NamedType, Type


@dataclass(slots=True, eq=False)
class Symbol:
    """A variable, constant, parameter, field or attribute."""

    name: str
    type: Type
    role: Role
    span: Span
    declared: bool = True
    by_reference: bool = False
    value: int | None = None
    """Of a whole-number constant."""
    first_indexes: tuple[int, ...] = ()
    """Of an undeclared array, where the program shows from where it counts."""
    may_be_fraction: bool = False

    def variable(self) -> Variable:
        """The same for those who only read it."""
        return Variable(
            self.name,
            self.type,
            self.role,
            self.span,
            self.declared,
            self.by_reference,
            self.may_be_fraction,
        )

    def parameter(self, written: Parameter) -> Parameter:
        """What is known of a parameter by now."""
        return replace(
            written,
            name=Name(written.name.span, self.name, self.type),
            type=self.type,
            by_reference=self.by_reference,
            is_shared_array=self.by_reference and not written.by_reference,
        )


@dataclass(slots=True, eq=False)
class ClassNames:
    """A class, by the folded names of its members."""

    definition: DefineClass
    type: NamedType
    attributes: dict[str, Symbol] = field(default_factory=dict)
    methods: dict[str, Routine] = field(default_factory=dict)
    parent: ClassNames | None = None

    def lineage(self) -> Iterator[ClassNames]:
        """The class and its ancestors, each once even if they inherit in a circle."""
        seen: set[int] = set()
        current: ClassNames | None = self
        while current is not None and id(current) not in seen:
            seen.add(id(current))
            yield current
            current = current.parent

    def attribute(self, key: str) -> Symbol | None:
        """An own or inherited attribute."""
        for ancestor in self.lineage():
            if key in ancestor.attributes:
                return ancestor.attributes[key]
        return None

    def method(self, key: str) -> Routine | None:
        """An own or inherited method."""
        for ancestor in self.lineage():
            if key in ancestor.methods:
                return ancestor.methods[key]
        return None


@dataclass(slots=True, eq=False)
class Table:
    """The names of the main program, or of one subroutine, by folded name."""

    parent: Table | None = None
    """The main program's, seen from a subroutine."""
    owner: ClassNames | None = None
    """The class of a method."""
    globals_are_visible: bool = True
    symbols: dict[str, Symbol] = field(default_factory=dict)

    def lookup(self, key: str) -> Symbol | None:
        """What a name stands for here."""
        symbol = self.symbols.get(key)
        if symbol is None and self.owner is not None:
            symbol = self.owner.attribute(key)
        if symbol is None and self.parent is not None:
            symbol = self.parent.symbols.get(key)
            if symbol and not self.globals_are_visible and symbol.role is not Role.CONSTANT:
                return None
        return symbol

    def scope(self) -> Scope:
        """Its names, for those who only read them."""
        return Scope({symbol.name: symbol.variable() for symbol in self.symbols.values()})


@dataclass(slots=True, eq=False)
class Routine:
    """A subroutine or method, with its names."""

    definition: Subroutine
    table: Table
    name: str
    result: Type | None
    """As in `Subroutine`; what was not declared is filled in when it is known."""
    parameters: list[Symbol] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class World:
    """Everything that has a name in one program."""

    rules: Rules
    library: dict[str, list[LibraryFunction]]
    """All functions with a folded name; they differ in their number of arguments."""
    methods: dict[str, list[LibraryFunction]] = field(default_factory=dict)
    """All library methods with a name, in lower case."""
    main: Table = field(default_factory=Table)
    types: dict[str, TypeDefinition] = field(default_factory=dict)
    records: dict[str, dict[str, Symbol]] = field(default_factory=dict)
    """Fields by the folded name of their record type."""
    classes: dict[str, ClassNames] = field(default_factory=dict)
    class_nodes: dict[int, ClassNames] = field(default_factory=dict)
    """Every class of the tree, by the id of its node; two may have one name."""
    members: dict[str, list[tuple[str, NamedType]]] = field(default_factory=dict)
    """Members of enumerated types: spelling and type, by folded name."""
    routines: dict[str, Routine] = field(default_factory=dict)
    definitions: dict[int, Routine] = field(default_factory=dict)
    """Every subroutine and method of the tree, by the id of its node."""
    targets: dict[str, Type] = field(default_factory=dict)
    """What pointer types point to, and set types hold, by folded name."""
    bounds: dict[int, tuple[Bounds, ...]] = field(default_factory=dict)
    """By the id of a declaration: its bounds, where they are not meant as they stand."""

    def fold(self, name: str) -> str:
        """The form under which names are compared."""
        return name.casefold() if self.rules.names_fold_case else name

    def class_of(self, type_: Type) -> ClassNames | None:
        """The class of an object's type."""
        return self.classes.get(self.fold(type_.name)) if isinstance(type_, NamedType) else None

    def record(self, name: str) -> tuple[NamedType, list[Symbol]] | None:
        """The record type of this name, and its fields in their order."""
        key = self.fold(name)
        fields = self.records.get(key)
        if fields is None:
            return None
        return NamedType(self.types[key].name, Category.RECORD), list(fields.values())

    def field_of(self, type_: Type, name: str) -> Symbol | None:
        """A field of a record, or an attribute of an object."""
        if not isinstance(type_, NamedType):
            return None
        record = self.records.get(self.fold(type_.name))
        if record is not None:
            return record.get(self.fold(name))
        owner = self.class_of(type_)
        return owner.attribute(self.fold(name)) if owner else None

    def target_of(self, type_: Type) -> Type:
        """What a named pointer type points to, or a named set type holds."""
        if not isinstance(type_, NamedType):
            return UNKNOWN
        return self.targets.get(self.fold(type_.name), UNKNOWN)
