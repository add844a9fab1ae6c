"""The stages in order: a document in, Python and diagnostics out."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from pseudocode_translator.config import Config
from pseudocode_translator.dialects import dialect_names, get_dialect
from pseudocode_translator.errors import PseudocodeError, UnreadableInputError
from pseudocode_translator.extraction.text_extraction import read_document
from pseudocode_translator.frontend.dialect import Dialect
from pseudocode_translator.frontend.parse import parse
from pseudocode_translator.generation.python import generate
from pseudocode_translator.generation.writer import Generated
from pseudocode_translator.integration.collection import collection_paused
from pseudocode_translator.integration.events import EventDispatcher, EventType
from pseudocode_translator.model.codes import diagnose
from pseudocode_translator.model.diagnostics import Diagnostic, Severity, Span
from pseudocode_translator.model.document import Document, typed_document
from pseudocode_translator.model.program import Program
from pseudocode_translator.semantics.resolve import resolve
from pseudocode_translator.validation.validate import validate

_log = logging.getLogger(__name__)
AUTO_DIALECT = "auto"
"""The dialect is found out from the text."""
_START = Span(1, 1, 1, 1)
_NOTHING = Generated("", ())
# What CPython's compiler says about programs that are right but too deep for it: 20 blocks,
# 100 indentations, 200 brackets (compile.c, tokenizer.h), and its own stack.
_TOO_DEEP = (
    "too many statically nested blocks",
    "too many levels of indentation",
    "too many nested parentheses",
    "too many nested",
)


@dataclass(frozen=True, slots=True)
class ParseResult:
    """What reading a document gives, whichever process did it."""

    program: Program | None
    """Resolved; None only where a stage failed by a fault of ours."""
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Translation:
    """What became of one document."""

    code: str
    """Python that compiles. Where there are errors it is the best that could be made of the
    rest: statements that could not be understood raise `NotImplementedError`. Empty if a
    stage failed."""
    diagnostics: tuple[Diagnostic, ...]
    """In source order."""
    line_map: tuple[int, ...]
    """Pseudocode line (1-based, 0 none) of each line of `code`."""
    dialect: str
    name: str
    """Of the document: a path, or ``<text>``."""

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """Why the Python should not be used."""
        return self._of(Severity.ERROR)

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """What runs, but probably not as its author hopes."""
        return self._of(Severity.WARNING)

    @property
    def notes(self) -> tuple[Diagnostic, ...]:
        """What was assumed."""
        return self._of(Severity.NOTE)

    @property
    def ok(self) -> bool:
        """There are no errors."""
        return not self.errors

    def _of(self, severity: Severity) -> tuple[Diagnostic, ...]:
        return tuple(d for d in self.diagnostics if d.severity is severity)


class TranslationManager:
    """Translates documents one after the other; close it with `shutdown` or ``with``."""

    def __init__(
        self, config: Config | None = None, *, dispatcher: EventDispatcher | None = None
    ) -> None:
        self.config = config if config is not None else Config()
        self.dispatcher = dispatcher if dispatcher is not None else EventDispatcher()
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
        return self.translate_document(typed_document(text), dialect)

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
        """Translate one item whenever the next result is asked for, in order.

        A `Path` is read, a `str` is the pseudocode itself. A file that cannot be read does
        not end the iteration: its translation is empty and says so in its diagnostic PS702.
        """
        chosen = self.dialect_named(dialect)
        return (self._translate_any(item, chosen) for item in items)

    def translate_document(self, document: Document, dialect: str | None = None) -> Translation:
        """Translate a document.

        Raises:
            UnknownDialectError: Nobody registered `dialect`.
        """
        return self._translate(document, self.dialect_named(dialect))

    def dialect_named(self, name: str | None) -> Dialect:
        """The dialect of that name; the one of the settings for None.

        Raises:
            UnknownDialectError: Nobody registered it.
        """
        if self._is_shut_down:
            raise RuntimeError("this TranslationManager was shut down; make a new one")
        wanted = name or self.config.translation.dialect
        if wanted == AUTO_DIALECT:
            wanted = dialect_names()[0]  # As long as there is one, there is nothing to detect.
        return get_dialect(wanted)

    def shutdown(self) -> None:
        """Give back what the manager holds; a second call does nothing."""
        self._is_shut_down = True

    def _translate_any(self, item: Path | str | Document, dialect: Dialect) -> Translation:
        if isinstance(item, Document):
            return self._translate(item, dialect)
        if isinstance(item, str):
            return self._translate(typed_document(item), dialect)
        try:
            document = self._read(item)
        except UnreadableInputError as error:
            problem = diagnose("PS702", _START, error.reason, fix=error.advice)
            return Translation("", (problem,), (), dialect.name, str(item))
        return self._translate(document, dialect)

    def _read(self, path: Path) -> Document:
        return read_document(path, limit_bytes=self.config.translation.max_file_bytes)

    def _translate(self, document: Document, dialect: Dialect) -> Translation:
        started = time.monotonic()
        self.dispatcher.dispatch_event(
            EventType.TRANSLATION_STARTED,
            source="translator",
            name=document.name,
            dialect=dialect.name,
            size_chars=sum(len(line.text) for line in document.lines),
        )
        with collection_paused():
            translation = self._run_stages(document, dialect)
        self._tell(translation, duration_ms=(time.monotonic() - started) * 1000)
        return translation

    def _run_stages(self, document: Document, dialect: Dialect) -> Translation:
        parsed = self._maybe_offload_parse(document, dialect)
        diagnostics = list(parsed.diagnostics)
        generated = _NOTHING
        if parsed.program is not None:
            diagnostics += self._maybe_offload_validate(parsed.program)
            generated, faults = _generate_checked(parsed.program, document.name)
            diagnostics += faults
        return Translation(
            generated.code, _in_order(diagnostics), generated.line_map, dialect.name, document.name
        )

    def _maybe_offload_parse(self, document: Document, dialect: Dialect) -> ParseResult:
        return parse_document(document, dialect)

    def _maybe_offload_validate(self, program: Program) -> tuple[Diagnostic, ...]:
        return validate_program(program)

    def _tell(self, translation: Translation, *, duration_ms: float) -> None:
        self.dispatcher.dispatch_event(
            EventType.TRANSLATION_COMPLETED,
            source="translator",
            name=translation.name,
            dialect=translation.dialect,
            errors=len(translation.errors),
            warnings=len(translation.warnings),
            duration_ms=duration_ms,
        )


def parse_document(document: Document, dialect: Dialect) -> ParseResult:
    """Parse and resolve; a fault of a stage becomes a diagnostic."""
    diagnostics: list[Diagnostic] = []
    program: Program | None = None
    if not any(line.text.strip() for line in document.lines):
        fix = "check that it was saved and that it is the file you meant"
        diagnostics.append(diagnose("PS701", _START, "there is nothing to translate", fix=fix))
    with _faults_told("parsing", diagnostics):
        raw, found = parse(document, dialect)
        diagnostics += found
        with _faults_told("resolving names and types", diagnostics):
            program, found = resolve(raw, dialect.library)
            diagnostics += found
    return ParseResult(program, tuple(diagnostics))


def validate_program(program: Program) -> tuple[Diagnostic, ...]:
    """Validate a resolved program; a fault of the stage becomes a diagnostic."""
    diagnostics: list[Diagnostic] = []
    with _faults_told("validation", diagnostics):
        diagnostics += validate(program)
    return tuple(diagnostics)


def _generate_checked(program: Program, name: str) -> tuple[Generated, list[Diagnostic]]:
    diagnostics: list[Diagnostic] = []
    generated = _NOTHING
    with _faults_told("generation", diagnostics):
        candidate = generate(program)
        problem = _compile_problem(candidate, name)
        if problem is None:
            generated = candidate
        else:
            diagnostics.append(problem)
    return generated, diagnostics


def _compile_problem(generated: Generated, name: str) -> Diagnostic | None:
    """The last self-check: nothing is delivered that Python cannot even read."""
    try:
        compile(generated.code, name.replace("\0", ""), "exec", dont_inherit=True)
    except SyntaxError as error:
        line = _mapped(generated.line_map, error.lineno)
        if any(words in (error.msg or "") for words in _TOO_DEEP):
            return _too_deep(Span(line, 1, line, 1))
        _log.error("generated_code_does_not_compile", extra={"document": name}, exc_info=error)
        return diagnose(
            "PS901",
            Span(line, 1, line, 1),
            f"internal error: the Python made for line {line} does not compile ({error.msg})",
            fix="please report it with the program; until then, write this line differently",
        )
    except (RecursionError, MemoryError):  # Both are how CPython's parser says "too deep".
        return _too_deep(_START)
    return None


@contextmanager
def _faults_told(stage: str, diagnostics: list[Diagnostic]) -> Iterator[None]:
    """Turn what a stage raises into a diagnostic, so that the author never sees a traceback."""
    try:
        yield
    except PseudocodeError:
        raise
    except RecursionError as error:
        diagnostics.append(_too_deep(_place_of(error)))
    except MemoryError as error:
        place = _place_of(error)
        diagnostics.append(
            diagnose(
                "PS704",
                place,
                f"there was not enough memory for {stage}",
                fix="split the file into smaller ones",
            )
        )
    except Exception as error:  # noqa: BLE001 - the boundary between our faults and the author
        _log.error("stage_failed", extra={"stage": stage}, exc_info=error)
        place = _place_of(error)
        diagnostics.append(
            diagnose(
                "PS902",
                place,
                f"internal error: {stage} failed here ({type(error).__name__}: {error})",
                fix="please report it with the program; until then, write this line differently",
            )
        )


def _too_deep(span: Span) -> Diagnostic:
    return diagnose(
        "PS703",
        span,
        "too many blocks or brackets inside each other for Python",
        fix="move the inner part into a procedure or function, or keep a part in a variable",
    )


def _place_of(error: BaseException) -> Span:
    """The innermost node that the failed stage was looking at, else the start."""
    place = _START
    traceback = error.__traceback__
    while traceback is not None:
        for value in traceback.tb_frame.f_locals.values():
            span = value if isinstance(value, Span) else getattr(value, "span", None)
            if isinstance(span, Span):
                place = span
        traceback = traceback.tb_next
    return place


def _mapped(line_map: tuple[int, ...], python_line: int | None) -> int:
    """The pseudocode line of a Python line, or of the nearest one above it."""
    for line in reversed(line_map[: python_line or 0]):
        if line:
            return line
    return 1


def _in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    key: Callable[[Diagnostic], tuple[int, int]] = lambda d: (d.span.line, d.span.column)  # noqa: E731
    return tuple(sorted(dict.fromkeys(diagnostics), key=key))
