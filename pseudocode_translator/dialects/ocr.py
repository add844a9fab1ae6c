"""OCR Exam Reference Language: GCSE J277 and A level H446.

Sources: OCR GCSE (9-1) Computer Science J277 specification, section 3d "OCR Exam Reference
Language"; OCR A Level Computer Science H446 specification, appendix 5d "Pseudocode guide".
What real programs add, Python above all, was collected from public programs.
"""

from __future__ import annotations

from pathlib import Path

from pseudocode_translator.dialects.ocr_builder import Builder
from pseudocode_translator.dialects.ocr_library import LIBRARY
from pseudocode_translator.dialects.ocr_marks import MARKS
from pseudocode_translator.frontend.dialect import Dialect
from pseudocode_translator.frontend.line_style import LineStyle
from pseudocode_translator.model.rules import Rules

_ENGLISH = """
    IF THEN ELSE ELSEIF ENDIF CASE FOR NEXT TO STEP WHILE ENDWHILE UNTIL PROCEDURE ENDPROCEDURE
    FUNCTION ENDFUNCTION CLASS ENDCLASS INPUT RETURN AND OR NOT DO NEW PRIVATE PUBLIC
""".split()

DIALECT = Dialect(
    name="ocr",
    title="OCR Exam Reference Language (J277, H446)",
    reference="OCR J277 specification, section 3d; OCR H446 specification, appendix 5d",
    grammar=Path(__file__).with_suffix(".lark"),
    builder=Builder,
    rules=Rules(
        first_character=0, first_element=0, assigning_makes_local=True, types_are_written=False
    ),
    library=LIBRARY,
    words={
        **{word: word.lower() for word in _ENGLISH},
        "ELSE IF": "elseif",
        "CASE": "switch",
        "CASE OF": "switch",
        "ENDCASE": "endswitch",
        "OTHERWISE": "default",
        "REPEAT": "do",
        "OUTPUT": "print",
        "DECLARE": "array",
        "<-": "=",
    },
    marks=MARKS,
    line_style=LineStyle(
        loose_comment_marks=("#",),
        block_comments=(("/*", "*/"),),
    ),
)
