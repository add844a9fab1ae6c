"""OUTPUT, INPUT and text of values."""

from __future__ import annotations

import ast
import io
from contextlib import redirect_stdout
from datetime import date
from enum import Enum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pseudocode_translator.model.nodes import (
    Boolean,
    Character,
    Date,
    EnumMember,
    Expression,
    Formatted,
    InputValue,
    Text,
)
from pseudocode_translator.model.program import Program
from pseudocode_translator.model.rules import NumberText, Rules
from pseudocode_translator.model.types import (
    BOOLEAN,
    CHAR,
    DATE,
    INTEGER,
    REAL,
    STRING,
    UNKNOWN,
    Category,
    NamedType,
    Type,
)
from tests.unit.generation.expression_tools import (
    HERE,
    HandmadeContext,
    Op,
    generator,
    number,
    op,
    run_python,
    source,
    text,
    truth,
    variable,
)

DAY = NamedType("Day", Category.ENUM)
Day = Enum("Day", ["Mon", "Tue"])
N = variable("n", INTEGER)
S = variable("s", STRING)
D = variable("d", DATE)
FLAG = variable("flag", BOOLEAN)
X = variable("x", REAL)
UNSURE = variable("u", UNKNOWN)


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], "print()"),
        ([text("Hello")], "print('Hello')"),
        ([text("")], "print()"),
        ([N], "print(n)"),
        ([S], "print(s)"),
        ([text("a"), text("b"), number(3)], "print('ab3')"),
        ([text("Total: "), N], "print(f'Total: {n}')"),
        ([N, op(N, Op.ADD, number(1))], "print(f'{n}{n + 1}')"),
        ([op(text("Hi "), Op.CONCATENATE, S)], "print(f'Hi {s}')"),
        ([FLAG], "print('TRUE' if flag else 'FALSE')"),
        ([truth(True), truth(False)], "print('TRUEFALSE')"),
        ([variable("w", DAY)], "print(w.name)"),
        ([EnumMember(HERE, "Mon", DAY)], "print('Mon')"),
        ([Formatted(HERE, N, number(5), None)], "print(f'{n:5}')"),
        ([Formatted(HERE, N, number(8), number(2))], "print(f'{n:8.2f}')"),
        ([Formatted(HERE, N, number(0), number(2))], "print(f'{n:.2f}')"),
        ([Formatted(HERE, N, N, number(1))], "print(f'{n:{n}.1f}')"),
        ([text("|"), Formatted(HERE, S, number(9), None)], "print(f'|{s:>9}')"),
        ([D], "print(f'{d:%d/%m/%Y}')"),
        ([text("on "), D], "print(f'on {d:%d/%m/%Y}')"),
        ([Date(HERE, 2, 1, 2026)], "print('02/01/2026')"),
        ([UNSURE], "print(text_of(u))"),
        ([number(1.5), Character(HERE, "%")], "print('1.5%')"),
    ],
)
def test_output_is_one_print_call(items: list[Expression], expected: str) -> None:
    assert source(generator().output_call(items)) == expected


def _printed(call: ast.expr, context: HandmadeContext, **variables: object) -> str:
    with redirect_stdout(io.StringIO()) as stream:
        run_python(call, context, variables)
    return stream.getvalue()


def test_everything_prints_as_the_guides_say() -> None:
    context = HandmadeContext()
    kinds: dict[str, Type] = {
        "n": INTEGER,
        "r": REAL,
        "c": CHAR,
        "s": STRING,
        "b": BOOLEAN,
        "d": DATE,
        "w": DAY,
    }
    values: dict[str, object] = {
        "n": 3,
        "r": 5.0,
        "c": "x",
        "s": "y z",
        "b": False,
        "d": date(2026, 2, 1),
        "w": Day["Tue"],
    }
    items: list[Expression] = []
    for name, kind in kinds.items():
        items += [variable(name, kind), text("|")]
    call = generator(context).output_call(items)

    assert _printed(call, context, **values) == "3|5.0|x|y z|FALSE|01/02/2026|Tue|\n"


@pytest.mark.parametrize(
    ("separator", "end", "expected"),
    [("", "", "a3"), (" ", "\n", "a 3\n"), ("; ", "!", "a; 3!")],
)
def test_other_dialects_separate_items_and_end_lines_as_they_like(
    separator: str, end: str, expected: str
) -> None:
    context = HandmadeContext()
    call = generator(context).output_call([S, N], separator, end)

    assert _printed(call, context, s="a", n=3) == expected


@given(st.lists(st.one_of(st.text(), st.integers(), st.booleans()), max_size=6))
def test_any_literals_print_as_they_are(values: list[str | int | bool]) -> None:
    items: list[Expression] = []
    expected = ""
    for value in values:
        if isinstance(value, str):
            items.append(Text(HERE, value))
            expected += value
        elif isinstance(value, bool):
            items.append(Boolean(HERE, value))
            expected += "TRUE" if value else "FALSE"
        else:
            items.append(op(number(value), Op.ADD, number(0)))
            expected += str(value)
    context = HandmadeContext()

    assert _printed(generator(context).output_call(items), context) == expected + "\n"


