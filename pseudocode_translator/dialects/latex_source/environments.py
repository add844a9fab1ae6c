"""Where the algorithms of a document are, and what they are called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from pseudocode_translator.dialects.latex_source.tokens import Tex, argument, option

_FLOATS = re.compile(r"\\begin\{(?:algorithm|algorithm2e|algo|procedure|function|figure)\*?\}")
_INNER = re.compile(r"\\begin\{(?:algorithmic|algorithmicx|codebox|pseudocode)\*?\}")
_LINE_WORDS = frozenset({"li", "zi", "procname"})


class Style(Enum):
    """How blocks are written."""

    COMMANDS = auto()
    r"""``\If{c} ... \EndIf``: algorithmicx, algpseudocode, algorithmic."""
    BRACES = auto()
    r"""``\If{c}{...}``: algorithm2e."""
    LINES = auto()
    r"""``\li \If c \Then ... \End``: clrscode3e."""


@dataclass(frozen=True, slots=True)
class Algorithm:
    """One algorithm of a document."""

    style: Style
    tokens: list[Tex]
    caption: list[Tex]
    first: Tex
    """Where it begins."""


def find_algorithms(tokens: list[Tex]) -> list[Algorithm]:
    """All algorithms, in order; a text without any environment is one as a whole."""
    found: list[Algorithm] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if _FLOATS.fullmatch(token.text):
            inside, place = _environment(tokens, place)
            found += _of_float(inside, token)
        elif _INNER.fullmatch(token.text):
            inside, place = _environment(tokens, place)
            found.append(_inner(token, inside, []))
        else:
            place += 1
    if not found:
        whole = _document(tokens)
        if any(token.text != "\n" for token in whole):
            found.append(Algorithm(_style(whole), whole, [], whole[0]))
    return found


def _of_float(tokens: list[Tex], first: Tex) -> list[Algorithm]:
    caption: list[Tex] = []
    found: list[tuple[Tex, list[Tex]]] = []
    rest: list[Tex] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if token.command in ("caption", "titleofalgo"):
            _, after = option(tokens, place + 1)
            caption, place = argument(tokens, after)
        elif token.command == "label":
            _, place = argument(tokens, place + 1)
        elif _INNER.fullmatch(token.text):
            inside, place = _environment(tokens, place)
            found.append((token, inside))
        else:
            rest.append(token)
            place += 1
    if found:
        return [_inner(token, inside, caption) for token, inside in found]
    if "figure" in first.text:
        return []
    _, start = option(rest, 0)
    return [Algorithm(_style(rest[start:]), rest[start:], caption, first)]


def _inner(token: Tex, inside: list[Tex], caption: list[Tex]) -> Algorithm:
    _, start = option(inside, 0)
    style = Style.LINES if "codebox" in token.text else Style.COMMANDS
    return Algorithm(style, inside[start:], caption, token)


def _style(tokens: list[Tex]) -> Style:
    commands = {token.command for token in tokens}
    if commands & _LINE_WORDS:
        return Style.LINES
    if commands & {"endif", "endfor", "endwhile", "endfunction", "endprocedure", "state"}:
        return Style.COMMANDS
    return Style.BRACES


def _environment(tokens: list[Tex], start: int) -> tuple[list[Tex], int]:
    """What is inside the environment that begins at `start`, and what follows it."""
    closing = tokens[start].text.replace("begin", "end", 1)
    depth = 0
    for place in range(start, len(tokens)):
        depth += (tokens[place].text == tokens[start].text) - (tokens[place].text == closing)
        if not depth:
            return tokens[start + 1 : place], place + 1
    return tokens[start + 1 :], len(tokens)


def _document(tokens: list[Tex]) -> list[Tex]:
    start = next((n for n, t in enumerate(tokens) if t.text == "\\begin{document}"), -1)
    end = next((n for n, t in enumerate(tokens) if t.text == "\\end{document}"), len(tokens))
    return tokens[start + 1 : end]
