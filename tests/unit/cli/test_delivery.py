"""Output files: which, and never half of one."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import click
import pytest

from pseudocode_translator.cli.delivery import plan_outputs, write_file
from pseudocode_translator.errors import UnwritableOutputError


def test_one_file_goes_to_standard_output() -> None:
    assert plan_outputs(("a.txt",), None) == {"a.txt": None}
    assert plan_outputs(("a.txt",), "-") == {"a.txt": None}


def test_several_files_need_a_folder() -> None:
    with pytest.raises(click.UsageError, match="-o FOLDER"):
        plan_outputs(("a.txt", "b.txt"), None)


def test_one_file_goes_into_a_folder_that_exists_or_is_written_as_one(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()

    assert plan_outputs(("x/a.txt",), str(tmp_path / "there")) == {
        "x/a.txt": tmp_path / "there" / "a.py"
    }
    assert plan_outputs(("x/a.txt",), f"{tmp_path}/new/") == {"x/a.txt": tmp_path / "new" / "a.py"}
    assert plan_outputs(("x/a.txt",), f"{tmp_path}/new") == {"x/a.txt": tmp_path / "new"}


def test_standard_input_gets_a_name_in_a_folder() -> None:
    assert plan_outputs(("-", "a.txt"), "out")["-"] == Path("out/stdin.py")


@pytest.mark.parametrize(
    "files", [("a/sort.txt", "b/sort.txt"), ("a/sort.txt", "b/Sort.pseudo"), ("a.txt", "a.txt")]
)
def test_two_files_with_one_output_are_refused(files: tuple[str, ...]) -> None:
    with pytest.raises(click.UsageError, match="would both become"):
        plan_outputs(files, "out")


def test_an_input_is_never_written_over(tmp_path: Path) -> None:
    source = tmp_path / "a.py"
    source.write_text("OUTPUT 1")
    (tmp_path / "other name").symlink_to(source)

    for output in (source, tmp_path / "other name", f"{tmp_path}/"):
        with pytest.raises(click.UsageError, match="is read as input"):
            plan_outputs((str(source),), str(output))


def test_a_file_is_written_with_the_rights_a_new_file_gets(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_file(tmp_path / "deep" / "a.py", "print('🡨')\n")
    finally:
        os.umask(before)

    assert (tmp_path / "deep" / "a.py").read_bytes() == "print('🡨')\n".encode()
    assert (tmp_path / "deep" / "a.py").stat().st_mode & 0o777 == 0o640


def test_a_file_that_is_replaced_keeps_its_rights_and_its_links(tmp_path: Path) -> None:
    target, link = tmp_path / "a.py", tmp_path / "link.py"
    target.write_text("old")
    target.chmod(0o604)
    link.symlink_to(target)

    write_file(link, "new")

    assert link.is_symlink()
    assert target.read_text() == "new"
    assert target.stat().st_mode & 0o777 == 0o604


def test_a_name_as_long_as_the_file_system_allows_can_be_written(tmp_path: Path) -> None:
    write_file(tmp_path / ("n" * 252 + ".py"), "x")

    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("name", ["is a folder", "file/below", "n" * 300, "nul\0"])
def test_what_cannot_be_written_is_told_and_leaves_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / "is a folder").mkdir()
    (tmp_path / "file").write_text("old")

    with pytest.raises(UnwritableOutputError):
        write_file(tmp_path / name, "new")

    assert {path.name for path in tmp_path.iterdir()} == {"is a folder", "file"}
    assert (tmp_path / "file").read_text() == "old"


def test_a_failure_while_writing_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.py").write_text("old")

    def full_disk(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(UnwritableOutputError, match="No space left"):
        write_file(tmp_path / "a.py", "new")

    assert (tmp_path / "a.py").read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    return path


def test_a_pipe_is_written_to_and_not_replaced(pipe: Path) -> None:
    received: list[str] = []
    reader = threading.Thread(target=lambda: received.append(pipe.read_text()))
    reader.start()

    write_file(pipe, "through")
    reader.join(10)

    assert received == ["through"]
    assert pipe.is_fifo()
