"""Functions that dialects provide, under one name and one order of arguments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from pseudocode_translator.model.types import Form, Type


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
    PART = "part"
    """(text, first, last): the characters from `first` to `last`, both included."""
    UPPER = "upper"
    """(text)."""
    LOWER = "lower"
    """(text)."""
    POSITION = "position"
    """(text, part): where `part` starts; one less than `first_character` if nowhere. With a
    third argument: from that position on."""
    REPLACE = "replace"
    """(text, old, new): every `old` becomes `new`."""
    PAD_LEFT = "pad left"
    """(text, width, character): filled up on the left."""
    TO_BASE = "to base"
    """(number, base 2, 8, 10 or 16): its digits."""
    FROM_BASE = "from base"
    """(text): an INTEGER; with a base behind it, its digits have that base."""
    IS_WHOLE = "is whole"
    """(text): it is written like an INTEGER; with a base behind it, of that base."""
    NUMBER_TO_TEXT = "number to text"
    """(number)."""
    TEXT_TO_NUMBER = "text to number"
    """(text): INTEGER if the text is whole, else REAL; fails if it is no number."""
    TEXT_TO_INTEGER = "text to integer"
    """(text): fails if it is no whole number."""
    TEXT_TO_REAL = "text to real"
    """(text): fails if it is no number."""
    IS_NUMBER = "is number"
    """(text)."""
    CODE = "code"
    """(character): its code point."""
    FIRST_CODE = "first code"
    """(text): the code point of its first character."""
    CHARACTER = "character"
    """(code point)."""
    TRUNCATE = "truncate"
    """(number): without its fraction, INT(-2.7) is -2."""
    WRAP = "wrap"
    """(number): what is left of it in `Rules.integer_bits` (made by `semantics`)."""
    TO_REAL = "to real"
    """(number or text): as a REAL, so that 2 becomes 2.0."""
    TO_INTEGER = "to integer"
    """(number or text): a number without its fraction; a text has to be whole."""
    TO_BOOLEAN = "to boolean"
    """(text or truth value): fails for a text that is neither word for the truth."""
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
    SQUARE = "square"
    """(number)."""
    EXPONENTIAL = "exponential"
    """(number): e to that power."""
    NATURAL_LOGARITHM = "natural logarithm"
    """(number)."""
    DECIMAL_LOGARITHM = "decimal logarithm"
    """(number): to base 10."""
    SINE = "sine"
    """(angle in radians); the same for the next three."""
    COSINE = "cosine"
    TANGENT = "tangent"
    COTANGENT = "cotangent"
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
    RANDOM_INDEX = "random index"
    """(count): an INTEGER from 0 to `count` - 1."""
    RANDOM_LETTERS = "random letters"
    """(count): capital letters from A to Z."""
    INPUT_FROM = "input from"
    """(file): what INPUT reads comes from there from now on, if there is such a file."""
    RANDOM_REAL_BETWEEN = "random real between"
    """(low, high): a REAL, both ends included."""
    END_OF_FILE = "end of file"
    """(file): nothing is left to read."""
    OPEN_FILE = "open file"
    """(name): the open file, to be read from its start and written at its end."""
    OPEN_TO_READ = "open file to read"
    """(name): the same, but nothing can be written."""
    OPEN_TO_WRITE = "open file to write"
    """(name): a new file, or the old one without its lines."""
    OPEN_TO_APPEND = "open file to append"
    """(name): a new file, or the old one, to be written at its end."""
    NEW_FILE = "new file"
    """(name): makes a file without lines, and leaves it closed."""
    READ_LINE = "read line"
    """(open file): the next line; fails if there is none."""
    WRITE_LINE = "write line"
    """(open file, value): adds a line at the end."""
    AT_END = "at end"
    """(open file): nothing is left to read."""
    CLOSE_FILE = "close file"
    """(open file)."""
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
    HOUR = "hour"
    """(): of the clock, 0 to 23; the same for the next two, 0 to 59."""
    MINUTE = "minute"
    SECOND = "second"
    MILLISECONDS = "milliseconds"
    """(): passed since some moment."""
    TODAY = "today"
    """()."""
    WAIT = "wait"
    """(seconds): nothing happens for so long."""
    LIST_APPEND = "append to list"
    """(list, value): the list, an array whose size is not fixed, gets one element more."""
    LIST_INSERT = "insert into list"
    """(list, index, value): elements from `index` on move up; one behind the last is allowed."""
    LIST_REMOVE_AT = "remove from list"
    """(list, index): takes the element out and gives it; those behind it move down."""
    STACK_PUSH = "push"
    """(stack, value)."""
    STACK_POP = "pop"
    """(stack): takes the last value off; fails if there is none."""
    STACK_TOP = "top"
    """(stack): the last value; fails if there is none."""
    QUEUE_ADD = "enqueue"
    """(queue, value)."""
    QUEUE_TAKE = "dequeue"
    """(queue): takes the first value out; fails if there is none."""
    QUEUE_FRONT = "front"
    """(queue): the first value; fails if there is none."""
    COLLECTION_ADD = "add to collection"
    """(collection, value)."""
    COLLECTION_RESET = "reset collection"
    """(collection): reading begins again with the first item."""
    COLLECTION_HAS_NEXT = "has next"
    """(collection): an item is left to be read."""
    COLLECTION_NEXT = "get next"
    """(collection): the next item; fails if there is none."""
    KEYS = "keys"
    """(dictionary): a list of its keys, in the order in which they were put in."""
    VALUES = "values"
    """(dictionary): a list of its values, in the same order."""
    REMOVE_KEY = "remove key"
    """(dictionary, key): takes the value out and gives it; fails if the key is not there."""
    IS_EMPTY = "is empty"
    """(text, list, stack, queue or collection): there is nothing in it."""
    SEEN_FROM = "seen from"
    """(list, first index): the list itself, with its first element at that index."""
    TABLE = "table"
    """(): an array without elements; each comes with its first assignment."""
    ADD_ITEM = "add item"
    """(collection, item): the item becomes one of the collection's."""
    REMOVE_ITEM = "remove item"
    """(collection, item)."""
    LOGARITHM_OF_TWO = "logarithm of two"
    """(number): to the base 2."""
    MAGNITUDE = "magnitude"
    """(anything): the absolute value of a number, the size of a collection."""
    FAIL = "fail"
    """(text): the program stops with the text as its error."""
    NORM = "norm"
    """(vector): its Euclidean length."""


