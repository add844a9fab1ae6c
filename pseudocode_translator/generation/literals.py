"""Python text of constants: strings in ruff's quotes, numbers in ruff's spelling."""

import math
import unicodedata

from pseudocode_translator.model.deadline import checked

_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_DECIMAL_BITS = 13_000
"""Above this many bits CPython may refuse to write or read an integer in base ten (4300 digits)."""


def width(text: str) -> int:
    """Return the number of columns that ruff counts for `text`."""
    if text.isascii():
        return len(text)
    return sum(map(char_width, checked(text)))


def char_width(char: str) -> int:
    """Return 2 for wide East Asian characters, 0 for combining marks, else 1."""
    if char.isascii():
        return 1
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def string_text(value: str) -> str:
    """Return a string literal: double quotes unless single ones save escapes."""
    if '"' not in value and "\\" not in value and value.isprintable():
        return f'"{value}"'
    quote = preferred_quote(value)
    return f"{quote}{escaped(value, quote)}{quote}"


def preferred_quote(value: str) -> str:
    """Return the quote that ruff chooses around `value`."""
    return "'" if value.count("'") < value.count('"') else '"'


def escaped(value: str, quote: str) -> str:
    """Return the inside of a literal in `quote`s; whatever cannot be seen is escaped."""
    if value.isprintable() and "\\" not in value:
        return value.replace(quote, "\\" + quote)
    characters = checked(value)
    return "".join(["\\" + c if c == quote else escaped_char(c) for c in characters])


def escaped_char(char: str) -> str:
    """Return `char` as it stands in a literal, quotes left alone."""
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char.isprintable():
        return char
    code = ord(char)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def constant_text(value: object) -> str:
    """Return the literal of a constant.

    Raises:
        TypeError: `value` is of a kind that the generator never produces.
    """
    if isinstance(value, str):
        return string_text(value)
    if value is None or isinstance(value, bool):
        return str(value)
    if isinstance(value, int):
        return _int_text(value)
    if isinstance(value, float):
        return _float_text(value)
    if value is Ellipsis:
        return "..."
    message = f"no literal for a constant of type {type(value).__name__}"
    raise TypeError(message)


def _int_text(value: int) -> str:
    if value.bit_length() <= _DECIMAL_BITS:
        return str(value)
    return f"-0x{-value:X}" if value < 0 else f"0x{value:X}"


def _float_text(value: float) -> str:
    if math.isfinite(value):
        return repr(value).replace("e+", "e")
    return f'float("{value}")'
