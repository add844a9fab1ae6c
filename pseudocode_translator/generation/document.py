"""A small pretty-printing language: text with places where it may break.

The elements and the way they are measured follow ruff's formatter, since the lines that come out
have to be the ones that ruff would write.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Union


@dataclass(frozen=True, slots=True)
class Line:
    """A possible line break; flat, it prints as `flat`."""

    flat: str = ""
    is_hard: bool = False


SOFT = Line()
SPACE = Line(" ")
HARD = Line(is_hard=True)


@dataclass(frozen=True, slots=True)
class Group:
    """Content printed on one line if it fits there; else its own breaks become lines."""

    content: "Doc"
    id: int = 0
    """Number under which others ask how the group was printed; 0 for nobody."""
    is_expanded: bool = False


@dataclass(frozen=True, slots=True)
class ConditionalGroup:
    """A group, but only where group `id` is broken; else plain content."""

    content: "Doc"
    id: int


@dataclass(frozen=True, slots=True)
class IfBroken:
    """Content for the case that group `id` (0: the enclosing one) is broken."""

    content: "Doc"
    id: int = 0


@dataclass(frozen=True, slots=True)
class IfFlat:
    """Content for the case that group `id` (0: the enclosing one) is flat."""

    content: "Doc"
    id: int = 0


@dataclass(frozen=True, slots=True)
class Indent:
    """Content whose lines start four columns further right, if group `id` is broken (0: always)."""

    content: "Doc"
    id: int = 0


@dataclass(frozen=True, slots=True)
class FitsExpanded:
    """Content that counts as fitting if it fits broken up, so that what is around stays flat."""

    content: "Doc"
    id: int = 0
    """Only while group `id` is flat; 0 for always."""
    counts_first_line: bool = True
    """The bracket that opens the content has to fit; long words inside of it need not."""


@dataclass(frozen=True, slots=True)
class BestFit:
    """The first of several forms that fits, else the last."""

    forms: "tuple[Doc, ...]"
    counts_all_lines: bool = False


@dataclass(frozen=True, slots=True)
class BestFitParentheses:
    """Content put in parentheses on lines of its own, but only if it fits there."""

    content: "Doc"
    id: int


Element = (
    Line
    | Group
    | ConditionalGroup
    | IfBroken
    | IfFlat
    | Indent
    | FitsExpanded
    | BestFit
    | BestFitParentheses
)

Doc = Union[str, Sequence["Doc"], Element]  # noqa: UP007 - `|` cannot hold a forward reference.


def block_indent(content: Doc) -> Doc:
    """Return content on indented lines of its own if the enclosing group is broken."""
    return [Indent([SOFT, content]), SOFT]


def hard_block_indent(content: Doc) -> Doc:
    """Return content on indented lines of its own."""
    return [Indent([HARD, content]), HARD]
