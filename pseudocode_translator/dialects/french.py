"""French pseudocode, in the three families in which it is taught.

Sources: C. Darmangeat, "Algorithmique et programmation pour non-matheux"; the notation of the
IUT and universities (``tant que … faire … fait``, parameters ``(E)``, ``(S)``, ``(E/S)``);
AlgoC and LARP (``a : entier``, ``tableau[1..10]``). None defines how numbers are shown:
they are shown as Python does, and `Ecrire` ends its line.
"""

# ruff: noqa: D102 - methods for grammar rules fill an interface; the grammar tells the rule.

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from pseudocode_translator.dialects.french_library import LIBRARY
from pseudocode_translator.frontend.build import AstBuilder
from pseudocode_translator.frontend.build_expressions import Token
from pseudocode_translator.frontend.characters import without_accents
from pseudocode_translator.frontend.dialect import Dialect
from pseudocode_translator.frontend.items import (
    Block,
    Closer,
    Declared,
    Labels,
    RecordHeader,
    Separator,
    WrittenType,
)
from pseudocode_translator.frontend.line_style import LineStyle
from pseudocode_translator.frontend.marks import Marks
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.nodes import (
    BinaryOperator,
    Boolean,
    Expression,
    Integer,
    Text,
    UnaryOperator,
)
from pseudocode_translator.model.program import Parameter
from pseudocode_translator.model.rules import Rules
from pseudocode_translator.model.statements import Bounds, Comment, Declare
from pseudocode_translator.model.types import BOOLEAN, INTEGER, REAL, STRING, UNKNOWN, Type

_LOOPS = frozenset({Block.WHILE, Block.FOR, Block.REPEAT})
_CLOSES: Mapping[str, frozenset[Block]] = {
    "si": frozenset({Block.IF}),
    "tantque": frozenset({Block.WHILE}),
    "tq": frozenset({Block.WHILE}),
    "pour": frozenset({Block.FOR}),
    "selon": frozenset({Block.CASE}),
    "cas": frozenset({Block.CASE}),
    "procedure": frozenset({Block.PROCEDURE}),
    "proc": frozenset({Block.PROCEDURE}),
    "fonction": frozenset({Block.FUNCTION}),
    "fct": frozenset({Block.FUNCTION}),
    "structure": frozenset({Block.RECORD}),
    "ait": _LOOPS,
    "": frozenset(Block),
}
"""By what stands behind ``fin`` or ``f``, without accents; ``fait`` ends any loop."""


class Builder(AstBuilder):
    """What French courses do differently from the base grammar."""

    type_names: ClassVar[Mapping[str, Type]] = {
        "entier": INTEGER,
        "entiers": INTEGER,
        "entière": INTEGER,
        "numerique": REAL,
        "numérique": REAL,
        "numériques": REAL,
        "reel": REAL,
        "réel": REAL,
        "reels": REAL,
        "réels": REAL,
        "caractere": STRING,
        "caractère": STRING,
        "caracteres": STRING,
        "caractères": STRING,
        "chaine": STRING,
        "chaîne": STRING,
        "chaines": STRING,
        "chaînes": STRING,
        "texte": STRING,
        "booleen": BOOLEAN,
        "booléen": BOOLEAN,
        "booleens": BOOLEAN,
        "booléens": BOOLEAN,
        "logique": BOOLEAN,
    }
    binary_operators: ClassVar[Mapping[str, BinaryOperator]] = {
        **AstBuilder.binary_operators,
        "et": BinaryOperator.AND,
        "ou": BinaryOperator.OR,
    }
    unary_operators: ClassVar[Mapping[str, UnaryOperator]] = {
        **AstBuilder.unary_operators,
        "non": UnaryOperator.NOT,
    }

    def program(self, span: Span, *name: Token) -> object:
        return Comment(span, name[0][0]) if name else Separator(span)

    def section(self, span: Span) -> Separator:
        return Separator(span)

    def closer(self, span: Span, token: Token) -> object:
        word = _plain(token[0])
        word = word.removeprefix("fin" if word.startswith("fin") else "f")
        if word in ("algorithme", "programme"):
            return Separator(span)
        return Closer(span, _CLOSES[word], token[0])

    # Declarations.

    def typed(self, span: Span, *parts: object) -> object:
        """``x, y en Entier``, where Variable was left out, and in records."""
        *labels, written = parts
        assert isinstance(written, WrittenType)
        names = self.names_in(Labels(span, tuple(labels)))  # type: ignore[arg-type]
        return Declare(span, tuple(names), written.type, written.bounds)

    def declaration(  # type: ignore[override]  # Variables have no mode.
        self,
        span: Span,
        name: Token,
        bounds: tuple[Bounds, ...] | None,
        written: WrittenType | None,
    ) -> Declared:
        return super().declaration(span, None, name, bounds, written)

    def type_record(self, span: Span, name: Token, *_: Token) -> RecordHeader:
        return RecordHeader(span, name[0])

    def bound(self, span: Span, first: Expression, *rest: Expression | Token) -> Bounds:
        """``t(10)`` goes from 0 to 10 (Darmangeat, part 6)."""
        if rest:
            return super().bound(span, first, *rest)
        return Bounds(Integer(first.span, 0), first)

    def parameter(
        self,
        span: Span,
        mode: Token | None,
        name: Token,
        written: WrittenType | None,
        reference: Token | None,
    ) -> Declared:
        words = _plain(f"{mode[0] if mode else ''} {reference[0] if reference else ''}")
        changes = any(sign in words for sign in ("s)", "resultat", "var", "reference"))
        return Declared(span, self.named(name), written, "BYREF" if changes else "")

    def parameters(self, span: Span, *declared: Declared) -> tuple[Parameter, ...]:
        """``x, y : entier``: the type behind the last name is that of all."""
        found: list[Parameter] = []
        group: list[Declared] = []
        for each in declared:
            group.append(each)
            if each.type is not None or each is declared[-1]:
                kind = each.type.type if each.type else UNKNOWN
                changes = any(other.mode for other in group)
                found += [Parameter(one.span, one.name, kind, changes) for one in group]
                group = []
        return tuple(found)

    # Expressions.

    def character(self, span: Span, token: Token) -> Expression:
        return Text(span, token[0][1:-1])

    def boolean(self, span: Span, token: Token) -> Expression:
        return Boolean(span, token[0].lower() == "vrai")


