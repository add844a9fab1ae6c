"""The helper class for files that a variable holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from pseudocode_translator.generation.prelude_source.text_files import TextFile


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def test_a_file_is_read_from_its_start_and_written_at_its_end(tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_text("Ann\nBob\n", encoding="utf-8")
    file = TextFile(str(path))

    assert file.read_line() == "Ann"
    file.write_line("Zoë")
    assert file.read_line() == "Bob"
    assert not file.end_of_file()
    assert file.read_line() == "Zoë"
    assert file.end_of_file()
    file.close()

    assert _lines(path) == ["Ann", "Bob", "Zoë"]


def test_nothing_is_left_to_read_behind_the_last_line(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    TextFile(str(path), "w").close()
    file = TextFile(str(path), "r")

    with pytest.raises(EOFError, match=r"no line is left to read in .*empty\.txt"):
        file.read_line()
    file.close()


def test_what_is_written_can_be_read_before_the_file_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "log.txt"
    file = TextFile(str(path), "a")
    file.write_line("first")

    assert _lines(path) == ["first"]
    file.close()


def test_a_closed_file_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_text("Ann\n", encoding="utf-8")
    file = TextFile(str(path))
    file.close()

    with pytest.raises(OSError, match="not open to be read"):
        file.read_line()
    with pytest.raises(OSError, match="not open to be written"):
        file.write_line("Bob")
