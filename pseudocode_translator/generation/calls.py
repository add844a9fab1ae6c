"""Calls of the program's own subroutines, methods and constructors."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from itertools import zip_longest

from pseudocode_translator.generation import python_syntax as py
from pseudocode_translator.generation.context import Passing, Signature
from pseudocode_translator.generation.copies import placed_value
from pseudocode_translator.generation.evaluation import Evaluator
from pseudocode_translator.generation.failures import not_translated
from pseudocode_translator.generation.places import address_of
from pseudocode_translator.model.nodes import Call, Expression, MethodCall, New
from pseudocode_translator.model.program import DefineClass, Program, Subroutine
from pseudocode_translator.model.statements import DefineRecord
from pseudocode_translator.model.types import Type
from pseudocode_translator.semantics.classes import record_fields


def call_value(node: Call, evaluator: Evaluator) -> ast.expr:
    """Build a call of a procedure or function, or of a method of this object."""
    context = evaluator.context
    function = context.subroutine(node.function)
    if node.function not in context.program.subroutines and "." not in function:
        return not_translated(node, f"there is no subroutine {node.function!r}", evaluator)
    signature = context.signature(node.function)
    return py.call(py.name(function), *arguments_of(node.arguments, signature, evaluator))


def method_value(node: MethodCall, evaluator: Evaluator) -> ast.expr:
    """Build a call of a method; SUPER.NEW calls the constructor of the parent."""
    context = evaluator.context
    signature = context.method_signature(node.method)
    arguments = arguments_of(node.arguments, signature, evaluator)
    base = evaluator.value(node.base)
    return py.method_call(base, context.method(node.method), *arguments)


def new_value(node: New, evaluator: Evaluator) -> ast.expr:
    """Build an object, or a record with its values."""
    context = evaluator.context
    definition = context.program.types.get(node.class_name)
    if isinstance(definition, DefineRecord):
        values = [
            evaluator.assigned(argument, kind)
            for (_, kind), argument in zip(record_fields(definition), node.arguments, strict=False)
        ]
        return py.call(py.name(context.type_name(node.class_name)), *values)
    if not isinstance(definition, DefineClass):
        return not_translated(node, f"there is no class {node.class_name!r}", evaluator)
    constructor = _constructor(node.class_name, context.program)
    signature = context.method_signature(constructor) if constructor else Signature(())
    cls = py.name(context.type_name(node.class_name))
    return py.call(cls, *arguments_of(node.arguments, signature, evaluator))


def super_value() -> ast.expr:
    """Build ``super()``."""
    return py.call(py.name("super"))


def arguments_of(
    arguments: Sequence[Expression], signature: Signature, evaluator: Evaluator
) -> list[ast.expr]:
    """Build the arguments, each in the way its parameter wants it."""
    return [
        _argument(argument, way, kind, evaluator)
        for argument, way, kind in zip_longest(
            arguments, signature.passing[: len(arguments)], signature.types[: len(arguments)]
        )
    ]


def _argument(
    argument: Expression, way: Passing | None, kind: Type | None, evaluator: Evaluator
) -> ast.expr:
    if way is Passing.CELL:
        return address_of(argument, evaluator)
    if kind is not None and way is Passing.VALUE:
        placed = placed_value(argument, kind, evaluator, is_sized=False)
        if placed is not None:
            return placed
    return evaluator.value(argument)


def _constructor(class_name: str, program: Program) -> str | None:
    """Find how the author spelled the constructor of a class or of its ancestors."""
    seen: set[str] = set()
    name: str | None = class_name
    while name is not None and name not in seen:
        seen.add(name)
        definition = program.types.get(name)
        if not isinstance(definition, DefineClass):
            return None
        for member in definition.members:
            if isinstance(member, Subroutine) and member.constructor:
                return member.name
        name = definition.parent
    return None
