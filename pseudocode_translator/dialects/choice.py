"""The dialect of one document: named by somebody or found out, and what speaks against it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from pseudocode_translator.dialects import base_name, get_dialect, is_auto
from pseudocode_translator.dialects.detect import Detection, detect
from pseudocode_translator.frontend.dialect import Dialect
from pseudocode_translator.model.codes import diagnose
from pseudocode_translator.model.diagnostics import Diagnostic, Severity, Span
from pseudocode_translator.model.document import Document

_SYNTAX = "PS1"
_MOST_NAMED = 3
_START = Span(1, 1, 1, 1)


@dataclass(frozen=True, slots=True)
class Choice:
    """The dialect that a document is read as."""

    dialect: Dialect
    detection: Detection | None
    """None: somebody named the dialect."""


Documented = Callable[[], Document]
"""Gives a document; it takes time to make one, and most that are named need none here."""


def choose(name: str, document: Documented) -> Choice:
    """Find a dialect by its name, or by the text for ``auto``.

    Raises:
        UnknownDialectError: Nobody registered the name.
    """
    if not is_auto(name):
        return Choice(get_dialect(name), None)
    detection = detect(document().text)
    return Choice(get_dialect(detection.best), detection)


def doubts(
    choice: Choice, document: Documented, diagnostics: Iterable[Diagnostic]
) -> tuple[Diagnostic, ...]:
    """What speaks against the choice, given what was wrong with the document."""
    found: list[Diagnostic] = []
    unsure = choice.detection is not None and choice.detection.dialect is None
    if choice.detection is not None and unsure and document().text.strip():
        found.append(_unsure(choice, choice.detection))
    wrong = sorted({d.span.line for d in diagnostics if _is_syntax_error(d)})
    if wrong:
        found += _other_dialect(choice, document(), wrong)
    return tuple(found)


def _is_syntax_error(diagnostic: Diagnostic) -> bool:
    return diagnostic.severity is Severity.ERROR and diagnostic.code.startswith(_SYNTAX)


def _unsure(choice: Choice, detection: Detection) -> Diagnostic:
    rivals = [name for name, score in detection.scores.items() if score > 0][1:_MOST_NAMED]
    or_else = f"; it could be {' or '.join(rivals)}" if rivals else ""
    return diagnose(
        "PS705",
        _START,
        f"too little tells which dialect this is; read as {choice.dialect.name}{or_else}",
        fix="name the dialect, as in  --from cambridge",
    )


def _other_dialect(
    choice: Choice, document: Document, wrong: Sequence[int]
) -> Iterable[Diagnostic]:
    """Say which dialect the whole document looks like, or the lines that could not be read."""
    name = base_name(choice.dialect.name)
    whole = detect(document.text) if choice.detection is None else None
    if whole is not None and whole.dialect not in (None, name):
        seen = ", ".join(f"{e.what} in line {e.line}" for e in whole.evidence[:_MOST_NAMED])
        yield diagnose(
            "PS706",
            _START,
            f"this was read as {name}, but it looks like {whole.dialect}: {seen}",
            fix=f"write  --from {whole.dialect}",
        )
        return
    texts = [document.lines[line - 1].text for line in wrong if line <= len(document.lines)]
    lines = detect("\n".join(texts))
    if lines.dialect not in (None, name):
        yield diagnose(
            "PS707",
            Span(wrong[0], 1, wrong[0], len(document.lines[wrong[0] - 1].text) + 1),
            f"{_named(wrong)} could not be read as {name}, and looks like {lines.dialect}",
            fix="write the whole program in one dialect",
        )


def _named(lines: Sequence[int]) -> str:
    """Line numbers in words, runs of them as ranges."""
    runs = [
        [line for _, line in run]
        for _, run in groupby(enumerate(lines), key=lambda item: item[1] - item[0])
    ]
    texts = [str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs]
    shown = ", ".join(texts[:10]) + (" ..." if len(texts) > 10 else "")
    return f"line {shown}" if len(lines) == 1 else f"what stands in lines {shown}"
