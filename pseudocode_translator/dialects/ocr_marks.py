"""By what people know the OCR Exam Reference Language."""

from __future__ import annotations

from pseudocode_translator.frontend.marks import Marks

MARKS = Marks(
    words={
        "endswitch": 5,
        "switch": 2,
        "openread": 5,
        "openwrite": 5,
        "newfile": 5,
        "endoffile": 4,
        "readline": 2.5,
        "writeline": 2,
        "elseif": 0.7,
        "endwhile": 0.5,
        "endif": 0.5,
        "endprocedure": 0.5,
        "endfunction": 0.5,
        "==": 1.2,
        "!=": 0.7,
        "//": 0.3,
        "<-": -4,
        "←": -4,
        ":=": -3,
        "declare": -4,
        "userinput": -4,
        "subroutine": -3,
        "endsubroutine": -4,
        "output": -1.5,
        "endfor": -1,
        "repeat": -0.7,
        "display": -2,
        "method": -3,
        "loop": -3,
        "{": -1,
    },
    patterns={
        r":\s*by(?:ref|val)\b": 4,
        r"^\s*array\s+\w+\s*(?:\[|=)": 3.5,
        r"\.(?:substring|left|right)\(": 3,
        r"\.(?:length|upper|lower)\b": 2,
        r"=\s*(?:(?:int|float|real|str)\()?input\(": 2,
        r"^\s*(?:global|const)\s+\w+\s*=": 1.5,
        r"^\s*for\s+\w+\s*=\s*\S.*\bto\b": 1.5,
        r"^\s*next\s+\w+\s*$": 0.5,
        r"^\s*do\s*$": 1.5,
        r"(?-i:^\s*end(?:if|while|function|procedure|class|switch)\b)": 1.5,
        r"^\s*(?:public\s+)?(?:function|procedure)\s+\w+\s*\(\s*\w+(?:\s*,\s*\w+)*\s*\)\s*$": 2,
        r"^\s*private\s+\w+\s*$": 3,
        r"^\s*\w+\s*=\s*new\s+\w+\(": 3,
        r"^\s*print\s*\(": 1,
        r"^\s*\w+\s*=\s*[^=\s]": 0.4,
    },
)
"""From the guide's words, and from what its neighbours have and it cannot."""
