"""How deep programs may call themselves."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.unit.generation.program_tools import python

SUM = """
FUNCTION Sum(n : INTEGER) RETURNS INTEGER
    IF n = 0 THEN
        RETURN 0
    ENDIF
    RETURN n + Sum(n - 1)
ENDFUNCTION
OUTPUT Sum(5000)
"""
MUTUAL = """
FUNCTION IsEven(n : INTEGER) RETURNS BOOLEAN
    IF n = 0 THEN
        RETURN TRUE
    ENDIF
    RETURN IsOdd(n - 1)
ENDFUNCTION
FUNCTION IsOdd(n : INTEGER) RETURNS BOOLEAN
    IF n = 0 THEN
        RETURN FALSE
    ENDIF
    RETURN IsEven(n - 1)
ENDFUNCTION
OUTPUT IsEven(8000)
"""
METHODS = """
CLASS Counter
    PUBLIC PROCEDURE NEW()
    ENDPROCEDURE
    PUBLIC FUNCTION Down(n : INTEGER) RETURNS INTEGER
        IF n = 0 THEN
            RETURN 0
        ENDIF
        RETURN 1 + Down(n - 1)
    ENDFUNCTION
ENDCLASS
DECLARE c : Counter
c <- NEW Counter()
OUTPUT c.Down(6000)
"""
ENDLESS = """
PROCEDURE Again(n : INTEGER)
    CALL Again(n + 1)
ENDPROCEDURE
CALL Again(1)
"""
MAKERS = """
CLASS Doll
    PRIVATE Inner : Doll
    PUBLIC PROCEDURE NEW()
        Inner <- NEW Doll()
    ENDPROCEDURE
ENDCLASS
DECLARE d : Doll
d <- NEW Doll()
"""


def _run(source: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-c", python(source)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(
    ("source", "expected"), [(SUM, "12502500\n"), (MUTUAL, "TRUE\n"), (METHODS, "6000\n")]
)
def test_recursion_may_go_thousands_of_calls_deep(source: str, expected: str) -> None:
    done = _run(source)
    assert (done.returncode, done.stdout) == (0, expected), done.stderr


@pytest.mark.parametrize("source", [ENDLESS, MAKERS], ids=["procedure", "constructor"])
def test_recursion_without_an_end_ends_with_an_error_and_not_with_a_crash(source: str) -> None:
    done = _run(source)
    assert done.returncode == 1
    assert "RecursionError" in done.stderr


@pytest.mark.parametrize(
    "source",
    [
        MAKERS,
        "OUTPUT 1\n",
        "PROCEDURE A()\n    OUTPUT 1\nENDPROCEDURE\nPROCEDURE B()\n    CALL A()\nENDPROCEDURE\n"
        "CALL B()\n",
    ],
)
def test_only_programs_with_recursion_of_functions_change_the_limit(source: str) -> None:
    assert "setrecursionlimit" not in python(source)


def test_a_variable_may_be_called_sys() -> None:
    done = _run("DECLARE sys : INTEGER\nsys <- 4\n" + SUM + "OUTPUT sys\n")
    assert done.stdout == "12502500\n4\n"
