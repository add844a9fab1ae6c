r"""What LaTeX commands become in a logical line.

A logical line is written in signs of its own: ``<-`` stores, ``≤`` is `<=`, ``⟦ ⟧`` are the bars
of ``|S|``, ``⟨ ⟩`` hold the variables of a sum. `latex.lark` reads them.
"""

from __future__ import annotations

from typing import NamedTuple


class Sign(NamedTuple):
    """One token of a logical line."""

    text: str
    line: int
    column: int
    width: int
    kind: str
    """``name``, ``number``, ``word`` of the text, ``open``, ``close``, ``operator``."""


SIGNS = {
    "gets": "<-",
    "leftarrow": "<-",
    "longleftarrow": "<-",
    "coloneqq": "<-",
    "coloneq": "<-",
    "triangleq": "<-",
    "leftrightarrow": "<->",
    "longleftrightarrow": "<->",
    "leftrightarrows": "<->",
    "rightleftarrows": "<->",
    "le": "<=",
    "leq": "<=",
    "leqslant": "<=",
    "ge": ">=",
    "geq": ">=",
    "geqslant": ">=",
    "ne": "<>",
    "neq": "<>",
    "isequal": "=",
    "lt": "<",
    "gt": ">",
    "land": "∧",
    "wedge": "∧",
    "and": "∧",
    "lor": "∨",
    "vee": "∨",
    "or": "∨",
    "lnot": "¬",
    "neg": "¬",
    "not": "¬",
    "cdot": "*",
    "times": "*",
    "ast": "*",
    "div": "/",
    "bmod": "%",
    "mod": "%",
    "%": "%",
    "in": "∈",
    "notin": "∉",
    "cup": "∪",
    "cap": "∩",
    "setminus": "∖",
    "backslash": "∖",
    "subseteq": "⊆",
    "subset": "⊂",
    "infty": "∞",
    "emptyset": "∅",
    "varnothing": "∅",
    "ldots": "…",
    "dots": "…",
    "cdots": "…",
    "dotsc": "…",
    "mid": "∣",
    "to": "\\to",
    "kwto": "\\to",
    "downto": "\\downto",
    "kwdownto": "\\downto",
    "colon": ":",
    "pi": "\\pi",
    "&": "∧",
    "_": "_",
}
"""By command, in lower case."""
SIGN_CHARACTERS = {
    ":=": "<-",
    "!=": "<>",
    "==": "=",
    "&&": "∧",
    "←": "<-",
    "≤": "<=",
    "≥": ">=",
    "≠": "<>",
    "∈": "∈",
    "∪": "∪",
    "∩": "∩",
    "∅": "∅",
    "∞": "∞",
    "⌊": "⌊",
    "⌋": "⌋",
    "·": "*",
    "×": "*",
    "−": "-",
    "…": "…",
    "..": "…",
    "...": "…",
    "→": "\\to",
    "↔": "<->",
    "∧": "∧",
    "∨": "∨",
    "¬": "¬",
}
OPENING = {
    "lfloor": "⌊",
    "lceil": "⌈",
    "lvert": "⟦",
    "{": "{",
    "langle": "(",
    "lbrace": "{",
    "lbrack": "[",
    "lparen": "(",
    "lVert": "⟪",
}
CLOSING = {
    "rfloor": "⌋",
    "rceil": "⌉",
    "rvert": "⟧",
    "}": "}",
    "rangle": ")",
    "rbrace": "}",
    "rbrack": "]",
    "rparen": ")",
    "rVert": "⟫",
}
BIG = {
    "sum": "\\sum",
    "prod": "\\prod",
    "bigcup": "\\union",
    "bigcap": "\\intersection",
    "min": "\\min",
    "max": "\\max",
    "argmin": "\\argmin",
    "argmax": "\\argmax",
    "forall": "\\all",
    "exists": "\\any",
}
FUNCTIONS = {
    "log": "\\log",
    "ln": "\\ln",
    "lg": "\\lb",
    "exp": "\\exp",
    "sin": "\\sin",
    "cos": "\\cos",
    "tan": "\\tan",
}
FONTS = frozenset(
    """
    text textit textsc texttt textrm textsf textbf textnormal textsl emph mathrm mathit mathsf
    mathtt mathbf boldsymbol bm mathcal mathscr mathfrak mathbb operatorname id proc func mbox
    const kw vec ensuremath underline textup hbox textmd mathop mathsc
    """.split()
)
ACCENTS = frozenset("hat bar tilde dot ddot check breve widehat widetilde overline".split())
SKIPPED = frozenset(
    r"""
    , ; ! : > quad qquad left right big bigl bigr bigg biggl biggr limits nolimits displaystyle
    textstyle hfill hfil noindent small it bf rm sc tt em bfseries itshape scshape ttfamily
    normalfont par linebreak newline allowbreak mathopen mathclose mathbin mathrel
    dontprintsemicolon
    linesnumbered centering begingroup endgroup relax protect strut xspace thinspace algomath
    """.split()
) | {" ", ""}
SKIPPED_WITH_ARGUMENT = frozenset(
    "label vspace hspace phantom vphantom hphantom color setcounter item footnote cite ref".split()
)
GREEK = frozenset(
    """
    alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi
    rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi
    Sigma Upsilon Phi Psi Omega ell
    """.split()
)
GLUE = {
    "and": "∧",
    "or": "∨",
    "not": "¬",
    "to": "\\to",
    "upto": "\\to",
    "downto": "\\downto",
    "in": "∈",
    "mod": "%",
    "div": "÷",
    "true": "\\true",
    "false": "\\false",
    "nil": "\\nil",
    "null": "\\nil",
    "none": "\\nil",
    "undefined": "\\nil",
    "by": "\\by",
    "step": "\\by",
}
"""Words that mean a sign, in text and in fonts."""
