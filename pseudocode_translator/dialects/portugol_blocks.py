"""``programa { funcao inicio() { } }``: what starts a program, and what Portugol Studio adds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pseudocode_translator.frontend.brace_blocks import BraceBlockBuilder
from pseudocode_translator.frontend.c_loops import every_node
from pseudocode_translator.model.nodes import Call
from pseudocode_translator.model.program import Statement, Subroutine
from pseudocode_translator.model.statements import (
    CallStatement,
    Comment,
    Declare,
    DefineConstant,
    Return,
)

START = "inicio"
_FOOTER = "$$$ Portugol Studio $$$"
"""In the comment with settings of its own that Portugol Studio writes at the end of a file."""


class PortugolBlocks(BraceBlockBuilder):
    """Makes the statements of ``inicio`` those of the main program."""

    def build(self) -> tuple[Statement, ...]:
        """Give the statements of the program."""
        body = [each for each in super().build() if not _is_footer(each)]
        starts = [each for each in body if isinstance(each, Subroutine) and each.name == START]
        if len(starts) != 1 or starts[0].parameters or starts[0].result is not None:
            return tuple(body)
        start = starts[0]
        place = body.index(start)
        if _must_stay(start, body):
            call = CallStatement(start.header or start.span, Call(start.span, START, ()))
            return (*body, call)
        return (*body[:place], *start.body, *body[place + 1 :])


def _is_footer(statement: Statement) -> bool:
    return isinstance(statement, Comment) and _FOOTER in statement.text


def _must_stay(start: Subroutine, body: Sequence[Statement]) -> bool:
    """Tell whether ``inicio`` has to be a function in Python, too.

    That is so if something calls it, if it is left early, and if a variable of its own has
    the name of one that all functions share.
    """
    shared = set(_names(each for each in body if not isinstance(each, Subroutine)))
    own: set[str] = set()
    for node in every_node(start.body):
        if isinstance(node, Return):
            return True
        own.update(_names((node,)))
    if own & shared:
        return True
    return any(isinstance(node, Call) and node.function == START for node in every_node(body))


def _names(statements: Iterable[Any]) -> Iterator[str]:
    for statement in statements:
        if isinstance(statement, Declare):
            yield from (name.name for name in statement.names)
        elif isinstance(statement, DefineConstant):
            yield statement.name.name
