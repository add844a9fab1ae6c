"""Whatever somebody wrote: a program and diagnostics, soon, and no line is lost."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pseudocode_translator.dialects import get_dialect
from pseudocode_translator.frontend.parse import parse
from pseudocode_translator.frontend.tables import load_tables
from pseudocode_translator.model.diagnostics import Diagnostic, Severity, Span
from pseudocode_translator.model.document import typed_document
from pseudocode_translator.model.program import Program

CAMBRIDGE = get_dialect("cambridge")
HEADERS = [
    "IF x > 1 THEN", "IF x = 2", "ELSE", "ELSE IF x = 3 THEN", "ELSEIF x = 4 THEN", "THEN",
    "IF x = 5 THEN y <- 1", "ELSE y <- 2", "ELSE IF x = 6 THEN y <- 3", "ENDIF", "END IF",
    "FOR i <- 1 TO 3", "NEXT i", "NEXT", "NEXT j", "NEXT i, j", "WHILE x < 3 DO", "ENDWHILE",
    "REPEAT", "UNTIL x = 1", "CASE OF x", "1 : y <- 1", "2, 3 :", "x > 3 : y <- 2", "x = 5 :",
    "> 3 : p", "OTHERWISE", "OTHERWISE : y <- 4", "ENDCASE", "PROCEDURE p(a : INTEGER)",
    "ENDPROCEDURE", "FUNCTION f RETURNS REAL", "ENDFUNCTION", "TYPE T", "ENDTYPE", "CLASS A",
    "CLASS B INHERITS A", "PUBLIC PROCEDURE NEW()", "PRIVATE x : INTEGER", "ENDCLASS", "END",
    "y <- 1", "p", "p(x)", "name : STRING", "DECLARE x : INTEGER", "x +", "IF x >", "FOR i",
    "WHILE", "PROCEDURE (", "ENDFI", "OUPUT 3", "// remark", "", "x <- 1 // remark", "DO",
    "RETURN", "IF a THEN IF b THEN y <- 1", "IF a THEN y <- 1 ENDIF", "a <- 1 : b <- 2",
]  # fmt: skip
indented = st.builds(lambda n, line: " " * n + line, st.integers(0, 3), st.sampled_from(HEADERS))
words = st.sampled_from([*load_tables(CAMBRIDGE.grammar).keywords, "x", "1", '"s"', "<-", "(", ")"])
texts = st.one_of(
    st.text(),
    st.lists(indented, max_size=25).map("\n".join),
    st.lists(st.lists(words, max_size=8).map(" ".join), max_size=6).map("\n".join),
)


def _parse(text: str) -> tuple[Program, list[Diagnostic]]:
    return parse(typed_document(text), CAMBRIDGE)


def _spans(node: Any) -> Iterator[Span]:
    """Give the places of all nodes, without recursion."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Span):
            yield node
        elif isinstance(node, tuple):
            waiting.extend(node)
        elif is_dataclass(node):
            waiting.extend(getattr(node, each.name) for each in fields(node))


@given(texts)
@settings(max_examples=600, deadline=None)
def test_any_text_gives_a_program_and_diagnostics(text: str) -> None:
    program, diagnostics = _parse(text)

    assert diagnostics == sorted(diagnostics, key=lambda each: each.span[:2])
    assert isinstance(program, Program)


@given(texts)
@settings(max_examples=300, deadline=None)
def test_every_line_ends_in_the_tree_or_in_a_diagnostic(text: str) -> None:
    document = typed_document(text)
    program, diagnostics = parse(document, CAMBRIDGE)

    told = {line for each in _spans(program.body) for line in range(each.line, each.end_line + 1)}
    told |= {line for d in diagnostics for line in range(d.span.line, d.span.end_line + 1)}
    for number, line in enumerate(document.lines, 1):
        assert number in told or not re.search(r"\w", line.text), line


@given(texts)
@settings(max_examples=300, deadline=None)
def test_every_place_lies_in_the_document(text: str) -> None:
    document = typed_document(text)
    program, diagnostics = parse(document, CAMBRIDGE)
    if not document.lines:
        return

    for span in [*_spans(program.body), *(d.span for d in diagnostics)]:
        assert 1 <= span.line <= span.end_line <= len(document.lines)
        assert 1 <= span.column <= len(document.lines[span.line - 1].text) + 1
        assert 1 <= span.end_column <= len(document.lines[span.end_line - 1].text) + 1
        assert span[:2] <= span[2:]


def test_blocks_nested_5000_deep_are_reported_once_and_do_not_crash() -> None:
    _, diagnostics = _parse("IF x THEN\n" * 5000 + "y <- 1\n" + "ENDIF\n" * 5000)

    assert [each.code for each in diagnostics] == ["PS601"]
    assert diagnostics[0].span.line == 91


def test_loops_nested_too_deep_for_python_are_reported() -> None:
    _, diagnostics = _parse("WHILE x\n" * 19 + "y <- 1\n" + "ENDWHILE\n" * 19)

    assert [each.code for each in diagnostics] == ["PS601"]


@pytest.mark.parametrize("opener", ["(", "a[", "f(", "NOT ", "-", "^", "[", "x + ("])
def test_brackets_and_operators_nested_deep_do_not_crash(opener: str) -> None:
    _, diagnostics = _parse("y <- " + opener * 20_000)

    assert [each.severity for each in diagnostics] == [Severity.ERROR]


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "x <- 1 ", "OUTPUT 1 ", "IF a THEN x <- 1 ENDIF ", "p ", "1 : x ", "(", "x[", "+ ", "^-",
        "...", '"', "'", "a'", "OUTPUT[", "IF x > ", "ELSE ", "ELSE IF x THEN y <- 1 ", "THEN ",
        "x ENDFI ", "x,", "NEXT i,", "x : ", ";", "$", "IF a THEN x <- 1\n", "x <- \n", "ENDFI\n",
        "ELSE IF x THEN\n", "IF a THEN b <- 1\nELSE IF x THEN b <- 2\n", "NEXT j\n", "UNTIL x\n",
        "CASE OF x\n", "1 : y <- 1\n", "// c\n", "\n", "FOR i <- 1 TO 2\n", "PROCEDURE p\n",
        "SET x TO 1\n", "SET x ", "LET a[", "x++ ", "x++\n", "STOP\n", "s.length ", "&&", "a || ",
        "SUBROUTINE f\nRETURN 1\n", "INTEGER x\n", "WRITE x ", 'OPEN h "x"\n', "1 OUTPUT 2,\n",
        "OPENFILE a.b FOR READ\n", "GLOBAL x ", "START\nREAL\n", "x : 5\n", "1 : x\n2 y\n",
        "IF x\nENDWHILE\n", "OUPUT 1\n", "a.b(c)^[d]", "CLASS A\nPUBLIC PROCEDURE p\n",
    ],
)  # fmt: skip
def test_time_grows_in_proportion_to_the_text(piece: str) -> None:
    def seconds(count: int) -> float:
        text = piece * count
        start = time.process_time()  # Of this process: other work on the machine is not ours.
        _parse(text)
        return time.process_time() - start

    small = min(seconds(1000) for _ in range(3))
    large = min(seconds(8000) for _ in range(2))

    assert large < 8 * small * 3 + 0.05
