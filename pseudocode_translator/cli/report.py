"""What ``--json`` prints: one line per file, each a JSON object of this shape.

::

    {"version": 1,               goes up when a field changes its meaning or disappears
     "file": "sort.txt",         as named on the command line; "-" is standard input
     "dialect": "cambridge",     null if the file could not be read
     "ok": true,                 no errors
     "failure": null,            or {"message": ..., "exit_code": 3}: not read, not written
     "diagnostics": [{"code": "PS203", "severity": "error", "message": ..., "fix": null,
                      "line": 3, "column": 8, "end_line": 3, "end_column": 12, "page": 1,
                      "related": null}],        or the same six fields of another place
     "output": null,             translate: the file that was written
     "code": "...",              translate: the Python, where it went into no file
     "line_map": [0, 1, 2]}      translate: the pseudocode line of each Python line

Lines and columns count from 1 in characters; `end_column` is one past the last one.
"""

from __future__ import annotations

import json

from pseudocode_translator.cli.terminal import page_of
from pseudocode_translator.errors import PseudocodeError
from pseudocode_translator.model.diagnostics import Diagnostic, Span
from pseudocode_translator.model.document import Document
from pseudocode_translator.translator import Translation

VERSION = 1
Fields = dict[str, object]


def translation_fields(file: str, translation: Translation, document: Document) -> Fields:
    """What is known about every file that was read."""
    return {
        "version": VERSION,
        "file": file,
        "dialect": translation.dialect,
        "ok": translation.ok,
        "failure": None,
        "diagnostics": [_diagnostic(d, document) for d in translation.diagnostics],
    }


def failed_fields(file: str, error: PseudocodeError) -> Fields:
    """What is known about a file that could not be read."""
    return {
        "version": VERSION,
        "file": file,
        "dialect": None,
        "ok": False,
        "failure": failure_fields(error),
        "diagnostics": [],
    }


def failure_fields(error: PseudocodeError) -> Fields:
    """An exception as data."""
    return {"message": str(error), "exit_code": int(error.exit_code)}


def as_line(fields: Fields) -> str:
    """One JSON object on one line, in ASCII so that every terminal and pipe takes it."""
    return json.dumps(fields) + "\n"


def _diagnostic(diagnostic: Diagnostic, document: Document) -> Fields:
    related = diagnostic.related
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "fix": diagnostic.fix or None,
        **_place(diagnostic.span, document),
        "related": None if related is None else _place(related, document),
    }


def _place(span: Span, document: Document) -> Fields:
    return {
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "page": page_of(span, document),
    }
