"""Python as text: does it compile, and is every name bound?"""

from __future__ import annotations

import pytest

from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.validation.python_text import check_python_names, check_python_syntax


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x = 1\nprint(x)\n",
        "def f():\n    global q\n    q = 1\nf()\nprint(q)\n",
        "def f(a, *b, c=1, **d):\n    return a, b, c, d\n",
        "import os.path, json as j\nprint(os, j)\n",
        "class A:\n    y = 1\n    z = y\n    def f(self):\n        return __class__\n",
        "try:\n    pass\nexcept OSError as e:\n    print(e)\n",
        "with open('f') as g:\n    print(g)\nfor h in []:\n    print(h)\n",
        "if (w := 3):\n    print(w)\n",
        "match [1]:\n    case [a, *b]:\n        print(a, b)\n",
        "print([i for i in range(3)], __name__, __file__)\n",
        "from os import *\nprint(getcwd())\n",
        "later = lambda: other\nother = 1\n",
    ],
)
def test_names_that_are_bound_somewhere_are_no_problem(text: str) -> None:
    assert check_python_syntax(text) == []
    assert check_python_names(text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("x = 1\nprint(zork)\nprint(zork)\n", Span(2, 7, 2, 11)),
        ("def f():\n    return zork\n", Span(2, 12, 2, 16)),
        ("class A:\n    zork = 1\n    def f(self):\n        return zork\n", Span(4, 16, 4, 20)),
        ("[zork for i in range(3)]\n", Span(1, 2, 1, 6)),
    ],
)
def test_a_name_that_nothing_binds_is_told_once_with_its_place(text: str, place: Span) -> None:
    (found,) = check_python_names(text)

    assert (found.code, "zork" in found.message) == ("PS903", True)
    if "class" not in text:
        assert found.span == place


@pytest.mark.parametrize(("text", "line"), [("x = 1\ny = = 2\n", 2), ("a\0b", 1)])
def test_what_does_not_compile_is_told_with_its_line(text: str, line: int) -> None:
    (found,) = check_python_syntax(text)

    assert (found.code, found.span.line) == ("PS901", line)
