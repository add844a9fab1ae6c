"""Calls are pickled so that a function travels once for many tasks."""

from __future__ import annotations

import pickle
from functools import partial
from operator import add

import pytest

from pseudocode_translator.execution import calls, wire
from pseudocode_translator.execution.calls import CallPickler, name_of


def _double(number: int) -> int:
    return 2 * number


def test_a_function_is_pickled_apart_from_its_arguments() -> None:
    head, body = CallPickler().pickled(_double, (3,), {}, "")

    assert pickle.loads(head) is _double
    assert pickle.loads(body) == (3,)


def test_a_function_that_was_seen_is_not_pickled_again() -> None:
    pickler = CallPickler()
    first, _ = pickler.pickled(_double, (1,), {}, "")
    second, _ = pickler.pickled(_double, (2,), {}, "")

    assert second is first


def test_names_and_trace_travel_with_the_arguments() -> None:
    _, body = CallPickler().pickled(_double, (), {"number": 3}, "00-trace")

    assert pickle.loads(body) == [(), {"number": 3}, "00-trace"]


@pytest.mark.parametrize("function", [partial(_double, 3), add, "abc".upper])
def test_what_is_not_a_plain_function_travels_with_its_call(function: object) -> None:
    head, body = CallPickler().pickled(function, (), {}, "")  # type: ignore[arg-type]

    assert head == b""
    assert pickle.loads(body)[:3] == [(), {}, ""]


def test_a_lambda_is_refused_by_name() -> None:
    with pytest.raises(pickle.PicklingError, match=r"the call of .*<lambda> cannot be sent"):
        CallPickler().pickled(lambda: None, (), {}, "")


def test_a_head_that_does_not_fit_travels_with_its_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "HEAD_LIMIT_BYTES", 3)
    head, body = CallPickler().pickled(_double, (3,), {}, "")

    assert head == b""
    assert pickle.loads(body)[3] is _double


def test_functions_are_not_remembered_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "_REMEMBERED", 1)
    pickler = CallPickler()
    first, _ = pickler.pickled(_double, (), {}, "")
    pickler.pickled(name_of, (_double,), {}, "")

    assert pickler.pickled(_double, (), {}, "")[0] is not first
