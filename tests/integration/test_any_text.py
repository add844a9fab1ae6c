"""Whatever somebody wrote: Python that compiles, or diagnostics, or both."""

from __future__ import annotations

import ast
import random
import re
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pseudocode_translator.translator import Translation, TranslationManager

EXAMPLES = Path(__file__).parents[2] / "examples" / "pseudocode" / "cambridge"
_WORDS = """
DECLARE CONSTANT ARRAY OF INTEGER REAL STRING CHAR BOOLEAN DATE TYPE ENDTYPE CLASS ENDCLASS
IF THEN ELSE ENDIF CASE OTHERWISE ENDCASE FOR TO STEP NEXT WHILE DO ENDWHILE REPEAT UNTIL
PROCEDURE ENDPROCEDURE FUNCTION RETURNS RETURN ENDFUNCTION CALL BYREF BYVAL INPUT OUTPUT
OPENFILE READFILE WRITEFILE CLOSEFILE EOF AND OR NOT DIV MOD TRUE FALSE NEW SUPER INHERITS
PUBLIC PRIVATE DEFINE SET x y a b i n Total Name p f 0 1 2 3.5 "text" 'c' <- ← = <> < > + - * /
^ & ( ) [ ] , : . ; // # { } 12/05/2026 END NEXTI MID LENGTH RANDOM SEEK GETRECORD PUTRECORD
""".split()


def _translate(text: str) -> Translation:
    with TranslationManager() as manager:
        return manager.translate_pseudocode(text, dialect="cambridge")


def _check(text: str) -> None:
    translation = _translate(text)
    compile(translation.code, "translated", "exec")
    lines = text.count("\n") + 1
    for diagnostic in translation.diagnostics:
        assert not diagnostic.code.startswith("PS9"), diagnostic
        assert 1 <= diagnostic.span.line <= lines


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300))
def test_any_text_gives_python_or_diagnostics(text: str) -> None:
    translation = _translate(text)
    compile(translation.code, "translated", "exec")
    assert not [d for d in translation.diagnostics if d.code.startswith("PS9")]


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(st.sampled_from(_WORDS), max_size=9), max_size=12))
def test_any_words_of_the_language_give_python_or_diagnostics(lines: list[list[str]]) -> None:
    _check("\n".join(" ".join(words) for words in lines))


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.pseudo")), ids=lambda p: p.stem)
def test_a_damaged_example_gives_python_or_diagnostics(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    dice = random.Random(path.stem)
    for _ in range(12):
        start = dice.randrange(len(source))
        end = min(len(source), start + dice.randrange(1, 40))
        piece = dice.choice(["", source[end : end + 15], dice.choice(_WORDS), "\n", "(", '"'])
        _check(source[:start] + piece + source[end:])


@settings(deadline=None, max_examples=100)
@given(st.text(min_size=1, max_size=60))
def test_no_text_of_the_author_becomes_code(text: str) -> None:
    clean = re.sub(r'[\x00-\x1f"\x7f-\x9f\u2028\u2029“”„‟«»〝〞〟＂″‶]', "", text)
    source = f'// {clean}\nX ← "{clean}" // {clean}\nOUTPUT X, "{clean}"\n'
    tree = ast.parse(_translate(source).code)
    calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert calls <= {"print"}
    assert names <= {"X", "print"}


@pytest.mark.parametrize(
    "line",
    ["x ← x + 1", "x ← (((", 'OUTPUT "unclosed', "IF x > 3 THEN", "ENDIF", "?? ## !!", "x : y : z"],
)
@pytest.mark.slow
def test_time_grows_in_step_with_length(line: str) -> None:
    def seconds(count: int) -> float:
        text = f"{line}\n" * count
        start = time.perf_counter()
        _translate(text)
        return time.perf_counter() - start

    seconds(200)
    # Twenty times the text may take sixty times as long on a noisy machine, not 400 times.
    assert seconds(8000) < 60 * max(seconds(400), 0.02)
