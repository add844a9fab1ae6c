"""Types that nobody declared, while the evidence for them is gathered."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.scopes import Role
from pseudocode_translator.model.types import (
    CHAR,
    INTEGER,
    NOTHING,
    REAL,
    STRING,
    UNKNOWN,
    ArrayType,
    CollectionType,
    DictionaryType,
    Dimension,
    Type,
)
from pseudocode_translator.semantics.symbols import Routine, Symbol
from pseudocode_translator.semantics.typing import common_type, is_empty


class Strength(IntEnum):
    """How much a piece of evidence says."""

    ASSIGNED = 1
    """The value is stored there."""
    USED = 2
    """Only such a value can be used so."""
    STORED = 3
    """It is stored where such values belong."""
    HINTED = 4
    """Other values can be used so, too: ``"Age: " & Age``."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A line of the program that shows a type."""

    line: int
    text: str
    """What it does, as in ``compares it with 18``."""

    def __str__(self) -> str:
        return f"line {self.line} {self.text}"


@dataclass(slots=True)
class Shape:
    """How something undeclared is indexed."""

    ranks_written: set[int] = field(default_factory=set)
    ranks_read: set[int] = field(default_factory=set)
    written: list[tuple[int, int] | None] = field(default_factory=list)
    """Per dimension the smallest range that has all indexes written so far."""
    read: list[tuple[int, int] | None] = field(default_factory=list)
    """The same for all indexes; None where one is not known."""
    first: tuple[int, ...] = ()
    """Where it counts from, per dimension, if it gets a list of values and that is known."""
    is_open: bool = False
    """Some index written cannot be known before the run."""
    list_from: int | None = None
    """The first index of a list that grows and shrinks, unless a literal tells another."""

    @property
    def rank(self) -> int:
        """Number of dimensions; 0 if it is never indexed."""
        return max(self.ranks_written or self.ranks_read or {0})


