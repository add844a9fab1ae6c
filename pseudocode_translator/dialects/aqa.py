"""AQA pseudo-code: GCSE Computer Science 8525 (8520 before), A level 7517.

Source: AQA GCSE Computer Science 8525, "Pseudo-code guide" (assessment from 2022). What real
programs add was collected from public programs.
"""

from __future__ import annotations

import re
from functools import cached_property
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
_DEFINES = re.compile(r"\s*+(?:SUBROUTINE|PROCEDURE|FUNCTION)\s++([^\W\d]\w*+)", re.IGNORECASE)
_WORDS = {
    "FUNCTION": "SUBROUTINE",
    "PROCEDURE": "SUBROUTINE",
    "ENDFUNCTION": "ENDSUBROUTINE",
    "ENDPROCEDURE": "ENDSUBROUTINE",
    "TYPE": "RECORD",
    "ENDTYPE": "ENDRECORD",
    "NEXT": "ENDFOR",
    "INPUT": "USERINPUT",
    "<-": "←",
}
_MARKS = Marks(
    words={
        "userinput": 5,
        **dict.fromkeys(("string_to_int", "string_to_real", "int_to_string"), 4),
        **dict.fromkeys(("real_to_string", "char_to_code", "code_to_char", "random_int"), 4),
        **dict.fromkeys(("endsubroutine", "subroutine"), 3),
        **dict.fromkeys(("record", "endrecord"), 2),
        "endfor": 1,
        **dict.fromkeys(("output", "endif", "endwhile", "position"), 1),
        **dict.fromkeys(("←", "<-", "until", "then", "#", "len", "≠"), 0.5),
        **dict.fromkeys(("declare", "openfile", "readfile", "writefile", "endtype"), -4),
        **dict.fromkeys(("procedure", "endprocedure", "endfunction", "byref", "returns"), -1.5),
        **dict.fromkeys(("next", "{", "}", "def", "print", "//", "elseif", "integer"), -1),
    },
    patterns={
        r"^\s*constant\s+\w+\s*(?:←|<-|:=)": 2,
        r"^\s*RECORD\s+\w+\s*$": 3,
        r"^\s*OUTPUT\s": 1,
        r"^\s*OUTPUT\s+[\'‘’]": 1,
        r"^\s*\w+\s*(?:←|<-)": 0.5,
        r"(?:←|<-|:=)\s*\[": 1,
        r"\w\[[^\]\n]{1,30}\]\[": 0.5,
        r"^[^\n#\'\"]{0,80}#\s": 1,
        r"^\s*FOR\s+\w+\s+IN\b": 2,
        r"^\s*(?:INPUT|CALL)\b": -3,
        r"\w\s*:\s*(?:STRING|INTEGER|REAL|CHAR|BOOLEAN)\s*[,)]": -2,
    },
)


class Builder(AstBuilder):
    """What AQA does differently from the base grammar."""

    def call(self, span: Span, callee: Expression, *arguments: Expression) -> Expression:
        """``len(x)`` is LEN, though names of variables keep their case."""
        if type(callee) is Name and callee.name not in _FUNCTIONS:
            name = callee.name.upper()
            if name in _FUNCTIONS and callee.name not in self.own_subroutines:
                callee = Name(callee.span, name)
        return super().call(span, callee, *arguments)

    @cached_property
    def own_subroutines(self) -> frozenset[str]:
        """What the document defines itself."""
        found = (_DEFINES.match(line.text) for line in self.lines)
        return frozenset(match[1] for match in found if match)


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
        assigning_makes_local=True,
        arrays_go_by_reference=True,
    ),
    library=LIBRARY,
    line_style=LineStyle(
        comment_marks=("#",),
        loose_comment_marks=("//",),
    ),
    words=_WORDS,
    marks=_MARKS,
)
