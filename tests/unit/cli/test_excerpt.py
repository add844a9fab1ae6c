"""How a source line is laid out for a terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from pseudocode_translator.cli.excerpt import Excerpt, excerpt
from pseudocode_translator.cli.visible import visible

WIDTH_CELLS = 40


@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [
        ("Total <- Totl", 10, 14, Excerpt("Total <- Totl", 9, 4)),
        ("\tx <- 1", 2, 3, Excerpt("    x <- 1", 4, 1)),
        ("ab\tx", 4, 5, Excerpt("ab  x", 4, 1)),
        ("名前 <- 1", 1, 3, Excerpt("名前 <- 1", 0, 4)),
        ('"😀" & x', 7, 8, Excerpt('"😀" & x', 7, 1)),
        ("IF a", 5, 5, Excerpt("IF a", 4, 1)),
        ("", 1, 1, Excerpt("", 0, 1)),
        ("x", 9, 12, Excerpt("x", 1, 1)),
    ],
)
def test_the_mark_stands_under_the_place(
    text: str, start: int, end: int, expected: Excerpt
) -> None:
    assert excerpt(text, start, end, WIDTH_CELLS) == expected


def test_what_a_terminal_would_obey_is_escaped() -> None:
    shown = excerpt("x\x1b[2J <- \u202e1", 10, 11, WIDTH_CELLS)

    assert shown.text == r"x\x1b[2J <- \u202e1"
    assert shown.text[shown.offset_cells] == "\\"


def test_a_long_line_is_cut_around_the_place() -> None:
    shown = excerpt("a" * 500 + "HERE" + "b" * 500, 501, 505, WIDTH_CELLS)

    assert shown.text.startswith("…")
    assert shown.text.endswith("…")
    assert shown.text[shown.offset_cells :].startswith("HEREb")
    assert shown.mark_cells == 4


def test_a_line_of_ten_million_characters_costs_no_more_than_what_is_shown() -> None:
    text = "x" * 10_000_000

    shown = excerpt(text, 5_000_000, 9_000_000, WIDTH_CELLS)

    assert cell_len(shown.text) <= WIDTH_CELLS
    assert shown.offset_cells + shown.mark_cells <= WIDTH_CELLS


@given(st.text(max_size=200), st.integers(1, 220), st.integers(0, 220))
def test_whatever_the_line_holds_the_excerpt_fits_and_is_harmless(
    text: str, start: int, length: int
) -> None:
    shown = excerpt(text, start, start + length, WIDTH_CELLS)

    # One wide or escaped character may have to be shown even if it alone is too wide.
    assert cell_len(shown.text) <= WIDTH_CELLS + 10
    assert shown.mark_cells >= 1
    assert all(unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} for c in shown.text)


@given(st.text())
def test_visible_text_has_nothing_that_a_terminal_obeys(text: str) -> None:
    assert all(unicodedata.category(c) not in {"Cc", "Cf", "Cs"} for c in visible(text))
