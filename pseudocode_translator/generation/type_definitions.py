"""Records, enumerations, classes, pointer types and set types."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from functools import partial

from pseudocode_translator.generation import python_syntax as py
from pseudocode_translator.generation import tree
from pseudocode_translator.generation.assignments import index_comment
from pseudocode_translator.generation.categories import is_array, is_category
from pseudocode_translator.generation.generator import Generator
from pseudocode_translator.generation.naming import CONSTRUCTOR
from pseudocode_translator.generation.subroutines import write_subroutine
from pseudocode_translator.generation.usage import constructor_keys, method_key
from pseudocode_translator.model import nodes
from pseudocode_translator.model.deadline import checked
from pseudocode_translator.model.program import DefineClass, Statement, Subroutine
from pseudocode_translator.model.statements import (
    Assign,
    Blank,
    CallStatement,
    Comment,
    Declare,
    DefineAlias,
    DefineEnum,
    DefinePointer,
    DefineRecord,
    DefineSetType,
)
from pseudocode_translator.model.types import Category, NamedType, Type
from pseudocode_translator.semantics.classes import lineage
from pseudocode_translator.semantics.typing import is_set


def write_record(g: Generator, node: DefineRecord) -> None:
    """Write a record type as a dataclass whose fields have first values."""
    decorator = py.name(g.context.require_import("dataclasses", "dataclass"))
    name = g.context.type_name(node.name)
    header = ast.ClassDef(name, [], [], [], [decorator])
    with g.open(header, node.span.line, node.fields):
        for number, part in enumerate(node.fields):
            follower = node.fields[number + 1] if number + 1 < len(node.fields) else None
            if isinstance(part, Declare):
                g.member(partial(_write_fields, g, part), follower)
            else:
                g.statement(part, follower)
    g.defined.add(node.name)


def _write_fields(g: Generator, declare: Declare) -> None:
    for name in declare.names:
        storage = g.context.field_storage(name.name)
        hint = g.hint(declare.type, storage) or py.name("object")
        value = g.expressions.default(declare.type, declare.bounds, storage)
        if _is_mutable(declare.type):
            value = _made_anew(g, declare.type, value)
        remark = index_comment(declare.type, declare.bounds, storage)
        target = py.name(g.context.field(name.name))
        g.annotate(target, hint, value, declare.span.line, remark)


def _is_mutable(kind: Type) -> bool:
    return is_array(kind) or is_set(kind) or is_category(kind, Category.RECORD)


def _made_anew(g: Generator, kind: Type, value: ast.expr) -> ast.expr:
    """Each record gets a value of its own, not one that all records share."""
    field = py.name(g.context.require_import("dataclasses", "field"))
    is_plain_call = isinstance(value, ast.Call) and not value.args
    exists = not isinstance(kind, NamedType) or kind.name in g.defined
    if is_plain_call and exists and isinstance(value, ast.Call):
        return py.call(field, default_factory=value.func)
    nothing = ast.arguments([], [], None, [], [], None, [])
    return py.call(field, default_factory=ast.Lambda(nothing, value))


def write_enum(g: Generator, node: DefineEnum) -> None:
    """Write an enumerated type; its members count from 1."""
    base = py.name(g.context.require_import("enum", "Enum"))
    header = ast.ClassDef(g.context.type_name(node.name), [base], [], [], [])
    with g.open(header, node.span.line):
        for member in checked(dict.fromkeys(node.members)):
            auto = py.name(g.context.require_import("enum", "auto"))
            target = py.name(g.context.enum_member(node.name, member))
            g.assign(target, py.call(auto), node.span.line)
        _write_true_names(g, node)
    g.defined.add(node.name)


def _write_true_names(g: Generator, node: DefineEnum) -> None:
    """Let members that Python wants spelled otherwise print as the author spelled them."""
    spelled = {member: g.context.enum_member(node.name, member) for member in node.members}
    renamed = {member for member, name in spelled.items() if member != name}
    if not renamed or any(member.endswith("_") for member in node.members):
        return
    if any(spelled[member] != f"{member}_" for member in renamed):
        return
    anything = ast.arg("_", py.name("object"))
    arguments = ast.arguments([], [ast.arg("self")], anything, [], [], None, [])
    line = node.span.line
    with g.open(ast.FunctionDef(CONSTRUCTOR, arguments, [], [], py.none()), line):
        name = py.name("self._name_")
        g.assign(name, py.method_call(py.name("self._name_"), "rstrip", py.text("_")), line)


def write_pointer_type(g: Generator, node: DefinePointer) -> None:
    """Python needs no name for the type; a comment keeps the author's."""
    g.remark(f"{node.name}: a pointer to {node.target}", node.span.line)


def write_set_type(g: Generator, node: DefineSetType) -> None:
    """Python needs no name for the type; a comment keeps the author's."""
    g.remark(f"{node.name}: a set of {node.element}", node.span.line)
    if not isinstance(node.element, NamedType) or node.element.name in g.defined:
        # A hint names the members' type, which exists by now.
        g.defined.add(node.name)


