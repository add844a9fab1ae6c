"""What loops go through: ``i = 1 to n``, ``i = 1, ..., n``, ``x in S``."""

from __future__ import annotations

from pseudocode_translator.dialects.latex_source.phrases import split_at, without_words
from pseudocode_translator.dialects.latex_source.symbols import Sign

_LEADING = frozenset({"each", "all", "every", "vertex", "vertices", "edge", "edges", "node",
                      "nodes", "element", "elements", "item", "items"})  # fmt: skip
_STORES = ("<-", "=")


def for_header(signs: list[Sign]) -> tuple[str, list[Sign]] | None:
    """The keyword of a loop and its signs; None where it is not understood."""
    while signs and signs[0].kind == "word" and signs[0].text.lower() in _LEADING:
        signs = signs[1:]
    while signs and signs[-1].kind == "word" and signs[-1].text.lower() in ("do", "then"):
        signs = signs[:-1]
    signs = [s._replace(text="=", kind="operator") if _is_from(s) else s for s in signs]
    plain = without_words(signs)
    if not plain:
        return None
    return _counted(plain) or _listed(plain) or _compared(plain) or _each(plain)


def _is_from(sign: Sign) -> bool:
    return sign.kind == "word" and sign.text.lower() == "from"


def _counted(signs: list[Sign]) -> tuple[str, list[Sign]] | None:
    """``i = 1 to n by 2``."""
    if any(sign.text in ("\\to", "\\downto") for sign in signs):
        return "\\for", signs
    if len(signs) > 2 and signs[1].text in _STORES:
        parts = split_at(signs[2:], "…", ":")
        if len(parts) == 2 and all(parts) and not any(sign.text == "," for sign in signs):
            to = signs[2 + len(parts[0])]._replace(text="\\to")
            return "\\for", [*signs[:2], *parts[0], to, *parts[1]]
    return None


def _listed(signs: list[Sign]) -> tuple[str, list[Sign]] | None:
    r"""``i = 1, 2, \dots, n``: the step is the difference of the first two."""
    if len(signs) < 3 or signs[1].text not in (*_STORES, "∈"):
        return None
    inside = signs[2:]
    if inside[0].text == "{" and inside[-1].text == "}":
        inside = inside[1:-1]
    parts = split_at(inside, ",")
    dots = [n for n, part in enumerate(parts) if [sign.text for sign in part] == ["…"]]
    if len(dots) != 1 or len(parts) != dots[0] + 2 or not 1 <= dots[0] <= 3:
        return None
    at = parts[dots[0]][0]

    def sign(text: str) -> Sign:
        return Sign(text, at.line, at.column, at.width, "operator")

    header = [signs[0], sign("<-"), *parts[0], sign("\\to"), *parts[-1]]
    if dots[0] > 1:
        distance = _distance(parts[0], parts[1])
        if distance == "1":
            return "\\for", header
        step = [sign("("), *parts[1], sign(")"), sign("-"), sign("("), *parts[0], sign(")")]
        header += [sign("\\by"), *([sign(distance)] if distance else step)]
    return "\\for", header


def _distance(first: list[Sign], second: list[Sign]) -> str:
    """The step from one number to a larger one; empty where it is to be computed."""
    texts = [part[0].text for part in (first, second) if len(part) == 1]
    if len(texts) < 2 or not all(text.isdecimal() for text in texts):
        return ""
    return str(max(int(texts[1]) - int(texts[0]), 0) or "")


def _compared(signs: list[Sign]) -> tuple[str, list[Sign]] | None:
    r"""``1 \le i \le n``."""
    parts = split_at(signs, "<=", "<")
    if len(parts) != 3 or len(parts[1]) != 1 or not all(parts):
        return None
    low, name, high = parts
    between = [sign.text for sign in signs if sign.text in ("<=", "<")]
    at = name[0]

    def sign(text: str) -> Sign:
        return Sign(text, at.line, at.column, 0, "operator")

    first = low if between[0] == "<=" else [*low, sign("+"), sign("1")]
    last = high if between[-1] == "<=" else [*high, sign("-"), sign("1")]
    return "\\for", [at, sign("<-"), *first, sign("\\to"), *last]


def _each(signs: list[Sign]) -> tuple[str, list[Sign]] | None:
    inside = next((n for n, sign in enumerate(signs) if sign.text == "∈"), 0)
    if not inside:
        return None
    if signs[0].text == "(" and signs[inside - 1].text == ")":
        # The item is taken apart in the first statement of the loop.
        return "\\foreach", [*signs, signs[0]._replace(text="\\take"), *signs[1 : inside - 1]]
    return "\\foreach", signs
