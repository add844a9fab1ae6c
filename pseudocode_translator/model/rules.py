"""What a dialect fixes for a whole program and no single node can say."""

from __future__ import annotations

from dataclasses import dataclass


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
    arrays_are_values: bool = True
    """Assigning an array copies it."""
    records_are_values: bool = True
    """Assigning a record copies it."""
    globals_are_visible: bool = True
    """A subroutine sees, and may assign, the variables of the main program."""
