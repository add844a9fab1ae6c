"""Which member of an enumerated type a name means."""

from __future__ import annotations

from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.nodes import EnumMember
from pseudocode_translator.model.types import NamedType, Type


def member_meant(span: Span, members: list[tuple[str, NamedType]], expected: Type) -> EnumMember:
    """Where two types have a member of this name, the type that is due decides."""
    for name, kind in members:
        if kind == expected:
            return EnumMember(span, name, kind)
    name, kind = members[0]
    return EnumMember(span, name, kind)
