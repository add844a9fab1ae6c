"""Where an expression may break depends on the brackets around it: the documents for that."""

from pseudocode_translator.generation.document import (
    SOFT,
    SPACE,
    ConditionalGroup,
    Doc,
    FitsExpanded,
    Group,
    IfBroken,
    IfFlat,
    Indent,
    block_indent,
)

Level = int | None
"""What encloses an expression: None for nothing, `INSIDE` for brackets, else the number of the
group whose parentheses appear only if it is broken."""

INSIDE = 0


def bracketed(left: str, content: Doc, right: str, level: Level) -> Doc:
    """Return content (made for `INSIDE`) in brackets that stand at `level`."""
    inner = Group([left, block_indent(content), right])
    if level:
        # Breaking these brackets shall not make the optional parentheses around appear.
        return FitsExpanded(inner, level)
    return inner


def parenthesized_if_broken(content: Doc) -> Doc:
    """Return content (made for `INSIDE`) in parentheses if it takes more than one line."""
    return Group([IfBroken("("), block_indent(content), IfBroken(")")])


def parenthesized_as_last_resort(content: Doc, group: int) -> Doc:
    """Return content (made for level `group`) in parentheses if breaking brackets does not do."""
    opened = Indent([SOFT, content], group)
    return Group([IfBroken("("), opened, SOFT, IfBroken(")")], group)


def group_in_brackets(content: Doc, level: Level) -> Doc:
    """Return a group where breaks are allowed, else the content as it is."""
    if level is None:
        return content
    return ConditionalGroup(content, level) if level else Group(content)


def space_in_brackets(level: Level) -> Doc:
    """Return a space that may become a line break inside of brackets."""
    if level is None:
        return " "
    return [IfBroken(SPACE, level), IfFlat(" ", level)] if level else SPACE


def break_in_brackets(level: Level) -> Doc:
    """Return nothing, or a line break inside of brackets."""
    if level is None:
        return ""
    return IfBroken(SOFT, level) if level else SOFT


def space_if_broken(level: Level) -> Doc:
    """Return the space behind a power operator that stands at the start of its line.

    ruff also writes it where only the optional parentheses are broken: `a** b < f(c)`.
    """
    return "" if level is None else IfBroken(" ", level)
