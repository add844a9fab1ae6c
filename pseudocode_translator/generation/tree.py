"""What statements read and assign, beside the general ways through a tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pseudocode_translator.model import nodes, statements
from pseudocode_translator.model.nodes import Expression
from pseudocode_translator.model.program import (
    Case,
    CaseBranch,
    DefineClass,
    For,
    ForEach,
    If,
    Repeat,
    RepeatTimes,
    Statement,
    Subroutine,
    While,
)
from pseudocode_translator.semantics.walk import (
    blocks,
    every_part,
    every_statement,
    label_values,
    parts,
    root,
    targets,
)

__all__ = [
    "Body",
    "Path",
    "attributes",
    "blocks",
    "every_part",
    "every_statement",
    "is_place",
    "methods",
    "parts",
    "root",
    "sources",
    "targets",
]

Body = tuple[Statement, ...]
Path = tuple[Expression, ...]


def is_place(expression: Expression) -> bool:
    """A variable, element, field or dereferenced pointer: something that can be assigned."""
    return isinstance(expression, nodes.Name | nodes.Index | nodes.Field | nodes.Dereference)


def sources(statement: Statement) -> Path:
    """The expressions that a simple statement or the header of a block evaluates.

    Targets are not among them, nor the parts of blocks.
    """
    take = _SOURCES.get(type(statement))
    return take(statement) if take else ()


def methods(definition: DefineClass) -> Iterator[Subroutine]:
    """The methods of a class, its constructor included."""
    for member in definition.members:
        if isinstance(member, Subroutine):
            yield member


def attributes(definition: DefineClass) -> Iterator[statements.Declare]:
    """The attribute declarations of a class."""
    for member in definition.members:
        if isinstance(member, statements.Declare):
            yield member


def _case_sources(node: Case) -> Path:
    labels = (
        part
        for branch in node.branches
        if isinstance(branch, CaseBranch)
        for label in branch.labels
        for part in label_values(label)
    )
    return (node.subject, *labels)


def _declare_sources(node: statements.Declare) -> Path:
    return tuple(part for bound in node.bounds for part in (bound.lower, bound.upper))


def _optional(expression: Expression | None) -> Path:
    return () if expression is None else (expression,)


_SOURCES: dict[type, Callable[..., Path]] = {
    statements.Declare: _declare_sources,
    statements.DefineConstant: lambda n: (n.value,),
    statements.DefineSet: lambda n: n.items,
    statements.Assign: lambda n: (n.value,),
    statements.AssignSeveral: lambda n: n.values,
    statements.Input: lambda n: _optional(n.prompt),
    statements.Output: lambda n: n.items,
    statements.CallStatement: lambda n: (n.call,),
    statements.Return: lambda n: _optional(n.value),
    statements.OpenFile: lambda n: (n.file,),
    statements.ReadFile: lambda n: (n.file,),
    statements.WriteFile: lambda n: (n.file, *n.items),
    statements.CloseFile: lambda n: (n.file,),
    statements.SeekFile: lambda n: (n.file, n.address),
    # Its old value shows what kind of record to read.
    statements.GetRecord: lambda n: (n.file, n.target),
    statements.PutRecord: lambda n: (n.file, n.value),
    If: lambda n: tuple(branch.condition for branch in n.branches),
    Case: _case_sources,
    For: lambda n: (n.start, n.end, *_optional(n.step)),
    ForEach: lambda n: (n.items,),
    While: lambda n: (n.condition,),
    Repeat: lambda n: (n.until,),
    RepeatTimes: lambda n: (n.count,),
}
