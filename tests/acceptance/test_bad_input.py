"""What a user may throw at the command: a clear message, the right code, nothing half-done."""

from __future__ import annotations

import os
import stat
import subprocess
import time

import pytest

from pseudocode_translator.errors import ExitCode
from tests.acceptance.conftest import COMMAND, Done, Pseudocode


def _is_clear(done: Done, code: ExitCode) -> None:
    assert done.code == code, done
    assert "Traceback" not in done.err
    assert "internal error" not in done.err
    if code != ExitCode.OK:
        assert done.err.strip()
        assert done.out == ""


@pytest.mark.parametrize("text", ["", "\n\n   \n", "\ufeff"])
def test_an_empty_file_has_nothing_to_translate(pseudocode: Pseudocode, text: str) -> None:
    done = pseudocode("translate", pseudocode.file("a.txt", text))

    _is_clear(done, ExitCode.PROGRAM_ERRORS)
    assert "there is nothing to translate" in done.err


@pytest.mark.parametrize(
    "data",
    [
        b"\x7fELF\x02\x01\x01\x00\x00\x00",
        bytes(range(256)) * 20,
        b"%PDF-1.7\n%\xe2\xe3",
        b"\0" * 99,
    ],
    ids=["program", "all bytes", "PDF", "zeros"],
)
def test_a_binary_file_is_refused(pseudocode: Pseudocode, data: bytes) -> None:
    done = pseudocode("translate", pseudocode.file("a.txt", data))

    _is_clear(done, ExitCode.INPUT)
    assert "a.txt" in done.err


@pytest.mark.slow
@pytest.mark.parametrize("start", ["", "OUTPUT ", 'OUTPUT "', "// "])
def test_a_line_of_ten_megabytes_ends_in_time(pseudocode: Pseudocode, start: str) -> None:
    pseudocode.file("a.txt", start + "x" * 10_000_000 + "\nOUTPUT 2\n")

    started = time.monotonic()
    done = pseudocode("check", "a.txt")

    assert done.code in {ExitCode.OK, ExitCode.PROGRAM_ERRORS}
    assert "Traceback" not in done.err
    assert len(done.err) < 5_000
    assert time.monotonic() - started < 60


def test_an_encoding_nobody_knows_is_refused_or_read_but_never_a_traceback(
    pseudocode: Pseudocode,
) -> None:
    shift_jis = 'OUTPUT "合計は"\n点数 ← 1\n'.encode("shift_jis") * 30
    done = pseudocode("translate", pseudocode.file("a.txt", shift_jis))

    assert done.code in {ExitCode.INPUT, ExitCode.PROGRAM_ERRORS, ExitCode.OK}
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    "text",
    [
        "IF TRUE THEN\n" * 5000 + "OUTPUT 1\n" + "ENDIF\n" * 5000,
        "WHILE TRUE\n" * 5000 + "ENDWHILE\n" * 5000,
        "OUTPUT " + "(" * 5000 + "1" + ")" * 5000 + "\n",
        "OUTPUT " + "NOT " * 5000 + "TRUE\n",
        "OUTPUT " + "-" * 5000 + "1\n",
        "x <- " + "a[" * 5000 + "1" + "]" * 5000 + "\n",
        "OUTPUT " + "1 + " * 5000 + "1\n",
        "REPEAT\n" * 5000,
    ],
    ids=["IF", "WHILE", "brackets", "NOT", "minus", "indexes", "long sum", "never closed"],
)
def test_nesting_five_thousand_deep_is_told_or_translated(
    pseudocode: Pseudocode, text: str
) -> None:
    done = pseudocode("translate", pseudocode.file("deep.txt", text))

    _is_clear(done, ExitCode(done.code))
    assert done.code in {ExitCode.OK, ExitCode.PROGRAM_ERRORS}


def test_an_unclosed_string_stays_on_its_line(pseudocode: Pseudocode) -> None:
    pseudocode.file("a.txt", 'OUTPUT "one"\nOUTPUT "two\nOUTPUT "three"\n')

    done = pseudocode("check", "a.txt")

    _is_clear(done, ExitCode.PROGRAM_ERRORS)
    errors = [line for line in done.err.splitlines() if ": error PS" in line]
    assert [line.split(":")[1] for line in errors] == ["2"]


def test_a_file_that_vanishes_does_not_stop_the_others(pseudocode: Pseudocode) -> None:
    pseudocode.file("b.txt", "OUTPUT 1\n")

    # The list is made by the shell; the first file is gone before it is read.
    done = pseudocode.shell("touch a.txt; set -- *.txt; rm a.txt; $PS translate $* -o out")

    assert done.code == ExitCode.INPUT
    assert "a.txt" in done.err
    assert (pseudocode.folder / "out" / "b.py").exists()
    assert not (pseudocode.folder / "out" / "a.py").exists()


def test_a_folder_is_not_a_file(pseudocode: Pseudocode) -> None:
    _is_clear(pseudocode("translate", pseudocode.folder), ExitCode.INPUT)


