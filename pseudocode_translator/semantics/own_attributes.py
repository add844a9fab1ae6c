"""Attributes and parameters of one name, and the object that a method runs for.

In ``Name <- name`` both names may fold to one. The spelling tells the attribute from the
parameter; where both are spelt alike, only the target of ``Name <- Name`` is the attribute.
"""

from __future__ import annotations

from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.nodes import Field, Name, This
from pseudocode_translator.model.scopes import Role
from pseudocode_translator.model.statements import Assign
from pseudocode_translator.model.types import UNKNOWN
from pseudocode_translator.semantics.remarks import Remarks
from pseudocode_translator.semantics.symbols import Symbol, Table, World

_THIS = ("SELF", "THIS")


def is_this(world: World, table: Table, key: str) -> bool:
    """Whether a name that nothing has means the object of the method around it."""
    return table.owner is not None and key.upper() in _THIS


def this_object(span: Span, table: Table) -> This:
    """The object of the method that a table belongs to."""
    return This(span, table.owner.type if table.owner else UNKNOWN)


def attribute_meant(world: World, table: Table, name: Name, remarks: Remarks) -> Field | None:
    """The attribute that a name means although a parameter has it, too."""
    rivals = _rivals(world, table, name.name)
    if rivals is None:
        return None
    attribute, parameter = rivals
    if name.name != attribute.name or name.name == parameter.name:
        return None
    _remark(attribute, parameter, name.span, remarks)
    return _own(table, attribute, name.span)


def with_attribute_assigned(
    world: World, table: Table, statement: Assign, remarks: Remarks
) -> Assign:
    """``Name <- name`` with an attribute that cannot be taken for the parameter."""
    target, value = statement.target, statement.value
    if table.owner is None or not isinstance(target, Name) or not isinstance(value, Name):
        return statement
    if world.fold(target.name) != world.fold(value.name):
        return statement
    rivals = _rivals(world, table, target.name)
    if rivals is None:
        return statement
    attribute, parameter = rivals
    _remark(attribute, parameter, target.span, remarks)
    own = _own(table, attribute, target.span)
    return Assign(statement.span, own, Name(value.span, parameter.name))


def _own(table: Table, attribute: Symbol, span: Span) -> Field:
    return Field(span, this_object(span, table), attribute.name, attribute.type)


def _remark(attribute: Symbol, parameter: Symbol, span: Span, remarks: Remarks) -> None:
    """Tell once how attribute and parameter are told apart."""
    if attribute.name == parameter.name:
        how = "what is assigned here is the attribute, its value the parameter"
    else:
        how = f"{attribute.name} means the attribute, {parameter.name} the parameter"
    message = f"{attribute.name} is an attribute, and a parameter has its name: {how}"
    fix = f"give the parameter another name, such as New{attribute.name}"
    remarks.once("PS517", span, message, fix=fix, related=parameter.span)


def _rivals(world: World, table: Table, name: str) -> tuple[Symbol, Symbol] | None:
    """The attribute and the parameter of one name."""
    if table.owner is None:
        return None
    key = world.fold(name)
    parameter = table.symbols.get(key)
    attribute = table.owner.attribute(key) if parameter is not None else None
    if attribute is None or parameter is None or parameter.role is not Role.PARAMETER:
        return None
    return attribute, parameter
