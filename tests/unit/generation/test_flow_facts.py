"""Plain lists, `//` and `%`, where conditions and assignments prove that they are right."""

from __future__ import annotations

import random
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pseudocode_translator.generation.proofs import UNBOUNDED
from pseudocode_translator.generation.ranges import Ranges
from tests.unit.generation.program_tools import python, run_python, translated

BINARY_SEARCH = """
DECLARE A : ARRAY[1:10] OF INTEGER
DECLARE Low, High, Mid, Wanted : INTEGER
DECLARE Found : BOOLEAN
INPUT Wanted
Low <- 1
High <- 10
Found <- FALSE
WHILE NOT Found AND Low <= High DO
    Mid <- (Low + High) DIV 2
    IF A[Mid] = Wanted THEN
        Found <- TRUE
    ELSE
        IF A[Mid] < Wanted THEN
            Low <- Mid + 1
        ELSE
            High <- Mid - 1
        ENDIF
    ENDIF
ENDWHILE
OUTPUT Found, Mid
"""
INSERTION_SORT = """
DECLARE A : ARRAY[1:5] OF INTEGER
DECLARE i, j, Key : INTEGER
FOR i <- 2 TO 5
    Key <- A[i]
    j <- i - 1
    WHILE j > 0 AND A[j] > Key DO
        A[j + 1] <- A[j]
        j <- j - 1
    ENDWHILE
    A[j + 1] <- Key
NEXT i
"""
STACK = """
DECLARE S : ARRAY[1:5] OF INTEGER
DECLARE Top : INTEGER
PROCEDURE Push(x : INTEGER)
    IF Top = 5 THEN
        OUTPUT "full"
    ELSE
        Top <- Top + 1
        S[Top] <- x
    ENDIF
ENDPROCEDURE
PROCEDURE Pop()
    IF Top = 0 THEN
        OUTPUT "empty"
    ELSE
        OUTPUT S[Top]
        Top <- Top - 1
    ENDIF
ENDPROCEDURE
Top <- 0
CALL Push(4)
CALL Pop()
CALL Pop()
"""
QUEUE = """
DECLARE Q : ARRAY[0:4] OF INTEGER
DECLARE Front, Rear : INTEGER
Front <- 0
Rear <- -1
Rear <- (Rear + 1) MOD 5
Q[Rear] <- 7
OUTPUT Q[Front]
Front <- (Front + 1) MOD 5
"""
LINKED_LIST = """
TYPE Node
    DECLARE Data : INTEGER
    DECLARE Next : INTEGER
ENDTYPE
DECLARE List : ARRAY[0:3] OF Node
DECLARE Start, Here : INTEGER
Start <- -1
FOR k <- 0 TO 3
    List[k].Next <- Start
    Start <- k
NEXT k
Here <- Start
WHILE Here <> -1 DO
    OUTPUT List[Here].Data
    Here <- List[Here].Next
ENDWHILE
"""
STACK_CLASS = """
CLASS Stack
    PRIVATE Items : ARRAY[1:3] OF INTEGER
    PRIVATE Top : INTEGER
    PUBLIC PROCEDURE NEW()
        Top <- 0
    ENDPROCEDURE
    PUBLIC FUNCTION Pop() RETURNS INTEGER
        DECLARE Value : INTEGER
        IF Top = 0 THEN
            RETURN -1
        ENDIF
        Value <- Items[Top]
        Top <- Top - 1
        RETURN Value
    ENDFUNCTION
ENDCLASS
DECLARE s : Stack
s <- NEW Stack()
OUTPUT s.Pop()
"""
HASHING = """
FUNCTION Hash(Key : INTEGER) RETURNS INTEGER
    RETURN Key MOD 7
ENDFUNCTION
DECLARE T : ARRAY[0:6] OF INTEGER
FOR k <- 1 TO 3
    T[Hash(k * 9)] <- k
NEXT k
"""
GCD = """
FUNCTION GCD(a : INTEGER, b : INTEGER) RETURNS INTEGER
    IF b = 0 THEN
        RETURN a
    ENDIF
    RETURN GCD(b, a MOD b)
ENDFUNCTION
OUTPUT GCD(48, 18)
"""
BASES = """
DECLARE n : INTEGER
INPUT n
WHILE n > 0 DO
    OUTPUT n MOD 2
    n <- n DIV 2
ENDWHILE
"""
CHECKED_INPUT = """
DECLARE n : INTEGER
REPEAT
    INPUT n
UNTIL n >= 0 AND n <= 50
OUTPUT n DIV 7
"""
RETRIED_INPUT = """
DECLARE n : INTEGER
INPUT n
WHILE n < 1 OR n > 5 DO
    INPUT n
ENDWHILE
OUTPUT n MOD 3
"""
SAFE = [
    BINARY_SEARCH,
    INSERTION_SORT,
    STACK,
    QUEUE,
    LINKED_LIST,
    STACK_CLASS,
    HASHING,
    GCD,
    BASES,
    CHECKED_INPUT,
    RETRIED_INPUT,
]


