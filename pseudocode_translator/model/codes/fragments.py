"""Diagnostic codes of algorithms as papers print them: steps in prose, what is free in them."""

from __future__ import annotations

from pseudocode_translator.model.codes.entry import CodeEntry
from pseudocode_translator.model.diagnostics import Severity

_WHOLE = "\\begin{{algorithmic}}\n\\Function{{F}}{{$n$}}\n{}\\EndFunction\n\\end{{algorithmic}}\n"


def _program(*lines: str) -> str:
    return _WHOLE.format("".join(f"  {line}\n" for line in lines))


ENTRIES: tuple[CodeEntry, ...] = (
    CodeEntry(
        "PS171",
        "step that is not understood",
        Severity.WARNING,
        "A step is written in words that fit no known form, or in a formula that cannot be read. "
        "Nothing is guessed: the program stops there with NotImplementedError and the line. "
        "Everything else of the document is translated.",
        wrong=_program("\\State balance the tree below $n$"),
        right=_program("\\State \\Call{Balance}{$n$}"),
        dialect="latex",
    ),
    CodeEntry(
        "PS172",
        "as many values as places",
        Severity.ERROR,
        "Several places get values at once, but there are more or fewer values than places. One "
        "value, which is taken apart, would do, or one for each place.",
        wrong=_program("\\State $(a, b) \\gets (1, 2, 3)$"),
        right=_program("\\State $(a, b) \\gets (1, 2)$"),
        dialect="latex",
    ),
    CodeEntry(
        "PS531",
        "free name that becomes a parameter",
        Severity.NOTE,
        "An algorithm uses a name, or calls a function, that it never gives a value. Whoever runs "
        "the algorithm has to say what it is, so it becomes a parameter, behind those that are "
        "written.",
        wrong=_program("\\State \\Return $n + k$"),
        right=_program("\\State \\Return $n + 1$"),
        dialect="latex",
    ),
    CodeEntry(
        "PS532",
        "first index of an array from outside",
        Severity.NOTE,
        "An array comes from the caller as a list, and the algorithm says nowhere from where it "
        "counts. Papers count from 1; if index 0 occurs, it counts from 0. An index outside is "
        "an error, never an element from the other end.",
        wrong=_program("\\State \\Return $n[1]$"),
        right=_program("\\State \\Return $n$"),
        dialect="latex",
    ),
)
