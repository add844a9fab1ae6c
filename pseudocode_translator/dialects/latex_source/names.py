"""Names of algorithms and what they get, from captions and headers."""

from __future__ import annotations

from dataclasses import dataclass

from pseudocode_translator.dialects.latex_source.mathematics import Mathematics
from pseudocode_translator.dialects.latex_source.symbols import Sign
from pseudocode_translator.dialects.latex_source.tokens import Tex

_MOST_WORDS = 6
_SMALL = frozenset("the a an of for and to in with on by using algorithm".split())


@dataclass(frozen=True, slots=True)
class Titled:
    """A caption as the name of a function."""

    name: str
    parameters: tuple[Sign, ...]


def routine_of(mathematics: Mathematics, name: list[Tex], given: list[Tex]) -> list[Sign]:
    r"""``Name ( a , b )`` of ``\Function{Name}{$a, b$}`` or of ``\Procname{$\proc{Name}(a)$}``."""
    signs = mathematics.read([token for token in name if token.text != "\n"])
    opening = next((n for n, sign in enumerate(signs) if sign.text == "("), len(signs))
    title = [sign for sign in signs[:opening] if sign.text[0].isalnum()]
    inside = [*signs[opening:], *mathematics.read(given)]
    at = signs[0] if signs else Sign("", name[0].line if name else 1, 1, 1, "name")
    text = "_".join(sign.text for sign in title) or "unnamed"
    first = at._replace(text=text, kind="name")
    return [first, at._replace(text="(", width=0), *_listed(parameters_of(inside, [])),
            at._replace(text=")", width=0)]  # fmt: skip


def parameters_of(signs: list[Sign], known: list[Sign]) -> list[Sign]:
    r"""The names in ``$A[1..n]$, an array; $x$: a number``: those in formulas, each once."""
    found: list[Sign] = []
    seen = {sign.text for sign in known}
    depth = 0
    for number, sign in enumerate(signs):
        before = signs[number - 1].text if number else ""
        depth += (sign.text in "[{⟨") - (sign.text in "]}⟩")
        if (
            sign.kind != "name"
            or depth
            or sign.text in seen
            or before in ("∈", ".", ":", "=", "⊆", "^")
        ):
            continue
        seen.add(sign.text)
        found.append(sign)
    return found


def _listed(signs: list[Sign]) -> list[Sign]:
    found: list[Sign] = []
    for sign in signs:
        if found:
            found.append(sign._replace(text=",", width=0, kind="operator"))
        found.append(sign)
    return found


def _without_genitive(caption: list[Tex]) -> list[Tex]:
    """``Euclid's algorithm`` is Euclid."""
    texts = [token.text for token in caption]
    kept = []
    for place, token in enumerate(caption):
        after_mark = place > 0 and texts[place - 1] in ("'", "’")
        if token.text not in ("\n", "'", "’") and not (after_mark and token.text == "s"):
            kept.append(token)
    return kept


def titled(mathematics: Mathematics, caption: list[Tex]) -> Titled | None:
    r"""``Bubble sort`` as ``bubble_sort``; ``\textsc{Find}$(A, x)$`` names its parameters."""
    signs = mathematics.read(_without_genitive(caption))
    opening = next((n for n, sign in enumerate(signs) if sign.text in "(:."), len(signs))
    named = [sign for sign in signs[:opening] if sign.kind == "name" and len(sign.text) > 1]
    words = [sign.text for sign in signs[:opening] if sign.text[0].isalnum()]
    is_call = opening < len(signs) and signs[opening].text == "("
    parameters = tuple(parameters_of(signs[opening:], [])) if is_call and len(words) == 1 else ()
    if named:
        return Titled(named[0].text, parameters)
    if len(words) == 1:
        return Titled(words[0], parameters)
    plain = [word.lower() for word in words if word.lower() not in _SMALL]
    return Titled("_".join(plain[:_MOST_WORDS]), ()) if plain else None
