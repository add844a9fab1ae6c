"""Trace tables from the rows that a watched program leaves."""

from __future__ import annotations

import json

from pseudocode_translator.cli.trace_table import FORMATS, as_csv, as_text, read_table


def _rows(*rows: tuple[int, str, dict[str, str], str]) -> str:
    names = ("line", "routine", "changes", "output")
    return "".join(json.dumps(dict(zip(names, row, strict=True))) + "\n" for row in rows)


def test_a_row_that_was_cut_short_is_left_out() -> None:
    whole = _rows((1, "", {"x": "1"}, ""), (2, "", {"x": "2"}, ""))

    assert [row.line for row in read_table(whole[:-5]).rows] == [1]


def test_the_element_that_nobody_uses_has_no_column_but_one_that_changes_has() -> None:
    unused = read_table(_rows((1, "", {"a[0]": "0", "a[1]": "0"}, "")))
    used = read_table(_rows((1, "", {"a[0]": "0"}, ""), (2, "", {"a[0]": "5"}, "")))
    literal = read_table(_rows((1, "", {"a[0]": "7", "a[1]": "8"}, "")))

    assert unused.columns == ("a[1]",)
    assert used.columns == ("a[0]",)
    assert literal.columns == ("a[0]", "a[1]")


def test_long_and_wide_values_keep_the_table_straight() -> None:
    text = as_text(
        read_table(_rows((1, "", {"s": "x" * 100}, "日本"), (2, "", {"s": "y"}, "a\nb")))
    )
    lines = text.splitlines()

    assert lines[2].index("|", 7) == lines[3].index("|", 7)
    assert "…" in lines[2]
    assert "a⏎b" in lines[3]


def test_commas_and_line_ends_survive_in_csv() -> None:
    text = as_csv(read_table(_rows((1, "", {"s": "a,b"}, "c\nd"))))

    assert text == 'Line,s,OUTPUT\n1,"a,b","c\nd"\n'


def test_a_program_that_does_nothing_has_an_empty_table_in_every_form() -> None:
    for form in FORMATS.values():
        assert "Line" in form(read_table("")) or '"rows": []' in form(read_table(""))
