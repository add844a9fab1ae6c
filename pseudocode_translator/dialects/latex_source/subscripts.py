"""Is ``x_i`` an element of x, or a name?

An element, where the subscript is a variable of the algorithm, or calculates with one, or where
other subscripts of the same name do. Else it is a part of the name: ``x_{max}``, ``x_1``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pseudocode_translator.dialects.latex_source.symbols import Sign

_CALCULATING = frozenset("+ - * / ( ) ⌊ ⌋ % , … [ ]".split())


@dataclass(slots=True)
class Subscripts:
    """What is known about the names of one algorithm."""

    variables: set[str] = field(default_factory=set)
    """Names that stand somewhere outside of subscripts."""
    arrays: set[str] = field(default_factory=set)
    """Names with an index somewhere."""
    named: set[str] = field(default_factory=set)
    """Names that hold a subscript."""

    def indexes(self, base: str, signs: list[Sign], *, is_text: bool) -> list[Sign] | None:
        """The indexes that a subscript stands for; None where it is a part of the name."""
        names = [sign for sign in signs if sign.kind == "name"]
        known = [sign for sign in names if sign.text in self.variables]
        single = signs[0] if len(signs) == 1 else None
        if single is not None and single.kind == "number":
            return signs if base in self.arrays else None
        if is_text and len(known) < len(names):
            return None
        if single is not None and single.kind == "name" and single.text not in self.variables:
            letters = self._letters(single)
            if letters is None:
                return None
            self.arrays.add(base)
            return letters
        if known or (any(sign.text in _CALCULATING for sign in signs) and base in self.arrays):
            self.arrays.add(base)
            return signs
        return None

    def _letters(self, sign: Sign) -> list[Sign] | None:
        """``d_{ij}`` has two indexes, if `i` and `j` are variables."""
        if len(sign.text) != 2 or not all(letter in self.variables for letter in sign.text):
            return None
        comma = sign._replace(text=",", width=0, kind="operator")
        return [sign._replace(text=sign.text[0]), comma, sign._replace(text=sign.text[1])]
