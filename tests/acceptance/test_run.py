"""`pseudocode run`: the program owns the terminal, and its failures are told in its own terms."""

from __future__ import annotations

import os
import signal
import subprocess
import time

import pytest

from pseudocode_translator.errors import ExitCode
from pseudocode_translator.model.codes.entry import CodeEntry
from pseudocode_translator.model.codes.running import ENTRIES
from tests.acceptance.conftest import COMMAND, Pseudocode

HALVES = """\
// Divides.
FUNCTION Half(n : INTEGER, by : INTEGER) RETURNS REAL
    RETURN n / by
ENDFUNCTION

DECLARE Number : INTEGER
OUTPUT "by?"
INPUT Number
OUTPUT Half(10, Number)
"""


def test_input_output_and_exit_code_are_those_of_the_program(pseudocode: Pseudocode) -> None:
    pseudocode.file("a.txt", HALVES)

    done = pseudocode("run", "a.txt", stdin="4\n")

    assert (done.code, done.out, done.err) == (ExitCode.OK, "by?\n2.5\n", "")


def test_a_failure_is_told_at_the_innermost_pseudocode_line(pseudocode: Pseudocode) -> None:
    pseudocode.file("a.txt", HALVES)

    done = pseudocode("run", "a.txt", stdin="0\n")

    assert (done.code, done.out) == (ExitCode.PROGRAM_ERRORS, "by?\n")
    assert done.err.splitlines()[:3] == [
        "a.txt:3:5: error PS801: division by zero",
        " 3 |     RETURN n / by",
        "   |     ^^^^^^^^^^^^^",
    ]


def test_pythons_traceback_is_shown_only_on_request(pseudocode: Pseudocode) -> None:
    pseudocode.file("a.txt", HALVES)

    assert "Traceback" not in pseudocode("run", "a.txt", stdin="0\n").err
    shown = pseudocode("run", "--traceback", "a.txt", stdin="0\n").err
    assert "ZeroDivisionError" in shown
    assert "program_runner" not in shown


@pytest.mark.parametrize(
    ("program", "typed", "code", "line"),
    [
        ("DECLARE n : INTEGER\nINPUT n\n", "twelve\n", "PS803", 2),
        ("DECLARE n : REAL\nINPUT n\n", "\n", "PS803", 2),
        ("DECLARE n : BOOLEAN\nINPUT n\n", "perhaps\n", "PS803", 2),
        ("DECLARE n : INTEGER\nINPUT n\nINPUT n\n", "1\n", "PS804", 3),
        ("DECLARE a : ARRAY[1:3] OF INTEGER\nINPUT i\na[i] <- 1\n", "4\n", "PS802", 3),
        ("DECLARE a : ARRAY[1:3] OF INTEGER\nINPUT i\na[i] <- 1\n", "0\n", "PS802", 3),
        ("DECLARE s : STRING\nINPUT s\nOUTPUT STR_TO_NUM(s)\n", "ten\n", "PS807", 3),
        ('OPENFILE "none.txt" FOR READ\n', "", "PS808", 1),
        ("DECLARE x : REAL\nx <- 10.0\nx <- x ^ 999\n", "", "PS809", 3),
        ("PROCEDURE P()\n    CALL P()\nENDPROCEDURE\nCALL P()\n", "", "PS805", 2),
        ("OUTPUT 7 MOD 0\n", "", "PS801", 1),
    ],
)
def test_every_kind_of_failure_has_its_code_and_line(
    pseudocode: Pseudocode, program: str, typed: str, code: str, line: int
) -> None:
    pseudocode.file("a.txt", program)

    done = pseudocode("run", "a.txt", stdin=typed)

    assert done.code == ExitCode.PROGRAM_ERRORS, done
    told = [text for text in done.err.splitlines() if ": error " in text]
    assert len(told) == 1, done.err
    assert told[0].startswith(f"a.txt:{line}:"), told
    assert f"error {code}: " in told[0], told


@pytest.mark.parametrize(
    "entry", [entry for entry in ENTRIES if entry.wrong], ids=lambda entry: entry.code
)
def test_the_examples_of_run_time_codes_fail_and_do_not(
    pseudocode: Pseudocode, entry: CodeEntry
) -> None:
    pseudocode.file("wrong.txt", entry.wrong)
    pseudocode.file("right.txt", entry.right)

    assert f"error {entry.code}: " in pseudocode("run", "wrong.txt").err
    assert pseudocode("run", "right.txt").code == ExitCode.OK


def test_a_program_with_errors_is_not_run(pseudocode: Pseudocode) -> None:
    pseudocode.file("a.txt", 'OUTPUT "started"\nx <- ) 3\n')

    done = pseudocode("run", "a.txt")

    assert (done.code, done.out) == (ExitCode.PROGRAM_ERRORS, "")
    assert "a.txt:2:" in done.err


