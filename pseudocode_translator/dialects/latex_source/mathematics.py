"""Formulas and text between them as a row of signs."""

from __future__ import annotations

from dataclasses import dataclass, field

from pseudocode_translator.dialects.latex_source.formula_parts import (
    binder,
    joined_name,
    quoted,
    spelled,
)
from pseudocode_translator.dialects.latex_source.subscripts import Subscripts
from pseudocode_translator.dialects.latex_source.symbols import (
    ACCENTS,
    BIG,
    CLOSING,
    FONTS,
    FUNCTIONS,
    GLUE,
    GREEK,
    OPENING,
    SIGN_CHARACTERS,
    SIGNS,
    SKIPPED,
    SKIPPED_WITH_ARGUMENT,
    Sign,
)
from pseudocode_translator.dialects.latex_source.tokens import Tex, argument, option
from pseudocode_translator.model.deadline import checkpoint

_DEEPEST = 40
_ENDS = ("name", "number", "close")


@dataclass(slots=True)
class Mathematics:
    """Reads the tokens of one algorithm."""

    functions: dict[str, str]
    """Commands that are calls, with the names that are called."""
    subscripts: Subscripts = field(default_factory=Subscripts)
    _depth: int = 0

    def read(self, tokens: list[Tex], *, is_formula: bool = False) -> list[Sign]:
        """The signs of a statement, or of a formula."""
        if self._depth >= _DEEPEST:
            return [Sign("\\deep", *tokens[0][1:], "operator")] if tokens else []
        self._depth += 1
        reader = _Reader(self, is_formula)
        place = 0
        while place < len(tokens):
            checkpoint()
            place = reader.step(tokens, place)
        self._depth -= 1
        return reader.signs


