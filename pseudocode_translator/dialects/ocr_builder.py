"""What the OCR Exam Reference Language does differently from the base grammar."""

# ruff: noqa: D102 - methods for grammar rules fill an interface; the grammar tells the rule.

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from pseudocode_translator.dialects.ocr_calls import CallBuilder
from pseudocode_translator.frontend.build import AstBuilder
from pseudocode_translator.frontend.build_expressions import Token
from pseudocode_translator.frontend.items import (
    Block,
    ClassHeader,
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
    Expression,
    Integer,
    Name,
    Text,
)
from pseudocode_translator.model.program import Label, Parameter
from pseudocode_translator.model.statements import (
    Assign,
    Bounds,
    Comment,
    Declare,
    Output,
)
from pseudocode_translator.model.types import UNKNOWN, ArrayType, Dimension, Type

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
            Bounds(Integer(each.span, 0), _less_one(each), is_length=False) for each in lengths
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

    def global_names_(self, span: Span, *names: Token) -> Comment:
        """``global score`` inside a procedure, as in Python."""
        self.global_names.update(name[0] for name in names)
        return Comment(span, f"global {', '.join(name[0] for name in names)}")

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


def _less_one(length: Expression) -> Expression:
    if isinstance(length, Integer):
        return Integer(length.span, length.value - 1)
    one = Integer(length.span, 1)
    return Binary(length.span, BinaryOperator.SUBTRACT, length, one)
