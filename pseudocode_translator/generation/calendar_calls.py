"""Dates and the clock as Python."""

from __future__ import annotations

import ast

from pseudocode_translator.generation import python_syntax as py
from pseudocode_translator.generation.call_arguments import Arguments, Maker, exactly, number_of
from pseudocode_translator.generation.evaluation import Evaluator


def day_index(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
    """Count the day of the week from Sunday, 1."""
    (day,) = exactly(1, arguments)
    # Python counts Monday 1 to Sunday 7; the library counts Sunday 1 to Saturday 7.
    from_sunday = py.binary(
        py.method_call(evaluator.value(day), "isoweekday"), ast.Mod(), py.number(7)
    )
    return py.shifted(from_sunday, 1)


def set_date(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
    """Make a date of its day, month and year."""
    day, month, year = (number_of(item, evaluator) for item in exactly(3, arguments))
    return py.call(_date_class(evaluator), year, month, day)


def today(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
    """Tell the date of today."""
    exactly(0, arguments)
    return py.method_call(_date_class(evaluator), "today")


def _date_class(evaluator: Evaluator) -> ast.expr:
    return py.name(evaluator.context.require_import("datetime", "date"))


def date_part(part: str) -> Maker:
    """Take a part of a date."""

    def make(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
        (item,) = exactly(1, arguments)
        return py.attribute(evaluator.value(item), part)

    return make


def clock(part: str) -> Maker:
    """Read a part of the time of day."""

    def make(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
        exactly(0, arguments)
        clock = py.name(evaluator.context.require_import("datetime", "datetime"))
        return py.attribute(py.method_call(clock, "now"), part)

    return make


def milliseconds(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
    """Read a clock that only goes on."""
    exactly(0, arguments)
    clock = py.name(evaluator.context.require_import("time", "perf_counter_ns"))
    return py.binary(py.call(clock), ast.FloorDiv(), py.number(1_000_000))
