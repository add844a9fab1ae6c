"""Types of operands, assignments, conditions, loops, labels and results."""

from __future__ import annotations

from collections.abc import Iterator

from pseudocode_translator.model.codes import diagnose
from pseudocode_translator.model.diagnostics import Diagnostic, Span
from pseudocode_translator.model.nodes import (
    Binary,
    Expression,
    Text,
    Unary,
    UnaryOperator,
)
from pseudocode_translator.model.program import (
    Case,
    CaseBranch,
    For,
    If,
    RangeLabel,
    Repeat,
    RepeatTimes,
    Statement,
    ValueLabel,
    While,
)
from pseudocode_translator.model.statements import Assign, Return
from pseudocode_translator.model.types import BOOLEAN, CHAR, UNKNOWN, Type
from pseudocode_translator.semantics.typing import (
    LOGIC,
    Fit,
    assignable,
    binary_type,
    common_type,
    describe,
    is_enum,
    is_numeric,
    is_text,
    unary_type,
)
from pseudocode_translator.validation.units import Unit


def check_types(unit: Unit) -> Iterator[Diagnostic]:
    """All remarks about types in one unit."""
    for part in unit.expressions():
        yield from _check_operands(part)
    for statement in unit.statements():
        yield from _check_statement(unit, statement)


def _check_operands(part: Expression) -> Iterator[Diagnostic]:
    if isinstance(part, Binary):
        left, right = part.left.type, part.right.type
        if binary_type(part.operator, left, right) is None:
            yield diagnose(
                "PS301",
                part.span,
                f"the operator {part.operator} cannot combine {describe(left)} "
                f"and {describe(right)}",
                fix=_operand_fix(part),
            )
    elif isinstance(part, Unary) and unary_type(part.operator, part.operand.type) is None:
        yield diagnose(
            "PS301",
            part.span,
            f"the operator {part.operator} cannot be applied to {describe(part.operand.type)}",
            fix="compare it with something" if part.operator is UnaryOperator.NOT else "",
        )


def _operand_fix(part: Binary) -> str:
    types = (part.left.type, part.right.type)
    if part.operator in LOGIC:
        return "write a whole comparison on both sides, as in A = 1 OR A = 2"
    if any(is_text(t) for t in types) and any(is_numeric(t) for t in types):
        return "convert one of them: STR_TO_NUM(text) or NUM_TO_STR(number)"
    return ""


def _check_statement(unit: Unit, statement: Statement) -> Iterator[Diagnostic]:
    match statement:
        case Assign():
            yield from _check_assignment(statement)
        case If():
            for branch in statement.branches:
                yield from _check_condition(branch.condition)
        case While():
            yield from _check_condition(statement.condition)
        case Repeat():
            yield from _check_condition(statement.until)
        case For():
            yield from _check_for(statement)
        case RepeatTimes():
            yield from _check_count(statement.count)
        case Case():
            yield from _check_case(statement)
        case Return() if statement.value is not None:
            yield from _check_result(unit, statement.value)
        case _:
            return


def _check_assignment(statement: Assign) -> Iterator[Diagnostic]:
    target, value = statement.target.type, statement.value.type
    if target == CHAR and isinstance(statement.value, Text) and len(statement.value.value) <= 1:
        return
    fit = assignable(target, value)
    if fit is Fit.NO:
        yield diagnose(
            "PS303",
            statement.value.span,
            f"{describe(value)} is stored in {describe(target)}",
            fix="declare the variable with the type of the value, or convert the value",
        )
    elif fit is Fit.NARROWS and is_numeric(target):
        yield diagnose(
            "PS302",
            statement.value.span,
            "a REAL is stored in an INTEGER and may have a fraction",
            fix="declare the variable as REAL, or cut the fraction off with INT",
        )


def _check_condition(condition: Expression) -> Iterator[Diagnostic]:
    if condition.type not in (BOOLEAN, UNKNOWN):
        yield diagnose(
            "PS309",
            condition.span,
            f"a condition must be TRUE or FALSE, but this is {describe(condition.type)}",
            fix="compare it with something",
        )


def _check_for(loop: For) -> Iterator[Diagnostic]:
    bounds = (loop.start, loop.end) if loop.step is None else (loop.start, loop.end, loop.step)
    for bound in bounds:
        counts = is_numeric(bound.type) or is_enum(bound.type) or bound.type in (CHAR, UNKNOWN)
        if not counts:
            yield diagnose(
                "PS312",
                bound.span,
                f"a FOR loop counts numbers, but this is {describe(bound.type)}",
            )


def _check_count(count: Expression) -> Iterator[Diagnostic]:
    if not (is_numeric(count.type) or count.type == UNKNOWN):
        yield diagnose(
            "PS312", count.span, f"a loop counts numbers, but this is {describe(count.type)}"
        )


def _check_case(case: Case) -> Iterator[Diagnostic]:
    subject = case.subject.type
    for branch in case.branches:
        if not isinstance(branch, CaseBranch):
            continue
        for label in branch.labels:
            if isinstance(label, ValueLabel):
                yield from _check_label(subject, label.value.type, label.span)
            elif isinstance(label, RangeLabel):
                yield from _check_label(subject, label.low.type, label.span)


def _check_label(subject: Type, label: Type, span: Span) -> Iterator[Diagnostic]:
    if common_type(subject, label) is None and assignable(subject, label) is Fit.NO:
        yield diagnose(
            "PS313",
            span,
            f"the label is {describe(label)}, the value of CASE OF is {describe(subject)}: "
            "they are never equal",
        )


def _check_result(unit: Unit, value: Expression) -> Iterator[Diagnostic]:
    subroutine = unit.subroutine
    if subroutine is None or subroutine.result is None:
        return
    if assignable(subroutine.result, value.type) is Fit.NO:
        yield diagnose(
            "PS311",
            value.span,
            f"{subroutine.name} returns {describe(subroutine.result)}, "
            f"but this is {describe(value.type)}",
            related=subroutine.header,
        )
