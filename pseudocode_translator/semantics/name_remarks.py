"""What is said of a name that may not be what its author thinks."""

from __future__ import annotations

from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.nodes import Name
from pseudocode_translator.semantics.remarks import Remarks
from pseudocode_translator.semantics.symbols import Symbol


def tell_of_case(node: Name, symbol: Symbol, remarks: Remarks) -> None:
    """Say that a name in other letters is the same variable."""
    message = (
        f"{node.name} is the same variable as {symbol.name} (line {symbol.span.line}): "
        "capital and small letters make no difference in names"
    )
    remarks.once("PS508", node.span, message, related=symbol.span)


def tell_of_counter(node: Name, loop: Span, remarks: Remarks) -> None:
    """Say which value a loop variable has behind its loop."""
    message = (
        f"{node.name} is used after its FOR loop (line {loop.line}): "
        "it still has the last value that the loop ran with"
    )
    remarks.once("PS512", node.span, message, related=loop)