@pytest.mark.parametrize("source", SAFE)
def test_common_programs_need_no_helpers(source: str) -> None:
    code = python(source)
    assert "Array" not in code
    assert "def div" not in code
    assert "def mod" not in code


@pytest.mark.parametrize(
    ("source", "old", "new"),
    [
        (BINARY_SEARCH, "Low <- 1\n", "Low <- -1\n"),
        (INSERTION_SORT, "j > 0 AND A[j]", "j >= 0 AND A[j]"),
        (INSERTION_SORT, "j > 0 AND A[j] > Key", "A[j] > Key AND j > 0"),
        (INSERTION_SORT, "j > 0 AND", "j > 0 OR"),
        (STACK, "IF Top = 0", "IF Top = 1"),
        (STACK, "Top <- 0\n", "INPUT Top\n"),
        (STACK, "        OUTPUT S[Top]", "        Top <- Top - 1\n        OUTPUT S[Top]"),
        (QUEUE, "Q[Rear] <- 7", "Rear <- Rear - 1\nQ[Rear] <- 7"),
        (LINKED_LIST, "Start <- k", "Start <- k\nList[k].Next <- -2"),
        (LINKED_LIST, "Here <> -1", "Here <> 0"),
        (STACK_CLASS, "RETURN -1", "OUTPUT 1"),
        (HASHING, "k * 9", "k - 9"),
    ],
)
def test_where_an_index_may_be_too_low_it_is_checked(source: str, old: str, new: str) -> None:
    assert old in source
    assert "class Array" in python(source.replace(old, new))


@pytest.mark.parametrize(
    ("source", "old", "new"),
    [
        (GCD, "GCD(48, 18)", "GCD(-48, 18)"),
        (BASES, "n > 0", "n <> 0"),
        (BASES, "    OUTPUT n", "    INPUT n\n    OUTPUT n"),
        (CHECKED_INPUT, "n >= 0 AND", "n >= 0 OR"),
        (RETRIED_INPUT, "n < 1 OR", "n < 1 AND"),
    ],
)
def test_where_a_number_may_be_negative_the_helpers_divide(source: str, old: str, new: str) -> None:
    assert old in source
    code = python(source.replace(old, new))
    assert "def div" in code or "def mod" in code


def test_a_call_that_changes_a_variable_ends_what_is_known_about_it() -> None:
    source = """
        DECLARE n : INTEGER
        PROCEDURE Change()
            n <- -7
        ENDPROCEDURE
        n <- 7
        IF n > 0 THEN
            CALL Change()
            OUTPUT n DIV 2
        ENDIF
        """
    assert run_python(python(source)) == "-3\n"


def test_a_reference_that_changes_a_variable_ends_what_is_known_about_it() -> None:
    source = """
        DECLARE n : INTEGER
        PROCEDURE Change(BYREF x : INTEGER)
            x <- -7
        ENDPROCEDURE
        n <- 7
        IF n > 0 THEN
            CALL Change(n)
            OUTPUT n DIV 2
        ENDIF
        """
    assert run_python(python(source)) == "-3\n"


