"""Classes of a resolved program and what they inherit."""

from __future__ import annotations

from collections.abc import Iterator

from pseudocode_translator.model.program import DefineClass, Program
from pseudocode_translator.model.statements import Declare, DefineRecord
from pseudocode_translator.model.types import Type


def lineage(program: Program, class_name: str | None) -> Iterator[DefineClass]:
    """A class and its ancestors, each once even if they inherit in a circle."""
    seen: set[str] = set()
    while class_name is not None and class_name not in seen:
        seen.add(class_name)
        definition = program.types.get(class_name)
        if not isinstance(definition, DefineClass):
            return
        yield definition
        class_name = definition.parent


def record_fields(definition: DefineRecord) -> Iterator[tuple[str, Type]]:
    """Name and type of each field, in the order in which they are declared."""
    for member in definition.fields:
        if isinstance(member, Declare):
            yield from ((name.name, member.type) for name in member.names)
