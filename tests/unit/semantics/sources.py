"""Programs as text, resolved with the Cambridge dialect."""

from __future__ import annotations

from textwrap import dedent

from pseudocode_translator.dialects import get_dialect
from pseudocode_translator.frontend.parse import parse
from pseudocode_translator.model.diagnostics import Diagnostic
from pseudocode_translator.model.document import typed_document
from pseudocode_translator.model.nodes import Expression
from pseudocode_translator.model.program import DefineClass, Program, Statement, Subroutine
from pseudocode_translator.model.statements import Output
from pseudocode_translator.semantics.resolve import resolve
from pseudocode_translator.semantics.walk import every_statement


def resolved(source: str) -> tuple[Program, list[Diagnostic]]:
    dialect = get_dialect("cambridge")
    program, problems = parse(typed_document(dedent(source).strip()), dialect)
    assert problems == []
    return resolve(program, dialect.library)


def types_of(source: str) -> dict[str, str]:
    """The variables of the main program, with their types as a declaration writes them."""
    program, _ = resolved(source)
    return {name: str(variable.type) for name, variable in program.scope.variables.items()}


def notes_of(source: str) -> list[str]:
    """Code and message of every diagnostic."""
    return [f"{d.code} {d.message}" for d in resolved(source)[1]]


def outputs_of(source: str) -> list[Expression]:
    """Everything that the program prints, subroutines included, in source order."""
    program, _ = resolved(source)
    found: list[Expression] = []
    stack: list[tuple[Statement, ...]] = [program.body]
    while stack:
        for statement in every_statement(stack.pop()):
            if isinstance(statement, Output):
                found.extend(statement.items)
            elif isinstance(statement, Subroutine):
                stack.append(statement.body)
            elif isinstance(statement, DefineClass):
                stack.extend(m.body for m in statement.members if isinstance(m, Subroutine))
    return found


def printed_types(source: str) -> list[str]:
    """The types of everything that the program prints."""
    return [str(item.type) for item in outputs_of(source)]