class _Random:
    """Makes programs of three variables and an array that end soon."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._lines = [
            "DECLARE a, b, c : INTEGER",
            "DECLARE T : ARRAY[0:4] OF INTEGER",
            "DECLARE R : INTEGER",
        ]

    def make(self) -> str:
        self._lines += ["PROCEDURE Other(p : INTEGER)"]
        self._block(1, 2)
        self._lines += ["OUTPUT p DIV 2", "ENDPROCEDURE"]
        for name in "abc":
            self._lines.append(f"{name} <- {self._random.randint(-2, 5)}")
        self._block(0, 6)
        self._lines.append("OUTPUT a, b, c")
        return "\n".join(self._lines) + "\n"

    def _block(self, depth: int, most: int) -> None:
        for _ in range(self._random.randint(1, most)):
            self._statement(depth)

    def _statement(self, depth: int) -> None:
        take = self._random.random()
        name = self._random.choice("abc")
        if take < 0.3:
            self._lines.append(f"{name} <- {self._value()}")
        elif take < 0.4:
            self._lines.append(f"OUTPUT {self._value()}")
        elif take < 0.5:
            self._lines.append(f"T[{self._value()}] <- {self._value()}")
        elif take < 0.55 and depth == 0:
            self._lines.append(f"CALL Other({self._value()})")
        elif depth < 3:
            self._compound(depth)

    def _compound(self, depth: int) -> None:
        kind = self._random.choice(["IF", "IFELSE", "WHILE", "REPEAT", "FOR", "CASE"])
        match kind:
            case "IF" | "IFELSE":
                self._lines.append(f"IF {self._condition()} THEN")
                self._block(depth + 1, 2)
                if kind == "IFELSE":
                    self._lines.append("ELSE")
                    self._block(depth + 1, 2)
                self._lines.append("ENDIF")
            case "WHILE":
                self._lines.append(f"WHILE R < 25 AND ({self._condition()}) DO")
                self._block(depth + 1, 3)
                self._lines += ["R <- R + 1", "ENDWHILE"]
            case "REPEAT":
                self._lines.append("REPEAT")
                self._block(depth + 1, 3)
                self._lines += ["R <- R + 1", f"UNTIL R > 25 OR {self._condition()}"]
            case "FOR":
                low, high = self._random.randint(-1, 2), self._random.randint(0, 3)
                self._lines.append(f"FOR {self._random.choice('ijk')} <- {low} TO {high}")
                self._block(depth + 1, 2)
                self._lines.append("NEXT")
            case _:
                self._lines.append(f"CASE OF {self._random.choice('abc')}")
                self._lines.append(f"1 : {self._random.choice('abc')} <- {self._value()}")
                self._lines.append(f"2 TO 4 : OUTPUT {self._value()}")
                self._lines += [f"OTHERWISE : c <- {self._value()}", "ENDCASE"]

    def _condition(self) -> str:
        left, right = self._random.choice("abc"), self._random.choice(["a", "b", "0", "1", "-1"])
        simple = f"{left} {self._random.choice(['<', '<=', '>', '>=', '=', '<>'])} {right}"
        if self._random.random() < 0.4:
            word = self._random.choice(["AND", "OR"])
            return f"{simple} {word} T[{self._random.choice('abc')}] < {self._value()}"
        return f"NOT ({simple})" if self._random.random() < 0.2 else simple

    def _value(self) -> str:
        name = self._random.choice("abc")
        return self._random.choice(
            [
                name,
                str(self._random.randint(-2, 4)),
                f"{name} - 1",
                f"{name} + 1",
                f"{name} DIV 2",
                f"{name} MOD 3",
                f"({name} + {self._random.choice('abc')}) DIV 2",
                f"T[{name}]",
            ]
        )


def _outcome(code: str) -> str:
    try:
        return run_python(code)
    except (IndexError, ZeroDivisionError):
        return "error"


@settings(max_examples=150)
@given(st.integers(0, 10**9))
def test_what_is_proven_changes_no_result(seed: int) -> None:
    source = _Random(seed).make()
    simple = translated(source).code
    with mock.patch.object(Ranges, "of", return_value=UNBOUNDED):
        checked = translated(source).code
    assert _outcome(simple) == _outcome(checked), source
