"""What stands for a piece of pseudocode that could not be translated."""

from typing import NoReturn


def not_translated(reason: str) -> NoReturn:
    """Stop here: this piece of the pseudocode could not be translated."""
    raise NotImplementedError(reason)


def fail(reason: str) -> NoReturn:
    """Stop the program with the error that its author names."""
    raise RuntimeError(reason)
