"""Which dialect a document is read as, and what is said against it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pseudocode_translator.dialects import get_dialect
from pseudocode_translator.dialects.choice import Choice, choose, doubts
from pseudocode_translator.errors import UnknownDialectError
from pseudocode_translator.model.codes import diagnose
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.document import Document, typed_document

CAMBRIDGE = "DECLARE x : INTEGER\nx <- 1\nOUTPUT x\nCALL Show(x)\n"


def _document(text: str = CAMBRIDGE) -> Document:
    return typed_document(text)


def test_a_name_is_taken_as_it_is() -> None:
    choice = choose("9618", lambda: pytest.fail("nobody needs the document"))

    assert choice.dialect.name == "cambridge"
    assert choice.detection is None


@pytest.mark.parametrize("name", ["auto", "AUTO", " auto "])
def test_auto_looks_at_the_text(name: str) -> None:
    choice = choose(name, _document)

    assert choice.dialect.name == "cambridge"
    assert choice.detection is not None
    assert doubts(choice, _document, ()) == ()


def test_an_unknown_name_is_an_exception() -> None:
    with pytest.raises(UnknownDialectError):
        choose("klingon", _document)


def test_a_text_that_tells_too_little_is_read_all_the_same_and_that_is_said() -> None:
    choice = choose("auto", lambda: _document("x"))
    (said,) = doubts(choice, lambda: _document("x"), ())

    assert choice.dialect.name == "cambridge"
    assert said.code == "PS705"


def test_a_wrong_name_is_doubted_if_lines_could_not_be_read() -> None:
    choice = Choice(replace(get_dialect("cambridge"), name="klingon"), None)
    wrong = diagnose("PS101", Span(2, 1, 2, 5), "this is no statement")
    (said,) = doubts(choice, _document, [wrong])

    assert said.code == "PS706"
    assert "looks like cambridge" in said.message
    assert doubts(choice, _document, []) == ()


def test_lines_of_another_dialect_are_named() -> None:
    choice = choose("auto", _document)
    other = Choice(replace(choice.dialect, name="klingon"), choice.detection)
    wrong = [diagnose("PS101", Span(n, 1, n, 5), "this is no statement") for n in (1, 2, 4)]
    (said,) = doubts(other, _document, wrong)

    assert said.code == "PS707"
    assert "lines 1 to 2, 4" in said.message
