import ast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pseudocode_translator.generation.writer import (
    Elif,
    Else,
    Finally,
    Try,
    Writer,
    expression_text,
)
from tests.unit.generation.ruff_oracle import format_changes, lint_findings

ANY_TEXT = st.text(st.characters())


def statement(source: str) -> ast.stmt:
    return ast.parse(source).body[0]


def expression(source: str) -> ast.expr:
    return ast.parse(source, mode="eval").body


def function(name: str = "f") -> ast.FunctionDef:
    node = statement(f"def {name}(a: int, b: str = 'x') -> None: pass")
    assert isinstance(node, ast.FunctionDef)
    return node


def condition(source: str) -> ast.If:
    return ast.If(expression(source), [], [])


def lines(writer: Writer) -> list[str]:
    return writer.result().code.splitlines()


def test_nothing_written_is_an_empty_program() -> None:
    assert Writer().result().code == ""
    assert Writer().result().line_map == ()


def test_every_python_line_knows_its_pseudocode_line() -> None:
    writer = Writer()
    writer.comment("start", line=1)
    with writer.block(condition("x > 0"), line=2):
        writer.statement(statement(f"print({', '.join(['number'] * 14)})"), line=3)
    writer.blank()
    writer.statement(statement("y = 1"), line=5)

    result = writer.result()

    assert result.code.count("\n") == len(result.line_map)
    assert result.line_map[:2] == (1, 2)
    assert set(result.line_map[2:-2]) == {3}
    assert result.line_map[-2:] == (0, 5)


def test_an_empty_body_gets_pass_even_below_a_comment() -> None:
    writer = Writer()
    with writer.block(condition("x"), line=4):
        writer.comment("nothing to do")
    with writer.block(Else()):
        pass

    assert lines(writer) == ["if x:", "    # nothing to do", "    pass", "else:", "    pass"]


def test_branches_cases_and_handlers_follow_their_headers() -> None:
    writer = Writer()
    with writer.block(condition("x")):
        writer.statement(ast.Pass())
        writer.blank()
    with writer.block(Elif(expression("y")), comment="why"):
        writer.statement(ast.Pass())
    with writer.block(ast.Match(expression("x"), [])):
        pattern = ast.MatchOr([ast.MatchValue(ast.Constant(1)), ast.MatchValue(ast.Constant(2))])
        with writer.block(ast.match_case(pattern, None, [])):
            writer.statement(ast.Break())
        with writer.block(ast.match_case(ast.MatchAs(), None, [])):
            writer.statement(ast.Pass())
    with writer.block(Try()):
        writer.statement(statement("f()"))
    with writer.block(ast.ExceptHandler(expression("(ValueError, KeyError)"), "e", [])):
        writer.statement(ast.Raise())
    with writer.block(Finally()):
        writer.statement(statement("del x"))

    assert lines(writer) == [
        "if x:",
        "    pass",
        "elif y:  # why",
        "    pass",
        "match x:",
        "    case 1 | 2:",
        "        break",
        "    case _:",
        "        pass",
        "try:",
        "    f()",
        "except (ValueError, KeyError) as e:",
        "    raise",
        "finally:",
        "    del x",
    ]


def test_blank_lines_between_definitions_go_above_their_comments() -> None:
    writer = Writer()
    writer.statement(statement("import os"))
    writer.statement(statement("x = 1"))
    writer.comment("what f does")
    with writer.block(function()):
        writer.blank()
        writer.statement(ast.Pass())
        writer.blank()
        writer.blank()
    writer.comment("main program")
    writer.statement(statement("f()"))

    expected = ["import os", "", "x = 1", "", "", "# what f does", "def f", "    pass", "", ""]
    shown = [line[: len(want)] for line, want in zip(lines(writer), expected, strict=False)]
    assert shown == expected
    assert lines(writer)[-2:] == ["# main program", "f()"]
    assert format_changes(writer.result().code) == ""


