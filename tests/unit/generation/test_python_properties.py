"""Whatever tree comes in, what goes out compiles."""

from __future__ import annotations

import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pseudocode_translator.generation.python import generate
from pseudocode_translator.semantics.resolve import resolve
from tests.unit.generation.random_programs import ProgramMaker
from tests.unit.generation.ruff_oracle import format_changes


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=0, max_value=2**32))
def test_any_tree_becomes_python_that_compiles(seed: int) -> None:
    program, _ = resolve(ProgramMaker(seed).make(), ())
    generated = generate(program)
    with warnings.catch_warnings():
        # Programs that make no sense compare literals with `is`, and call texts.
        warnings.simplefilter("ignore", SyntaxWarning)
        compile(generated.code, "generated", "exec")
    assert len(generated.line_map) == generated.code.count("\n")


def test_the_same_tree_becomes_the_same_python() -> None:
    for seed in range(20):
        program, _ = resolve(ProgramMaker(seed).make(), ())
        assert generate(program) == generate(program)


@pytest.mark.slow
def test_any_tree_becomes_python_that_ruff_leaves_alone() -> None:
    for seed in range(12):
        program, _ = resolve(ProgramMaker(seed).make(), ())
        assert format_changes(generate(program).code) == ""
