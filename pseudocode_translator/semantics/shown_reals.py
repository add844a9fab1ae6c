"""How reals are shown, where that may surprise."""

from __future__ import annotations

from collections.abc import Iterable

from pseudocode_translator.model.nodes import Expression, LibraryCall, Real
from pseudocode_translator.model.types import REAL
from pseudocode_translator.semantics.remarks import Remarks


def remark_on_points(items: Iterable[Expression], remarks: Remarks) -> None:
    """Say once that Python prints 5.0 where others print 5."""
    for item in items:
        if item.type == REAL and not isinstance(item, Real | LibraryCall):
            message = "a REAL prints with its point, even if it is whole: 5.0, not 5"
            fix = "use INT or ROUND where no fraction is wanted"
            remarks.once("PS515", item.span, message, fix=fix)