@dataclass(slots=True)
class _Reader:
    """The signs so far, and where they stand."""

    mathematics: Mathematics
    is_formula: bool
    signs: list[Sign] = field(default_factory=list)
    brackets: list[str] = field(default_factory=list)

    @property
    def last(self) -> str:
        return self.signs[-1].kind if self.signs else ""

    def add(self, text: str, at: Tex, kind: str) -> None:
        if self.is_formula and kind in ("name", "number", "open") and self._multiplies(kind, text):
            self.signs.append(Sign("*", at.line, at.column, 0, "operator"))
        self.signs.append(Sign(text, at.line, at.column, at.width, kind))

    def _multiplies(self, kind: str, text: str) -> bool:
        """``2n`` and ``a b`` are products; ``f(x)`` and ``a[i]`` are not."""
        if self.last == "number":
            return True
        if self.last == "name":
            return kind != "open" or text not in "([{"
        return self.last == "close" and self.signs[-1].text in ")⌋⌉⟧" and text not in "[{"

    def step(self, tokens: list[Tex], place: int) -> int:
        token = tokens[place]
        text = token.text
        if text in ("$", "$$", "\\(", "\\)", "\\[", "\\]"):
            self.is_formula = text in ("\\(", "\\[") or (text[0] == "$" and not self.is_formula)
            return place + 1
        if text in ("\n", "~"):
            return place + 1
        if text == '"' or (text == "`" and tokens[place + 1 : place + 2] != []):
            sign, after = quoted(tokens, place)
            self.signs.append(sign)
            return after
        if text[0] == "\\":
            return self._command(tokens, place)
        if text[0].isalpha():
            self._word(token)
        elif text[0].isdigit():
            self.add(text, token, "number")
        elif text in ("_", "^", "'"):
            return self._script(tokens, place)
        else:
            self._character(token)
        return place + 1

    def _character(self, token: Tex) -> None:
        text = SIGN_CHARACTERS.get(token.text, token.text)
        if text in ("{", "}"):
            return  # Braces only group; printed ones have a backslash.
        if text == "|":
            self._bar(token, "⟦", "⟧")
        elif text in "([⌊":
            self._open(text, token)
        elif text in ")]⌋":
            self._close(text, token)
        elif text == ":" and "{" in self.brackets[-1:]:
            self.add("∣", token, "operator")
        else:
            self.add(text, token, "operator")

    def _open(self, text: str, token: Tex) -> None:
        self.add(text, token, "open")
        self.brackets.append(text)

    def _close(self, text: str, token: Tex) -> None:
        self.add(text, token, "close")
        if self.brackets:
            self.brackets.pop()

    def _bar(self, token: Tex, left: str, right: str) -> None:
        behind = self.last in _ENDS
        if behind and self.brackets[-1:] == [left]:
            self._close(right, token)
        elif behind and self.brackets[-1:] == ["{"]:
            self.add("∣", token, "operator")
        else:
            self._open(left, token)

    def _word(self, token: Tex) -> None:
        if self.is_formula:
            self.add(token.text, token, "name")
            return
        self.add(token.text, token, "word")

    def _command(self, tokens: list[Tex], place: int) -> int:
        token = tokens[place]
        plain, command = token.text[1:], token.command
        known = self.mathematics.functions.get(token.text)
        if known is not None:
            return self._function(known, tokens, place)
        if plain in SKIPPED or command in SKIPPED:
            return place + 1
        if command in SKIPPED_WITH_ARGUMENT:
            return argument(tokens, place + 1)[1]
        if plain in GREEK:
            self.add("lambda_" if plain == "lambda" else plain, token, "name")
        elif plain in OPENING:
            self._open(OPENING[plain], token)
        elif plain in CLOSING:
            self._close(CLOSING[plain], token)
        elif plain in ("|", "Vert"):
            self._bar(token, "⟪", "⟫")
        elif plain == "vert":
            self._bar(token, "⟦", "⟧")
        elif command in SIGNS:
            kind = "close" if SIGNS[command] in ("∞", "∅", "\\pi") else "operator"
            self.add(SIGNS[command], token, kind)
        else:
            return self._structure(command, tokens, place)
        return place + 1

    def _structure(self, command: str, tokens: list[Tex], place: int) -> int:
        token = tokens[place]
        if command in FONTS:
            inner, after = argument(tokens, place + 1)
            word = "".join(each.text for each in inner if each.text.isalpha())
            if command == "mathbb" and word in ("E", "P"):
                self.add("\\expectation", token, "operator")  # Told: no program knows it.
                return after
            if word in ("argmin", "argmax"):
                return self._big(word, tokens, after - 1)
            self._font(command, inner, token)
            return after
        if command in ACCENTS:
            inner, after = argument(tokens, place + 1)
            self.add(f"{spelled(inner)}_{command.removeprefix('wide')}", token, "name")
            return after
        if command in BIG or command == "arg":
            return self._big(command, tokens, place)
        if command in ("frac", "dfrac", "tfrac"):
            return self._fraction(tokens, place)
        if command == "sqrt":
            return self._root(tokens, place)
        if command in FUNCTIONS:
            return self._logarithm(command, tokens, place)
        if command == "call":
            name, after = argument(tokens, place + 1)
            return self._function(spelled(name), tokens, after - 1)
        if command in ("attrib", "attribb"):
            return self._attribute(tokens, place)
        if command == "pmod":
            inner, after = argument(tokens, place + 1)
            self.add("%", token, "operator")
            self.signs += self._inner(inner)
            return after
        if command in GLUE:
            self.add(GLUE[command], token, "close" if GLUE[command][1:] == "nil" else "operator")
            return place + 1
        self.add(token.text, token, "operator")
        return place + 1

    def _inner(self, tokens: list[Tex]) -> list[Sign]:
        return self.mathematics.read(tokens, is_formula=True)

    def _grouped(self, tokens: list[Tex], at: Tex) -> None:
        inner = self._inner(tokens)
        if len(inner) == 1:
            self.signs += inner
            return
        self.signs.append(Sign("(", at.line, at.column, 0, "open"))
        self.signs += inner
        self.signs.append(Sign(")", at.line, at.column, 0, "close"))

    def _font(self, command: str, inner: list[Tex], at: Tex) -> None:
        words = [t for t in inner if t.text[0].isalpha()]
        word = "_".join(t.text for t in words).lower()
        if word in GLUE and len(words) == 1:
            kind = "close" if GLUE[word] in ("\\true", "\\false", "\\nil") else "operator"
            self.add(GLUE[word], inner[0], kind)
        elif any(t.text[0] == "\\" or t.text in "$(=<>[" for t in inner):
            was, self.is_formula = self.is_formula, command in ("ensuremath", "mathbf", "bm")
            place = 0
            while place < len(inner):
                place = self.step(inner, place)
            self.is_formula = was
        elif command in ("text", "textbf", "textrm", "mbox", "hbox", "kw", "textnormal", "emph"):
            self._text(words, inner, at)
        elif words:
            self._name(spelled(inner), at)

    def _text(self, words: list[Tex], inner: list[Tex], at: Tex) -> None:
        if len(words) == 1 and self.is_formula:
            self._name(spelled(inner), at)
        else:
            for token in words:
                self.add(token.text, token, "word")

    def _name(self, text: str, at: Tex) -> None:
        if self.last in ("word", "") or not self.is_formula or self.last == "operator":
            self.signs.append(Sign(text, at.line, at.column, at.width, "name"))
        else:
            self.add(text, at, "name")

    def _function(self, name: str, tokens: list[Tex], place: int) -> int:
        r"""``\Call{Name}{x, y}`` and ``\F{x, y}``; ``\F(x)`` has its brackets already."""
        at = tokens[min(place, len(tokens) - 1)]
        self._name(name, at)
        if place + 1 < len(tokens) and tokens[place + 1].text == "{":
            inner, after = argument(tokens, place + 1)
            self.signs.append(Sign("(", at.line, at.column, 0, "open"))
            self.signs += self._inner([t for t in inner if t.text != "$"])
            self.signs.append(Sign(")", at.line, at.column, 0, "close"))
            return after
        return place + 1

    def _fraction(self, tokens: list[Tex], place: int) -> int:
        upper, after = argument(tokens, place + 1)
        lower, after = argument(tokens, after)
        at = tokens[place]
        self.add("(", at, "open")
        self._grouped(upper, at)
        self.signs.append(Sign("/", at.line, at.column, 0, "operator"))
        self._grouped(lower, at)
        self.signs.append(Sign(")", at.line, at.column, 0, "close"))
        return after

    def _root(self, tokens: list[Tex], place: int) -> int:
        _, after = option(tokens, place + 1)
        inner, end = argument(tokens, after)
        at = tokens[place]
        # A cube root is not in the grammar: it is told, not guessed.
        self.add("√" if after == place + 1 else "\\root", at, "name")
        self.signs.append(Sign("(", at.line, at.column, 0, "open"))
        self.signs += self._inner(inner)
        self.signs.append(Sign(")", at.line, at.column, 0, "close"))
        return end

    def _logarithm(self, command: str, tokens: list[Tex], place: int) -> int:
        sign, after = FUNCTIONS[command], place + 1
        if after < len(tokens) and tokens[after].text == "_":
            base, after = argument(tokens, after + 1)
            written = "".join(token.text for token in base)
            sign = {"2": "\\lb", "10": "\\log10", "e": "\\ln"}.get(written, "\\logbase")
        self.add(sign, tokens[place], "name")
        self.signs[-1] = self.signs[-1]._replace(kind="operator")
        return after

    def _attribute(self, tokens: list[Tex], place: int) -> int:
        base, after = argument(tokens, place + 1)
        name, after = argument(tokens, after)
        self.signs += self._inner(base)
        self.signs.append(Sign(".", *tokens[place][1:], "operator"))
        self._name(spelled(name), tokens[place])
        return after

    def _big(self, command: str, tokens: list[Tex], place: int) -> int:
        at = tokens[place]
        place += 1
        if command == "arg":
            while place < len(tokens) and tokens[place].text in ("\\,", "\\!", "\\;"):
                place += 1
            command = "arg" + (tokens[place].command if place < len(tokens) else "")
            place += 1
        while place < len(tokens) and tokens[place].command in ("limits", "nolimits"):
            place += 1
        scripts: dict[str, list[Tex]] = {}
        while place < len(tokens) and tokens[place].text in ("_", "^"):
            scripts[tokens[place].text], place = argument(tokens, place + 1)
        self.add(BIG.get(command, "\\" + command), at, "name")
        self.signs[-1] = self.signs[-1]._replace(kind="operator")
        if command in ("forall", "exists"):
            return self._quantifier(tokens, place, at)
        if "_" in scripts:
            upper = self._inner(scripts["^"]) if "^" in scripts else None
            self.signs += binder(self._inner(scripts["_"]), upper, at)
        return place

    def _quantifier(self, tokens: list[Tex], place: int, at: Tex) -> int:
        end = place
        while end < len(tokens) and tokens[end].text not in (":", ",", ".", "$"):
            if tokens[end].command in ("text", "mbox", "mid", "colon"):
                break
            end += 1
        self.signs += binder(self._inner(tokens[place:end]), None, at)
        if end < len(tokens) and tokens[end].command in ("text", "mbox"):
            return argument(tokens, end + 1)[1]
        return end + (end < len(tokens) and tokens[end].text != "$")

    def _script(self, tokens: list[Tex], place: int) -> int:
        """A subscript or a superscript."""
        at = tokens[place]
        if at.text == "'":
            self._rename("prime", at)
            return place + 1
        inner, after = argument(tokens, place + 1)
        if at.text == "_":
            self._subscript(inner, at)
            return after
        text = "".join(token.text for token in inner)
        if text in ("*", "'", "\\prime", "\\star", "\\ast", "+", "-"):
            words = {"'": "prime", "\\prime": "prime", "+": "plus", "-": "minus"}
            self._rename(words.get(text, "star"), at)
        elif text[:1] == "(" and text[-1:] == ")" and self.last in _ENDS:
            self._index(self._inner(inner[1:-1]), at)
        elif text in ("T", "\\top", "\\intercal", "c", "\\complement"):
            self.add("\\transposed", at, "operator")
        else:
            self.signs.append(Sign("^", at.line, at.column, at.width, "operator"))
            self._grouped(inner, at)
        return after

    def _rename(self, word: str, at: Tex) -> None:
        if self.last == "name":
            old = self.signs[-1]
            self.signs[-1] = old._replace(text=f"{old.text}_{word}")
        else:
            self.add("'", at, "operator")

    def _subscript(self, tokens: list[Tex], at: Tex) -> None:
        if self.last not in _ENDS:
            self.add("_", at, "operator")
            return
        base = self.signs[-1]
        is_text = any(token.command in FONTS for token in tokens)
        inner = self._inner(tokens)
        if len(tokens) == 1 and tokens[0].command in ("min", "max", "inf", "sup", "star"):
            inner = [inner[0]._replace(text=tokens[0].command, kind="name")]
            is_text = True
        indexes = self.mathematics.subscripts.indexes(base.text, inner, is_text=is_text)
        if indexes is None and base.kind == "name" and (name := joined_name(inner)):
            last = tokens[-1]
            width = last.column + last.width - base.column if last.line == base.line else 0
            self.signs[-1] = base._replace(text=f"{base.text}_{name}", width=max(width, base.width))
            self.mathematics.subscripts.named.add(self.signs[-1].text)
        else:
            self._index(indexes if indexes is not None else inner, at)

    def _index(self, inner: list[Sign], at: Tex) -> None:
        self.signs.append(Sign("[", at.line, at.column, at.width, "open"))
        self.signs += inner
        self.signs.append(Sign("]", at.line, at.column, 0, "close"))
