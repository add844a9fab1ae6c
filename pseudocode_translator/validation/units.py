"""The pieces that are checked one by one: the main program, subroutines, methods."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pseudocode_translator.model.nodes import Expression
from pseudocode_translator.model.program import DefineClass, Program, Statement, Subroutine
from pseudocode_translator.model.scopes import Scope, Variable
from pseudocode_translator.semantics.walk import every_part, every_statement, expressions


@dataclass(frozen=True, slots=True)
class Unit:
    """A body of statements with its own names."""

    program: Program
    body: tuple[Statement, ...]
    scope: Scope
    subroutine: Subroutine | None = None
    """None for the main program."""
    owner: DefineClass | None = None
    """The class, for methods."""

    def variable(self, name: str) -> Variable | None:
        """What a resolved name stands for here; None for attributes of an object."""
        return self.scope.variables.get(name) or self.program.scope.variables.get(name)

    def is_own(self, name: str) -> bool:
        """The name belongs to this piece, not to the main program around it."""
        return name in self.scope.variables

    def statements(self) -> Iterator[Statement]:
        """All statements, blocks entered, other units not."""
        return every_statement(self.body)

    def expressions(self) -> Iterator[Expression]:
        """All expressions and their parts, in source order."""
        for statement in self.statements():
            for expression in expressions(statement):
                yield from every_part(expression)


def units(program: Program) -> Iterator[Unit]:
    """The main program first, then subroutines and methods in source order."""
    yield Unit(program, program.body, program.scope)
    for statement in every_statement(program.body):
        if isinstance(statement, Subroutine):
            yield Unit(program, statement.body, statement.scope, statement)
        elif isinstance(statement, DefineClass):
            for member in statement.members:
                if isinstance(member, Subroutine):
                    yield Unit(program, member.body, member.scope, member, statement)
