"""Literals, variables, operators and calls: their text, and what they do when they run."""

from __future__ import annotations

from enum import Enum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pseudocode_translator.generation.context import Passing, Storage
from pseudocode_translator.model.library import Library
from pseudocode_translator.model.nodes import (
    AddressOf,
    ArrayLiteral,
    Call,
    Dereference,
    EnumMember,
    Expression,
    Field,
    Index,
    MethodCall,
    New,
    Null,
    SetLiteral,
    Super,
    UnreadableExpression,
)
from pseudocode_translator.model.program import DefineClass, Program, Subroutine
from pseudocode_translator.model.types import (
    BOOLEAN,
    CHAR,
    DATE,
    INTEGER,
    REAL,
    STRING,
    UNKNOWN,
    ArrayType,
    Category,
    Dimension,
    NamedType,
    SetType,
)
from tests.unit.generation.expression_tools import (
    HERE,
    RULES,
    HandmadeContext,
    Op,
    generator,
    library,
    negated,
    negative,
    number,
    op,
    run,
    source,
    text,
    text_of,
    truth,
    variable,
)

DAY = NamedType("Day", Category.ENUM)
Day = Enum("Day", ["Mon", "Tue"])
N = variable("n", INTEGER)
X = variable("x", REAL)
S = variable("s", STRING)
FLAG = variable("flag", BOOLEAN)
UNSURE = variable("u", UNKNOWN)


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (number(7), "7"),
        (number(-7), "-7"),
        (number(2.5), "2.5"),
        (op(number(-2), Op.POWER, number(2)), "(-2) ** 2"),
        (negative(negative(N)), "n"),
        (negative(op(number(2), Op.POWER, number(2))), "-2 ** 2"),
        (text('say "hi"'), "'say \"hi\"'"),
        (truth(True), "True"),
        (op(N, Op.ADD, number(1)), "n + 1"),
        (op(N, Op.DIVIDE, number(2)), "n / 2"),
        (op(N, Op.DIV_TRUNCATED, number(2)), "div(n, 2)"),
        (op(N, Op.MOD_TRUNCATED, number(2)), "mod(n, 2)"),
        (op(library(Library.LENGTH, S), Op.DIV_TRUNCATED, number(2)), "len(s) // 2"),
        (op(op(N, Op.MOD_TRUNCATED, number(3)), Op.EQUAL, number(0)), "n % 3 == 0"),
        (op(op(N, Op.MOD_TRUNCATED, number(3)), Op.NOT_EQUAL, number(0)), "n % 3 != 0"),
        (op(op(N, Op.MOD_TRUNCATED, number(3)), Op.EQUAL, number(1)), "mod(n, 3) == 1"),
        (op(N, Op.DIV_FLOORED, number(2)), "n // 2"),
        (op(op(N, Op.LESS, number(2)), Op.AND, FLAG), "n < 2 and flag"),
        (negated(op(N, Op.EQUAL, number(2))), "n != 2"),
        (negated(op(N, Op.LESS, number(2))), "n >= 2"),
        (negated(FLAG), "not flag"),
        (negated(negated(FLAG)), "flag"),
        (negated(truth(True)), "False"),
        (negated(op(FLAG, Op.OR, FLAG)), "not (flag or flag)"),
        (op(FLAG, Op.EQUAL, truth(True)), "flag"),
        (op(FLAG, Op.EQUAL, truth(False)), "not flag"),
        (op(FLAG, Op.NOT_EQUAL, truth(True)), "not flag"),
        (op(truth(False), Op.EQUAL, FLAG), "not flag"),
        (op(op(N, Op.LESS, number(2)), Op.EQUAL, truth(False)), "n >= 2"),
        (op(UNSURE, Op.EQUAL, truth(True)), "u is True"),
        (op(UNSURE, Op.NOT_EQUAL, truth(True)), "u is not True"),
        (op(UNSURE, Op.EQUAL, Null(HERE)), "u is None"),
        (op(Null(HERE), Op.NOT_EQUAL, UNSURE), "u is not None"),
        (op(S, Op.CONCATENATE, text("!")), "s + '!'"),
        (op(S, Op.ADD, N), "f'{s}{n}'"),
        (op(text("n is "), Op.CONCATENATE, N), "f'n is {n}'"),
        (op(UNSURE, Op.EQUAL, text("Y")), "u == 'Y'"),
        (op(UNSURE, Op.EQUAL, text("5")), "text_of(u) == '5'"),
        (op(S, Op.EQUAL, number(5)), "s == '5'"),
        (op(S, Op.LESS, number(5)), "to_number(s) < 5"),
        (op(S, Op.MULTIPLY, number(2)), "to_number(s) * 2"),
        (EnumMember(HERE, "Mon", DAY), "Day.Mon"),
        (op(variable("d", DAY), Op.ADD, number(1)), "Day(d.value + 1)"),
        (op(variable("d", DAY), Op.LESS, EnumMember(HERE, "Fri", DAY)), "d.value < Day.Fri.value"),
        (op(variable("d", DAY), Op.EQUAL, EnumMember(HERE, "Fri", DAY)), "d == Day.Fri"),
        (SetLiteral(HERE, (number(1), number(1), number(2)), SetType(INTEGER)), "{1, 2}"),
        (SetLiteral(HERE, (), SetType(INTEGER)), "set()"),
        (op(N, Op.IN, variable("odd", SetType(INTEGER))), "n in odd"),
        (negated(op(N, Op.IN, variable("odd", SetType(INTEGER)))), "n not in odd"),
        (op(variable("a", SetType(INTEGER)), Op.ADD, variable("b", SetType(INTEGER))), "a | b"),
    ],
)
def test_an_expression_reads_as_if_a_teacher_had_written_it(
    node: Expression, expected: str
) -> None:
    assert text_of(node) == expected


