"""A program in a child process: how it ends, and what is known about that."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from pseudocode_translator.cli.program_process import Limits, Outcome, run_program

LIMIT_S = 0.5


def _run(code: str, limits: Limits | None = None) -> Outcome:
    return run_program(textwrap.dedent(code), limits or Limits())


def _innermost(outcome: Outcome) -> int:
    assert outcome.failure is not None
    return outcome.failure.python_lines[-1]


def test_a_program_prints_and_ends_with_zero(capfd: pytest.CaptureFixture[str]) -> None:
    outcome = _run("print('TRUE ←')\n")

    assert outcome == Outcome(0)
    assert capfd.readouterr().out == "TRUE ←\n"


def test_a_program_finds_itself_to_be_the_main_module_and_nothing_of_ours(
    capfd: pytest.CaptureFixture[str],
) -> None:
    _run(
        """\
        from dataclasses import dataclass
        import sys
        @dataclass
        class Point:
            x: "int"
        print(__name__, Point(1), sorted(n for n in globals() if not n.startswith("__")))
        print([name for name in sys.modules if "pseudocode" in name])
        """
    )

    assert capfd.readouterr().out == "__main__ Point(x=1) ['Point', 'dataclass', 'sys']\n[]\n"


def test_modules_in_the_current_folder_are_not_taken_for_pythons_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "random.py").write_text("print('not this one')\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    _run("import random\nprint(random.random() < 1)\n")

    assert capfd.readouterr().out == "True\n"


def test_files_are_looked_for_in_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    _run("with open('out.txt', 'w') as file:\n    file.write('here')\n")

    assert (tmp_path / "out.txt").read_text() == "here"


def test_a_seed_makes_random_numbers_the_same(capfd: pytest.CaptureFixture[str]) -> None:
    for _time in range(2):
        _run("import random\nprint(random.random())\n", Limits(seed=7))

    first, second = capfd.readouterr().out.splitlines()
    assert first == second


def test_a_failure_knows_its_kind_its_message_and_its_lines() -> None:
    outcome = _run("def half(n):\n    return n / 0\n\n\nhalf(3)\n")

    assert outcome.status == 1
    assert outcome.failure is not None
    assert outcome.failure.kinds[:2] == ("ZeroDivisionError", "ArithmeticError")
    assert outcome.failure.python_lines == (5, 2)
    assert "return n / 0" in outcome.failure.traceback
    assert "program_runner" not in outcome.failure.traceback


def test_endless_recursion_is_reported_as_such() -> None:
    outcome = _run("def f(n):\n    return f(n + 1)\n\n\nf(1)\n")

    assert outcome.failure is not None
    assert outcome.failure.kinds[0] == "RecursionError"
    assert _innermost(outcome) == 2


def test_what_was_printed_before_a_failure_is_delivered_first(
    capfd: pytest.CaptureFixture[str],
) -> None:
    outcome = _run("print('before')\nint('x')\n")

    assert outcome.failure is not None
    assert capfd.readouterr().out == "before\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("print('x')\nwhile True:\n    pass\n", (2, 3)),
        ("print('x')\nimport time\ntime.sleep(60)\n", (3,)),
        ("print('x', flush=True)\nprint(len(str(7 ** 10 ** 9)))\n", (2,)),
        ("print('x')\ntry:\n    while True:\n        pass\nexcept Exception:\n    pass\n", (3, 4)),
    ],
    ids=["loop in Python", "sleep", "loop in C", "loop that catches exceptions"],
)
def test_a_program_past_its_limit_is_stopped_and_its_line_is_known(
    code: str, line: tuple[int, ...], capfd: pytest.CaptureFixture[str]
) -> None:
    started = time.monotonic()
    outcome = _run(code, Limits(max_seconds=LIMIT_S))

    assert outcome.is_timeout
    assert _innermost(outcome) in line
    assert time.monotonic() - started < LIMIT_S + 2.5
    assert capfd.readouterr().out == "x\n"


@pytest.mark.slow
def test_a_program_that_waits_for_input_is_stopped_too() -> None:
    reader, writer = os.pipe()
    script = (
        "from pseudocode_translator.cli.program_process import Limits, run_program\n"
        f"print(run_program('x = 1\\ny = input()\\n', Limits(max_seconds={LIMIT_S})))\n"
    )
    try:
        done = subprocess.run(
            [sys.executable, "-c", script], stdin=reader, capture_output=True, text=True, timeout=20
        )
    finally:
        os.close(reader)
        os.close(writer)

    assert "python_lines=(2,)" in done.stdout
    assert "is_timeout=True" in done.stdout


def test_a_program_within_its_limit_is_left_alone() -> None:
    assert _run("print()\n", Limits(max_seconds=30)) == Outcome(0)


def test_a_program_that_is_killed_leaves_its_signal() -> None:
    outcome = _run("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n")

    assert outcome == Outcome(-signal.SIGKILL)


def test_sys_exit_is_an_ordinary_end() -> None:
    assert _run("raise SystemExit\n") == Outcome(0)


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_child_does_not_outlive_its_interrupted_parent(
    number: signal.Signals, tmp_path: Path
) -> None:
    code = f"import os, time\nopen({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid()))\n"
    code += "print('running', flush=True)\ntime.sleep(60)\n"
    script = (
        "from pseudocode_translator.cli.program_process import Limits, run_program\n"
        f"run_program({code!r}, Limits())\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    with parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"running\n"
        child = int((tmp_path / "pid").read_text())
        parent.send_signal(number)
        parent.wait(10)

    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
