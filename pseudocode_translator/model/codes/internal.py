"""Diagnostic codes PS900 to PS999: faults of the translator itself.

No program should ever yield these, so they have no examples.
"""

from __future__ import annotations

from pseudocode_translator.model.codes.entry import CodeEntry
from pseudocode_translator.model.diagnostics import Severity

ENTRIES: tuple[CodeEntry, ...] = (
    CodeEntry(
        code="PS901",
        title="translator made Python that does not compile",
        severity=Severity.ERROR,
        explanation=(
            "Every translation is compiled before it is delivered, and this one failed. "
            "The mistake is the translator's, not yours; no Python is delivered. "
            "Please report it together with the program."
        ),
        wrong="",
        right="",
    ),
    CodeEntry(
        code="PS902",
        title="translator failed",
        severity=Severity.ERROR,
        explanation=(
            "A part of the translator stopped with a fault of its own. "
            "The message names the part and, if known, the line it was at. "
            "Run the command again with --verbose to see the details, and please report them "
            "together with the program. Writing that line differently often helps."
        ),
        wrong="",
        right="",
    ),
    CodeEntry(
        code="PS903",
        title="Python with a name that nothing gives a value",
        severity=Severity.ERROR,
        explanation=(
            "Python was handed to the validation, and it uses a name that it neither assigns, "
            "imports nor defines, and that Python does not provide. Running it would end with a "
            "NameError. Python made by the translator never has one; please report it if it does."
        ),
        wrong="",
        right="",
    ),
)
