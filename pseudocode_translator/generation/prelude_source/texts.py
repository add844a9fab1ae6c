"""Parts of strings, counted from 1, and values as OUTPUT prints them."""

from datetime import date, datetime
from enum import Enum
from typing import Any, TypeVar

Member = TypeVar("Member", bound=Enum)


def left(text: str, count: int) -> str:
    """Take the first characters; none if the count is below 1."""
    return text[: max(count, 0)]


def right(text: str, count: int) -> str:
    """Take the last characters; none if the count is below 1."""
    return text[max(len(text) - count, 0) :]


def substring(text: str, start: int, count: int) -> str:
    """Take a number of characters from a position on, counted from 1."""
    if start < 1:
        raise IndexError(f"position {start} is before the first character")
    return text[start - 1 : start - 1 + max(count, 0)]


def part(text: str, first: int, last: int) -> str:
    """Take the characters from a first to a last position, counted from 1."""
    if first < 1:
        raise IndexError(f"position {first} is before the first character")
    return text[first - 1 : max(last, 0)]


def character(text: str, position: int) -> str:
    """Take the character at a position, counted from 1."""
    if not 1 <= position <= len(text):
        raise IndexError(f"position {position} is outside 1 to {len(text)}")
    return text[position - 1]


def replace_character(text: str, position: int, new: str) -> str:
    """Change the character at a position, counted from 1."""
    if not 1 <= position <= len(text):
        raise IndexError(f"position {position} is outside 1 to {len(text)}")
    return text[: position - 1] + new + text[position:]


def element_of(value: Any, index: Any, first: int = 1) -> Any:
    """Take an element of an array, or a character if the value is a string."""
    if isinstance(value, str):
        return character(value, index - first + 1)
    return value[index]


def text_of(value: object) -> str:
    """Show a value as OUTPUT prints it."""
    return str(value).upper() if isinstance(value, bool) else str(value)


def text_with(value: object, true: str, false: str, number: Any = str) -> str:
    """Show a value as OUTPUT prints it, with these words for the truth."""
    if isinstance(value, bool):
        return true if value else false
    return str(number(value))


def spaced_text(value: object, *form: Any) -> str:
    """Show a value as OUTPUT prints it: a space stands before all but texts."""
    return value if isinstance(value, str) else f" {text_with(value, *form)}"


def to_boolean(text: str) -> bool:
    """Read TRUE or FALSE, in capitals or not."""
    word = text.strip().upper()
    if word not in ("TRUE", "FALSE"):
        raise ValueError(f"{text!r} is neither TRUE nor FALSE")
    return word == "TRUE"


def to_truth(text: str, true: str, false: str) -> bool:
    """Read one of two words for the truth, in capitals or not."""
    word = text.strip().upper()
    if word not in (true.upper(), false.upper()):
        raise ValueError(f"{text!r} is neither {true} nor {false}")
    return word == true.upper()


def to_date(text: str) -> date:
    """Read a date as day/month/year."""
    return datetime.strptime(text.strip(), "%d/%m/%Y").date()


def to_member(members: type[Member], text: str) -> Member:
    """Find the member with this name, in capitals or not."""
    for member in members:
        if member.name.upper() == text.strip().upper():
            return member
    names = ", ".join(member.name for member in members)
    raise ValueError(f"{text!r} is none of {names}")
