import ast
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pseudocode_translator.generation.literals import constant_text, string_text, width
from pseudocode_translator.generation.writer import expression_text
from tests.unit.generation.ruff_oracle import format_changes


@given(st.text(st.characters()))
def test_a_string_literal_means_its_string_and_hides_nothing(value: str) -> None:
    literal = string_text(value)

    assert ast.literal_eval(literal) == value
    assert literal.isprintable()


@pytest.mark.slow
@settings(deadline=None, max_examples=30)
@given(st.lists(st.text("ab'\"\\\n{é\u202e", max_size=12), min_size=150, max_size=150))
def test_ruff_leaves_string_literals_alone(values: list[str]) -> None:
    code = "".join(f"x = {string_text(value)}\n" for value in values)

    assert format_changes(code) == ""


@pytest.mark.parametrize(
    ("value", "literal"),
    [
        ("plain", '"plain"'),
        ('say "x"', "'say \"x\"'"),
        ("it's \"", '"it\'s \\""'),
        ("line\nend\t", '"line\\nend\\t"'),
        ("\u202eabc\ud800", '"\\u202eabc\\ud800"'),
        ("漢字", '"漢字"'),
        ("\x00\x1b", '"\\x00\\x1b"'),
    ],
)
def test_strings_have_double_quotes_unless_single_ones_save_escapes(
    value: str, literal: str
) -> None:
    assert string_text(value) == literal


@pytest.mark.parametrize(
    ("value", "literal"),
    [
        (True, "True"),
        (None, "None"),
        (-3, "-3"),
        (1.0, "1.0"),
        (1e16, "1e16"),
        (1.5e-7, "1.5e-07"),
        (math.inf, 'float("inf")'),
        (-math.inf, 'float("-inf")'),
        (math.nan, 'float("nan")'),
        (..., "..."),
    ],
)
def test_numbers_are_spelled_as_ruff_spells_them(value: object, literal: str) -> None:
    assert constant_text(value) == literal


def test_an_integer_too_long_for_decimal_digits_is_written_in_hexadecimal() -> None:
    value = 10**5000

    assert ast.literal_eval(constant_text(value)) == value
    assert ast.literal_eval(constant_text(-value)) == -value


def test_a_constant_without_a_literal_is_refused() -> None:
    with pytest.raises(TypeError, match="object"):
        constant_text(object())


def test_wide_and_combining_characters_count_as_on_a_terminal() -> None:
    assert width("ab漢e\u0301") == 5


def test_a_string_in_an_fstring_uses_the_other_quotes() -> None:
    node = read('f\'{names["key"]} and "quotes"\'')

    assert expression_text(node) == 'f\'{names["key"]} and "quotes"\''
    assert expression_text(read("f\"{names['key']} it's\"")) == "f\"{names['key']} it's\""


def test_braces_and_formats_of_an_fstring_stay() -> None:
    source = 'f"{{{value:.2f}}} {value!r:>{width}} { {1: 2}[1] }"'

    assert expression_text(read(source)) == source


@pytest.mark.parametrize(
    "value",
    [
        ast.Subscript(ast.Name("names"), ast.Constant("it's")),
        ast.Subscript(ast.Name("names"), ast.Constant("a\nb")),
        ast.Subscript(ast.Name("names"), ast.Constant('"')),
    ],
)
def test_a_field_no_fstring_of_python_3_11_can_hold_becomes_a_join(value: ast.expr) -> None:
    names = {"it's": 1, "a\nb": 1, '"': 1}
    field = ast.FormattedValue(value, -1, None)
    node = ast.JoinedStr([ast.Constant("<"), field, ast.Constant(">")])

    text = expression_text(node)

    assert text.startswith('"".join([')
    assert eval(text, {"names": names}) == "<1>"


def test_an_fstring_without_fields_is_a_plain_string() -> None:
    assert expression_text(ast.JoinedStr([ast.Constant("a{b}")])) == '"a{b}"'


def read(source: str) -> ast.expr:
    return ast.parse(source, mode="eval").body
