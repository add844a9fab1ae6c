"""Hostile programs under a real limit: each stage ends in time, whatever was written.

Sizes are chosen so that several stages would take far longer than the limit, some of them
for hours. The bound of the test is generous, because the machine may be busy: what it finds
is work that does not look at the clock.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from pseudocode_translator.dialects import get_dialect
from pseudocode_translator.frontend.parse import parse
from pseudocode_translator.model.deadline import Deadline
from pseudocode_translator.model.document import typed_document
from pseudocode_translator.model.statements import Output
from pseudocode_translator.stages import (
    OUT_OF_TIME,
    generate_checked,
    parse_document,
    validate_any,
)

pytestmark = pytest.mark.slow
CAMBRIDGE = get_dialect("cambridge")
LIMIT_S = 0.3
MOST_S = 3.0
"""CPU seconds for a stage that has 0.3 s; work that never looks takes many times as long."""


def _numbered(template: str, count: int, between: str = "\n") -> str:
    return between.join(template.replace("#", str(number)) for number in range(count))


def _nested(opener: str, closer: str, count: int) -> str:
    return _numbered(opener, count) + "\nOUTPUT 1\n" + f"{closer}\n" * count


def _calls_in_a_circle(count: int) -> str:
    routine = "PROCEDURE P{0}(BYREF X : INTEGER)\nX <- X + {0}\nCALL P{1}(X)\nENDPROCEDURE"
    return "\n".join(routine.format(n, (n + 1) % count) for n in range(count)) + "\nCALL P0(a)"


PROGRAMS: dict[str, Callable[[], str]] = {
    "operators": lambda: "x <- " + " + ".join(["1"] * 100_000),
    "different names": lambda: "x <- " + _numbered("name#", 40_000, " * "),
    "conditions": lambda: "IF " + _numbered("x# > #", 20_000, " AND ") + " THEN y <- 1",
    "items": lambda: "OUTPUT " + ", ".join(["x"] * 100_000),
    "list": lambda: "a <- [" + ", ".join(["1"] * 100_000) + "]",
    "statements on a line": lambda: "x <- 1; " * 50_000,
    "words": lambda: "word " * 200_000,
    "letters": lambda: "a" * 1_000_000,
    "digits": lambda: "x <- " + "1" * 900_000,
    "slashes": lambda: "/ " * 400_000,
    "signs": lambda: "x <- " + "-" * 200_000 + "1",
    "unknown characters": lambda: "x <- 1 § " * 100_000,
    "curly quotes": lambda: "\u201cx" * 300_000,
    "apostrophes": lambda: "don't " * 100_000,
    "remarks in braces": lambda: "{a} x " * 100_000,
    "block comments": lambda: "/* a */ x " * 90_000,
    "a comment of a megabyte": lambda: "x <- 1 // " + "word " * 190_000,
    "a comment of one word": lambda: "// " + "w" * 900_000,
    "a string of a megabyte": lambda: 'x <- "' + "abc\\ " * 190_000 + '"',
    "a string without an end": lambda: 'OUTPUT "' + "ab\u00e9 " * 200_000,
    "strings without an end": lambda: 'x <- "abc\n' * 60_000,
    "open brackets": lambda: "x <- " + "(" * 100_000,
    "lines with an open bracket": lambda: "x <- (\n" * 60_000,
    "brackets over lines": lambda: "a[\n" * 60_000,
    "lines that go on": lambda: "x <- 1\n" + "  + 1\n" * 60_000,
    "mistakes": lambda: "x <- )\n" * 100_000,
    "misspelt keywords": lambda: "OUTPTU 1\nWHIEL x\nENDWHIEL\n" * 30_000,
    "misspelt names": lambda: (
        _numbered("counter# <- #", 8_000) + "\n" + _numbered("OUTPUT cuonter#", 8_000)
    ),
    "misspelt calls": lambda: (
        _numbered("PROCEDURE Greet#()\nENDPROCEDURE", 4_000)
        + "\n"
        + _numbered("CALL Great#x()", 4_000)
    ),
    "misspelt types": lambda: (
        _numbered("TYPE Tree#\nDECLARE a : INTEGER\nENDTYPE", 4_000)
        + "\n"
        + _numbered("DECLARE t# : Trea#x", 4_000)
    ),
    "misspelt fields": lambda: (
        "TYPE T\n"
        + _numbered("DECLARE field# : INTEGER", 4_000)
        + "\nENDTYPE\nDECLARE t : T\n"
        + _numbered("t.feild#x <- 1", 4_000)
    ),
    "nested IFs": lambda: _nested("IF x THEN", "ENDIF", 50_000),
    "nested loops": lambda: _nested("FOR i# <- 1 TO 2", "NEXT", 50_000),
    "nested cases": lambda: _nested("CASE OF x\n1 :", "ENDCASE", 30_000),
    "wrong ends": lambda: "IF x THEN\n" * 20_000 + "  NEXT\n" * 20_000,
    "many nests": lambda: _nested("FOR i# <- 1 TO 2", "NEXT", 17) * 2_000,
    "branches": lambda: "CASE OF x\n" + _numbered("# : y <- #", 50_000) + "\nENDCASE",
    "labels": lambda: "CASE OF x\n" + _numbered("#", 60_000, ", ") + " : OUTPUT 1\nENDCASE",
    "ELSE IFs": lambda: "IF x = 1 THEN\n" + "y <- 1\nELSE IF x = 2 THEN\n" * 30_000,
    "one declaration": lambda: "DECLARE Total : INTEGER\n" * 30_000,
    "names in a declaration": lambda: "DECLARE " + _numbered("v#", 80_000, ", ") + " : INTEGER",
    "members": lambda: "TYPE T = (" + _numbered("m#", 80_000, ", ") + ")\nDECLARE t : T",
    "parameters": lambda: (
        "PROCEDURE P(BYREF " + _numbered("a# : INTEGER", 20_000, ", ") + ")\nENDPROCEDURE\n"
        "CALL P(" + _numbered("b[#]", 20_000, ", ") + ")"
    ),
    "types from each other": lambda: _numbered("v# <- w#\nw# <- v#", 20_000) + "\nv0 <- 1",
    "arrays": lambda: _numbered("FOR i <- 0 TO #\na#[i] <- b[i] + 1\nNEXT i", 10_000),
    "inputs": lambda: _numbered("INPUT v#\nOUTPUT v# + 1", 20_000),
    "calls in a circle": lambda: _calls_in_a_circle(10_000),
    "classes": lambda: _numbered(
        "CLASS C#\nPUBLIC PROCEDURE m()\nCALL x.m()\nENDPROCEDURE\nENDCLASS", 3_000
    ),
    "squares of squares": lambda: (
        "CONSTANT c = 9\n" + _numbered("CONSTANT c#c = c#b * c#b\nCONSTANT d# = c ^ 64", 20)
    ),
    "powers of powers": lambda: (
        "CONSTANT c0 = 9\n"
        + "\n".join(f"CONSTANT c{n} = c{n - 1} ^ 60" for n in range(1, 12))
        + "\nDECLARE a : ARRAY[1:c11] OF INTEGER\na[1] <- 1"
    ),
    "empty lines": lambda: "x <- 1\n\n" * 100_000,
    "comments": lambda: "// x\n" * 100_000,
    "garbage": lambda: "".join(chr(33 + (n * n * 31 + n * 7919) % 94) for n in range(900_000)),
    "garbage in lines": lambda: "".join(
        chr(10 if n % 40 == 0 else 33 + (n * n * 31 + n * 7919) % 220) for n in range(900_000)
    ),
    "surrogates": lambda: "\ud800" * 300_000,
}


@pytest.fixture(autouse=True)
def _grammar_is_loaded() -> None:
    """Tables are built once per process, which is no part of any document's time."""
    parse(typed_document("OUTPUT 1"), CAMBRIDGE)