def test_decorators_docstrings_and_methods_are_set_as_ruff_sets_them() -> None:
    writer = Writer()
    node = ast.ClassDef("Point", [], [], [], [ast.Name("dataclass")])
    with writer.block(node):
        writer.docstring('A point, in "columns"')
        writer.statement(statement("x: int = 0"))
        with writer.block(function("move")):
            writer.docstring("First line.\n\nMore of it.")
            writer.statement(statement("return None"))

    assert lines(writer)[:5] == [
        "@dataclass",
        "class Point:",
        '    """A point, in "columns" """',
        "",
        "    x: int = 0",
    ]
    assert format_changes(writer.result().code) == ""


def test_raw_source_is_set_off_like_the_definitions_it_holds() -> None:
    writer = Writer()
    writer.statement(statement("import os"))
    writer.raw("# helper\ndef helper():\n    return 1\n\n\nclass Other:\n    pass\n")
    writer.statement(statement("x = helper()"))

    assert format_changes(writer.result().code) == ""
    assert "    return 1\n\n\nclass Other" in writer.result().code


def test_a_comment_that_makes_the_line_too_long_goes_above() -> None:
    writer = Writer()
    writer.statement(statement("x = 1"), line=7, comment="short")
    writer.statement(statement(f"y = {'n' * 60}"), line=8, comment="a longer remark on this")

    assert lines(writer)[0] == "x = 1  # short"
    assert lines(writer)[1] == "# a longer remark on this"
    assert writer.result().line_map == (7, 8, 8)


@pytest.mark.parametrize("word", ["coding: latin-1", "-*- coding=rot13 -*-", "vim:fileencoding: x"])
def test_a_comment_never_declares_an_encoding(word: str) -> None:
    writer = Writer()
    writer.comment(word)
    writer.statement(statement("x = 1"))

    compile(writer.result().code.encode(), "program.py", "exec")


def test_long_comments_are_wrapped_at_words() -> None:
    writer = Writer()
    writer.comment("word " * 40, line=3)

    assert all(line.startswith("# word") and len(line) <= 88 for line in lines(writer))
    assert set(writer.result().line_map) == {3}


@given(remark=ANY_TEXT, note=ANY_TEXT, about=ANY_TEXT)
def test_no_text_breaks_out_of_a_comment_or_a_docstring(remark: str, note: str, about: str) -> None:
    writer = Writer()
    writer.comment(remark)
    with writer.block(function(), comment=note):
        writer.docstring(about)
        writer.statement(ast.Pass(), comment=remark)

    code = writer.result().code

    body = ast.parse(code.encode("utf-8")).body
    assert len(body) == 1
    assert isinstance(body[0], ast.FunctionDef)
    assert isinstance(body[0].body[-1], ast.Pass)
    assert len(body[0].body) <= 2
    assert all(line.isprintable() for line in code.split("\n"))


@pytest.mark.slow
@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(ANY_TEXT, st.integers(0, 3)), max_size=30))
def test_ruff_leaves_any_comments_and_docstrings_alone(texts: list[tuple[str, int]]) -> None:
    writer = Writer()
    for text, kind in texts:
        if kind == 0:
            writer.comment(text)
        elif kind == 1:
            writer.statement(statement("x = 1"), comment=text)
        elif kind == 2:
            writer.blank()
        else:
            with writer.block(function(), comment=text):
                writer.docstring(text)

    code = writer.result().code

    assert format_changes(code) == ""
    assert lint_findings(code) == ""


def test_a_sum_of_thousands_of_terms_is_written() -> None:
    node = expression("a")
    for _ in range(3000):
        node = ast.BinOp(node, ast.Add(), ast.Name("b"))
    writer = Writer()
    writer.statement(ast.Assign([ast.Name("x")], node))

    assert len(expression_text(node)) == 1 + 3000 * 4
    assert lines(writer)[1:4] == ["    a", "    + b", "    + b"]


def test_what_no_generator_writes_is_refused() -> None:
    with pytest.raises(TypeError, match="Await"):
        expression_text(ast.Await(ast.Name("x")))
    with pytest.raises(TypeError, match="If"):
        Writer().statement(condition("x"))
