"""Python text out of `ast` nodes: indentation, blank lines, comments and the line map."""

import ast
from contextlib import AbstractContextManager
from dataclasses import dataclass
from types import TracebackType

from pseudocode_translator.generation import flat
from pseudocode_translator.generation.flat_statements import header_text, statement_text
from pseudocode_translator.generation.headers import Elif, Else, Finally, Header, Try
from pseudocode_translator.generation.layout import (
    decorator_lines,
    header_lines,
    statement_lines,
)
from pseudocode_translator.generation.literals import width
from pseudocode_translator.generation.page import LINE_WIDTH
from pseudocode_translator.generation.remarks import (
    comment_lines,
    comment_suffix,
    docstring_lines,
    without_coding,
)
from pseudocode_translator.generation.spacing import Kind, Suite, SuiteKind

__all__ = [
    "Elif",
    "Else",
    "Finally",
    "Generated",
    "Header",
    "Try",
    "Writer",
    "expression_text",
]

_BRANCHES = (Elif, Else, Finally, ast.ExceptHandler)
_INDENT = 4


@dataclass(frozen=True, slots=True)
class Generated:
    """A Python program and where each of its lines comes from."""

    code: str
    line_map: tuple[int, ...]
    """Pseudocode line (1-based, 0 none) of each line of `code`."""


def expression_text(node: ast.expr) -> str:
    """Return the one-line form of an expression."""
    return flat.text(node)


