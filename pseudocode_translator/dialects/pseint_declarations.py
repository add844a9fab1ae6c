"""``Definir v Como Entero`` and ``Dimension v[10]`` declare one array between them.

They come in either order, each in the main program or the subroutine it stands in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pseudocode_translator.frontend.if_counts import ParsedLine
from pseudocode_translator.frontend.items import ProgramHeader, Several, SubroutineHeader
from pseudocode_translator.model.deadline import checked
from pseudocode_translator.model.statements import Declare
from pseudocode_translator.model.types import UNKNOWN, ArrayType, Type


@dataclass(slots=True)
class _Region:
    """What the main program or one subroutine declares, by folded name."""

    lines: list[ParsedLine] = field(default_factory=list)
    types: dict[str, Type] = field(default_factory=dict)
    arrays: set[str] = field(default_factory=set)


def join_declarations(lines: list[ParsedLine]) -> None:
    """Give arrays their element types, and leave them out where only these were said."""
    for region in _regions(lines):
        for declare in _declares(region.lines):
            for name in declare.names:
                if isinstance(declare.type, ArrayType):
                    region.arrays.add(name.name.casefold())
                else:
                    region.types[name.name.casefold()] = declare.type
        if region.arrays:
            for _, items in region.lines:
                items[:] = [new for item in items for new in _joined(item, region)]


def _regions(lines: list[ParsedLine]) -> list[_Region]:
    regions = [_Region()]
    for line in checked(lines):
        if any(isinstance(item, SubroutineHeader | ProgramHeader) for item in line[1]):
            regions.append(_Region())
        regions[-1].lines.append(line)
    return regions


def _declares(lines: list[ParsedLine]) -> Iterator[Declare]:
    for _, items in lines:
        for item in items:
            for each in item.statements if isinstance(item, Several) else (item,):
                if isinstance(each, Declare):
                    yield each


def _joined(item: object, region: _Region) -> list[object]:
    if isinstance(item, Several):
        statements = [new for each in item.statements for new in _joined(each, region)]
        return [Several(item.span, tuple(statements))] if statements else []  # type: ignore[arg-type]
    if not isinstance(item, Declare):
        return [item]
    if isinstance(item.type, ArrayType):
        element = region.types.get(item.names[0].name.casefold(), UNKNOWN)
        if item.type.element == UNKNOWN:
            return [replace(item, type=replace(item.type, element=element))]
        return [item]
    names = tuple(n for n in item.names if n.name.casefold() not in region.arrays)
    return [replace(item, names=names)] if names else []
