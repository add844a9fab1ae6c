"""The stages run on one document in this process, with everything that may go wrong told.

A stage that fails or takes too long becomes a diagnostic, never a traceback. A worker
process calls these functions with the dialect that it found by its name; what they give
can be pickled.
"""

from __future__ import annotations

import ast
import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from pseudocode_translator.config.validation import ValidationConfig
from pseudocode_translator.errors import DeadlineExceededError, PseudocodeError
from pseudocode_translator.frontend.dialect import Dialect
from pseudocode_translator.frontend.dialect_words import in_words
from pseudocode_translator.frontend.logical_line import LogicalLine
from pseudocode_translator.frontend.parse import parse
from pseudocode_translator.generation.python import generate
from pseudocode_translator.generation.writer import Generated
from pseudocode_translator.integration.collection import collection_paused
from pseudocode_translator.model.codes import diagnose
from pseudocode_translator.model.deadline import NO_DEADLINE, Deadline
from pseudocode_translator.model.diagnostics import Diagnostic, Severity, Span
from pseudocode_translator.model.document import Document
from pseudocode_translator.model.program import Program
from pseudocode_translator.semantics.resolve import resolve
from pseudocode_translator.validation.python_text import check_python_names, check_python_syntax
from pseudocode_translator.validation.validate import validate

_log = logging.getLogger(__name__)
OUT_OF_TIME = "PS604"
"""The code that says that a stage was ended by its deadline."""
UNDEFINED_NAMES = frozenset({"PS207", "PS208"})
"""The codes of names that nothing gives a value."""
_DEFAULTS = ValidationConfig()
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
class ValidationResult:
    """What the checks of a program give, whichever process did them."""

    diagnostics: tuple[Diagnostic, ...]

    @property
    def is_valid(self) -> bool:
        """There is no error among them."""
        return not any(d.severity is Severity.ERROR for d in self.diagnostics)


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


def translate_stages(
    document: Document,
    dialect: Dialect,
    *,
    settings: ValidationConfig = _DEFAULTS,
    deadline: Deadline = NO_DEADLINE,
) -> Translation:
    """Run all stages; a worker process does the same in one trip."""
    with collection_paused():
        parsed = parse_document(document, dialect, deadline=deadline)
        validated = validate_parsed(parsed, settings=settings, deadline=deadline)
        return finish_translation(document, dialect, parsed, validated, deadline=deadline)


def parse_document(
    document: Document, dialect: Dialect, *, deadline: Deadline = NO_DEADLINE
) -> ParseResult:
    """Parse and resolve."""
    diagnostics: list[Diagnostic] = []
    program: Program | None = None
    if not any(line.text.strip() for line in document.lines):
        fix = "check that it was saved and that it is the file you meant"
        diagnostics.append(diagnose("PS701", _START, "there is nothing to translate", fix=fix))
    with _faults_told("parsing", diagnostics):
        raw, found = parse(document, dialect, deadline=deadline)
        diagnostics += found
        with _faults_told("resolving names and types", diagnostics):
            program, found = resolve(raw, dialect.library, deadline=deadline)
            diagnostics += found
    return ParseResult(program, tuple(diagnostics))


def validate_parsed(
    parsed: ParseResult,
    *,
    settings: ValidationConfig = _DEFAULTS,
    deadline: Deadline = NO_DEADLINE,
) -> ValidationResult:
    """Validate what was parsed; where that failed there is nothing to say."""
    if parsed.program is None:
        return ValidationResult(())
    return validate_any(parsed.program, settings=settings, deadline=deadline)


def validate_any(
    subject: Program | str | ast.AST,
    *,
    settings: ValidationConfig = _DEFAULTS,
    deadline: Deadline = NO_DEADLINE,
) -> ValidationResult:
    """Validate a resolved program, or Python as text or tree."""
    diagnostics: list[Diagnostic] = []
    with _faults_told("validation", diagnostics):
        if isinstance(subject, Program):
            found = validate(subject, deadline=deadline)
            if not settings.check_undefined_vars:
                found = [remark for remark in found if remark.code not in UNDEFINED_NAMES]
        else:
            text = subject if isinstance(subject, str) else ast.unparse(subject)
            found = check_python_syntax(text)
            if not found and settings.check_undefined_vars:
                found = check_python_names(text)
        diagnostics += found
    return ValidationResult(tuple(diagnostics))


def generate_checked(
    program: Program, name: str, *, deadline: Deadline = NO_DEADLINE
) -> tuple[Generated, tuple[Diagnostic, ...]]:
    """Python for a resolved program, compiled once to see that it is; empty if a stage failed."""
    diagnostics: list[Diagnostic] = []
    generated = _NOTHING
    with _faults_told("generation", diagnostics):
        candidate = generate(program, deadline=deadline)
        deadline.check()  # The compiler cannot be asked to look at the clock.
        problem = _compile_problem(candidate, name)
        if problem is None:
            generated = candidate
        else:
            diagnostics.append(problem)
    return generated, tuple(diagnostics)


def finish_translation(
    document: Document,
    dialect: Dialect,
    parsed: ParseResult,
    validated: ValidationResult,
    *,
    deadline: Deadline = NO_DEADLINE,
) -> Translation:
    """Generate from what was parsed, and put everything together.

    Where validation ran out of time nothing is generated: it was the same limit.
    """
    diagnostics = [*parsed.diagnostics, *validated.diagnostics]
    generated = _NOTHING
    if parsed.program is not None and not any(d.code == OUT_OF_TIME for d in diagnostics):
        generated, faults = generate_checked(parsed.program, document.name, deadline=deadline)
        diagnostics += faults
    told = in_words(diagnostics, dialect.words)
    return Translation(
        generated.code, _in_order(told), generated.line_map, dialect.name, document.name
    )


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
    except DeadlineExceededError as error:
        diagnostics.append(_out_of_time(stage, error))
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


def _out_of_time(stage: str, error: DeadlineExceededError) -> Diagnostic:
    place = _place_of(error)
    return diagnose(
        OUT_OF_TIME,
        place,
        f"{stage} took longer than {error.limit_s:g} s and was stopped at line {place.line}",
        fix="raise execution.process_pool_task_timeout_ms, or split the file into smaller ones",
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
            if isinstance(value, LogicalLine):
                span = value.whole
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
