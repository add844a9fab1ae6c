"""Programs that are too deep or too long for Python still compile, and say where they stop."""

from __future__ import annotations

import pytest

from tests.unit.generation.program_tools import run, translated

DEPTH = 60


def _nested(opening: str, closing: str, depth: int = DEPTH) -> str:
    return f"{opening}\n" * depth + "OUTPUT 1\n" + f"{closing}\n" * depth


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("IF 1 = 1 THEN", "ENDIF"),
        ("WHILE 1 = 1 DO", "ENDWHILE"),
        ("REPEAT", "UNTIL 1 = 1"),
        ("FOR i <- 1 TO 2", "NEXT i"),
        ("CASE OF x\n1 :", "ENDCASE"),
    ],
)
def test_deep_nesting_compiles(opening: str, closing: str) -> None:
    compile(translated(_nested(opening, closing)).code, "generated", "exec")


def test_loops_too_deep_for_python_stop_with_their_line() -> None:
    code = translated(_nested("WHILE 1 = 1 DO", "ENDWHILE", 30)).code
    compile(code, "generated", "exec")
    assert "line 19: " in code


@pytest.mark.slow
def test_a_long_chain_of_branches_compiles() -> None:
    branches = "".join(f"ELSE IF x = {n} THEN\nOUTPUT {n}\n" for n in range(1, 4000))
    source = f"x <- 5\nIF x = 0 THEN\nOUTPUT 0\n{branches}ENDIF\n"
    compile(translated(source).code, "generated", "exec")


@pytest.mark.slow
def test_a_long_sequence_of_statements_keeps_its_lines() -> None:
    source = "n <- 0\n" + "n <- n + 1\n" * 3000 + "OUTPUT n\n"
    generated = translated(source)
    assert generated.line_map == tuple(range(1, 3003))


def test_jumps_outside_of_their_place_compile() -> None:
    assert run("OUTPUT 1\nIF 1 = 2 THEN\n    RETURN\nENDIF\nOUTPUT 2\n") == "1\n2\n"
