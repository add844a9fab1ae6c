"""Library functions of the dialects as Python."""

from __future__ import annotations

import ast
from collections.abc import Callable

from pseudocode_translator.generation import calendar_calls, collection_calls, file_objects
from pseudocode_translator.generation import python_syntax as py
from pseudocode_translator.generation.call_arguments import (
    Arguments,
    Maker,
    WrongCountError,
    exactly,
    number_of,
)
from pseudocode_translator.generation.categories import is_array
from pseudocode_translator.generation.elements import elements_of, unused_elements
from pseudocode_translator.generation.evaluation import Evaluator
from pseudocode_translator.generation.failures import not_translated
from pseudocode_translator.generation.input_values import converted
from pseudocode_translator.generation.substrings import left_part, part, right_part, substring
from pseudocode_translator.model.library import Library
from pseudocode_translator.model.nodes import Expression, Integer, LibraryCall, Text
from pseudocode_translator.model.types import BOOLEAN, CHAR
from pseudocode_translator.semantics.typing import is_numeric


def library_value(node: LibraryCall, evaluator: Evaluator) -> ast.expr:
    """Build a call of a library function."""
    maker = _MAKERS[node.function]
    try:
        return maker(node.arguments, evaluator)
    except WrongCountError:
        reason = f"wrong number of values for {node.function.value}"
        return not_translated(node, reason, evaluator)


