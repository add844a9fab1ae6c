"""The stages joined, and what happens when one of them fails."""

from __future__ import annotations

import logging
import pickle
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from pseudocode_translator import stages
from pseudocode_translator.config import Config
from pseudocode_translator.dialects import get_dialect
from pseudocode_translator.errors import (
    UnknownDialectError,
    UnreadableInputError,
)
from pseudocode_translator.generation.writer import Generated
from pseudocode_translator.integration.events import Event, EventDispatcher, EventType
from pseudocode_translator.model.codes import documents
from pseudocode_translator.model.codes.entry import CodeEntry
from pseudocode_translator.model.diagnostics import Severity, Span
from pseudocode_translator.model.document import typed_document
from pseudocode_translator.model.nodes import Integer
from pseudocode_translator.model.program import Program
from pseudocode_translator.translator import ParseResult, Translation, TranslationManager

GOOD = "DECLARE n : INTEGER\nn <- 3\nOUTPUT n\n"
THREE_MISTAKES = "OUTPUT (\nOUTPUT 1\nx <- )\nIF TRUE THEN\n"


@pytest.fixture
def manager() -> Iterator[TranslationManager]:
    with TranslationManager() as manager:
        yield manager


def _failing(error: BaseException) -> Callable[..., NoReturn]:
    def fail(*arguments: object, **options: object) -> NoReturn:
        node = Integer(Span(2, 6, 2, 7), 3)
        assert node.value == 3
        raise error

    return fail


def _codes(translation: Translation) -> list[str]:
    return [diagnostic.code for diagnostic in translation.diagnostics]


# What comes out


def test_a_program_becomes_python_that_runs(
    manager: TranslationManager, capsys: pytest.CaptureFixture[str]
) -> None:
    translation = manager.translate_pseudocode(GOOD)
    exec(compile(translation.code, "translated", "exec"), {"__name__": "__main__"})

    assert translation.ok
    assert (translation.dialect, translation.name) == ("cambridge", "<text>")
    assert capsys.readouterr().out == "3\n"


def test_the_line_map_leads_back_to_the_pseudocode(manager: TranslationManager) -> None:
    translation = manager.translate_pseudocode(GOOD)
    lines = translation.code.splitlines()

    assert len(translation.line_map) == len(lines)
    assert [translation.line_map[place] for place, line in enumerate(lines) if "print" in line] == [
        3
    ]


def test_diagnostics_come_in_source_order_and_by_severity(manager: TranslationManager) -> None:
    translation = manager.translate_pseudocode(THREE_MISTAKES)

    assert not translation.ok
    assert list(translation.diagnostics) == sorted(translation.diagnostics, key=lambda d: d.span)
    assert {d.span.line for d in translation.errors} >= {1, 3, 4}
    assert set(translation.diagnostics) == {
        *translation.errors,
        *translation.warnings,
        *translation.notes,
    }
    assert all(d.severity is Severity.ERROR for d in translation.errors)


def test_a_program_with_errors_still_becomes_python_that_compiles(
    manager: TranslationManager,
) -> None:
    code = manager.translate_pseudocode(THREE_MISTAKES).code

    compile(code, "translated", "exec")
    assert "print(" in code


@pytest.mark.parametrize("text", ["", "  \n\t\n"])
def test_nothing_is_nothing_to_translate(manager: TranslationManager, text: str) -> None:
    assert _codes(manager.translate_pseudocode(text)) == ["PS701"]


@pytest.mark.parametrize(
    "entry", [entry for entry in documents.ENTRIES if entry.wrong], ids=lambda entry: entry.code
)
def test_the_examples_of_codes_for_documents_have_them_and_do_not(
    manager: TranslationManager, entry: CodeEntry
) -> None:
    assert entry.code in _codes(manager.translate_pseudocode(entry.wrong))
    assert entry.code not in _codes(manager.translate_pseudocode(entry.right))


def test_a_translation_can_be_sent_to_another_process(manager: TranslationManager) -> None:
    translation = manager.translate_pseudocode(THREE_MISTAKES)

    assert pickle.loads(pickle.dumps(translation)) == translation


def test_the_same_text_gives_the_same_translation(manager: TranslationManager) -> None:
    assert manager.translate_pseudocode(GOOD) == manager.translate_pseudocode(GOOD)


# Files, dialects


