"""Text files and random files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.generation.program_tools import run


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_lines_are_written_and_read_again() -> None:
    source = """
        DECLARE Line : STRING
        DECLARE Count : INTEGER
        OPENFILE "a.txt" FOR WRITE
        WRITEFILE "a.txt", "first"
        WRITEFILE "a.txt", "second"
        CLOSEFILE "a.txt"
        OPENFILE "a.txt" FOR READ
        WHILE NOT EOF("a.txt") DO
            READFILE "a.txt", Line
            OUTPUT Line
            Count <- Count + 1
        ENDWHILE
        CLOSEFILE "a.txt"
        OUTPUT Count
        """
    assert run(source) == "first\nsecond\n2\n"
    assert Path("a.txt").read_text(encoding="utf-8") == "first\nsecond\n"


def test_a_line_becomes_the_type_of_its_variable() -> None:
    Path("n.txt").write_text("41\n", encoding="utf-8")
    source = """
        DECLARE n : INTEGER
        OPENFILE "n.txt" FOR READ
        READFILE "n.txt", n
        CLOSEFILE "n.txt"
        OUTPUT n + 1
        """
    assert run(source) == "42\n"


def test_records_are_found_by_address() -> None:
    source = """
        TYPE Car
            DECLARE Plate : STRING
            DECLARE Year : INTEGER
        ENDTYPE
        DECLARE a, b : Car
        DECLARE i : INTEGER
        OPENFILE "cars.dat" FOR RANDOM
        FOR i <- 1 TO 3
            a.Plate <- "P" & NUM_TO_STR(i)
            a.Year <- 2000 + i
            SEEK "cars.dat", i
            PUTRECORD "cars.dat", a
        NEXT i
        SEEK "cars.dat", 2
        GETRECORD "cars.dat", b
        CLOSEFILE "cars.dat"
        OUTPUT b.Plate, " ", b.Year
        """
    assert run(source) == "P2 2002\n"
