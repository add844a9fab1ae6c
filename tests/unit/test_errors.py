"""The tree of exceptions: drawn in its module, with exit codes, and able to travel."""

from __future__ import annotations

import inspect
import pickle
from collections.abc import Iterator

import pytest

from pseudocode_translator import errors
from pseudocode_translator.errors import ExitCode, PseudocodeError


def _tree(root: type[PseudocodeError]) -> Iterator[type[PseudocodeError]]:
    yield root
    for child in root.__subclasses__():
        yield from _tree(child)


def _example(kind: type[PseudocodeError]) -> PseudocodeError:
    parameters = list(inspect.signature(kind.__init__).parameters.values())[1:]
    given = [_value(str(p.annotation)) for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD]
    return kind(*given)


def _value(annotation: str) -> object:
    if annotation.startswith("tuple"):
        return ("one", "two")
    return {"float": 1.5, "int": 7, "int | None": -9}.get(annotation, "text")


@pytest.mark.parametrize("kind", list(_tree(PseudocodeError)), ids=lambda k: k.__name__)
def test_an_exception_survives_pickling_with_its_text(kind: type[PseudocodeError]) -> None:
    original = _example(kind)
    copy = pickle.loads(pickle.dumps(original))
    assert type(copy) is kind
    assert str(copy) == str(original)
    assert copy.__dict__ == original.__dict__


@pytest.mark.parametrize("kind", list(_tree(PseudocodeError)), ids=lambda k: k.__name__)
def test_an_exception_is_drawn_in_the_tree_with_an_exit_code(kind: type[PseudocodeError]) -> None:
    assert kind.__name__ in (errors.__doc__ or "")
    assert isinstance(kind.exit_code, ExitCode)
