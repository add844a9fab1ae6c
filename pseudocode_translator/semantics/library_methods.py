"""What the library has behind the dot: ``s.push(x)`` and ``q.isEmpty()``."""

from __future__ import annotations

from collections.abc import Sequence

from pseudocode_translator.model.library import LibraryFunction
from pseudocode_translator.model.nodes import Expression, MethodCall, UnreadableExpression
from pseudocode_translator.model.types import (
    UNKNOWN,
    ArrayType,
    CollectionType,
    DictionaryType,
    NamedType,
    Type,
)
from pseudocode_translator.semantics.calls import choose, library_call
from pseudocode_translator.semantics.remarks import Remarks
from pseudocode_translator.semantics.symbols import World
from pseudocode_translator.semantics.typing import describe, is_text


def library_property(world: World, call: MethodCall) -> Expression | None:
    """The call of a library function that a resolved method call is; None if it is none."""
    function = choose(_fitting(world, call), len(call.arguments) + 1)
    if function is None:
        return None
    return library_call(call.span, function, (call.base, *call.arguments))


def library_method(world: World, call: MethodCall, remarks: Remarks) -> Expression | None:
    """As `library_property`, for a call with brackets: what is wrong with it is told."""
    found = library_property(world, call)
    base = call.base.type
    if found is not None or base == UNKNOWN:
        return found
    fitting = _fitting(world, call)
    if fitting:
        _tell_of_count(fitting, call, remarks)
    elif isinstance(base, CollectionType):
        _tell_of_name(world, call, base, remarks)
    else:
        return None
    return UnreadableExpression(call.span, call.method)


def _fitting(world: World, call: MethodCall) -> list[LibraryFunction]:
    """The methods of this name that the value before the dot has."""
    base = call.base.type
    if isinstance(base, NamedType):
        return []
    named = world.methods.get(call.method.lower(), ())
    return [function for function in named if _belongs(function, base)]


def _belongs(method: LibraryFunction, base: Type) -> bool:
    owner = method.parameters[0]
    match owner, base:
        case CollectionType(), CollectionType():
            return owner.form is base.form
        case (ArrayType(), ArrayType()) | (DictionaryType(), DictionaryType()):
            return True
    return UNKNOWN in (owner, base) or owner == base or (is_text(owner) and is_text(base))


def _tell_of_count(fitting: Sequence[LibraryFunction], call: MethodCall, remarks: Remarks) -> None:
    wanted = sorted({len(function.parameters) - 1 for function in fitting})
    noun = "argument" if wanted == [1] else "arguments"
    message = (
        f"{fitting[0].name} takes {' or '.join(map(str, wanted))} {noun}, "
        f"but is given {len(call.arguments)}"
    )
    remarks.add("PS304", call.span, message)


def _tell_of_name(world: World, call: MethodCall, base: CollectionType, remarks: Remarks) -> None:
    own = [
        function.name
        for functions in world.methods.values()
        for function in functions
        if _belongs(function, base)
    ]
    message = f"{describe(base)} has no {call.method}"
    remarks.add("PS205", call.span, message, fix=f"it has {', '.join(own)}")
