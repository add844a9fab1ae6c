"""Blank lines between the statements of a block, as ruff wants or keeps them."""

import ast
from dataclasses import dataclass
from enum import Enum, auto

from pseudocode_translator.generation.headers import Header


class Kind(Enum):
    """What a statement is as far as blank lines go."""

    PLAIN = auto()
    IMPORT = auto()
    DOCSTRING = auto()
    COMPOUND = auto()
    DEFINITION = auto()
    ENDS_WITH_DEFINITION = auto()
    """A compound statement whose last line belongs to a function or a class."""

    @classmethod
    def of_source(cls, lines: list[str]) -> "Kind":
        """Return the kind of the first statement of some source that is not indented."""
        for line in lines:
            word = line.partition(" ")[0]
            if line.startswith("@") or word in ("def", "class"):
                return cls.DEFINITION
            if word in ("import", "from"):
                return cls.IMPORT
            if line and line[0].isidentifier():
                return cls.PLAIN
        return cls.PLAIN


class SuiteKind(Enum):
    """What a block belongs to."""

    MODULE = auto()
    FUNCTION = auto()
    CLASS = auto()
    OTHER = auto()

    @classmethod
    def of(cls, header: Header) -> "SuiteKind":
        """Return the kind of the block under `header`."""
        if isinstance(header, ast.FunctionDef):
            return cls.FUNCTION
        return cls.CLASS if isinstance(header, ast.ClassDef) else cls.OTHER


_DEFINITIONS = (Kind.DEFINITION, Kind.ENDS_WITH_DEFINITION)


@dataclass(frozen=True, slots=True)
class Gap:
    """Blank lines in front of a statement and in front of its comments."""

    comments_start: int
    """Line index where the comments begin."""
    above_comments: int
    """Blank lines missing there: those between definitions go above the comments."""
    below_comments: int


@dataclass(slots=True)
class Suite:
    """The statements of one block so far."""

    kind: SuiteKind
    previous: Kind | None = None
    """The last statement; None at the start."""
    wants_blank: bool = False
    """The author left a blank line here."""
    comments_start: int = -1
    """Line index of the last run of comments since the last statement; -1 for none."""
    blanks_before_comments: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether the block still needs a statement."""
        return self.previous is None

    def before_comment(self, line_count: int) -> int:
        """Return the number of blank lines in front of a comment line."""
        blanks = 1 if self.wants_blank else 0
        if self.comments_start < 0:
            blanks = 0 if self.previous is None else max(blanks, self._after_previous())
        if self.comments_start < 0 or blanks:
            self.comments_start = line_count + blanks
            self.blanks_before_comments = blanks
        self.wants_blank = False
        return blanks

    def before_statement(self, kind: Kind, line_count: int) -> Gap:
        """Return the blank lines in front of a statement, and take note of it."""
        is_definition = kind is Kind.DEFINITION
        around = self._around_definition() if is_definition else 0
        wanted = 1 if self.wants_blank else 0
        if self.comments_start >= 0:
            # Comments right above a definition belong to it: the distance is kept above them.
            is_attached = self.previous is not None and not wanted
            missing = around - self.blanks_before_comments if is_attached else 0
            gap = Gap(self.comments_start, max(0, missing), max(wanted, around) if wanted else 0)
        elif self.previous is not None:
            joins_imports = kind is Kind.IMPORT and self.previous is Kind.IMPORT
            needed = 0 if joins_imports else self._after_previous()
            gap = Gap(line_count, 0, max(wanted, needed, around))
        else:
            starts_apart = is_definition and self.kind is SuiteKind.OTHER
            gap = Gap(line_count, 0, 1 if starts_apart else 0)
        self.previous = kind
        self.wants_blank = False
        self.comments_start = -1
        return gap

    def after_block(self, inner: "Suite") -> None:
        """Take note of how the block of the last statement ended."""
        self.wants_blank = inner.wants_blank
        if self.previous is not Kind.DEFINITION:
            ends_with_definition = inner.previous in _DEFINITIONS and inner.comments_start < 0
            self.previous = Kind.ENDS_WITH_DEFINITION if ends_with_definition else Kind.COMPOUND

    def _around_definition(self) -> int:
        return 2 if self.kind is SuiteKind.MODULE else 1

    def _after_previous(self) -> int:
        if self.previous in _DEFINITIONS:
            return self._around_definition()
        if self.previous is Kind.DOCSTRING:
            return 0 if self.kind is SuiteKind.FUNCTION else 1
        return 1 if self.previous is Kind.IMPORT else 0
