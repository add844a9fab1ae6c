"""All diagnostic codes, and the one way to make a diagnostic."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pseudocode_translator.model.codes import (
    assumptions,
    borrowed,
    documents,
    flow,
    fragments,
    internal,
    limits,
    names,
    running,
    syntax,
    type_names,
    types,
)
from pseudocode_translator.model.codes.entry import CodeEntry
from pseudocode_translator.model.diagnostics import Diagnostic, Span

CODES: Mapping[str, CodeEntry] = MappingProxyType(
    {
        entry.code: entry
        for module in (
            syntax,
            names,
            type_names,
            types,
            flow,
            assumptions,
            borrowed,
            fragments,
            limits,
            documents,
            running,
            internal,
        )
        for entry in module.ENTRIES
    }
)

_LONGEST_MESSAGE = 400


def diagnose(
    code: str, span: Span, message: str, *, fix: str = "", related: Span | None = None
) -> Diagnostic:
    """Make a diagnostic; its severity is the one documented for `code`."""
    severity = CODES[code].severity
    return Diagnostic(code, severity, span, _shortened(message), _shortened(fix), related)


def _shortened(text: str) -> str:
    """Keep both ends: a name of a million letters must not make a message of that size."""
    if len(text) <= _LONGEST_MESSAGE:
        return text
    half = _LONGEST_MESSAGE // 2
    return f"{text[:half]} … {text[-half:]}"
