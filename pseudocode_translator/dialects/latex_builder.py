"""Nodes for what only LaTeX algorithms have."""

# ruff: noqa: D102 - methods for grammar rules fill an interface; the grammar tells the rule.

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, ClassVar

from pseudocode_translator.dialects.bound_names import gathered
from pseudocode_translator.frontend.build import AstBuilder
from pseudocode_translator.frontend.items import (
    Block,
    Closer,
    ElseIfHeader,
    ForEachHeader,
    IfHeader,
    Several,
    SubroutineHeader,
    Until,
    WhileHeader,
)
from pseudocode_translator.frontend.logical_line import LogicalLine
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.library import Library
from pseudocode_translator.model.nodes import (
    ArrayLiteral,
    Binary,
    BinaryOperator,
    Boolean,
    Call,
    Expression,
    Gather,
    Index,
    Infinity,
    Integer,
    LibraryCall,
    Name,
    Range,
    Real,
    SetLiteral,
    Slice,
    Text,
    TupleLiteral,
    Unary,
    UnaryOperator,
    UnreadableExpression,
)
from pseudocode_translator.model.program import Parameter
from pseudocode_translator.model.statements import (
    Assign,
    AssignSeveral,
    CallStatement,
    Comment,
    Output,
    Return,
    UnreadableStatement,
)
from pseudocode_translator.model.types import UNKNOWN

Token = tuple[str, int, int]
_CLOSED = {
    "\\endif": {Block.IF},
    "\\endfor": {Block.FOR},
    "\\endwhile": {Block.WHILE},
    "\\endfunction": {Block.PROCEDURE, Block.FUNCTION},
    "\\end": {Block.IF, Block.FOR, Block.WHILE, Block.REPEAT},
}
_LIBRARY = {
    "\\log": Library.NATURAL_LOGARITHM,
    "\\ln": Library.NATURAL_LOGARITHM,
    "\\log10": Library.DECIMAL_LOGARITHM,
    "\\lb": Library.LOGARITHM_OF_TWO,
    "\\exp": Library.EXPONENTIAL,
    "\\sin": Library.SINE,
    "\\cos": Library.COSINE,
    "\\tan": Library.TANGENT,
}
_GATHERS = {
    "\\sum": Gather.SUM,
    "\\prod": Gather.PRODUCT,
    "\\union": Gather.UNION,
    "\\intersection": Gather.INTERSECTION,
    "\\min": Gather.MINIMUM,
    "\\max": Gather.MAXIMUM,
    "\\argmin": Gather.ARG_MINIMUM,
    "\\argmax": Gather.ARG_MAXIMUM,
    "\\all": Gather.ALL,
    "\\any": Gather.ANY,
}
_STORED = re.compile(r"([^\W\d]\w*) (?:<-|=) ")
_STORED_PI = re.compile(r"\\pi (?:\[|<-|=)")
_LENGTHS = frozenset({"length", "size"})
_NUMBERS = frozenset(
    {BinaryOperator.ADD, BinaryOperator.SUBTRACT, BinaryOperator.MULTIPLY, BinaryOperator.DIVIDE}
)


