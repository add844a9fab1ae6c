"""Macros of the preamble, and the commands that algorithm2e lets authors define."""

from __future__ import annotations

from dataclasses import dataclass, field

from pseudocode_translator.dialects.latex_source.tokens import Tex, argument, option, words_of
from pseudocode_translator.model.deadline import checkpoint

_DEFINING = frozenset(
    "newcommand renewcommand providecommand algnewcommand algrenewcommand".split()
)
_BUILT_IN = frozenset(
    r"""
    \If \Else \ElsIf \ElseIf \EndIf \For \ForAll \ForEach \EndFor \While \EndWhile \Repeat \Until
    \Function \EndFunction \Procedure \EndProcedure \Return \State \Require \Ensure \Input \Output
    \Comment \Call \To \DownTo \Downto \And \Or \Not \True \False \Break \Continue \Print
    """.split()
)
"""Whatever a preamble makes of the look of these, they mean what they are called."""
_DEEPEST = 20
_MOST = 200_000
"""Tokens that all macros together may make."""


@dataclass(frozen=True, slots=True)
class Macro:
    """What stands for a command."""

    parameters: int
    default: tuple[Tex, ...] | None
    body: tuple[Tex, ...]


@dataclass(slots=True)
class Definitions:
    """Everything that a document defines."""

    macros: dict[str, Macro] = field(default_factory=dict)
    functions: dict[str, str] = field(default_factory=dict)
    """Commands of ``\\SetKwFunction``, and the names they stand for."""
    aliases: dict[str, str] = field(default_factory=dict)
    """Commands that mean what another, in lower case, means."""
    made: int = 0


def expanded(tokens: list[Tex]) -> tuple[list[Tex], Definitions]:
    """The document without definitions, and with all macros replaced."""
    known = Definitions()
    rest: list[Tex] = []
    place = 0
    while place < len(tokens):
        after = _definition(tokens, place, known)
        if after is None:
            rest.append(tokens[place])
            after = place + 1
        place = after
    return _replaced(rest, known, 0), known


def _definition(tokens: list[Tex], place: int, known: Definitions) -> int | None:
    command = tokens[place].command
    if command in _DEFINING:
        return _new_command(tokens, place + 1, known)
    if command == "def":
        return _plain_definition(tokens, place + 1, known)
    if command == "declaremathoperator":
        name, after = argument(tokens, place + 1)
        body, after = argument(tokens, after)
        if name:
            operator = Tex("\\operatorname", *body[0][1:]) if body else name[0]
            known.macros[name[0].text] = Macro(0, None, (operator, _brace("{"), *body, _brace("}")))
        return after
    if command.startswith("setkw"):
        return _keyword(tokens, place, known)
    return None


def _brace(text: str) -> Tex:
    return Tex(text, 1, 1, 1)


def _new_command(tokens: list[Tex], place: int, known: Definitions) -> int:
    name, place = argument(tokens, place)
    count, place = option(tokens, place)
    default, after = option(tokens, place)
    body, end = argument(tokens, after)
    if name and name[0].text not in _BUILT_IN:
        number = int(count[0].text) if count and count[0].text.isdecimal() else 0
        given = tuple(default) if after > place else None
        known.macros[name[0].text] = Macro(min(number, 9), given, tuple(body))
    return end


def _plain_definition(tokens: list[Tex], place: int, known: Definitions) -> int:
    name, place = tokens[place : place + 1], place + 1
    count = 0
    while place < len(tokens) and tokens[place].text != "{":
        count += tokens[place].text == "#"
        place += 1
    body, end = argument(tokens, place)
    if name:
        known.macros[name[0].text] = Macro(min(count, 9), None, tuple(body))
    return end


def _keyword(tokens: list[Tex], place: int, known: Definitions) -> int:
    kind = tokens[place].command
    name, place = argument(tokens, place + 1)
    title, place = argument(tokens, place)
    command = "\\" + "".join(token.text for token in name)
    words = words_of(title).lower()
    if kind == "setkwfunction":
        known.functions[command] = "_".join(words_of(title).split())
    elif kind == "setkwprog":
        known.aliases[command] = "fn"
    elif kind == "setkwinout":
        is_output = any(words.startswith(each) for each in ("out", "result", "ensure", "return"))
        known.aliases[command] = "kwout" if is_output else "kwin"
    elif kind == "setkwrepeat":
        known.aliases[command] = "dowhile" if command.lower() == "\\do" else "repeat"
    elif kind == "setkwblock":
        known.aliases[command] = "block"
    elif kind == "setkwfor":
        known.aliases[command] = "while" if words.startswith("while") else "foreach"
    elif kind == "setkwcomment":
        known.aliases[command] = "tcp"
    elif kind in ("setkw", "setkwdata", "setkwarray") and title:
        font = Tex("\\textbf" if kind == "setkw" else "\\mathit", *title[0][1:])
        known.macros[command] = Macro(0, None, (font, _brace("{"), *title, _brace("}")))
    while place < len(tokens) and tokens[place].text == "{" and kind not in ("setkw", "setkwdata"):
        _, place = argument(tokens, place)
    return place


def _replaced(tokens: list[Tex], known: Definitions, depth: int) -> list[Tex]:
    if not known.macros or depth > _DEEPEST:
        return tokens
    found: list[Tex] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        place += 1
        macro = known.macros.get(token.text)
        if macro is None or known.made > _MOST:
            found.append(token)
            continue
        checkpoint()
        arguments: list[list[Tex]] = []
        if macro.default is not None:
            given, after = option(tokens, place)
            arguments.append(given if after > place else list(macro.default))
            place = after
        while len(arguments) < macro.parameters:
            value, place = argument(tokens, place)
            arguments.append(value)
        made = _filled(macro, arguments, token)
        known.made += len(made)
        found += _replaced(made, known, depth + 1)
    return found


def _filled(macro: Macro, arguments: list[list[Tex]], call: Tex) -> list[Tex]:
    """The body of a macro; all of it is printed where the macro is called."""
    found: list[Tex] = []
    place = 0
    while place < len(macro.body):
        token = macro.body[place]
        following = macro.body[place + 1].text if place + 1 < len(macro.body) else ""
        if token.text == "#" and following.isdecimal() and 0 < int(following) <= len(arguments):
            # In braces, so that an argument of several tokens stays one.
            found += arguments[int(following) - 1]
            place += 2
            continue
        found.append(Tex(token.text, *call[1:]))
        place += 1
    return found
