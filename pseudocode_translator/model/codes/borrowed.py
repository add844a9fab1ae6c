"""PS520 to PS529: what programs borrow from other languages, and how it is read."""

from __future__ import annotations

from pseudocode_translator.model.codes.entry import CodeEntry
from pseudocode_translator.model.diagnostics import Severity

_NOTE = Severity.NOTE

ENTRIES = (
    CodeEntry(
        "PS520",
        "= in a condition",
        _NOTE,
        "One sign stores, two compare. In a condition nothing can be stored, so = is read as ==. "
        "A program of another language would refuse it, or store.",
        wrong='x = 5\nif x = 5 then\n    print("five")\nendif\n',
        right='x = 5\nif x == 5 then\n    print("five")\nendif\n',
        dialect="ocr",
    ),
    CodeEntry(
        "PS521",
        "several values in print",
        _NOTE,
        "The print of the reference language takes one value. Several, with commas between them, "
        "come from Python, and Python prints a space between them; so it is done here. Join them "
        "with + and str().",
        wrong='x = 5\nprint("Total:", x)\n',
        right='x = 5\nprint("Total: " + str(x))\n',
        dialect="ocr",
    ),
    CodeEntry(
        "PS526",
        "break at the end of a case",
        _NOTE,
        "In C a case runs into the next one unless break ends it. Here each case is for itself, "
        "so break is left out; it does not leave the loop around the switch either.",
        wrong=(
            'x = 1\nswitch x:\n    case 1:\n        print("one")\n        break\n'
            '    default:\n        print("other")\nendswitch\n'
        ),
        right=(
            'x = 1\nswitch x:\n    case 1:\n        print("one")\n'
            '    default:\n        print("other")\nendswitch\n'
        ),
        dialect="ocr",
    ),
)
