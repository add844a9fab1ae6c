"""Statements and conditions that are written with words between formulas.

Only closed templates are known. What fits none of them is prose, and is told, not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pseudocode_translator.dialects.latex_source.symbols import GLUE, Sign

_TO = r"(?:to|into|in|onto|at the end of|to the end of)"
_OF = r"(?: the)?(?: set| list| queue| stack| array| sequence)?"
_STATEMENTS = (
    (r"(?:swap|exchange|interchange) # (?:and|with) #", "0 <-> 1"),
    (r"(?:swap|exchange|interchange) #", "0"),
    (r"let # be (?:a )?new (?:array|table|matrix)(?:s)?", "\\new 0"),
    (r"(?:create|allocate|declare)(?: a)?(?: new)? (?:array|table|matrix) #", "\\new 0"),
    (
        r"(?:let|set|initialize|initialise) # (?:to be |be |to |as )?(?:the |an )?empty set",
        "0 <- ∅",
    ),
    (
        r"(?:let|set|initialize|initialise) # (?:to be |be |to |as )?(?:the |an )?empty "
        r"(?:list|array|sequence|queue|stack)",
        "0 <- [ ]",
    ),
    (r"(?:set|let|initialize|initialise|define|compute|assign|update) #", "0"),
    (
        r"(?:set|let|initialize|initialise|define|assign) # "
        r"(?:to be|to|be|as|with|equal to|equal) #",
        "0 <- 1",
    ),
    (r"(?:increment|increase) #", "0 <- 0 + 1"),
    (r"(?:increment|increase) # by #", "0 <- 0 + ( 1 )"),
    (r"(?:decrement|decrease) #", "0 <- 0 - 1"),
    (r"(?:decrement|decrease) # by #", "0 <- 0 - ( 1 )"),
    (rf"(?:add|insert|put|push|append|enqueue) # {_TO}{_OF} #", "\\add 1 , 0"),
    (rf"(?:remove|delete) # from{_OF} #", "\\remove 1 , 0"),
    (r"return", "\\return"),
    (r"return #", "\\return 0"),
    (r"(?:print|output|report|write|display) #", "\\print 0"),
    (r"(?:raise )?error", "\\error"),
    (r"(?:raise )?error #", "\\error 0"),
    (r"break|exit(?: the)? loop|leave(?: the)? loop", "\\break"),
    (r"continue", "\\continue"),
    (r"skip|pass|do nothing|nothing", "\\skip"),
    (r"stop|halt|exit|terminate", "\\return"),
    (r"#", "0"),
)
_CONDITIONS = (
    (r"# is even", "( 0 ) % #2 = #0"),
    (r"# is odd", "( 0 ) % #2 <> #0"),
    (r"# is empty", "⟦ 0 ⟧ = #0"),
    (r"# (?:is not empty|is nonempty|is non - empty)", "⟦ 0 ⟧ > #0"),
    (r"# is true", "0"),
    (r"# is false", "¬ ( 0 )"),
    (r"# (?:is not in|not in|is not a member of) #", "0 ∉ 1"),
    (r"# (?:is in|is a member of|is an element of) #", "0 ∈ 1"),
    (r"# (?:is equal to|equals|is) #", "0 = 1"),
    (r"# (?:is not equal to|does not equal|is not) #", "0 <> 1"),
    (r"# (?:is greater than|exceeds) #", "0 > 1"),
    (r"# is less than #", "0 < 1"),
    (r"# divides #", "( 1 ) % ( 0 ) = #0"),
    (r"#", "0"),
)
_ARTICLES = frozenset({"the", "then", "do"})


def statement(signs: list[Sign]) -> list[Sign] | None:
    """The signs of a statement; None where its words are not understood."""
    fitted = _fitted(_trimmed(signs), _STATEMENTS)
    return _unbounded(fitted) if fitted and fitted[0].text == "\\new" else fitted


def condition(signs: list[Sign]) -> list[Sign] | None:
    """The signs of a condition or a value; None where its words are not understood."""
    return _fitted(_trimmed(signs), _CONDITIONS)


def split_at(signs: list[Sign], *texts: str) -> list[list[Sign]]:
    """The stretches between signs outside of brackets."""
    found: list[list[Sign]] = [[]]
    depth = 0
    for sign in signs:
        depth += (sign.kind == "open") - (sign.kind == "close" and sign.text in ")]}⟧⌋⌉⟫")
        if not depth and sign.text in texts:
            found.append([])
        else:
            found[-1].append(sign)
    return found


def without_words(signs: list[Sign]) -> list[Sign] | None:
    """Words as signs and names, where no two operands would stand side by side."""
    found: list[Sign] = []
    for number, sign in enumerate(signs):
        if sign.kind == "word":
            glue = GLUE.get(sign.text.lower())
            if glue is not None:
                kind = "close" if glue[1:] in ("true", "false", "nil") else "operator"
                found.append(sign._replace(text=glue, kind=kind))
                continue
            after = signs[number + 1] if number + 1 < len(signs) else None
            before = found[-1].kind if found else ""
            if before in ("name", "number", "close", "string") or _is_operand(after):
                return None
            sign = sign._replace(kind="name")
        elif sign.kind == "name" and found and found[-1].kind == "name":
            return None
        found.append(sign)
    return found


def _unbounded(signs: list[Sign]) -> list[Sign]:
    """The names alone of ``c[0..m, 0..n]``: a table has the elements that it is given."""
    found: list[Sign] = []
    depth = 0
    for sign in signs:
        depth += sign.text == "["
        if not depth:
            found.append(sign._replace(text=",") if sign.text == "∧" else sign)
        depth -= sign.text == "]"
    return found


def _is_operand(sign: Sign | None) -> bool:
    if sign is None or (sign.kind == "word" and sign.text.lower() in GLUE):
        return False
    return sign.kind in ("word", "name", "number", "string")


def _trimmed(signs: list[Sign]) -> list[Sign]:
    """Without what only ends a sentence."""
    while signs and (signs[-1].text in (".", ";", ",", ":") or signs[-1].text.lower() in _ARTICLES):
        signs = signs[:-1]
    return signs


def _fitted(signs: list[Sign], templates: Iterable[tuple[str, str]]) -> list[Sign] | None:
    if not signs:
        return None
    for shape, groups in _shapes(signs):
        for pattern, result in templates:
            if re.fullmatch(pattern, shape):
                return _made(result, groups, signs[0])
    return None


def _shapes(signs: list[Sign]) -> Iterable[tuple[str, list[list[Sign]]]]:
    """The signs as words, with ``#`` for formulas; words such as AND count as signs at last."""
    plain = without_words(signs)
    if plain is not None and signs[0].text.lower() not in _VERBS:
        yield "#", [plain]
    for apart in (frozenset[str](), frozenset(GLUE)):
        words: list[str] = []
        groups: list[list[Sign]] = []
        for sign in signs:
            if sign.kind == "word" and sign.text.lower() not in apart:
                words.append(sign.text.lower())
            elif words[-1:] == ["#"]:
                groups[-1].append(sign)
            else:
                words.append("#")
                groups.append([sign])
        cleaned = [without_words(group) for group in groups]
        if all(group is not None for group in cleaned):
            yield " ".join(words), [group for group in cleaned if group is not None]


_VERBS = frozenset(
    """
    swap exchange interchange let set initialize initialise define compute assign update increment
    increase decrement decrease add insert put push append enqueue remove delete return print output
    report write display raise error break exit leave continue skip pass do nothing stop halt
    terminate create allocate declare
    """.split()
)


def _made(result: str, groups: list[list[Sign]], at: Sign) -> list[Sign]:
    found: list[Sign] = []
    for part in result.split():
        if part.isdigit() and int(part) < len(groups) and not _is_one(part, result, groups):
            found += groups[int(part)]
        else:
            found.append(Sign(part.lstrip("#"), at.line, at.column, 0, "operator"))
    return found


def _is_one(part: str, result: str, groups: list[list[Sign]]) -> bool:
    """``0 <- 0 + 1`` adds the number, if there is no second formula."""
    return part == "1" and len(groups) == 1 and "+ 1" in result.replace("- 1", "+ 1")
