"""Values as text: what OUTPUT prints, and what `&` joins."""

from __future__ import annotations

import ast
import math
from collections.abc import Sequence

from pseudocode_translator.generation import python_syntax as py
from pseudocode_translator.generation.categories import is_boolean, is_date, is_unknown
from pseudocode_translator.generation.evaluation import Evaluator
from pseudocode_translator.generation.number_text import (
    number_as_text,
    number_helper,
    real_format,
    real_literal_text,
    shown_number,
)
from pseudocode_translator.model.deadline import checked
from pseudocode_translator.model.library import GIVING, Library
from pseudocode_translator.model.nodes import (
    Binary,
    BinaryOperator,
    Boolean,
    Character,
    Date,
    EnumMember,
    Expression,
    Formatted,
    Integer,
    LibraryCall,
    Real,
    Text,
    Unary,
)
from pseudocode_translator.model.types import (
    CHAR,
    INTEGER,
    REAL,
    STRING,
    ArrayType,
    DictionaryType,
    Type,
)
from pseudocode_translator.semantics.typing import is_enum, is_numeric, is_text

Piece = str | ast.FormattedValue
"""Literal text, or a value to be filled in."""

LONGEST_SUM = 8
"""Strings that are joined by plus signs; more of them read better in an f-string."""

DATE_FORMAT = "%d/%m/%Y"


def is_concatenation(node: Expression) -> bool:
    """Tell whether a node joins texts: `&`, or `+` of which one side is a text."""
    if not isinstance(node, Binary):
        return False
    if node.operator is BinaryOperator.CONCATENATE:
        return True
    return node.operator is BinaryOperator.ADD and (
        is_text(node.left.type) or is_text(node.right.type)
    )


def joined_parts(node: Expression) -> list[Expression]:
    """Flatten a concatenation, however long, into what it joins."""
    parts: list[Expression] = []
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Binary) and is_concatenation(part):
            waiting += [part.right, part.left]
        else:
            parts.append(part)
    return parts


def constant_text(node: Expression, evaluator: Evaluator) -> str | None:
    """Tell the text of a literal; None for what is only known while the program runs."""
    match node:
        case Text(value=value) | Character(value=value):
            return value
        case Integer(value=number) if number.bit_length() < py.LONGEST_DECIMAL * 3:
            return str(number)
        case Real(value=real) if math.isfinite(real):
            return real_literal_text(real, evaluator.context.program.rules)
        case Boolean(value=value):
            rules = evaluator.context.program.rules
            return rules.true_text if value else rules.false_text
        case EnumMember(name=name):
            return name
        case Date(day=day, month=month, year=year):
            return f"{day:02}/{month:02}/{year:04}"
        case _:
            return None


def text_of(node: Expression, evaluator: Evaluator) -> ast.expr:
    """Build the string form of a value."""
    known = constant_text(node, evaluator)
    if known is not None:
        return py.text(known)
    if is_numeric(node.type):
        return number_as_text(node, evaluator)
    if is_date(node.type):
        return alone(_date_piece(evaluator.value(node)))
    shown = printable(node, evaluator)
    is_text_already = is_text(node.type) or is_enum(node.type) or is_concatenation(node)
    is_whole = _shows_itself(node.type)
    if (_prints_like_python(evaluator) or is_whole) and not is_text_already:
        return py.call(py.name("str"), shown)
    return shown


def printable(node: Expression, evaluator: Evaluator) -> ast.expr:
    """Build a value that ``print`` and f-strings show as OUTPUT would."""
    if isinstance(node, Integer | Boolean) and _prints_like_python(evaluator):
        return evaluator.value(node)
    known = constant_text(node, evaluator)
    if known is not None:
        return py.text(known)
    if is_concatenation(node):
        return joined(joined_parts(node), evaluator)
    if is_boolean(node.type):
        return _truth_text(node, evaluator)
    if is_enum(node.type):
        return py.attribute(evaluator.value(node), "name")
    if is_date(node.type):
        return alone(_date_piece(evaluator.value(node)))
    if is_text(node.type):
        return evaluator.value(node)
    if is_numeric(node.type) or _is_calculated(node):
        return shown_number(node, evaluator)
    if _shows_itself(node.type):
        return evaluator.value(node)
    return _found_out_later(node, evaluator)