class Writer:
    """Collects statements in order and turns them into one program as ruff would format it."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._map: list[int] = []
        self._suites = [Suite(SuiteKind.MODULE)]
        self._indent = 0
        self._margin = ""

    def statement(self, node: ast.stmt, *, line: int = 0, comment: str = "") -> None:
        """Write a simple statement.

        F-strings that Python 3.11 or the line width has no room for are rewritten in place.

        Args:
            node: an assignment, an expression, `return` and the like; nothing with a body.
            line: pseudocode line that the statement comes from; 0 for none.
            comment: text behind the statement, or above it where the line gets too long.

        Raises:
            TypeError: not a simple statement, or an expression no generator needs.
        """
        shown = self._margin + statement_text(node)
        kind = Kind.IMPORT if isinstance(node, ast.Import | ast.ImportFrom) else Kind.PLAIN
        if _fits(shown):
            self._put([shown], line, comment, kind)
        else:
            self._put(statement_lines(node, self._indent), line, comment, kind)

    def block(
        self, header: Header, *, line: int = 0, comment: str = ""
    ) -> AbstractContextManager[None]:
        """Write a header; what is written inside the `with` is its body.

        Body and branches of `header` itself are ignored. An empty body gets `pass`.
        """
        return _Block(self, header, line, comment)

    def comment(self, text: str, *, line: int = 0) -> None:
        """Write a comment line, or several for a long text."""
        lines = [self._margin + part for part in comment_lines(text, LINE_WIDTH - self._indent)]
        self._space(self._suites[-1].before_comment(len(self._lines)))
        self._append(lines, line)

    def docstring(self, text: str) -> None:
        """Write a docstring, first thing in a body; nothing for an empty text."""
        lines = docstring_lines(text, LINE_WIDTH - self._indent)
        if lines:
            shown = [self._margin + part if part else "" for part in lines]
            self._put(shown, 0, "", Kind.DOCSTRING)

    def blank(self) -> None:
        """Keep the author's blank line, where ruff would keep it."""
        self._suites[-1].wants_blank = True

    def raw(self, text: str) -> None:
        """Place trusted source that is already formatted, blank lines around it."""
        lines = text.strip("\n").split("\n")
        first, last = Kind.of_source(lines), Kind.of_source(lines[::-1])
        shown = [self._margin + part if part else "" for part in lines]
        self._put(shown, 0, "", first)
        self._suites[-1].previous = last

    def result(self) -> Generated:
        """Return the program written so far."""
        lines = self._lines
        for index in range(min(2, len(lines))):
            # Further down, Python does not look for the declaration of an encoding.
            if lines[index].lstrip().startswith("#"):
                lines[index] = without_coding(lines[index])
        return Generated("".join([part + "\n" for part in lines]), tuple(self._map))

    def _put(self, lines: list[str], line: int, comment: str, kind: Kind) -> None:
        """Append a statement with its comment and the blank lines in front."""
        if comment:
            lines = self._with_comment(lines, line, comment)
        gap = self._suites[-1].before_statement(kind, len(self._lines))
        if gap.above_comments:
            place = slice(gap.comments_start, gap.comments_start)
            self._lines[place] = [""] * gap.above_comments
            self._map[place] = [0] * gap.above_comments
        if gap.below_comments:
            self._space(gap.below_comments)
        self._append(lines, line)

    def _with_comment(self, lines: list[str], line: int, comment: str) -> list[str]:
        suffix = comment_suffix(comment)
        if len(lines) == 1 and _fits(lines[0] + suffix):
            return [lines[0] + suffix]
        self.comment(comment, line=line)
        return lines

    def _append(self, lines: list[str], line: int) -> None:
        self._lines.extend(lines)
        self._map.extend([line] * len(lines))

    def _space(self, count: int) -> None:
        self._append([""] * count, 0)

    def _open(self, header: Header, line: int, comment: str) -> None:
        decorators = _decorators(header, self._indent)
        shown = f"{self._margin}{header_text(header)}:"
        has_parts = isinstance(header, ast.AST | Elif)
        is_whole = _fits(shown) or not has_parts
        lines = [shown] if is_whole else header_lines(header, self._indent)
        if isinstance(header, _BRANCHES):
            self._open_branch(lines, line, comment)
        else:
            is_definition = isinstance(header, ast.FunctionDef | ast.ClassDef)
            kind = Kind.DEFINITION if is_definition else Kind.COMPOUND
            self._put([*decorators, *lines], line, comment if not decorators else "", kind)
        self._suites.append(Suite(SuiteKind.of(header)))
        self._indent += _INDENT
        self._margin = " " * self._indent

    def _open_branch(self, lines: list[str], line: int, comment: str) -> None:
        suite = self._suites[-1]
        suite.wants_blank = False
        # ruff sets a definition at the end of the branch before off from `else:`.
        self._space(1 if suite.previous is Kind.ENDS_WITH_DEFINITION else 0)
        if comment:
            suffix = comment_suffix(comment)
            if len(lines) == 1 and _fits(lines[0] + suffix):
                lines = [lines[0] + suffix]
            else:
                self._append([self._margin + part for part in self._wrapped(comment)], line)
        self._append(lines, line)

    def _wrapped(self, comment: str) -> list[str]:
        return comment_lines(comment, LINE_WIDTH - self._indent)

    def _close(self, line: int) -> None:
        if self._suites[-1].is_empty:
            self._put([f"{self._margin}pass"], line, "", Kind.PLAIN)
        inner = self._suites.pop()
        self._indent -= _INDENT
        self._margin = " " * self._indent
        self._suites[-1].after_block(inner)


class _Block:
    """Writes a header on entry and closes the body on exit."""

    __slots__ = ("_comment", "_header", "_line", "_writer")

    def __init__(self, writer: Writer, header: Header, line: int, comment: str) -> None:
        self._writer = writer
        self._header = header
        self._line = line
        self._comment = comment

    def __enter__(self) -> None:
        self._writer._open(self._header, self._line, self._comment)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._writer._close(self._line)


def _fits(line: str) -> bool:
    # A character is at least one byte, a column at most one and a half of its bytes: short lines
    # need no counting.
    return len(line) <= LINE_WIDTH and (line.isascii() or width(line) <= LINE_WIDTH)


def _decorators(header: Header, indent: int) -> list[str]:
    if not isinstance(header, ast.FunctionDef | ast.ClassDef):
        return []
    lines: list[str] = []
    for node in header.decorator_list:
        shown = f"{' ' * indent}@{flat.text(node)}"
        lines.extend([shown] if _fits(shown) else decorator_lines(node, indent))
    return lines