HOLDERS: Mapping[Library, Form | None] = MappingProxyType(
    {
        Library.LIST_APPEND: None,
        Library.LIST_INSERT: None,
        Library.LIST_REMOVE_AT: None,
        Library.STACK_PUSH: Form.STACK,
        Library.STACK_POP: Form.STACK,
        Library.STACK_TOP: Form.STACK,
        Library.QUEUE_ADD: Form.QUEUE,
        Library.QUEUE_TAKE: Form.QUEUE,
        Library.QUEUE_FRONT: Form.QUEUE,
        Library.COLLECTION_ADD: Form.COLLECTION,
        Library.COLLECTION_RESET: Form.COLLECTION,
        Library.COLLECTION_HAS_NEXT: Form.COLLECTION,
        Library.COLLECTION_NEXT: Form.COLLECTION,
    }
)
"""What the first argument of a function is; None for a list."""

TAKING = frozenset(
    {Library.LIST_REMOVE_AT, Library.STACK_POP, Library.QUEUE_TAKE, Library.COLLECTION_NEXT}
)
"""Take an item of their first argument, and give it."""
ADDING: Mapping[Library, int] = MappingProxyType(
    {
        Library.LIST_APPEND: 1,
        Library.LIST_INSERT: 2,
        Library.STACK_PUSH: 1,
        Library.QUEUE_ADD: 1,
        Library.COLLECTION_ADD: 1,
    }
)
"""Put one of their arguments, given here by its place, into the first."""
CHANGING = frozenset({*TAKING, *ADDING, Library.COLLECTION_RESET})
"""Change their first argument."""
GIVING = TAKING | {Library.STACK_TOP, Library.QUEUE_FRONT}
"""Their result is an item of their first argument."""


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
    is_method: bool = False
    """Written behind a dot, ``s.push(x)``; the first parameter is what stands before it, and
    its type says what the method belongs to. Its name is compared without regard to case, and
    no brackets are needed where it takes nothing."""
