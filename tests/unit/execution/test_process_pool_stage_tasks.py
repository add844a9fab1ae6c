"""What runs in the workers, called here, and how documents travel."""

from __future__ import annotations

import ast
import pickle

import pytest

from pseudocode_translator.config import ValidationConfig
from pseudocode_translator.errors import UnknownDialectError
from pseudocode_translator.execution import process_pool
from pseudocode_translator.execution.process_pool import (
    worker_parse,
    worker_translate,
    worker_validate,
)
from pseudocode_translator.execution.stage_tasks import (
    Source,
    document_of,
    size_chars_of,
    source_of,
)
from pseudocode_translator.model.document import Document, Line, Origin, typed_document
from pseudocode_translator.stages import ParseResult, Translation, ValidationResult
from pseudocode_translator.translator import TranslationManager

MISTAKES = "DECLARE Total : INTEGER\nTotl <- Zork + 1\nOUTPUT (\n"
QUIET = ValidationConfig(check_undefined_vars=False)


@pytest.mark.parametrize("name", ["worker_parse", "worker_validate", "worker_translate"])
def test_a_worker_function_is_found_by_its_name(name: str) -> None:
    function = getattr(process_pool, name)

    assert pickle.loads(pickle.dumps(function)) is function


def test_worker_parse_needs_nothing_but_text() -> None:
    parsed = worker_parse("OUTPUT 1\n")

    assert isinstance(parsed, ParseResult)
    assert parsed.program is not None


def test_an_unknown_dialect_is_an_exception_in_a_worker_too() -> None:
    with pytest.raises(UnknownDialectError):
        worker_parse("OUTPUT 1\n", "klingon")


def test_results_and_errors_can_travel() -> None:
    parsed = worker_parse(MISTAKES)
    for result in (parsed, worker_validate(parsed.program), worker_translate(MISTAKES)[0]):
        assert pickle.loads(pickle.dumps(result)) == result
    error = UnknownDialectError("klingon", ("cambridge",))
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_one_trip_gives_what_the_stages_give_here() -> None:
    translation, parse_ms, validate_ms = worker_translate(MISTAKES, "cambridge", "a.txt")

    with TranslationManager() as manager:
        here = manager.translate_document(typed_document(MISTAKES, name="a.txt"))
    assert isinstance(translation, Translation)
    assert translation == here
    assert parse_ms > 0
    assert validate_ms > 0


def test_a_program_is_validated_as_here() -> None:
    program = worker_parse(MISTAKES).program
    with TranslationManager() as manager:
        assert worker_validate(program) == manager._maybe_offload_validate(program)


@pytest.mark.parametrize("subject", ["x = 1\n", ast.parse("x = 1")])
def test_python_is_validated_as_text_or_tree(subject: str | ast.AST) -> None:
    result = worker_validate(subject)

    assert isinstance(result, ValidationResult)
    assert result.is_valid


@pytest.mark.parametrize("subject", ["print(zork)\n", ast.parse("print(zork)")])
def test_a_name_of_python_that_nothing_binds_is_told_unless_the_settings_forbid(
    subject: str | ast.AST,
) -> None:
    assert [d.code for d in worker_validate(subject).diagnostics] == ["PS903"]
    assert worker_validate(subject, QUIET) == ValidationResult(())


def test_text_that_is_no_python_is_not_valid_whatever_the_settings_say() -> None:
    for settings in (None, QUIET):
        assert [d.code for d in worker_validate("x = = 1", settings).diagnostics] == ["PS901"]


def test_the_settings_silence_undefined_names_of_a_program_and_nothing_else() -> None:
    program = worker_parse(
        "DECLARE Total, Spare : INTEGER\nTotal <- 1\nOUTPUT Totl, Zork\n"
    ).program

    codes = {d.code for d in worker_validate(program).diagnostics}
    assert codes >= {"PS202", "PS207", "PS208"}
    assert {d.code for d in worker_validate(program, QUIET).diagnostics} == codes - {
        "PS207",
        "PS208",
    }


@pytest.mark.parametrize("text", ["", "a", "a\n", "a\nb\n\n", "a\r\nb\rc", "\n\n"])
def test_typed_text_travels_as_it_is(text: str) -> None:
    assert document_of(text, "x") == typed_document(text, name="x")


@pytest.mark.parametrize(
    "lines",
    [(), (Line("a"),), (Line("a"), Line("")), (Line("a\nb"), Line("c\rd"))],
    ids=["none", "one", "last empty", "line ends inside"],
)
def test_a_document_of_plain_lines_travels_as_its_texts(lines: tuple[Line, ...]) -> None:
    document = Document("x", lines)
    source = source_of(document)

    assert source == tuple(line.text for line in lines)
    assert document_of(source, "x") == document


@pytest.mark.parametrize(
    "line",
    [Line("a", page=2), Line("a", confidence=0.5), Line("a", origin=Origin.OCR)],
    ids=["page", "confidence", "origin"],
)
def test_a_document_that_knows_more_travels_whole(line: Line) -> None:
    document = Document("x", (Line("b"), line))

    assert source_of(document) is document
    assert document_of(document, "x") is document


@pytest.mark.parametrize(
    ("source", "size_chars"),
    [("abc\n", 4), (("ab", "c"), 5), (typed_document("ab\nc\n"), 5), (ast.parse("x"), 0)],
    ids=["text", "lines", "document", "tree"],
)
def test_the_size_is_that_of_the_text(source: Source, size_chars: int) -> None:
    assert size_chars_of(source) == size_chars