def test_a_file_name_nobody_can_print_is_told(pseudocode: Pseudocode) -> None:
    done = pseudocode.shell(r"""$PS check $'no\xff\x1b[2Jfile.txt'""")

    assert done.code == ExitCode.INPUT
    assert "\x1b" not in done.err
    assert "Traceback" not in done.err


def test_standard_input_that_is_closed_is_told(pseudocode: Pseudocode) -> None:
    done = pseudocode.shell("$PS translate - <&-")

    _is_clear(done, ExitCode.INPUT)
    assert "standard input" in done.err


def test_standard_output_that_is_closed_is_told(pseudocode: Pseudocode) -> None:
    pseudocode.file("a.txt", "OUTPUT 1\n")

    _is_clear(pseudocode.shell("$PS translate a.txt >&-"), ExitCode.OUTPUT)


def test_a_closed_standard_error_changes_nothing(pseudocode: Pseudocode) -> None:
    pseudocode.file("a.txt", "x <- )\n")

    assert pseudocode.shell("$PS translate a.txt 2>&-").code == ExitCode.PROGRAM_ERRORS


@pytest.mark.parametrize("command", ["translate a.txt", "--help", "explain", "check --json a.txt"])
def test_a_full_disk_behind_standard_output_is_told(pseudocode: Pseudocode, command: str) -> None:
    pseudocode.file("a.txt", "OUTPUT 1\n")

    done = pseudocode.shell(f"$PS {command} > /dev/full")

    _is_clear(done, ExitCode.OUTPUT)
    assert "No space left on device" in done.err


def test_a_file_that_outgrows_its_limit_leaves_the_old_one(pseudocode: Pseudocode) -> None:
    pseudocode.file("a.txt", "OUTPUT 1\n" * 3000)
    old = pseudocode.file("out.py", "old")

    done = pseudocode.shell("ulimit -f 4; trap '' XFSZ; $PS translate a.txt -o out.py")

    _is_clear(done, ExitCode.OUTPUT)
    assert old.read_text() == "old"
    assert not list(pseudocode.folder.glob(".pseudocode-*"))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a file system")
def test_a_disk_that_is_really_full_is_left_as_it_was(pseudocode: Pseudocode) -> None:
    pseudocode.file("a.txt", "OUTPUT 1\n" * 3000)
    (pseudocode.folder / "disk").mkdir()

    done = pseudocode.shell(
        "mount -t tmpfs -o size=16k tmpfs disk 2>/dev/null || exit 99\n"
        "$PS translate a.txt -o disk/out.py; code=$?; ls -A disk; umount disk; exit $code"
    )

    if done.code == 99:
        pytest.skip("this container may not mount file systems")
    _is_clear(done, ExitCode.OUTPUT)


def test_a_folder_that_is_read_only_is_told(pseudocode: Pseudocode) -> None:
    pseudocode.file("a.txt", "OUTPUT 1\n")
    (pseudocode.folder / "closed").mkdir()
    # Permissions do not stop root, a read-only file system does.
    close, open_again = "chmod 500 closed", "chmod 700 closed"
    if os.geteuid() == 0:
        close, open_again = "mount -t tmpfs -o ro tmpfs closed", "umount closed"

    done = pseudocode.shell(
        f"{close} || exit 99\n"
        f"$PS translate a.txt -o closed/out.py; code=$?; {open_again}; exit $code"
    )

    _is_clear(done, ExitCode.OUTPUT)


def test_an_output_that_is_a_folder_or_below_a_file_is_told(pseudocode: Pseudocode) -> None:
    pseudocode.file("a.txt", "OUTPUT 1\n")
    (pseudocode.folder / "out" / "a.py").mkdir(parents=True)

    _is_clear(pseudocode("translate", "a.txt", "-o", "out"), ExitCode.OUTPUT)
    _is_clear(pseudocode("translate", "a.txt", "-o", "a.txt/x.py"), ExitCode.OUTPUT)


def test_a_device_is_written_to_and_not_replaced(pseudocode: Pseudocode) -> None:
    pseudocode.file("a.txt", "OUTPUT 1\n")

    assert pseudocode("translate", "a.txt", "-o", "/dev/null").code == ExitCode.OK
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


@pytest.mark.parametrize("command", ["translate a.txt", "--version", "--help", "explain"])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_has_seen_enough_is_no_error(
    pseudocode: Pseudocode, command: str, unbuffered: str
) -> None:
    pseudocode.file("a.txt", "OUTPUT 1\n" * 20_000)

    reader, writer = os.pipe()
    os.close(reader)

    done = subprocess.run(
        [COMMAND, *command.split()],
        stdout=writer,
        stderr=subprocess.PIPE,
        cwd=pseudocode.folder,
        env=pseudocode.environment({"PYTHONUNBUFFERED": unbuffered}),
        timeout=60,
        check=False,
    )
    os.close(writer)

    assert (done.returncode, done.stderr) == (ExitCode.OK, b"")
