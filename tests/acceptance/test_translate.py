"""`pseudocode translate` and `pseudocode check`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pseudocode_translator.errors import ExitCode
from tests.acceptance.conftest import Done, Pseudocode

GOOD = "DECLARE Total : INTEGER\nTotal <- 3\nOUTPUT Total * 2\n"
BAD = "DECLARE Total : INTEGER\nTotal <- 3\nIF Total > > 1 THEN\n    OUTPUT Total\nENDIF\n"


def _printed_by(code: str) -> str:
    return subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True
    ).stdout


def _objects(done: Done) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.out.splitlines()]


def test_one_file_goes_to_standard_output(pseudocode: Pseudocode) -> None:
    done = pseudocode("translate", pseudocode.file("a.txt", GOOD))

    assert (done.code, done.err) == (ExitCode.OK, "")
    assert _printed_by(done.out) == "6\n"


def test_standard_input_is_translated_too(pseudocode: Pseudocode) -> None:
    assert _printed_by(pseudocode("translate", "-", stdin=GOOD).out) == "6\n"


def test_a_visualg_file_in_windows_1252_keeps_its_accents(pseudocode: Pseudocode) -> None:
    source = 'algoritmo "a"\ninicio\n   se não falso então\n      escreval("Até já")\n   fimse\n'
    (pseudocode.folder / "a.alg").write_bytes(f"{source}fimalgoritmo\n".encode("cp1252"))

    done = pseudocode("run", "--from", "visualg", "a.alg")

    assert (done.code, done.out) == (ExitCode.OK, "Até já\n")


def test_the_module_is_the_same_command(pseudocode: Pseudocode) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pseudocode_translator", "translate", "-"],
        input=GOOD,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == pseudocode("translate", "-", stdin=GOOD).out


def test_several_files_go_into_a_folder_each_under_its_name(pseudocode: Pseudocode) -> None:
    pseudocode.file("x/a.txt", GOOD)
    pseudocode.file("y/b.pseudo", GOOD)

    done = pseudocode("translate", "x/a.txt", "y/b.pseudo", "-o", "out/deep")

    assert (done.code, done.out) == (ExitCode.OK, "")
    assert done.err == "pseudocode: all 2 files are fine\n"
    written = sorted((pseudocode.folder / "out" / "deep").iterdir())
    assert [path.name for path in written] == ["a.py", "b.py"]
    assert [_printed_by(path.read_text()) for path in written] == ["6\n", "6\n"]


def test_one_bad_file_does_not_keep_the_others_back(pseudocode: Pseudocode) -> None:
    pseudocode.file("good.txt", GOOD)
    pseudocode.file("bad.txt", BAD)

    done = pseudocode("translate", "bad.txt", "nowhere.txt", "good.txt", "-o", "out")

    assert done.code == ExitCode.INPUT, "the highest code of the three"
    assert [path.name for path in (pseudocode.folder / "out").iterdir()] == ["good.py"]
    assert "bad.txt:3:" in done.err
    assert "nowhere.txt: " in done.err
    assert done.err.endswith("pseudocode: 2 of 3 files failed\n")


def test_errors_keep_python_back_and_the_old_file_untouched(pseudocode: Pseudocode) -> None:
    pseudocode.file("bad.txt", BAD)
    old = pseudocode.file("bad.py", "old")

    to_file = pseudocode("translate", "bad.txt", "-o", "bad.py")
    to_stdout = pseudocode("translate", "bad.txt")

    assert to_file.code == to_stdout.code == ExitCode.PROGRAM_ERRORS
    assert old.read_text() == "old"
    assert to_stdout.out == ""


def test_keep_going_delivers_what_could_be_made(pseudocode: Pseudocode) -> None:
    done = pseudocode("translate", "--keep-going", pseudocode.file("bad.txt", BAD))

    assert done.code == ExitCode.PROGRAM_ERRORS
    assert "Total = 3" in done.out
    compile(done.out, "bad", "exec")


def test_a_diagnostic_shows_the_place(pseudocode: Pseudocode) -> None:
    pseudocode.file("bad.txt", BAD)

    lines = pseudocode("check", "bad.txt").err.splitlines()

    assert lines[0].startswith("bad.txt:3:")
    assert "error PS1" in lines[0]
    assert lines[1] == " 3 | IF Total > > 1 THEN"
    assert lines[2].strip(" |").strip("^") == ""


def test_check_says_nothing_about_a_good_program(pseudocode: Pseudocode) -> None:
    pseudocode.file("a.txt", GOOD)

    assert pseudocode("check", "a.txt") == Done(ExitCode.OK, "", "")


def test_check_of_several_files_fails_if_one_does(pseudocode: Pseudocode) -> None:
    pseudocode.file("a.txt", GOOD)
    pseudocode.file("b.txt", BAD)

    assert pseudocode("check", "a.txt", "b.txt").code == ExitCode.PROGRAM_ERRORS


def test_json_has_one_object_per_file_with_all_fields(pseudocode: Pseudocode) -> None:
    pseudocode.file("a.txt", GOOD)
    pseudocode.file("b.txt", BAD)

    done = pseudocode("translate", "--json", "a.txt", "b.txt", "nowhere.txt")
    good, bad, lost = _objects(done)

    assert done.code == ExitCode.INPUT
    keys = {"version", "file", "dialect", "ok", "failure", "diagnostics"}
    assert set(good) == set(bad) == keys | {"output", "code", "line_map"}
    assert set(lost) == keys
    assert (good["ok"], bad["ok"], lost["ok"]) == (True, False, False)
    assert _printed_by(str(good["code"])) == "6\n"
    assert bad["code"] is None
    assert isinstance(lost["failure"], dict)
    assert lost["failure"]["exit_code"] == ExitCode.INPUT


def test_json_diagnostics_have_a_stable_shape(pseudocode: Pseudocode) -> None:
    pseudocode.file("b.txt", BAD)

    (bad,) = _objects(pseudocode("check", "--json", "b.txt"))
    diagnostics = bad["diagnostics"]

    assert isinstance(diagnostics, list)
    assert set(diagnostics[0]) == {
        *("code", "severity", "message", "fix", "line", "column"),
        *("end_line", "end_column", "page", "related"),
    }
    assert (diagnostics[0]["severity"], diagnostics[0]["line"]) == ("error", 3)
    assert "code" not in bad


def test_json_names_the_file_that_was_written(pseudocode: Pseudocode) -> None:
    pseudocode.file("a.txt", GOOD)

    (written,) = _objects(pseudocode("translate", "--json", "a.txt", "-o", "out.py"))

    assert written["output"] == "out.py"
    assert written["code"] is None
    assert (pseudocode.folder / "out.py").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("translate",), "Missing argument 'FILE...'"),
        (("translate", "a.txt", "b.txt"), "add -o FOLDER"),
        (("translate", "x/a.txt", "y/a.txt", "-o", "out"), "would both become out/a.py"),
        (("translate", "a.txt", "-o", "a.txt"), "is read as input"),
        (("translate", "a.txt", "--from", "klingon"), "unknown dialect 'klingon'"),
        (("--config", "nowhere.yaml", "check", "a.txt"), "does not exist"),
        (("run", "a.txt", "--max-seconds", "0"), "--max-seconds"),
        (("explain", "PS000"), "there is no diagnostic"),
        (("frobnicate",), "No such command"),
    ],
)
def test_what_cannot_be_meant_is_a_usage_error(
    pseudocode: Pseudocode, arguments: tuple[str, ...], words: str
) -> None:
    pseudocode.file("a.txt", GOOD)

    done = pseudocode(*arguments)

    assert done.code == ExitCode.USAGE
    assert words in done.err
    assert done.out == ""
    assert "Traceback" not in done.err


def test_settings_come_from_the_file_that_is_named(pseudocode: Pseudocode) -> None:
    pseudocode.file("a.txt", GOOD)
    settings = pseudocode.file("s.yaml", "translation:\n  dialect: klingon\n")

    done = pseudocode("--config", settings, "check", "a.txt")

    assert done.code == ExitCode.USAGE
    assert "klingon" in done.err
    shown = pseudocode("--config", settings, "config", "show", "--origin").out
    assert "klingon" in shown
    assert Path(settings).name in shown
