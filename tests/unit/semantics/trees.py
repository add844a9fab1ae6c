"""Small trees, written by hand, as a parser delivers them."""

from __future__ import annotations

from pseudocode_translator.model.diagnostics import Diagnostic, Span
from pseudocode_translator.model.library import Library, LibraryFunction
from pseudocode_translator.model.nodes import (
    Binary,
    BinaryOperator,
    Call,
    Expression,
    Index,
    Integer,
    Name,
)
from pseudocode_translator.model.program import Program, Statement, Subroutine
from pseudocode_translator.model.rules import Rules
from pseudocode_translator.model.statements import (
    Assign,
    Bounds,
    Declare,
    Output,
)
from pseudocode_translator.model.types import (
    CHAR,
    INTEGER,
    REAL,
    STRING,
    UNKNOWN,
    ArrayType,
    Type,
    UnresolvedType,
)
from pseudocode_translator.semantics.resolve import resolve

HERE = Span(1, 1, 1, 2)
RULES = Rules(names_fold_case=True)
LIBRARY = (
    LibraryFunction("LENGTH", Library.LENGTH, (UNKNOWN,), INTEGER),
    LibraryFunction("UCASE", Library.UPPER, (STRING,), UNKNOWN),
    LibraryFunction("RANDOM", Library.RANDOM, (), REAL),
    LibraryFunction("RANDOM", Library.RANDOM_BETWEEN, (INTEGER, INTEGER), INTEGER),
    LibraryFunction("FIND", Library.POSITION, (CHAR, STRING), INTEGER, order=(1, 0)),
    LibraryFunction("ROUND", Library.ROUND, (REAL, INTEGER), REAL, optional=1),
)


def line(number: int) -> Span:
    return Span(number, 1, number, 9)


def name(text: str, at: Span = HERE) -> Name:
    return Name(at, text)


def number(value: int) -> Integer:
    return Integer(HERE, value)


def binary(left: Expression, operator: BinaryOperator, right: Expression) -> Binary:
    return Binary(HERE, operator, left, right)


def call(function: str, *arguments: Expression) -> Call:
    return Call(HERE, function, arguments)


def index(base: Expression, *indexes: Expression) -> Index:
    return Index(HERE, base, indexes)


def declare(names: str, type_name: str, at: Span = HERE) -> Declare:
    return Declare(at, tuple(name(n, at) for n in names.split()), UnresolvedType(type_name))


def declare_array(array: str, type_name: str, *bounds: tuple[Expression, Expression]) -> Declare:
    element: Type = UnresolvedType(type_name)
    pairs = tuple(Bounds(lower, upper) for lower, upper in bounds)
    return Declare(HERE, (name(array),), ArrayType(element, ()), pairs)


def assign(target: Expression | str, value: Expression, at: Span = HERE) -> Assign:
    return Assign(at, name(target, at) if isinstance(target, str) else target, value)


def output(*items: Expression) -> Output:
    return Output(HERE, items)


def procedure(title: str, *body: Statement) -> Subroutine:
    return Subroutine(HERE, title, (), body, None)


def resolved(*statements: Statement) -> tuple[Program, list[Diagnostic]]:
    return resolve(Program(HERE, statements, RULES), LIBRARY)


def printed(*statements: Statement) -> tuple[Expression, ...]:
    """The items of the last statement, an `Output`, once it is resolved."""
    last = resolved(*statements)[0].body[-1]
    assert isinstance(last, Output)
    return last.items
