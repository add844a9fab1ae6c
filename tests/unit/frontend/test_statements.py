"""What each statement means, and what it may look like."""

from __future__ import annotations

import pytest

from pseudocode_translator.dialects import get_dialect
from pseudocode_translator.frontend.parse import parse
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.document import typed_document
from pseudocode_translator.model.nodes import Binary, Call
from pseudocode_translator.model.program import For
from pseudocode_translator.model.statements import Assign, Comment, UnreadableStatement
from tests.unit.frontend.case_data import block_cases, statement_cases
from tests.unit.frontend.sketch import parsed


@pytest.mark.parametrize(("source", "wanted"), statement_cases())
def test_a_statement_means(source: str, wanted: str) -> None:
    sketch, codes = parsed(source)

    assert " !! ".join(filter(None, [sketch, " ".join(codes)])).strip() == wanted.strip(" !")


@pytest.mark.parametrize(
    ("source", "wanted"), [case[1:] for case in block_cases()], ids=[c[0] for c in block_cases()]
)
def test_a_block_means(source: str, wanted: str) -> None:
    sketch, codes = parsed(source)

    assert " !! ".join(filter(None, [sketch, " ".join(codes)])) == wanted


@pytest.mark.parametrize(("source", "wanted"), statement_cases())
def test_the_case_of_letters_makes_no_difference(source: str, wanted: str) -> None:
    del wanted
    upper, lower = parsed(source.upper())[0], parsed(source.lower())[0]

    assert upper.lower() == lower.lower()


def test_every_node_knows_its_printed_place() -> None:
    program, _ = parse(typed_document("\n  Total \u2190 Sum(a) \u00d7 2  // twice"),
                       get_dialect("cambridge"))  # fmt: skip
    assign, comment = program.body[-2:]

    assert isinstance(assign, Assign)
    assert assign.span == Span(2, 3, 2, 21)
    assert assign.target.span == Span(2, 3, 2, 8)
    assert isinstance(assign.value, Binary)
    assert assign.value.span == Span(2, 11, 2, 21)
    assert isinstance(assign.value.left, Call)
    assert assign.value.left.name_span == Span(2, 11, 2, 14)
    assert isinstance(comment, Comment)
    assert comment.trailing


def test_a_block_reaches_from_its_header_to_its_end() -> None:
    program, _ = parse(
        typed_document("FOR i <- 1 TO 3\n  OUTPUT i\nNEXT i"), get_dialect("cambridge")
    )

    assert isinstance(program.body[0], For)
    assert program.body[0].span == Span(1, 1, 3, 7)


def test_what_cannot_be_read_keeps_its_text() -> None:
    program, diagnostics = parse(typed_document("x <- (1 +"), get_dialect("cambridge"))

    assert [each.code for each in diagnostics] == ["PS120"]
    assert [each.text for each in program.body if isinstance(each, UnreadableStatement)] == [
        "x <- (1 +"
    ]


def test_an_empty_document_is_an_empty_program() -> None:
    program, diagnostics = parse(typed_document(""), get_dialect("cambridge"))

    assert program.body == ()
    assert diagnostics == []
