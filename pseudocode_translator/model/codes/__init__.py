"""All diagnostic codes, and the one way to make a diagnostic."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pseudocode_translator.model.codes import (
    assumptions,
    documents,
    flow,
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
            limits,
            documents,
            running,
            internal,
        )
        for entry in module.ENTRIES
    }
)


def diagnose(
    code: str, span: Span, message: str, *, fix: str = "", related: Span | None = None
) -> Diagnostic:
    """Make a diagnostic; its severity is the one documented for `code`."""
    return Diagnostic(code, CODES[code].severity, span, message, fix, related)
