"""What `translate` and `check` do with the files of one command line."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pseudocode_translator.cli.delivery import plan_outputs, write_file
from pseudocode_translator.cli.options import Options
from pseudocode_translator.cli.report import (
    Fields,
    as_line,
    failed_fields,
    failure_fields,
    translation_fields,
)
from pseudocode_translator.cli.session import Session, tell_error
from pseudocode_translator.cli.streams import message, write_product
from pseudocode_translator.errors import ExitCode, PseudocodeError
from pseudocode_translator.model.document import Document
from pseudocode_translator.translator import Translation


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is to become of the Python."""

    output: str | None
    """File or folder; None and ``-`` are standard output."""
    includes_faulty: bool
    """Python of programs with errors is delivered too."""


@dataclass(frozen=True, slots=True)
class Finished:
    """One file after its translation."""

    file: str
    """As named on the command line."""
    document: Document
    translation: Translation
    code: str | None = None
    """Python that still has to be shown; None if it went into a file or nobody wants it."""
    written: Path | None = None
    error: PseudocodeError | None = None
    """Why the output could not be written."""

    @property
    def exit_code(self) -> ExitCode:
        """What this file alone would end the command with."""
        own = ExitCode.OK if self.translation.ok else ExitCode.PROGRAM_ERRORS
        return own if self.error is None else max(own, self.error.exit_code)


class Reporter(Protocol):
    """Tells the user about one file after the other."""

    def finished(self, finished: Finished) -> None:
        """Tell what became of a file."""

    def failed(self, file: str, error: PseudocodeError) -> None:
        """Tell that a file could not be read."""


class JsonReporter:
    """Everything as data on standard output."""

    def finished(self, finished: Finished) -> None:
        """Print one line."""
        fields = translation_fields(finished.file, finished.translation, finished.document)
        if finished.error is not None:
            fields["failure"] = failure_fields(finished.error)
        fields |= self._product(finished)
        write_product(as_line(fields))

    def failed(self, file: str, error: PseudocodeError) -> None:
        """Print one line."""
        write_product(as_line(failed_fields(file, error)))

    def _product(self, finished: Finished) -> Fields:
        return {}


class JsonTranslationReporter(JsonReporter):
    """As `JsonReporter`, with the Python."""

    def _product(self, finished: Finished) -> Fields:
        return {
            "output": None if finished.written is None else str(finished.written),
            "code": finished.code,
            "line_map": list(finished.translation.line_map) if finished.code is not None else None,
        }


class TerminalReporter:
    """Python on standard output, diagnostics behind it on standard error."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def finished(self, finished: Finished) -> None:
        """Print the Python, if there is any to print, and the diagnostics."""
        if finished.code is not None:
            write_product(finished.code)
        diagnostics = finished.translation.diagnostics
        self._session.printer.show(diagnostics, finished.document)
        self._session.printer.summarise(diagnostics, finished.document.name)
        if finished.error is not None:
            tell_error(finished.error)

    def failed(self, file: str, error: PseudocodeError) -> None:
        """Print one line."""
        tell_error(error)


def translate_files(
    options: Options, files: tuple[str, ...], dialect: str | None, delivery: Delivery
) -> ExitCode:
    """Translate all files, show or write the Python; the result is the highest exit code."""
    plan = plan_outputs(files, delivery.output)
    session = Session(options)
    return _each(session, files, dialect, _delivering(plan, delivery), TerminalReporter(session))


def translate_files_to_json(
    options: Options, files: tuple[str, ...], dialect: str | None, delivery: Delivery
) -> ExitCode:
    """Translate all files, and tell about them as data; the result is the highest exit code."""
    goes_into_files = delivery.output not in {None, "-"}
    plan = plan_outputs(files, delivery.output) if goes_into_files else dict.fromkeys(files)
    deliver = _delivering(plan, delivery)
    return _each(Session(options), files, dialect, deliver, JsonTranslationReporter())


def check_files(options: Options, files: tuple[str, ...], dialect: str | None) -> ExitCode:
    """Show the diagnostics of all files; the result is the highest exit code."""
    session = Session(options)
    return _each(session, files, dialect, Finished, TerminalReporter(session))


def check_files_to_json(options: Options, files: tuple[str, ...], dialect: str | None) -> ExitCode:
    """Tell the diagnostics of all files as data; the result is the highest exit code."""
    return _each(Session(options), files, dialect, Finished, JsonReporter())


_Deliver = Callable[[str, Document, Translation], Finished]


def _each(
    session: Session,
    files: tuple[str, ...],
    dialect: str | None,
    deliver: _Deliver,
    reporter: Reporter,
) -> ExitCode:
    codes: list[ExitCode] = []
    # Read and not yet told, in the order of the command line: with workers, files are read
    # ahead of the translations.
    read: deque[tuple[str, Document | PseudocodeError]] = deque()

    def documents() -> Iterator[Document]:
        for file in files:
            try:
                document = session.read(file)
            except PseudocodeError as error:
                read.append((file, error))
            else:
                read.append((file, document))
                yield document

    def tell_failures() -> None:
        while read and isinstance(error := read[0][1], PseudocodeError):
            file, _ = read.popleft()
            reporter.failed(file, error)
            codes.append(error.exit_code)

    with session.manager() as manager:
        manager.check_dialect(dialect)  # Raises before anything is read or written.
        for translation in manager.translate_many(documents(), dialect):
            tell_failures()
            file, document = read.popleft()
            assert isinstance(document, Document)  # Failures were told just before.
            finished = deliver(file, document, translation)
            reporter.finished(finished)
            codes.append(finished.exit_code)
        tell_failures()
    if len(files) > 1:
        _sum_up(codes)
    return max(codes, default=ExitCode.OK)


def _delivering(plan: dict[str, Path | None], delivery: Delivery) -> _Deliver:
    def deliver(file: str, document: Document, translation: Translation) -> Finished:
        finished = Finished(file, document, translation)
        if not (translation.ok or (delivery.includes_faulty and translation.code)):
            return finished
        target = plan[file]
        if target is None:
            return Finished(file, document, translation, code=translation.code)
        try:
            write_file(target, translation.code)
        except PseudocodeError as error:
            return Finished(file, document, translation, error=error)
        return Finished(file, document, translation, written=target)

    return deliver


def _sum_up(codes: list[ExitCode]) -> None:
    bad = sum(code != ExitCode.OK for code in codes)
    good = f"all {len(codes)} files are fine" if not bad else f"{bad} of {len(codes)} files failed"
    message(good)
