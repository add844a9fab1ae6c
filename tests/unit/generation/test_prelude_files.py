"""Helpers for text files and random files."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from pathlib import Path

import pytest

from pseudocode_translator.generation.prelude_source import files
from pseudocode_translator.generation.prelude_source.arrays import Array


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(files, "open_files", {})
    return tmp_path


def test_a_text_file_is_written_read_and_appended_to(folder: Path) -> None:
    files.open_to_write("a.txt", "w")
    files.write_line("a.txt", "one")
    files.write_line("a.txt", "")
    files.close_file("a.txt")
    files.open_to_write("a.txt", "a")
    files.write_line("a.txt", "drei ✓")
    files.close_file("a.txt")

    assert (folder / "a.txt").read_text(encoding="utf-8") == "one\n\ndrei ✓\n"
    files.open_to_read("a.txt")
    lines = []
    while not files.end_of_file("a.txt"):
        lines.append(files.read_line("a.txt"))
    assert lines == ["one", "", "drei ✓"]
    with pytest.raises(EOFError, match=r"no line is left to read in a\.txt"):
        files.read_line("a.txt")


def test_a_line_is_in_the_file_before_it_is_closed(folder: Path) -> None:
    files.open_to_write("a.txt", "w")
    files.write_line("a.txt", "kept")

    assert (folder / "a.txt").read_text(encoding="utf-8") == "kept\n"


def test_a_last_line_without_its_end_is_read_and_line_ends_do_not_matter(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"\xef\xbb\xbfone\r\ntwo")
    files.open_to_read("a.txt")

    assert [files.read_line("a.txt"), files.read_line("a.txt")] == ["one", "two"]
    assert files.end_of_file("a.txt")


def test_files_that_are_missing_closed_or_open_otherwise_are_clear_errors(folder: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"nowhere\.txt"):
        files.open_to_read("nowhere.txt")
    with pytest.raises(OSError, match=r"a\.txt is not open for this; OPENFILE must come first"):
        files.read_line("a.txt")
    with pytest.raises(OSError, match="is not open"):
        files.close_file("a.txt")
    files.open_to_write("a.txt", "w")
    with pytest.raises(OSError, match="is not open for this"):
        files.read_line("a.txt")
    files.open_to_read("a.txt")
    with pytest.raises(OSError, match="is not open for this"):
        files.write_line("a.txt", "x")


class Colour(Enum):
    RED = 1
    BLUE = 2


@dataclass
class Car:
    make: str = ""
    year: int = 0
    price: float = 0.0
    sold: bool = False
    built: date = date(1900, 1, 1)
    colour: Colour = Colour.RED
    marks: Array[int] = field(default_factory=lambda: Array(1, [0, 0]))
    tags: list[str] = field(default_factory=lambda: ["", ""])
    letters: set[str] = field(default_factory=set)


def test_records_survive_in_a_random_file() -> None:
    marks: Array[int] = Array(1, [4, 5])
    car = Car("Mini", 1961, 9.5, True, date(2026, 2, 1), Colour.BLUE, marks, ["", "x"], {"q"})
    files.open_random_file("cars.dat")
    files.seek("cars.dat", 3)
    files.put_record("cars.dat", car)
    files.seek("cars.dat", 3)
    marks[1] = 99
    for _ in range(2):
        found = files.get_record("cars.dat", Car())
        assert found.marks[1] == 4
        marks[1] = 4
        assert found == car
        files.close_file("cars.dat")
        files.open_random_file("cars.dat")
        files.seek("cars.dat", 3)


def test_records_are_overwritten_and_follow_each_other() -> None:
    files.open_random_file("n.dat")
    for number in (10, 20):
        files.put_record("n.dat", number)
    files.seek("n.dat", 1)
    files.put_record("n.dat", 11)
    files.close_file("n.dat")
    files.open_random_file("n.dat")

    assert not files.end_of_file("n.dat")
    assert [files.get_record("n.dat", 0), files.get_record("n.dat", 0)] == [11, 20]
    assert files.end_of_file("n.dat")
    with pytest.raises(EOFError, match=r"n\.dat has no record 3"):
        files.get_record("n.dat", 0)


@dataclass
class Node:
    data: int = 0
    links: list[object] = field(default_factory=list)


def test_a_hostile_random_file_cannot_plant_anything(folder: Path) -> None:
    record = {"data": 1, "links": [], "__class__": "x", "evil": "y"}
    (folder / "r.dat").write_text(json.dumps([1, record]) + "\n", encoding="utf-8")
    files.open_random_file("r.dat")
    found = files.get_record("r.dat", Node())

    assert type(found) is Node
    assert vars(found) == {"data": 1, "links": []}