class Builder(AstBuilder):
    """What LaTeX does differently from the base grammar."""

    binary_operators: ClassVar = {
        **AstBuilder.binary_operators,
        "%": BinaryOperator.MOD_FLOORED,
        "÷": BinaryOperator.DIV_FLOORED,
        "∧": BinaryOperator.AND,
        "∨": BinaryOperator.OR,
        "∈": BinaryOperator.IN,
        "∪": BinaryOperator.UNION,
        "∩": BinaryOperator.INTERSECTION,
        "∖": BinaryOperator.DIFFERENCE,
        "⊆": BinaryOperator.SUBSET,
        "⊂": BinaryOperator.PROPER_SUBSET,
    }
    unary_operators: ClassVar = {**AstBuilder.unary_operators, "¬": UnaryOperator.NOT}

    # Statements.

    def assign(self, span: Span, target: Expression, sign: Token, value: Expression) -> object:
        if type(target) is TupleLiteral:
            return self._several(span, target.items, self._items(value))
        return Assign(span, self.target(target), value)

    def chained(
        self,
        span: Span,
        first: Expression,
        _: Token,
        second: Expression,
        __: Token,
        value: Expression,
    ) -> object:
        """``a <- b <- 0`` stores from right to left."""
        inner = Assign(span, self.target(second), value)
        return Several(span, (inner, Assign(span, self.target(first), second)))

    def several(self, span: Span, *parts: Expression | Token) -> object:
        """``a, b <- b, a``."""
        sign = next(n for n, part in enumerate(parts) if type(part) is tuple)
        values: Any = parts[sign + 1 :]
        if len(values) == 1:
            values = self._items(values[0])
        return self._several(span, parts[:sign], values)

    def _items(self, value: Expression) -> tuple[Expression, ...]:
        return value.items if isinstance(value, TupleLiteral) else (value,)

    def _several(self, span: Span, places: Sequence[Any], values: Sequence[Any]) -> object:
        if len(values) not in (1, len(places)):
            self.report("PS172", span, f"{len(places)} places cannot take {len(values)} values")
            return self.unreadable_statement(span)
        return AssignSeveral(span, tuple(map(self.target, places)), tuple(values))

    def swap(self, span: Span, left: Expression, _: Token, right: Expression) -> object:
        places = (self.target(left), self.target(right))
        return AssignSeveral(span, places, (places[1], places[0]))

    def return_several(self, span: Span, *values: Expression) -> object:
        if len(values) > 1:
            return Return(span, TupleLiteral(span, values))
        return Return(span, values[0] if values else None)

    def output(self, span: Span, *items: Expression) -> object:
        return Output(span, items, separator=" ")

    def error(self, span: Span, value: Expression | None = None) -> object:
        text = value.value if isinstance(value, Text) else "error"
        return CallStatement(span, LibraryCall(span, Library.FAIL, (Text(span, text),)))

    def skip(self, span: Span) -> object:
        return Comment(span, "nothing to do")

    def new_array(self, span: Span, *arrays: Expression) -> object:
        """``let c[0 .. n] be a new array``: each element comes with its first assignment."""
        made = []
        for array in arrays:
            while isinstance(array, Index | Slice):
                array = array.base
            made.append(Assign(span, self.target(array), LibraryCall(span, Library.TABLE, ())))
        return Several(span, tuple(made))

    def add_item(self, span: Span, collection: Expression, item: Expression) -> object:
        return CallStatement(span, LibraryCall(span, Library.ADD_ITEM, (collection, item)))

    def remove_item(self, span: Span, collection: Expression, item: Expression) -> object:
        return CallStatement(span, LibraryCall(span, Library.REMOVE_ITEM, (collection, item)))

    def bare(self, span: Span, expression: Expression) -> Any:
        match expression:
            case Call(function=name, arguments=(left, right)) if self._swaps(name):
                return self.swap(span, left, ("", 0, 0), right)
            case Call():
                return CallStatement(span, expression)
            case _:
                return self._told(span, self.current.text)

    def _swaps(self, name: str) -> bool:
        return name.lower() in ("swap", "exchange") and not self._defines(name)

    def _defines(self, name: str) -> bool:
        return any(line.text.startswith(f"\\function {name} (") for line in self.lines)

    # Blocks.

    def for_(
        self,
        span: Span,
        variable: Expression,
        sign: Token,
        start: Expression,
        to: Token,
        end: Expression,
        step: Expression | None,
    ) -> object:
        word = (to[0].removeprefix("\\"), to[1], to[2])
        return super().for_(span, variable, sign, start, word, end, step)

    def for_each(self, span: Span, name: Token, _: Token, items: Expression) -> object:
        return ForEachHeader(span, self.named(name), items)

    def for_each_tuple(self, span: Span, *parts: Any) -> object:
        *names, _, items = parts
        joined = "_".join(name[0] for name in names)
        return ForEachHeader(span, Name(self.at(names[0]), joined), items)

    def take(self, span: Span, *names: Token) -> object:
        """The item of the loop around is taken apart."""
        whole = Name(span, "_".join(name[0] for name in names))
        return AssignSeveral(span, tuple(map(self.named, names)), (whole,))

    def as_long(self, span: Span, condition: Expression) -> object:
        return Until(span, Unary(span, UnaryOperator.NOT, condition))

    def routine(self, span: Span, name: Token, *parameters: Token) -> object:
        self.open_kinds += 1
        found = tuple(Parameter(self.at(each), self.named(each), UNKNOWN) for each in parameters)
        return SubroutineHeader(span, name[0], found, None, is_either=True)

    def closer(self, span: Span, token: Token) -> object:
        return Closer(span, frozenset(_CLOSED[token[0]]), token[0])

    def prose(self, span: Span, token: Token) -> object:
        return self._told(span, token[0][1:-1])

    def _told(self, span: Span, text: str) -> UnreadableStatement:
        self.report(
            "PS171",
            span,
            f"this step is not understood, and stops the program when it is reached: {text}",
            fix="write it with formulas, or call a function for it",
        )
        return UnreadableStatement(span, text)

    def prose_head(self, span: Span, head: Token, token: Token) -> object:
        text = token[0][1:-1]
        self._told(span, text)
        return self._header(head[0].removesuffix("prose"), span, UnreadableExpression(span, text))

    def _header(self, head: str, span: Span, value: UnreadableExpression) -> object:
        match head:
            case "\\if":
                return IfHeader(span, value)
            case "\\elsif":
                return ElseIfHeader(span, value)
            case "\\while":
                return WhileHeader(span, value)
            case "\\for" | "\\foreach":
                return ForEachHeader(span, Name(span, "item"), value)
            case _:
                return Until(span, value)

    def stub(self, line: LogicalLine) -> list[Any] | None:
        """A line that makes no sense stops the program when it is reached."""
        head = line.text.partition(" ")[0]
        text = line.text.removeprefix(head).strip() if head[:1] == "\\" else line.text
        if head in ("\\if", "\\elsif", "\\while", "\\until", "\\asLong", "\\for", "\\foreach"):
            self._told(line.whole, text)
            return [self._header(head, line.whole, UnreadableExpression(line.whole, text))]
        if head in ("\\function", "\\fragment"):
            return None
        told = self._told(line.whole, text)
        stored = _STORED.match(line.text)
        if stored is None:
            return [told]
        # The variable is known behind it, though its value is not.
        name = Name(line.span(*stored.span(1)), stored[1])
        return [Assign(line.whole, name, UnreadableExpression(line.whole, text))]

    # Values.

    def text(self, span: Span, token: Token) -> Expression:
        return Text(span, token[0][1:-1])

    def boolean(self, span: Span, token: Token) -> Expression:
        return Boolean(span, token[0] == "\\true")

    def infinity(self, span: Span) -> Expression:
        return Infinity(span)

    def empty_set(self, span: Span) -> Expression:
        return SetLiteral(span, ())

    def pi(self, span: Span) -> Expression:
        if any(_STORED_PI.search(line.text) for line in self.lines):
            return Name(span, "pi")  # As for the predecessors in a graph.
        return LibraryCall(span, Library.PI, ())

    def tuple_(self, span: Span, *items: Expression) -> Expression:
        return TupleLiteral(span, items)

    def range_(self, span: Span, low: Expression, high: Expression) -> Expression:
        return Range(span, low, high)

    def slice_(self, span: Span, base: Expression, low: Expression, high: Expression) -> Expression:
        return Slice(span, base, low, high)

    def set_(self, span: Span, *items: Expression) -> Expression:
        return SetLiteral(span, items)

    def set_of(self, span: Span, element: Expression, *described: Expression) -> Expression:
        return self._gather(span, Gather.SET, element, described)

    def list_of(self, span: Span, element: Expression, *described: Expression) -> Expression:
        return self._gather(span, Gather.LIST, element, described)

    def gather(self, span: Span, sign: Token, *parts: Expression) -> Expression:
        *described, element = parts
        return self._gather(span, _GATHERS[sign[0]], element, tuple(described))

    def _gather(
        self, span: Span, kind: Gather, element: Expression, described: tuple[Expression, ...]
    ) -> Expression:
        found = gathered(span, kind, element, described)
        if found is None:
            self.report(
                "PS171",
                span,
                "it is not said what the variable of this formula goes through",
                fix="write the set behind it, as in x \\in S",
            )
            return UnreadableExpression(span, self.current.text)
        return found

    def not_in(self, span: Span, left: Expression, _: Token, right: Expression) -> Expression:
        inside = Binary(span, BinaryOperator.IN, left, right)
        return Unary(span, UnaryOperator.NOT, inside)

    def field(self, span: Span, base: Expression, name: Token) -> Expression:
        if name[0] in _LENGTHS:
            return LibraryCall(span, Library.LENGTH, (base,))
        return super().field(span, base, name)

    def array_literal(self, span: Span, *items: Expression) -> Expression:
        return ArrayLiteral(span, items, self.rules.first_element)

    def extreme(self, span: Span, sign: Token, *items: Expression) -> Expression:
        function = Library.MINIMUM if sign[0] == "\\min" else Library.MAXIMUM
        return LibraryCall(span, function, items)

    def extreme_of(self, span: Span, sign: Token, name: Token) -> Expression:
        item = Name(self.at(name), "item")
        inside = Binary(span, BinaryOperator.IN, item, self.named(name))
        return self._gather(span, _GATHERS[sign[0]], item, (inside,))

    def function_of(self, span: Span, sign: Token, value: Expression) -> Expression:
        return LibraryCall(span, _LIBRARY[sign[0]], (value,))

    def floor(self, span: Span, value: Expression) -> Expression:
        """The floor of a quotient is whole division: no fraction is lost on the way."""
        if type(value) is Binary and value.operator is BinaryOperator.DIVIDE:
            return Binary(span, BinaryOperator.DIV_FLOORED, value.left, value.right)
        return LibraryCall(span, Library.FLOOR, (value,))

    def ceiling(self, span: Span, value: Expression) -> Expression:
        if type(value) is Binary and value.operator is BinaryOperator.DIVIDE:
            negated = Unary(value.left.span, UnaryOperator.NEGATE, value.left)
            divided = Binary(span, BinaryOperator.DIV_FLOORED, negated, value.right)
            return Unary(span, UnaryOperator.NEGATE, divided)
        return LibraryCall(span, Library.CEILING, (value,))

    def bars(self, span: Span, value: Expression) -> Expression:
        """``|S|`` is a size, ``|x - y|`` a distance."""
        if isinstance(value, Unary | Integer | Real) or (
            isinstance(value, Binary) and value.operator in _NUMBERS
        ):
            return LibraryCall(span, Library.ABSOLUTE, (value,))
        is_set = isinstance(value, Name) and value.name[:1].isupper()
        function = Library.LENGTH if is_set else Library.MAGNITUDE
        return LibraryCall(span, function, (value,))

    def norm(self, span: Span, value: Expression) -> Expression:
        return LibraryCall(span, Library.NORM, (value,))

    def root(self, span: Span, value: Expression) -> Expression:
        return LibraryCall(span, Library.SQUARE_ROOT, (value,))
