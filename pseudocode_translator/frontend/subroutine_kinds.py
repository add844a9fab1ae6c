"""SUBROUTINE heads a procedure or a function: its RETURN tells which."""

from __future__ import annotations

from dataclasses import replace

from pseudocode_translator.frontend.if_counts import ParsedLine
from pseudocode_translator.frontend.items import SubroutineHeader
from pseudocode_translator.model.statements import Return
from pseudocode_translator.model.types import UNKNOWN


def settle_kinds(lines: list[ParsedLine]) -> None:
    """Make functions of the subroutines that return a value."""
    items: list[object] = []
    position = -1
    for _, found in lines:
        for index, item in enumerate(found):
            if isinstance(item, SubroutineHeader):
                items, position = found, index
            elif isinstance(item, Return) and item.value is not None and position >= 0:
                header = items[position]
                assert isinstance(header, SubroutineHeader)
                if header.is_either:
                    items[position] = replace(header, result=UNKNOWN, is_either=False)
                position = -1
