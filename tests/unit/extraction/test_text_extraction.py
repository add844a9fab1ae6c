from __future__ import annotations

import os
from pathlib import Path

import pytest

from pseudocode_translator.errors import UnreadableInputError
from pseudocode_translator.extraction.text_extraction import read_document
from pseudocode_translator.model.document import Origin


def test_a_document_has_the_lines_and_the_name_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "sum.txt"
    path.write_bytes("x ← 1\r\n\r\n  OUTPUT x\rENDIF".encode())

    document = read_document(path)

    assert document.name == str(path)
    assert [line.text for line in document.lines] == ["x ← 1", "", "  OUTPUT x", "ENDIF"]
    assert {line.origin for line in document.lines} == {Origin.TYPED}


def test_an_empty_file_is_an_empty_document(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.touch()

    assert read_document(path).lines == ()


def test_a_file_that_vanished_after_listing_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gone.txt"
    path.write_text("OUTPUT 1")
    [listed] = tmp_path.iterdir()
    path.unlink()

    with pytest.raises(UnreadableInputError, match=r"gone\.txt: no such file"):
        read_document(listed)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match="this is a folder; name the files in it"):
        read_document(tmp_path)


class _LockedPath(type(Path())):  # type: ignore[misc]  # The class for this system.
    """A file of somebody else; real ones do not stop the administrator."""

    def open(self, *_: object, **__: object) -> object:
        raise PermissionError(13, "Permission denied")


def test_a_file_of_somebody_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match="permission denied; ask its owner"):
        read_document(_LockedPath(tmp_path / "secret.txt"))


def test_a_file_above_the_limit_is_refused_with_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    path.write_bytes(b"x" * 2049)

    with pytest.raises(UnreadableInputError, match="larger than 2 KiB"):
        read_document(path, limit_bytes=2048)
    assert read_document(path, limit_bytes=2049).lines[0].text == "x" * 2049


def test_an_endless_device_is_refused() -> None:
    with pytest.raises(UnreadableInputError, match="larger than 1 KiB"):
        read_document(Path("/dev/zero"), limit_bytes=1024)


def test_a_name_that_no_file_can_have_is_refused() -> None:
    with pytest.raises(UnreadableInputError, match="cannot be read"):
        read_document(Path("a\0b"))


def test_a_name_that_is_no_text_can_still_be_shown(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))

    with pytest.raises(UnreadableInputError) as caught:
        read_document(path)
    str(caught.value).encode("utf-8")


@pytest.mark.slow
def test_a_line_of_10_mb_is_read(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"OUTPUT 1 " * 1_200_000)

    assert len(read_document(path).lines) == 1
