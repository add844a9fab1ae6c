"""What the OCR Exam Reference Language does differently from the base grammar."""

# ruff: noqa: D102 - methods for grammar rules fill an interface; the grammar tells the rule.

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from typing import ClassVar

from pseudocode_translator.dialects.ocr_calls import CallBuilder
from pseudocode_translator.frontend.build import AstBuilder
from pseudocode_translator.frontend.build_expressions import Token
from pseudocode_translator.frontend.items import (
    Block,
    ClassHeader,
    ForHeader,
    Labels,
    OpenLabel,
    RepeatHeader,
    Several,
    SubroutineHeader,
)
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.nodes import (
    ArrayLiteral,
    Binary,
    BinaryOperator,
    Call,
    Expression,
    InputValue,
    Integer,
    Name,
    Text,
    Unary,
)
from pseudocode_translator.model.program import Label, Parameter
from pseudocode_translator.model.statements import (
    Assign,
    Bounds,
    CallStatement,
    Comment,
    Declare,
    Output,
)
from pseudocode_translator.model.types import STRING, UNKNOWN, ArrayType, Dimension, Type

_CASE_ENDS = re.compile(r"(?:case|default|end[ _]*+switch)\b", re.IGNORECASE)
_CONSTRUCTOR = "NEW"
"""As `semantics` knows it."""


