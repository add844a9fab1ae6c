"""The stages on one document: their results, and what a deadline does to each of them."""

from __future__ import annotations

import pickle
from collections.abc import Callable

import pytest

from pseudocode_translator.dialects import get_dialect
from pseudocode_translator.errors import DeadlineExceededError
from pseudocode_translator.frontend.parse import parse
from pseudocode_translator.generation.python import generate
from pseudocode_translator.model.deadline import Deadline
from pseudocode_translator.model.diagnostics import Diagnostic, Severity
from pseudocode_translator.model.document import typed_document
from pseudocode_translator.model.program import Program
from pseudocode_translator.semantics.resolve import resolve
from pseudocode_translator.stages import (
    OUT_OF_TIME,
    ParseResult,
    Translation,
    ValidationResult,
    generate_checked,
    parse_document,
    translate_stages,
    validate_any,
)
from pseudocode_translator.translator import TranslationManager
from pseudocode_translator.validation.validate import validate

CAMBRIDGE = get_dialect("cambridge")
GOOD = "DECLARE n : INTEGER\nn <- 3\nOUTPUT n\n"
SOURCE = """// Everything that has a walk of its own
TYPE Point
    DECLARE X : INTEGER
ENDTYPE
CONSTANT Most = 3
DECLARE Marks : ARRAY[1:Most] OF INTEGER
PROCEDURE Swap(BYREF A : INTEGER, BYREF B : INTEGER)
    DECLARE Old : INTEGER
    Old <- A
    A <- B
    B <- Old
ENDPROCEDURE
FUNCTION Larger(A : INTEGER, B : INTEGER) RETURNS INTEGER
    IF A > B AND A > 0 THEN RETURN A ENDIF
    RETURN B
ENDFUNCTION
INPUT Age
FOR i <- 1 TO Most
    Marks[i] <- i * Age + (
        7 DIV 2)
NEXT i
CALL Swap(Marks[1], Marks[2])
Totl <- Totle + 1
OUTPTU "misspelt"
x <- )
CASE OF Age
    1 : OUTPUT "one", " and this is a text that is long enough to be cut into several lines", Age
    OTHERWISE : OUTPUT Larger(1, 2) & "two" & 'c'
ENDCASE
WHILE Age > 0
    Age <- Age - 1
ENDWHILE
"""
MOST_RUNS = 120


class _Countdown:
    """A clock that stands still for some looks at it, and then has passed every limit."""

    def __init__(self, looks: float) -> None:
        self.left = looks + 1  # Making the deadline is a look, too.
        self.looks = -1

    def __call__(self) -> float:
        self.left -= 1
        self.looks += 1
        return 0.0 if self.left >= 0 else 1e9


def _looks(run: Callable[[Deadline], object]) -> int:
    clock = _Countdown(float("inf"))
    run(Deadline(1, clock=clock))
    return clock.looks


