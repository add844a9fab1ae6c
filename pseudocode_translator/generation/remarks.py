"""Comments and docstrings: any text, made safe and wrapped to the line width."""

import re
import textwrap
from collections.abc import Iterator

from pseudocode_translator.generation.literals import escaped_char, width
from pseudocode_translator.model.deadline import checked

_LONGEST_PART = 20_000
"""Characters."""
_CODING = re.compile(r"coding(?=[:=])")


def comment_lines(text: str, columns: int) -> list[str]:
    """Return `# ...` lines of at most `columns` columns."""
    shown = _one_line(text)
    if not shown:
        return ["#"]
    if width(shown) + 2 <= columns:
        return [f"# {shown}"]
    return [f"# {line}" for line in wrapped(shown, max(columns - 2, 20))]


def comment_suffix(text: str) -> str:
    """Return a comment to put behind a statement, the two spaces included."""
    shown = _one_line(text)
    return f"  # {shown}" if shown else ""


def docstring_lines(text: str, columns: int) -> list[str]:
    """Return the lines of a docstring, without indentation; none for an empty text."""
    lines: list[str] = []
    for line in text.splitlines():
        shown = _visible(line.expandtabs(4)).rstrip().replace("\\", "\\\\")
        shown = shown.replace('"""', "'''")
        lines.extend(_wrapped_keeping_indent(shown, columns - 8))
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    if not lines:
        return []
    lines = _without_common_indent(lines)
    # Quotes next to the ones around the docstring need a space.
    opening = '""" ' if lines[0].startswith('"') else '"""'
    if len(lines) == 1:
        closing = ' """' if lines[0].endswith('"') else '"""'
        return [f"{opening}{lines[0]}{closing}"]
    return [f"{opening}{lines[0]}", *lines[1:], '"""']


def wrapped(text: str, columns: int) -> list[str]:
    """Return a text in lines; only a web address may stay longer than a line."""
    lines: list[str] = []
    for part in checked(_parts(text)):
        for line in textwrap.wrap(
            part, columns, break_long_words=False, break_on_hyphens=False, tabsize=4
        ):
            lines.extend([line] if "://" in line else _cut(line, columns))
    return lines


def _parts(text: str) -> Iterator[str]:
    """A text in parts, each short enough for one call that cannot be interrupted."""
    start = 0
    while len(text) - start > _LONGEST_PART:
        space = text.find(" ", start + _LONGEST_PART)
        end = len(text) if space < 0 else space
        yield text[start:end]
        start = end
    yield text[start:]


def without_coding(line: str) -> str:
    """Return a comment that Python does not take for a declaration of the encoding (PEP 263)."""
    return _CODING.sub("coding ", line)


def _one_line(text: str) -> str:
    if text.isprintable():
        return text.strip()
    return _visible(" ".join(text.split()))


def _visible(text: str) -> str:
    if text.isprintable():
        return text
    return "".join([escaped_char(char) if not char.isprintable() else char for char in text])


def _cut(line: str, columns: int) -> list[str]:
    """Cut where a word, or the wide characters that `textwrap` counts as one, are too long."""
    if width(line) <= columns:
        return [line]
    pieces = [""]
    for char in checked(line):
        if width(pieces[-1] + char) > columns:
            pieces.append("")
        pieces[-1] += char
    return [piece.strip() for piece in pieces if piece.strip()]


def _wrapped_keeping_indent(line: str, columns: int) -> list[str]:
    if width(line) <= columns:
        return [line]
    indent = line[: len(line) - len(line.lstrip())][: columns // 2]
    return [indent + part for part in wrapped(line.strip(), columns - len(indent))]


def _without_common_indent(lines: list[str]) -> list[str]:
    first, *rest = lines
    if not rest:
        return [first.strip()]
    return [first.strip(), *textwrap.dedent("\n".join(rest)).split("\n")]
