"""Loops: that cannot end, that never start, whose variable is changed inside."""

from __future__ import annotations

from collections.abc import Iterator

from pseudocode_translator.model.codes import diagnose
from pseudocode_translator.model.diagnostics import Diagnostic
from pseudocode_translator.model.nodes import (
    Boolean,
    Call,
    Dereference,
    Expression,
    InputValue,
    LibraryCall,
    MethodCall,
    Name,
)
from pseudocode_translator.model.program import For, Repeat, Statement, While
from pseudocode_translator.model.statements import Break, Return, UnreadableStatement
from pseudocode_translator.semantics.walk import every_part, every_statement, expressions
from pseudocode_translator.validation.bounds import constant
from pseudocode_translator.validation.places import written
from pseudocode_translator.validation.units import Unit

_CALLS = (Call, MethodCall)
_CHANGING = (Call, MethodCall, LibraryCall, InputValue, Dereference)
"""What may give another value each time, with no assignment in sight."""


def check_loops(unit: Unit) -> Iterator[Diagnostic]:
    """All remarks about loops in one unit."""
    for statement in unit.statements():
        if isinstance(statement, For):
            yield from _check_for(unit, statement)
        elif isinstance(statement, While):
            yield from _check_end(unit, statement, statement.condition, runs_while=True)
        elif isinstance(statement, Repeat):
            yield from _check_end(unit, statement, statement.until, runs_while=False)


def _check_for(unit: Unit, loop: For) -> Iterator[Diagnostic]:
    start, end = constant(loop.start), constant(loop.end)
    step = 1 if loop.step is None else constant(loop.step)
    if step == 0 and loop.step is not None:
        yield diagnose(
            "PS410", loop.step.span, "STEP 0 never moves on", fix="leave STEP out to count by 1"
        )
    elif loop.either_way:
        pass
    elif start is not None and end is not None and step and (end - start) * step < 0:
        fix = f"to count down, add STEP -{abs(step)}" if step > 0 else "remove the minus sign"
        yield diagnose(
            "PS406",
            loop.start.span.to(loop.end.span),
            f"the loop never runs: {start} is already {'above' if step > 0 else 'below'} {end}",
            fix=fix,
        )
    yield from _changed_inside(unit, loop)


def _changed_inside(unit: Unit, loop: For) -> Iterator[Diagnostic]:
    if not isinstance(loop.variable, Name):
        return
    for statement in every_statement(loop.body):
        for name in written(statement, unit.program):
            if name.name == loop.variable.name:
                yield diagnose(
                    "PS407",
                    name.span,
                    f"{name.name} is changed inside the FOR loop of line {loop.span.line} "
                    "that counts in it; the loop goes on from the new value",
                    fix="use a WHILE loop",
                    related=loop.variable.span,
                )
                return


def _check_end(
    unit: Unit, loop: While | Repeat, condition: Expression, *, runs_while: bool
) -> Iterator[Diagnostic]:
    looked_at = _variables(condition)
    if looked_at is None or _may_leave(unit, loop.body, looked_at):
        return
    if isinstance(condition, Boolean) and condition.value is not runs_while:
        return
    what = _listed(sorted(looked_at)) if looked_at else "its condition"
    word = "WHILE" if runs_while else "REPEAT"
    yield diagnose(
        "PS403",
        condition.span,
        f"this {word} loop cannot end: nothing inside it changes {what}",
        fix="change a variable of the condition inside the loop",
    )


def _variables(condition: Expression) -> set[str] | None:
    """Names that the condition looks at; None if it may change by itself."""
    names = set()
    for part in every_part(condition):
        if isinstance(part, _CHANGING):
            return None
        if isinstance(part, Name):
            names.add(part.name)
    return names


def _may_leave(unit: Unit, body: tuple[Statement, ...], looked_at: set[str]) -> bool:
    """Something in the body leaves the loop, or may change what it looks at."""
    for statement in every_statement(body):
        if isinstance(statement, Return | Break | UnreadableStatement):
            return True
        if any(name.name in looked_at for name in written(statement, unit.program)):
            return True
        if _calls(statement):
            return True
    return False


def _calls(statement: Statement) -> bool:
    return any(
        isinstance(part, _CALLS)
        for expression in expressions(statement)
        for part in every_part(expression)
    )


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
