"""Cuts strings that fit on no line into literals that do; Python joins adjacent literals."""

import ast
from collections.abc import Iterator

from pseudocode_translator.generation import flat
from pseudocode_translator.generation.fstrings import Part, parts, parts_text
from pseudocode_translator.generation.literals import char_width, escaped_char, width
from pseudocode_translator.model.deadline import checked

_QUOTES = 3
"""Columns for the quotes of a literal and its `f`."""


def split_literals(node: ast.expr, columns: int) -> list[str]:
    """Return the literals of a string, cut after spaces where there are any.

    One literal alone means that the string cannot be cut.
    """
    literals = []
    for pieces in _lines(_atoms(node), columns - _QUOTES):
        literal = parts_text(pieces, flat.text)
        if literal is None:
            return [flat.text(node)]
        literals.append(literal)
    return literals


def is_string(node: ast.AST) -> bool:
    """Tell whether `node` is a string or an f-string."""
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def _atoms(node: ast.expr) -> Iterator[Part]:
    """Yield words with the spaces after them, and fields."""
    pieces = parts(node) if isinstance(node, ast.JoinedStr) else iter([_value(node)])
    for piece in pieces:
        if isinstance(piece, str):
            yield from _words(piece)
        else:
            yield piece


def _value(node: ast.expr) -> str:
    assert isinstance(node, ast.Constant)
    return str(node.value)


def _words(text: str) -> Iterator[str]:
    start = 0
    for index in checked(range(1, len(text))):
        if text[index - 1] in " \n" and text[index] != " ":
            yield text[start:index]
            start = index
    if text:
        yield text[start:]


def _lines(atoms: Iterator[Part], columns: int) -> Iterator[list[Part]]:
    line: list[Part] = []
    used = 0
    for atom in checked(atoms):
        for piece in _cut(atom, columns):
            size = _size(piece)
            if line and used + size > columns:
                yield line
                line, used = [], 0
            line.append(piece)
            used += size
    if line:
        yield line


def _cut(atom: Part, columns: int) -> Iterator[Part]:
    """Yield an atom, in pieces if it is a word too long for any line."""
    if not isinstance(atom, str) or _size(atom) <= columns:
        yield atom
        return
    piece: list[str] = []
    used = 0
    for char in checked(atom):
        size = _char_size(char)
        if used + size > columns:
            yield "".join(piece)
            piece, used = [], 0
        piece.append(char)
        used += size
    yield "".join(piece)


def _size(piece: Part) -> int:
    """Return the columns that a piece takes at most, whichever the quotes."""
    if isinstance(piece, str):
        return sum(map(_char_size, checked(piece)))
    literal = flat.text(ast.JoinedStr([piece]))
    return width(literal) - _QUOTES


def _char_size(char: str) -> int:
    if char in "'\"{}":
        return 2
    shown = escaped_char(char)
    return char_width(shown) if len(shown) == 1 else len(shown)
