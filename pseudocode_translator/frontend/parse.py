"""A document in, the raw tree and what is wrong with it out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pseudocode_translator.frontend.counting import comment_counting_from_zero
from pseudocode_translator.frontend.dialect import Dialect
from pseudocode_translator.frontend.driver import Driver
from pseudocode_translator.frontend.file_names import unquoted_file_names
from pseudocode_translator.frontend.logical_lines import LogicalLine, logical_lines
from pseudocode_translator.frontend.recovery import Recovery
from pseudocode_translator.frontend.tables import load_tables
from pseudocode_translator.integration.collection import collection_paused
from pseudocode_translator.model.codes import diagnose
from pseudocode_translator.model.deadline import NO_DEADLINE, Deadline, checked
from pseudocode_translator.model.diagnostics import Diagnostic, Span
from pseudocode_translator.model.document import Document
from pseudocode_translator.model.program import Program
from pseudocode_translator.model.rules import Rules


def parse(
    document: Document, dialect: Dialect, *, deadline: Deadline = NO_DEADLINE
) -> tuple[Program, list[Diagnostic]]:
    """Read a document as a program of a dialect.

    Never fails for what somebody wrote: what cannot be read is in the tree as unreadable,
    and in the diagnostics, which come in the order of the source.
    """
    with deadline.applied(), collection_paused():
        return _parse(document, dialect)


def _parse(document: Document, dialect: Dialect) -> tuple[Program, list[Diagnostic]]:
    lines, diagnostics = _lines(document, dialect)
    rules, notes = _rules(lines, dialect)
    diagnostics += notes
    rules = dialect.builder.rules_told(rules, lines)
    builder = dialect.builder(rules)
    builder.words = dialect.words
    driver = Driver(load_tables(dialect.grammar), builder)
    builder.lines = lines
    builder.file_names = unquoted_file_names(lines)
    recovery = Recovery(driver, builder)
    parsed = [(line, _items(line, driver, recovery)) for line in checked(lines)]
    recovery.correct_bare_names(parsed)
    builder.settle(parsed)
    body = (*builder.added, *dialect.blocks(parsed, builder).build())
    if builder.global_names:
        rules = replace(rules, global_names=frozenset(builder.global_names))
    diagnostics += builder.diagnostics
    diagnostics.sort(key=_place)
    return Program(_whole(document), body, rules=rules), diagnostics


def _lines(document: Document, dialect: Dialect) -> tuple[list[LogicalLine], list[Diagnostic]]:
    if dialect.read_lines is not None:
        return dialect.read_lines(document)
    return logical_lines(document, dialect.line_style)


def _rules(lines: list[LogicalLine], dialect: Dialect) -> tuple[Rules, list[Diagnostic]]:
    """The dialect's rules, but for what a comment of the program says."""
    said = comment_counting_from_zero(lines) if dialect.rules.first_character else None
    if said is None:
        return dialect.rules, []
    message = "positions in strings are counted from 0, because this comment says so"
    note = diagnose("PS143", said.comment_span or said.whole, message)
    return replace(dialect.rules, first_character=0), [note]


def _items(line: LogicalLine, driver: Driver, recovery: Recovery) -> list[Any]:
    if not line.text:
        return []
    driver.builder.current = line
    said = len(driver.builder.diagnostics)
    items = driver.run(line)
    if isinstance(items, list):
        return items
    stub = driver.builder.stub(line)
    return recovery.recover(line, items, said) if stub is None else stub


def _whole(document: Document) -> Span:
    count = max(len(document.lines), 1)
    width = len(document.lines[-1].text) if document.lines else 0
    return Span(1, 1, count, width + 1)


def _place(diagnostic: Diagnostic) -> tuple[int, int]:
    return diagnostic.span[:2]
