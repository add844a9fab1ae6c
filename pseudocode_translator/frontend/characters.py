"""The characters that word processors, PDF files and keyboards put in place of ASCII.

Code points from U+F020 to U+F0FF are what PDF files give for text in the fonts Symbol and
Wingdings: U+F000 plus the code in the font (Unicode Consortium, VENDORS/ADOBE/symbol.txt;
Microsoft, Wingdings character set).
"""

from __future__ import annotations

import re
import unicodedata

DASHES = "-\u00ad\u02d7\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d\uf02d"
"""All that is meant as a minus sign, or as the shaft of an arrow."""

ARROWS = (
    "\u2190\u21d0\u21e6\u219e\u21a4\u21e0\u21fd\u27f5\u27f8\u27fb"
    "\u2b05\u2b60\u2b70\u2b98\u2b9c\u25c4\u25c0\uffe9"
    "\U0001f800\U0001f804\U0001f808\U0001f810\U0001f814\U0001f818\U0001f81c\U0001f820"
    "\U0001f824\U0001f828\U0001f83c\U0001f844\U0001f850\U0001f860\U0001f868\U0001f870\U0001f878"
    "\U0001f880\U0001f890\U0001f8a0"
    "\uf0ac\uf0dc\uf0df\uf0e7\uf0ef"  # Symbol: arrowleft, arrowdblleft; Wingdings: three arrows.
)
"""All that is meant as ``<-``."""

_SPACES = (
    "\u00a0\u0085\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\uf020\t"
)
_CONTROLS = "".join(map(chr, [*range(9), *range(10, 32), *range(127, 160)])).replace("\u0085", "")
_INVISIBLE = (
    "\u034f\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff"
)
_TIMES = "\u00d7\u00b7\u2217\u2219\u22c5\u2715\u2716\u2a2f\uf0b4\uf0d7\uf02a"
_DIVIDED = "\u00f7\u2044\u2215\uf0b8"
_SYMBOL_FONT_ASCII = "()+,./0123456789:;<=>[]{}"


def _one_to_one() -> dict[str, str]:
    table = dict.fromkeys(DASHES.replace("\u00ad", ""), "-")
    table |= dict.fromkeys(_SPACES + _CONTROLS, " ")
    table |= dict.fromkeys(_TIMES, "*") | dict.fromkeys(_DIVIDED, "/")
    table |= {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= {chr(0xF000 + ord(sign)): sign for sign in _SYMBOL_FONT_ASCII}
    del table["-"]
    return table


def _one_to_several() -> dict[str, str]:
    table = dict.fromkeys(ARROWS, "<-") | dict.fromkeys(_INVISIBLE + "\u00ad", "")
    table |= dict.fromkeys("\u2264\u2266\u2a7d\uf0a3", "<=")
    table |= dict.fromkeys("\u2265\u2267\u2a7e\uf0b3", ">=")
    table |= dict.fromkeys("\u2260\uf0b9", "<>")
    table |= {"\u00b2": "^2", "\u00b3": "^3"}
    table |= {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
    return table | {"\ufb05": "st", "\ufb06": "st"}


REPAIRS: dict[str, str] = _one_to_one() | _one_to_several()
"""What stands outside strings and comments, and what it is meant to be."""

BLANKS = " " + _SPACES + _CONTROLS + _INVISIBLE + "\u00ad"
"""All that shows nothing on paper."""

DOUBLE_QUOTES = '"\u201c\u201d\u201e\u201f\u2033\u3003\u301d\u301e\u301f\uff02\u00ab\u00bb'
SINGLE_QUOTES = "'\u2018\u2019\u201a\u201b\u2032\ua78c\u02b9\u02bc\u00b4`\uff07"

CLOSING_PARTNERS: dict[str, str] = {
    "\u201c": "\u201d",
    "\u201d": "\u201d",
    "\u201e": "\u201c\u201d",
    "\u201f": "\u201d",
    "\u00ab": "\u00bb",
    "\u00bb": "\u00ab",
    "\u301d": "\u301e\u301f",
    "\u2018": "\u2019",
    "\u201a": "\u2018\u2019",
    "\u201b": "\u2019",
    "`": "'\u00b4`",
}
"""Quotes that close what a quote opened; one that is not listed is closed by its like."""


_JOINERS = "\u200c\u200d"  # Persian, Hindi and emoji need them.
_COMMENT_TABLE = str.maketrans(
    dict.fromkeys(_SPACES + _CONTROLS, " ")
    | {sign: "" for sign in _INVISIBLE + "\u00ad" if sign not in _JOINERS}
)
_SURROGATE = re.compile("[\ud800-\udfff]")


def visible_comment(text: str) -> str:
    """Give a comment as one line of printable text, without blanks around it."""
    if text.isprintable():
        return text.strip()
    return without_surrogates(text.translate(_COMMENT_TABLE)).strip()


def without_surrogates(text: str) -> str:
    """Replace halves of characters, which no file can hold, one to one."""
    return _SURROGATE.sub("\ufffd", text)


def without_accents(text: str) -> str:
    """The letters of a text without the marks above and below them: ``é`` is ``e``."""
    apart = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
