"""Statements that work with files."""

# ruff: noqa: D102 - methods for grammar rules fill an interface; the grammar tells the rule.

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import ClassVar

from pseudocode_translator.frontend.build_expressions import ExpressionBuilder, Token
from pseudocode_translator.frontend.items import Several
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.nodes import Expression, Name, Text
from pseudocode_translator.model.rules import Rules
from pseudocode_translator.model.statements import (
    Assign,
    CloseFile,
    FileMode,
    GetRecord,
    OpenFile,
    PutRecord,
    ReadFile,
    SeekFile,
    UnreadableStatement,
    WriteFile,
)

_WRITES = re.compile(r"WRITE\w*+\s*+\(?\s*+([^\W\d]\w*+)", re.IGNORECASE)


class FileBuilder(ExpressionBuilder):
    """Builds file statements."""

    file_modes: ClassVar[Mapping[str, FileMode]] = {mode.value: mode for mode in FileMode}
    """By the word in capitals."""
    file_commands: ClassVar[Mapping[str, str]] = {
        "readfile": "read",
        "writefile": "write",
        "closefile": "close",
        "close": "close",
        "seek": "seek",
        "getrecord": "get",
        "putrecord": "put",
    }
    """By the word in lower case: what it does."""

    def __init__(self, rules: Rules) -> None:
        super().__init__(rules)
        self.open_files: set[str] = set()
        """What OPENFILE named so far."""
        self._written: set[str] | None = None

    def unreadable_statement(self, span: Span) -> UnreadableStatement:
        """Stand in for a statement that was reported."""
        return UnreadableStatement(span, self.current.text)

    def target(self, place: Expression) -> Expression:
        """Take what is stored into; see `AstBuilder`."""
        return place

    def open_file(self, span: Span, file: Expression, mode: Token) -> object:
        known = self.file_modes.get(mode[0].upper())
        if known is None:
            self.report(
                "PS129",
                self.at(mode),
                f"a file cannot be opened for {mode[0]}",
                fix=f"use one of {', '.join(self.file_modes)}",
            )
            return self.unreadable_statement(span)
        if isinstance(file, (Name, Text)):
            self.open_files.add(_key(file))
        return OpenFile(span, file, known)

    def is_open_file(self, expression: Expression | Token) -> bool:
        """Tell whether an OPENFILE above names the same file with the same words."""
        if not self.open_files or not isinstance(expression, (Name, Text)):
            return False
        return _key(expression) in self.open_files

    def open_handle(
        self, span: Span, handle: Token, file: Token, mode: Token | None = None
    ) -> object:
        """``OPEN h "x.txt" FOR READ``: from here on the handle is the name.

        Without ``FOR`` the rest of the program tells whether it is read or written.
        """
        if mode is None:
            mode = (self._mode_by_use(handle[0]), *file[1:])
        variable: Name = self.named(handle)
        name: Text = Text(self.at(file), file[0][1:-1])
        opened = self.open_file(span, variable, mode)
        return Several(span, (Assign(span, variable, name), opened))  # type: ignore[arg-type]

    def _mode_by_use(self, handle: str) -> str:
        if self._written is None:
            found = (_WRITES.match(line.text) for line in self.lines)
            self._written = {match[1].lower() for match in found if match}
        return "WRITE" if handle.lower() in self._written else "READ"

    def file_command(self, span: Span, command: Token, *parts: Expression) -> object:
        action = self.file_commands[command[0].lower()]
        if action == "write" and len(parts) > 1:
            return WriteFile(span, parts[0], parts[1:])
        if action == "close" and len(parts) == 1:
            return CloseFile(span, parts[0])
        if action in _WITH_TWO and len(parts) == 2:
            second = self.target(parts[1]) if action in ("read", "get") else parts[1]
            return _WITH_TWO[action](span, parts[0], second)
        self.report(
            "PS128",
            span,
            f"{command[0].upper()} needs {_NEEDS[action]}",
        )
        return self.unreadable_statement(span)


def _key(file: Name | Text) -> str:
    return file.name.lower() if isinstance(file, Name) else f'"{file.value}'


_WITH_TWO: Mapping[str, Callable[[Span, Expression, Expression], object]] = {
    "read": ReadFile,
    "get": GetRecord,
    "put": PutRecord,
    "seek": SeekFile,
}
_NEEDS = {
    "read": "a file name and a variable, with a comma between them",
    "get": "a file name and a variable, with a comma between them",
    "put": "a file name and a variable, with a comma between them",
    "seek": "a file name and an address, with a comma between them",
    "write": "a file name and what to write, with a comma between them",
    "close": "one file name",
}
