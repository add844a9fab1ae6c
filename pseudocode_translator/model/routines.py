"""The top-level routines of a document: the pieces in which people, and chunks, take it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pseudocode_translator.model.document import Document
from pseudocode_translator.model.program import DefineClass, Program, Statement, Subroutine
from pseudocode_translator.model.statements import Comment


@dataclass(frozen=True, slots=True)
class Routine:
    """A procedure, function or class with the comment above it, or a stretch between two."""

    name: str
    """As the author wrote it; empty for a stretch of the main program."""
    first_line: int
    """1-based."""
    last_line: int
    """1-based, included."""
    text: str
    """Its lines as printed, with a newline after each."""


def routines_of(program: Program, document: Document) -> tuple[Routine, ...]:
    """Split a document; every line is in exactly one routine, in order."""
    cuts = [(1, "")]
    for first, last, name in _definitions(program.body):
        cuts += [(first, name), (last + 1, "")]
    cuts.append((len(document.lines) + 1, ""))
    found = []
    for (first, name), (after, _) in pairwise(cuts):
        if first < after:
            lines = document.lines[first - 1 : after - 1]
            text = "".join(f"{line.text}\n" for line in lines)
            found.append(Routine(name, first, after - 1, text))
    return tuple(found)


def _definitions(body: tuple[Statement, ...]) -> Iterator[tuple[int, int, str]]:
    """First and last line and name of each; a comment right above belongs to it."""
    free_from = 1
    comment_from = 0
    for statement in body:
        span = statement.span
        if isinstance(statement, Subroutine | DefineClass) and span.line >= free_from:
            first = comment_from if comment_from else span.line
            yield first, span.end_line, statement.name
            free_from = span.end_line + 1
            comment_from = 0
        elif isinstance(statement, Comment) and span.line >= free_from:
            comment_from = comment_from or span.line
        else:
            comment_from = 0
            free_from = max(free_from, span.end_line + 1)