def test_a_range_that_is_proven_makes_python_operators_safe() -> None:
    context = HandmadeContext(ranges={"i": (1, 10)})
    i = variable("i", INTEGER)

    assert text_of(op(i, Op.DIV_TRUNCATED, number(2)), context) == "i // 2"
    assert text_of(op(op(i, Op.ADD, number(5)), Op.MOD_TRUNCATED, i), context) == "(i + 5) % i"
    assert (
        text_of(op(op(i, Op.SUBTRACT, number(5)), Op.MOD_TRUNCATED, i), context) == "mod(i - 5, i)"
    )
    assert context.helpers == {"mod"}


@given(st.integers(-(10**30), 10**30), st.integers(-(10**20), 10**20).filter(bool))
def test_div_and_mod_drop_the_fraction_of_integers_of_any_size(a: int, b: int) -> None:
    quotient = run(op(N, Op.DIV_TRUNCATED, variable("m", INTEGER)), {"n": a, "m": b})
    rest = run(op(N, Op.MOD_TRUNCATED, variable("m", INTEGER)), {"n": a, "m": b})

    assert isinstance(quotient, int)
    assert isinstance(rest, int)
    assert a == quotient * b + rest
    assert abs(rest) < abs(b)
    assert rest == 0 or (rest < 0) == (a < 0)


@given(
    st.integers(-50, 50),
    st.integers(-50, 50),
    st.sampled_from([Op.DIV_TRUNCATED, Op.MOD_TRUNCATED]),
)
def test_a_proven_operator_gives_what_the_helper_gives(low: int, value: int, operator: Op) -> None:
    node = op(N, operator, number(7))
    proven = HandmadeContext(ranges={"n": (min(low, value), max(low, value))})

    assert run(node, {"n": value}, proven) == run(node, {"n": value})


def test_numbers_too_long_for_pythons_decimals_are_written_all_the_same() -> None:
    giant = 7**9000
    node = op(number(giant), Op.SUBTRACT, number(giant - 1))
    assert run(node) == 1
    assert run(number(float("inf"))) == float("inf")


@pytest.mark.parametrize("operator", [Op.ADD, Op.AND, Op.CONCATENATE, Op.DIV_TRUNCATED, Op.EQUAL])
def test_a_chain_of_thousands_compiles_and_runs(operator: Op) -> None:
    kind = {Op.AND: BOOLEAN, Op.CONCATENATE: STRING}.get(operator, INTEGER)
    node: Expression = variable("v", kind)
    for _ in range(5000):
        node = op(node, operator, variable("v", kind))
    value: object = {BOOLEAN: True, STRING: "ab"}.get(kind, 1)
    expected = {Op.ADD: 5001, Op.AND: True, Op.CONCATENATE: "ab" * 5001}.get(operator, 1)

    assert run(node, {"v": value}) == expected


def test_a_long_chain_keeps_its_order() -> None:
    node: Expression = variable("n", REAL)
    plain: float = 1e16
    for step in range(300):
        operator = (Op.ADD, Op.SUBTRACT, Op.DIVIDE)[step % 3]
        node = op(node, operator, number(1.5))
        plain = {Op.ADD: plain + 1.5, Op.SUBTRACT: plain - 1.5, Op.DIVIDE: plain / 1.5}[operator]

    assert run(node, {"n": 1e16}) == plain


