"""A LaTeX document as logical lines."""

from __future__ import annotations

from itertools import pairwise

from pseudocode_translator.dialects.latex_source.environments import Algorithm, find_algorithms
from pseudocode_translator.dialects.latex_source.lines import Lines
from pseudocode_translator.dialects.latex_source.macros import Definitions, expanded
from pseudocode_translator.dialects.latex_source.mathematics import Mathematics
from pseudocode_translator.dialects.latex_source.mathjax import as_codebox, has_bold_keywords
from pseudocode_translator.dialects.latex_source.names import titled
from pseudocode_translator.dialects.latex_source.symbols import GREEK, Sign
from pseudocode_translator.dialects.latex_source.tokens import Tex, argument, read_tokens
from pseudocode_translator.dialects.latex_source.walker import Walker
from pseudocode_translator.frontend.logical_line import LogicalLine
from pseudocode_translator.model.deadline import checked
from pseudocode_translator.model.diagnostics import Diagnostic
from pseudocode_translator.model.document import Document


def read_lines(document: Document) -> tuple[list[LogicalLine], list[Diagnostic]]:
    """The lines of all algorithms; what is around them in a paper is left out."""
    tokens = read_tokens(document)
    if has_bold_keywords(tokens):
        tokens = as_codebox(tokens)
    tokens, known = expanded(tokens)
    lines = Lines()
    for algorithm in checked(find_algorithms(tokens)):
        _read(algorithm, known, lines)
    return lines.found, []


def _read(algorithm: Algorithm, known: Definitions, lines: Lines) -> None:
    mathematics = Mathematics(known.functions)
    mathematics.subscripts.variables = _variables(algorithm.tokens)
    _find_arrays(mathematics, algorithm.tokens)
    inside = Lines()
    walker = Walker(inside, algorithm.style, known, mathematics)
    walker.walk(algorithm.tokens)
    own, free = _split(inside.found)
    title = titled(mathematics, algorithm.caption) if algorithm.caption else None
    at = algorithm.first
    gap = [LogicalLine("", at.line, at.column, 0, blank_before=True)] if lines.found else []
    if not any(line.text for line in free):
        lines.found += [*gap, *free, *own]
        return
    lines.found += [*gap, *own]
    parameters = walker.parameters or list(title.parameters if title else ())
    has_result = any(line.text.startswith("\\return") for line in free)
    prints = any(line.text.startswith("\\print") for line in free)
    if title is None and not parameters and not has_result and prints:
        # What prints and needs nothing from outside is the program itself.
        lines.found += [*free]
        return
    name = title.name if title else f"algorithm_{at.line}"
    row = [
        Sign(name, at.line, at.column, at.width, "name"),
        Sign("(", at.line, at.column, 0, "open"),
    ]
    for number, sign in enumerate(parameters):
        row += [sign._replace(text=",", width=0)] * bool(number) + [sign]
    row.append(Sign(")", at.line, at.column, 0, "close"))
    lines.add("\\fragment", row, at)
    lines.found += free
    end = algorithm.tokens[-1] if algorithm.tokens else at
    lines.add("\\endfunction", [], end)


def _split(lines: list[LogicalLine]) -> tuple[list[LogicalLine], list[LogicalLine]]:
    """The functions and procedures of an algorithm, and what stands outside of them."""
    own: list[LogicalLine] = []
    free: list[LogicalLine] = []
    inside = False
    blocks = 0
    for line in lines:
        word = line.text.partition(" ")[0]
        if word == "\\function":
            inside, blocks = True, 0
        (own if inside else free).append(line)
        if word in ("\\if", "\\for", "\\foreach", "\\while"):
            blocks += 1
        elif word == "\\end":
            blocks -= 1
        if word == "\\endfunction":
            inside = False
    return own, free


def _variables(tokens: list[Tex]) -> set[str]:
    """Words that stand in formulas and not in a subscript."""
    found: set[str] = set()
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if token.text == "_":
            place = argument(tokens, place + 1)[1]
            continue
        if token.text[0].isalpha():
            found.add(token.text)
        elif token.text[1:] in GREEK:
            found.add(token.text[1:])
        place += 1
    return found


def _find_arrays(mathematics: Mathematics, tokens: list[Tex]) -> None:
    """Whatever has an index somewhere, so that ``x_1`` is an element of it, too."""
    signs = mathematics.read(tokens, is_formula=True)
    for sign, following in pairwise(signs):
        if sign.kind == "name" and following.text == "[":
            mathematics.subscripts.arrays.add(sign.text)