def _moments(looks: int) -> list[int]:
    return [*range(0, looks, max(1, looks // MOST_RUNS)), looks - 1]


def _raw() -> Program:
    return parse(typed_document(SOURCE), CAMBRIDGE)[0]


def _resolved() -> Program:
    return resolve(_raw(), CAMBRIDGE.library)[0]


def _stages() -> dict[str, Callable[[Deadline], object]]:
    document, raw, resolved = typed_document(SOURCE), _raw(), _resolved()
    return {
        "parse": lambda deadline: parse(document, CAMBRIDGE, deadline=deadline),
        "resolve": lambda deadline: resolve(raw, CAMBRIDGE.library, deadline=deadline),
        "validate": lambda deadline: validate(resolved, deadline=deadline),
        "generate": lambda deadline: generate(resolved, deadline=deadline),
    }


@pytest.mark.slow
@pytest.mark.parametrize("stage", ["parse", "resolve", "validate", "generate"])
def test_a_stage_ends_with_its_result_or_out_of_time_whenever_the_time_is_up(stage: str) -> None:
    run = _stages()[stage]
    looks = _looks(run)
    assert looks > 20

    for moment in _moments(looks):
        with pytest.raises(DeadlineExceededError):
            run(Deadline(1, clock=_Countdown(moment)))

    assert run(Deadline(1, clock=_Countdown(looks))) == run(Deadline.after(1000))


@pytest.mark.slow
def test_a_translation_that_ran_out_of_time_says_so_once_and_has_no_code() -> None:
    document = typed_document(SOURCE)

    def run(deadline: Deadline) -> Translation:
        return translate_stages(document, CAMBRIDGE, deadline=deadline)

    whole = run(Deadline.after(1000))
    looks = _looks(run)
    for moment in _moments(looks):
        translation = run(Deadline(1, clock=_Countdown(moment)))
        assert (translation.code, translation.line_map) == ("", ())
        (late,) = [d for d in translation.diagnostics if d.code == OUT_OF_TIME]
        assert late.severity is Severity.ERROR
        assert 1 <= late.span.line <= len(document.lines)
        assert set(translation.diagnostics) <= {*whole.diagnostics, late}
    assert run(Deadline(1, clock=_Countdown(looks))) == whole


def _late(diagnostics: tuple[Diagnostic, ...]) -> str:
    (found,) = [d for d in diagnostics if d.code == OUT_OF_TIME]
    return f"{found.message}; {found.fix}"


def test_the_diagnostic_names_the_stage_the_line_and_the_limit() -> None:
    document = typed_document("OUTPUT 1\n" * 300)
    looks = _looks(lambda deadline: parse(document, CAMBRIDGE, deadline=deadline))
    clock = _Countdown(looks - 3)
    parsed = parse_document(document, CAMBRIDGE, deadline=Deadline(1, clock=clock))

    assert parsed.program is None
    told = _late(parsed.diagnostics)
    assert told.startswith("parsing took longer than 1 s and was stopped at line 2")
    assert "execution.process_pool_task_timeout_ms" in told


def test_each_stage_is_named_by_the_diagnostic() -> None:
    program, past = _resolved(), Deadline.after(-1)
    assert _late(validate_any(program, deadline=past).diagnostics).startswith("validation ")
    generated, told = generate_checked(program, "x", deadline=past)
    assert generated.code == ""
    assert _late(told).startswith("generation ")


def test_what_was_found_before_the_time_was_up_is_kept() -> None:
    document = typed_document("  \n")
    parsed = parse_document(document, CAMBRIDGE, deadline=Deadline.after(-1))
    assert [d.code for d in parsed.diagnostics] == ["PS701", OUT_OF_TIME]


def test_the_compiler_is_not_begun_without_time_left() -> None:
    program = _resolved()
    looks = _looks(lambda deadline: generate(program, deadline=deadline))
    generated, told = generate_checked(program, "x", deadline=Deadline(1, clock=_Countdown(looks)))
    assert generated.code == ""
    assert _late(told)


def test_the_stages_in_one_trip_give_what_the_manager_gives() -> None:
    document = typed_document(SOURCE)
    with TranslationManager() as manager:
        expected = manager.translate_document(document, "cambridge")
    assert translate_stages(document, CAMBRIDGE) == expected


def test_results_travel_between_processes() -> None:
    parsed = parse_document(typed_document(GOOD), CAMBRIDGE)
    assert parsed.program is not None
    validated = validate_any(parsed.program)
    whole = translate_stages(typed_document(GOOD), CAMBRIDGE)
    for result in (parsed, validated, whole):
        assert pickle.loads(pickle.dumps(result)) == result
    assert isinstance(parsed, ParseResult)
    assert isinstance(validated, ValidationResult)


def test_a_program_with_warnings_alone_is_valid() -> None:
    def validated(source: str) -> ValidationResult:
        parsed = parse_document(typed_document(source), CAMBRIDGE)
        assert parsed.program is not None
        return validate_any(parsed.program)

    unused = validated("DECLARE n : INTEGER\nOUTPUT 1\n")
    assert unused.diagnostics
    assert unused.is_valid
    assert not validated("CALL Nothing()\n").is_valid
