"""What ``aleatorio`` makes of the ``leia`` that come after it.

VisuAlg generates what would be typed: numbers of a range, texts of five capital letters;
logical variables are still typed. The manual lets it begin with the line that runs. We go
by the place in the text, which is the same wherever ``aleatorio`` is not itself in a branch;
a subroutine, which stands above the main program, follows the ``aleatorio`` of the main
program if there is only one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pseudocode_translator.frontend.logical_lines import LogicalLine
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.library import Library
from pseudocode_translator.model.nodes import (
    Binary,
    BinaryOperator,
    Expression,
    Field,
    Index,
    Integer,
    LibraryCall,
    Name,
)
from pseudocode_translator.model.types import INTEGER, REAL, STRING, ArrayType, Type

_COMMAND = re.compile(r"\s*aleat[oó]rio\b\s*(.*)", re.IGNORECASE)
_RANGE = re.compile(r"\(?\s*(-?\d+)\s*(?:,\s*(-?\d+)\s*(?:,\s*(\d+)\s*)?)?\)?\s*;?\Z")
_LETTERS = 5


@dataclass(frozen=True, slots=True)
class RandomRange:
    """Between which numbers the generated ones are, both included."""

    low: int = 0
    high: int = 100
    decimals: int = 0

    def value(self, span: Span, kind: Type) -> Expression | None:
        """Generate a value of a type; None for what is typed all the same."""
        if kind == STRING:
            return LibraryCall(span, Library.RANDOM_LETTERS, (Integer(span, _LETTERS),), STRING)
        if kind not in (INTEGER, REAL):
            return None
        if kind == INTEGER or not self.decimals:
            return self._whole(span, 1)
        parts = 10**self.decimals
        whole = self._whole(span, parts)
        return Binary(span, BinaryOperator.DIVIDE, whole, Integer(span, parts))

    def _whole(self, span: Span, factor: int) -> Expression:
        bounds = Integer(span, self.low * factor), Integer(span, self.high * factor)
        return LibraryCall(span, Library.RANDOM_BETWEEN, bounds, INTEGER)


def range_of(command: str) -> RandomRange | None:
    """Read the line of the command; None switches it off."""
    match = _COMMAND.match(command)
    words = match[1].strip().lower() if match else ""
    if words.startswith(("off", "desligado")):
        return None
    numbers = _RANGE.match(words)
    if numbers is None:
        return RandomRange()
    first, second, decimals = numbers.groups()
    low, high = (int(first), int(second)) if second else (0, int(first))
    return RandomRange(min(low, high), max(low, high), int(decimals or 0))


def only_range(lines: Iterable[LogicalLine]) -> RandomRange | None:
    """The range of a program that has one ``aleatorio``, for its subroutines."""
    commands = [line.text for line in lines if _COMMAND.match(line.text)]
    return range_of(commands[0]) if len(commands) == 1 else None


def declared_type(target: Expression, types: Mapping[str, Type]) -> Type | None:
    """Tell the type of what is read into, from the declarations above."""
    match target:
        case Name(name=name) | Field(name=name):
            return types.get(name.lower())
        case Index(base=base):
            found = declared_type(base, types)
            return found.element if isinstance(found, ArrayType) else None
    return None