def _plain(word: str) -> str:
    """The letters of a word, in lower case and without accents and blanks."""
    return "".join(sign for sign in without_accents(word.lower()) if sign not in " _\t")


DIALECT = Dialect(
    name="french",
    title="French pseudocode (Darmangeat, IUT, AlgoC, LARP)",
    reference="C. Darmangeat, Algorithmique et programmation pour non-matheux; IUT notation",
    grammar=Path(__file__).with_suffix(".lark"),
    builder=Builder,
    rules=Rules(names_fold_case=True, true_text="Vrai", false_text="Faux", first_element=0),
    library=LIBRARY,
    line_style=LineStyle(
        quotes='"',
        loose_comment_marks=("#",),
        block_comments=(("/*", "*/"), ("(*", "*)")),
        line_block_comments=(("{", "}"),),
        continues_after=("+", "-", "*", "/", "&", ",", "=", "<", ">", "<-", "ET", "OU", "NON"),
        continues_before=("+", "*", "/", "&", ",", "=", "<", ">", "<-", "ET", "OU"),
        continuation_marks=(),
        statement_words=frozenset(
            """AFFICHER DEBUT DÉBUT ECRIRE ÉCRIRE FIN FINPOUR FINSI FINTANTQUE FONCTION FPOUR FSI
            LIRE POUR PROCEDURE PROCÉDURE RENVOYER REPETER RÉPÉTER RETOURNER SAISIR SI SINON
            TANTQUE VARIABLE VARIABLES""".split()
        ),
    ),
    words={
        "IF": "Si",
        "THEN": "Alors",
        "ELSE": "Sinon",
        "ELSEIF": "SinonSi",
        "ENDIF": "FinSi",
        "CASE": "Selon",
        "CASE OF": "Selon",
        "ENDCASE": "FinSelon",
        "OTHERWISE": "Autre",
        "FOR": "Pour",
        "TO": "à",
        "STEP": "Pas",
        "NEXT": "Suivant",
        "WHILE": "TantQue",
        "DO": "faire",
        "ENDWHILE": "FinTantQue",
        "REPEAT": "Repeter",
        "UNTIL": "Jusqu'à",
        "PROCEDURE": "Procédure",
        "ENDPROCEDURE": "FinProcédure",
        "FUNCTION": "Fonction",
        "ENDFUNCTION": "FinFonction",
        "TYPE": "Structure",
        "ENDTYPE": "FinStructure",
        "INPUT": "Lire",
        "OUTPUT": "Ecrire",
        "RETURN": "Renvoyer",
        "AND": "ET",
        "OR": "OU",
        "NOT": "NON",
        "AS": "en",
    },
    marks=Marks(
        words={
            "ecrire": 3,
            "afficher": 2,
            "lire": 2,
            "saisir": 2,
            "alors": 3,
            "sinon": 3,
            "finsi": 3,
            "fsi": 3,
            "tantque": 3,
            "fintantque": 4,
            "tq": 2,
            "ftq": 3,
            "pour": 1.5,
            "fpour": 3,
            "finpour": 3,
            "suivant": 2,
            "faire": 2,
            "fait": 2,
            "repeter": 3,
            "entier": 2,
            "entiers": 2,
            "numerique": 1,
            "chaine": 1.5,
            "reel": 1.5,
            "booleen": 2,
            "tableau": 2,
            "vrai": 1,
            "faux": 1,
            "renvoyer": 3,
            "retourner": 3,
            "fonction": 2,
            "debut": 2,
            "algorithme": 2,
        },
        patterns={r"\btant\s+que\b": 3, r"\bjusqu\s*['’]": 3, r"\bvariables?\s+\w+[^\n]*\ben\b": 3},
    ),
)
