"""What a dialect fixes for a whole program and no single node can say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class NumberText(StrEnum):
    """How numbers are printed, and what they look like as text."""

    PYTHON = "python"
    """As ``str`` writes them: 5.0, 0.1, 1e+16."""
    PSEINT = "pseint"
    """Reals with at most ten decimals, and none that are zero: 5, 0.1, 10000000000000000."""
    VISUALG = "visualg"
    """Reals with at most 15 digits, and none that are zero: 5, 0.1, 1e+15."""
    JAVA = "java"
    """As Java writes a double: 5.0, 0.1, 1.2345678E7 from 10,000,000 on, 1.0E-4 below 0.001."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Meaning that holds for every statement of a program."""

    names_fold_case: bool = False
    """``Total`` and ``total`` are one variable."""
    first_character: int = 1
    """Number of the first character of a string."""
    first_element: int = 1
    """Index of the first element of an array literal."""
    true_text: str = "True"
    """How a true value is printed."""
    false_text: str = "False"
    number_text: NumberText = NumberText.PYTHON
    space_before_values: bool = False
    """OUTPUT puts a space before each number and each truth, and none before a text."""
    texts_compare_without_case: bool = False
    """``"ABC" = "abc"`` is true."""
    base_is_open: bool = False
    """Whether arrays and strings count from 0 or from 1 depends on a setting that is not in the
    text: what the whole program does with them tells. Only lengths of arrays are written."""
    numbers_are_whole: bool = False
    """There are no fractions: ``/`` drops them."""
    steps_are_written: bool = False
    """A loop without a step counts up, whatever its bounds are."""
    types_are_written: bool = True
    """Variables and parameters are declared with their types; where nobody does that, finding
    a type is nothing to tell about."""
    integer_bits: int | None = None
    """An INTEGER has so many bits, and starts again at the lowest number behind the highest;
    None: it never ends. There are helpers for 32."""
    numbers_take_the_variable: bool = False
    """A number stored in a REAL is real (3 becomes 3.0), one stored in an INTEGER whole."""
    characters_are_numbers: bool = False
    """``'a' + 'b'`` adds their codes, 195; a CHAR and an INTEGER likewise."""
    arrays_are_values: bool = True
    """Assigning an array copies it."""
    arrays_go_by_reference: bool = False
    """A parameter that is an array is the caller's array, though nobody wrote BYREF."""
    records_are_values: bool = True
    """Assigning a record copies it."""
    is_mathematical: bool = False
    """Variables hold anything and nothing is declared. What a subroutine uses but never gets
    is a parameter of it; an array counts from `first_element` wherever it comes from."""
    globals_are_visible: bool = True
    """A subroutine sees, and may assign, the variables of the main program."""
    assigning_makes_local: bool = False
    """A variable that a subroutine assigns before it reads it is its own, even if the main
    program has one of that name, as in Python."""
    global_names: frozenset[str] = frozenset()
    """Variables that this program calls global: no assignment makes them local."""
