"""IB Diploma Computer Science: the notation of the examinations.

Sources: International Baccalaureate, "Approved notation for developing pseudocode" (2012) and
"Pseudocode in Examinations" (2012). What they leave open is decided here: an array counts
from 0, ``div`` drops the fraction, nothing stands between the items of an output (the examples
of the notation write the spaces that they want into the strings), and what a method gives a
value is its own. What real programs add was collected from public programs.
"""

# ruff: noqa: D102 - methods for grammar rules fill an interface; the grammar tells the rule.

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from pseudocode_translator.dialects.ib_library import LIBRARY
from pseudocode_translator.frontend.build import AstBuilder
from pseudocode_translator.frontend.build_expressions import Token
from pseudocode_translator.frontend.dialect import Dialect
from pseudocode_translator.frontend.items import (
    Block,
    Declared,
    SubroutineHeader,
    WhileHeader,
    WrittenType,
)
from pseudocode_translator.frontend.line_style import LineStyle
from pseudocode_translator.frontend.marks import Marks
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.nodes import (
    ArrayLiteral,
    Binary,
    BinaryOperator,
    Expression,
    Integer,
    MethodCall,
    Name,
    New,
    NewCollection,
    Unary,
    UnaryOperator,
)
from pseudocode_translator.model.program import Parameter
from pseudocode_translator.model.rules import Rules
from pseudocode_translator.model.statements import Bounds
from pseudocode_translator.model.types import NOTHING, CollectionType, Form

_SUBROUTINES = frozenset({Block.PROCEDURE, Block.FUNCTION})
_FORMS = {form.value: form for form in Form}
_LISTS = frozenset({"list", "linkedlist", "arraylist"})
_AT_THE_HEAD = {"addhead": "insert", "removehead": "remove"}


class Builder(AstBuilder):
    """What the IB does differently from the base grammar."""

    closers: ClassVar[Mapping[str, frozenset[Block]]] = {
        **AstBuilder.closers,
        "endmethod": _SUBROUTINES,
    }
    class_names_constructor = True

    def loop_until(self, span: Span, condition: Expression) -> WhileHeader:
        """``loop until c`` asks before each round: it goes on while c does not hold."""
        return WhileHeader(span, Unary(condition.span, UnaryOperator.NOT, condition))

    def method(self, span: Span, *parts: Token | tuple[Parameter, ...] | None) -> SubroutineHeader:
        """``method name(a, b)``; in a class the method of its name makes the objects."""
        *_, name, parameters = parts
        return self.subroutine(span, name, parameters, None)  # type: ignore[arg-type]

    def parameter(
        self, span: Span, kind: Token | None, name: Token, bounds: tuple[Bounds, ...] | None
    ) -> Declared:
        written = WrittenType(self.at(kind), self.known_type(kind[0])) if kind else None
        return Declared(span, self.named(name), written, "")

    def declared(self, span: Span, name: Token, bounds: tuple[Bounds, ...] | None) -> Declared:
        return self.declaration(span, None, name, bounds, None)

    def bound(self, span: Span, first: Expression, *rest: Expression | Token) -> Bounds:
        """``[10]`` are the elements 0 to 9."""
        del rest
        return Bounds(Integer(span, 0), _one_less(first))

    def assign(self, span: Span, target: Expression, sign: Token, value: Expression) -> object:
        """``A = new Array(10)`` declares an array."""
        if type(value) is New and value.class_name.lower() == "array" and type(target) is Name:
            bounds = tuple(self.bound(size.span, size) for size in value.arguments)
            declared = Declared(span, target, self.array_type(span, bounds), "")
            return self.declare(span, declared)
        return super().assign(span, target, sign, value)

    def new(self, span: Span, name: Token, *arguments: Expression) -> Expression:
        kind = name[0].lower()
        if kind in _FORMS:
            return NewCollection(span, CollectionType(_FORMS[kind], NOTHING))
        if kind in _LISTS:
            return ArrayLiteral(span, (), 0)
        return super().new(span, name, *arguments)

    def call(self, span: Span, callee: Expression, *arguments: Expression) -> Expression:
        called = super().call(span, callee, *arguments)
        if isinstance(called, MethodCall):
            at_head = _AT_THE_HEAD.get(called.method.lower())
            if at_head is not None:
                return MethodCall(span, called.base, at_head, (Integer(span, 0), *arguments))
        return called


