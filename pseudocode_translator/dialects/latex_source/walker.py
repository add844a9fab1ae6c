r"""The statements and blocks of one algorithm, in any of the LaTeX syntaxes, as logical lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pseudocode_translator.dialects.latex_source.commands import (
    COMMENTS,
    ELSES,
    ENDS,
    HEADS,
    IGNORED,
    INPUTS,
    LOOPS,
    OUTPUTS,
)
from pseudocode_translator.dialects.latex_source.environments import Style
from pseudocode_translator.dialects.latex_source.headers import for_header
from pseudocode_translator.dialects.latex_source.lines import Lines
from pseudocode_translator.dialects.latex_source.names import routine_of
from pseudocode_translator.dialects.latex_source.phrases import condition
from pseudocode_translator.dialects.latex_source.statements import StatementWalker
from pseudocode_translator.dialects.latex_source.symbols import Sign
from pseudocode_translator.dialects.latex_source.tokens import (
    Tex,
    after_blank,
    argument,
    printed,
)
from pseudocode_translator.model.deadline import checkpoint

_DEEPEST = 60


@dataclass(slots=True)
class Walker(StatementWalker):
    """Writes the lines of one algorithm."""

    def walk(self, tokens: list[Tex]) -> None:
        """Write the lines of a stretch of the algorithm."""
        if self.depth > _DEEPEST:
            self._prose(tokens)
            return
        self.depth += 1
        place = 0
        while place < len(tokens):
            checkpoint()
            place = self._step(tokens, place)
        self.flush()
        self.depth -= 1
        if not self.depth and self.has_open_procedure:
            self.lines.add("\\endfunction", [], tokens[-1])

    def _step(self, tokens: list[Tex], place: int) -> int:
        token = tokens[place]
        command = self.known.aliases.get(token.text, token.command)
        handler = _HANDLERS.get(command)
        if token.text == "\\;" or (token.text == "\\\\" and self.style is not Style.COMMANDS):
            if token.text == "\\\\" and _in_formula(self.current):
                return place + 1
            self.flush()
            return place + 1
        if handler is not None and not (command in ("to",) and self.current):
            return handler(self, command, tokens, place)
        if token.text[:6] == "\\begin" or token.text[:5] == "\\end{":
            self.flush()
            return place + 1
        if command in ENDS:
            self.flush()
            if ENDS[command] == "\\endfunction":
                self.has_open_procedure = False
            self.lines.add(ENDS[command], [], token)
            return place + 1
        if command in IGNORED:
            return place + 1
        self.current.append(token)
        return place + 1

    # Blocks.

    def _head(self, keyword: str, inner: list[Tex], at: Tex) -> None:
        signs = self.mathematics.read([token for token in inner if token.text != "\n"])
        found = condition(signs)
        if found is None:
            text = printed(inner).replace('"', "'")
            found = [Sign(f'"{text}"', at.line, at.column, at.width, "string")]
            keyword += "prose"
        self.lines.add(keyword, found, at)

    def _loop_head(self, inner: list[Tex], at: Tex) -> None:
        found = for_header(self.mathematics.read([t for t in inner if t.text != "\n"]))
        if found is None:
            text = printed(inner).replace('"', "'")
            sign = Sign(f'"{text}"', at.line, at.column, at.width, "string")
            found = "\\foreachprose", [sign]
        self.lines.add(found[0], found[1], at)

    def _if(self, command: str, tokens: list[Tex], place: int) -> int:
        self.flush()
        at = tokens[place]
        if self.style is Style.LINES:
            inner, after = _until(tokens, place + 1, ("then", "do", "li"))
            self._head(HEADS[command], inner, at)
            return after
        inner, after = argument(tokens, place + 1)
        self._head(HEADS[command], inner, at)
        if self.style is Style.COMMANDS:
            return after
        after = self._body(tokens, after)
        return (
            self._end_if(tokens, after)
            if command != "while" and command != "lwhile"
            else (self._closed("\\endwhile", tokens, after))
        )

    def _body(self, tokens: list[Tex], place: int) -> int:
        """The block in braces, behind a comment on the line of its header."""
        start = after_blank(tokens, place)
        if start < len(tokens) and tokens[start].text == "(":
            _, place = _enclosing_comment(tokens, start, self.lines)
        inner, after = argument(tokens, place)
        self.walk(inner)
        return after

    def _closed(self, keyword: str, tokens: list[Tex], after: int) -> int:
        self.lines.add(keyword, [], tokens[min(after, len(tokens)) - 1])
        return after

    def _end_if(self, tokens: list[Tex], after: int) -> int:
        """The chain goes on, if an ELSE of any kind follows."""
        following = after
        while following < len(tokens) and tokens[following].text in ("\n", "\\;"):
            following += 1
        if following < len(tokens):
            command = self.known.aliases.get(tokens[following].text, tokens[following].command)
            if command in ELSES:
                return following
        return self._closed("\\endif", tokens, after)

    def _else(self, command: str, tokens: list[Tex], place: int) -> int:
        self.flush()
        self.lines.add("\\else", [], tokens[place])
        if self.style is not Style.BRACES:
            return place + 1
        return self._end_if(tokens, self._body(tokens, place + 1))

    def _if_else(self, command: str, tokens: list[Tex], place: int) -> int:
        self.flush()
        inner, after = argument(tokens, place + 1)
        self._head("\\if", inner, tokens[place])
        after = self._body(tokens, after)
        self.lines.add("\\else", [], tokens[min(after, len(tokens) - 1)])
        return self._closed("\\endif", tokens, self._body(tokens, after))

    def _loop(self, command: str, tokens: list[Tex], place: int) -> int:
        self.flush()
        at = tokens[place]
        if self.style is Style.LINES:
            inner, after = _until(tokens, place + 1, ("do", "li"))
            self._loop_head(inner, at)
            return after
        inner, after = argument(tokens, place + 1)
        self._loop_head(inner, at)
        if self.style is Style.COMMANDS:
            return after
        return self._closed("\\endfor", tokens, self._body(tokens, after))

    def _repeat(self, command: str, tokens: list[Tex], place: int) -> int:
        self.flush()
        at = tokens[place]
        self.lines.add("\\repeat", [], at)
        if self.style is not Style.BRACES:
            return place + 1
        until, after = argument(tokens, place + 1)
        after = self._body(tokens, after)
        # A loop of ``do ... while`` goes on as long as its condition holds.
        self._head(
            "\\asLong" if command == "dowhile" else "\\until", until, until[0] if until else at
        )
        return after

    def _until(self, command: str, tokens: list[Tex], place: int) -> int:
        self.flush()
        if self.style is Style.LINES:
            inner, after = _until(tokens, place + 1, ("li", "end"))
        else:
            inner, after = argument(tokens, place + 1)
        self._head("\\until", inner, tokens[place])
        return after

    def _endless(self, command: str, tokens: list[Tex], place: int) -> int:
        self.flush()
        at = tokens[place]
        self.lines.add("\\while", [Sign("\\true", at.line, at.column, at.width, "close")], at)
        return place + 1

    def _routine(self, command: str, tokens: list[Tex], place: int) -> int:
        self.flush()
        name, after = argument(tokens, place + 1)
        given: list[Tex] = []
        is_program = self.style is Style.BRACES or command == "fn"
        if not is_program and after < len(tokens) and tokens[after].text == "{":
            given, after = argument(tokens, after)
        signs = routine_of(self.mathematics, name, given)
        self.lines.add("\\function", signs, tokens[place])
        if not is_program:
            return after
        return self._closed("\\endfunction", tokens, self._body(tokens, after))

    def _block(self, command: str, tokens: list[Tex], place: int) -> int:
        self.flush()
        return self._body(tokens, place + 1)

    def _clrs_head(self, command: str, tokens: list[Tex], place: int) -> int:
        self.flush()
        inner, after = argument(tokens, place + 1)
        if self.has_open_procedure:
            self.lines.add("\\endfunction", [], tokens[place])
        self.has_open_procedure = True
        self.lines.add("\\function", routine_of(self.mathematics, inner, []), tokens[place])
        return after

    def _clrs_end(self, command: str, tokens: list[Tex], place: int) -> int:
        self.flush()
        self.lines.add("\\end", [], tokens[place])
        return place + 1


def _until(tokens: list[Tex], start: int, commands: tuple[str, ...]) -> tuple[list[Tex], int]:
    """The tokens up to a command; of those, only ``\\li`` belongs to what follows."""
    end = start
    while end < len(tokens) and tokens[end].command not in commands:
        end += 1
    is_word = end < len(tokens) and tokens[end].command in ("then", "do")
    return tokens[start:end], end + is_word


def _enclosing_comment(tokens: list[Tex], start: int, lines: Lines) -> tuple[list[Tex], int]:
    r"""``\If(\tcp*[f]{...}){c}``: the comment of a header stands in round brackets."""
    end = start
    while end < len(tokens) and tokens[end].text != ")":
        end += 1
    return tokens[start:end], end + 1


def _in_formula(tokens: list[Tex]) -> bool:
    return sum(token.text == "$" for token in tokens) % 2 == 1


_Handler = Callable[[Walker, str, list[Tex], int], int]
_HANDLERS: dict[str, _Handler] = {
    "state": Walker._state,
    "statex": Walker._state,
    "item": Walker._state,
    "li": Walker._line,
    "zi": Walker._line,
    ">": Walker._skip_tabs,
    "do": Walker._skip_tabs,
    "then": Walker._skip_tabs,
    "return": Walker._return,
    "kwret": Walker._return,
    "print": Walker._return,
    "error": Walker._error,
    "break": Walker._simple,
    "continue": Walker._simple,
    "if": Walker._if,
    "uif": Walker._if,
    "lif": Walker._if,
    "elseif": Walker._if,
    "elsif": Walker._if,
    "elif": Walker._if,
    "uelseif": Walker._if,
    "lelseif": Walker._if,
    "while": Walker._if,
    "lwhile": Walker._if,
    "else": Walker._else,
    "uelse": Walker._else,
    "lelse": Walker._else,
    "elsenoif": Walker._else,
    "eif": Walker._if_else,
    "leif": Walker._if_else,
    "repeat": Walker._repeat,
    "lrepeat": Walker._repeat,
    "dowhile": Walker._repeat,
    "until": Walker._until,
    "loop": Walker._endless,
    "function": Walker._routine,
    "procedure": Walker._routine,
    "fn": Walker._routine,
    "block": Walker._block,
    "procname": Walker._clrs_head,
    "end": Walker._clrs_end,
    **dict.fromkeys(LOOPS, Walker._loop),
    **dict.fromkeys(COMMENTS, Walker._comment),
    **dict.fromkeys(INPUTS | OUTPUTS, Walker._inputs),
}
