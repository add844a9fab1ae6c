r"""MathJax lines in HTML, ``<b>while</b> \(i > 0\) <b>do</b>``, as clrscode3e has them."""

from __future__ import annotations

from pseudocode_translator.dialects.latex_source.tokens import Tex

_BOLD = frozenset({"b", "strong"})
_COMMANDS = {
    "if": "\\If",
    "then": "\\Then",
    "else": "\\Else",
    "elseif": "\\ElseIf",
    "elsif": "\\ElseIf",
    "for": "\\For",
    "foreach": "\\For",
    "while": "\\While",
    "do": "\\Do",
    "repeat": "\\Repeat",
    "until": "\\Until",
    "return": "\\Return",
    "to": "\\To",
    "downto": "\\Downto",
    "and": "\\land",
    "or": "\\lor",
    "not": "\\neg",
    "print": "\\Print",
    "function": "\\Procname",
    "procedure": "\\Procname",
    "algorithm": "\\Procname",
}
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "le": "\\le", "ge": "\\ge", "ne": "\\ne"}


def has_bold_keywords(tokens: list[Tex]) -> bool:
    """The text is HTML with keywords in bold."""
    texts = [token.text for token in tokens]
    return any(
        texts[n] == "<" and texts[n + 1] in _BOLD and texts[n + 2] == ">"
        for n in range(len(texts) - 3)
    )


def as_codebox(tokens: list[Tex]) -> list[Tex]:
    r"""The same with ``\li`` before each line and commands for what is bold."""
    found: list[Tex] = []
    line: list[Tex] = []
    for token in tokens:
        if token.text != "\n":
            line.append(token)
            continue
        found += _line(line)
        line = []
    return found + _line(line)


def _line(tokens: list[Tex]) -> list[Tex]:
    plain = _untagged(tokens)
    if not plain:
        return []
    head = plain[0]
    words = [token.text for token in plain[:2]]
    if words[0] == "\\End":
        is_routine = words[1:] in (["\\Procname"], ["function"], ["procedure"])
        return [head._replace(text="\\EndFunction" if is_routine else "\\End")]
    if words == ["\\Else", "\\If"]:
        plain[:2] = [head._replace(text="\\ElseIf")]
    if words[0] == "\\Procname":
        return [head, head._replace(text="{"), *plain[1:], head._replace(text="}")]
    return [head._replace(text="\\li"), *plain]


def _untagged(tokens: list[Tex]) -> list[Tex]:
    found: list[Tex] = []
    is_bold = False
    place = 0
    while place < len(tokens):
        token = tokens[place]
        texts = [each.text for each in tokens[place : place + 4]]
        if texts[:1] == ["<"] and ">" in texts[2:]:
            is_closing = texts[1] == "/"
            if texts[1 + is_closing] in _BOLD:
                is_bold = not is_closing
            place += 3 + is_closing
            continue
        if texts[:1] == ["&"] and texts[2:3] == [";"] and texts[1] in _ENTITIES:
            found.append(token._replace(text=_ENTITIES[texts[1]]))
            place += 3
            continue
        place += 1
        word = token.text.lower()
        if is_bold and word == "end":
            found.append(token._replace(text="\\End"))
        elif is_bold and word in _COMMANDS:
            found.append(token._replace(text=_COMMANDS[word]))
        else:
            found.append(token)
    return found
