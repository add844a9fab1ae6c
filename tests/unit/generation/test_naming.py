"""Names: kept where Python allows, never dangerous, never equal where they must differ."""

from __future__ import annotations

import keyword
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pseudocode_translator.generation.naming import Names, identifier, is_dummy
from pseudocode_translator.generation.usage import MAIN, find_usage
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.program import Program
from pseudocode_translator.model.scopes import Role, Scope, Variable
from pseudocode_translator.model.types import INTEGER
from tests.unit.generation.program_tools import main_part, run

HERE = Span(1, 1, 1, 2)


def _names(*names: str, reserved: tuple[str, ...] = ()) -> dict[str, str]:
    variables = {n: Variable(n, INTEGER, Role.VARIABLE, HERE) for n in names}
    program = Program(HERE, (), scope=Scope(variables))
    chosen = Names(find_usage(program), reserved)
    return {name: chosen.variable(MAIN, name) for name in names}


@given(st.text())
def test_any_text_becomes_an_identifier_without_meaning(text: str) -> None:
    name = identifier(text)
    assert name.isidentifier()
    assert unicodedata.normalize("NFKC", name) == name
    assert not name.startswith("__")


@given(st.lists(st.text(min_size=1), unique=True, max_size=20))
def test_different_names_stay_different_for_python(texts: list[str]) -> None:
    chosen = list(_names(*texts).values())
    assert len(set(chosen)) == len(texts)
    assert not any(keyword.iskeyword(name) for name in chosen)


@pytest.mark.parametrize(
    ("written", "chosen"),
    [
        ("Total", "Total"),
        ("class", "class_"),
        ("print", "print_"),
        ("None", "None_"),
        ("l", "l_"),
        ("I", "I_"),
        ("größe", "größe"),
        ("__name__", "_name__"),
        ("__class__", "_class__"),
        ("_", "name"),
        ("2nd", "name_2nd"),
        ("total-price", "total_price"),
        ("sum", "sum"),
    ],
)
def test_the_spelling_is_kept_where_python_allows(written: str, chosen: str) -> None:
    assert _names(written) == {written: chosen}


def test_names_that_python_takes_for_equal_are_kept_apart() -> None:
    chosen = _names("ﬁ", "fi")
    assert len(set(chosen.values())) == 2


def test_reserved_names_get_an_underscore() -> None:
    assert _names("Array", reserved=("Array",)) == {"Array": "Array_"}


@pytest.mark.parametrize("name", ["_", "_x", "_total2"])
def test_dummy_names_are_those_that_ruff_takes_for_unused(name: str) -> None:
    assert is_dummy(name)


@pytest.mark.parametrize("name", ["x", "_x_", "_größe_", "_ö"])
def test_other_names_are_no_dummies(name: str) -> None:
    assert not is_dummy(name)


def test_a_variable_named_like_a_helper_gives_way_to_the_helper() -> None:
    source = """
        DECLARE Array : ARRAY[-1:1] OF INTEGER
        Array[-1] <- 4
        OUTPUT Array[-1]
        """
    assert run(source) == "4\n"


def test_a_variable_named_like_an_unused_helper_keeps_its_name() -> None:
    assert main_part("DECLARE Array : INTEGER\nArray <- 4\n") == "Array: int\nArray = 4\n"


def test_words_of_python_are_no_danger() -> None:
    source = """
        DECLARE range, str, len, def, lambda : INTEGER
        range <- 1
        str <- 2
        len <- 3
        def <- 4
        lambda <- 5
        OUTPUT range, str, len, def, lambda, LENGTH("abc")
        """
    assert run(source) == "123453\n"


def test_case_makes_no_difference_in_names() -> None:
    assert run("DECLARE Total : INTEGER\ntotal <- 3\nOUTPUT TOTAL\n") == "3\n"
