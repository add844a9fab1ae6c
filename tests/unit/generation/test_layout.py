import ast

import pytest

from pseudocode_translator.generation.writer import Elif, Writer, expression_text
from tests.unit.generation.ruff_oracle import format_changes, lint_findings


def written(source: str) -> str:
    writer = Writer()
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.If | ast.For | ast.Match):
            with writer.block(node):
                for case in node.cases if isinstance(node, ast.Match) else ():
                    with writer.block(case):
                        pass
        else:
            writer.statement(node)
    return writer.result().code


@pytest.mark.parametrize(
    "source",
    [
        "-(x**2) + a.b**-1 - f(x) ** 2 + a**b**c - (-a) ** 2",
        "items[i + 1 : j], items[1:2], items[:-1], items[::step], items[f(x) :]",
        "not x in y",
        "not (a and b) or c and not d",
        "(a if b else c) if d else e",
        "lambda: 0, lambda x, *rest, y=1, **named: x",
        "(1).real + 1.5 .real",
        "(yes := 1, [a for a, b in pairs if a if b], {**x, 'k': 1}, {*y}, (z,), ())",
        "f(*args, key=1, **named)(x for x in y)[a, b:c]",
        "a < b <= c != d is not None",
        "-x, +x, ~x, - -x",
        "(lambda x: x)(1)",
        "a - (b - c) - d, a * (b + c), (a and b) and c",
        "table[(1, 2), 3], table[1,], table[*rest]",
    ],
)
def test_one_line_keeps_the_tree_with_the_least_parentheses(source: str) -> None:
    node = ast.parse(source, mode="eval").body

    text = expression_text(node)

    assert ast.dump(ast.parse(text, mode="eval").body) == ast.dump(node)
    assert format_changes(f"x = {text}\n") == ""


A, B, C = "a" * 30, "b" * 30, "c" * 30


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (f"x = {A} + {B} * {C}", [f"x = (\n    {A}\n    + {B} * {C}\n)"]),
        (f"x = f({A}, {B}, {C[:18]})", [f"x = f(\n    {A}, {B}, {C[:18]}\n)"]),
        (f"x = f({A}, {B}, {C}, {A})", [f"x = f(\n    {A},\n    {B},"]),
        (f"if {A} and {B} or {C}: pass", ["if (\n", "    and ", "    or ", "\n):\n    pass"]),
        (f"def f({A}: int, {B}: int = 0, {C}=1): pass", [f"(\n    {A}: int,", "=1,\n):"]),
        (f"{A}[{B}] = {C}", [f"{A}[{B}] = (\n    {C}\n)"]),
        (f"return_ = [{A} for {B} in {C}]", [f"[\n    {A}\n    for {B} in {C}\n]"]),
        (f"global {A}, {B}, {C}", [f"global \\\n    {A}, \\\n"]),
        (f"from m import {A}, {B}, {C}", ["import (\n    ", f"    {C},\n)"]),
        (f"assert {A} == {B}, {C}", ["assert "]),
        (f"x = {A}.open(1).map({B}).close({C})", [f"x = (\n    {A}.open(1)\n    .map("]),
        (f"raise ValueError({A}, {B}, {C})", ["raise ValueError(\n    "]),
        (f"match x:\n  case '{A}' | '{B}' | '{C}': pass", ["case (\n", f'        | "{B}"']),
        (f"x: {A}[{B}] = {C}", [" = (\n    "]),
        (f"del {A}, {B}, {C}", ["del (\n    "]),
    ],
)
def test_long_lines_break_where_ruff_breaks_them(source: str, expected: list[str]) -> None:
    code = written(source)

    assert all(part in code for part in expected)
    assert format_changes(code) == ""
    assert lint_findings(code) == ""


WORDS = "all the king's horses and all the king's men " * 5


@pytest.mark.parametrize(
    "source",
    [
        f'x = "{WORDS}"',
        f'print("{WORDS}", name)',
        f'print(name, "{WORDS}" + name)',
        f'print(key="{WORDS}")',
        f'raise ValueError("{WORDS}")',
        f'items[index] = "{WORDS}"',
        f'x = f"{WORDS}{{name}}{WORDS}"',
        f'x = "{"x" * 200}"',
        f'x = {{"key": "{WORDS}"}}',
        f'match x:\n  case "{WORDS}": pass',
    ],
)
def test_long_strings_are_cut_into_literals_that_ruff_keeps(source: str) -> None:
    code = written(source)

    assert ast.dump(ast.parse(code)) == ast.dump(ast.parse(source))
    assert format_changes(code) == ""
    assert lint_findings(code) == ""


def test_a_long_field_leaves_the_fstring_to_break() -> None:
    call = f"total({', '.join(['number'] * 20)})"

    code = written(f'print(f"Sum: {{{call}}} of them")')

    assert '"".join(' in code
    assert lint_findings(code) == ""
    assert format_changes(code) == ""


def test_headers_without_a_node_break_too() -> None:
    writer = Writer()
    with writer.block(ast.If(ast.Name("x"), [], [])):
        pass
    with writer.block(Elif(ast.parse(f"{A} and {B} and {C}", mode="eval").body)):
        pass

    assert f"elif (\n    {A}\n" in writer.result().code
    assert format_changes(writer.result().code) == ""
