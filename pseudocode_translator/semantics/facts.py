"""What single statements show about types that nobody declared."""

from __future__ import annotations

from collections.abc import Callable

from pseudocode_translator.model.nodes import Expression, Index, InputValue, Name
from pseudocode_translator.model.program import (
    Case,
    CaseBranch,
    ConditionLabel,
    For,
    ForEach,
    If,
    Repeat,
    RepeatTimes,
    Statement,
    While,
)
from pseudocode_translator.model.statements import (
    Assign,
    CloseFile,
    Declare,
    GetRecord,
    Input,
    OpenFile,
    PutRecord,
    ReadFile,
    Return,
    SeekFile,
    WriteFile,
)
from pseudocode_translator.model.types import (
    BOOLEAN,
    CHAR,
    DATE,
    INTEGER,
    NOTHING,
    STRING,
    UNKNOWN,
    DictionaryType,
    Type,
)
from pseudocode_translator.semantics.dates import is_plainly_a_date
from pseudocode_translator.semantics.evidence import (
    Listener,
    compare,
    demand,
    demand_whole,
    examine,
    leaves,
    show,
)
from pseudocode_translator.semantics.open_types import Strength
from pseudocode_translator.semantics.typing import (
    common_type,
    is_enum,
    is_numeric,
    is_text,
    item_type,
)
from pseudocode_translator.semantics.walk import every_part, expressions, label_values

Resolver = Callable[[Expression, Type], Expression]


def consider(statement: Statement, resolve: Resolver, listener: Listener) -> None:
    """Tell the listener what one statement shows, without the statements inside it."""
    match statement:
        case Assign():
            _assignment(statement, resolve, listener)
        case For():
            _counting(statement, resolve, listener)
        case Case():
            _selection(statement, resolve, listener)
        case Input():
            for target in _resolved(statement.targets, resolve, listener):
                listener.read(target)
        case If() | While() | Repeat():
            for condition in _resolved(expressions(statement), resolve, listener):
                demand(condition, BOOLEAN, "uses it as a condition", listener)
        case RepeatTimes():
            for count in _resolved((statement.count,), resolve, listener):
                demand_whole(count, "repeats so many times", listener)
        case Return(value=value) if value is not None:
            for result in _resolved((value,), resolve, listener):
                listener.returned(result)
        case ForEach():
            _each(statement, resolve, listener)
        case Declare():
            for bound in _resolved(expressions(statement), resolve, listener):
                demand_whole(bound, "uses it as a bound of an array", listener)
        case OpenFile() | CloseFile() | ReadFile() | WriteFile() | SeekFile():
            _file(statement, resolve, listener)
        case GetRecord() | PutRecord():
            _random_file(statement, resolve, listener)
        case _:
            _resolved(expressions(statement), resolve, listener)


def _resolved(
    nodes: tuple[Expression, ...], resolve: Resolver, listener: Listener
) -> list[Expression]:
    found = []
    for node in nodes:
        resolved = resolve(node, UNKNOWN)
        examine(resolved, listener)
        found.append(resolved)
    return found


def _assignment(statement: Assign, resolve: Resolver, listener: Listener) -> None:
    target = resolve(statement.target, UNKNOWN)
    is_date = target.type == UNKNOWN and is_plainly_a_date(statement.value)
    value = resolve(statement.value, DATE if is_date else target.type)
    examine(target, listener)
    examine(value, listener)
    if isinstance(statement.value, InputValue) and statement.value.type == UNKNOWN:
        listener.read(target)
        return
    match target:
        case Index(_, base, (key,)) if isinstance(base.type, DictionaryType):
            # ``d[k] = d[k] + 1`` tells nothing that the first value of d[k] does not.
            kind = NOTHING if value.type == UNKNOWN and _looks_up(value, base) else value.type
            entry = DictionaryType(key.type, kind)
            listener.found(base, Strength.ASSIGNED, entry, f"puts {show(value)} into it")
            return
    listener.found(target, Strength.ASSIGNED, value.type, f"assigns {show(value)} to it")
    demand(value, target.type, f"assigns it to {show(target)}", listener, Strength.STORED)
    for leaf in leaves(value):
        listener.stored(leaf, target)


def _looks_up(value: Expression, dictionary: Expression) -> bool:
    return isinstance(dictionary, Name) and any(
        isinstance(part, Index)
        and isinstance(part.base, Name)
        and part.base.name == dictionary.name
        for part in every_part(value)
    )


def _counting(loop: For, resolve: Resolver, listener: Listener) -> None:
    """A loop counts in whole numbers unless its start or step says otherwise."""
    variable, start, end, *steps = _resolved(expressions(loop), resolve, listener)
    kind = start.type if is_numeric(start.type) or is_enum(start.type) else INTEGER
    if is_text(start.type):
        kind = CHAR
    for step in steps:
        if is_numeric(kind) and is_numeric(step.type):
            kind = common_type(kind, step.type) or kind
    listener.found(variable, Strength.ASSIGNED, kind, f"counts with it from {show(start)}")
    for bound in (start, end, *steps):
        text = "counts with it as a bound of FOR"
        if kind == INTEGER:
            demand_whole(bound, text, listener)
        else:
            demand(bound, kind, text, listener)


def _each(loop: ForEach, resolve: Resolver, listener: Listener) -> None:
    variable, items = _resolved(expressions(loop), resolve, listener)
    kind = item_type(items.type)
    listener.found(variable, Strength.ASSIGNED, kind, f"goes through {show(items)} with it")


def _selection(case: Case, resolve: Resolver, listener: Listener) -> None:
    (subject,) = _resolved((case.subject,), resolve, listener)
    for branch in case.branches:
        if not isinstance(branch, CaseBranch):
            continue
        for label in branch.labels:
            for value in label_values(label):
                found = resolve(value, subject.type)
                examine(found, listener)
                if isinstance(label, ConditionLabel):
                    continue
                compare(subject, found, listener)
                if found.type == INTEGER:
                    for leaf in leaves(subject):
                        listener.whole(leaf, f"compares it with {show(found)}")


def _file(
    statement: OpenFile | CloseFile | ReadFile | WriteFile | SeekFile,
    resolve: Resolver,
    listener: Listener,
) -> None:
    file, *rest = _resolved(expressions(statement), resolve, listener)
    demand(file, STRING, "uses it as the name of a file", listener)
    if isinstance(statement, ReadFile):
        listener.found(rest[0], Strength.ASSIGNED, STRING, "reads a line of a file into it")
    elif isinstance(statement, SeekFile):
        demand_whole(rest[0], "uses it as the address of a record", listener)


def _random_file(statement: GetRecord | PutRecord, resolve: Resolver, listener: Listener) -> None:
    file, record = _resolved(expressions(statement), resolve, listener)
    demand(file, STRING, "uses it as the name of a file", listener)
    if isinstance(statement, GetRecord):
        listener.found(record, Strength.ASSIGNED, UNKNOWN, "reads a record of a file into it")
