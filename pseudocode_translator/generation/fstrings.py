"""f-strings that Python 3.11 reads: no backslash and no second use of a quote inside a field."""

import ast
from collections.abc import Callable, Iterator

from pseudocode_translator.generation.literals import escaped, preferred_quote, string_text

Render = Callable[[ast.expr], str]
"""Text of an expression on one line, with its strings in double quotes."""

_CONVERSIONS = {115: "!s", 114: "!r", 97: "!a", -1: ""}
_CONVERTERS = {115: "str", 114: "repr", 97: "ascii"}

Part = str | ast.FormattedValue


def fstring_text(node: ast.JoinedStr, render: Render) -> str | None:
    """Return the literal, or None where Python 3.11 has no literal for this tree."""
    return parts_text(list(parts(node)), render)


def parts(node: ast.JoinedStr) -> Iterator[Part]:
    """Yield the literal text and the fields of `node` in order."""
    for value in node.values:
        if isinstance(value, ast.FormattedValue):
            yield value
        elif isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield value.value


def parts_text(pieces: list[Part], render: Render) -> str | None:
    """Return one literal for the pieces; a plain string where none is a field (ruff's F541)."""
    literal = "".join([piece for piece in pieces if isinstance(piece, str)])
    if all(isinstance(piece, str) for piece in pieces):
        # An empty f-string has no plain form with the same tree; nobody writes one.
        return string_text(literal)
    quote = preferred_quote(literal)
    shown = []
    for piece in pieces:
        if isinstance(piece, str):
            shown.append(escaped(piece, quote).replace("{", "{{").replace("}", "}}"))
            continue
        text = field_text(piece, quote, render)
        if text is None:
            return None
        shown.append(text)
    return f"f{quote}{''.join(shown)}{quote}"


def field_text(field: ast.FormattedValue, quote: str, render: Render) -> str | None:
    """Return `{value!r:spec}` for an f-string in `quote`s, or None where that cannot be written."""
    text = render(field.value)
    # Before Python 3.12 a field cannot hold a backslash or the quote of its f-string. `render`
    # quotes with `"`, and turns to `'` only where that saves escapes.
    if "\\" in text or "'" in text:
        return None
    if _ends_in_lambda(field.value):
        # Python would take the colon for the start of a format.
        text = f"({text})"
    if quote == '"':
        text = text.replace('"', "'")
    tail = _tail_text(field, quote, render)
    if tail is None:
        return None
    if text.startswith("{"):
        # ruff adds the second space where nothing else follows.
        return f"{{ {text} }}" if not tail else f"{{ {text}{tail}}}"
    return f"{{{text}{tail}}}"


def _ends_in_lambda(node: ast.expr) -> bool:
    while isinstance(node, ast.IfExp):
        node = node.orelse
    return isinstance(node, ast.Lambda)


def _tail_text(field: ast.FormattedValue, quote: str, render: Render) -> str | None:
    conversion = _CONVERSIONS[field.conversion]
    if not isinstance(field.format_spec, ast.JoinedStr):
        return conversion
    shown = []
    for piece in parts(field.format_spec):
        if isinstance(piece, str):
            if not piece.isprintable() or any(char in "\\'\"{}" for char in piece):
                return None
            shown.append(piece)
            continue
        text = field_text(piece, quote, render)
        if text is None:
            return None
        shown.append(text)
    return f"{conversion}:{''.join(shown)}"


def as_join_call(node: ast.JoinedStr) -> ast.Call:
    """Return `"".join([...])` with the same value, for fields that no f-string can hold."""
    elements: list[ast.expr] = []
    for value in node.values:
        elements.append(_as_call(value) if isinstance(value, ast.FormattedValue) else value)
    join = ast.Attribute(ast.Constant(""), "join", ast.Load())
    return ast.Call(join, [ast.List(elements, ast.Load())], [])


def _as_call(field: ast.FormattedValue) -> ast.expr:
    value = field.value
    if field.conversion != -1:
        value = _call(_CONVERTERS[field.conversion], value)
    if field.format_spec is not None:
        return _call("format", value, field.format_spec)
    return value if field.conversion != -1 else _call("str", value)


def _call(name: str, *arguments: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(name, ast.Load()), list(arguments), [])
