"""What `run` does: translate, run in a child process, tell how it ended."""

from __future__ import annotations

from pseudocode_translator.cli.failures import (
    DISK_ERRNOS,
    failure_diagnostic,
    lost_diagnostic,
    steps_diagnostic,
    timeout_diagnostic,
)
from pseudocode_translator.cli.options import Options
from pseudocode_translator.cli.program_process import Limits, Outcome, Watching, run_program
from pseudocode_translator.cli.session import Session
from pseudocode_translator.cli.streams import plain, write_product
from pseudocode_translator.cli.trace_table import FORMATS, read_table
from pseudocode_translator.dialects import get_dialect
from pseudocode_translator.errors import ExitCode
from pseudocode_translator.model.diagnostics import Diagnostic, Severity
from pseudocode_translator.model.document import Document
from pseudocode_translator.translator import Translation


def run_file(
    options: Options,
    file: str,
    dialect: str | None,
    limits: Limits,
    *,
    shows_traceback: bool,
    trace_format: str | None = None,
) -> ExitCode:
    """Translate a file and run it; the result is the exit code of the command.

    Args:
        options: The global ones.
        file: A path, or ``-``.
        dialect: None is the one of the settings.
        limits: Of the program.
        shows_traceback: After a failure Python's own is shown, too.
        trace_format: One of `trace_table.FORMATS`: a trace table goes to standard output, and
            what the program prints to standard error.
    """
    session = Session(options)
    document = session.read(file)
    with session.manager() as manager:
        translation = manager.translate_document(document, dialect)
    _show_diagnostics(session, translation, document)
    if not translation.ok:
        return ExitCode.PROGRAM_ERRORS
    outcome = run_program(translation.code, limits, _watching(translation, limits, trace_format))
    if trace_format is not None:
        write_product(FORMATS[trace_format](read_table(outcome.rows)))
    if shows_traceback and outcome.failure is not None:
        plain(outcome.failure.traceback)
    return _tell(session, outcome, translation, document, limits)


def _watching(
    translation: Translation, limits: Limits, trace_format: str | None
) -> Watching | None:
    if trace_format is None and limits.step_limit is None:
        return None
    rules = get_dialect(translation.dialect).rules
    return Watching(
        translation.line_map, rules.true_text, rules.false_text, traces=trace_format is not None
    )


def _show_diagnostics(session: Session, translation: Translation, document: Document) -> None:
    """Show what matters; notes would stand before the output of every single run."""
    wanted = [
        d
        for d in translation.diagnostics
        if d.severity is not Severity.NOTE or session.options.is_verbose
    ]
    session.printer.show(wanted, document)
    if not translation.ok:
        session.printer.summarise(wanted, document.name)


def _tell(
    session: Session,
    outcome: Outcome,
    translation: Translation,
    document: Document,
    limits: Limits,
) -> ExitCode:
    def show(diagnostic: Diagnostic) -> None:
        session.printer.show([diagnostic], document)

    failure, line_map = outcome.failure, translation.line_map
    if outcome.is_timeout:
        show(timeout_diagnostic(outcome, line_map, document, limits.max_seconds or 0.0))
        return ExitCode.TIMEOUT
    if failure is not None and outcome.is_over_step_limit:
        show(steps_diagnostic(failure, document, limits.step_limit or 0))
        return ExitCode.TIMEOUT
    if failure is not None and "BrokenPipeError" in failure.kinds:
        return ExitCode.OK  # Whoever read the output, such as `head`, has seen enough.
    if failure is not None:
        show(failure_diagnostic(failure, line_map, document))
        is_disk_full = failure.errno in DISK_ERRNOS
        return ExitCode.OUTPUT if is_disk_full else ExitCode.PROGRAM_ERRORS
    if outcome.status in {ExitCode.OK, ExitCode.INTERRUPTED}:
        return ExitCode(outcome.status)
    show(lost_diagnostic(outcome.status, document))
    return ExitCode.PROGRAM_ERRORS