@dataclass(slots=True, eq=False)
class Open:
    """What is known so far about one undeclared type.

    None stands for "no evidence yet", UNKNOWN for "cannot be known before the run".
    """

    name: str
    span: Span
    symbol: Symbol | None = None
    """Of a variable or parameter."""
    routine: Routine | None = None
    """Of a function whose result is open."""
    declared: ArrayType | None = None
    """Of an array that is declared without its bounds."""
    evidence: dict[Strength, Type] = field(default_factory=dict)
    reasons: dict[tuple[Strength, Type], Reason] = field(default_factory=dict)
    input_span: Span | None = None
    """Where INPUT reads it first."""
    is_only_shown: bool = False
    """It is read, and then only printed and copied: text, for want of any evidence."""
    needs_whole: bool = False
    """It is used where only a whole number works."""
    is_rounded: bool = False
    """ROUND or INT is applied to it: the program expects fractions."""
    shape: Shape = field(default_factory=Shape)
    element: Open | None = None

    def add(self, strength: Strength, kind: Type, reason: Reason) -> None:
        """Take one piece of evidence in."""
        known = self.evidence.get(strength)
        self.evidence[strength] = kind if known is None else common_type(known, kind) or UNKNOWN
        first = self.reasons.get((strength, kind))
        if first is None or reason.line < first.line:
            self.reasons[(strength, kind)] = reason

    @property
    def type(self) -> Type | None:
        """What the evidence says together."""
        if self.declared is not None and self.shape.list_from is None:
            return self._with_bounds(self.declared)
        found = self._plain()
        if isinstance(found, DictionaryType):
            return found
        if isinstance(found, CollectionType):
            return self._collection(found)
        if self.shape.list_from is not None:
            return self._list(self.shape.list_from)
        if self.shape.ranks_written or (self.shape.ranks_read and self._reads_as_array()):
            return self._array()
        if found is None and self.shape.first:
            return ArrayType(UNKNOWN, tuple(Dimension(first, None) for first in self.shape.first))
        return found

    @property
    def is_parameter(self) -> bool:
        """Its values come from calls."""
        return self.symbol is not None and self.symbol.role is Role.PARAMETER

    @property
    def may_be_fraction(self) -> bool:
        """A number is read, and nothing says for sure that it has to be whole."""
        if self.symbol is None or self.is_parameter:
            return False
        if self.declared is not None and self.declared.element != UNKNOWN:
            return False
        read = self if self.element is None else self.element
        return read.input_span is not None and (
            read.type == REAL
            or (read.type == INTEGER and (read.is_rounded or not read.needs_whole))
        )

    def elements(self) -> Open:
        """The evidence for what the elements of an array hold."""
        if self.element is None:
            self.element = Open(self.name, self.span)
        return self.element

    def _plain(self) -> Type | None:
        assigned = self.evidence.get(Strength.ASSIGNED)
        used = self.evidence.get(Strength.USED)
        if assigned is None:
            weaker = (Strength.STORED, Strength.HINTED)
            hints = [self.evidence[s] for s in weaker if s in self.evidence]
            return used or (hints[0] if hints else self._of_text_input())
        if self.input_span is not None and used is not None:
            return common_type(assigned, used) or UNKNOWN
        return assigned

    def _of_text_input(self) -> Type | None:
        """A line cannot be read into an array, so what is read and indexed is text."""
        is_text = self.is_only_shown or self.shape.ranks_read
        return STRING if self.input_span is not None and is_text else None

    def _reads_as_array(self) -> bool:
        """Whether something that is indexed, but never stored to by index, is an array."""
        found = self._plain()
        return found is None or isinstance(found, ArrayType)

    def _array(self) -> ArrayType:
        assigned = self.evidence.get(Strength.ASSIGNED)
        element = self.element.type if self.element else None
        literal = assigned if isinstance(assigned, ArrayType) else None
        if literal is not None and self.element and not self.element.evidence:
            element = None  # That a line is read into an element says less than the array does.
        if literal is not None and not is_empty(literal):
            element = common_type(element or literal.element, literal.element)
        dimensions = tuple(self._dimension(k, literal) for k in range(self.shape.rank))
        if self._is_never_filled():
            element = element or INTEGER
            limits = self.shape.read if len(self.shape.read) == self.shape.rank else []
            dimensions = tuple(Dimension(*(limit or (None, None))) for limit in limits)
        return ArrayType(UNKNOWN if element is None else element, dimensions)

    def _collection(self, found: CollectionType) -> CollectionType:
        """A stack or the like, with the type of what is put in."""
        put_in = self.element.type if self.element else None
        if put_in is None:
            return found
        known = None if found.element == NOTHING else common_type(found.element, put_in)
        return CollectionType(found.form, put_in if found.element == NOTHING else known or UNKNOWN)

    def _list(self, first: int) -> ArrayType:
        """A list; rows of a list of rows are lists of their own."""
        assigned = self.evidence.get(Strength.ASSIGNED)
        element = self.element.type if self.element else None
        if isinstance(assigned, ArrayType):
            if assigned.dimensions and assigned.dimensions[0].lower is not None:
                first = assigned.dimensions[0].lower
            if not is_empty(assigned):
                rows = assigned.dimensions[1:]
                own = ArrayType(assigned.element, rows) if rows else assigned.element
                element = common_type(element or own, own)
        elif self.shape.first:
            first = self.shape.first[0]
        return ArrayType(UNKNOWN if element is None else element, (Dimension(first, None),))

    def _is_never_filled(self) -> bool:
        """Nothing is ever stored in it; all its elements are 0, as in a variable without value."""
        if self.shape.ranks_written or self.is_parameter or Strength.ASSIGNED in self.evidence:
            return False
        return self.element is None or Strength.ASSIGNED not in self.element.evidence

    def _dimension(self, place: int, literal: ArrayType | None) -> Dimension:
        written = self.shape.written[place] if place < len(self.shape.written) else None
        if literal is not None and place < len(literal.dimensions):
            known = literal.dimensions[place]
            if self.shape.is_open:
                return Dimension(known.lower, None)
            if written is None or known.lower is None or known.upper is None:
                return known
            fits = known.lower <= written[0] and written[1] <= known.upper
            return known if fits else Dimension(known.lower, None)
        if written is None or self.shape.is_open:
            is_told = place < len(self.shape.first)
            return Dimension(self.shape.first[place] if is_told else None, None)
        return Dimension(*written)

    def _with_bounds(self, declared: ArrayType) -> ArrayType:
        assigned = self.evidence.get(Strength.ASSIGNED)
        dimensions = assigned.dimensions if isinstance(assigned, ArrayType) else ()
        element = declared.element
        if not self.is_parameter or element == UNKNOWN:
            found = self._array()
            dimensions = declared.dimensions or dimensions or found.dimensions
            element = found.element if element == UNKNOWN else element
        return ArrayType(element, dimensions)


def completed(declared: Type, inferred: Type) -> Type:
    """What a declaration says, and what it leaves open as it was inferred."""
    if declared == UNKNOWN:
        return inferred
    if isinstance(declared, ArrayType) and isinstance(inferred, ArrayType):
        element = completed(declared.element, inferred.element)
        return ArrayType(element, declared.dimensions or inferred.dimensions)
    return declared


def as_evidence(kind: Type) -> Type:
    """A variable that is compared with one character may still hold more."""
    return STRING if kind == CHAR else kind
