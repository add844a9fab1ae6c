"""Parts of formulas: texts in quotes, the variables of sums, names of several tokens."""

from __future__ import annotations

from pseudocode_translator.dialects.latex_source.symbols import Sign
from pseudocode_translator.dialects.latex_source.tokens import Tex, printed


def quoted(tokens: list[Tex], place: int) -> tuple[Sign, int]:
    """A text in typewriter or TeX quotes, kept as printed, and what follows it."""
    closing = '"' if tokens[place].text == '"' else "'"
    start = place + 1
    if closing == "'" and start < len(tokens) and tokens[start].text == "`":
        start += 1
    end = start
    while end < len(tokens) and tokens[end].text not in (closing, '"'):
        end += 1
    text = printed(tokens[start:end]).replace('"', "")
    first, last = tokens[place], tokens[min(end, len(tokens) - 1)]
    width = last.column + last.width - first.column if last.line == first.line else 1
    while end < len(tokens) and tokens[end].text == closing == "'":
        end += 1
    sign = Sign(f'"{text}"', first.line, first.column, max(width, 1), "string")
    return sign, end + (closing == '"')


def binder(signs: list[Sign], upper: list[Sign] | None, at: Tex) -> list[Sign]:
    """What a sum goes through, from the formulas below and above it."""
    found = [Sign("⟨", at.line, at.column, 0, "operator")]
    equals = next((n for n, sign in enumerate(signs) if sign.text in ("=", "<-")), None)
    if upper is not None and equals is not None:
        found += [*signs[:equals], signs[equals]._replace(text="∈")]
        found.append(Sign("(", at.line, at.column, 0, "open"))
        found += signs[equals + 1 :]
        found.append(Sign("…", at.line, at.column, 0, "operator"))
        found += upper
        found.append(Sign(")", at.line, at.column, 0, "close"))
    else:
        depth = 0
        for sign in signs:
            depth += (sign.kind == "open") - (sign.kind == "close" and sign.text in ")]}")
            is_mark = not depth and sign.text in ("∣", ":")
            found.append(sign._replace(text=",") if is_mark else sign)
    return [*found, Sign("⟩", at.line, at.column, 0, "operator")]


def joined_name(signs: list[Sign]) -> str:
    """One word for a subscript that is no index; empty where it cannot be one."""
    parts = [sign.text for sign in signs if sign.text not in "*,"]
    fit = all(sign.kind in ("name", "number", "word") or sign.text in "*,-" for sign in signs)
    return "_".join(part for part in parts if part != "-") if fit else ""


def spelled(tokens: list[Tex]) -> str:
    r"""One name of ``Insertion-Sort``, ``my var`` or ``\textsc{Name}``."""
    words = [t.text for t in tokens if t.text[0].isalnum()]
    return "_".join(words) or "unnamed"
