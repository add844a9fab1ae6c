"""Loops with a number of rounds and no counter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

import pytest

from pseudocode_translator.dialects import cambridge
from pseudocode_translator.frontend.items import Block, TimesHeader
from pseudocode_translator.frontend.parse import parse
from pseudocode_translator.generation.python import generate
from pseudocode_translator.model.diagnostics import Diagnostic, Span
from pseudocode_translator.model.document import typed_document
from pseudocode_translator.model.nodes import Expression
from pseudocode_translator.semantics.resolve import resolve
from pseudocode_translator.validation.validate import validate
from tests.unit.generation.program_tools import run_python


class _Builder(cambridge.Builder):
    """``WHILE 3`` stands for what dialects write as ``REPEAT 3 TIMES``."""

    closers: ClassVar[Mapping[str, frozenset[Block]]] = {
        word: frozenset({*blocks, *cambridge.Builder.closers["endrepeat"]})
        for word, blocks in cambridge.Builder.closers.items()
    }

    def while_(self, span: Span, condition: Expression) -> object:
        return TimesHeader(span, condition)


_DIALECT = replace(cambridge.DIALECT, builder=_Builder)


def _translated(source: str) -> tuple[str, list[Diagnostic]]:
    program, diagnostics = parse(typed_document(source), _DIALECT)
    resolved, more = resolve(program, _DIALECT.library)
    return generate(resolved).code, [*diagnostics, *more, *validate(resolved)]


@pytest.mark.parametrize(
    ("count", "rounds", "shown"), [("3", "range(3)", "***"), ("7 / 2", "range(int(7 / 2))", "***")]
)
def test_the_body_runs_as_often_as_it_says(count: str, rounds: str, shown: str) -> None:
    code, diagnostics = _translated(
        f'DECLARE s : STRING\nWHILE {count}\n    s <- s & "*"\nENDWHILE\nOUTPUT s\n'
    )
    assert f"for _ in {rounds}:" in code
    assert run_python(code) == shown + "\n"
    assert not [d for d in diagnostics if d.severity == "error"]


def test_the_count_is_taken_once_and_tells_the_type_of_an_input() -> None:
    code, _ = _translated("INPUT n\nWHILE n\n    n <- n + 1\nENDWHILE\nOUTPUT n\n")

    assert run_python(code, "4") == "8\n"


def test_a_text_cannot_be_a_count() -> None:
    _, diagnostics = _translated('WHILE "three"\n    OUTPUT 1\nENDWHILE\n')

    assert [d.code for d in diagnostics] == ["PS312"]


def test_a_loop_that_is_never_closed_is_told_by_its_name() -> None:
    _, diagnostics = _translated("WHILE 3\n    OUTPUT 1\n")

    assert "the REPEAT TIMES of line 1 is never closed" in diagnostics[0].message
    assert diagnostics[0].fix == "close it with ENDREPEAT"