class Builder(CallBuilder):
    """Statements, declarations and headers."""

    closers: ClassVar[Mapping[str, frozenset[Block]]] = {
        **AstBuilder.closers,
        "endswitch": frozenset({Block.CASE}),
    }

    # Statements.

    def output(self, span: Span, *items: Expression) -> object:
        """``print(a, b)`` prints a space between its values, as in Python."""
        values = [item for item in items if _keyword_argument(item) is None]
        keywords = dict(filter(None, map(_keyword_argument, items)))
        for item in items:
            if item not in values:
                self.take_back("PS520", item.span)
        if len(values) > 1:
            self.once(
                "PS521",
                span,
                "print takes one value in the reference language; the values are printed with a "
                "space between them, as Python does",
                fix='join them: print("Total: " + str(total))',
            )
        separator = keywords.get("sep", " ")
        return Output(span, tuple(values), separator, keywords.get("end", "\n"))

    def input(self, span: Span, *parts: Expression | Token) -> object:
        """``input("Press enter")`` alone waits, and forgets what was typed."""
        if len(parts) == 1 and isinstance(parts[0], Text):
            return CallStatement(span, InputValue(span, parts[0], STRING))
        return super().input(span, *parts)

    def break_(self, span: Span) -> object:
        """A case never runs into the next, so ``break`` at its end is no more than a habit."""
        following = self._line_after(span.line)
        if _CASE_ENDS.match(following) and span.end_column > len(self.current.text.rstrip()):
            self.once(
                "PS526",
                span,
                "break says nothing here: a case never runs into the next one",
                fix="delete it",
            )
            return Several(span, ())
        return super().break_(span)

    def _line_after(self, number: int) -> str:
        """The code of the next line that has any."""
        first = bisect_right(self.lines, number, key=lambda line: line.line)
        rest = islice(self.lines, first, None)
        return next((line.text for line in rest if line.text.strip()), "")

    def for_each(self, span: Span, name: Token, _: Token, items: Expression) -> object:
        """``for i in range(5)`` counts, as in Python without its end."""
        match items:
            case Call(_, "range", (end,)):
                return ForHeader(span, self.named(name), Integer(span, 0), less_one(end), None)
            case Call(_, "range", (start, end)):
                return ForHeader(span, self.named(name), start, less_one(end), None)
            case Call(_, "range", (start, end, step)):
                last = less_one(end) if not isinstance(step, Unary) else one_more(end)
                return ForHeader(span, self.named(name), start, last, step)
        return super().for_each(span, name, _, items)

    def do(self, span: Span) -> object:
        """``do`` on a line of its own opens a loop, also right behind ``while``."""
        return RepeatHeader(span) if self.current.text.strip().lower() == "do" else super().do(span)

    def import_(self, span: Span, module: Token) -> object:
        """Python's ``import random`` has nothing to bring: the library is there."""
        return Comment(span, f"import {module[0]}")

    # Arrays and other variables.

    def bounds(self, span: Span, *lengths: Expression) -> tuple[Bounds, ...]:  # type: ignore[override]
        """``[5]`` has the indices 0 to 4."""
        return tuple(
            Bounds(Integer(each.span, 0), less_one(each), is_length=False) for each in lengths
        )

    def array(
        self,
        span: Span,
        name: Token,
        bounds: tuple[Bounds, ...] | None,
        *value: Expression | Token | None,
    ) -> Several:
        """``names[5]``, ``names = ["Ann", "Bob"]``, or both."""
        variable = self.named(name)
        found: list[Declare | Assign] = []
        if bounds:
            found.append(Declare(span, (variable,), _array(bounds), bounds))
        filled = value[-1] if value else None
        if filled is not None:
            found.append(Assign(span, variable, filled))  # type: ignore[arg-type]
        elif not bounds:
            found.append(Assign(span, variable, ArrayLiteral(span, (), 0)))
        return Several(span, tuple(found))

    def arrays(self, span: Span, *arrays: Several) -> Several:
        return Several(span, tuple(each for array in arrays for each in array.statements))

    def global_arrays(self, span: Span, *arrays: Several) -> Several:
        found = self.arrays(span, *arrays)
        for each in found.statements:
            if isinstance(each, Declare):
                self.global_names.update(name.name for name in each.names)
            elif isinstance(each, Assign) and isinstance(each.target, Name):
                self.global_names.add(each.target.name)
        return found

    def global_names_(self, span: Span, *names: Token) -> Several:
        """``global score`` inside a procedure, as in Python; an assignment there shows it."""
        self.global_names.update(name[0] for name in names)
        return Several(span, ())

    def global_value(self, span: Span, name: Token, _: Token, value: Expression) -> Assign:
        self.global_names.add(name[0])
        return Assign(span, self.named(name), value)

    # Headers.

    def labels(self, span: Span, *labels: Label | OpenLabel) -> Labels:
        return Labels(span, labels)

    def parameter(
        self,
        span: Span,
        before: Token | None,
        name: Token,
        brackets: object,
        behind: Token | None,
    ) -> Parameter:
        """``a : byRef``; a type behind the colon is what Python programmers write."""
        mode = before or behind
        known = self.type_names.get(behind[0].lower(), UNKNOWN) if behind else UNKNOWN
        type_: Type = ArrayType(UNKNOWN, ()) if brackets is not None else known
        by_reference = mode is not None and mode[0].lower().startswith("byr")
        return Parameter(span, self.named(name), type_, by_reference)

    def brackets(self, span: Span, *_: Expression) -> bool:
        """``scores[]`` says that an array comes."""
        return True

    def parameters(self, span: Span, *parameters: Parameter) -> tuple[Parameter, ...]:  # type: ignore[override]
        return parameters

    def procedure(
        self, span: Span, name: Token, parameters: tuple[Parameter, ...] | None
    ) -> SubroutineHeader:
        word = _CONSTRUCTOR if name[0].lower() == "new" else name[0]
        return SubroutineHeader(span, word, parameters or (), None)

    def function(  # type: ignore[override]
        self,
        span: Span,
        name: Token,
        parameters: tuple[Parameter, ...] | None,
        result: Token | None = None,
    ) -> SubroutineHeader:
        known = UNKNOWN if result is None else self.type_names.get(result[0].lower(), UNKNOWN)
        return SubroutineHeader(span, name[0], parameters or (), known)

    def class_(self, span: Span, name: Token, parent: Token | None = None) -> ClassHeader:
        return ClassHeader(span, name[0], parent[0] if parent else None)

    def attribute(
        self, span: Span, name: Token, bounds: tuple[Bounds, ...] | None, type_: Token | None
    ) -> Declare:
        known = UNKNOWN if type_ is None else self.known_type(type_[0])
        if bounds:
            return Declare(span, (self.named(name),), _array(bounds, known), bounds)
        return Declare(span, (self.named(name),), known)

    def attributes(self, span: Span, access: Token, *declared: Declare) -> Several:
        private = access[0].lower() == "private"
        return Several(span, tuple(replace(each, private=private) for each in declared))


def _keyword_argument(item: Expression) -> tuple[str, str] | None:
    """``end=""`` and ``sep=""`` of Python's print."""
    match item:
        case Binary(_, BinaryOperator.EQUAL, Name(_, "end" | "sep" as name), Text(_, text)):
            return name, text.replace("\\n", "\n").replace("\\t", "\t")
    return None


def _array(bounds: tuple[Bounds, ...], element: Type = UNKNOWN) -> ArrayType:
    return ArrayType(
        element,
        tuple(
            Dimension(0, each.upper.value if isinstance(each.upper, Integer) else None)
            for each in bounds
        ),
    )


def less_one(number: Expression) -> Expression:
    """The whole number before."""
    if isinstance(number, Integer):
        return Integer(number.span, number.value - 1)
    return Binary(number.span, BinaryOperator.SUBTRACT, number, Integer(number.span, 1))


def one_more(number: Expression) -> Expression:
    """The whole number behind."""
    if isinstance(number, Integer):
        return Integer(number.span, number.value + 1)
    return Binary(number.span, BinaryOperator.ADD, number, Integer(number.span, 1))
