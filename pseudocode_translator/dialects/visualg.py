"""VisuAlg: Portuguese pseudocode with its own interpreter, used all over Brazil.

Source: "A linguagem de programação do VisuAlg", the manual that comes with VisuAlg 2.5 and
3.0, parts 1 to 5. What real programs add was collected from public programs.
"""

# ruff: noqa: D102 - methods for grammar rules fill an interface; the grammar tells the rule.

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import ClassVar

from pseudocode_translator.dialects.visualg_library import LIBRARY
from pseudocode_translator.dialects.visualg_random import (
    RandomRange,
    declared_type,
    only_range,
    range_of,
)
from pseudocode_translator.dialects.visualg_words import (
    CLOSERS,
    MARKS,
    STATEMENT_WORDS,
    TYPE_NAMES,
    WORDS,
)
from pseudocode_translator.frontend.build import AstBuilder
from pseudocode_translator.frontend.build_expressions import Token
from pseudocode_translator.frontend.dialect import Dialect
from pseudocode_translator.frontend.items import (
    Block,
    Closer,
    Declared,
    ProgramEnd,
    RecordHeader,
    Separator,
    Several,
    SubroutineHeader,
    Until,
    WrittenType,
)
from pseudocode_translator.frontend.line_style import LineStyle
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.library import Library
from pseudocode_translator.model.nodes import (
    BinaryOperator,
    Boolean,
    Expression,
    Formatted,
    LibraryCall,
    Name,
    Text,
    UnaryOperator,
)
from pseudocode_translator.model.program import Parameter
from pseudocode_translator.model.rules import NumberText, Rules
from pseudocode_translator.model.statements import (
    Assign,
    CallStatement,
    Comment,
    Declare,
    DefineAlias,
    DefineConstant,
    Input,
    Output,
)
from pseudocode_translator.model.types import NOTHING, UNKNOWN, Type

_NO_TITLES = frozenset({"", "semnome", "sem nome"})
"""What VisuAlg itself writes behind ``algoritmo`` before somebody gives it a name."""


