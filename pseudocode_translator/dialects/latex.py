r"""LaTeX algorithms: algorithmicx, algorithmic, algorithm2e, clrscode3e.

Sources: the documentation of the packages algorithmicx (2005), algorithms (2009), algorithm2e
(release 5.2) and clrscode3e (2010); what papers do beyond it was collected from public ones.
Arrays count from 1, unless index 0 occurs; bounds of loops and slices are included.
"""

from __future__ import annotations

from pathlib import Path

from pseudocode_translator.dialects.latex_builder import Builder
from pseudocode_translator.dialects.latex_library import LIBRARY
from pseudocode_translator.dialects.latex_source.reader import read_lines
from pseudocode_translator.frontend.dialect import Dialect
from pseudocode_translator.frontend.marks import Marks
from pseudocode_translator.model.rules import Rules

_MARKS = Marks(
    words={
        "\\begin": 2,
        "\\state": 4,
        "\\gets": 3,
        "\\leftarrow": 2,
        "\\if": 2,
        "\\endif": 3,
        "\\for": 2,
        "\\endfor": 3,
        "\\while": 2,
        "\\endwhile": 3,
        "\\return": 3,
        "\\function": 3,
        "\\procedure": 3,
        "\\li": 3,
        "\\kwin": 4,
        "\\kwdata": 4,
        "\\caption": 2,
        "\\le": 1,
        "\\textbf": 1,
    },
    patterns={
        r"\\begin\{(?:algorithm|algorithmic|algorithm2e|codebox)": 5,
        r"\\(?:State|STATE|Require|REQUIRE|ForAll|EndIf|ENDIF|KwTo|Procname)\b": 4,
        r"\\;\s*$": 2,
    },
)

DIALECT = Dialect(
    name="latex",
    title="LaTeX algorithms",
    reference="algorithmicx 2005; algorithms 2009; algorithm2e 5.2; clrscode3e 2010",
    grammar=Path(__file__).with_suffix(".lark"),
    builder=Builder,
    rules=Rules(
        arrays_are_values=False,
        records_are_values=False,
        is_mathematical=True,
    ),
    library=LIBRARY,
    read_lines=read_lines,
    marks=_MARKS,
)
