"""Expressions written by hand, a context written by hand, and Python run for real."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from pseudocode_translator.generation import prelude
from pseudocode_translator.generation.context import Passing, Signature, Storage
from pseudocode_translator.generation.expressions import ExpressionGenerator
from pseudocode_translator.generation.proofs import Interval, interval
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.library import Library
from pseudocode_translator.model.nodes import (
    Binary,
    BinaryOperator,
    Boolean,
    Expression,
    Integer,
    LibraryCall,
    Name,
    Real,
    Text,
    Unary,
    UnaryOperator,
)
from pseudocode_translator.model.program import Program
from pseudocode_translator.model.rules import Rules
from pseudocode_translator.model.types import (
    BOOLEAN,
    INTEGER,
    REAL,
    STRING,
    UNKNOWN,
    Type,
)

HERE = Span(7, 1, 7, 9)
RULES = Rules(names_fold_case=True, true_text="TRUE", false_text="FALSE")
Op = BinaryOperator

_RESULTS: dict[Library, Type] = {
    Library.LENGTH: INTEGER,
    Library.CODE: INTEGER,
    Library.TRUNCATE: INTEGER,
    Library.POSITION: INTEGER,
    Library.RANDOM_BETWEEN: INTEGER,
    Library.ROUND: REAL,
    Library.IS_NUMBER: BOOLEAN,
}


@dataclass
class HandmadeContext:
    """A `Context` that answers what a test put into it."""

    program: Program = field(default_factory=lambda: Program(HERE, (), RULES))
    boxed: frozenset[str] = frozenset()
    storages: Mapping[str, Storage] = field(default_factory=dict)
    literal_storage: Storage = Storage.ARRAY
    ranges: Mapping[str, Interval] = field(default_factory=dict)
    signatures: Mapping[str, tuple[Passing, ...]] = field(default_factory=dict)
    helpers: set[str] = field(default_factory=set)
    imports: set[tuple[str, str | None]] = field(default_factory=set)

    def variable(self, name: str) -> str:
        return name

    def type_name(self, name: str) -> str:
        return name

    def subroutine(self, name: str) -> str:
        return name

    def method(self, name: str) -> str:
        return "__init__" if name == "NEW" else name

    def field(self, name: str) -> str:
        return name

    def enum_member(self, type_name: str, member: str) -> str:
        return member

    def is_boxed(self, name: str) -> bool:
        return name in self.boxed

    def storage(self, name: str) -> Storage:
        return self.storages.get(name, Storage.ARRAY)

    def storage_of(self, expression: Expression) -> Storage:
        if isinstance(expression, Name):
            return self.storage(expression.name)
        return self.literal_storage

    def require(self, helper: str) -> str:
        self.helpers.add(helper)
        return helper

    def require_import(self, module: str, name: str | None = None) -> str:
        self.imports.add((module, name))
        return name or module

    def signature(self, subroutine: str) -> Signature:
        return Signature(self.signatures.get(subroutine, ()))

    def method_signature(self, method: str) -> Signature:
        return self.signature(method)

    def interval(self, expression: Expression) -> Interval:
        return interval(
            expression, lambda part: self.ranges.get(getattr(part, "name", ""), (None, None))
        )

    def is_inside(self, text: Expression, position: Expression) -> bool:
        return False

    def temporary(self, hint: str) -> str:
        return hint


def generator(context: HandmadeContext | None = None) -> ExpressionGenerator:
    return ExpressionGenerator(context or HandmadeContext())


def source(node: ast.expr) -> str:
    """The text of an expression, as Python itself writes it."""
    return ast.unparse(ast.fix_missing_locations(node))


def text_of(node: Expression, context: HandmadeContext | None = None) -> str:
    return source(generator(context).value(node))


def run(
    node: Expression,
    variables: Mapping[str, object] | None = None,
    context: HandmadeContext | None = None,
) -> object:
    """The value of an expression when its Python runs."""
    context = context or HandmadeContext()
    return run_python(generator(context).value(node), context, variables)


def run_python(
    node: ast.expr, context: HandmadeContext, variables: Mapping[str, object] | None = None
) -> object:
    """The value of a Python expression, with the helpers and imports that it asked for."""
    scope = namespace(context)
    scope.update(variables or {})
    return eval(source(node), scope)


def namespace(context: HandmadeContext) -> dict[str, object]:
    scope: dict[str, object] = {}
    for helper in prelude.needed(context.helpers):
        for item in helper.imports:
            _bind(scope, item.module, item.name)
        exec(helper.source, scope)
    for module, name in context.imports:
        _bind(scope, module, name)
    return scope


def _bind(scope: dict[str, object], module: str, name: str | None) -> None:
    found = importlib.import_module(module)
    scope[name or module] = getattr(found, name) if name else found


def variable(name: str, kind: Type = UNKNOWN) -> Name:
    return Name(HERE, name, kind)


def number(value: int | float) -> Expression:
    return Integer(HERE, value) if isinstance(value, int) else Real(HERE, value)


def text(value: str) -> Text:
    return Text(HERE, value)


def truth(value: bool) -> Boolean:
    return Boolean(HERE, value)


def op(left: Expression, operator: BinaryOperator, right: Expression) -> Binary:
    return Binary(HERE, operator, left, right, _type_of(left, operator, right))


def negative(operand: Expression) -> Unary:
    return Unary(HERE, UnaryOperator.NEGATE, operand, operand.type)


def negated(operand: Expression) -> Unary:
    return Unary(HERE, UnaryOperator.NOT, operand, BOOLEAN)


def library(function: Library, *arguments: Expression) -> LibraryCall:
    return LibraryCall(HERE, function, arguments, _RESULTS.get(function, STRING))


def _type_of(left: Expression, operator: BinaryOperator, right: Expression) -> Type:
    """As `semantics` would say; all that the tests need of it."""
    if operator in (Op.AND, Op.OR, Op.IN, Op.EQUAL, Op.NOT_EQUAL):
        return BOOLEAN
    if operator in (Op.LESS, Op.LESS_OR_EQUAL, Op.GREATER, Op.GREATER_OR_EQUAL):
        return BOOLEAN
    if operator is Op.CONCATENATE:
        return STRING
    if operator is Op.DIVIDE or REAL in (left.type, right.type):
        return REAL
    return UNKNOWN if UNKNOWN in (left.type, right.type) else left.type
