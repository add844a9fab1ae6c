"""Documents in, translations out: one manager for files, typed text and lists of both."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from pseudocode_translator.config import Config
from pseudocode_translator.dialects import check_dialect
from pseudocode_translator.dialects.choice import Choice, choose, doubts
from pseudocode_translator.errors import UnreadableInputError
from pseudocode_translator.execution.offload_estimate import Waiting
from pseudocode_translator.execution.process_pool import ParseValidateExecutor
from pseudocode_translator.extraction.text_extraction import read_document
from pseudocode_translator.frontend.dialect import Dialect
from pseudocode_translator.integration.events import EventDispatcher, EventType
from pseudocode_translator.model.codes import diagnose
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.document import AUTO_DIALECT, Document
from pseudocode_translator.model.program import Program
from pseudocode_translator.offloading import Job, Running, StageRunner
from pseudocode_translator.stages import ParseResult, Translation, ValidationResult

__all__ = ["AUTO_DIALECT", "ParseResult", "Translation", "TranslationManager", "ValidationResult"]

_START = Span(1, 1, 1, 1)


class TranslationManager:
    """Translates documents one after the other; close it with `shutdown` or ``with``."""

    def __init__(
        self, config: Config | None = None, *, dispatcher: EventDispatcher | None = None
    ) -> None:
        self.config = config if config is not None else Config()
        self.dispatcher = dispatcher if dispatcher is not None else EventDispatcher()
        self._runner = StageRunner(self.config, self.dispatcher)
        self._is_shut_down = False

    def __enter__(self) -> TranslationManager:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.shutdown()

    def translate_pseudocode(self, text: str, dialect: str | None = None) -> Translation:
        """Translate typed text.

        Raises:
            UnknownDialectError: Nobody registered `dialect`.
        """
        return self._translate(Job(text), dialect)

    def translate_file(self, path: Path | str, dialect: str | None = None) -> Translation:
        """Translate one file.

        Raises:
            UnreadableInputError: The file is missing or no text.
            UnknownDialectError: Nobody registered `dialect`.
        """
        return self.translate_document(self._read(Path(path)), dialect)

    def translate_many(
        self, items: Iterable[Path | str | Document], dialect: str | None = None
    ) -> Iterator[Translation]:
        """Translate items in their order, as an iterator.

        A `Path` is read, a `str` is the pseudocode itself. A file that cannot be read does
        not end the iteration: its translation is empty and says so in its diagnostic PS702.

        An item is taken when its translation is asked for. Where workers do the translating
        some are taken ahead, so that no worker waits; closing the iterator stops them.
        """
        self.check_dialect(dialect)
        if self._runner.works_ahead:
            return self._runner.look_ahead(items, lambda item: self._begin(item, dialect))
        return (self._begin(item, dialect).finish() for item in items)

    def translate_document(self, document: Document, dialect: str | None = None) -> Translation:
        """Translate a document.

        Raises:
            UnknownDialectError: Nobody registered `dialect`.
        """
        return self._translate(Job(document), dialect)

    def check_dialect(self, name: str | None) -> None:
        """Do nothing if the dialect is known; None is the one of the settings.

        Raises:
            UnknownDialectError: Nobody registered it.
        """
        check_dialect(self._wanted(name))

    def shutdown(self) -> None:
        """End the worker processes, if there are any; a second call does nothing."""
        self._is_shut_down = True
        self._runner.shutdown()

    def _ensure_exec_pool(self) -> ParseValidateExecutor:
        return self._runner.ensure_executor()

    def _maybe_offload_parse(
        self, item: str | Document, dialect: Dialect | None = None
    ) -> ParseResult:
        job = Job(item)
        return self._runner.parse(job, dialect or self._choice(job, None).dialect)

    def _maybe_offload_validate(self, subject: Program | str | ast.AST) -> ValidationResult:
        return self._runner.validate(subject)

    def _wanted(self, dialect: str | None) -> str:
        if self._is_shut_down:
            raise RuntimeError("this TranslationManager was shut down; make a new one")
        return dialect or self.config.translation.dialect

    def _choice(self, job: Job, dialect: str | None) -> Choice:
        return choose(self._wanted(dialect), lambda: job.document)

    def _translate(self, job: Job, dialect: str | None) -> Translation:
        choice = self._choice(job, dialect)
        with self._runner.one_more_waits() as waiting:
            return _Translating(self.dispatcher, self._runner, job, choice, waiting).finish()

    def _begin(self, item: Path | str | Document, dialect: str | None) -> _Translating | _Refused:
        try:
            job = Job(self._read(item) if isinstance(item, Path) else item)
        except UnreadableInputError as error:
            problem = diagnose("PS702", _START, error.reason, fix=error.advice)
            return _Refused(Translation("", (problem,), (), self._wanted(dialect), str(item)))
        choice = self._choice(job, dialect)
        return _Translating(self.dispatcher, self._runner, job, choice, Waiting.MANY)

    def _read(self, path: Path) -> Document:
        return read_document(path, limit_bytes=self.config.translation.max_file_bytes)


class _Translating:
    """One document on its way, and the events of its start and its end."""

    def __init__(
        self,
        dispatcher: EventDispatcher,
        runner: StageRunner,
        job: Job,
        choice: Choice,
        waiting: Waiting,
    ) -> None:
        self.size_chars = job.size_chars
        self._job, self._choice = job, choice
        self._dispatcher = dispatcher
        dispatcher.dispatch_event(
            EventType.TRANSLATION_STARTED,
            source="translator",
            name=job.name,
            dialect=choice.dialect.name,
            size_chars=job.size_chars,
        )
        self._running: Running[Translation] = runner.begin(job, choice.dialect, waiting=waiting)

    def finish(self) -> Translation:
        """Wait for the translation, or make it now."""
        translation = self._running.finish()
        if said := doubts(self._choice, lambda: self._job.document, translation.diagnostics):
            every = sorted((*said, *translation.diagnostics), key=lambda d: d.span[:2])
            translation = replace(translation, diagnostics=tuple(every))
        self._dispatcher.dispatch_event(
            EventType.TRANSLATION_COMPLETED,
            source="translator",
            name=translation.name,
            dialect=translation.dialect,
            errors=len(translation.errors),
            warnings=len(translation.warnings),
            duration_ms=self._running.duration_ms,
        )
        return translation

    def cancel(self) -> None:
        """Nobody asks for the translation any more."""
        self._running.cancel()


class _Refused:
    """A file that cannot be read, in its place among the others."""

    size_chars = 0

    def __init__(self, translation: Translation) -> None:
        self._translation = translation

    def finish(self) -> Translation:
        """What there is to say of it."""
        return self._translation

    def cancel(self) -> None:
        """Nothing is under way."""
