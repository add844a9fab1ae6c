"""Arithmetic that Python does differently, and numbers in text."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from math import floor, isfinite
from typing import Any


def div(dividend: int, divisor: int) -> int:
    """Divide and drop the fraction: div(-7, 2) is -3, but -7 // 2 is -4."""
    quotient = int(abs(dividend) // abs(divisor))
    return quotient if (dividend < 0) == (divisor < 0) else -quotient


def mod(dividend: int, divisor: int) -> int:
    """Keep the sign of the dividend: mod(-7, 2) is -1, but -7 % 2 is 1."""
    remainder = abs(dividend) % abs(divisor)
    return -remainder if dividend < 0 else remainder


def int32(number: int) -> int:
    """Wrap around as 32 bits do: behind 2147483647 comes -2147483648."""
    return (number + 2**31) % 2**32 - 2**31


def round_half_up(number: float, places: int = 0) -> float:
    """Round as in mathematics: 2.5 becomes 3, -2.5 becomes -3."""
    if abs(number) >= 2**52:
        return number
    unit = Decimal(1).scaleb(-places)
    rounded = Decimal(str(number)).quantize(unit, ROUND_HALF_UP)
    return float(rounded) if places > 0 else int(rounded)


def is_number(text: str) -> bool:
    """Tell whether a text is written like a number."""
    number = r"\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?\s*"
    return re.fullmatch(number, text, re.IGNORECASE) is not None


def is_whole(text: str, base: int = 10) -> bool:
    """Tell whether a text is written like a whole number of a base."""
    try:
        int(text, base)
    except ValueError:
        return False
    return True


def digits_of(number: int, base: int) -> str:
    """Write a whole number in base 2, 8, 10 or 16."""
    form = {2: "b", 8: "o", 10: "d", 16: "x"}[base]
    return f"{number:{form}}"


def to_number(text: str) -> int | float:
    """Read a text as an integer if it is one, else as a real."""
    if not is_number(text):
        raise ValueError(f"{text!r} is not a number")
    try:
        return int(text)
    except ValueError:
        return float(text)


def read_number(text: str) -> int | float:
    """Read a number as it is typed: 30 stays whole, 30.5 keeps its fraction."""
    try:
        return int(text)
    except ValueError:
        return float(text)


def number_or_text(text: str) -> int | float | str:
    """Read a number if the text is one; keep any other text."""
    return to_number(text) if is_number(text) else text


def decimal_text(number: Any) -> str:
    """Show a number with at most ten decimals, without zeros at the end."""
    if not isinstance(number, float):
        return str(number)
    text = f"{number:.10f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def short_text(number: Any) -> str:
    """Show a number with at most 15 digits, without zeros at the end."""
    return f"{number:.15g}" if isinstance(number, float) else str(number)


def real_text(number: Any) -> str:
    """Show a real in short, with an exponent where it is large or tiny: 1.5E7."""
    if not isinstance(number, float) or number == 0 or 1e-3 <= abs(number) < 1e7:
        return str(number)
    if not isfinite(number):
        return str(number).replace("inf", "Infinity").replace("nan", "NaN")
    sign, digits, exponent = Decimal(str(number)).normalize().as_tuple()
    first, *others = map(str, digits)
    shown = f"{first}.{''.join(others) or '0'}E{int(exponent) + len(others)}"
    return f"-{shown}" if sign else shown


def inclusive_range(start: float, end: float, step: float = 1) -> Iterator[Any]:
    """Count from start to end, both included, in steps of any size."""
    if step == 0:
        raise ValueError("a loop with STEP 0 would never end")
    rounds = (end - start) / step
    if isinstance(start, int) and isinstance(end, int) and isinstance(step, int):
        rounds = (end - start) // step
    # A tiny allowance: 0.3 / 0.1 is 2.9999999999999996, but three steps are meant.
    for number in range(floor(rounds + 1e-9) + 1):
        yield start + number * step


def up_or_down(start: int, end: int, step: int = 1) -> range:
    """Count from start to end, both included: down where the end is smaller."""
    if start <= end:
        return range(start, end + 1, abs(step))
    return range(start, end - 1, -abs(step))


def up_or_down_by(start: float, end: float, step: float) -> Iterator[Any]:
    """Count from start to end, both included, in steps of any size, up or down."""
    return inclusive_range(start, end, abs(step) if start <= end else -abs(step))


def left_to_right(value: Any, *steps: Any) -> Any:
    """Apply each function to the value so far and the operand behind it."""
    for function, operand in zip(steps[::2], steps[1::2], strict=True):
        value = function(value, operand)
    return value
