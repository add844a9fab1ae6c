"""From the tree as written to the tree as meant."""

from __future__ import annotations

from collections.abc import Iterable

from pseudocode_translator.model.deadline import NO_DEADLINE, Deadline
from pseudocode_translator.model.diagnostics import Diagnostic
from pseudocode_translator.model.library import LibraryFunction
from pseudocode_translator.model.program import (
    DefineClass,
    Program,
    Statement,
    Subroutine,
    TypeDefinition,
)
from pseudocode_translator.model.statements import (
    DefineAlias,
    DefineConstant,
    DefineEnum,
    DefinePointer,
    DefineRecord,
    DefineSetType,
)
from pseudocode_translator.model.types import ArrayType
from pseudocode_translator.semantics.collect import collect, new_world
from pseudocode_translator.semantics.conversions import Conversions
from pseudocode_translator.semantics.expressions import Expressions
from pseudocode_translator.semantics.first_indexes import decide_first_indexes
from pseudocode_translator.semantics.fragments import complete_fragments
from pseudocode_translator.semantics.infer import infer
from pseudocode_translator.semantics.notes import tell
from pseudocode_translator.semantics.overflow import with_limited_integers
from pseudocode_translator.semantics.questions import find_questions
from pseudocode_translator.semantics.remarks import Remarks
from pseudocode_translator.semantics.statements import Statements, resolve_constant
from pseudocode_translator.semantics.symbols import Table, World
from pseudocode_translator.semantics.type_names import TypeResolver
from pseudocode_translator.semantics.usage import adopt_undeclared_names
from pseudocode_translator.semantics.walk import every_statement
from pseudocode_translator.semantics.whole_numbers import find_whole_numbers

_TYPE_DEFINITIONS = (
    DefineRecord,
    DefineEnum,
    DefinePointer,
    DefineSetType,
    DefineAlias,
    DefineClass,
)


def resolve(
    program: Program,
    library: Iterable[LibraryFunction],
    *,
    deadline: Deadline = NO_DEADLINE,
) -> tuple[Program, list[Diagnostic]]:
    """Give every name its spelling, every call its meaning, every expression its type.

    The tree is rebuilt; the one given is left as it is. What had to be assumed is told
    in notes; mistakes are left to `validation`, save those that only this step can see.
    """
    with deadline.applied():
        return _resolve(program, library)


def _resolve(
    program: Program, library: Iterable[LibraryFunction]
) -> tuple[Program, list[Diagnostic]]:
    remarks = Remarks()
    if program.rules.is_mathematical:
        program = complete_fragments(program, library, remarks)
    world = new_world(program.rules, library)
    types = TypeResolver(world, remarks.diagnostics)
    collect(program, world, types)
    adopt_undeclared_names(program, world, remarks)
    decide_first_indexes(program, world, types, remarks)
    _type_constants(world, program)
    questions = find_questions(program, world)
    if questions.facts and not program.rules.is_mathematical:
        infer(world, questions)
        tell(questions, program.rules, remarks)
    if program.rules.arrays_go_by_reference:
        _share_arrays(world)
    resolved = with_limited_integers(_with_conversions(program, world, types, remarks))
    return resolved, sorted(remarks.diagnostics, key=lambda d: d.span)


def _share_arrays(world: World) -> None:
    """Only now it is known which parameters are arrays."""
    for routine in world.definitions.values():
        for symbol in routine.parameters:
            if isinstance(symbol.type, ArrayType):
                symbol.by_reference = True


def _with_conversions(
    program: Program, world: World, types: TypeResolver, remarks: Remarks
) -> Program:
    """Fractions can be cut off only where it is known what the values are used for.

    That is looked for, and the tree made once more, in the few programs that store a
    REAL in an INTEGER.
    """
    mark = remarks.mark()
    expressions = Expressions(world, remarks)
    resolved = _finish(program, world, Statements(world, types, expressions, remarks))
    if not expressions.conversions.has_narrowed:
        return resolved
    whole = find_whole_numbers(program, world)
    if not whole:
        return resolved
    remarks.rewind(mark)
    expressions = Expressions(world, remarks)
    expressions.conversions = Conversions(remarks, world.rules, whole)
    return _finish(program, world, Statements(world, types, expressions, remarks))


def _type_constants(world: World, program: Program) -> None:
    """In source order, so that a constant may be made from those before it."""
    bodies: list[tuple[Table, tuple[Statement, ...]]] = [(world.main, program.body)]
    bodies.extend((r.table, r.definition.body) for r in world.definitions.values())
    expressions = Expressions(world, Remarks())
    for table, body in bodies:
        expressions.table = table
        for statement in every_statement(body):
            if isinstance(statement, DefineConstant):
                symbol = table.symbols[world.fold(statement.name.name)]
                symbol.type = resolve_constant(expressions, statement).type


def _finish(program: Program, world: World, statements: Statements) -> Program:
    body = statements.block(program.body)
    types: dict[str, TypeDefinition] = {}
    for statement in every_statement(body):
        if isinstance(statement, _TYPE_DEFINITIONS):
            types.setdefault(statement.name, statement)
    subroutines: dict[str, Subroutine] = {}
    for routine in world.routines.values():
        subroutines[routine.name] = statements.subroutines[id(routine.definition)]
    return Program(program.span, body, world.rules, world.main.scope(), types, subroutines)
