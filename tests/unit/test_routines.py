"""A document falls into its top-level routines, and nothing is lost between them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pseudocode_translator.dialects import get_dialect
from pseudocode_translator.execution.chunks import process_chunks_sync
from pseudocode_translator.execution.concurrency_manager import (
    ConcurrencyConfig,
    ConcurrencyManager,
)
from pseudocode_translator.frontend.parse import parse
from pseudocode_translator.model.document import typed_document
from pseudocode_translator.model.routines import Routine, routines_of
from pseudocode_translator.translator import TranslationManager

_PROGRAM = """\
DECLARE Total : INTEGER

// Adds to the total.
PROCEDURE Add(n : INTEGER)
  Total <- Total + n
ENDPROCEDURE
FUNCTION Twice(n : INTEGER) RETURNS INTEGER
  RETURN n * 2
ENDFUNCTION

CLASS Counter
  PRIVATE n : INTEGER
ENDCLASS
Total <- Twice(4)
CALL Add(1)
"""


def _routines(text: str) -> tuple[Routine, ...]:
    document = typed_document(text)
    program, _ = parse(document, get_dialect("cambridge"))
    return routines_of(program, document)


def test_each_procedure_function_and_class_is_a_routine() -> None:
    found = [(r.name, r.first_line, r.last_line) for r in _routines(_PROGRAM)]

    assert found == [
        ("", 1, 2),
        ("Add", 3, 6),
        ("Twice", 7, 9),
        ("", 10, 10),
        ("Counter", 11, 13),
        ("", 14, 15),
    ]


def test_a_comment_above_an_empty_line_is_not_part_of_the_routine_below() -> None:
    first, second = _routines("// About the file.\n\nPROCEDURE p()\nENDPROCEDURE\n")

    assert (first.name, first.last_line) == ("", 2)
    assert (second.name, second.first_line) == ("p", 3)


@given(
    st.lists(
        st.sampled_from(
            [
                "x <- 1", "", "// note", "PROCEDURE p()", "ENDPROCEDURE", "IF x = 1", "ENDIF",
                "FUNCTION f() RETURNS INTEGER", "RETURN 1", "ENDFUNCTION", "CLASS C", "ENDCLASS",
                "PROCEDURE q() x <- 1 ENDPROCEDURE PROCEDURE r()", "%$", "ENDIF x <- 2",
            ]
        ),
        max_size=25,
    )
)  # fmt: skip
def test_every_line_is_in_exactly_one_routine(lines: list[str]) -> None:
    document = typed_document("\n".join(lines))
    program, _ = parse(document, get_dialect("cambridge"))

    joined = "".join(routine.text for routine in routines_of(program, document))

    assert joined == "".join(f"{line.text}\n" for line in document.lines)


def test_routines_are_the_chunks_that_are_processed() -> None:
    manager = TranslationManager()

    def translated(routine: Routine) -> str:
        return manager.translate_pseudocode(routine.text).code

    with ConcurrencyManager(ConcurrencyConfig()) as threads:
        results = process_chunks_sync(_routines(_PROGRAM), translated, manager=threads)

    assert [result.error for result in results] == [None] * 6
    assert results[2].value is not None
    assert "def Twice" in results[2].value
