"""The order of things: missing RETURN, unreachable statements, misplaced ones, labels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pseudocode_translator.model.codes import diagnose
from pseudocode_translator.model.diagnostics import Diagnostic
from pseudocode_translator.model.nodes import (
    Boolean,
    Character,
    EnumMember,
    Expression,
    Real,
    Text,
)
from pseudocode_translator.model.program import (
    Case,
    CaseBranch,
    ConditionLabel,
    DefineClass,
    For,
    ForEach,
    If,
    Program,
    Repeat,
    RepeatTimes,
    Statement,
    Subroutine,
    ValueLabel,
    While,
)
from pseudocode_translator.model.statements import (
    Blank,
    Break,
    Comment,
    Continue,
    DefineAlias,
    DefineEnum,
    DefinePointer,
    DefineRecord,
    DefineSetType,
    Return,
    UnreadableStatement,
)
from pseudocode_translator.model.types import NamedType
from pseudocode_translator.semantics.walk import blocks, every_statement
from pseudocode_translator.validation.bounds import constant
from pseudocode_translator.validation.units import Unit

_LOOPS = (For, ForEach, While, Repeat, RepeatTimes)
_NOT_RUN = (
    Blank,
    Comment,
    Subroutine,
    DefineClass,
    DefineAlias,
    DefineEnum,
    DefinePointer,
    DefineRecord,
    DefineSetType,
)


def check_flow(unit: Unit) -> Iterator[Diagnostic]:
    """All remarks about the flow of one unit."""
    ending = Ending(unit.program)
    yield from _check_end(unit, ending)
    yield from _check_block(unit.body, ending)
    for statement in unit.statements():
        for block in blocks(statement):
            yield from _check_block(block, ending)
        yield from _check_statement(unit, statement)
    yield from _misplaced(unit.body)


@dataclass(frozen=True, slots=True)
class Ending:
    """Tells which statements and blocks are never left at their end."""

    program: Program

    def of_statement(self, statement: Statement) -> bool:
        """Nothing behind the statement in its block can run."""
        match statement:
            case Return() | Break() | Continue():
                return True
            case If():
                return statement.otherwise is not None and self._of_all(statement)
            case Case():
                return self._matches_always(statement) and self._of_all(statement)
            case While():
                return _is_true(statement.condition) and not _leaves(statement.body)
            case Repeat():
                return self.of_block(statement.body) and not _leaves(statement.body)
            case _:
                return False

    def of_block(self, body: tuple[Statement, ...]) -> bool:
        """The end of the block is never reached."""
        return any(self.of_statement(statement) for statement in body)

    def _of_all(self, statement: If | Case) -> bool:
        return all(self.of_block(block) for block in blocks(statement))

    def _matches_always(self, case: Case) -> bool:
        """There is an OTHERWISE, or a branch for every member of an enumerated type."""
        if case.otherwise is not None:
            return True
        kind = case.subject.type
        definition = self.program.types.get(kind.name) if isinstance(kind, NamedType) else None
        if not isinstance(definition, DefineEnum):
            return False
        labels = {
            label.value.name
            for branch in case.branches
            if isinstance(branch, CaseBranch)
            for label in branch.labels
            if isinstance(label, ValueLabel) and isinstance(label.value, EnumMember)
        }
        return labels >= set(definition.members)


def _leaves(body: tuple[Statement, ...]) -> bool:
    """A BREAK of this very loop stands in its body."""
    for statement in body:
        if isinstance(statement, Break):
            return True
        if not isinstance(statement, _LOOPS) and any(_leaves(b) for b in blocks(statement)):
            return True
    return False


def _is_true(condition: Expression) -> bool:
    return isinstance(condition, Boolean) and condition.value


def _check_end(unit: Unit, ending: Ending) -> Iterator[Diagnostic]:
    subroutine = unit.subroutine
    if subroutine is None or subroutine.result is None or ending.of_block(subroutine.body):
        return
    if any(isinstance(s, UnreadableStatement) for s in every_statement(subroutine.body)):
        return
    has_return = any(isinstance(s, Return) for s in every_statement(subroutine.body))
    message = (
        f"a way through {subroutine.name} ends without RETURN"
        if has_return
        else f"{subroutine.name} has no RETURN, so it gives no value back"
    )
    yield diagnose(
        "PS401",
        subroutine.header or subroutine.span,
        message,
        fix="add a RETURN with a value at the end",
    )


def _check_block(body: tuple[Statement, ...], ending: Ending) -> Iterator[Diagnostic]:
    """One remark per block, at the first statement that cannot run."""
    ended: Statement | None = None
    for statement in body:
        if ended is not None and not isinstance(statement, _NOT_RUN):
            yield diagnose(
                "PS402",
                statement.span,
                f"this can never run: line {ended.span.line} leaves before it",
                related=ended.span,
            )
            return
        if ended is None and ending.of_statement(statement):
            ended = statement


def _check_statement(unit: Unit, statement: Statement) -> Iterator[Diagnostic]:
    if isinstance(statement, Return):
        yield from _check_return(unit, statement)
    elif isinstance(statement, Case):
        yield from _check_labels(statement)


def _check_return(unit: Unit, statement: Return) -> Iterator[Diagnostic]:
    if unit.subroutine is None:
        yield diagnose("PS408", statement.span, "RETURN stands outside every subroutine")
    elif unit.subroutine.result is None and statement.value is not None:
        yield diagnose(
            "PS411",
            statement.span,
            f"{unit.subroutine.name} is a procedure; the value after RETURN is lost",
            fix="make it a FUNCTION with RETURNS",
        )


def _misplaced(body: tuple[Statement, ...]) -> Iterator[Diagnostic]:
    """BREAK and CONTINUE that no loop of their own unit surrounds."""
    waiting = [body]
    while waiting:
        for statement in waiting.pop():
            if isinstance(statement, Break | Continue):
                word = "BREAK" if isinstance(statement, Break) else "CONTINUE"
                yield diagnose("PS409", statement.span, f"{word} stands outside every loop")
            elif not isinstance(statement, _LOOPS):
                waiting.extend(blocks(statement))


def _check_labels(case: Case) -> Iterator[Diagnostic]:
    seen: dict[object, int] = {}
    for branch in case.branches:
        if not isinstance(branch, CaseBranch):
            continue
        for label in branch.labels:
            value = _label_value(label.value) if isinstance(label, ValueLabel) else None
            if isinstance(label, ConditionLabel) or value is None:
                continue
            if value in seen:
                yield diagnose(
                    "PS404",
                    label.span,
                    f"line {seen[value]} has this label already, so this branch never runs",
                )
            seen.setdefault(value, label.span.line)


def _label_value(node: Expression) -> object:
    if isinstance(node, Text | Character):
        return ("text", node.value)
    if isinstance(node, EnumMember):
        return ("member", node.name)
    if isinstance(node, Boolean):
        return ("boolean", node.value)
    return node.value if isinstance(node, Real) else constant(node)
