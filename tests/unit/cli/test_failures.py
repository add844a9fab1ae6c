"""Python's exceptions in a student's words, at the student's line."""

from __future__ import annotations

import errno

import pytest

from pseudocode_translator.cli.failures import (
    NOWHERE,
    failure_diagnostic,
    lost_diagnostic,
    timeout_diagnostic,
)
from pseudocode_translator.cli.program_process import Failure, Outcome
from pseudocode_translator.model.diagnostics import Diagnostic, Span
from pseudocode_translator.model.document import typed_document

DOCUMENT = typed_document("OUTPUT 1\n    x <- 1 / 0  \n\n", name="p.txt")
LINE_MAP = (0, 0, 1, 2)


def _raised(error: BaseException, *, lines: tuple[int, ...] = (4,)) -> Diagnostic:
    kinds = tuple(kind.__name__ for kind in type(error).__mro__)
    number = error.errno if isinstance(error, OSError) else None
    file = str(getattr(error, "filename", None) or "")
    failure = Failure(kinds, str(error), lines, number, file)
    return failure_diagnostic(failure, LINE_MAP, DOCUMENT)


def _caught(code: str) -> Diagnostic:
    """What a real Python says, so that a new version with other words is noticed."""
    try:
        exec(code, {})
    except Exception as error:  # noqa: BLE001 - any of them
        return _raised(error)
    raise AssertionError("nothing was raised")


@pytest.mark.parametrize(
    ("code", "expected", "words"),
    [
        ("1 / 0", "PS801", "division by zero"),
        ("1 % 0", "PS801", "division by zero"),
        ("[1][3]", "PS802", "the index is outside"),
        ("''[3]", "PS802", "the index is outside"),
        ("raise IndexError('index 4 is outside 1 to 3')", "PS802", "index 4 is outside 1 to 3"),
        ("raise IndexError('element 4 has no value yet')", "PS806", "element 4 has no value yet"),
        ("int('twelve')", "PS803", 'a whole number was expected, but "twelve" was given'),
        ("int('')", "PS803", "a whole number was expected, but an empty line was given"),
        ("float('ten')", "PS803", 'a number was expected, but "ten" was given'),
        (
            "import datetime; datetime.datetime.strptime('soon', '%d/%m/%Y')",
            "PS803",
            'a date such as 25/12/2026 was expected, but "soon" was given',
        ),
        ("raise ValueError(\"'x' is neither TRUE nor FALSE\")", "PS803", "is neither TRUE"),
        ("import math; math.sqrt(-1)", "PS807", "no real result"),
        ("raise EOFError('no line is left to read in a.txt')", "PS808", "no line is left"),
        ("raise EOFError('EOF when reading a line')", "PS804", "the input has ended"),
        ("def f(): f()\nf()", "PS805", "called itself too often"),
        ("print(total)", "PS806", "total is used before it has a value"),
        ("def f():\n    n += 1\nf()", "PS806", "n is used before it has a value"),
        ("None.name", "PS806", "points nowhere"),
        ("1 + None", "PS806", "before it was given"),
        ("'a' < 1", "PS807", "do not fit together: STRING and INTEGER"),
        ("raise NotImplementedError('line 7: what is this')", "PS899", "what is this"),
        ("open('none such.txt')", "PS808", 'there is no file "none such.txt"'),
        ("open('/')", "PS808", '"/" is a folder'),
        ("raise OSError('a.txt is not open; OPENFILE must come first')", "PS808", "is not open"),
        ("10.0 ** 999", "PS809", "too large"),
        ("str(10 ** 5000)", "PS809", "more digits than can be printed"),
        ("bytes([255]).decode()", "PS808", "not UTF-8"),
        ("raise MemoryError", "PS809", "memory"),
        ("raise KeyError('x')", "PS899", "KeyError"),
    ],
)
def test_what_python_says_becomes_what_a_student_understands(
    code: str, expected: str, words: str
) -> None:
    diagnostic = _caught(code)

    assert diagnostic.code == expected
    assert words in diagnostic.message


def test_the_place_is_the_innermost_line_of_the_author() -> None:
    assert _raised(ZeroDivisionError(), lines=(3, 4)).span == Span(2, 5, 2, 15)
    assert _raised(ZeroDivisionError(), lines=(4, 3)).span.line == 1
    assert _raised(ZeroDivisionError(), lines=(4, 1, 2)).span.line == 2, "helpers do not count"


@pytest.mark.parametrize("lines", [(), (1,), (99,)])
def test_an_unknown_place_is_said_to_be_unknown(lines: tuple[int, ...]) -> None:
    assert _raised(ZeroDivisionError(), lines=lines).span == NOWHERE


def test_a_full_disk_is_called_that() -> None:
    assert "disk is full" in _raised(OSError(errno.ENOSPC, "No space left on device")).message


def test_a_timeout_knows_its_line_or_says_less() -> None:
    stopped = Outcome(1, Failure(("_TimeIsUp",), "", (3,)), is_timeout=True)
    killed = Outcome(-9, is_timeout=True)

    assert timeout_diagnostic(stopped, LINE_MAP, DOCUMENT, 2.5).span.line == 1
    assert "here after 2.5 s" in timeout_diagnostic(stopped, LINE_MAP, DOCUMENT, 2.5).message
    assert timeout_diagnostic(killed, LINE_MAP, DOCUMENT, 2.5).span == NOWHERE


def test_a_killed_program_names_the_signal() -> None:
    assert "signal 9" in lost_diagnostic(-9, DOCUMENT).message
    assert "exit status 3" in lost_diagnostic(3, DOCUMENT).message
