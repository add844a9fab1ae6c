"""Which module writes which kind of statement."""

from __future__ import annotations

import ast

from pseudocode_translator.generation import (
    assignments,
    conditionals,
    file_statements,
    loops,
    procedure_calls,
    subroutines,
    type_definitions,
)
from pseudocode_translator.generation.failures import quoted
from pseudocode_translator.generation.generator import (
    Generator,
    Handler,
    write_blank,
    write_comment,
)
from pseudocode_translator.model import program, statements
from pseudocode_translator.model.statements import Output, UnreadableStatement


def write_output(g: Generator, node: Output) -> None:
    """Print."""
    call = g.expressions.output_call(node.items, node.separator, node.end)
    g.write(ast.Expr(call), node.span.line)


def write_unreadable(g: Generator, node: UnreadableStatement) -> None:
    """Stop with the line and what stands there."""
    g.refuse(quoted(node.text), node.span.line)


HANDLERS: dict[type, Handler] = {
    statements.Comment: write_comment,
    statements.Blank: write_blank,
    statements.UnreadableStatement: write_unreadable,
    statements.Declare: assignments.write_declare,
    statements.DefineConstant: assignments.write_constant,
    statements.DefineSet: assignments.write_set,
    statements.Assign: assignments.write_assign,
    statements.AssignSeveral: assignments.write_several,
    statements.Input: assignments.write_input,
    statements.Output: write_output,
    statements.Break: loops.write_break,
    statements.Continue: loops.write_continue,
    statements.CallStatement: procedure_calls.write_call,
    statements.Return: subroutines.write_return,
    statements.OpenFile: file_statements.write_open,
    statements.ReadFile: file_statements.write_read,
    statements.WriteFile: file_statements.write_write,
    statements.CloseFile: file_statements.write_close,
    statements.SeekFile: file_statements.write_seek,
    statements.GetRecord: file_statements.write_get,
    statements.PutRecord: file_statements.write_put,
    program.If: conditionals.write_if,
    program.Case: conditionals.write_case,
    program.For: loops.write_for,
    program.ForEach: loops.write_for_each,
    program.While: loops.write_while,
    program.Repeat: loops.write_repeat,
    program.RepeatTimes: loops.write_repeat_times,
    statements.DefineRecord: type_definitions.write_nothing,
    statements.DefineEnum: type_definitions.write_nothing,
    statements.DefinePointer: type_definitions.write_nothing,
    statements.DefineSetType: type_definitions.write_nothing,
    statements.DefineAlias: type_definitions.write_nothing,
    program.DefineClass: type_definitions.write_nothing,
    program.Subroutine: type_definitions.write_nothing,
}
"""Statements inside blocks; definitions there have been written before the block."""


def _write_procedure(g: Generator, node: program.Subroutine) -> None:
    name = g.context.subroutine(node.name)
    if g.program.subroutines.get(node.name) is not node:
        # The second of two with the same name: it is never called.
        name = g.context.names.fresh(node.name)
    subroutines.write_subroutine(g, node, node.name, name)


def _first_of(write: Handler) -> Handler:
    """Of two types with the same name, only the first is meant anywhere."""

    def write_first(g: Generator, node: program.TypeDefinition) -> None:
        if g.program.types.get(node.name) is node:
            write(g, node)

    return write_first


DEFINITIONS: dict[type, Handler] = {
    statements.DefineRecord: _first_of(type_definitions.write_record),
    statements.DefineEnum: _first_of(type_definitions.write_enum),
    statements.DefinePointer: type_definitions.write_pointer_type,
    statements.DefineSetType: type_definitions.write_set_type,
    statements.DefineAlias: type_definitions.write_alias,
    program.DefineClass: _first_of(type_definitions.write_class),
    program.Subroutine: _write_procedure,
}
"""Definitions at the outermost level."""
