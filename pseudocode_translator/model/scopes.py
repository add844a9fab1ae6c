"""Names of a program and what they stand for, as `semantics` found them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.types import Type


class Role(StrEnum):
    """What a name stands for."""

    VARIABLE = "variable"
    CONSTANT = "constant"
    PARAMETER = "parameter"


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable, constant or parameter of one scope."""

    name: str
    """As its declaration, or its first use, spells it."""
    type: Type
    role: Role
    span: Span
    """Where it is declared, or first used."""
    declared: bool = True
    """False: the author never declared it; the type was inferred."""
    by_reference: bool = False
    may_be_fraction: bool = False
    """INPUT reads it, and its type only follows from numbers that it meets: a number is
    kept as it is typed, 30.5 or 30."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The names that belong to the main program, or to one subroutine."""

    variables: Mapping[str, Variable] = field(default_factory=dict)
    """By resolved name."""
