"""Trees that are built by hand: shapes that a grammar may or may not deliver."""

from __future__ import annotations

import sys

from pseudocode_translator.model.library import Library
from pseudocode_translator.model.nodes import (
    Binary,
    BinaryOperator,
    Call,
    Expression,
    Index,
    Integer,
    LibraryCall,
    Name,
    UnreadableExpression,
)
from pseudocode_translator.model.statements import Output
from pseudocode_translator.model.types import CHAR, INTEGER, STRING, ArrayType, Dimension
from tests.unit.semantics.trees import (
    assign,
    binary,
    call,
    declare,
    declare_array,
    index,
    name,
    number,
    output,
    printed,
    procedure,
    resolved,
)


def test_names_get_the_spelling_of_their_declaration() -> None:
    items = printed(declare("Total", "INTEGER"), output(name("TOTAL"), name("total")))

    assert [(i.name, i.type) for i in items if isinstance(i, Name)] == [("Total", INTEGER)] * 2


def test_both_ways_to_write_two_indexes_give_one_node() -> None:
    grid = declare_array("Grid", "CHAR", (number(1), number(3)), (number(0), number(2)))
    pair, chain = printed(
        grid,
        output(
            index(name("grid"), number(1), number(2)),
            index(index(name("GRID"), number(1)), number(2)),
        ),
    )

    assert pair == chain
    assert isinstance(pair, Index)
    assert pair.type == CHAR
    assert pair.base.type == ArrayType(CHAR, (Dimension(1, 3), Dimension(0, 2)))


def test_one_index_of_a_table_is_a_row() -> None:
    grid = declare_array("Grid", "CHAR", (number(1), number(3)), (number(0), number(2)))
    (row,) = printed(grid, output(index(name("Grid"), number(1))))

    assert row.type == ArrayType(CHAR, (Dimension(0, 2),))


def test_an_index_behind_an_array_of_strings_takes_a_character() -> None:
    names = declare_array("Names", "STRING", (number(1), number(3)))
    (letter,) = printed(names, output(index(index(name("Names"), number(1)), number(2))))

    assert letter.type == CHAR
    assert isinstance(letter, Index)
    assert letter.base.type == STRING


def test_round_brackets_read_elements_of_a_declared_array() -> None:
    marks = declare_array("Marks", "INTEGER", (number(1), number(3)))
    (element,) = printed(marks, output(call("marks", number(2))))

    assert isinstance(element, Index)
    assert element.type == INTEGER


def test_arguments_of_library_functions_come_in_the_order_of_the_library() -> None:
    (found,) = printed(output(call("find", number(1), number(2))))

    assert isinstance(found, LibraryCall)
    assert [a.value for a in found.arguments if isinstance(a, Integer)] == [2, 1]


def test_the_number_of_arguments_chooses_between_functions_of_one_name() -> None:
    items = printed(output(call("RANDOM"), call("RANDOM", number(1), number(6)), name("random")))

    assert [i.function for i in items if isinstance(i, LibraryCall)] == [
        Library.RANDOM,
        Library.RANDOM_BETWEEN,
        Library.RANDOM,
    ]


def test_a_library_function_with_a_wrong_number_of_arguments_is_reported() -> None:
    program, diagnostics = resolved(output(call("RANDOM", number(1))))

    assert [d.code for d in diagnostics] == ["PS304"]
    assert "0 or 2 arguments" in diagnostics[0].message
    statement = program.body[0]
    assert isinstance(statement, Output)
    assert isinstance(statement.items[0], UnreadableExpression)


def test_a_function_of_the_program_hides_the_library_function_of_its_name() -> None:
    (found,) = printed(procedure("Length"), output(call("LENGTH", number(1))))

    assert isinstance(found, Call)
    assert found.function == "Length"


def test_a_chain_of_thousands_of_operators_is_no_problem() -> None:
    chain: Expression = name("x")
    for _ in range(5 * sys.getrecursionlimit()):
        chain = binary(chain, BinaryOperator.ADD, number(1))
    (total,) = printed(assign("x", number(1)), output(chain))

    assert isinstance(total, Binary)
    assert total.type == INTEGER


def test_brackets_thousands_deep_are_reported_not_followed() -> None:
    deep: Expression = name("x")
    for _ in range(5 * sys.getrecursionlimit()):
        deep = binary(number(1), BinaryOperator.ADD, deep)
    _, diagnostics = resolved(assign("x", number(1)), output(deep))

    assert "PS602" in [d.code for d in diagnostics]