def test_a_file_is_read_and_named(manager: TranslationManager, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(GOOD)

    assert manager.translate_file(path).name == str(path)
    assert manager.translate_file(str(path)).code == manager.translate_pseudocode(GOOD).code


def test_a_file_that_cannot_be_read_is_an_exception(
    manager: TranslationManager, tmp_path: Path
) -> None:
    with pytest.raises(UnreadableInputError):
        manager.translate_file(tmp_path / "none.txt")


def test_a_file_larger_than_the_settings_allow_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(GOOD)
    config = Config.model_validate({"translation": {"max_file_bytes": 10}})

    with TranslationManager(config) as manager, pytest.raises(UnreadableInputError):
        manager.translate_file(path)


@pytest.mark.parametrize("dialect", [None, "cambridge", "auto"])
def test_the_dialect_is_named_or_found(manager: TranslationManager, dialect: str | None) -> None:
    assert manager.translate_pseudocode(GOOD, dialect).dialect == "cambridge"


def test_an_unknown_dialect_is_an_exception(manager: TranslationManager) -> None:
    with pytest.raises(UnknownDialectError, match="klingon"):
        manager.translate_pseudocode(GOOD, "klingon")


def test_the_settings_name_the_usual_dialect() -> None:
    config = Config.model_validate({"translation": {"dialect": "klingon"}})

    with TranslationManager(config) as manager, pytest.raises(UnknownDialectError):
        manager.translate_pseudocode(GOOD)


def test_many_are_translated_in_order_and_only_when_asked_for(
    manager: TranslationManager, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(GOOD)
    taken = []

    def items() -> Iterator[Path | str]:
        for item in (path, "OUTPUT 1", tmp_path / "none.txt", "OUTPUT 2"):
            taken.append(item)
            yield item

    translations = manager.translate_many(items())
    assert taken == []
    assert next(translations).name == str(path)
    assert taken == [path]
    rest = list(translations)

    assert [t.ok for t in rest] == [True, False, True]
    assert (_codes(rest[1]), rest[1].name) == (["PS702"], str(tmp_path / "none.txt"))


# Events


def test_start_and_end_are_events() -> None:
    events: list[Event] = []
    dispatcher = EventDispatcher()
    dispatcher.subscribe(events.append)

    with TranslationManager(dispatcher=dispatcher) as manager:
        manager.translate_pseudocode(THREE_MISTAKES)

    assert [event.type for event in events] == [
        EventType.TRANSLATION_STARTED,
        EventType.TRANSLATION_COMPLETED,
    ]
    errors = events[1].data["errors"]
    assert isinstance(errors, int)
    assert errors >= 3


def test_a_subscriber_that_fails_does_not_change_the_result(manager: TranslationManager) -> None:
    logging.getLogger("pseudocode_translator.integration.events").disabled = True
    try:
        manager.dispatcher.subscribe(_failing(ValueError("mine")))
        assert manager.translate_pseudocode(GOOD).ok
    finally:
        logging.getLogger("pseudocode_translator.integration.events").disabled = False


def test_a_manager_is_shut_down_once_and_for_all() -> None:
    manager = TranslationManager()
    manager.shutdown()
    manager.shutdown()

    with pytest.raises(RuntimeError, match="shut down"):
        manager.translate_pseudocode(GOOD)


# Faults of ours


@pytest.mark.parametrize("stage", ["parse", "resolve", "validate", "generate"])
def test_a_stage_that_fails_is_told_with_its_line_and_logged(
    manager: TranslationManager,
    stage: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(stages, stage, _failing(KeyError("x")))

    translation = manager.translate_pseudocode(GOOD)

    (fault,) = [d for d in translation.diagnostics if d.code == "PS902"]
    assert fault.severity is Severity.ERROR
    assert "KeyError" in fault.message
    assert fault.span == Span(2, 6, 2, 7)
    assert caplog.records[0].exc_info
    assert bool(translation.code) is (stage == "validate")


@pytest.mark.parametrize(("error", "code"), [(RecursionError(), "PS703"), (MemoryError(), "PS704")])
def test_a_stage_out_of_room_is_told_without_calling_it_a_fault(
    manager: TranslationManager,
    error: BaseException,
    code: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(stages, "resolve", _failing(error))

    assert code in _codes(manager.translate_pseudocode(GOOD))
    assert not caplog.records


def test_an_interrupt_is_not_taken_for_a_fault(
    manager: TranslationManager, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stages, "validate", _failing(KeyboardInterrupt()))

    with pytest.raises(KeyboardInterrupt):
        manager.translate_pseudocode(GOOD)


def test_python_that_does_not_compile_is_never_delivered(
    manager: TranslationManager, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken = Generated("n = 1\nx = = 2\n", (1, 3))
    monkeypatch.setattr(stages, "generate", lambda _, **__: broken)

    translation = manager.translate_pseudocode(GOOD)

    (fault,) = [d for d in translation.diagnostics if d.code == "PS901"]
    assert (translation.code, translation.line_map) == ("", ())
    assert fault.span.line == 3
    assert caplog.records[0].message == "generated_code_does_not_compile"


@pytest.mark.parametrize(
    "code",
    [
        "".join(f"{' ' * k}while True:\n" for k in range(30)) + " " * 30 + "pass\n",
        "".join(f"{' ' * k}if True:\n" for k in range(120)) + " " * 120 + "pass\n",
        "x = " + "(" * 300 + "1" + ")" * 300 + "\n",
        "x = " + "-" * 100_000 + "1\n",
    ],
    ids=["loops", "indentation", "brackets", "operators"],
)
def test_python_too_deep_for_python_is_told_as_that(
    manager: TranslationManager, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stages, "generate", lambda _, **__: Generated(code, ()))

    assert "PS703" in _codes(manager.translate_pseudocode(GOOD))


# The seams for the process pool


def test_parsing_and_validation_go_through_the_seams_and_give_plain_data(
    manager: TranslationManager,
) -> None:
    dialect = get_dialect("cambridge")
    parsed = manager._maybe_offload_parse(typed_document(GOOD), dialect)

    assert isinstance(parsed, ParseResult)
    assert isinstance(parsed.program, Program)
    assert pickle.loads(pickle.dumps(parsed)) == parsed
    validated = manager._maybe_offload_validate(parsed.program)
    assert validated.is_valid
    assert pickle.loads(pickle.dumps(validated)) == validated
