"""What a broken item still says: a header opens its block, whatever its condition is."""

from __future__ import annotations

import re
from typing import Any

from pseudocode_translator.frontend.build import AstBuilder
from pseudocode_translator.frontend.driver import Driver
from pseudocode_translator.frontend.items import (
    CaseHeader,
    ClassHeader,
    ElseIfHeader,
    ForHeader,
    IfHeader,
    RecordHeader,
    SubroutineHeader,
    Until,
    WhileHeader,
)
from pseudocode_translator.frontend.logical_lines import LogicalLine
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.nodes import Name, UnreadableExpression
from pseudocode_translator.model.program import Parameter
from pseudocode_translator.model.statements import UnreadableStatement
from pseudocode_translator.model.types import UNKNOWN

_NAME = re.compile(r"[^\W\d]\w*")
_PARAMETER = re.compile(r"[(,;]\s*(?:BY\w+\s+)?([^\W\d]\w*)", re.IGNORECASE)


def broken_item(
    builder: AstBuilder, driver: Driver, line: LogicalLine, start: int, end: int
) -> Any:
    """Make an item of ``line.text[start:end]``, which could not be parsed."""
    text = line.text[start:end].rstrip()
    span = line.span(start, start + len(text))
    unreadable = UnreadableExpression(span, text)
    match _NAME.match(text):
        case None:
            first = ""
        case found:
            first = found[0].lower()
    kinds = {kind for kind, _ in driver.tables.keywords.get(first, ((), ""))[0]}
    for kind in kinds:
        match kind:
            case "_IF":
                return IfHeader(span, unreadable)
            case "_ELSEIF":
                return ElseIfHeader(span, unreadable)
            case "_WHILE":
                return WhileHeader(span, unreadable)
            case "_UNTIL" | "TO_OR_UNTIL":
                return Until(span, unreadable)
            case "_FOR" | "_LOOP":
                return ForHeader(span, unreadable, unreadable, unreadable, None)
            case "_CASE":
                return CaseHeader(span, unreadable)
            case "_PROCEDURE" | "_FUNCTION" | "_SUBROUTINE" | "_METHOD":
                return _subroutine(span, line, text, is_function=kind == "_FUNCTION")
            case "_TYPE" if "=" not in text:
                return RecordHeader(span, _second_word(text))
            case "_CLASS":
                return ClassHeader(span, _second_word(text), None)
    return UnreadableStatement(span, text)


def _second_word(text: str) -> str:
    words = _NAME.findall(text)
    return words[1] if len(words) > 1 else "unnamed"


def _subroutine(span: Span, line: LogicalLine, text: str, *, is_function: bool) -> SubroutineHeader:
    """Guess name and parameters, so that calls of it are not reported as well."""
    names = _PARAMETER.findall(text)
    parameters = tuple(Parameter(span, Name(span, name), UNKNOWN) for name in names)
    return SubroutineHeader(span, _second_word(text), parameters, UNKNOWN if is_function else None)
