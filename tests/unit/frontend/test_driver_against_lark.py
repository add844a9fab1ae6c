"""Our driver and lark's own must agree on every line, whatever is in it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lark import Lark, Token, Tree, UnexpectedInput

from pseudocode_translator.dialects import get_dialect
from pseudocode_translator.frontend import tables
from pseudocode_translator.frontend.build import AstBuilder
from pseudocode_translator.frontend.driver import Driver
from pseudocode_translator.frontend.logical_lines import LogicalLine
from pseudocode_translator.frontend.tables import load_tables
from tests.unit.frontend.case_data import statement_cases

GRAMMAR = get_dialect("cambridge").grammar
LINES = [source for source, _ in statement_cases()]


class TreeBuilder:
    """Gives plain trees, as lark does, in place of nodes."""

    def __getattr__(self, name: str) -> Any:
        return lambda span, *children: (name, tuple(map(_plain, children)))


@cache
def _lark() -> Lark:
    return Lark.open(
        str(GRAMMAR),
        parser="lalr",
        start="line",
        import_paths=[str(Path(tables.__file__).parent)],
    )


@cache
def _driver() -> Driver:
    return Driver(load_tables(GRAMMAR), cast(AstBuilder, TreeBuilder()))


def _plain(child: Any) -> Any:
    """One form for the tokens and trees of both."""
    if isinstance(child, Tree):
        return (str(child.data).rpartition("__")[2], tuple(map(_plain, child.children)))
    if isinstance(child, Token):
        return str(child)
    if isinstance(child, tuple) and len(child) == 3:
        return child[0]
    return child


def _by_lark(text: str) -> Any:
    try:
        return _plain(_lark().parse(text))
    except UnexpectedInput:
        return None


def _by_us(text: str) -> Any:
    if not text:
        return "line", ()  # The front end does not ask for empty lines.
    found = _driver().run(LogicalLine(text, 1, 1, 0))
    return ("line", tuple(found)) if isinstance(found, list) else None


@pytest.mark.parametrize("text", LINES)
def test_both_drivers_give_the_same_tree_for(text: str) -> None:
    tree = _by_us(text)

    assert tree is not None
    assert tree == _by_lark(text)


WORDS = sorted(load_tables(GRAMMAR).keywords)
SIGNS = [*"()[]{},.;:=<>+-*/^&%$", "<-", "<=", "<>", ":=", "..", "...", "==", "^-", "^ - ", "+="]
VALUES = ["x", "Total", "1", "2.5", '"a"', "'c'", "a[1]", "f(x)", "p^", "END IF", "ANDROID"]
tokens = st.sampled_from([*WORDS, *WORDS, *map(str.upper, WORDS), *SIGNS, *VALUES, *VALUES])


@given(st.lists(tokens, max_size=12), st.sampled_from([" ", " ", ""]))
@settings(max_examples=300, deadline=None)
def test_both_drivers_agree_on_any_row_of_tokens(row: list[str], joint: str) -> None:
    text = joint.join(row).strip()

    assert _by_us(text) == _by_lark(text)


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_both_drivers_agree_on_lines_with_one_token_changed(data: st.DataObject) -> None:
    parts = data.draw(st.sampled_from(LINES)).split(" ")
    place = data.draw(st.integers(0, len(parts) - 1))
    parts[place] = data.draw(tokens | st.just(""))
    text = " ".join(parts).strip()

    assert _by_us(text) == _by_lark(text)
