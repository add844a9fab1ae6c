"""The functions that algorithms in papers call without defining them."""

from __future__ import annotations

from pseudocode_translator.model.library import Library, LibraryFunction
from pseudocode_translator.model.types import UNKNOWN

LIBRARY = tuple(
    LibraryFunction(name, function, (UNKNOWN,) * count, UNKNOWN)
    for name, function, count in (
        ("floor", Library.FLOOR, 1),
        ("ceil", Library.CEILING, 1),
        ("abs", Library.MAGNITUDE, 1),
        ("sqrt", Library.SQUARE_ROOT, 1),
        ("length", Library.LENGTH, 1),
        ("len", Library.LENGTH, 1),
        ("size", Library.LENGTH, 1),
        ("Random", Library.RANDOM_BETWEEN, 2),
        ("random", Library.RANDOM_BETWEEN, 2),
        ("RANDOM", Library.RANDOM_BETWEEN, 2),
    )
)
