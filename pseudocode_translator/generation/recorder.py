"""What statements are written to, now or once it is known what stands above them."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from pseudocode_translator.generation.writer import Elif, Header
from pseudocode_translator.model.deadline import checked


class Output(Protocol):
    """What statements are written to: a `Writer`, or a `Recorder`."""

    def statement(self, node: ast.stmt, *, line: int = 0, comment: str = "") -> None:
        """Take a simple statement."""

    def block(
        self, header: Header, *, line: int = 0, comment: str = ""
    ) -> AbstractContextManager[None]:
        """Take a header; what is taken inside the `with` is its body."""

    def comment(self, text: str, *, line: int = 0) -> None:
        """Take a comment line."""

    def blank(self) -> None:
        """Take a blank line."""


_Step = Callable[[Output], AbstractContextManager[None] | None]


def _close(_: Output) -> None:
    """Marks the end of a block."""


class Recorder:
    """Takes what a `Writer` takes, and gives it to one later."""

    def __init__(self) -> None:
        self._steps: list[_Step] = []
        self.stored: set[str] = set()
        """Python names that the recorded statements assign."""
        self._nodes: list[ast.AST] = []

    def statement(self, node: ast.stmt, *, line: int = 0, comment: str = "") -> None:
        """Record a simple statement."""
        self._note(node)
        self._nodes.append(node)
        self._steps.append(lambda w: w.statement(node, line=line, comment=comment))

    @contextmanager
    def block(self, header: Header, *, line: int = 0, comment: str = "") -> Iterator[None]:
        """Record a header; what is recorded inside the `with` is its body."""
        if isinstance(header, ast.For):
            self._note(header)
        if isinstance(header, Elif | ast.AST):
            self._nodes.append(header.test if isinstance(header, Elif) else header)
        self._steps.append(lambda w: w.block(header, line=line, comment=comment))
        yield
        self._steps.append(_close)

    def comment(self, text: str, *, line: int = 0) -> None:
        """Record a comment line."""
        self._steps.append(lambda w: w.comment(text, line=line))

    def blank(self) -> None:
        """Record a blank line."""
        self._steps.append(lambda w: w.blank())

    def loaded(self) -> set[str]:
        """Python names that the recorded statements read."""
        return {
            part.id
            for node in self._nodes
            for part in ast.walk(node)
            if isinstance(part, ast.Name) and not isinstance(part.ctx, ast.Store)
        }

    def replay(self, writer: Output) -> None:
        """Write it all."""
        open_blocks: list[AbstractContextManager[None]] = []
        for step in checked(self._steps):
            if step is _close:
                open_blocks.pop().__exit__(None, None, None)
                continue
            block = step(writer)
            if block is not None:
                block.__enter__()
                open_blocks.append(block)

    def _note(self, node: ast.stmt) -> None:
        match node:
            case ast.Assign(targets=targets):
                waiting = list(targets)
            case ast.AnnAssign(target=target) | ast.For(target=target):
                waiting = [target]
            case _:
                return
        while waiting:
            found = waiting.pop()
            if isinstance(found, ast.Name):
                self.stored.add(found.id)
            elif isinstance(found, ast.Tuple):
                waiting.extend(found.elts)
