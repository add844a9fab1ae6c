"""Blocks in braces: which statement belongs to which header, and what is said if none does."""

from __future__ import annotations

from pathlib import Path

import pytest

from pseudocode_translator.frontend.brace_blocks import BraceBlockBuilder
from pseudocode_translator.frontend.build import AstBuilder
from pseudocode_translator.frontend.dialect import Dialect
from pseudocode_translator.frontend.parse import parse
from pseudocode_translator.model.document import typed_document
from pseudocode_translator.model.rules import Rules
from tests.unit.frontend.sketch import sketch

_DIALECT = Dialect(
    name="braces",
    title="Braces",
    reference="these tests",
    grammar=Path(__file__).with_name("braces.lark"),
    builder=AstBuilder,
    rules=Rules(),
    library=(),
    blocks=BraceBlockBuilder,
)


def _parsed(text: str) -> tuple[str, list[tuple[int, str]]]:
    program, diagnostics = parse(typed_document(text), _DIALECT)
    told = [(each.span.line, each.message) for each in diagnostics]
    return "; ".join(map(sketch, program.body)), told


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("if a { x = 1 } y = 2", "If([Branch(a, [x <- 1])]); y <- 2"),
        ("if a {\n x = 1\n}\nelse {\n x = 2\n}", "If([Branch(a, [x <- 1])], [x <- 2])"),
        ("if a\n{\n x = 1\n} else {\n x = 2\n}", "If([Branch(a, [x <- 1])], [x <- 2])"),
        ("if a x = 1\ny = 2", "If([Branch(a, [x <- 1])]); y <- 2"),
        ("if a\n x = 1\nelse\n x = 2\ny = 3", "If([Branch(a, [x <- 1])], [x <- 2]); y <- 3"),
        (
            "if a { x = 1 } else if b { x = 2 } else { x = 3 }",
            "If([Branch(a, [x <- 1]), Branch(b, [x <- 2])], [x <- 3])",
        ),
        (
            "if a {\nx = 1\n}\nelse\nif b\nx = 2\nelse\nx = 3\ny = 1",
            "If([Branch(a, [x <- 1]), Branch(b, [x <- 2])], [x <- 3]); y <- 1",
        ),
        (
            "if a if b x = 1 else x = 2",
            "If([Branch(a, [If([Branch(b, [x <- 1])], [x <- 2])])])",
        ),
        (
            "if a { if b x = 1 } else x = 2",
            "If([Branch(a, [If([Branch(b, [x <- 1])])])], [x <- 2])",
        ),
        ("while a if b x = 1\ny = 2", "While(a, [If([Branch(b, [x <- 1])])]); y <- 2"),
        ("repeat { x = 1 } while a\ny = 2", "Repeat([x <- 1], NOT(a)); y <- 2"),
        ("repeat x = 1\nuntil a", "Repeat([x <- 1], a)"),
        ("repeat { } while a", "Repeat(NOT(a))"),
        ("if a { } else { x = 1 }", "If([Branch(a)], [x <- 1])"),
        ("x = 1 { y = 2 { z = 3 } }", "x <- 1; y <- 2; z <- 3"),
        ("main { x = 1 }", "x <- 1"),
        (
            "switch a { 1: x = 1 y = 2 2: { x = 2 } default: x = 3 }",
            "Case(a, [CaseBranch([ValueLabel(1)], [x <- 1, y <- 2]), "
            "CaseBranch([ValueLabel(2)], [x <- 2])], [x <- 3])",
        ),
    ],
)
def test_braces_hold(source: str, wanted: str) -> None:
    assert _parsed(source) == (wanted, [])


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        ("if a {\n x = 1\n", 2, "the IF of line 1 is never closed"),
        ("x = 1 }", 1, "} ends nothing: no block is open here"),
        ("main {\n}\n}\nx = 1", 2, "} ends nothing: no block is open here"),
        ("main {\n x = 1", 2, "the { of line 1 is never closed"),
        ("main\n x = 1\n", 1, "{ is missing behind the header of the main"),
        ("else { x = 1 }", 1, "ELSE has no IF that it belongs to"),
        ("if a { x = 1\nelse { x = 2 }", 2, "the { of the IF of line 1 is not closed before"),
        ("{ if a }", 1, "the IF of line 1 has no statement"),
        ("repeat { x = 1 }\ny = 1", 1, "the REPEAT of line 1 has no condition at its end"),
        ("procedure f() x = 1 }", 1, "{ is missing behind the header of the PROCEDURE"),
        (
            "main {\n  while a {\n    while b {\n      x = 1\n    y = 2\n  }\n}",
            6,
            "} comes before the WHILE of line 3 is closed",
        ),
        (
            "procedure f() {\n  while a {\n    x = 1\n}\nprocedure g() {\n}",
            4,
            "} comes before the WHILE of line 2 is closed",
        ),
        (
            "procedure f() {\n  x = 1\nprocedure g() {\n}",
            3,
            "PROCEDURE g comes before the PROCEDURE of line 1 is closed",
        ),
    ],
)
def test_a_brace_too_few_or_too_many_is_told_once(source: str, line: int, message: str) -> None:
    _, told = _parsed(source)

    assert len(told) == 1
    assert told[0][0] == line
    assert told[0][1].startswith(message)


def test_a_broken_header_still_opens_its_block() -> None:
    body, told = _parsed("if a > { x = 1 } else { x = 2 }\ny = 3")

    assert body.endswith("[x <- 1])], [x <- 2]); y <- 3")
    assert len(told) == 1


def test_a_thousand_blocks_on_one_line_take_no_quadratic_time() -> None:
    body, told = _parsed("if a { x = 1 } else x = 2 " * 1_000)

    assert not told
    assert body.count("If(") == 1_000
