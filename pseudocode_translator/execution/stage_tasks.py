"""What runs in the workers: the stages of a translation, found by their names.

The stages lie in layers above this one, so they are looked up when a task runs. Everything
in here is called in a worker process; arguments and results are pickled.
"""

from __future__ import annotations

import ast
import pkgutil
import time
from typing import Any

from pseudocode_translator.config.validation import ValidationConfig
from pseudocode_translator.integration.collection import collection_paused
from pseudocode_translator.model.document import (
    AUTO_DIALECT,
    Document,
    Line,
    Origin,
    typed_document,
)

STAGES = "pseudocode_translator.stages"
DIALECTS = "pseudocode_translator.dialects"
_TYPED_TEXT = "<text>"

Source = str | tuple[str, ...] | Document
"""A document on its way to a worker: typed text, its lines, or all that is known of it."""


def worker_parse(text: Source, dialect: str = AUTO_DIALECT, name: str = _TYPED_TEXT) -> Any:
    """Parse and resolve a document; gives a `ParseResult`.

    Raises:
        UnknownDialectError: Nobody registered `dialect`.
    """
    with collection_paused():
        document = document_of(text, name)
        return _stage("parse_document")(document, _dialect(dialect, document))


def worker_validate(ast_obj: Any, settings: ValidationConfig | None = None) -> Any:
    """Validate a resolved program, or Python as text or tree; gives a `ValidationResult`."""
    return _stage("validate_any")(ast_obj, settings=settings or ValidationConfig())


def worker_translate(
    source: Source,
    dialect: str = AUTO_DIALECT,
    name: str = _TYPED_TEXT,
    settings: ValidationConfig | None = None,
) -> tuple[Any, float, float]:
    """Do everything for one document; its tree never travels.

    Gives the `Translation`, and how long parsing and validation took, in milliseconds.

    Raises:
        UnknownDialectError: Nobody registered `dialect`.
    """
    document = document_of(source, name)
    chosen = _dialect(dialect, document)
    with collection_paused():
        began = time.monotonic()
        parsed = _stage("parse_document")(document, chosen)
        parsed_at = time.monotonic()
        validated = _stage("validate_parsed")(parsed, settings=settings or ValidationConfig())
        validated_at = time.monotonic()
        translation = _stage("finish_translation")(document, chosen, parsed, validated)
    return translation, (parsed_at - began) * 1000, (validated_at - parsed_at) * 1000


def warm_up(dialect: str = AUTO_DIALECT) -> None:
    """Load what the first document would wait for: the stages, and the tables of a dialect.

    Called in each worker before its first task, so that this time is charged to no task.
    """
    worker_translate("OUTPUT 1\n", dialect)


def source_of(document: Document) -> Source:
    """The least that a worker must be sent to have this document."""
    # Lines with nothing but text travel as text: a tenth of the time of the objects.
    if all(map(_is_plain, document.lines)):
        return tuple(line.text for line in document.lines)
    return document


def document_of(source: Source, name: str) -> Document:
    """The document that a source stands for."""
    if isinstance(source, str):
        return typed_document(source, name=name)
    if isinstance(source, Document):
        return source
    return Document(name, tuple(map(Line, source)))


def size_chars_of(source: object) -> int:
    """The length of a text or a document; 0 for what has no text, such as a tree."""
    if isinstance(source, str):
        return len(source)
    if isinstance(source, Document):
        return sum(len(line.text) + 1 for line in source.lines)
    if isinstance(source, tuple):
        return sum(map(len, source)) + len(source)
    return 0


def as_python_text(subject: Any) -> Any:
    """Python trees as text, which is smaller; anything else as it is."""
    return ast.unparse(subject) if isinstance(subject, ast.AST) else subject


def _is_plain(line: Line) -> bool:
    return (
        line.origin is Origin.TYPED
        and line.box is None
        and line.page == 1
        and line.confidence == 1.0
    )


def _stage(name: str) -> Any:
    return pkgutil.resolve_name(f"{STAGES}:{name}")


def _dialect(name: str, document: Document) -> Any:
    return pkgutil.resolve_name(f"{DIALECTS}.choice:choose")(name, lambda: document).dialect