def test_what_is_nested_too_deeply_still_compiles_and_fails_only_when_it_runs() -> None:
    node: Expression = N
    for _ in range(3000):
        node = Index(HERE, variable("xs", _array((1, 9))), (node,), INTEGER)

    with pytest.raises(NotImplementedError, match=r"line 7: .* nested too deeply"):
        run(node, {"n": 1, "xs": {}})


def test_an_enum_moves_on_and_past_the_end_is_an_error() -> None:
    d = variable("d", DAY)
    scope: dict[str, object] = {"Day": Day, "d": Day["Mon"]}

    assert run(op(d, Op.ADD, number(1)), scope) is Day["Tue"]
    assert run(op(d, Op.LESS, EnumMember(HERE, "Tue", DAY)), scope) is True
    assert run(op(EnumMember(HERE, "Tue", DAY), Op.SUBTRACT, d), scope) == 1
    with pytest.raises(ValueError, match="3 is not a valid Day"):
        run(op(d, Op.ADD, number(2)), scope)


def test_days_are_added_to_dates_and_counted_between_them() -> None:
    from datetime import date

    a, b = variable("a", DATE), variable("b", DATE)
    scope = {"a": date(2024, 2, 28), "b": date(2024, 3, 1)}

    assert run(op(a, Op.ADD, number(2)), scope) == date(2024, 3, 1)
    assert run(op(b, Op.SUBTRACT, a), scope) == 2


def test_unreadable_source_becomes_a_failure_with_its_line() -> None:
    node = UnreadableExpression(HERE, "3 +* '''; import os")

    with pytest.raises(NotImplementedError, match=r"line 7: cannot read .3 \+\* .*import os"):
        run(node)


def test_a_call_of_nothing_known_fails_when_it_runs() -> None:
    with pytest.raises(NotImplementedError, match="line 7: there is no subroutine 'Foo'"):
        run(Call(HERE, "Foo", ()))
    with pytest.raises(NotImplementedError, match="line 7: there is no class 'Foo'"):
        run(New(HERE, "Foo", ()))


# Arrays, records, objects, pointers


def _array(*bounds: tuple[int, int]) -> ArrayType:
    return ArrayType(INTEGER, tuple(Dimension(*pair) for pair in bounds))


LIST = HandmadeContext(storages={"xs": Storage.LIST, "grid": Storage.LIST})
XS = variable("xs", _array((1, 3)))
GRID = variable("grid", _array((0, 2), (0, 2)))


def test_an_element_of_a_list_and_of_an_array() -> None:
    element = Index(HERE, XS, (N,), INTEGER)
    place = Index(HERE, GRID, (N, number(2)), INTEGER)

    assert text_of(element, LIST) == "xs[n]"
    assert text_of(op(N, Op.IN, XS), LIST) == "n in xs[1:]"
    assert text_of(place, LIST) == "grid[n][2]"
    assert text_of(place) == "grid[n][2]"
    growing = HandmadeContext(storages={"grid": Storage.GROWING})
    assert text_of(place, growing) == "grid[n, 2]"
    assert source(generator(LIST).target(place)) == "grid[n][2]"


@pytest.mark.parametrize("position", [1, 2, 3])
def test_a_character_is_counted_from_one(position: int) -> None:
    assert run(Index(HERE, S, (N,), CHAR), {"s": "abc", "n": position}) == "abc"[position - 1]
    assert run(Index(HERE, S, (number(position),), CHAR), {"s": "abc"}) == "abc"[position - 1]


@pytest.mark.parametrize("position", [-1, 0, 4])
def test_a_position_outside_a_string_never_wraps_round(position: int) -> None:
    with pytest.raises(IndexError, match=f"position {position} is outside 1 to 3"):
        run(Index(HERE, S, (N,), CHAR), {"s": "abc", "n": position})


def test_a_character_can_be_assigned() -> None:
    target, value = generator().assignment(Index(HERE, S, (N,), CHAR), generator().value(text("X")))

    assert source(target) == "s"
    assert source(value) == "replace_character(s, n, 'X')"


def test_what_is_not_known_to_be_an_array_may_be_a_string() -> None:
    element = Index(HERE, UNSURE, (N,), UNKNOWN)

    assert run(element, {"u": "abc", "n": 1}) == "a"
    assert run(element, {"u": {5: "five"}, "n": 5}) == "five"


