"""Trees as short text, for tests that compare them."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from pseudocode_translator.dialects import get_dialect
from pseudocode_translator.frontend.parse import parse
from pseudocode_translator.model.diagnostics import Diagnostic, Span
from pseudocode_translator.model.document import typed_document
from pseudocode_translator.model.nodes import (
    Binary,
    Boolean,
    Call,
    Character,
    Field,
    Index,
    Integer,
    Name,
    Real,
    Text,
    Unary,
)
from pseudocode_translator.model.statements import Assign, Blank, Comment, Output
from pseudocode_translator.model.types import ArrayType, Primitive, UnresolvedType


def parsed(text: str) -> tuple[str, list[str]]:
    """Give the sketch of a Cambridge program, and the codes of its diagnostics."""
    program, diagnostics = parse(typed_document(text), get_dialect("cambridge"))
    return "; ".join(map(sketch, program.body)), [each.code for each in diagnostics]


def diagnosed(text: str) -> list[Diagnostic]:
    return parse(typed_document(text), get_dialect("cambridge"))[1]


def sketch(node: Any) -> str:
    """Write what a node says, without places and types of expressions."""
    match node:
        case Name():
            return node.name
        case Integer() | Real() | Boolean():
            return str(node.value)
        case Text():
            return f'"{node.value}"'
        case Character():
            return f"'{node.value}'"
        case Binary():
            return f"({sketch(node.left)} {node.operator} {sketch(node.right)})"
        case Unary():
            return f"{node.operator}({sketch(node.operand)})"
        case Index():
            return f"{sketch(node.base)}{sketch(node.indexes)}"
        case Field():
            return f"{sketch(node.base)}.{node.name}"
        case Call():
            return f"{node.function}{sketch(node.arguments)}"
        case Assign():
            return f"{sketch(node.target)} <- {sketch(node.value)}"
        case Output():
            return f"Output{sketch(node.items)}"
        case Comment():
            return f"//{'+' if node.trailing else ''}{node.text}"
        case Blank():
            return "blank"
        case Primitive() | UnresolvedType() | ArrayType():
            return str(node)
    return _any(node)


def _any(node: Any) -> str:
    if isinstance(node, tuple) and not isinstance(node, Span):
        return f"[{', '.join(map(sketch, node))}]"
    if is_dataclass(node):
        parts = [
            sketch(value)
            for each in fields(node)
            if each.name not in ("span", "header", "scope", "mode_inherited", "is_length")
            and (each.name != "type" or not hasattr(node, "prompt"))
            and (value := getattr(node, each.name)) not in (None, False, ())
            and not (each.name == "type" and str(value) == "unknown")
            and each.name != "inclusive"
        ]
        return f"{type(node).__name__}({', '.join(parts)})"
    return str(node)