def write_alias(g: Generator, node: DefineAlias) -> None:
    """Python needs no name for the type; a comment keeps the author's."""
    g.remark(f"{node.name}: {node.type}", node.span.line)


def write_class(g: Generator, node: DefineClass) -> None:
    """Write a class; attributes with simple values get them once, for all objects."""
    bases: list[ast.expr] = []
    if node.parent is not None and node.parent in g.defined:
        bases = [py.name(g.context.type_name(node.parent))]
    header = ast.ClassDef(g.context.type_name(node.name), bases, [], [], [])
    with g.open(header, node.span.line, node.members):
        for number, part in enumerate(node.members):
            follower = node.members[number + 1] if number + 1 < len(node.members) else None
            match part:
                case Declare():
                    g.member(partial(_write_attributes, g, part), follower)
                case Subroutine():
                    _write_method(g, node, part)
                case _:
                    g.statement(part, follower)
        if not any(method.constructor for method in tree.methods(node)):
            _write_own_constructor(g, node)
    g.defined.add(node.name)


def _write_attributes(g: Generator, declare: Declare) -> None:
    for name in declare.names:
        storage = g.context.field_storage(name.name)
        hint = g.hint(declare.type, storage)
        value: ast.expr | None = None
        if not _is_mutable(declare.type):
            value = g.expressions.default(declare.type, declare.bounds, storage)
        target = py.name(g.context.field(name.name))
        if hint is None and value is None:
            hint = py.name("object")
        g.annotate(target, hint, value, declare.span.line)


def _write_method(g: Generator, owner: DefineClass, method: Subroutine) -> None:
    key = method_key(owner.name, method.name)
    if g.context.analysis.usage.routines[key].subroutine is not method:
        # The second of two with the same name: it is never called.
        write_subroutine(g, method, key, g.context.names.fresh(method.name))
        return
    if not method.constructor:
        write_subroutine(g, method, key, g.context.method(method.name))
        return
    calls_parent = any(_is_parent_call(s) for s in tree.every_statement(method.body))
    makers = [owner] if calls_parent else list(lineage(g.program, owner.name))

    def begin() -> None:
        for definition in makers:
            _write_mutable_attributes(g, definition, _set_at_once(method))

    write_subroutine(g, method, key, CONSTRUCTOR, begin)


def _is_parent_call(statement: Statement) -> bool:
    if not isinstance(statement, CallStatement):
        return False
    call = statement.call
    return (
        isinstance(call, nodes.MethodCall)
        and isinstance(call.base, nodes.Super)
        and call.method.casefold() == "new"
    )


def _set_at_once(constructor: Subroutine) -> frozenset[str]:
    """The attributes that its first statements give literal values."""
    names: set[str] = set()
    for statement in constructor.body:
        match statement:
            case Assign(_, nodes.Name(name=name), value) if _is_literal(value):
                names.add(name)
            case Assign(_, nodes.Field(base=nodes.This(), name=name), value) if _is_literal(value):
                names.add(name)
            case Comment() | Blank():
                pass
            case _:
                break
    return frozenset(names)


def _is_literal(value: nodes.Expression) -> bool:
    kinds = (nodes.Integer, nodes.Real, nodes.Text, nodes.Boolean, nodes.ArrayLiteral)
    return all(isinstance(part, kinds) for part in tree.every_part(value))


def _write_mutable_attributes(
    g: Generator, definition: DefineClass, but: Collection[str] = ()
) -> None:
    for declare, name in _mutable_attributes(definition):
        if name.name in but:
            continue
        storage = g.context.field_storage(name.name)
        value = g.expressions.default(declare.type, declare.bounds, storage)
        target = py.name(f"self.{g.context.field(name.name)}")
        remark = index_comment(declare.type, declare.bounds, storage)
        g.assign(target, value, declare.span.line, remark)


def _mutable_attributes(definition: DefineClass) -> Iterator[tuple[Declare, nodes.Name]]:
    for declare in tree.attributes(definition):
        if _is_mutable(declare.type):
            for name in declare.names:
                yield declare, name


def _write_own_constructor(g: Generator, node: DefineClass) -> None:
    """Give every object its own arrays and records, where the author wrote no NEW."""
    if not any(True for _ in _mutable_attributes(node)):
        return
    line = node.span.line
    inherited = constructor_keys(g.program, node.name)
    routines = g.context.analysis.usage.routines
    parameters = [
        ast.arg(g.context.names.variable(key, parameter.name.name))
        for key in inherited
        for parameter in routines[key].parameters
    ]
    arguments = ast.arguments([], [ast.arg("self"), *parameters], None, [], [], None, [])
    header = ast.FunctionDef(CONSTRUCTOR, arguments, [], [], py.none())
    with g.open(header, line):
        _write_mutable_attributes(g, node)
        if node.parent is not None and node.parent in g.defined:
            parent = py.call(py.name("super"))
            values = [py.name(parameter.arg) for parameter in parameters]
            call = py.method_call(parent, CONSTRUCTOR, *values)
            g.write(ast.Expr(call), line)


def write_nothing(_: Generator, __: Statement) -> None:
    """Skip a definition inside a block: it has been written before the block."""