def test_strings_with_quotes_inside_values_stay_out_of_f_strings() -> None:
    odd = op(S, Op.EQUAL, text('"'))
    context = HandmadeContext()
    call = generator(context).output_call([text("is quote: "), odd])

    assert not any(isinstance(node, ast.JoinedStr) for node in ast.walk(call))
    assert _printed(call, context, s='"') == "is quote: TRUE\n"


def test_a_dialect_has_its_own_words_for_true_and_false() -> None:
    rules = Rules(true_text="VERDADERO", false_text="FALSO")
    context = HandmadeContext(Program(HERE, (), rules))
    call = generator(context).output_call([FLAG, UNSURE])

    assert _printed(call, context, flag=True, u=False) == "VERDADEROFALSO\n"
    assert source(generator(context).input_call(BOOLEAN)) == (
        "to_truth(input(), 'VERDADERO', 'FALSO')"
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (5.0, "5"),
        (-0.0, "0"),
        (2.50, "2.5"),
        (0.1 + 0.2, "0.3"),
        (1 / 3, "0.3333333333"),
        (1e16, "10000000000000000"),
        (7, "7"),
        ("x", "x"),
        (True, "VERDADERO"),
    ],
)
def test_pseint_shows_reals_without_zeros_at_the_end(value: object, expected: str) -> None:
    rules = Rules(true_text="VERDADERO", false_text="FALSO", number_text=NumberText.PSEINT)
    context = HandmadeContext(Program(HERE, (), rules))

    assert _printed(generator(context).output_call([UNSURE]), context, u=value) == expected + "\n"


def test_the_form_of_a_number_is_the_dialects_wherever_it_becomes_text() -> None:
    context = HandmadeContext(Program(HERE, (), Rules(number_text=NumberText.PSEINT)))
    making = generator(context)

    assert source(making.as_text(X)) == "decimal_text(x)"
    assert source(making.as_text(number(2.5))) == "'2.5'"
    assert source(making.as_text(N)) == "str(n)"
    assert source(making.output_call([text("x: "), X])) == "print(f'x: {decimal_text(x)}')"


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (text("a"), "'a'"),
        (S, "s"),
        (N, "str(n)"),
        (FLAG, "'TRUE' if flag else 'FALSE'"),
        (variable("w", DAY), "w.name"),
        (UNSURE, "text_of(u)"),
        (op(S, Op.CONCATENATE, N), "f'{s}{n}'"),
    ],
)
def test_text_of_a_value_is_a_string(node: Expression, expected: str) -> None:
    assert source(generator().as_text(node)) == expected


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([N], "str(n)"),
        ([S], "s"),
        ([S, text(","), N], "f'{s},{n}'"),
        ([text("a"), text("b")], "'ab'"),
    ],
)
def test_a_line_for_a_text_file_is_one_string(items: list[Expression], expected: str) -> None:
    assert source(generator().line(items)) == expected


@pytest.mark.parametrize(
    ("kind", "line", "value"),
    [
        (INTEGER, " 41 ", 41),
        (REAL, "1.5", 1.5),
        (STRING, " a b ", " a b "),
        (CHAR, "x", "x"),
        (BOOLEAN, "true", True),
        (BOOLEAN, "FALSE ", False),
        (DATE, "05/11/2026", date(2026, 11, 5)),
        (DAY, "tue", Day["Tue"]),
        (UNKNOWN, "12", 12),
        (UNKNOWN, "-1.5e1", -15.0),
        (UNKNOWN, "nan", "nan"),
        (UNKNOWN, "1_000", "1_000"),
        (UNKNOWN, "007 bond", "007 bond"),
    ],
)
def test_input_reads_the_type_of_its_variable(kind: Type, line: str, value: object) -> None:
    context = HandmadeContext()
    prompts: list[object] = []

    def answer(*prompt: object) -> str:
        prompts.extend(prompt)
        return line

    read = generator(context).input_call(kind, text("? "))
    assert run_python(read, context, {"input": answer, "Day": Day}) == value
    assert prompts == ["? "]


@pytest.mark.parametrize(
    ("kind", "line", "message"),
    [
        (INTEGER, "seven", "seven"),
        (BOOLEAN, "maybe", "'maybe' is neither TRUE nor FALSE"),
        (DATE, "2026-11-05", "2026-11-05"),
        (DAY, "Sun", "'Sun' is none of Mon, Tue"),
    ],
)
def test_input_of_the_wrong_kind_is_a_clear_error(kind: Type, line: str, message: str) -> None:
    context = HandmadeContext()
    read = generator(context).input_call(kind)
    with pytest.raises(ValueError, match=message):
        run_python(read, context, {"input": lambda: line, "Day": Day})


def test_simple_input_needs_no_helper() -> None:
    context = HandmadeContext()
    expressions = generator(context)

    assert source(expressions.input_call(INTEGER)) == "int(input())"
    assert source(expressions.input_call(REAL)) == "float(input())"
    assert source(expressions.value(InputValue(HERE, text("Name? "), STRING))) == "input('Name? ')"
    assert source(expressions.converted(INTEGER, ast.Name("line"))) == "int(line)"
    assert not context.helpers
