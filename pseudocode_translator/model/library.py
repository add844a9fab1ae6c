"""Functions that dialects provide, under one name and one order of arguments."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pseudocode_translator.model.types import Type


class Library(StrEnum):
    """What a library function does; each member documents its arguments.

    Positions in strings count from `Rules.first_character`.
    """

    LENGTH = "length"
    """(text or array): number of characters, or of elements of the first dimension."""
    LEFT = "left"
    """(text, count): the first `count` characters."""
    RIGHT = "right"
    """(text, count): the last `count` characters."""
    SUBSTRING = "substring"
    """(text, start, count)."""
    UPPER = "upper"
    """(text)."""
    LOWER = "lower"
    """(text)."""
    POSITION = "position"
    """(text, part): where `part` starts; one less than `first_character` if nowhere."""
    NUMBER_TO_TEXT = "number to text"
    """(number)."""
    TEXT_TO_NUMBER = "text to number"
    """(text): INTEGER if the text is whole, else REAL; fails if it is no number."""
    IS_NUMBER = "is number"
    """(text)."""
    CODE = "code"
    """(character): its code point."""
    CHARACTER = "character"
    """(code point)."""
    TRUNCATE = "truncate"
    """(number): without its fraction, INT(-2.7) is -2."""
    TO_REAL = "to real"
    """(number or text): as a REAL, so that 2 becomes 2.0."""
    FLOOR = "floor"
    """(number): the largest INTEGER that is not larger, FLOOR(-2.5) is -3."""
    CEILING = "ceiling"
    """(number): the smallest INTEGER that is not smaller."""
    POWER = "power"
    """(base, exponent)."""
    ROUND = "round"
    """(number, places): half away from zero."""
    ABSOLUTE = "absolute"
    """(number)."""
    SQUARE_ROOT = "square root"
    """(number)."""
    EXPONENTIAL = "exponential"
    """(number): e to that power."""
    NATURAL_LOGARITHM = "natural logarithm"
    """(number)."""
    DECIMAL_LOGARITHM = "decimal logarithm"
    """(number): to base 10."""
    SINE = "sine"
    """(angle in radians); the same for the next two."""
    COSINE = "cosine"
    TANGENT = "tangent"
    ARC_SINE = "arc sine"
    """(number): an angle in radians; the same for the next two."""
    ARC_COSINE = "arc cosine"
    ARC_TANGENT = "arc tangent"
    PI = "pi"
    """()."""
    TO_RADIANS = "to radians"
    """(angle in degrees)."""
    TO_DEGREES = "to degrees"
    """(angle in radians)."""
    MAXIMUM = "maximum"
    """(first, second, ...)."""
    MINIMUM = "minimum"
    """(first, second, ...)."""
    RANDOM = "random"
    """(): a REAL in [0, 1)."""
    RANDOM_BELOW = "random below"
    """(limit): a REAL in [0, limit)."""
    RANDOM_BETWEEN = "random between"
    """(low, high): an INTEGER, both ends included."""
    END_OF_FILE = "end of file"
    """(file): nothing is left to read."""
    DAY = "day"
    """(date): 1 to 31."""
    MONTH = "month"
    """(date): 1 to 12."""
    YEAR = "year"
    """(date)."""
    DAY_INDEX = "day index"
    """(date): 1 for Sunday to 7 for Saturday."""
    SET_DATE = "set date"
    """(day, month, year)."""
    TODAY = "today"
    """()."""


@dataclass(frozen=True, slots=True)
class LibraryFunction:
    """How a dialect writes one library function."""

    name: str
    """As the dialect's guide spells it; compared under `Rules.names_fold_case`."""
    function: Library
    parameters: tuple[Type, ...]
    """Types in the dialect's order; UNKNOWN takes anything."""
    result: Type
    """UNKNOWN: follows from the arguments."""
    order: tuple[int, ...] = ()
    """`order[k]`: place in the dialect's call of `Library` argument `k`; empty: the same order."""
    optional: int = 0
    """How many of the last parameters may be left out."""
