"""What the expressions of a program show about types that nobody declared.

Everything here reads resolved expressions and tells a `Listener` what follows; which
types are still open, only the listener knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from pseudocode_translator.model.deadline import checked, checkpoint
from pseudocode_translator.model.library import HOLDERS, Library
from pseudocode_translator.model.nodes import (
    Binary,
    BinaryOperator,
    Boolean,
    Call,
    Character,
    Expression,
    Field,
    Index,
    Integer,
    LibraryCall,
    MethodCall,
    Name,
    New,
    Real,
    Text,
    Unary,
    UnaryOperator,
)
from pseudocode_translator.model.types import (
    BOOLEAN,
    CHAR,
    DATE,
    INTEGER,
    NOTHING,
    STRING,
    TEXT_FILE,
    UNKNOWN,
    DictionaryType,
    Type,
)
from pseudocode_translator.semantics.open_types import Strength, as_evidence
from pseudocode_translator.semantics.typing import (
    ARITHMETIC,
    COMPARISON,
    LOGIC,
    REMAINDER,
    WHOLE_DIVISION,
    common_type,
    describe,
    is_numeric,
    is_set,
)
from pseudocode_translator.semantics.walk import parts

_SAME_GROUP = frozenset({BinaryOperator.ADD, BinaryOperator.SUBTRACT, BinaryOperator.MULTIPLY})
_LONGEST_QUOTE = 20
_MOST_UNCHECKED = 64
"""Operands of a sum between two looks at the clock."""
_TEXT = (STRING, "uses it as text")
_WHOLE = (INTEGER, "uses it as a whole number")
_DATE = (DATE, "uses it as a date")
_FILE = (TEXT_FILE, "uses it as an open file")
_ROUNDING = frozenset({Library.ROUND, Library.TRUNCATE, Library.FLOOR, Library.CEILING})

WANTED: Mapping[Library, tuple[tuple[Type, str] | None, ...]] = MappingProxyType(
    {
        Library.LENGTH: (_TEXT,),
        Library.LEFT: (_TEXT, _WHOLE),
        Library.RIGHT: (_TEXT, _WHOLE),
        Library.SUBSTRING: (_TEXT, _WHOLE, _WHOLE),
        Library.PART: (_TEXT, _WHOLE, _WHOLE),
        Library.UPPER: (_TEXT,),
        Library.LOWER: (_TEXT,),
        Library.POSITION: (_TEXT, _TEXT),
        Library.TEXT_TO_NUMBER: (_TEXT,),
        Library.TEXT_TO_INTEGER: (_TEXT,),
        Library.TEXT_TO_REAL: (_TEXT,),
        Library.IS_NUMBER: (_TEXT,),
        Library.CODE: (_TEXT,),
        Library.CHARACTER: (_WHOLE,),
        Library.ROUND: (None, _WHOLE),
        Library.RANDOM_BETWEEN: (_WHOLE, _WHOLE),
        Library.END_OF_FILE: (_TEXT,),
        Library.OPEN_FILE: (_TEXT,),
        Library.OPEN_TO_READ: (_TEXT,),
        Library.OPEN_TO_WRITE: (_TEXT,),
        Library.OPEN_TO_APPEND: (_TEXT,),
        Library.NEW_FILE: (_TEXT,),
        Library.READ_LINE: (_FILE,),
        Library.WRITE_LINE: (_FILE,),
        Library.AT_END: (_FILE,),
        Library.CLOSE_FILE: (_FILE,),
        Library.DAY: (_DATE,),
        Library.MONTH: (_DATE,),
        Library.YEAR: (_DATE,),
        Library.DAY_INDEX: (_DATE,),
        Library.SET_DATE: (_WHOLE, _WHOLE, _WHOLE),
        Library.LIST_INSERT: (None, _WHOLE),
        Library.LIST_REMOVE_AT: (None, _WHOLE),
    }
)


class Listener(Protocol):
    """Takes evidence for variables and elements; ignores those that are not open."""

    def found(self, place: Expression, strength: Strength, kind: Type, text: str) -> None:
        """`place` has this type, because its line does what `text` says."""

    def whole(self, place: Expression, text: str) -> None:
        """Only a whole number works where `place` is used: its line does what `text` says."""

    def rounded(self, place: Expression) -> None:
        """The fraction of `place` is cut or rounded off, so there may be one."""

    def stored(self, value: Expression, target: Expression) -> None:
        """`target` gets a value that is `value`, or a sum or product with it."""

    def read(self, place: Expression) -> None:
        """INPUT reads `place`."""

    def returned(self, value: Expression) -> None:
        """The function around the statement has this result."""

    def collected(self, node: LibraryCall) -> None:
        """A list, stack, queue or collection, its first argument, is changed or looked at."""

    def part(self, node: Field) -> None:
        """Something has a field or an attribute of this name."""

    def call(self, node: Call | MethodCall | New) -> None:
        """The arguments of a call meet its parameters."""


def demand(
    node: Expression,
    kind: Type,
    text: str,
    listener: Listener,
    strength: Strength = Strength.USED,
) -> None:
    """An expression has to have this type: what follows for its variables?"""
    if kind == UNKNOWN:
        return
    for leaf in leaves(node) if is_numeric(kind) else [_unsigned(node)]:
        if isinstance(leaf, Name | Index):
            listener.found(leaf, strength, as_evidence(kind), text)


def demand_whole(node: Expression, text: str, listener: Listener) -> None:
    """An expression has to be a whole number: what follows for its variables?"""
    demand(node, INTEGER, text, listener)
    for leaf in leaves(node):
        listener.whole(leaf, text)


def examine(node: Expression, listener: Listener) -> None:
    """Tell what the operators, calls and indexes inside an expression show."""
    stack = [node]
    while stack:
        checkpoint()
        current = stack.pop()
        if isinstance(current, Binary) and current.operator in ARITHMETIC:
            stack.extend(reversed(_examine_arithmetic(current, listener)))
            continue
        match current:
            case Binary():
                _examine_binary(current, listener)
            case Unary(operator=UnaryOperator.NOT):
                demand(current.operand, BOOLEAN, "uses it as a condition", listener)
            case Index(base=base) if isinstance(base.type, DictionaryType):
                _examine_key(current.indexes[0], base.type, listener)
            case Index():
                for index in current.indexes:
                    demand_whole(index, "uses it as an index", listener)
            case LibraryCall():
                _examine_library_call(current, listener)
            case Field():
                listener.part(current)
            case Call() | MethodCall() | New():
                listener.call(current)
            case _:
                pass
        stack.extend(reversed(parts(current)))


def compare(left: Expression, right: Expression, listener: Listener) -> None:
    """Two values are compared, so they have one type."""
    demand(left, right.type, f"compares it with {show(right)}", listener)
    demand(right, left.type, f"compares it with {show(left)}", listener)


def show(node: Expression) -> str:
    """An expression in a message: short ones as written, others by their type."""
    match node:
        case Integer() | Real():
            return str(node.value)
        case Text() | Character():
            return f'"{node.value}"' if len(node.value) <= _LONGEST_QUOTE else "a STRING"
        case Boolean():
            return "TRUE" if node.value else "FALSE"
        case Unary(operator=UnaryOperator.NEGATE, operand=Integer() | Real() as number):
            return f"-{number.value}"
        case Name():
            return node.name
        case _:
            return describe(node.type)


def leaves(node: Expression) -> list[Expression]:
    """The operands of sums and products: they share one type."""
    found: list[Expression] = []
    stack = [node]
    while stack:
        if not len(found) % _MOST_UNCHECKED:
            checkpoint()
        current = stack.pop()
        if isinstance(current, Binary) and current.operator in _SAME_GROUP:
            stack.extend((current.right, current.left))
        elif isinstance(current, Unary) and current.operator is not UnaryOperator.NOT:
            stack.append(current.operand)
        else:
            found.append(current)
    return found


def _unsigned(node: Expression) -> Expression:
    while isinstance(node, Unary):
        node = node.operand
    return node


def _examine_arithmetic(node: Binary, listener: Listener) -> list[Expression]:
    """Evidence from one sum or product; what else has to be looked at is returned.

    ``/`` and ``^`` take any number, so they say nothing about their operands.
    """
    inner: list[Expression] = []
    stack: list[Expression] = [node]
    while stack:
        checkpoint()
        current = stack.pop()
        if not isinstance(current, Binary) or current.operator not in ARITHMETIC:
            inner.append(current)
            continue
        operands = (current.left, current.right)
        if current.operator in WHOLE_DIVISION | REMAINDER:
            word = "DIV" if current.operator in WHOLE_DIVISION else "MOD"
            for operand in operands:
                demand_whole(operand, f"uses it with {word}", listener)
            stack.extend(reversed(operands))
        elif current.operator in _SAME_GROUP:
            operands_of_sum = leaves(current)
            _examine_group(operands_of_sum, listener)
            stack.extend(reversed(operands_of_sum))
        else:
            stack.extend(reversed(operands))
    return inner


def _examine_group(operands: list[Expression], listener: Listener) -> None:
    shared: Type | None = None
    shown: Expression | None = None
    for leaf in checked(operands):
        if is_numeric(leaf.type):
            joined = leaf.type if shared is None else common_type(shared, leaf.type)
            if joined != shared:
                shared, shown = joined, leaf
    if shared is None or shown is None:
        return
    for leaf in checked(operands):
        if isinstance(leaf, Name | Index) and leaf is not shown:
            listener.found(leaf, Strength.USED, shared, f"calculates with it and {show(shown)}")


def _examine_binary(node: Binary, listener: Listener) -> None:
    if node.operator in COMPARISON:
        compare(node.left, node.right, listener)
    elif node.operator in LOGIC:
        for operand in (node.left, node.right):
            demand(operand, BOOLEAN, "uses it as a condition", listener)
    elif node.operator is BinaryOperator.CONCATENATE:
        for operand in (node.left, node.right):
            demand(operand, STRING, "joins it to text", listener, Strength.HINTED)
    elif isinstance(node.right.type, DictionaryType):
        _examine_key(node.left, node.right.type, listener)
    elif not is_set(node.right.type):
        demand(node.left, STRING, "looks for it in text", listener, Strength.HINTED)


def _examine_key(key: Expression, dictionary: DictionaryType, listener: Listener) -> None:
    if dictionary.key not in (NOTHING, CHAR):  # A text may be looked for among characters.
        demand(key, dictionary.key, "looks it up in a dictionary", listener)


def _examine_library_call(node: LibraryCall, listener: Listener) -> None:
    if node.function in _ROUNDING and node.arguments:
        listener.rounded(node.arguments[0])
    if node.function in HOLDERS and node.arguments:
        listener.collected(node)
    wanted = WANTED.get(node.function, ())
    for argument, want in zip(node.arguments, wanted, strict=False):
        if want is _WHOLE:
            demand_whole(argument, want[1], listener)
        elif want is not None:
            demand(argument, want[0], want[1], listener)