def _one_less(size: Expression) -> Expression:
    if isinstance(size, Integer):
        return Integer(size.span, size.value - 1)
    return Binary(size.span, BinaryOperator.SUBTRACT, size, Integer(size.span, 1))


DIALECT = Dialect(
    name="ib",
    title="IB Diploma Computer Science",
    reference="IB, Approved notation for developing pseudocode (2012); Pseudocode in "
    "Examinations (2012)",
    grammar=Path(__file__).with_suffix(".lark"),
    builder=Builder,
    rules=Rules(
        first_character=0,
        first_element=0,
        true_text="true",
        false_text="false",
        arrays_are_values=False,
        records_are_values=False,
        types_are_written=False,
        assigning_makes_local=True,
    ),
    library=LIBRARY,
    words={
        "IF": "if",
        "THEN": "then",
        "ELSE": "else",
        "ELSEIF": "else if",
        "ELSE IF": "else if",
        "ENDIF": "end if",
        "FOR": "loop",
        "NEXT": "end loop",
        "TO": "to",
        "STEP": "step",
        "WHILE": "loop while",
        "ENDWHILE": "end loop",
        "REPEAT": "loop",
        "REPEAT TIMES": "loop",
        "UNTIL": "until",
        "ENDREPEAT": "end loop",
        "PROCEDURE": "method",
        "FUNCTION": "method",
        "ENDPROCEDURE": "end method",
        "ENDFUNCTION": "end method",
        "CLASS": "class",
        "ENDCLASS": "end class",
        "CALL": "call",
        "INPUT": "input",
        "OUTPUT": "output",
        "RETURN": "return",
        "<-": "=",
    },
    line_style=LineStyle(
        loose_comment_marks=("#",),
        block_comments=(("/*", "*/"),),
    ),
    marks=Marks(
        words={
            "loop": 3,
            "method": 2.5,
            "output": 0.5,
            "input": 0.3,
            "mod": 0.3,
            "div": 0.3,
            "resetnext": 4,
            "getnext": 4,
            "additem": 3,
            "hasnext": 2.5,
            "isempty": 1.5,
            "enqueue": 1.5,
            "dequeue": 1.5,
            "declare": -3,
            "endif": -1,
            "endwhile": -2.5,
            "endfor": -2,
            "endprocedure": -3,
            "endfunction": -2.5,
            "endsubroutine": -4,
            "next": -2,
            "←": -2,
            "<-": -2,
            ":=": -2,
            "{": -0.7,
            "userinput": -3,
            "print": -0.7,
        },
        patterns={
            r"^[ \t]*+end[ \t]++loop\b": 5,
            r"^[ \t]*+loop[ \t]++(?:for[ \t]++)?+\w++[ \t]++from\b": 5,
            r"^[ \t]*+loop[ \t]++(?:while|until)\b": 5,
            r"^[ \t]*+end[ \t]++method\b": 3,
            r"^[ \t]*+method[ \t]++\w++[ \t]*+\(": 3,
            # Words in small letters, variables in capitals.
            r"(?-i:^[ \t]*+(?:output|input)[ \t])": 2,
            r"(?-i:^[ \t]*+end[ \t]++if\b)": 1.5,
            r"(?-i:^[ \t]*+if\b[^\n]*\bthen\b)": 0.7,
            r"(?-i:^[ \t]*+[A-Z][A-Z0-9_]*+(?:\[[^\]\n]*+\])?+[ \t]*+=[^=])": 1.5,
            r"(?-i:^[ \t]*+(?:OUTPUT|INPUT|DECLARE|IF|FOR|WHILE)[ \t])": -2,
        },
    ),
)
