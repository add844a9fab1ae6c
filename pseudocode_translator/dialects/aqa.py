"""AQA pseudo-code: GCSE Computer Science 8525 (8520 before), A level 7517.

Source: AQA GCSE Computer Science 8525, "Pseudo-code guide" (assessment from 2022). What real
programs add was collected from public programs.
"""

from __future__ import annotations

from pathlib import Path

from pseudocode_translator.dialects.aqa_library import LIBRARY
from pseudocode_translator.frontend.build import AstBuilder
from pseudocode_translator.frontend.dialect import Dialect
from pseudocode_translator.frontend.line_style import LineStyle
from pseudocode_translator.frontend.marks import Marks
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.nodes import Expression, Name
from pseudocode_translator.model.rules import Rules

_FUNCTIONS = frozenset(function.name for function in LIBRARY)


class Builder(AstBuilder):
    """What AQA does differently from the base grammar."""

    def call(self, span: Span, callee: Expression, *arguments: Expression) -> Expression:
        """``len(x)`` is LEN, though names of variables keep their case."""
        if type(callee) is Name and callee.name not in _FUNCTIONS:
            name = callee.name.upper()
            if name in _FUNCTIONS and not self.declares(callee.name.lower()):
                callee = Name(callee.span, name)
        return super().call(span, callee, *arguments)


DIALECT = Dialect(
    name="aqa",
    title="AQA (GCSE 8525, A level 7517)",
    reference="AQA GCSE Computer Science 8525, Pseudo-code guide (assessment from 2022)",
    grammar=Path(__file__).with_suffix(".lark"),
    builder=Builder,
    rules=Rules(
        first_character=0,
        first_element=0,
        types_are_written=False,
        arrays_go_by_reference=True,
    ),
    library=LIBRARY,
    line_style=LineStyle(
        comment_marks=("#",),
        loose_comment_marks=("//",),
    ),
    marks=Marks(
        words={
            "userinput": 5,
            "endsubroutine": 4,
            "subroutine": 3,
            "string_to_int": 4,
            "string_to_real": 4,
            "int_to_string": 4,
            "real_to_string": 4,
            "char_to_code": 4,
            "code_to_char": 4,
            "random_int": 4,
            "endrecord": 3,
            "endfor": 1.5,
            "output": 1,
            "len": 0.5,
            "#": 0.5,
            "←": 0.5,
            "declare": -4,
            "endprocedure": -2,
            "endfunction": -1.5,
            "next": -1.5,
            "//": -0.5,
            "{": -1,
        },
        patterns={
            r"^\s*constant\s+\w+\s*(?:←|<-|:=)": 2,
            r"\bSUBSTRING\s*\(\s*\w+\s*,[^,()]{1,40},\s*['\"A-Z_a-z]": 1,
            r"^\s*RECORD\s+\w+\s*$": 3,
            r"(?:←|<-|:=)\s*\[": 0.5,
            r"^\s*INPUT\b": -2,
        },
    ),
)
