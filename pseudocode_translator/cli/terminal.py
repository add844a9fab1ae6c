"""Diagnostics for people: the message, the line, and a mark under the place."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import IO

from rich.console import Console
from rich.text import Text

from pseudocode_translator.cli.excerpt import excerpt
from pseudocode_translator.cli.visible import visible
from pseudocode_translator.model.diagnostics import Diagnostic, Severity, Span
from pseudocode_translator.model.document import Document

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}
_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
_SOURCE_STYLE = "blue"
_LONGEST_SENTENCE = 600
"""Characters of a message or fix."""
_PLAIN_WIDTH_CELLS = 120
"""Where the output is no terminal and so has no width."""
_WIDTHS_CELLS = (60, 160)


class DiagnosticPrinter:
    """Shows diagnostics on one stream."""

    def __init__(self, stream: IO[str], *, colour: bool | None, max_diagnostics: int) -> None:
        """Prepare the stream.

        Args:
            stream: where to write, standard error as a rule.
            colour: None asks the terminal and the variable ``NO_COLOR``.
            max_diagnostics: the most that are shown for one document.
        """
        self._console = _console(stream, colour)
        self._max_diagnostics = max_diagnostics

    def show(self, diagnostics: Sequence[Diagnostic], document: Document) -> None:
        """Show the diagnostics of one document; of too many, those that matter most."""
        for diagnostic in _most_important(diagnostics, self._max_diagnostics):
            self._print(_headline(diagnostic, document))
            self._print(self._body(diagnostic, document))
        hidden = len(diagnostics) - self._max_diagnostics
        if hidden > 0:
            self._print(Text(f"... and {hidden} more; --json shows all of them"))

    def summarise(self, diagnostics: Iterable[Diagnostic], name: str) -> None:
        """One line with the counts, nothing if there is nothing to count."""
        counts = Counter(d.severity for d in diagnostics)
        parts = [_count(counts[severity], severity) for severity in Severity if counts[severity]]
        if parts:
            self._print(Text(f"{visible(name)}: {', '.join(parts)}", style="bold"))

    def _body(self, diagnostic: Diagnostic, document: Document) -> Text:
        span = diagnostic.span
        gutter = len(str(max(span.line, diagnostic.related.line if diagnostic.related else 0)))
        lines = []
        if 0 < span.line <= len(document.lines):
            lines += self._marked(span, document, gutter, _STYLES[diagnostic.severity])
        if diagnostic.fix:
            lines.append(_remark("fix", diagnostic.fix, gutter))
        if diagnostic.related and 0 < diagnostic.related.line <= len(document.lines):
            lines.append(_remark("see", f"line {diagnostic.related.line}", gutter))
            lines += self._marked(diagnostic.related, document, gutter, _SOURCE_STYLE)
        return Text("\n").join(lines)

    def _marked(self, span: Span, document: Document, gutter: int, style: str) -> list[Text]:
        text = document.lines[span.line - 1].text
        end = span.end_column if span.end_line == span.line else len(text.rstrip()) + 1
        shown = excerpt(text, span.column, end, self._width_cells() - gutter - 5)
        source = Text.assemble((f"{span.line:>{gutter + 1}} | ", _SOURCE_STYLE), shown.text)
        mark = " " * shown.offset_cells + "^" * shown.mark_cells
        marker = Text.assemble((f"{'':>{gutter + 1}} | ", _SOURCE_STYLE), (mark, style))
        return [source, marker]

    def _width_cells(self) -> int:
        if not self._console.is_terminal:
            return _PLAIN_WIDTH_CELLS
        low, high = _WIDTHS_CELLS
        return min(max(self._console.width, low), high)

    def _print(self, text: Text) -> None:
        if text.plain:
            self._console.print(text, soft_wrap=True, highlight=False)


def _console(stream: IO[str], colour: bool | None) -> Console:
    if colour:
        return Console(file=stream, force_terminal=True, color_system="standard", no_color=False)
    if colour is None:
        console = Console(file=stream, highlight=False)
        if not console.no_color:  # rich reads NO_COLOR; bold letters would still be escapes.
            return console
    return Console(file=stream, color_system=None, highlight=False)


def _headline(diagnostic: Diagnostic, document: Document) -> Text:
    span = diagnostic.span
    place = visible(document.name)
    if span.line:
        place += f":{span.line}:{span.column}"
    if any(line.page > 1 for line in document.lines[-1:]):
        place += f" (page {page_of(span, document)})"
    return Text.assemble(
        (f"{place}: ", "bold"),
        (f"{diagnostic.severity} {diagnostic.code}", _STYLES[diagnostic.severity]),
        (f": {_readable(diagnostic.message)}", "bold"),
    )


def _readable(text: str) -> str:
    """A sentence of ours; what it quotes of the program may be of any length."""
    if len(text) > _LONGEST_SENTENCE:
        half = _LONGEST_SENTENCE // 2
        text = f"{text[:half]} ... {text[-half:]}"
    return visible(text)


def page_of(span: Span, document: Document) -> int:
    """The 1-based page of the printed document that a place is on."""
    if 0 < span.line <= len(document.lines):
        return document.lines[span.line - 1].page
    return 1


def _remark(label: str, text: str, gutter: int) -> Text:
    return Text.assemble((f"{'':>{gutter + 1}} = {label}: ", _SOURCE_STYLE), _readable(text))


def _most_important(diagnostics: Sequence[Diagnostic], limit: int) -> list[Diagnostic]:
    """At most `limit`, errors before warnings before notes, but shown in source order."""
    places = range(len(diagnostics))
    kept = heapq.nsmallest(limit, places, key=lambda k: (_WEIGHT[diagnostics[k].severity], k))
    return [diagnostics[k] for k in sorted(kept)]


def _count(number: int, severity: Severity) -> str:
    return f"{number} {severity}" if number == 1 else f"{number} {severity}s"
