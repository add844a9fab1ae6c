"""Helpers for arrays, copies and pointers."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field

import pytest

from pseudocode_translator.generation.prelude_source.arrays import Array, GrowingArray, copied
from pseudocode_translator.generation.prelude_source.references import ElementRef, FieldRef, Ref


def test_an_array_checks_its_bounds() -> None:
    array = Array(1, [0] * 10)
    array[10] = 5

    assert (array[1], array[10]) == (0, 5)
    for index in (0, -1, 11):
        with pytest.raises(IndexError, match=f"index {index} is outside 1 to 10"):
            array[index] = 1
        with pytest.raises(IndexError, match=f"index {index} is outside 1 to 10"):
            array[index]


def test_an_array_takes_whole_reals_as_indexes_and_no_others() -> None:
    array = Array(1, [0] * 3)
    array[2.0] = 7

    assert array[2] == 7
    with pytest.raises(IndexError, match=r"index 1.5 is outside"):
        array[1.5]


def test_an_array_of_many_dimensions_has_bounds_for_each() -> None:
    grid = Array(1, [Array(-1, [0] * 3) for _ in range(2)])
    grid[2][-1] = 7

    assert grid[2][-1] == 7
    assert len(grid) == 2
    with pytest.raises(IndexError, match="index -2 is outside -1 to 1"):
        grid[1][-2] = 0


def test_an_array_is_a_list_in_all_else() -> None:
    array = Array(5, ["b", "a"])

    assert list(array) == ["b", "a"]
    assert str(array) == "['b', 'a']"
    assert "a" in array
    assert max(array) == "b"
    assert array == Array(5, ["b", "a"])
    array.fill(["c", "d"])
    assert array[6] == "d"


def test_a_copy_of_an_array_is_independent_to_the_last_row() -> None:
    grid = Array(1, [Array(0, [1, 2]), Array(0, [3, 4])])
    twins = [grid.copy(), deepcopy(grid), copied(grid)]
    grid[1][0] = 9

    for twin in twins:
        assert twin[1][0] == 1
        assert type(twin[2]) is Array
        assert (twin.low, twin[2].low) == (1, 0)


def test_a_growing_array_takes_any_index_that_was_assigned() -> None:
    array: GrowingArray[int] = GrowingArray()
    array[3] = 30
    array[-1, 2] = 10
    twin = GrowingArray(array)
    twin[3] = 31

    assert (array[3], array[-1, 2], len(array)) == (30, 10, 2)
    with pytest.raises(IndexError, match="element 4 has no value yet"):
        array[4]


@dataclass
class Node:
    data: int = 0
    links: list[object] = field(default_factory=list)


def test_references_read_and_write_what_they_point_to() -> None:
    array = Array(1, [0] * 3)
    node = Node()
    element, part = ElementRef(array, 2), FieldRef(node, "data")
    element.value += 5
    part.value = 7

    assert (array[2], node.data) == (5, 7)
    assert element == ElementRef(array, 2)
    assert element != ElementRef(array, 1)
    assert part == FieldRef(node, "data")
    assert part != element


def test_copies_share_what_pointers_point_to() -> None:
    cell = Ref(1)
    twin = deepcopy(Node(links=[cell, [cell]]))

    assert twin.links[0] is cell
    assert copied(Node(links=[cell])).links[0] is cell
    assert copied(Array(1, [Node(1)])) == Array(1, [Node(1)])
