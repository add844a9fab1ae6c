"""Calls: known, with the right arguments, used as what they are."""

from __future__ import annotations

from collections.abc import Iterator

from pseudocode_translator.model.codes import diagnose
from pseudocode_translator.model.diagnostics import Diagnostic, Span
from pseudocode_translator.model.nodes import (
    Call,
    Dereference,
    Expression,
    Field,
    Index,
    MethodCall,
    Name,
    New,
    Super,
)
from pseudocode_translator.model.program import Parameter, Program, Subroutine
from pseudocode_translator.model.statements import CallStatement, DefineRecord
from pseudocode_translator.model.types import NamedType
from pseudocode_translator.semantics.classes import lineage, record_fields
from pseudocode_translator.semantics.near_names import NearNames
from pseudocode_translator.semantics.typing import Fit, assignable, describe
from pseudocode_translator.semantics.walk import every_part, expressions
from pseudocode_translator.validation.units import Unit

_LIKENESS = 0.75
_PLACES = (Name, Index, Field, Dereference)


def subroutine_names(program: Program) -> NearNames:
    """What a call may be meant for."""
    return NearNames(program.subroutines, likeness=_LIKENESS)


def check_calls(unit: Unit, near: NearNames) -> Iterator[Diagnostic]:
    """All remarks about calls in one unit; `near` knows the subroutines of the program."""
    for statement in unit.statements():
        for expression in expressions(statement):
            alone = isinstance(statement, CallStatement) and expression is statement.call
            for part in every_part(expression):
                yield from _check_call(unit, part, near, alone=alone and part is expression)


def _check_call(
    unit: Unit, part: Expression, near: NearNames, *, alone: bool
) -> Iterator[Diagnostic]:
    match part:
        case Call():
            subroutine = _called(unit, part.function)
            if subroutine is None:
                yield _unknown(part, near)
                return
            span = part.name_span or part.span
            yield from _check_arguments(subroutine, part.arguments, part.span, subroutine.name)
            yield from _check_value(subroutine, span, alone=alone)
        case MethodCall():
            method = _method(unit, part)
            if method is not None:
                yield from _check_arguments(method, part.arguments, part.span, method.name)
                yield from _check_value(method, part.span, alone=alone)
        case New() if isinstance(record := unit.program.types.get(part.class_name), DefineRecord):
            yield from _check_fields(record, part)
        case New():
            constructor = _constructor(unit.program, part.class_name)
            if constructor is not None:
                name = f"NEW {part.class_name}"
                yield from _check_arguments(constructor, part.arguments, part.span, name)
        case _:
            return


def _check_fields(record: DefineRecord, node: New) -> Iterator[Diagnostic]:
    """``Car("Ford", 3)`` gives a value to every field."""
    fields = list(record_fields(record))
    if len(fields) != len(node.arguments):
        values = "1 value" if len(fields) == 1 else f"{len(fields)} values"
        yield diagnose(
            "PS304",
            node.span,
            f"{record.name} takes {values}, one for each field, but is given {len(node.arguments)}",
            fix=f"write {record.name}({', '.join(name for name, _ in fields)})",
            related=record.span,
        )
        return
    for (name, kind), argument in zip(fields, node.arguments, strict=True):
        if assignable(kind, argument.type) is Fit.NO:
            yield diagnose(
                "PS305",
                argument.span,
                f"{name} is {describe(kind)}, but is given {describe(argument.type)}",
                related=record.span,
            )


def _called(unit: Unit, name: str) -> Subroutine | None:
    """A method of the own object hides a subroutine of the program."""
    method = _find_method(unit.program, unit.owner.name, name) if unit.owner else None
    return method or unit.program.subroutines.get(name)


def _unknown(call: Call, near: NearNames) -> Diagnostic:
    meant = near.nearest(call.function)
    fix = f"did you mean {meant}?" if meant else f"define {call.function}, or mend the name"
    return diagnose(
        "PS201",
        call.name_span or call.span,
        f"there is no procedure or function {call.function}",
        fix=fix,
    )


def _check_arguments(
    subroutine: Subroutine, arguments: tuple[Expression, ...], span: Span, name: str
) -> Iterator[Diagnostic]:
    parameters = subroutine.parameters
    if len(parameters) != len(arguments):
        yield diagnose(
            "PS304",
            span,
            f"{name} takes {_count(len(parameters))}, but is given {len(arguments)}",
            fix=_signature(name, parameters),
            related=subroutine.header,
        )
        return
    for parameter, argument in zip(parameters, arguments, strict=True):
        yield from _check_argument(parameter, argument)


def _check_argument(parameter: Parameter, argument: Expression) -> Iterator[Diagnostic]:
    name = parameter.name.name
    needs_place = parameter.by_reference and not parameter.is_shared_array
    if needs_place and not isinstance(argument, _PLACES):
        inherited = parameter.mode_inherited
        yield diagnose(
            "PS315" if inherited else "PS306",
            argument.span,
            f"{name} is still BYREF, as the parameter before it is; nothing is written back"
            if inherited
            else f"{name} is BYREF and writes back, so it needs a variable here",
            fix="store the value in a variable first, or make the parameter BYVAL",
            related=parameter.span,
        )
    elif assignable(parameter.type, argument.type) is Fit.NO:
        yield diagnose(
            "PS305",
            argument.span,
            f"{name} is {describe(parameter.type)}, but is given {describe(argument.type)}",
            related=parameter.span,
        )


def _check_value(subroutine: Subroutine, span: Span, *, alone: bool) -> Iterator[Diagnostic]:
    if subroutine.result is None and not alone:
        yield diagnose(
            "PS314",
            span,
            f"{subroutine.name} is a procedure and gives no value back",
            fix="make it a FUNCTION with RETURNS, or CALL it on a line of its own",
            related=subroutine.header,
        )


def _method(unit: Unit, call: MethodCall) -> Subroutine | None:
    if isinstance(call.base, Super):
        parent = unit.owner.parent if unit.owner else None
        return _find_method(unit.program, parent, call.method)
    if not isinstance(call.base.type, NamedType):
        return None
    return _find_method(unit.program, call.base.type.name, call.method)


def _find_method(program: Program, name: str | None, method: str) -> Subroutine | None:
    for definition in lineage(program, name):
        for member in definition.members:
            if isinstance(member, Subroutine) and member.name == method:
                return member
    return None


def _constructor(program: Program, name: str) -> Subroutine | None:
    for definition in lineage(program, name):
        for member in definition.members:
            if isinstance(member, Subroutine) and member.constructor:
                return member
    return None


def _count(number: int) -> str:
    if number == 0:
        return "no arguments"
    return "1 argument" if number == 1 else f"{number} arguments"


def _signature(name: str, parameters: tuple[Parameter, ...]) -> str:
    inside = ", ".join(f"{p.name.name} : {p.type}" for p in parameters)
    return f"call it as {name}({inside})"
