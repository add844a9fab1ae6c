"""Which variables a statement reads, and which it gives a value."""

from __future__ import annotations

from collections.abc import Iterator

from pseudocode_translator.model.deadline import checked
from pseudocode_translator.model.library import ADDING
from pseudocode_translator.model.nodes import (
    AddressOf,
    Call,
    Expression,
    Field,
    Index,
    LibraryCall,
    MethodCall,
    Name,
)
from pseudocode_translator.model.program import (
    DefineClass,
    Program,
    Statement,
    Subroutine,
)
from pseudocode_translator.semantics.walk import every_part, expressions, parts, root, targets


def written(statement: Statement, program: Program) -> Iterator[Name]:
    """Variables that a statement gives a value, wholly or in part, calls BYREF included."""
    for target in targets(statement):
        name = root(target)
        if name is not None:
            yield name
    for expression in expressions(statement):
        for part in every_part(expression):
            yield from _handed_over(part, program)


def read(statement: Statement, program: Program) -> Iterator[Name]:
    """Variables whose value a statement looks at, blocks inside it not entered.

    A BYREF argument is no read: many procedures only give such a variable its value.
    """
    assigned = targets(statement)
    for expression in expressions(statement):
        if any(expression is target for target in assigned):
            yield from _read_by_target(expression)
            continue
        names = [part for part in every_part(expression) if isinstance(part, Name)]
        handed_over = {
            id(name) for part in every_part(expression) for name in _handed_over(part, program)
        }
        yield from (name for name in names if id(name) not in handed_over)


def _read_by_target(target: Expression) -> Iterator[Name]:
    """Indexes are read; the array around them is not."""
    while isinstance(target, Index | Field):
        if isinstance(target, Index):
            for index in target.indexes:
                yield from (part for part in every_part(index) if isinstance(part, Name))
        target = target.base
    if not isinstance(target, Name):
        for part in parts(target):
            yield from (p for p in every_part(part) if isinstance(p, Name))


def _handed_over(part: Expression, program: Program) -> Iterator[Name]:
    """A BYREF argument, or a variable that a pointer may change, counts as written."""
    if isinstance(part, AddressOf):
        name = root(part.target)
        if name is not None:
            yield name
    if isinstance(part, LibraryCall) and part.function in ADDING and part.arguments:
        name = root(part.arguments[0])
        if name is not None:
            yield name
    if isinstance(part, Call | MethodCall):
        for subroutine in _may_run(part, program):
            for parameter, argument in zip(subroutine.parameters, part.arguments, strict=False):
                name = root(argument)
                if parameter.by_reference and name is not None:
                    yield name


def _may_run(call: Call | MethodCall, program: Program) -> Iterator[Subroutine]:
    """The subroutine of this name, and the methods: which object it is, is not asked."""
    name = call.function if isinstance(call, Call) else call.method
    if isinstance(call, Call) and name in program.subroutines:
        yield program.subroutines[name]
    for definition in checked(program.types.values()):
        if isinstance(definition, DefineClass):
            for member in definition.members:
                if isinstance(member, Subroutine) and member.name == name:
                    yield member