def _shows_itself(kind: Type) -> bool:
    """Tell a list or dictionary of whole numbers and texts, which any output shows alike."""
    if isinstance(kind, ArrayType):
        return _shows_itself(kind.element) or kind.element in (INTEGER, STRING, CHAR)
    if isinstance(kind, DictionaryType):
        parts = (kind.key, kind.value)
        return all(_shows_itself(part) or part in (INTEGER, STRING, CHAR) for part in parts)
    return False


def joined(parts: Sequence[Expression], evaluator: Evaluator) -> ast.expr:
    """Build one string of several values."""
    known = [constant_text(part, evaluator) for part in parts]
    if None not in known:
        return py.text("".join(text for text in known if text is not None))
    if all(is_text(part.type) for part in parts) and len(parts) <= LONGEST_SUM:
        result = evaluator.value(parts[0])
        for part in parts[1:]:
            result = py.binary(result, ast.Add(), evaluator.value(part))
        return result
    pieces = pieces_of(parts, evaluator)
    if fits_f_string(pieces):
        return f_string(pieces)
    texts = [text_of(part, evaluator) for part in parts]
    return py.method_call(py.text(""), "join", ast.List(texts, ast.Load()))


def pieces_of(parts: Sequence[Expression], evaluator: Evaluator) -> list[Piece]:
    """Turn values into the pieces of an f-string; neighbouring literals become one."""
    pieces: list[Piece] = []
    for part in checked(parts):
        for smaller in joined_parts(part):
            _append(pieces, _piece(smaller, evaluator))
    return pieces


def output_pieces(items: Sequence[Expression], evaluator: Evaluator) -> list[Piece]:
    """Turn what OUTPUT prints into the pieces of an f-string."""
    if not evaluator.context.program.rules.space_before_values:
        return pieces_of(items, evaluator)
    pieces: list[Piece] = []
    for item in checked(items):
        if is_numeric(item.type) or is_boolean(item.type) or _is_calculated(item):
            _append(pieces, " ")
        elif is_unknown(item.type):
            spaced = _found_out_later(item, evaluator, "spaced_text")
            _append(pieces, ast.FormattedValue(spaced, -1))
            continue
        for piece in pieces_of([item], evaluator):
            _append(pieces, piece)
    return pieces


def f_string(pieces: Sequence[Piece]) -> ast.expr:
    """Build an f-string, or a plain literal if nothing is filled in."""
    if all(isinstance(piece, str) for piece in pieces):
        return py.text("".join(piece for piece in pieces if isinstance(piece, str)))
    return ast.JoinedStr([py.text(p) if isinstance(p, str) else p for p in pieces])


def fits_f_string(pieces: Sequence[Piece]) -> bool:
    """Tell whether all values can stand inside an f-string of Python 3.11.

    Before Python 3.12 no backslash, no comment sign and no quote of the surrounding
    kind may occur between the braces, and f-strings in f-strings read badly anyway.
    """
    return all(isinstance(piece, str) or _can_be_embedded(piece.value) for piece in checked(pieces))


def alone(piece: Piece) -> ast.expr:
    """Build what ``print`` shows for one piece."""
    if isinstance(piece, str):
        return py.text(piece)
    if piece.format_spec is None:
        return piece.value
    if _is_date_piece(piece) and not _can_be_embedded(piece.value):
        return py.method_call(piece.value, "strftime", py.text(DATE_FORMAT))
    return ast.JoinedStr([piece])


def _append(pieces: list[Piece], piece: Piece) -> None:
    if isinstance(piece, str) and pieces and isinstance(pieces[-1], str):
        pieces[-1] += piece
    elif piece != "":
        pieces.append(piece)


def _without_conversion(node: Expression) -> Expression:
    """A number for NUM_TO_STR of it: where text is made anyway, that says the same."""
    if (
        isinstance(node, LibraryCall)
        and node.function is Library.NUMBER_TO_TEXT
        and len(node.arguments) == 1
        and is_numeric(node.arguments[0].type)
    ):
        return node.arguments[0]
    return node