class Builder(AstBuilder):
    """What VisuAlg does differently from the base grammar."""

    type_names: ClassVar[Mapping[str, Type]] = TYPE_NAMES
    closers: ClassVar[Mapping[str, frozenset[Block]]] = CLOSERS
    binary_operators: ClassVar[Mapping[str, BinaryOperator]] = {
        **AstBuilder.binary_operators,
        "\\": BinaryOperator.DIV_TRUNCATED,
        "e": BinaryOperator.AND,
        "ou": BinaryOperator.OR,
        # Of two truths, one or the other: they differ.
        "xou": BinaryOperator.NOT_EQUAL,
    }
    unary_operators: ClassVar[Mapping[str, UnaryOperator]] = {
        "-": UnaryOperator.NEGATE,
        "+": UnaryOperator.PLUS,
        "nao": UnaryOperator.NOT,
        "não": UnaryOperator.NOT,
    }

    def __init__(self, rules: Rules) -> None:
        super().__init__(rules)
        self._types: dict[str, Type] = {}
        """What was declared above, by name in lower case."""
        self._in_subroutine = False
        self._in_constants = False
        self._random: RandomRange | None = None

    # The frame of a program.

    def program(self, span: Span, *title: Token) -> object:
        """Keep the name of the program as a comment, if it has one."""
        text = title[0][0][1:-1].strip() if title else ""
        return Separator(span) if text.lower() in _NO_TITLES else Comment(span, text)

    def section(self, span: Span) -> Separator:
        """``var``, ``inicio`` and their like say nothing that the layout does not."""
        self._in_constants = False
        return Separator(span)

    def constant_section(self, span: Span) -> Separator:
        """``const``: what is assigned with ``=`` from here on is a constant."""
        self._in_constants = True
        return Separator(span)

    def closer(self, span: Span, token: Token) -> object:
        word = "".join(token[0].lower().replace("_", " ").split())
        if word == "fimalgoritmo":
            return ProgramEnd(span, token[0])
        blocks = self.closers[word]
        if Block.PROCEDURE in blocks or Block.FUNCTION in blocks:
            self._in_subroutine = False
        return Closer(span, blocks, token[0])

    # Declarations.

    def declare(  # type: ignore[override]  # One type behind all names, and no value.
        self, span: Span, *parts: Token | WrittenType
    ) -> Declare:
        """``a, b : inteiro``."""
        names = tuple(self.named(part) for part in parts if type(part) is tuple)
        written = parts[-1]
        assert isinstance(written, WrittenType)
        self._types.update((name.name.lower(), written.type) for name in names)
        return Declare(span, names, written.type, written.bounds)

    def record_type(self, span: Span, name: Expression, _: Token) -> RecordHeader:
        """``pessoa = registro`` behind ``tipo``."""
        return RecordHeader(span, name.name if isinstance(name, Name) else "registro")

    def array_name(
        self, span: Span, name: Expression, _: Token, written: WrittenType
    ) -> DefineAlias:
        """``lista = vetor[1..10] de inteiro`` behind ``tipo``."""
        text = name.name if isinstance(name, Name) else "vetor"
        self._types[text.lower()] = written.type
        return DefineAlias(span, text, written.type, written.bounds)

    def declaration(  # type: ignore[override]  # No bounds in front of the type.
        self, span: Span, mode: Token | None, name: Token, written: WrittenType | None
    ) -> Declared:
        return Declared(span, self.named(name), written, "VAR" if mode else "")

    def parameters(self, span: Span, *declared: Declared) -> tuple[Parameter, ...]:
        """``var a, b : T``: mode and type belong to all names of their group."""
        found = tuple(
            Parameter(each.span, each.name, kind, by_reference)
            for group, kind in _groups(declared)
            for by_reference in [any(other.mode for other in group)]
            for each in group
        )
        self._types.update((each.name.name.lower(), each.type) for each in found)
        return found

    def procedure(
        self, span: Span, name: Token, parameters: tuple[Parameter, ...] | None
    ) -> SubroutineHeader:
        self._in_subroutine = True
        return super().procedure(span, name, parameters)

    def function(
        self,
        span: Span,
        name: Token,
        parameters: tuple[Parameter, ...] | None,
        result: WrittenType | None,
    ) -> SubroutineHeader:
        self._in_subroutine = True
        return super().function(span, name, parameters, result)

    # Statements.

    def assign(self, span: Span, target: Expression, sign: Token, value: Expression) -> object:
        if self._in_constants and type(target) is Name:
            return DefineConstant(span, target, value)
        return super().assign(span, target, sign, value)

    def output(self, span: Span, *items: Expression) -> Output:
        """``escreva`` stays on its line."""
        return Output(span, items, end="")

    def output_line(self, span: Span, *items: Expression) -> Output:
        """``escreval``."""
        return Output(span, items)

    def output_line_with_comma(self, span: Span, *parts: Expression | Token) -> Output:
        said = self.output_with_comma(span, *parts)
        assert isinstance(said, Output)
        return Output(span, said.items)

    def formatted(
        self, span: Span, value: Expression, width: Expression, decimals: Expression | None = None
    ) -> Formatted:
        return Formatted(span, value, width, decimals)

    def input(self, span: Span, *parts: Expression | Token) -> object:
        """``leia``, unless ``aleatorio`` generates what would be typed."""
        said = super().input(span, *parts)
        generated = self._random
        if generated is None and self._in_subroutine:
            generated = only_range(self.lines)
        if generated is None or not isinstance(said, Input):
            return said
        statements: list[Assign | Input] = []
        for target in said.targets:
            kind = declared_type(target, self._types)
            value = generated.value(span, kind or UNKNOWN)
            read = Input(span, (target,)) if value is None else Assign(span, target, value)
            statements.append(read)
        return statements[0] if len(statements) == 1 else Several(span, tuple(statements))

    def random(self, span: Span, *words: object) -> Comment:
        """``aleatorio 1, 6``: stays as a comment, so that the reader sees why."""
        self._random = range_of(self.current.text)
        return self._remark(span)

    def file(self, span: Span, word: Token, name: Token) -> CallStatement:
        """``arquivo "dados.txt"``: what is typed comes from there."""
        file = Text(self.at(name), name[0][1:-1])
        return CallStatement(span, LibraryCall(span, Library.INPUT_FROM, (file,), NOTHING))

    def screen(self, span: Span, *words: object) -> Comment:
        """``limpatela`` and what else only changes how VisuAlg shows a run."""
        return self._remark(span)

    def _remark(self, span: Span) -> Comment:
        return Comment(span, self.current.text.rstrip("; "))

    def ate(self, span: Span, _: Token, condition: Expression) -> Until:
        """``ate c`` ends ``repita``; the same word counts in ``para``."""
        return Until(span, condition)

    # Expressions.

    def character(self, span: Span, token: Token) -> Expression:
        return Text(span, token[0][1:-1])

    def boolean(self, span: Span, token: Token) -> Expression:
        return Boolean(span, token[0].lower() == "verdadeiro")


def _groups(declared: tuple[Declared, ...]) -> Iterator[tuple[list[Declared], Type]]:
    """Give names that share a type, and their type."""
    group: list[Declared] = []
    for each in declared:
        group.append(each)
        if each.type is not None:
            yield group, each.type.type
            group = []
    if group:
        yield group, UNKNOWN


_SIGNS = ("+", "-", "*", "/", "\\", "%", "^", ",", "=", "<", ">", "<=", ">=", "<>", "<-")

DIALECT = Dialect(
    name="visualg",
    title="VisuAlg",
    reference='"A linguagem de programação do VisuAlg", manual of VisuAlg 2.5 and 3.0',
    grammar=Path(__file__).with_suffix(".lark"),
    builder=Builder,
    rules=Rules(
        names_fold_case=True,
        true_text="VERDADEIRO",
        false_text="FALSO",
        number_text=NumberText.VISUALG,
        space_before_values=True,
        texts_compare_without_case=True,
    ),
    library=LIBRARY,
    line_style=LineStyle(
        block_comments=(("/*", "*/"),),
        line_block_comments=(("{", "}"),),
        continues_after=(*_SIGNS, "E", "OU", "XOU", "NAO", "NÃO", "DIV", "MOD"),
        continues_before=(*_SIGNS, "OU", "XOU"),
        continuation_marks=(),
        statement_words=STATEMENT_WORDS,
    ),
    words=WORDS,
    marks=MARKS,
)
