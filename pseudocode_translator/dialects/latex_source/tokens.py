"""TeX tokens that know where they are printed."""

from __future__ import annotations

import re
from typing import NamedTuple

from pseudocode_translator.model.deadline import checked
from pseudocode_translator.model.document import Document

_TOKEN = re.compile(
    r"\\(?:begin|end)\s*\{\w+\*?\}|\\[A-Za-z@]+\*?|\\.|%.*|[^\W\d_]+\d*|\d+(?:\.\d+)?|\d+"
    r"|:=|<=|>=|!=|==|&&|\.\.+|\s+|."
)


class Tex(NamedTuple):
    """A command, a word, a number or a single character."""

    text: str
    line: int
    """1-based."""
    column: int
    """1-based."""
    width: int
    """Printed characters; those of the whole macro for what comes out of one."""

    @property
    def command(self) -> str:
        r"""``\State*`` as ``state``; empty for what is no command."""
        return self.text[1:].rstrip("*").lower() if self.text[:1] == "\\" else ""


def read_tokens(document: Document) -> list[Tex]:
    """The tokens of a document, without comments and spaces; lines end with a line feed."""
    found: list[Tex] = []
    for number, line in enumerate(checked(document.lines), 1):
        for match in _TOKEN.finditer(line.text):
            text = match[0]
            if text[0] == "%":
                break
            if not text.isspace():
                found.append(Tex(_tidy(text), number, match.start() + 1, len(text)))
        found.append(Tex("\n", number, len(line.text) + 1, 0))
    return found


def _tidy(text: str) -> str:
    return re.sub(r"\s", "", text) if text[0] == "\\" and text[-1] == "}" else text


def argument(tokens: list[Tex], start: int) -> tuple[list[Tex], int]:
    """The group, or the one token, that stands at `start`, and what follows it."""
    start = after_blank(tokens, start)
    if start >= len(tokens):
        return [], start
    if tokens[start].text != "{":
        return [tokens[start]], start + 1
    return _enclosed(tokens, start, "{", "}")


def option(tokens: list[Tex], start: int) -> tuple[list[Tex], int]:
    """What stands in square brackets at `start`, if anything does, and what follows it."""
    if start < len(tokens) and tokens[start].text == "[":
        return _enclosed(tokens, start, "[", "]")
    return [], start


def after_blank(tokens: list[Tex], start: int) -> int:
    """The place of the first token that is no line feed."""
    while start < len(tokens) and tokens[start].text == "\n":
        start += 1
    return start


def _enclosed(tokens: list[Tex], start: int, left: str, right: str) -> tuple[list[Tex], int]:
    depth = 0
    for place in range(start, len(tokens)):
        text = tokens[place].text
        depth += (text == left) - (text == right)
        if not depth:
            return tokens[start + 1 : place], place + 1
    return tokens[start + 1 :], len(tokens)


def printed(tokens: list[Tex]) -> str:
    """The tokens as they stand in the source, with single spaces for what is between."""
    parts: list[str] = []
    previous: Tex | None = None
    for token in tokens:
        if token.text == "\n":
            continue
        joined = previous is not None and (
            previous.line == token.line and previous.column + previous.width == token.column
        )
        parts.append(token.text if joined or not parts else f" {token.text}")
        previous = token
    return "".join(parts)


def words_of(tokens: list[Tex]) -> str:
    """The words and numbers alone, with a space between."""
    return " ".join(token.text for token in tokens if token.text[:1].isalnum())
