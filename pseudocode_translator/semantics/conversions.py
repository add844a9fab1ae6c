"""Values that are converted on their way into a variable of another type."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pseudocode_translator.model.library import Library
from pseudocode_translator.model.nodes import (
    Character,
    Expression,
    Integer,
    LibraryCall,
    Real,
    Text,
)
from pseudocode_translator.model.rules import Rules
from pseudocode_translator.model.types import INTEGER, REAL, Type
from pseudocode_translator.semantics.open_types import Reason
from pseudocode_translator.semantics.remarks import Remarks
from pseudocode_translator.semantics.typing import describe, is_numeric, is_text

_LARGEST_EXACT = 2**53
"""All integers below it are floats, too."""
_NOTHING: Mapping[int, Reason] = MappingProxyType({})


class Conversions:
    """Cuts fractions off where only whole numbers work, and reads texts as numbers.

    Elsewhere a REAL in an INTEGER variable keeps its fraction: the Python program can go
    on with it, and `validation` tells about it.
    """

    def __init__(
        self, remarks: Remarks, rules: Rules, whole: Mapping[int, Reason] = _NOTHING
    ) -> None:
        self._remarks = remarks
        self._rules = rules
        self._whole = whole
        """By the id of a symbol or routine: why its value has to be whole."""
        self.has_narrowed = False
        """Something that may have a fraction became an INTEGER somewhere."""

    def assigned(self, value: Expression, kind: Type, holder: int | None) -> Expression:
        """A value for a variable of a type; `holder` is the id of its symbol."""
        if is_numeric(kind) and is_text(value.type) and _may_be_number(value):
            self._tell_of_text(value, kind)
            call = LibraryCall(value.span, Library.TEXT_TO_NUMBER, (value,), kind)
            self.has_narrowed = self.has_narrowed or kind == INTEGER
            return _truncated(call) if kind == INTEGER and holder in self._whole else call
        return self.narrowed(value, kind, holder, "stored in an INTEGER")

    def narrowed(self, value: Expression, kind: Type, holder: int | None, what: str) -> Expression:
        """A REAL as an INTEGER; `what` says for a message what happens to it."""
        value = self.as_real(value, kind)
        if kind != INTEGER or value.type != REAL:
            return value
        if self._rules.numbers_take_the_variable:
            self._remarks.add("PS302", value.span, f"a REAL is {what}; its fraction is cut off")
            return _truncated(value)
        self.has_narrowed = True
        why = None if holder is None else self._whole.get(holder)
        if why is None:
            return value
        message = f"a REAL is {what}; a fraction is cut off, because {why}"
        self._remarks.add("PS302", value.span, message, fix="write INT(...) around it to say so")
        return _truncated(value)

    def as_real(self, value: Expression, kind: Type) -> Expression:
        """Make a REAL of an INTEGER where a REAL is due, if numbers are like their variables."""
        if not self._rules.numbers_take_the_variable or (kind, value.type) != (REAL, INTEGER):
            return value
        if isinstance(value, Integer) and abs(value.value) < _LARGEST_EXACT:
            return Real(value.span, float(value.value))
        return LibraryCall(value.span, Library.TO_REAL, (value,), REAL)

    def _tell_of_text(self, value: Expression, kind: Type) -> None:
        message = f"{describe(value.type)} is stored in {describe(kind)}; it is converted"
        fix = "write STR_TO_NUM(...) around it, or declare the variable as STRING"
        self._remarks.add("PS303", value.span, message, fix=fix)


def _truncated(value: Expression) -> LibraryCall:
    return LibraryCall(value.span, Library.TRUNCATE, (value,), INTEGER)


def _may_be_number(value: Expression) -> bool:
    """Anything may that is not a literal without a number in it."""
    if not isinstance(value, Text | Character):
        return True
    try:
        float(value.value)
    except ValueError:
        return False
    return True
