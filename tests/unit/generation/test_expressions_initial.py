"""First values, type hints and copies."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field
from datetime import date

import pytest

from pseudocode_translator.generation.context import Storage
from pseudocode_translator.model.nodes import Field, Index
from pseudocode_translator.model.program import DefineClass, Program, TypeDefinition
from pseudocode_translator.model.statements import (
    Bounds,
    Declare,
    DefineEnum,
    DefinePointer,
    DefineRecord,
    DefineSetType,
)
from pseudocode_translator.model.types import (
    BOOLEAN,
    CHAR,
    DATE,
    FILE,
    INTEGER,
    NOTHING,
    REAL,
    STRING,
    UNKNOWN,
    ArrayType,
    Category,
    Dimension,
    NamedType,
    PointerType,
    SetType,
    Type,
)
from tests.unit.generation.expression_tools import (
    HERE,
    RULES,
    HandmadeContext,
    generator,
    number,
    run_python,
    source,
    variable,
)

DAY = NamedType("Day", Category.ENUM)
PUPIL = NamedType("Pupil", Category.RECORD)
CLASS = NamedType("Pet", Category.CLASS)
LETTERS = NamedType("Letters", Category.SET)
POINTER = NamedType("Ptr", Category.POINTER)
BOX = NamedType("Box", Category.RECORD)


def _declare(name: str, kind: Type) -> Declare:
    return Declare(HERE, (variable(name),), kind)


def _marks(*bounds: tuple[int, int], of: Type = INTEGER) -> ArrayType:
    return ArrayType(of, tuple(Dimension(*pair) for pair in bounds))


TYPES: dict[str, TypeDefinition] = {
    "Day": DefineEnum(HERE, "Day", ("Mon", "Tue")),
    "Pupil": DefineRecord(HERE, "Pupil", (_declare("Name", STRING), _declare("Mark", INTEGER))),
    "Box": DefineRecord(HERE, "Box", (_declare("Marks", _marks((1, 3))),)),
    "Home": DefineRecord(HERE, "Home", (_declare("Pets", _marks((1, 3), of=CLASS)),)),
    "Letters": DefineSetType(HERE, "Letters", CHAR),
    "Ptr": DefinePointer(HERE, "Ptr", PUPIL),
    "Pet": DefineClass(HERE, "Pet", None, ()),
}


def _context(**storages: Storage) -> HandmadeContext:
    return HandmadeContext(Program(HERE, (), RULES, types=TYPES), storages=storages)


@pytest.mark.parametrize(
    ("kind", "value", "hint"),
    [
        (INTEGER, "0", "int"),
        (REAL, "0.0", "float"),
        (STRING, "''", "str"),
        (CHAR, "''", "str"),
        (BOOLEAN, "False", "bool"),
        (FILE, "''", "str"),
        (DATE, "date(1900, 1, 1)", "date"),
        (DAY, "Day.Mon", "Day"),
        (PUPIL, "Pupil()", "Pupil"),
        (CLASS, "None", "Pet"),
        (POINTER, "None", "Ref | None"),
        (PointerType(INTEGER), "None", "Ref | None"),
        (LETTERS, "set()", "set[str]"),
        (SetType(INTEGER), "set()", "set[int]"),
        (NOTHING, "None", "None"),
        (UNKNOWN, "None", None),
        (_marks((1, 10)), "Array(1, [0] * 10)", "Array[int]"),
        (
            _marks((-1, 1), (0, 2), of=REAL),
            "Array(-1, [Array(0, [0.0] * 3) for _ in range(3)])",
            "Array[Array[float]]",
        ),
        (_marks((1, 2), of=PUPIL), "Array(1, [Pupil() for _ in range(2)])", "Array[Pupil]"),
        (_marks((1, 2), of=DAY), "Array(1, [Day.Mon] * 2)", "Array[Day]"),
        (_marks((1, 2), of=UNKNOWN), "Array(1, [None] * 2)", "Array"),
        (_marks((1, 2), of=LETTERS), "Array(1, [set() for _ in range(2)])", "Array[set[str]]"),
        (
            _marks((1, 2), of=_marks((1, 3))),
            "Array(1, [Array(1, [0] * 3) for _ in range(2)])",
            "Array[Array[int]]",
        ),
    ],
)
def test_first_values_and_hints(kind: Type, value: str, hint: str | None) -> None:
    expressions = generator(_context())
    annotation = expressions.annotation(kind)

    assert source(expressions.default(kind)) == value
    assert (None if annotation is None else source(annotation)) == hint


@pytest.mark.parametrize(
    ("kind", "value", "hint"),
    [
        (_marks((1, 10)), "[0] * 11", "list[int]"),
        (_marks((0, 9), of=STRING), "[''] * 10", "list[str]"),
        (_marks((1, 2), (1, 3)), "[[0] * 4 for _ in range(3)]", "list[list[int]]"),
        (_marks((1, 2), of=PUPIL), "[Pupil() for _ in range(3)]", "list[Pupil]"),
        (_marks((1, 2), of=CLASS), "[None] * 3", "list[Pet]"),
    ],
)
def test_first_values_of_lists(kind: Type, value: str, hint: str) -> None:
    expressions = generator(_context())
    annotation = expressions.annotation(kind, Storage.LIST)

    assert source(expressions.default(kind, storage=Storage.LIST)) == value
    assert annotation is not None
    assert source(annotation) == hint


def test_bounds_may_be_expressions_and_may_be_missing() -> None:
    n = variable("n", INTEGER)
    bounds = (Bounds(number(1), n),)
    kind = ArrayType(INTEGER, (Dimension(1, None),))
    expressions = generator(_context())

    assert source(expressions.default(kind, bounds)) == "Array(1, [0] * n)"
    assert source(expressions.default(kind, bounds, Storage.LIST)) == "[0] * (n + 1)"
    growing = ArrayType(INTEGER, ())
    assert source(expressions.default(growing, (), Storage.GROWING)) == "GrowingArray()"
    hint = expressions.annotation(growing, Storage.GROWING)
    assert hint is not None
    assert source(hint) == "GrowingArray[int]"
    low = (Bounds(n, number(9)),)
    assert source(expressions.default(kind, low)) == "Array(n, [0] * (9 - n + 1))"


@pytest.mark.parametrize(
    ("kind", "storage", "expected"),
    [
        (INTEGER, Storage.ARRAY, "a"),
        (STRING, Storage.ARRAY, "a"),
        (CLASS, Storage.ARRAY, "a"),
        (POINTER, Storage.ARRAY, "a"),
        (PUPIL, Storage.ARRAY, "copy(a)"),
        (LETTERS, Storage.ARRAY, "a.copy()"),
        (_marks((1, 3)), Storage.ARRAY, "a.copy()"),
        (_marks((1, 3)), Storage.LIST, "a.copy()"),
        (_marks((1, 3)), Storage.GROWING, "GrowingArray(a)"),
        (_marks((1, 3), (1, 3)), Storage.ARRAY, "a.copy()"),
        (_marks((1, 3), (1, 3)), Storage.LIST, "[row.copy() for row in a]"),
        (
            _marks((1, 3), (1, 3), (1, 3)),
            Storage.LIST,
            "[[row.copy() for row in row] for row in a]",
        ),
        (_marks((1, 3), of=PUPIL), Storage.ARRAY, "deepcopy(a)"),
        (_marks((1, 3), of=CLASS), Storage.LIST, "a.copy()"),
        (BOX, Storage.ARRAY, "deepcopy(a)"),
        (NamedType("Home", Category.RECORD), Storage.ARRAY, "copied(a)"),
    ],
)
def test_arrays_and_records_are_copied_and_nothing_else(
    kind: Type, storage: Storage, expected: str
) -> None:
    assert source(generator(_context(a=storage)).copied(variable("a", kind))) == expected


def test_what_is_new_is_not_copied() -> None:
    expressions = generator(_context())

    assert source(expressions.copied(Field(HERE, variable("p", PUPIL), "Name", STRING))) == "p.Name"
    row = Index(HERE, variable("g", _marks((1, 3), (1, 3))), (number(1),), _marks((1, 3)))
    assert source(expressions.copied(row)) == "g[1].copy()"


@dataclass
class Box:
    Marks: list[int] = field(default_factory=lambda: [0, 0])
    Owner: object = None


def test_a_copy_shares_nothing_but_objects() -> None:
    owner = object()
    original = Box([1, 2], owner)
    context = _context()
    copied = generator(context).copied(variable("a", NamedType("Home", Category.RECORD)))
    twin = run_python(copied, context, {"a": original})

    assert isinstance(twin, Box)
    assert twin == original
    assert twin.Marks is not original.Marks
    assert twin.Owner is owner
    assert copy(original).Marks is original.Marks


def test_a_nested_list_is_copied_to_the_last_row() -> None:
    context = _context(a=Storage.LIST)
    grid = [[[1], [2]], [[3], [4]]]
    copied = generator(context).copied(variable("a", _marks((0, 1), (0, 1), (0, 0))))
    twin = run_python(copied, context, {"a": grid})

    assert twin == grid
    grid[1][1][0] = 9
    assert twin == [[[1], [2]], [[3], [4]]]


def test_the_first_date_is_a_date() -> None:
    context = _context()
    assert run_python(generator(context).default(DATE), context) == date(1900, 1, 1)
