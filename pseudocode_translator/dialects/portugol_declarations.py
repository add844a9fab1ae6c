"""Declarations of Portugol: the type comes first, as in C."""

# ruff: noqa: D102 - methods for grammar rules fill an interface; the grammar tells the rule.

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from pseudocode_translator.frontend.build import AstBuilder
from pseudocode_translator.frontend.items import (
    Several,
    SubroutineHeader,
)
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.nodes import (
    ArrayLiteral,
    Binary,
    BinaryOperator,
    Expression,
    Integer,
    Name,
    Real,
)
from pseudocode_translator.model.program import Parameter, Statement
from pseudocode_translator.model.statements import (
    Assign,
    Bounds,
    Declare,
    DefineConstant,
)
from pseudocode_translator.model.types import (
    BOOLEAN,
    CHAR,
    INTEGER,
    NOTHING,
    REAL,
    STRING,
    ArrayType,
    Dimension,
    Type,
)

Token = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class _Declarator:
    """One name of a declaration."""

    span: Span
    name: Name
    sizes: tuple[Expression | None, ...]
    """Empty: it is no array."""
    value: Expression | None


class PortugolDeclarations(AstBuilder):
    """Builds declarations, constants, and the headers of functions."""

    type_names: ClassVar[Mapping[str, Type]] = {
        "inteiro": INTEGER,
        "real": REAL,
        "cadeia": STRING,
        "caracter": CHAR,
        "caractere": CHAR,
        "logico": BOOLEAN,
        "lógico": BOOLEAN,
        "vazio": NOTHING,
    }
    # Declarations.

    def brackets(self, span: Span, *sizes: Expression | None) -> tuple[Expression | None, ...]:
        """``[3][4]``; without a size, the first value or the argument has it."""
        return sizes

    def declarator(
        self, span: Span, name: Token, *parts: Expression | Token | tuple[Expression | None, ...]
    ) -> _Declarator:
        """Take a name with its brackets and its first value."""
        value: Expression | None = None
        if len(parts) > 1 and isinstance(parts[-2], tuple) and parts[-2][0] == "=":
            value = parts[-1]  # type: ignore[assignment]
            parts = parts[:-2]
        sizes: tuple[Expression | None, ...] = parts[0] if parts else ()  # type: ignore[assignment]
        return _Declarator(span, self.named(name), sizes, value)

    def typed_names(self, span: Span, word: Token, *declared: _Declarator) -> object:  # type: ignore[override]
        """``inteiro a, b = 3, v[10]``."""
        kind = self.known_type(word[0])
        statements: list[Statement] = []
        for each in declared:
            declare = self._declare(span, each, kind)
            before = statements[-1] if statements else None
            is_alike = isinstance(before, Declare) and before.type == declare.type
            if isinstance(before, Declare) and is_alike and not declare.bounds and not each.value:
                statements[-1] = replace(before, names=(*before.names, *declare.names))
            else:
                statements.append(declare)
            if each.value is not None:
                statements.append(Assign(each.span, each.name, each.value))
        return statements[0] if len(statements) == 1 else Several(span, tuple(statements))

    def constants(self, span: Span, word: Token, *declared: _Declarator) -> object:  # type: ignore[override]
        """``const real PI = 3.14``; an array that nobody changes is an array."""
        kind = self.known_type(word[0])
        statements: list[Statement] = []
        for each in declared:
            if each.value is None:
                self.report(
                    "PS120",
                    each.span,
                    f"the constant {each.name.name} has no value",
                    fix=f"write {each.name.name} = and its value",
                )
            elif each.sizes:
                statements.append(self._declare(span, each, kind))
                statements.append(Assign(each.span, each.name, each.value))
            else:
                statements.append(DefineConstant(span, each.name, _typed(each.value, kind)))
        return statements[0] if len(statements) == 1 else Several(span, tuple(statements))

    def _declare(self, span: Span, declared: _Declarator, kind: Type) -> Declare:
        if not declared.sizes:
            return Declare(span, (declared.name,), kind)
        sizes = _sizes(declared)
        bounds = tuple(_upto(size) for size in sizes if size is not None)
        if len(bounds) < len(sizes):
            self.report(
                "PS120",
                declared.span,
                f"nothing says how many elements {declared.name.name} has",
                fix=f"write {declared.name.name}[10], or its values behind =",
            )
            bounds = ()
        dimensions = tuple(_dimension(size) for size in sizes)
        return Declare(span, (declared.name,), ArrayType(kind, dimensions), bounds)

    # Subroutines.

    def parameter(
        self, span: Span, word: Token, *parts: Token | tuple[Expression | None, ...] | None
    ) -> Parameter:
        """``inteiro &x`` is the caller's variable, and so is every array."""
        *signs, name, sizes = parts
        kind = self.known_type(word[0])
        if sizes:
            kind = ArrayType(kind, tuple(_dimension(size) for size in sizes))  # type: ignore[arg-type]
        return Parameter(span, self.named(name), kind, by_reference=bool(signs or sizes))  # type: ignore[arg-type]

    def parameters(self, span: Span, *parameters: Parameter) -> tuple[Parameter, ...]:  # type: ignore[override]
        return parameters

    def subroutine_header(
        self,
        span: Span,
        word: Token | None,
        sizes: tuple[Expression | None, ...] | None,
        name: Token,
        parameters: tuple[Parameter, ...],
    ) -> SubroutineHeader:
        """``funcao real media(...)``; ``vazio``, or no type at all, returns nothing."""
        result: Type | None = self.known_type(word[0]) if word else None
        if result is not None and sizes:
            result = ArrayType(result, tuple(_dimension(size) for size in sizes))
        return SubroutineHeader(span, name[0], parameters, None if result == NOTHING else result)


def _sizes(declared: _Declarator) -> tuple[Expression | None, ...]:
    """The sizes of an array; those that are not written, its first value has."""
    found: list[Expression | None] = []
    value = declared.value
    for size in declared.sizes:
        if size is None and isinstance(value, ArrayLiteral):
            size = Integer(value.span, len(value.items))
        found.append(size)
        value = value.items[0] if isinstance(value, ArrayLiteral) and value.items else None
    return tuple(found)


def _upto(size: Expression) -> Bounds:
    first = Integer(size.span, 0)
    if isinstance(size, Integer):
        return Bounds(first, replace(size, value=size.value - 1))
    one = Integer(size.span, 1)
    return Bounds(first, Binary(size.span, BinaryOperator.SUBTRACT, size, one))


def _dimension(size: Expression | None) -> Dimension:
    return Dimension(0, size.value - 1 if isinstance(size, Integer) else None)


def _typed(value: Expression, kind: Type) -> Expression:
    """Make a REAL of the whole number that a real constant is given."""
    if kind == REAL and isinstance(value, Integer):
        return Real(value.span, float(value.value))
    return value
