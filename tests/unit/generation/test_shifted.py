"""Integer expressions that are moved by a constant keep one number."""

from __future__ import annotations

import ast

import pytest

from pseudocode_translator.generation import python_syntax as py


@pytest.mark.parametrize(
    ("expression", "distance", "wanted"),
    [
        ("n", 1, "n + 1"),
        ("n - 1", 1, "n"),
        ("n - 2 - i", 1, "n - 1 - i"),
        ("n - 1 - i", 1, "n - i"),
        ("n + 3 - i", -1, "n + 2 - i"),
        ("2 * n - i", 1, "2 * n - i + 1"),
        ("n * 2 - i", 1, "n * 2 - i + 1"),
        ("4", -1, "3"),
    ],
)
def test_a_number_inside_of_the_sum_is_moved(expression: str, distance: int, wanted: str) -> None:
    node = ast.parse(expression, mode="eval").body

    moved = py.shifted(node, distance)

    assert ast.unparse(moved) == wanted
    values = {"n": 7, "i": 2}
    assert eval(ast.unparse(moved), dict(values)) == eval(expression, dict(values)) + distance
