"""The analysis of whole programs, where what it finds shows in no single statement."""

from __future__ import annotations

import time

import pytest

from pseudocode_translator.dialects import get_dialect
from pseudocode_translator.frontend.parse import parse
from pseudocode_translator.generation.context import Passing, Storage
from pseudocode_translator.generation.program_context import Analysis
from pseudocode_translator.generation.usage import MAIN
from pseudocode_translator.model.document import typed_document
from pseudocode_translator.semantics.resolve import resolve


def _analysis(source: str) -> Analysis:
    dialect = get_dialect("cambridge")
    program, _ = parse(typed_document(source), dialect)
    return Analysis(resolve(program, dialect.library)[0])


def _storage(source: str, name: str) -> Storage:
    return _analysis(source).storages.at(("variable", MAIN, name))


@pytest.mark.parametrize(
    ("use", "storage"),
    [
        ("a[1] <- 0", Storage.LIST),
        ("FOR i <- 1 TO 5\na[i] <- 0\nNEXT i", Storage.LIST),
        ("FOR i <- 5 TO 1 STEP -1\na[i] <- 0\nNEXT i", Storage.LIST),
        ("FOR i <- 2 TO 5\na[i - 1] <- 0\nNEXT i", Storage.LIST),
        ("FOR i <- 1 TO 5\na[i - 1] <- 0\nNEXT i", Storage.ARRAY),
        ("FOR i <- 1 TO 5\ni <- i - 2\na[i] <- 0\nNEXT i", Storage.ARRAY),
        ("INPUT i\na[i] <- 0", Storage.ARRAY),
        ("i <- 1\na[i] <- 0\ni <- i + 1", Storage.LIST),
        ("i <- 1\na[i] <- 0\ni <- i - 1", Storage.LIST),
        ("i <- 1\ni <- i - 1\na[i] <- 0", Storage.ARRAY),
        ("a[i] <- 0", Storage.ARRAY),
        ("b <- a\nINPUT i\nb[i] <- 0", Storage.ARRAY),
        ("OUTPUT LENGTH(a)", Storage.LIST),
    ],
)
def test_lists_are_chosen_only_where_no_index_is_too_low(use: str, storage: Storage) -> None:
    declared = "DECLARE i : INTEGER\nDECLARE a, b : ARRAY[1:5] OF INTEGER\n"
    assert _storage(declared + use + "\n", "a") is storage


def test_an_array_without_declaration_grows() -> None:
    assert _storage("INPUT n\nFOR i <- 1 TO n\nxs[i] <- i\nNEXT i\n", "xs") is Storage.GROWING


def test_an_array_without_declaration_may_have_bounds_that_follow_from_its_use() -> None:
    assert _storage("FOR i <- 1 TO 3\nxs[i] <- i\nNEXT i\nOUTPUT xs[1]\n", "xs") is Storage.LIST


def test_effects_reach_through_calls() -> None:
    analysis = _analysis(
        """
        DECLARE n, m : INTEGER
        PROCEDURE Inner()
            n <- n + 1
        ENDPROCEDURE
        PROCEDURE Outer()
            OUTPUT m
            CALL Inner()
        ENDPROCEDURE
        CALL Outer()
        """
    )
    assert analysis.effects.writes("Outer", (MAIN, "n"))
    assert analysis.effects.touches("Outer", (MAIN, "m"))
    assert not analysis.effects.writes("Outer", (MAIN, "m"))
    assert not analysis.effects.touches("Inner", (MAIN, "m"))


def test_lowest_values_follow_all_assignments() -> None:
    analysis = _analysis(
        """
        DECLARE up, down, both : INTEGER
        up <- 1
        down <- 5
        both <- 3
        WHILE up < 10 DO
            up <- up + 1
            down <- down - 1
            both <- up
        ENDWHILE
        OUTPUT up, down, both
        """
    )
    assert analysis.lowest.everywhere.get((MAIN, "up")) == 1
    assert (MAIN, "down") not in analysis.lowest.everywhere
    assert analysis.lowest.everywhere.get((MAIN, "both")) == 2


def test_procedures_that_share_references_share_the_convention() -> None:
    analysis = _analysis(
        """
        DECLARE g : INTEGER
        PROCEDURE Inner(BYREF n : INTEGER)
            n <- n + g
        ENDPROCEDURE
        PROCEDURE Outer(BYREF n : INTEGER)
            CALL Inner(n)
        ENDPROCEDURE
        CALL Outer(g)
        """
    )
    signatures = analysis.conventions.signatures
    assert signatures["Outer"].passing == signatures["Inner"].passing == (Passing.CELL,)


@pytest.mark.parametrize("operator", ["DIV", "MOD", "+", "*"])
def test_a_variable_that_is_mentioned_thousands_of_times_costs_linear_time(operator: str) -> None:
    terms = f" {operator} ".join(["x"] * 4000)
    source = f"DECLARE x : INTEGER\nx <- 1\nx <- x - 1\nx <- {terms}\n"
    start = time.process_time()
    _analysis(source)
    assert time.process_time() - start < 5


def test_a_sum_of_thousands_of_sinking_variables_costs_linear_time() -> None:
    names = [f"v{number}" for number in range(1500)]
    source = "".join(f"DECLARE {name} : INTEGER\n{name} <- {name} - 1\n" for name in names)
    start = time.process_time()
    _analysis(f"{source}v0 <- {' + '.join(names)}\n")
    assert time.process_time() - start < 5
