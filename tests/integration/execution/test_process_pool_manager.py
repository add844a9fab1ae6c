"""`TranslationManager` with the pool on: the same results, from wherever they come."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pseudocode_translator.config import Config
from pseudocode_translator.execution.offload_estimate import SAMPLES_TO_DECIDE, Waiting
from pseudocode_translator.integration.events import EventType
from pseudocode_translator.model.document import Document, Line, typed_document
from pseudocode_translator.model.program import Program
from pseudocode_translator.stages import ParseResult, ValidationResult
from pseudocode_translator.translator import TranslationManager
from tests.integration.execution.process_pool_tools import EventLog

EXAMPLES = sorted((Path(__file__).parents[3] / "examples" / "pseudocode").glob("*/*.pseudo"))
MISTAKES = "DECLARE Total, Spare : INTEGER\nTotal <- 1\nOUTPUT Totl, Zork\nOUTPUT (\n"
TRIP = [
    ("task_submitted", "parse"),
    ("task_submitted", "validate"),
    ("task_completed", "parse"),
    ("task_completed", "validate"),
]
STARTED = ("started", None)
pytestmark = pytest.mark.slow


def _config(**changes: Any) -> Config:
    values = {"enabled": True, "max_workers": 2, "task_timeout_ms": 60_000, **changes}
    execution = {f"process_pool_{name}": value for name, value in values.items()}
    return Config.model_validate({"execution": execution})


# One pool for all that need nothing else: its workers load the stages once.
@pytest.fixture(scope="module")
def shared() -> Iterator[TranslationManager]:
    with TranslationManager(_config()) as manager:
        yield manager


@pytest.fixture(scope="module")
def unpooled() -> Iterator[TranslationManager]:
    with TranslationManager() as manager:
        yield manager


@pytest.fixture
def here() -> Iterator[TranslationManager]:
    with TranslationManager() as manager:
        yield manager


def _told(manager: TranslationManager) -> EventLog:
    return EventLog(manager.dispatcher)


def test_every_example_is_translated_as_here(
    shared: TranslationManager, here: TranslationManager
) -> None:
    log = _told(shared)

    assert list(shared.translate_many(EXAMPLES)) == list(here.translate_many(EXAMPLES))
    assert len(log.of(EventType.EXEC_POOL_TASK_COMPLETED)) == 2 * len(EXAMPLES)


@pytest.mark.parametrize("text", ["", "OUTPUT 1", MISTAKES, "\r\n\x0c\r'", "IF" * 500])
def test_any_text_gives_the_same_with_the_pool_and_without(
    text: str, shared: TranslationManager, here: TranslationManager
) -> None:
    assert shared.translate_pseudocode(text) == here.translate_pseudocode(text)


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=200))
def test_whatever_is_written_gives_the_same_with_the_pool_and_without(
    text: str, shared: TranslationManager, unpooled: TranslationManager
) -> None:
    assert [*shared.translate_many([text])] == [unpooled.translate_pseudocode(text)]


def test_a_document_keeps_its_name_and_its_lines(
    shared: TranslationManager, here: TranslationManager
) -> None:
    documents = (
        Document("scan.png", (Line("OUTPUT 1", page=2, confidence=0.5), Line(""))),
        Document("a.txt", (Line("OUTPUT 1"), Line(""))),
    )
    for document in documents:
        assert shared.translate_document(document) == here.translate_document(document)
        assert shared.translate_document(document).name == document.name


def test_one_document_is_one_trip(shared: TranslationManager) -> None:
    log = _told(shared)
    shared.translate_pseudocode("OUTPUT 1")

    assert [told for told in log.told() if told != STARTED] == TRIP
    submitted = log.of(EventType.EXEC_POOL_TASK_SUBMITTED)
    assert [event.data["size_chars"] for event in submitted] == [8, 8]


def test_parsing_alone_gives_the_same_type_and_value(
    shared: TranslationManager, here: TranslationManager
) -> None:
    log = _told(shared)
    parsed = shared._maybe_offload_parse(MISTAKES)

    assert isinstance(parsed, ParseResult)
    assert parsed == here._maybe_offload_parse(MISTAKES)
    assert ("task_completed", "parse") in log.told()


def test_validation_alone_gives_the_same_type_and_value(
    shared: TranslationManager, here: TranslationManager
) -> None:
    program = here._maybe_offload_parse(MISTAKES).program
    assert isinstance(program, Program)
    log = _told(shared)
    validated = shared._maybe_offload_validate(program)

    assert isinstance(validated, ValidationResult)
    assert validated == here._maybe_offload_validate(program)
    assert ("task_completed", "validate") in log.told()


def test_python_is_validated_in_a_worker_as_text_or_tree(shared: TranslationManager) -> None:
    assert shared._maybe_offload_validate(ast.parse("x=1")).is_valid
    assert shared._maybe_offload_validate("x = 1").is_valid
    assert not shared._maybe_offload_validate("print(zork)").is_valid


def test_a_worker_validates_with_the_settings_of_the_manager() -> None:
    config = _config().model_copy(
        update={
            "validation": Config.model_validate(
                {"validation": {"check_undefined_vars": False}}
            ).validation
        }
    )
    quiet_here = TranslationManager(Config(validation=config.validation))
    with TranslationManager(config) as quiet:
        program = quiet_here._maybe_offload_parse(MISTAKES).program
        assert program is not None
        for subject in (program, "print(zork)", ast.parse("print(zork)")):
            assert quiet._maybe_offload_validate(subject) == quiet_here._maybe_offload_validate(
                subject
            )
        assert quiet._maybe_offload_validate("print(zork)").is_valid
        translation = quiet.translate_pseudocode(MISTAKES)
        assert translation == quiet_here.translate_pseudocode(MISTAKES)
        assert not {"PS207", "PS208"} & {d.code for d in translation.diagnostics}


@pytest.mark.parametrize(
    ("target", "of_parse", "of_validate", "of_translation"),
    [
        ("parse_validate", True, True, TRIP),
        ("parse_only", True, False, [TRIP[0], TRIP[2]]),
        ("validate_only", False, True, [TRIP[1], TRIP[3]]),
    ],
)
def test_the_target_says_what_goes_to_workers(
    target: str,
    of_parse: bool,
    of_validate: bool,
    of_translation: list[tuple[str, str]],
    here: TranslationManager,
) -> None:
    program = here._maybe_offload_parse(MISTAKES).program
    assert program is not None
    with TranslationManager(_config(target=target, max_workers=1)) as manager:
        log = _told(manager)
        assert manager.translate_pseudocode(MISTAKES) == here.translate_pseudocode(MISTAKES)
        assert [told for told in log.told() if told != STARTED] == of_translation
        log.events.clear()
        manager._maybe_offload_parse(MISTAKES)
        assert bool(log.told()) is of_parse
        log.events.clear()
        manager._maybe_offload_validate(program)
        assert bool(log.told()) is of_validate


def test_with_the_pool_off_nobody_asks_for_it(
    here: TranslationManager, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: object) -> None:
        raise AssertionError("nobody should ask")

    monkeypatch.setattr(TranslationManager, "_ensure_exec_pool", refuse)
    monkeypatch.setattr("pseudocode_translator.offloading.StageRunner.ensure_executor", refuse)
    log = _told(here)

    assert here.translate_pseudocode("OUTPUT 1").ok
    assert [t.ok for t in here.translate_many(["OUTPUT 1"])] == [True]
    assert here._maybe_offload_validate("x = 1").is_valid
    assert log.told() == []


def test_all_threads_get_the_same_executor() -> None:
    with TranslationManager(_config()) as manager, ThreadPoolExecutor(8) as threads:
        barrier = Barrier(8)

        def ensure(_: int) -> object:
            barrier.wait(30)
            return manager._ensure_exec_pool()

        executors = set(threads.map(ensure, range(8)))
        assert executors == {manager._ensure_exec_pool()}
        assert manager._ensure_exec_pool().dispatcher is manager.dispatcher


def test_a_text_of_the_cap_goes_out_and_one_letter_more_stays(here: TranslationManager) -> None:
    text = "OUTPUT 1 // " + "x" * 88
    with TranslationManager(_config(job_max_chars=100, max_workers=1)) as manager:
        log = _told(manager)
        manager.translate_pseudocode(text)
        assert TRIP[0] in log.told()

        log.events.clear()
        assert manager.translate_pseudocode(text + "x") == here.translate_pseudocode(text + "x")
        assert log.told() == [("fallback", "job_too_large")]
        assert manager._maybe_offload_parse(text + "x").program is not None
        assert log.told() == [("fallback", "job_too_large")] * 2
        kinds = [event.data["kind"] for event in log.of(EventType.EXEC_POOL_FALLBACK)]
        assert kinds == ["parse", "parse"]

        log.events.clear()
        assert manager._maybe_offload_validate("x = 1\n" * 100).is_valid
        assert log.told() == [("task_submitted", "validate"), ("task_completed", "validate")]


def test_where_an_offload_would_lose_the_document_stays(shared: TranslationManager) -> None:
    text = "OUTPUT 1\n" * 300
    estimate = shared._runner.estimate
    for _ in range(SAMPLES_TO_DECIDE):
        estimate.add_trip("translate", len(text), work_ms=1, trip_ms=50)
    log = _told(shared)

    shared.translate_pseudocode(text)
    assert log.told() == []

    # Asked for by name it goes out all the same.
    assert shared._ensure_exec_pool().submit_parse(text).result().program is not None
    assert TRIP[0] in log.told()


def test_threads_that_wait_at_the_same_time_are_judged_by_throughput(
    shared: TranslationManager,
) -> None:
    runner = shared._runner
    with runner.one_more_waits() as alone:
        with runner.one_more_waits() as beside:
            assert (alone, beside) == (Waiting.ONE, Waiting.MANY)
        with runner.one_more_waits() as again:
            assert again is Waiting.MANY
    with runner.one_more_waits() as alone:
        assert alone is Waiting.ONE


def test_what_is_done_here_has_a_limit_that_grows_with_its_size(here: TranslationManager) -> None:
    with TranslationManager(_config(task_timeout_ms=2000, job_max_chars=100)) as manager:
        limits = [manager._runner.deadline(size).limit_s for size in (0, 100, 300)]

    assert limits == [2.0, 2.0, 6.0]
    assert here._runner.deadline(10**9).limit_s == float("inf")


def test_a_document_that_takes_too_long_everywhere_ends_with_a_diagnostic() -> None:
    text = "OUTPUT 1 + 2 * 3\n" * 2500
    with TranslationManager(_config(task_timeout_ms=1, max_workers=1)) as manager:
        log = _told(manager)
        translation = manager.translate_pseudocode(text)

    assert [d.code for d in translation.errors] == ["PS604"]
    assert log.told()[-1] == ("fallback", "timeout")
    assert typed_document(text).lines[translation.errors[0].span.line - 1]
