"""Whole numbers of 32 bits: what may leave them wraps around, what cannot stays as it is."""

from __future__ import annotations

import pytest

from pseudocode_translator.translator import TranslationManager


def _python(body: str) -> str:
    source = f"programa {{ funcao inicio() {{\n{body}\n}} }}"
    return TranslationManager().translate_pseudocode(source, dialect="portugol").code


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("inteiro a = 2147483647\nescreva(a + 1)", "int32(a + 1)"),
        ("inteiro a, b\nleia(a, b)\nescreva(a * b)", "int32(a * b)"),
        ("inteiro a, b\nleia(a, b)\nescreva((a + b) * 2 - 1)", "int32((a + b) * 2 - 1)"),
        ("inteiro a, b\nleia(a, b)\nescreva(a * b / 2)", "div(int32(a * b), 2)"),
        ("inteiro a, b\nleia(a, b)\nse (a + b > 3) { escreva(1) }", "if int32(a + b) > 3:"),
        ("inteiro f = 1\npara (inteiro i = 1; i <= 20; i++) { f = f * i }\nescreva(f)", "int32(f"),
        ("inteiro n = 3\nescreva(1 << n)", "int32(1 << n)"),
    ],
)
def test_what_may_be_too_large_wraps(body: str, wanted: str) -> None:
    assert wanted in _python(body)


@pytest.mark.parametrize(
    "body",
    [
        "inteiro a = 5, b = 7\nescreva(a * b + 1)",
        "inteiro c = 0, x\npara (inteiro i = 0; i < 9; i++) { leia(x)\nc++ }\nescreva(c + 1)",
        "inteiro s = 0\npara (inteiro i = 1; i <= 100; i++) { s += i * i }\nescreva(s)",
        "inteiro a\nleia(a)\nescreva(a % 10 + a / 100)",
        "real a\nleia(a)\nescreva(a * a)",
        "cadeia a\nleia(a)\nescreva(a + 1 + 2)",
        "inteiro v[10], m[3][4]\npara (inteiro i = 0; i < 10; i++) { v[i] = i * i }\n"
        "escreva(v[1] + v[2], m[0][0] * 2)",
    ],
)
def test_what_is_proven_to_fit_uses_the_plain_operator(body: str) -> None:
    assert "int32" not in _python(body)


def test_a_subroutine_wraps_by_what_it_is_called_with() -> None:
    code = (
        TranslationManager()
        .translate_pseudocode(
            "programa {\nfuncao inteiro dobro(inteiro x) { retorne x * 2 }\n"
            "funcao inteiro triplo(inteiro x) { retorne x * 3 }\n"
            "funcao inicio() { inteiro n\nleia(n)\nescreva(dobro(21), triplo(n)) } }",
            dialect="portugol",
        )
        .code
    )

    assert "return x * 2" in code
    assert "return int32(x * 3)" in code
