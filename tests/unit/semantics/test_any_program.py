"""Properties that hold for every program, sensible or not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pseudocode_translator.dialects import get_dialect
from pseudocode_translator.frontend.parse import parse
from pseudocode_translator.model.codes import CODES
from pseudocode_translator.model.diagnostics import Diagnostic
from pseudocode_translator.model.document import typed_document
from pseudocode_translator.model.nodes import Call, Name
from pseudocode_translator.model.program import Program
from pseudocode_translator.semantics.resolve import resolve
from pseudocode_translator.semantics.walk import every_part, every_statement, expressions

NAMES = st.sampled_from(["a", "A", "xs", "total", "Total", "f", "LENGTH", "p", "Mon", "i"])
NUMBERS = st.sampled_from(["0", "1", "2.5", "-3", '"text"', "'c'", "TRUE", "12/05/2026", "[1, 2]"])
OPERATORS = st.sampled_from(["+", "-", "*", "/", "^", "&", "=", "<", " DIV ", " MOD ", " AND "])


def combined(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(values, OPERATORS, values).map("".join),
        st.tuples(NAMES, values).map(lambda pair: f"{pair[0]}[{pair[1]}]"),
        st.tuples(NAMES, values, values).map(lambda three: f"{three[0]}({three[1]}, {three[2]})"),
        values.map(lambda value: f"({value})"),
        values.map(lambda value: f"NOT {value}"),
        NAMES.map(lambda name: f"{name}.{name}"),
    )


VALUES = st.recursive(NAMES | NUMBERS, combined, max_leaves=6)
STATEMENTS = st.one_of(
    st.tuples(NAMES, VALUES).map(lambda t: f"{t[0]} <- {t[1]}"),
    st.tuples(NAMES, VALUES, VALUES).map(lambda t: f"{t[0]}[{t[1]}] <- {t[2]}"),
    NAMES.map(lambda name: f"INPUT {name}"),
    VALUES.map(lambda value: f"OUTPUT {value}"),
    NAMES.map(lambda name: f"DECLARE {name} : INTEGER"),
    st.tuples(NAMES, VALUES).map(lambda t: f"DECLARE {t[0]} : ARRAY[1:{t[1]}] OF Thing"),
    st.tuples(NAMES, VALUES).map(lambda t: f"CONSTANT {t[0]} = {t[1]}"),
    st.just("TYPE Day = (Mon, Tue, p)"),
    st.tuples(NAMES, NAMES).map(
        lambda t: f"FUNCTION {t[0]}({t[1]})\n    RETURN {t[1]} * a\nENDFUNCTION"
    ),
    st.tuples(NAMES, NAMES, VALUES).map(
        lambda t: f"PROCEDURE {t[0]}(BYREF {t[1]} : STRING)\n    {t[1]} <- {t[2]}\nENDPROCEDURE"
    ),
    st.tuples(NAMES, VALUES, VALUES).map(
        lambda t: f"FOR {t[0]} <- {t[1]} TO {t[2]}\n    xs[{t[0]}] <- {t[2]}\nNEXT"
    ),
    st.tuples(VALUES, NAMES).map(lambda t: f"IF {t[0]} THEN\n    CALL {t[1]}(a)\nENDIF"),
    st.tuples(NAMES, VALUES).map(lambda t: f"CASE OF {t[0]}\n    {t[1]} : OUTPUT 1\nENDCASE"),
)
PROGRAMS = st.lists(STATEMENTS, max_size=12).map("\n".join)


def resolved(source: str) -> tuple[Program, list[Diagnostic]]:
    dialect = get_dialect("cambridge")
    program, _ = parse(typed_document(source), dialect)
    return resolve(program, dialect.library)


@pytest.mark.slow
@settings(deadline=None)  # The first example loads the grammar.
@given(PROGRAMS)
def test_every_program_resolves_without_type_names_left(source: str) -> None:
    program, diagnostics = resolved(source)

    assert "UnresolvedType" not in repr(program)
    assert all(d.code in CODES for d in diagnostics)


@pytest.mark.slow
@settings(deadline=None)  # The first example loads the grammar.
@given(PROGRAMS)
def test_every_variable_of_the_main_program_is_in_its_scope(source: str) -> None:
    program, _ = resolved(source)
    names = {
        part.name
        for statement in every_statement(program.body)
        for expression in expressions(statement)
        for part in every_part(expression)
        if isinstance(part, Name)
    }

    assert names <= set(program.scope.variables)


@pytest.mark.slow
@settings(deadline=None)  # The first example loads the grammar.
@given(PROGRAMS)
def test_calls_that_are_left_are_no_library_functions(source: str) -> None:
    program, _ = resolved(source)
    library = {function.name.casefold() for function in get_dialect("cambridge").library}

    for statement in every_statement(program.body):
        for expression in expressions(statement):
            for part in every_part(expression):
                if isinstance(part, Call) and part.function not in program.subroutines:
                    assert part.function.casefold() not in library


@pytest.mark.slow
@settings(deadline=None)  # The first example loads the grammar.
@given(PROGRAMS)
def test_the_same_program_gives_the_same_result(source: str) -> None:
    assert repr(resolved(source)) == repr(resolved(source))
