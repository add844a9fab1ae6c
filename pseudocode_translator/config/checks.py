"""Is this value right for that field, and if not, what is near?"""

from __future__ import annotations

import reprlib
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

_CLAMPS = {"greater_than_equal": "ge", "less_than_equal": "le"}
"""Error types of pydantic, and where their context names the bound."""


class Unusable:
    """A value that fits no field; it is shown as what it is called."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Checked:
    """A value after its check."""

    value: object
    """As the field holds it, moved to the nearest bound if it was outside."""
    fault: str = ""
    """What is wrong with the value that was given; empty if nothing is."""
    is_usable: bool = True
    """Whether `value` can be taken."""


def check(section: type[BaseModel], field: str, value: object) -> Checked:
    """Check a value against the type and the limits of a field."""
    try:
        return Checked(getattr(section.model_validate({field: value}), field))
    except ValidationError as error:
        fault = f"is {show(value)}, but must be {expectation(section, field)}"
        bound = _bound(error)
        return Checked(bound, fault, is_usable=bound is not None)


def show(value: object) -> str:
    """A value as a message shows it: on one line, not too long."""
    shortener = reprlib.Repr()
    shortener.maxstring = shortener.maxother = shortener.maxlong = 60
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return shortener.repr(value)


def expectation(section: type[BaseModel], field: str) -> str:
    """What a field takes, in words."""
    schema = section.model_json_schema()["properties"][field]
    return " or ".join(_phrase(choice) for choice in schema.get("anyOf", [schema]))


def _bound(error: ValidationError) -> object:
    details = error.errors(include_url=False, include_input=False)
    for detail in details:
        if detail["type"] in _CLAMPS:
            return detail["ctx"][_CLAMPS[detail["type"]]]
    return None


def _phrase(schema: dict[str, Any]) -> str:
    match schema:
        case {"enum": choices}:
            return "one of " + ", ".join(repr(choice) for choice in choices)
        case {"type": "integer"}:
            return "a whole number" + _range(schema)
        case {"type": "number"}:
            return "a number" + _range(schema)
        case {"type": "boolean"}:
            return "true or false"
        case {"type": "null"}:
            return "null"
        case _:
            return "a name of small letters, digits, - and _"


def _range(schema: dict[str, Any]) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    if high is None:
        return f" of at least {low}"
    return f" from {low} to {high}"
