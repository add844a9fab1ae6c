"""Values that are written out."""

from __future__ import annotations

from dataclasses import dataclass

from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.types import BOOLEAN, CHAR, DATE, INTEGER, REAL, STRING, Type


@dataclass(frozen=True, slots=True)
class Integer:
    """A whole number."""

    span: Span
    value: int
    type: Type = INTEGER


@dataclass(frozen=True, slots=True)
class Real:
    """A number with a fraction or an exponent."""

    span: Span
    value: float
    type: Type = REAL


@dataclass(frozen=True, slots=True)
class Text:
    """A string literal, without its quotes."""

    span: Span
    value: str
    type: Type = STRING


@dataclass(frozen=True, slots=True)
class Character:
    """A character literal, without its quotes."""

    span: Span
    value: str
    type: Type = CHAR


@dataclass(frozen=True, slots=True)
class Boolean:
    """TRUE or FALSE."""

    span: Span
    value: bool
    type: Type = BOOLEAN


@dataclass(frozen=True, slots=True)
class Date:
    """A calendar date; `semantics` makes it from ``25/12/2026`` where a DATE is due."""

    span: Span
    day: int
    month: int
    year: int
    type: Type = DATE