def _piece(node: Expression, evaluator: Evaluator) -> Piece:
    node = _without_conversion(node)
    known = constant_text(node, evaluator)
    if known is not None:
        return known
    if isinstance(node, Formatted):
        return formatted_piece(node, evaluator)
    if is_date(node.type):
        return _date_piece(evaluator.value(node))
    real = real_format(evaluator.context.program.rules)
    if node.type == REAL and real is not None:
        return ast.FormattedValue(evaluator.value(node), -1, ast.JoinedStr([py.text(real)]))
    return ast.FormattedValue(printable(node, evaluator), -1)


def formatted_text(node: Formatted, evaluator: Evaluator) -> ast.expr:
    """Build the string that a value of a certain width is."""
    return ast.JoinedStr([formatted_piece(node, evaluator)])


def formatted_piece(node: Formatted, evaluator: Evaluator) -> ast.FormattedValue:
    """Build ``{x:8.2f}``; numbers stand on the right by themselves, texts are told to."""
    is_number = is_numeric(node.value.type) or node.decimals is not None
    value = evaluator.value(node.value) if is_number else printable(node.value, evaluator)
    spec: list[Piece] = []
    _append(spec, "" if is_number else ">")
    # A zero in front would ask for zeros instead of spaces.
    if not (isinstance(node.width, Integer) and node.width.value <= 0):
        _append(spec, _format_part(node.width, evaluator))
    if node.decimals is not None:
        _append(spec, ".")
        _append(spec, _format_part(node.decimals, evaluator))
        _append(spec, "f")
    parts = [py.text(part) if isinstance(part, str) else part for part in spec]
    return ast.FormattedValue(value, -1, ast.JoinedStr([*parts]) if parts else None)


def _format_part(node: Expression, evaluator: Evaluator) -> Piece:
    if isinstance(node, Integer):
        return str(node.value)
    return ast.FormattedValue(evaluator.value(node), -1)


def _is_date_piece(piece: ast.FormattedValue) -> bool:
    match piece.format_spec:
        case ast.JoinedStr(values=[ast.Constant(value=str() as text)]):
            return text == DATE_FORMAT
    return False


def _date_piece(value: ast.expr) -> ast.FormattedValue:
    return ast.FormattedValue(value, -1, ast.JoinedStr([py.text(DATE_FORMAT)]))


def _prints_like_python(evaluator: Evaluator) -> bool:
    """Tell whether Python shows truth values and numbers as the dialect does."""
    rules = evaluator.context.program.rules
    words = (rules.true_text, rules.false_text)
    return words == (str(True), str(False)) and number_helper(evaluator) is None


def _truth_text(node: Expression, evaluator: Evaluator) -> ast.expr:
    rules = evaluator.context.program.rules
    if _prints_like_python(evaluator):
        return evaluator.value(node)
    return ast.IfExp(evaluator.condition(node), py.text(rules.true_text), py.text(rules.false_text))


def _found_out_later(node: Expression, evaluator: Evaluator, shower: str = "text_with") -> ast.expr:
    """Build a call of the helper that looks at a value to know how it is printed."""
    rules = evaluator.context.program.rules
    arguments = [evaluator.value(node)]
    if _prints_like_python(evaluator):
        return arguments[0]
    helper = number_helper(evaluator)
    is_usual = helper is None and (rules.true_text, rules.false_text) == ("TRUE", "FALSE")
    if shower == "text_with" and is_usual:
        return py.call(py.name(evaluator.context.require("text_of")), *arguments)
    arguments += [py.text(rules.true_text), py.text(rules.false_text)]
    arguments += [helper] if helper is not None else []
    return py.call(py.name(evaluator.context.require(shower)), *arguments)


def _is_calculated(node: Expression) -> bool:
    """Tell whether a value of unknown type comes from arithmetic, and so is no BOOLEAN."""
    if isinstance(node, LibraryCall) and node.function in GIVING:
        return False
    return is_unknown(node.type) and isinstance(node, Binary | Unary | LibraryCall)


def _can_be_embedded(value: ast.expr) -> bool:
    for node in ast.walk(value):
        if isinstance(node, ast.JoinedStr | ast.Lambda | ast.Dict | ast.Set):
            return False
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            plain = node.value.isprintable() and not set(node.value) & set("\"'\\#{}")
            if not plain:
                return False
    return True