@pytest.mark.parametrize("name", PROGRAMS)
def test_every_stage_respects_its_limit_on_a_hostile_program(name: str) -> None:
    document = typed_document(PROGRAMS[name]())

    started = time.process_time()
    parsed = parse_document(document, CAMBRIDGE, deadline=Deadline.after(LIMIT_S))
    took_s = {"parse": time.process_time() - started}
    told = [*parsed.diagnostics]
    # The later stages get the program even where the limit is too short for the earlier ones.
    if parsed.program is None:
        long = Deadline.after(6 * LIMIT_S)
        parsed = parse_document(document, CAMBRIDGE, deadline=long)
    if parsed.program is not None:
        started = time.process_time()
        told += validate_any(parsed.program, deadline=Deadline.after(LIMIT_S)).diagnostics
        took_s["validate"] = time.process_time() - started
        started = time.process_time()
        told += generate_checked(parsed.program, "x", deadline=Deadline.after(LIMIT_S))[1]
        took_s["generate"] = time.process_time() - started

    assert all(taken_s < MOST_S for taken_s in took_s.values()), took_s
    assert not [d for d in told if d.code.startswith("PS9")]
    for late in (d for d in told if d.code == OUT_OF_TIME):
        assert 1 <= late.span.line <= len(document.lines)


def test_a_line_too_long_for_any_search_is_told_and_not_read() -> None:
    document = typed_document("OUTPUT 1\n" + "a" * 5_000_000 + "\nOUTPUT 2\n")

    parsed = parse_document(document, CAMBRIDGE, deadline=Deadline.after(20))

    assert [(d.code, d.span.line) for d in parsed.diagnostics] == [("PS605", 2)]
    assert parsed.program is not None
    printed = [each for each in parsed.program.body if isinstance(each, Output)]
    assert [each.span.line for each in printed] == [1, 3]


def test_a_program_of_many_names_and_mistakes_does_not_compare_each_with_each() -> None:
    def seconds(size: int) -> float:
        source = _numbered("counter# <- #", size) + "\n" + _numbered("OUTPUT cuonter#", size)
        parsed = parse_document(typed_document(source), CAMBRIDGE)
        assert parsed.program is not None
        started = time.process_time()
        validated = validate_any(parsed.program)
        assert "PS207" in {d.code for d in validated.diagnostics}
        return time.process_time() - started

    # To compare each with each, 25 million times, would take the better part of an hour.
    assert seconds(5_000) < 60