def test_pointers_point_to_cells_elements_and_fields() -> None:
    context = HandmadeContext(boxed=frozenset({"n"}))
    p = variable("p", NamedType("P", Category.POINTER))

    assert text_of(N, context) == "n.value"
    assert text_of(AddressOf(HERE, N), context) == "n"
    assert text_of(AddressOf(HERE, Dereference(HERE, p))) == "p"
    assert text_of(Field(HERE, Dereference(HERE, p), "Data")) == "p.value.Data"
    assert text_of(AddressOf(HERE, Index(HERE, XS, (number(2),), INTEGER))) == "ElementRef(xs, 2)"
    element = AddressOf(HERE, Index(HERE, GRID, (N, number(2)), INTEGER))
    assert text_of(element) == "ElementRef(grid[n], 2)"
    growing = HandmadeContext(storages={"grid": Storage.GROWING})
    assert text_of(element, growing) == "ElementRef(grid, (n, 2))"
    assert text_of(AddressOf(HERE, Field(HERE, S, "Data"))) == "FieldRef(s, 'Data')"


def test_arguments_go_as_values_or_as_cells() -> None:
    program = Program(HERE, (), RULES, subroutines={"swap": Subroutine(HERE, "swap", (), (), None)})
    context = HandmadeContext(
        program,
        boxed=frozenset({"n"}),
        signatures={"swap": (Passing.CELL, Passing.VALUE, Passing.SHARED, Passing.CELL)},
    )
    call = Call(HERE, "swap", (N, N, XS, Index(HERE, XS, (number(1),), INTEGER)))

    assert text_of(call, context) == "swap(n, n.value, xs, ElementRef(xs, 1))"


def test_objects_are_made_and_their_parents_called() -> None:
    constructor = Subroutine(HERE, "NEW", (), (), None, constructor=True)
    program = Program(
        HERE,
        (),
        RULES,
        types={
            "Pet": DefineClass(HERE, "Pet", None, (constructor,)),
            "Dog": DefineClass(HERE, "Dog", "Pet", ()),
        },
    )
    context = HandmadeContext(program, signatures={"NEW": (Passing.CELL,)}, boxed=frozenset({"n"}))

    assert text_of(New(HERE, "Dog", (N,)), context) == "Dog(n)"
    assert text_of(MethodCall(HERE, Super(HERE), "NEW", (S,)), HandmadeContext()) == (
        "super().__init__(s)"
    )
    assert text_of(MethodCall(HERE, variable("o"), "Bark", (N,))) == "o.Bark(n)"


@pytest.mark.parametrize(
    ("storage", "lower", "expected"),
    [
        (Storage.LIST, 1, "[0, 3, 7]"),
        (Storage.LIST, 0, "[3, 7]"),
        (Storage.ARRAY, 1, "Array(1, [3, 7])"),
        (Storage.GROWING, 0, "GrowingArray({0: 3, 1: 7})"),
    ],
)
def test_array_literals_are_kept_as_their_variable_is(
    storage: Storage, lower: int, expected: str
) -> None:
    node = ArrayLiteral(HERE, (number(3), number(7)), lower, _array((lower, lower + 1)))

    assert text_of(node, HandmadeContext(literal_storage=storage)) == expected


def test_array_literals_nest() -> None:
    rows = tuple(ArrayLiteral(HERE, (number(k), number(k + 1)), 1, _array((1, 2))) for k in (1, 3))
    node = ArrayLiteral(HERE, rows, 1, _array((1, 2), (1, 2)))

    nested = HandmadeContext(literal_storage=Storage.LIST)
    assert text_of(node, nested) == "[[], [0, 1, 2], [0, 3, 4]]"
    assert text_of(node) == "Array(1, [Array(1, [1, 2]), Array(1, [3, 4])])"
    growing = HandmadeContext(literal_storage=Storage.GROWING)
    assert text_of(node, growing) == ("GrowingArray({(1, 1): 1, (1, 2): 2, (2, 1): 3, (2, 2): 4})")


@pytest.mark.parametrize(("kind", "value", "expected"), [(STRING, 5, "'5'"), (REAL, 5, "5.0")])
def test_a_literal_takes_the_type_of_its_variable(kind: object, value: int, expected: str) -> None:
    assert kind in (STRING, REAL)
    wanted = STRING if kind == STRING else REAL
    assert source(generator().assigned(number(value), wanted)) == expected
