"""Diagnostics as people see them."""

from __future__ import annotations

import io

import pytest

from pseudocode_translator.cli.terminal import DiagnosticPrinter
from pseudocode_translator.model.diagnostics import Diagnostic, Severity, Span
from pseudocode_translator.model.document import Document, Line, typed_document

DOCUMENT = typed_document("DECLARE Total : INTEGER\nIF Totl > 3 THEN\n\tOUTPUT 1\n", name="p.txt")
MISSPELT = Diagnostic(
    "PS203",
    Severity.ERROR,
    Span(2, 4, 2, 8),
    "nobody declared 'Totl'",
    "did you mean Total?",
    Span(1, 9, 1, 14),
)


def _shown(
    *diagnostics: Diagnostic, document: Document = DOCUMENT, limit: int = 100, colour: bool = False
) -> str:
    stream = io.StringIO()
    printer = DiagnosticPrinter(stream, colour=colour, max_diagnostics=limit)
    printer.show(diagnostics, document)
    printer.summarise(diagnostics, document.name)
    return stream.getvalue()


def _at(line: int, severity: Severity = Severity.NOTE) -> Diagnostic:
    return Diagnostic("PS501", severity, Span(line, 1, line, 2), f"about line {line}")


def test_a_diagnostic_shows_the_place_the_line_the_fix_and_the_other_place() -> None:
    assert _shown(MISSPELT) == (
        "p.txt:2:4: error PS203: nobody declared 'Totl'\n"
        " 2 | IF Totl > 3 THEN\n"
        "   |    ^^^^\n"
        "   = fix: did you mean Total?\n"
        "   = see: line 1\n"
        " 1 | DECLARE Total : INTEGER\n"
        "   |         ^^^^^\n"
        "p.txt: 1 error\n"
    )


def test_only_a_terminal_or_a_user_who_asks_gets_colours() -> None:
    assert "\x1b[" not in _shown(MISSPELT)
    assert "\x1b[1;31m" in _shown(MISSPELT, colour=True)


def test_no_color_in_the_environment_leaves_no_escape_at_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm-256color")
    for variable in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(variable, raising=False)
    coloured, plain = Terminal(), Terminal()
    DiagnosticPrinter(coloured, colour=None, max_diagnostics=9).show([MISSPELT], DOCUMENT)
    monkeypatch.setenv("NO_COLOR", "1")
    DiagnosticPrinter(plain, colour=None, max_diagnostics=9).show([MISSPELT], DOCUMENT)

    assert "\x1b[" in coloured.getvalue()
    assert "\x1b" not in plain.getvalue()


def test_source_text_is_never_taken_for_markup() -> None:
    document = typed_document("[red]x[/red] [link=http://a]", name="[bold]p[/bold].txt")

    shown = _shown(_at(1), document=document)

    assert "[bold]p[/bold].txt:1:1" in shown
    assert "[red]x[/red] [link=http://a]" in shown


def test_of_too_many_the_errors_are_kept_in_source_order() -> None:
    document = typed_document("x\n" * 300, name="p.txt")
    notes = [_at(line) for line in range(1, 300)]

    shown = _shown(*notes, _at(300, Severity.ERROR), document=document, limit=2)

    assert [line.split(":")[1] for line in shown.splitlines() if "about" in line] == ["1", "300"]
    assert "... and 298 more; --json shows all of them" in shown
    assert "p.txt: 1 error, 299 notes" in shown


def test_a_place_over_several_lines_is_marked_to_the_end_of_its_first() -> None:
    diagnostic = Diagnostic("PS101", Severity.WARNING, Span(2, 1, 3, 4), "open")

    assert "   | ^^^^^^^^^^^^^^^^\n" in _shown(diagnostic)


def test_a_place_outside_the_document_shows_the_message_alone() -> None:
    assert _shown(_at(9)) == "p.txt:9:1: note PS501: about line 9\np.txt: 1 note\n"


def test_the_page_is_told_where_there_are_several() -> None:
    document = Document("scan.pdf", (Line("a"), Line("b", page=2)))

    assert "scan.pdf:2:1 (page 2): note" in _shown(_at(2), document=document)


def test_a_message_with_control_characters_stays_on_its_line() -> None:
    diagnostic = Diagnostic("PS501", Severity.NOTE, Span(1, 1, 1, 2), "a\x1b]0;title\x07\nb")

    assert r"a\x1b]0;title\x07\nb" in _shown(diagnostic)


def test_a_message_that_quotes_too_much_is_cut_in_its_middle() -> None:
    diagnostic = Diagnostic("PS501", Severity.NOTE, Span(1, 1, 1, 2), "a" * 9_000 + " is wrong")

    shown = _shown(diagnostic)

    assert len(shown) < 1_000
    assert " ... " in shown
    assert "is wrong" in shown
