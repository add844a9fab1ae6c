"""The regular expressions that a line style comes down to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pseudocode_translator.frontend.characters import (
    ARROWS,
    BLANKS,
    DASHES,
    DOUBLE_QUOTES,
    REPAIRS,
    SINGLE_QUOTES,
)
from pseudocode_translator.frontend.line_style import LineStyle

_PLAIN = frozenset(map(chr, range(32, 127)))
_MOST_STRINGS = 50  # A line with more is nobody's; the careful reader takes it.


@dataclass(frozen=True, slots=True)
class LinePatterns:
    """Compiled for one `LineStyle`."""

    plain: re.Pattern[str]
    """A whole line that needs no repair and does not go on from the one before.
    Groups: indentation, code, None or the comment with its mark, the comment."""
    blanks: re.Pattern[str]
    suspects: re.Pattern[str]
    """Characters at which `special` may match; to look for these alone is much faster."""
    special: re.Pattern[str]
    """What needs a closer look, where it starts; `lastgroup` tells what it is."""
    strings: re.Pattern[str]
    """A string of a line that has been repaired."""
    leads: re.Pattern[str]
    """The start of a line that goes on from the one before."""
    ends_open: re.Pattern[str]
    """The end of a line that goes on in the next, from its last word or operator on."""
    last_signs: frozenset[str]
    """The last characters of all that `ends_open` finds, to ask it rarely."""
    open_list: re.Pattern[str] | None
    """A list in braces that starts here, as far as it stands on its first line."""
    mark: re.Pattern[str] | None
    """A continuation mark at the end of a line."""


@cache
def patterns_of(style: LineStyle) -> LinePatterns:
    """Compile what `style` says."""
    return LinePatterns(
        plain=_plain(style),
        blanks=re.compile(f"[{re.escape(BLANKS)}]*"),
        suspects=re.compile(f"[^{_class(_PLAIN - _suspects(style))}]"),
        special=re.compile("|".join(_special(style))),
        strings=_strings(style),
        leads=re.compile(_leads(style), re.IGNORECASE),
        ends_open=re.compile(
            rf"(?:{_tokens(style.continues_after)})(?<![\w\]]\+\+)(?<![\w\]]--)\Z", re.IGNORECASE
        ),
        last_signs=_last_signs(style),
        open_list=re.compile(r"=\s*+\{[^;]*+\Z") if style.lists_in_braces else None,
        mark=_mark(style),
    )


def _plain(style: LineStyle) -> re.Pattern[str]:
    openers = [
        *style.comment_marks,
        *style.loose_comment_marks,
        *(opener for opener, _ in style.block_comments + style.line_block_comments),
    ]
    excluded = {opener[0] for opener in openers} | set("\"'`")
    code = [f"[{_class(_PLAIN - excluded)}]++"]
    code += [
        rf"{quote}[{_class(_PLAIN - {quote, chr(92)})}]*+{quote}(?![A-Za-z])"
        for quote in style.quotes
    ]
    code += [_alone(sign, openers) for sign in sorted(excluded - set("\"'`"))]
    marks = "|".join(map(re.escape, _longest_first(style.comment_marks))) or "(?!)"
    either_case = re.sub("[A-Z]", lambda sign: f"[{sign[0]}{sign[0].lower()}]", _leads(style))
    return re.compile(
        rf"([ \t]*+)(?!{either_case})((?:{'|'.join(filter(None, code))}){{0,{_MOST_STRINGS}}}+)"
        rf"((?:{marks})(.*+))?+"
    )


def _alone(sign: str, openers: Iterable[str]) -> str:
    """Match `sign` where it starts none of `openers`."""
    rests = [opener[1:] for opener in openers if opener[0] == sign]
    if "" in rests:
        return ""
    return rf"{re.escape(sign)}(?!{'|'.join(map(re.escape, rests))})"


def _suspects(style: LineStyle) -> frozenset[str]:
    """The first characters of what `_special` gives."""
    blocks = style.block_comments + style.line_block_comments
    openers = [*style.comment_marks, *style.loose_comment_marks, *(opener for opener, _ in blocks)]
    quotes = ("'" in style.quotes) * SINGLE_QUOTES + ('"' in style.quotes) * DOUBLE_QUOTES
    return frozenset(f"{quotes}<{''.join(REPAIRS)}") | {opener[0] for opener in openers}


def _special(style: LineStyle) -> Iterable[str]:
    quotes = ("'" in style.quotes) * SINGLE_QUOTES + ('"' in style.quotes) * DOUBLE_QUOTES
    if quotes:
        yield f"(?P<quote>[{re.escape(quotes)}])"
    for group, openers in (
        ("block", [opener for opener, _ in style.block_comments]),
        ("line_block", [opener for opener, _ in style.line_block_comments]),
        ("comment", style.comment_marks),
    ):
        if openers:
            yield f"(?P<{group}>{'|'.join(map(re.escape, _longest_first(openers)))})"
    if style.loose_comment_marks:
        marks = "|".join(map(re.escape, _longest_first(style.loose_comment_marks)))
        yield rf"(?P<loose>(?<!\S)(?:{marks}))"
    yield f"(?P<arrow>[{ARROWS}]|<[{re.escape(DASHES)}]{{2,}})"
    yield f"(?P<sign>[{re.escape(''.join(REPAIRS))}])"


def _strings(style: LineStyle) -> re.Pattern[str]:
    if style.backslash_escapes:
        inside = "|".join(rf"{quote}(?:[^{quote}\\]|\\.)*+{quote}" for quote in style.quotes)
    else:
        inside = "|".join(f"{quote}[^{quote}]*+{quote}" for quote in style.quotes)
    return re.compile(inside or "(?!)")


def _leads(style: LineStyle) -> str:
    signs = [token for token in style.continues_before if not token.isalpha()]
    words = [token for token in style.continues_before if token.isalpha()]
    return rf"(?:{_tokens(signs)}|(?:{_tokens(words)})(?!\s*(?:[:.=\[]|<-)))"


def _tokens(tokens: Iterable[str]) -> str:
    """Match one of `tokens`, words as whole words only."""
    return (
        "|".join(
            rf"(?<!\w){token}(?!\w)" if token.isalpha() else re.escape(token)
            for token in _longest_first(tokens)
        )
        or "(?!)"
    )


def _last_signs(style: LineStyle) -> frozenset[str]:
    last = {token[-1] for token in style.continues_after + style.continuation_marks}
    opening = "([:{" if style.lists_in_braces else "([:"
    return frozenset(last | {sign.lower() for sign in last} | set(opening))


def _mark(style: LineStyle) -> re.Pattern[str] | None:
    if not style.continuation_marks:
        return None
    marks = "|".join(map(re.escape, style.continuation_marks))
    return re.compile(rf"\s(?:{marks})\Z")


def _longest_first(tokens: Iterable[str]) -> list[str]:
    return sorted(tokens, key=len, reverse=True)


def _class(signs: Iterable[str]) -> str:
    return re.escape("".join(sorted(signs)))
