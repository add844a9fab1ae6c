"""Lines of a statement that is too long for one: where it breaks and which strings are cut."""

import ast
from collections.abc import Callable, Iterator
from typing import cast

from pseudocode_translator.generation import flat
from pseudocode_translator.generation.document import Doc
from pseudocode_translator.generation.fstrings import as_join_call
from pseudocode_translator.generation.headers import Elif, Header
from pseudocode_translator.generation.literals import width
from pseudocode_translator.generation.page import LINE_WIDTH, render
from pseudocode_translator.generation.shapes import Splits
from pseudocode_translator.generation.splitting import is_string, split_literals
from pseudocode_translator.generation.statement_layout import (
    decorator_document,
    header_document,
    statement_document,
)
from pseudocode_translator.model.deadline import checked, checkpoint

_NARROWEST = 12
"""Columns below which cutting strings does not help any more."""


def statement_lines(node: ast.stmt, indent: int) -> list[str]:
    """Return the lines of a simple statement, indentation included."""
    return _Sheet(node, indent, lambda splits: statement_document(node, splits)).lines()


def header_lines(header: Header, indent: int) -> list[str]:
    """Return the lines of a block's header, indentation and colon included."""
    return _Sheet(header, indent, lambda splits: header_document(header, splits)).lines()


def decorator_lines(node: ast.expr, indent: int) -> list[str]:
    """Return the lines of a decorator."""
    return _Sheet(node, indent, lambda splits: decorator_document(node, splits)).lines()


class _Sheet:
    """Lays one statement out, again and again with shorter strings until it fits."""

    def __init__(self, node: ast.AST | Header, indent: int, build: Callable[[Splits], Doc]) -> None:
        self._root = node.test if isinstance(node, Elif) else cast(ast.AST, node)
        self._indent = indent
        self._build = build

    def lines(self) -> list[str]:
        self._replace_fstrings(_has_no_literal)
        lines = render(self._build({}), self._indent)
        if _excess(lines) == 0:
            return lines
        lines = self._with_split_strings(lines)
        if _excess(lines) > 0 and self._replace_fstrings(self._has_long_field):
            lines = self._with_split_strings(render(self._build({}), self._indent))
        return lines

    def _with_split_strings(self, lines: list[str]) -> list[str]:
        """Return the layout with the widest literals that makes everything fit."""
        best = lines
        strings = [node for node in _nodes(self._root) if is_string(node)]
        widest = LINE_WIDTH - self._indent - 5
        for columns in range(widest, _NARROWEST, -4) if strings else ():
            if _excess(best) == 0:
                break
            splits = {}
            for node in checked(strings):
                literals = split_literals(cast(ast.expr, node), columns)
                if len(literals) > 1:
                    splits[id(node)] = literals
            lines = self._settled(splits, strings)
            if _excess(lines) < _excess(best):
                best = lines
        return best

    def _settled(self, splits: dict[int, list[str]], strings: list[ast.AST]) -> list[str]:
        """Return the lines with only those strings split that came out split.

        ruff joins literals that fit on a line, and takes other decisions around a whole string.
        """
        shown = {id(node): flat.text(cast(ast.expr, node)) for node in checked(strings)}
        while True:
            checkpoint()
            lines = render(self._build(splits), self._indent)
            whole = [key for key in checked(splits) if any(shown[key] in line for line in lines)]
            if not whole:
                return lines
            for key in whole:
                del splits[key]

    def _has_long_field(self, node: ast.JoinedStr) -> bool:
        columns = LINE_WIDTH - self._indent - 8
        return any(
            isinstance(part, ast.FormattedValue)
            and width(flat.text(part.value)) > columns - len("f'{}',")
            for part in node.values
        )

    def _replace_fstrings(self, is_unfit: Callable[[ast.JoinedStr], bool]) -> bool:
        """Turn f-strings into calls of `join` in place; tell whether there were any."""
        is_changed = False
        for parent in list(_nodes(self._root)):
            for field, value in ast.iter_fields(parent):
                if isinstance(value, ast.JoinedStr) and field != "format_spec":
                    if is_unfit(value):
                        setattr(parent, field, as_join_call(value))
                        is_changed = True
                elif isinstance(value, list) and not isinstance(parent, ast.JoinedStr):
                    for index, item in enumerate(value):
                        if isinstance(item, ast.JoinedStr) and is_unfit(item):
                            value[index] = as_join_call(item)
                            is_changed = True
        return is_changed


def _has_no_literal(node: ast.JoinedStr) -> bool:
    has_fields = any(isinstance(part, ast.FormattedValue) for part in node.values)
    return has_fields and not flat.text(node).startswith("f")


def _excess(lines: list[str]) -> int:
    """Return by how many columns lines are too long, all together."""
    return sum([max(0, width(line) - LINE_WIDTH) for line in lines])


_BLOCKS = frozenset(("body", "orelse", "finalbody", "handlers", "cases", "decorator_list"))


def _nodes(root: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes of a statement, but neither its block nor what is inside of f-strings."""
    waiting = [root]
    while waiting:
        checkpoint()
        node = waiting.pop()
        yield node
        if isinstance(node, ast.JoinedStr):
            continue
        is_block = isinstance(node, ast.stmt | ast.match_case | ast.ExceptHandler)
        for field, value in ast.iter_fields(node):
            if is_block and field in _BLOCKS:
                continue
            children = value if isinstance(value, list) else [value]
            waiting.extend([child for child in children if isinstance(child, ast.AST)])
