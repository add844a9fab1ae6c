"""Walking a tree without recursion: parts of expressions, parts of statements."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from pseudocode_translator.model.deadline import checkpoint
from pseudocode_translator.model.nodes import (
    AddressOf,
    Apply,
    ArrayLiteral,
    Binary,
    Boolean,
    Call,
    Character,
    Comprehension,
    Dereference,
    DictionaryLiteral,
    Expression,
    Field,
    Formatted,
    Index,
    InputValue,
    Integer,
    LibraryCall,
    MethodCall,
    Name,
    New,
    Range,
    Real,
    SetLiteral,
    Slice,
    Text,
    TupleLiteral,
    Unary,
)
from pseudocode_translator.model.program import (
    Case,
    CaseBranch,
    ConditionLabel,
    For,
    ForEach,
    If,
    Label,
    RangeLabel,
    Repeat,
    RepeatTimes,
    Statement,
    While,
)
from pseudocode_translator.model.statements import (
    Assign,
    AssignSeveral,
    CallStatement,
    CloseFile,
    Declare,
    DefineConstant,
    DefineSet,
    GetRecord,
    Input,
    OpenFile,
    Output,
    PutRecord,
    ReadFile,
    Return,
    SeekFile,
    WriteFile,
)

LEAVES = frozenset({Name, Integer, Real, Text, Character, Boolean})
"""Most nodes are one of these; asking for their parts would take most of the time."""
_MOST_UNCHECKED = 32
"""Nodes between two looks at the clock, which takes as long as a step."""


def parts(node: Expression) -> tuple[Expression, ...]:
    """The expressions right inside an expression, in source order."""
    take = _PARTS.get(type(node))
    return take(node) if take else ()


def every_part(node: Expression) -> Iterator[Expression]:
    """An expression and everything inside it, outer before inner, left before right."""
    stack = [node]
    walked = 0
    while stack:
        current = stack.pop()
        yield current
        if type(current) not in LEAVES:
            stack.extend(reversed(parts(current)))
            walked += 1
            if not walked % _MOST_UNCHECKED:
                checkpoint()


def expressions(statement: Statement) -> tuple[Expression, ...]:
    """The expressions of a statement itself, not those of the statements inside it."""
    match statement:
        case Assign():
            return (statement.target, statement.value)
        case Output():
            return statement.items
        case If():
            return tuple(branch.condition for branch in statement.branches)
        case For():
            return _for_expressions(statement)
        case While():
            return (statement.condition,)
        case Repeat():
            return (statement.until,)
        case RepeatTimes():
            return (statement.count,)
        case Input():
            return _with_optional(statement.targets, statement.prompt)
        case CallStatement():
            return (statement.call,)
        case Return():
            return _with_optional((), statement.value)
        case Case():
            return _case_expressions(statement)
        case _:
            return _rarer_expressions(statement)


def blocks(statement: Statement) -> tuple[tuple[Statement, ...], ...]:
    """The blocks of a statement, in source order; none for definitions."""
    match statement:
        case If():
            bodies = tuple(branch.body for branch in statement.branches)
            return bodies if statement.otherwise is None else (*bodies, statement.otherwise)
        case For() | ForEach() | While() | Repeat() | RepeatTimes():
            return (statement.body,)
        case Case():
            bodies = tuple(b.body for b in statement.branches if isinstance(b, CaseBranch))
            return bodies if statement.otherwise is None else (*bodies, statement.otherwise)
        case _:
            return ()


def every_statement(body: tuple[Statement, ...]) -> Iterator[Statement]:
    """All statements of a block and of the blocks inside it, in source order.

    Subroutines and classes are given as they are; their bodies are not entered.
    """
    stack = list(reversed(body))
    walked = 0
    while stack:
        if not walked % _MOST_UNCHECKED:
            checkpoint()
        walked += 1
        statement = stack.pop()
        yield statement
        for block in reversed(blocks(statement)):
            stack.extend(reversed(block))


def targets(statement: Statement) -> tuple[Expression, ...]:
    """The places to which a statement itself gives a value."""
    match statement:
        case Assign() | ReadFile() | GetRecord():
            return (statement.target,)
        case Input() | AssignSeveral():
            return statement.targets
        case For() | ForEach():
            return (statement.variable,)
        case DefineConstant() | DefineSet():
            return (statement.name,)
        case _:
            return ()


def root(place: Expression) -> Name | None:
    """The variable that a place is a part of; None behind pointers and calls."""
    while isinstance(place, Index | Field):
        place = place.base
    return place if isinstance(place, Name) else None


def _rarer_expressions(statement: Statement) -> tuple[Expression, ...]:
    match statement:
        case AssignSeveral():
            return (*statement.targets, *statement.values)
        case Declare():
            return tuple(e for bounds in statement.bounds for e in (bounds.lower, bounds.upper))
        case DefineConstant():
            return (statement.value,)
        case DefineSet():
            return statement.items
        case ForEach():
            return (statement.variable, statement.items)
        case OpenFile() | CloseFile():
            return (statement.file,)
        case ReadFile() | GetRecord():
            return (statement.file, statement.target)
        case WriteFile():
            return (statement.file, *statement.items)
        case SeekFile():
            return (statement.file, statement.address)
        case PutRecord():
            return (statement.file, statement.value)
        case _:
            return ()


def _for_expressions(loop: For) -> tuple[Expression, ...]:
    return _with_optional((loop.variable, loop.start, loop.end), loop.step)


def _case_expressions(case: Case) -> tuple[Expression, ...]:
    found = [case.subject]
    for branch in case.branches:
        if isinstance(branch, CaseBranch):
            for label in branch.labels:
                found.extend(label_values(label))
    return tuple(found)


def label_values(label: Label) -> tuple[Expression, ...]:
    """The expressions of a CASE label."""
    if isinstance(label, RangeLabel):
        return (label.low, label.high)
    if isinstance(label, ConditionLabel):
        return (label.condition,)
    return (label.value,)


def _with_optional(
    first: tuple[Expression, ...], last: Expression | None
) -> tuple[Expression, ...]:
    return first if last is None else (*first, last)


def statements_in_loops(
    body: tuple[Statement, ...],
) -> Iterator[tuple[Statement, tuple[For, ...]]]:
    """All statements as `every_statement` gives them, each with the FOR loops around it."""
    nothing: tuple[For, ...] = ()
    stack = [(statement, nothing) for statement in reversed(body)]
    while stack:
        checkpoint()
        statement, loops = stack.pop()
        yield statement, loops
        inside = (*loops, statement) if isinstance(statement, For) else loops
        for block in reversed(blocks(statement)):
            stack.extend((inner, inside) for inner in reversed(block))


def _comprehension_parts(node: Comprehension) -> tuple[Expression, ...]:
    return (*(clause.items for clause in node.clauses), *node.conditions, node.element)


_PARTS: Mapping[type, Callable[..., tuple[Expression, ...]]] = MappingProxyType(
    {
        Binary: lambda n: (n.left, n.right),
        Index: lambda n: (n.base, *n.indexes),
        Call: lambda n: n.arguments,
        LibraryCall: lambda n: n.arguments,
        New: lambda n: n.arguments,
        MethodCall: lambda n: (n.base, *n.arguments),
        Unary: lambda n: (n.operand,),
        Field: lambda n: (n.base,),
        Dereference: lambda n: (n.pointer,),
        AddressOf: lambda n: (n.target,),
        ArrayLiteral: lambda n: n.items,
        DictionaryLiteral: lambda n: (*n.keys, *n.values),
        SetLiteral: lambda n: n.items,
        Formatted: lambda n: (n.value, n.width, *(() if n.decimals is None else (n.decimals,))),
        Comprehension: _comprehension_parts,
        Range: lambda n: (n.low, n.high),
        Slice: lambda n: (n.base, n.low, n.high),
        TupleLiteral: lambda n: n.items,
        Apply: lambda n: (n.function, *n.arguments),
        InputValue: lambda n: () if n.prompt is None else (n.prompt,),
    }
)
"""A table, because this is asked for every node of a program several times."""