def test_notes_are_left_to_check(pseudocode: Pseudocode) -> None:
    pseudocode.file("a.txt", "INPUT Age\nIF Age > 18 THEN\n    OUTPUT 1\nENDIF\n")

    assert "note PS5" in pseudocode("check", "a.txt").err
    assert pseudocode("run", "a.txt", stdin="20\n").err == ""
    assert "note PS5" in pseudocode("-v", "run", "a.txt", stdin="20\n").err


def test_a_seed_makes_two_runs_the_same(pseudocode: Pseudocode) -> None:
    pseudocode.file("a.txt", "OUTPUT RAND(1000)\n")

    seeded = {pseudocode("run", "--seed", "7", "a.txt").out for _ in range(2)}

    assert len(seeded) == 1
    assert pseudocode("run", "--seed", "8", "a.txt").out not in seeded


@pytest.mark.slow
@pytest.mark.parametrize(
    ("program", "lines"),
    [
        ('OUTPUT "x"\nn <- 0\nWHILE TRUE\n    n <- n + 1\nENDWHILE\n', (3, 4)),
        ('OUTPUT "x"\nn <- 7\nn <- n ^ (10 ^ 9)\n', (3,)),
    ],
    ids=["loop", "one long operation"],
)
def test_a_program_past_its_limit_is_stopped_where_it_is(
    pseudocode: Pseudocode, program: str, lines: tuple[int, ...]
) -> None:
    pseudocode.file("a.txt", program)

    done = pseudocode("run", "--max-seconds", "0.5", "a.txt")

    assert done.code == ExitCode.TIMEOUT
    told = next(text for text in done.err.splitlines() if "error PS810" in text)
    assert int(told.split(":")[1]) in lines


def test_files_are_those_of_the_current_folder(pseudocode: Pseudocode) -> None:
    pseudocode.file("sub/a.txt", 'OPENFILE "o" FOR WRITE\nWRITEFILE "o", "hi"\nCLOSEFILE "o"\n')

    assert pseudocode("run", "sub/a.txt").code == ExitCode.OK
    assert (pseudocode.folder / "o").read_text() == "hi\n"


def test_the_program_may_come_from_standard_input(pseudocode: Pseudocode) -> None:
    done = pseudocode("run", "-", stdin="OUTPUT 1\nINPUT x\n")

    assert done.out == "1\n"
    assert "<stdin>:2:1: error PS804" in done.err


def test_a_program_without_standard_input_is_told_that_it_ended(pseudocode: Pseudocode) -> None:
    pseudocode.file("a.txt", "INPUT x\n")

    done = pseudocode.shell("$PS run a.txt <&-")

    assert done.code == ExitCode.PROGRAM_ERRORS
    assert "error PS804" in done.err


def test_a_full_disk_behind_the_program_is_told(pseudocode: Pseudocode) -> None:
    pseudocode.file("a.txt", "OUTPUT 1\n")

    done = pseudocode.shell("$PS run a.txt > /dev/full")

    assert done.code == ExitCode.OUTPUT
    assert "the disk is full" in done.err


def test_a_reader_that_has_seen_enough_ends_the_program_quietly(pseudocode: Pseudocode) -> None:
    pseudocode.file("a.txt", "n <- 0\nWHILE TRUE\n    n <- n + 1\n    OUTPUT n\nENDWHILE\n")

    done = pseudocode.shell("$PS run a.txt 2>err | head -2; echo ${PIPESTATUS[0]}")

    assert done.out == "1\n2\n0\n"
    assert "Traceback" not in (pseudocode.folder / "err").read_text()


def test_text_of_all_languages_passes_through_in_any_locale(pseudocode: Pseudocode) -> None:
    pseudocode.file("a.txt", 'DECLARE s : STRING\nINPUT s\nOUTPUT "größer ← ", s\n')

    done = pseudocode("run", "a.txt", stdin="名前\n", LC_ALL="C")

    assert done.out == "größer ← 名前\n"


@pytest.mark.slow
def test_an_interrupt_ends_the_program_and_says_nothing(pseudocode: Pseudocode) -> None:
    pseudocode.file("a.txt", 'OUTPUT "go"\nn <- 0\nWHILE TRUE\n    n <- n + 1\nENDWHILE\n')
    process = subprocess.Popen(
        [COMMAND, "run", "a.txt"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=pseudocode.folder,
        env=pseudocode.environment({}),
        start_new_session=True,
    )
    children = _wait_for_child(process.pid)
    os.killpg(process.pid, signal.SIGINT)
    _out, err = process.communicate(timeout=20)

    assert process.returncode == ExitCode.INTERRUPTED
    assert b"Traceback" not in err
    assert b"internal error" not in err
    assert not [pid for pid in children if _is_running(pid)]


def _wait_for_child(pid: int) -> list[int]:
    """Wait until the program itself burns time; its start-up is not what is tested."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        found = subprocess.run(
            ["ps", "-o", "pid=,cputimes=,etimes=", "--ppid", str(pid)],
            capture_output=True,
            text=True,
        ).stdout.split()
        if found and float(found[1]) >= 1:
            return [int(found[0])]
        time.sleep(0.05)
    raise AssertionError("the program never started")


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
