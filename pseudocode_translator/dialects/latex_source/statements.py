"""Statements, comments and inputs of an algorithm; `walker` adds the blocks."""

from __future__ import annotations

from dataclasses import dataclass, field

from pseudocode_translator.dialects.latex_source.commands import (
    COMMENTS,
    ENDS,
    INPUTS,
    LOOPS,
    OTHERS,
    OUTPUTS,
)
from pseudocode_translator.dialects.latex_source.environments import Style
from pseudocode_translator.dialects.latex_source.lines import Lines
from pseudocode_translator.dialects.latex_source.macros import Definitions
from pseudocode_translator.dialects.latex_source.mathematics import Mathematics
from pseudocode_translator.dialects.latex_source.names import parameters_of
from pseudocode_translator.dialects.latex_source.phrases import condition, split_at, statement
from pseudocode_translator.dialects.latex_source.symbols import Sign
from pseudocode_translator.dialects.latex_source.tokens import (
    Tex,
    after_blank,
    argument,
    option,
    printed,
)

STARTING = ENDS.keys() | LOOPS | COMMENTS | INPUTS | OUTPUTS | OTHERS
"""What ends the text before it."""


@dataclass(slots=True)
class StatementWalker:
    """Writes the lines of statements."""

    lines: Lines
    style: Style
    known: Definitions
    mathematics: Mathematics
    parameters: list[Sign] = field(default_factory=list)
    """What the head of the algorithm says that it gets."""
    current: list[Tex] = field(default_factory=list)
    """The statement that is being read."""
    keyword: str = ""
    depth: int = 0
    has_open_procedure: bool = False
    """clrscode3e closes a procedure by the end of its box."""

    def flush(self) -> None:
        """End the statement that is being read."""
        tokens, self.current = self.current, []
        keyword, self.keyword = self.keyword, ""
        if not any(token.text not in ("\n", "$", "{", "}") for token in tokens):
            if keyword and tokens:
                self.lines.add(keyword, [], tokens[0])
            return
        tokens = [token for token in tokens if token.text != "\n" or not keyword]
        signs = self.mathematics.read(tokens)
        if not signs:
            return
        if keyword:
            found = condition([sign for sign in signs if sign.text != keyword])
            if found is None:
                self._prose(tokens)
            else:
                self.lines.add(keyword, found, tokens[0])
            return
        statements = [statement(part) for part in _independent(signs)]
        if None in statements:
            self._prose(tokens)
            return
        for part in statements:
            if part:
                self.lines.add("", part, part[0])

    def _prose(self, tokens: list[Tex]) -> None:
        """A step in words: it is told at its place, and stops the program there."""
        tokens = [token for token in tokens if token.text != "\n"]
        if tokens:
            first, last = tokens[0], tokens[-1]
            width = last.column + last.width - first.column if first.line == last.line else 1
            text = printed(tokens).replace('"', "'")
            sign = Sign(f'"{text}"', first.line, first.column, max(width, 1), "string")
            self.lines.add("\\prose", [sign], first)

    def _state(self, command: str, tokens: list[Tex], place: int) -> int:
        self.flush()
        if command == "item":
            return option(tokens, place + 1)[1]
        return place + 1

    def _line(self, command: str, tokens: list[Tex], place: int) -> int:
        self.flush()
        return place + 1

    def _skip_tabs(self, command: str, tokens: list[Tex], place: int) -> int:
        return place + 1

    def _return(self, command: str, tokens: list[Tex], place: int) -> int:
        if any(token.text not in ("\n", "$") for token in self.current):
            self.flush()
        keyword = "\\print" if command in ("print", "output") else "\\return"
        self.keyword = keyword
        self.current = [tokens[place]]
        if self.style is Style.BRACES or _opens(tokens, place + 1):
            start = after_blank(tokens, place + 1)
            if start < len(tokens) and tokens[start].text == "{":
                inner, after = argument(tokens, start)
                self._keyword_line(keyword, inner, tokens[place])
                return after
        self.current = []
        after = place + 1
        if not _has_value(tokens, after, self.style):
            self.keyword = ""
            self.lines.add(keyword, [], tokens[place])
        return after

    def _keyword_line(self, keyword: str, inner: list[Tex], at: Tex) -> None:
        self.keyword, self.current = "", []
        signs = self.mathematics.read(inner)
        found = condition(signs) if signs else []
        if found is None:
            self._prose([at, *inner])
        else:
            self.lines.add(keyword, found, at)

    def _error(self, command: str, tokens: list[Tex], place: int) -> int:
        self.flush()
        self.keyword = "\\error"
        return place + 1

    def _simple(self, command: str, tokens: list[Tex], place: int) -> int:
        self.flush()
        self.lines.add(f"\\{command}", [], tokens[place])
        return place + 1

    def _comment(self, command: str, tokens: list[Tex], place: int) -> int:
        trails = (
            bool(self.current) or self.style is not Style.BRACES or tokens[place].text[-1:] == "*"
        )
        self.flush()
        if self.style is Style.LINES or command == "triangleright":
            end = place + 1
            while (
                end < len(tokens)
                and tokens[end].text != "\n"
                and tokens[end].command not in ("li", "zi")
            ):
                end += 1
            self.lines.comment(tokens[place + 1 : end], trails=True)
            return end
        _, after = option(tokens, place + 1)
        if after < len(tokens) and tokens[after].text == "(":  # \tcp*[f]{...}
            after += 1
        inner, after = argument(tokens, after)
        self.lines.comment(inner, trails=trails)
        return after

    def _inputs(self, command: str, tokens: list[Tex], place: int) -> int:
        self.flush()
        if after_blank(tokens, place + 1) < len(tokens) and self.style is Style.BRACES:
            inner, after = argument(tokens, place + 1)
        else:
            after = place + 1
            while after < len(tokens) and not _starts(tokens[after], self.known):
                after += 1
            inner = tokens[place + 1 : after]
        if command in INPUTS:
            self.parameters += parameters_of(self.mathematics.read(inner), self.parameters)
        word = "Input" if command in INPUTS else "Output"
        head = tokens[place]._replace(text=f"{word}:", width=tokens[place].width)
        self.lines.comment([head, *inner], trails=False)
        return after


def _independent(signs: list[Sign]) -> list[list[Sign]]:
    """``x = 0, y = 0`` are two statements; ``a, b = b, a`` is one."""
    parts = [part for part in split_at(signs, ",", ";") if part]
    stores = [any(sign.text in ("<-", "=") for sign in part) for part in parts]
    return parts if len(parts) > 1 and all(stores) else [signs]


def _opens(tokens: list[Tex], place: int) -> bool:
    return place < len(tokens) and tokens[place].text == "{"


def _starts(token: Tex, known: Definitions) -> bool:
    command = known.aliases.get(token.text, token.command)
    return command in STARTING


def _has_value(tokens: list[Tex], place: int, style: Style) -> bool:
    place = after_blank(tokens, place)
    if place >= len(tokens) or tokens[place].text == "\\;":
        return False
    command = tokens[place].command
    return command not in STARTING
