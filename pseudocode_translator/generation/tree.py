"""Ways through the tree: parts of expressions, blocks of statements."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pseudocode_translator.model import nodes, statements
from pseudocode_translator.model.nodes import Expression, Name
from pseudocode_translator.model.program import (
    Case,
    CaseBranch,
    ConditionLabel,
    DefineClass,
    For,
    ForEach,
    If,
    Label,
    RangeLabel,
    Repeat,
    Statement,
    Subroutine,
    While,
)

Body = tuple[Statement, ...]
Path = tuple[Expression, ...]


def parts(expression: Expression) -> Path:
    """The operands of an expression, in the order of evaluation."""
    take = _PARTS.get(type(expression))
    return take(expression) if take else ()


def walk(expression: Expression) -> Iterator[Expression]:
    """The expression and everything in it, outermost first."""
    waiting = [expression]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(reversed(parts(current)))


def root(expression: Expression) -> Name | None:
    """The variable that an assignment to this expression changes, wholly or in part.

    None where it changes what a pointer or an object points to.
    """
    while isinstance(expression, nodes.Index | nodes.Field):
        expression = expression.base
    return expression if isinstance(expression, Name) else None


def is_place(expression: Expression) -> bool:
    """A variable, element, field or dereferenced pointer: something that can be assigned."""
    return isinstance(expression, nodes.Name | nodes.Index | nodes.Field | nodes.Dereference)


def targets(statement: Statement) -> Path:
    """What a simple statement or the header of a loop assigns."""
    match statement:
        case statements.Assign() | statements.ReadFile() | statements.GetRecord():
            return (statement.target,)
        case statements.Input():
            return statement.targets
        case For() | ForEach():
            return (statement.variable,)
        case statements.DefineConstant() | statements.DefineSet():
            return (statement.name,)
    return ()


def sources(statement: Statement) -> Path:
    """The expressions that a simple statement or the header of a block evaluates.

    Targets are not among them, nor the parts of blocks.
    """
    take = _SOURCES.get(type(statement))
    return take(statement) if take else ()


def blocks(statement: Statement) -> tuple[Body, ...]:
    """The blocks inside a statement; none for subroutines and classes."""
    match statement:
        case If():
            found = tuple(branch.body for branch in statement.branches)
            return found if statement.otherwise is None else (*found, statement.otherwise)
        case Case():
            found = tuple(b.body for b in statement.branches if isinstance(b, CaseBranch))
            return found if statement.otherwise is None else (*found, statement.otherwise)
        case For() | ForEach() | While() | Repeat():
            return (statement.body,)
    return ()


def flatten(body: Body) -> Iterator[Statement]:
    """Every statement of a body in source order, block headers before their blocks.

    Subroutines and classes are yielded, but not what is in them.
    """
    waiting = list(reversed(body))
    while waiting:
        statement = waiting.pop()
        yield statement
        for block in reversed(blocks(statement)):
            waiting.extend(reversed(block))


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


def _label_parts(label: Label) -> Path:
    if isinstance(label, RangeLabel):
        return (label.low, label.high)
    return (label.condition if isinstance(label, ConditionLabel) else label.value,)


def _case_sources(node: Case) -> Path:
    labels = (
        part
        for branch in node.branches
        if isinstance(branch, CaseBranch)
        for label in branch.labels
        for part in _label_parts(label)
    )
    return (node.subject, *labels)


def _declare_sources(node: statements.Declare) -> Path:
    return tuple(part for bound in node.bounds for part in (bound.lower, bound.upper))


def _optional(expression: Expression | None) -> Path:
    return () if expression is None else (expression,)


_PARTS: dict[type, Callable[..., Path]] = {
    nodes.Index: lambda n: (n.base, *n.indexes),
    nodes.Field: lambda n: (n.base,),
    nodes.Dereference: lambda n: (n.pointer,),
    nodes.AddressOf: lambda n: (n.target,),
    nodes.Unary: lambda n: (n.operand,),
    nodes.Binary: lambda n: (n.left, n.right),
    nodes.Call: lambda n: n.arguments,
    nodes.LibraryCall: lambda n: n.arguments,
    nodes.MethodCall: lambda n: (n.base, *n.arguments),
    nodes.New: lambda n: n.arguments,
    nodes.ArrayLiteral: lambda n: n.items,
    nodes.SetLiteral: lambda n: n.items,
    nodes.InputValue: lambda n: _optional(n.prompt),
}

_SOURCES: dict[type, Callable[..., Path]] = {
    statements.Declare: _declare_sources,
    statements.DefineConstant: lambda n: (n.value,),
    statements.DefineSet: lambda n: n.items,
    statements.Assign: lambda n: (n.value,),
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
}
