"""What all generators of statements share: where they write, how blocks and comments go."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from pseudocode_translator.generation import python_syntax as py
from pseudocode_translator.generation import tree
from pseudocode_translator.generation.context import Storage
from pseudocode_translator.generation.definite_assignment import FirstValues
from pseudocode_translator.generation.expressions import ExpressionGenerator
from pseudocode_translator.generation.liveness import Ahead, Liveness
from pseudocode_translator.generation.program_context import ProgramContext
from pseudocode_translator.generation.recorder import Output
from pseudocode_translator.generation.usage import Key, Routine
from pseudocode_translator.generation.writer import Header
from pseudocode_translator.model.deadline import checkpoint
from pseudocode_translator.model.nodes import Name
from pseudocode_translator.model.program import Program, Statement
from pseudocode_translator.model.statements import Blank, Comment
from pseudocode_translator.model.types import ArrayType, Category, NamedType, Type

Handler = Callable[["Generator", Any], None]
"""Writes one kind of statement."""


DEEPEST_INDENTATION = 94
"""Python refuses more than 99 levels; one statement may need several."""
DEEPEST_LOOP = 18
"""Python 3.11 refuses more than 20 loops inside each other; a comprehension may be one."""


class Generator:
    """Writes the statements of a program in order."""

    def __init__(
        self, context: ProgramContext, handlers: Mapping[type, Handler], output: Output
    ) -> None:
        self.context = context
        self.expressions = ExpressionGenerator(context)
        self.output = output
        """Takes what is written now."""
        self.first = FirstValues()
        """Which variables of the routine around need a first value."""
        self.loop_ends: list[Callable[[], None]] = []
        """For each loop around: writes what has to be done before its next round."""
        self.depth = 0
        """Of the indentation."""
        self.ahead: list[Ahead] = []
        """What lies ahead in the blocks around, the innermost last."""
        self.defined: set[str] = set()
        """Types that exist at this place of the output."""
        self.annotated: set[Key] = set()
        """Variables whose declaration with a value was written."""
        self._handlers = handlers
        self._comment = ""
        self._written: set[int] = set()
        """Ids of the trailing comments that already stand behind their statement."""

    @property
    def program(self) -> Program:
        """The program that is being generated."""
        return self.context.program

    @property
    def routine(self) -> Routine:
        """Where generation stands."""
        return self.context.routine

    def block(
        self,
        body: tree.Body,
        around: Statement | None = None,
        before: Callable[[int], None] = lambda number: None,
    ) -> None:
        """Write the statements of a block.

        Args:
            body: The block.
            around: The statement whose block it is.
            before: Called with the number of each statement before it is written.
        """
        for number, statement in enumerate(body):
            before(number)
            follower = body[number + 1] if number + 1 < len(body) else None
            self.ahead.append(Ahead(body, number, around))
            self.statement(statement, follower)
            self.ahead.pop()

    def statement(self, statement: Statement, follower: Statement | None = None) -> None:
        """Write one statement, with the comment that follows on its line."""
        checkpoint()
        if id(statement) in self._written:
            return
        outside = self.context.in_use()
        if tree.blocks(statement):
            follower = None
        self.member(lambda: self._handle(statement), follower)
        self.context.release(self.context.in_use() - outside)

    def _handle(self, statement: Statement) -> None:
        loops = len(self.loop_ends)
        is_too_deep = self.depth > DEEPEST_INDENTATION or loops >= DEEPEST_LOOP
        if is_too_deep and tree.blocks(statement):
            self.refuse("this is nested too deeply for Python", statement.span.line)
        else:
            self._handlers[type(statement)](self, statement)

    def refuse(self, problem: str, line: int) -> None:
        """Stop the program here, with the line and the reason."""
        error = py.call(py.name("NotImplementedError"), py.text(f"line {line}: {problem}"))
        self.write(ast.Raise(error), line)

    def forget_comments(self, body: tree.Body) -> None:
        """Let a body be written anew, its trailing comments included."""
        for statement in tree.every_statement(body):
            self._written.discard(id(statement))
        if body and isinstance(body[0], Comment) and body[0].trailing:
            # It stands behind the header of the body.
            self._written.add(id(body[0]))

    def member(self, write: Callable[[], None], follower: Statement | None) -> None:
        """Let `write` write something, and put the comment that follows behind it."""
        if not (isinstance(follower, Comment) and follower.trailing):
            write()
            return
        self._comment = follower.text
        write()
        if self._comment != follower.text:
            self._written.add(id(follower))
        self._comment = ""

    def is_read_later(self, variable: Name) -> bool:
        """Something may read the value that a variable has after the current statement."""
        if not self.context.is_live_outside(variable):
            return False
        analysis = self.context.analysis
        liveness = Liveness(analysis.usage, analysis.effects, self.routine)
        return liveness.is_read_later(variable.name, reversed(self.ahead))

    def write(self, node: ast.stmt, line: int, comment: str = "") -> None:
        """Write a simple statement; `comment` is added to the author's own."""
        if comment and self._comment:
            comment = f"{self._comment} ({comment})"
        self.output.statement(node, line=line, comment=comment or self._comment)
        self._comment = ""

    @contextmanager
    def open(self, header: Header, line: int, body: tree.Body = ()) -> Iterator[None]:
        """Write a header; a trailing comment that opens `body` belongs behind it."""
        comment = ""
        if body and isinstance(body[0], Comment) and body[0].trailing:
            comment = body[0].text
            self._written.add(id(body[0]))
        with self.output.block(header, line=line, comment=comment):
            self.depth += 1
            yield
            self.depth -= 1

    def assign(self, target: ast.expr, value: ast.expr, line: int, comment: str = "") -> None:
        """Write an assignment."""
        self.write(ast.Assign([py.as_target(target)], value), line, comment)

    def annotate(
        self,
        target: ast.expr,
        hint: ast.expr | None,
        value: ast.expr | None,
        line: int,
        comment: str = "",
    ) -> None:
        """Write a declaration; without a hint it needs a value, without both it is nothing."""
        if hint is not None and isinstance(target, ast.Name | ast.Attribute):
            py.as_target(target)
            simple = int(isinstance(target, ast.Name))
            self.write(ast.AnnAssign(target, hint, value, simple), line, comment)
        elif value is not None:
            self.assign(target, value, line, comment)

    def remark(self, text: str, line: int) -> None:
        """Write a comment line."""
        self.output.comment(text, line=line)

    def hint(self, kind: Type, storage: Storage = Storage.ARRAY) -> ast.expr | None:
        """Build a type hint; hints of types that come later must not be evaluated."""
        if any(name not in self.defined for name in _named(kind)):
            self.context.require_import("__future__", "annotations")
        return self.expressions.annotation(kind, storage)


def _named(kind: Type) -> Iterator[str]:
    """Records, enums and classes that a hint for a type mentions."""
    while isinstance(kind, ArrayType):
        kind = kind.element
    if isinstance(kind, NamedType) and kind.category is not Category.POINTER:
        yield kind.name


def write_comment(g: Generator, node: Comment) -> None:
    """Write a comment on a line of its own."""
    g.remark(node.text, node.span.line)


def write_blank(g: Generator, node: Blank) -> None:
    """Keep a blank line."""
    g.output.blank()
