"""Whatever tree comes, even one that makes no sense: Python that compiles comes out."""

from __future__ import annotations

import ast
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pseudocode_translator.generation.context import Storage
from pseudocode_translator.generation.writer import expression_text
from pseudocode_translator.model.library import Library
from pseudocode_translator.model.nodes import (
    AddressOf,
    ArrayLiteral,
    Binary,
    Boolean,
    Call,
    Character,
    Date,
    Dereference,
    EnumMember,
    Expression,
    Field,
    Index,
    InputValue,
    LibraryCall,
    MethodCall,
    Name,
    New,
    Null,
    Real,
    SetLiteral,
    Super,
    Text,
    Unary,
    UnaryOperator,
    UnreadableExpression,
)
from pseudocode_translator.model.types import (
    BOOLEAN,
    CHAR,
    DATE,
    INTEGER,
    NOTHING,
    REAL,
    STRING,
    UNKNOWN,
    ArrayType,
    Category,
    Dimension,
    NamedType,
    SetType,
)
from tests.unit.generation.expression_tools import (
    HERE,
    HandmadeContext,
    Op,
    generator,
    number,
    source,
)

ENUM = NamedType("Day", Category.ENUM)
TYPES = st.sampled_from(
    [
        *(BOOLEAN, CHAR, DATE, INTEGER, NOTHING, REAL, STRING, UNKNOWN, ENUM, SetType(CHAR)),
        NamedType("Record", Category.RECORD),
        NamedType("Pointer", Category.POINTER),
        ArrayType(INTEGER, (Dimension(1, 3), Dimension(0, None))),
        ArrayType(UNKNOWN, ()),
    ]
)
NAMES = st.sampled_from(["a", "b", "grid"])


def _leaves() -> st.SearchStrategy[Expression]:
    return st.one_of(
        st.builds(number, st.integers()),
        st.builds(lambda value: Real(HERE, value), st.floats(allow_nan=False)),
        st.builds(lambda value: Text(HERE, value), st.text()),
        st.builds(lambda value: Character(HERE, value), st.characters()),
        st.builds(lambda value: Boolean(HERE, value), st.booleans()),
        st.builds(lambda name, kind: Name(HERE, name, kind), NAMES, TYPES),
        st.builds(lambda text: UnreadableExpression(HERE, text), st.text()),
        st.sampled_from(
            [
                Date(HERE, 1, 2, 2026),
                EnumMember(HERE, "Mon", ENUM),
                Null(HERE),
                Super(HERE),
                InputValue(HERE),
                InputValue(HERE, Text(HERE, "?"), DATE),
            ]
        ),
    )


def _grow(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    some: st.SearchStrategy[tuple[Expression, ...]] = st.lists(inner, max_size=3).map(tuple)
    more = st.lists(inner, min_size=1, max_size=3).map(tuple)
    build: Callable[..., st.SearchStrategy[Expression]] = st.builds
    return st.one_of(
        build(
            lambda o, a, b, k: Binary(HERE, o, a, b, k), st.sampled_from(Op), inner, inner, TYPES
        ),
        build(lambda o, a, k: Unary(HERE, o, a, k), st.sampled_from(UnaryOperator), inner, TYPES),
        build(lambda a, i, k: Index(HERE, a, i, k), inner, more, TYPES),
        build(lambda a, k: Field(HERE, a, "f", k), inner, TYPES),
        build(lambda a, k: Dereference(HERE, a, k), inner, TYPES),
        build(lambda a, k: AddressOf(HERE, a, k), inner, TYPES),
        build(lambda f, a, k: LibraryCall(HERE, f, a, k), st.sampled_from(Library), some, TYPES),
        build(lambda a, k: Call(HERE, "f", a, k), some, TYPES),
        build(lambda b, a, k: MethodCall(HERE, b, "m", a, k), inner, some, TYPES),
        build(lambda a, k: New(HERE, "C", a, k), some, TYPES),
        build(lambda a, n, k: ArrayLiteral(HERE, a, n, k), some, st.integers(0, 2), TYPES),
        build(lambda a, k: SetLiteral(HERE, a, k), some, TYPES),
    )


TREES = st.recursive(_leaves(), _grow, max_leaves=12)


# Python warns of an index behind a number; only programs with errors have one.
@pytest.mark.filterwarnings("ignore::SyntaxWarning")
@given(TREES, st.sampled_from(Storage))
def test_any_tree_becomes_python_that_compiles(node: Expression, storage: Storage) -> None:
    context = HandmadeContext(
        boxed=frozenset({"b"}), storages={"grid": storage}, literal_storage=storage
    )
    expressions = generator(context)
    built = [
        expressions.value(node),
        expressions.condition(node),
        expressions.as_text(node),
        expressions.copied(node),
        expressions.assigned(node, STRING),
        expressions.address(node),
        expressions.elements(node),
        expressions.output_call([node, node]),
        expressions.output_call([node, node], ", ", ""),
        expressions.line([node, node]),
    ]
    for expression in built:
        compile(source(expression), "any", "eval")
        compile(expression_text(expression), "any", "eval")
    target, value = expressions.assignment(node, expressions.value(node))
    assignment = ast.Assign([target], value, lineno=1)
    compile(ast.fix_missing_locations(ast.Module([assignment], [])), "any", "exec")
