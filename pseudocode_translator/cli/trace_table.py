"""Trace tables, as exam papers ask for them: a column for each variable, a row for each line."""

from __future__ import annotations

import csv
import html
import io
import json
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

LINE, OUTPUT = "Line", "OUTPUT"
_FILLINGS = {"0", "0.0", "", " ", "FALSE"}
_WIDEST = 40
"""Columns of a cell in a text table."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one line changed and printed."""

    line: int
    """1-based, of the pseudocode."""
    changes: dict[str, str]
    """New values by column."""
    output: str


@dataclass(frozen=True, slots=True)
class Table:
    """A whole run."""

    columns: tuple[str, ...]
    """Variables in the order in which they got their first value."""
    rows: tuple[Row, ...]


def read_table(text: str) -> Table:
    """Read the rows that a watched program left, one JSON object per line.

    A last line that was cut short, by a full disk or a killed process, is left out.
    """
    rows = []
    for line in text.splitlines():
        try:
            data = json.loads(line)
        except ValueError:
            break
        prefix = f"{data['routine']}." if data["routine"] else ""
        changes = {prefix + name: value for name, value in data["changes"].items()}
        rows.append(Row(data["line"], changes, data["output"].rstrip("\n")))
    times = Counter(name for row in rows for name in row.changes)
    first = {name: value for row in reversed(rows) for name, value in row.changes.items()}
    columns = (name for name in times if not _is_unused(name, times[name], first[name]))
    return Table(tuple(columns), tuple(rows))


def _is_unused(column: str, times: int, value: str) -> bool:
    """Tell the element that only fills the list of an array which counts from 1."""
    return column.endswith("[0]") and times == 1 and value in _FILLINGS


def as_text(table: Table) -> str:
    """A table of characters; cells that do not change stay empty."""
    titles, cells = _cells(table)
    shown = [[_short(cell) for cell in row] for row in [titles, *cells]]
    widths = [max(map(_width, column)) for column in zip(*shown, strict=True)]
    lines = [" | ".join(map(_padded, row, widths)).rstrip() for row in shown]
    lines.insert(1, "-+-".join("-" * width for width in widths))
    return "\n".join(lines) + "\n"


def as_csv(table: Table) -> str:
    """Comma-separated values with a header row (RFC 4180, with line feeds)."""
    out = io.StringIO()
    titles, cells = _cells(table)
    csv.writer(out, lineterminator="\n").writerows([titles, *cells])
    return out.getvalue()


def as_json(table: Table) -> str:
    """One object with the columns and the rows."""
    rows = [{"line": r.line, "changes": r.changes, "output": r.output} for r in table.rows]
    return json.dumps({"columns": table.columns, "rows": rows}, ensure_ascii=False, indent=1) + "\n"


def as_html(table: Table) -> str:
    """A page of its own that can be printed; light and dark."""
    titles, cells = _cells(table)
    head = "".join(f"<th>{html.escape(title)}</th>" for title in titles)
    body = "\n".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in cells
    )
    return _PAGE.format(head=head, body=body)


FORMATS: dict[str, Callable[[Table], str]] = {
    "text": as_text,
    "csv": as_csv,
    "html": as_html,
    "json": as_json,
}


def _cells(table: Table) -> tuple[list[str], list[list[str]]]:
    has_output = any(row.output for row in table.rows)
    titles = [LINE, *table.columns, *([OUTPUT] if has_output else [])]
    cells = [
        [
            str(row.line),
            *(row.changes.get(column, "") for column in table.columns),
            *([row.output] if has_output else []),
        ]
        for row in table.rows
    ]
    return titles, cells


def _short(cell: str) -> str:
    text = cell.replace("\n", "⏎")
    return text if _width(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


_PAGE = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Trace table</title>
<style>
:root {{ color-scheme: light dark; --line: #8888; --head: #8882; }}
body {{ font: 15px/1.45 system-ui, sans-serif; margin: 2rem; }}
table {{ border-collapse: collapse; }}
th, td {{ border: 1px solid var(--line); padding: .25rem .7rem; text-align: right; }}
th {{ background: var(--head); position: sticky; top: 0; }}
td:first-child {{ color: #888; }}
td:last-child {{ text-align: left; white-space: pre-wrap; }}
td {{ font-family: ui-monospace, monospace; }}
</style>
<table>
<thead><tr>{head}</tr></thead>
<tbody>
{body}
</tbody>
</table>
</html>
"""