def _length(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
    (item,) = exactly(1, arguments)
    if is_numeric(item.type):
        return py.call(py.name("len"), evaluator.as_text(item))
    length = py.call(py.name("len"), evaluator.value(item))
    return py.shifted(length, -unused_elements(item, evaluator))


def _position(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
    if len(arguments) not in (2, 3):
        raise WrongCountError
    text, part, *starts = arguments
    first = evaluator.context.program.rules.first_character
    places = [py.shifted(number_of(start, evaluator), -first) for start in starts]
    places = [place for place in places if py.integer_value(place) != 0]
    found = py.method_call(evaluator.as_text(text), "find", evaluator.as_text(part), *places)
    return py.shifted(found, first)


def _replace(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
    text, old, new = (evaluator.as_text(item) for item in exactly(3, arguments))
    return py.method_call(text, "replace", old, new)


def _pad_left(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
    text, width, sign = exactly(3, arguments)
    values = (number_of(width, evaluator), evaluator.as_text(sign))
    return py.method_call(evaluator.as_text(text), "rjust", *values)


def _to_base(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
    values = (number_of(item, evaluator) for item in exactly(2, arguments))
    return py.call(py.name(evaluator.context.require("digits_of")), *values)


def _from_base(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
    values = [evaluator.value(item) for item in arguments]
    if len(values) == 2 and py.integer_value(values[1]) == 10:
        values.pop()
    return py.call(py.name(evaluator.context.require("int")), *values)


def _is_whole(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
    values = [evaluator.value(item) for item in arguments]
    if len(values) == 2 and py.integer_value(values[1]) == 10:
        values.pop()
    return py.call(py.name(evaluator.context.require("is_whole")), *values)


def _round(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
    if not 1 <= len(arguments) <= 2:
        raise WrongCountError
    values = [number_of(argument, evaluator) for argument in arguments]
    if len(values) == 2 and py.integer_value(values[1]) == 0:
        values.pop()
    return py.call(py.name(evaluator.context.require("round_half_up")), *values)


def _truncate(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
    (item,) = exactly(1, arguments)
    return py.call(py.name("int"), number_of(item, evaluator))


def _to_real(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
    (item,) = exactly(1, arguments)
    return py.call(py.name("float"), evaluator.value(item))


def _to_boolean(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
    (item,) = exactly(1, arguments)
    if item.type == BOOLEAN:
        return evaluator.value(item)
    return converted(BOOLEAN, evaluator.as_text(item), evaluator)


def _power(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
    base, exponent = (number_of(item, evaluator) for item in exactly(2, arguments))
    return py.binary(base, ast.Pow(), exponent)


def _extreme(function: str) -> Maker:
    def make(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
        if not arguments:
            raise WrongCountError
        if len(arguments) == 1 and is_array(arguments[0].type):
            values = [elements_of(arguments[0], evaluator)]
        elif len(arguments) == 1:
            return evaluator.value(arguments[0])
        else:
            values = [evaluator.value(item) for item in arguments]
        return py.call(py.name(evaluator.context.require(function)), *values)

    return make


def _mathematical(function: str) -> Maker:
    def make(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
        (item,) = exactly(1, arguments)
        module = py.name(evaluator.context.require_import("math"))
        return py.method_call(module, function, number_of(item, evaluator))

    return make


def _square(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
    (item,) = exactly(1, arguments)
    return py.binary(number_of(item, evaluator), ast.Pow(), py.number(2))


def _cotangent(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
    return py.binary(py.number(1), ast.Div(), _mathematical("tan")(arguments, evaluator))


def _pi(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
    exactly(0, arguments)
    return py.attribute(py.name(evaluator.context.require_import("math")), "pi")


def _random(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
    exactly(0, arguments)
    return py.method_call(_random_module(evaluator), "random")


def _random_below(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
    (limit,) = exactly(1, arguments)
    fraction = py.method_call(_random_module(evaluator), "random")
    return py.binary(fraction, ast.Mult(), number_of(limit, evaluator))


def _random_index(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
    (count,) = exactly(1, arguments)
    return py.method_call(_random_module(evaluator), "randrange", number_of(count, evaluator))


def _random_letters(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
    (count,) = exactly(1, arguments)
    letters = py.attribute(py.name(evaluator.context.require_import("string")), "ascii_uppercase")
    chosen = py.method_call(_random_module(evaluator), "choices", letters)
    chosen.keywords.append(ast.keyword("k", number_of(count, evaluator)))
    return py.method_call(py.text(""), "join", chosen)


def _first_code(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
    (item,) = exactly(1, arguments)
    value = evaluator.as_text(item)
    if not _is_one_character(item):
        value = py.subscript(value, py.number(0))
    return py.call(py.name(evaluator.context.require("ord")), value)


def _is_one_character(item: Expression) -> bool:
    match item:
        case Text(value=text):
            return len(text) == 1
        case LibraryCall(function=Library.SUBSTRING, arguments=(_, _, Integer(value=1))):
            return True
        case LibraryCall(function=Library.UPPER | Library.LOWER, arguments=(inner,)):
            return _is_one_character(inner)
    return item.type == CHAR


def _random_between(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
    low, high = (number_of(item, evaluator) for item in exactly(2, arguments))
    return py.method_call(_random_module(evaluator), "randint", low, high)


def _random_real_between(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
    low, high = (number_of(item, evaluator) for item in exactly(2, arguments))
    return py.method_call(_random_module(evaluator), "uniform", low, high)


def _random_module(evaluator: Evaluator) -> ast.expr:
    return py.name(evaluator.context.require_import("random"))


def _wait(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
    (seconds,) = exactly(1, arguments)
    module = py.name(evaluator.context.require_import("time"))
    return py.method_call(module, "sleep", number_of(seconds, evaluator))


def _as_text(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
    (item,) = exactly(1, arguments)
    return evaluator.as_text(item)


def _builtin(function: str) -> Maker:
    def make(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
        (item,) = exactly(1, arguments)
        return py.call(py.name(evaluator.context.require(function)), evaluator.value(item))

    return make


def _text_method(method: str) -> Maker:
    def make(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
        (item,) = exactly(1, arguments)
        return py.method_call(evaluator.as_text(item), method)

    return make


def _helper(helper: str) -> Maker:
    def make(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
        (item,) = exactly(1, arguments)
        return py.call(py.name(evaluator.context.require(helper)), evaluator.as_text(item))

    return make


def _left(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
    text, count = exactly(2, arguments)
    return left_part(text, count, evaluator)


def _right(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
    text, count = exactly(2, arguments)
    return right_part(text, count, evaluator)


def _substring(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
    text, start, count = exactly(3, arguments)
    return substring(text, start, count, evaluator)


def _of_holder(make: Callable[..., ast.expr], count: int) -> Maker:
    def call(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
        return make(*exactly(count, arguments), evaluator)

    return call


def _part(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
    text, first, last = exactly(3, arguments)
    return part(text, first, last, evaluator)


def _seen_from(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
    array, first = exactly(2, arguments)
    helper = py.name(evaluator.context.require("seen_from"))
    return py.call(helper, evaluator.value(array), evaluator.value(first))


def _table(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
    exactly(0, arguments)
    return py.call(py.name(evaluator.context.require("GrowingArray")))


def _with_item(helper: str) -> Maker:
    def make(arguments: Arguments, evaluator: Evaluator) -> ast.expr:
        method = helper.replace("add_item", "append").replace("remove_item", "remove")
        evaluator.context.require(f"ArrayView.{method}")
        values = map(evaluator.value, exactly(2, arguments))
        return py.call(py.name(evaluator.context.require(helper)), *values)

    return make


_MAKERS: dict[Library, Maker] = {
    Library.LENGTH: _length,
    Library.LEFT: _left,
    Library.RIGHT: _right,
    Library.SUBSTRING: _substring,
    Library.PART: _part,
    Library.UPPER: _text_method("upper"),
    Library.LOWER: _text_method("lower"),
    Library.POSITION: _position,
    Library.REPLACE: _replace,
    Library.PAD_LEFT: _pad_left,
    Library.TO_BASE: _to_base,
    Library.FROM_BASE: _from_base,
    Library.IS_WHOLE: _is_whole,
    Library.HOUR: calendar_calls.clock("hour"),
    Library.MINUTE: calendar_calls.clock("minute"),
    Library.SECOND: calendar_calls.clock("second"),
    Library.MILLISECONDS: calendar_calls.milliseconds,
    Library.NUMBER_TO_TEXT: _as_text,
    Library.TEXT_TO_NUMBER: _helper("to_number"),
    Library.TEXT_TO_INTEGER: _builtin("int"),
    Library.TEXT_TO_REAL: _builtin("float"),
    Library.IS_NUMBER: _helper("is_number"),
    Library.CODE: _builtin("ord"),
    Library.CHARACTER: _builtin("chr"),
    Library.TRUNCATE: _truncate,
    Library.ROUND: _round,
    Library.ABSOLUTE: _builtin("abs"),
    Library.SQUARE_ROOT: _mathematical("sqrt"),
    Library.WRAP: _builtin("int32"),
    Library.TO_REAL: _to_real,
    Library.TO_INTEGER: _builtin("int"),
    Library.TO_BOOLEAN: _to_boolean,
    Library.FLOOR: _mathematical("floor"),
    Library.CEILING: _mathematical("ceil"),
    Library.POWER: _power,
    Library.SQUARE: _square,
    Library.COTANGENT: _cotangent,
    Library.RANDOM_INDEX: _random_index,
    Library.RANDOM_LETTERS: _random_letters,
    Library.INPUT_FROM: _helper("input_from"),
    Library.FIRST_CODE: _first_code,
    Library.EXPONENTIAL: _mathematical("exp"),
    Library.NATURAL_LOGARITHM: _mathematical("log"),
    Library.DECIMAL_LOGARITHM: _mathematical("log10"),
    Library.SINE: _mathematical("sin"),
    Library.COSINE: _mathematical("cos"),
    Library.TANGENT: _mathematical("tan"),
    Library.ARC_SINE: _mathematical("asin"),
    Library.ARC_COSINE: _mathematical("acos"),
    Library.ARC_TANGENT: _mathematical("atan"),
    Library.PI: _pi,
    Library.TO_RADIANS: _mathematical("radians"),
    Library.TO_DEGREES: _mathematical("degrees"),
    Library.MAXIMUM: _extreme("max"),
    Library.MINIMUM: _extreme("min"),
    Library.RANDOM: _random,
    Library.RANDOM_BELOW: _random_below,
    Library.RANDOM_BETWEEN: _random_between,
    Library.RANDOM_REAL_BETWEEN: _random_real_between,
    Library.END_OF_FILE: _helper("end_of_file"),
    Library.OPEN_FILE: _of_holder(file_objects.opened(""), 1),
    Library.OPEN_TO_READ: _of_holder(file_objects.opened("r"), 1),
    Library.OPEN_TO_WRITE: _of_holder(file_objects.opened("w"), 1),
    Library.OPEN_TO_APPEND: _of_holder(file_objects.opened("a"), 1),
    Library.NEW_FILE: _of_holder(file_objects.created, 1),
    Library.READ_LINE: _of_holder(file_objects.line_read, 1),
    Library.WRITE_LINE: _of_holder(file_objects.line_written, 2),
    Library.AT_END: _of_holder(file_objects.at_end, 1),
    Library.CLOSE_FILE: _of_holder(file_objects.closed, 1),
    Library.DAY: calendar_calls.date_part("day"),
    Library.MONTH: calendar_calls.date_part("month"),
    Library.YEAR: calendar_calls.date_part("year"),
    Library.DAY_INDEX: calendar_calls.day_index,
    Library.SET_DATE: calendar_calls.set_date,
    Library.TODAY: calendar_calls.today,
    Library.WAIT: _wait,
    Library.LIST_APPEND: _of_holder(collection_calls.appended, 2),
    Library.LIST_INSERT: _of_holder(collection_calls.inserted, 3),
    Library.LIST_REMOVE_AT: _of_holder(collection_calls.removed, 2),
    Library.STACK_PUSH: _of_holder(collection_calls.appended, 2),
    Library.STACK_POP: _of_holder(collection_calls.taken_from_end, 1),
    Library.STACK_TOP: _of_holder(collection_calls.last, 1),
    Library.QUEUE_ADD: _of_holder(collection_calls.appended, 2),
    Library.QUEUE_TAKE: _of_holder(collection_calls.taken_from_front, 1),
    Library.QUEUE_FRONT: _of_holder(collection_calls.first, 1),
    Library.COLLECTION_ADD: _of_holder(collection_calls.appended, 2),
    Library.COLLECTION_RESET: _of_holder(collection_calls.reset, 1),
    Library.COLLECTION_HAS_NEXT: _of_holder(collection_calls.has_next, 1),
    Library.COLLECTION_NEXT: _of_holder(collection_calls.next_item, 1),
    Library.KEYS: _of_holder(collection_calls.keys, 1),
    Library.VALUES: _of_holder(collection_calls.values, 1),
    Library.REMOVE_KEY: _of_holder(collection_calls.entry_removed, 2),
    Library.IS_EMPTY: _of_holder(collection_calls.is_empty, 1),
    Library.SEEN_FROM: _seen_from,
    Library.TABLE: _table,
    Library.ADD_ITEM: _with_item("add_item"),
    Library.REMOVE_ITEM: _with_item("remove_item"),
    Library.LOGARITHM_OF_TWO: _mathematical("log2"),
    Library.MAGNITUDE: _builtin("magnitude"),
    Library.FAIL: _builtin("fail"),
    Library.NORM: _builtin("norm"),
}
