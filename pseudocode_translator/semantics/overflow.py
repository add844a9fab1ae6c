"""Whole numbers of limited size: where a sum or product may leave them, it wraps around.

What is proven to fit stays as it is. Of nested sums and products only the outermost result
wraps: it is the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from pseudocode_translator.model import nodes, program, statements
from pseudocode_translator.model.deadline import checkpoint
from pseudocode_translator.model.library import Library
from pseudocode_translator.model.nodes import Binary, BinaryOperator, LibraryCall
from pseudocode_translator.model.program import Program, Subroutine, TypeDefinition
from pseudocode_translator.model.types import INTEGER
from pseudocode_translator.semantics.magnitudes import RING, Magnitudes, find_magnitudes
from pseudocode_translator.semantics.walk import LEAVES

_TREE = frozenset({nodes.__name__, program.__name__, statements.__name__})


def with_limited_integers(resolved: Program) -> Program:
    """The same program, with `Library.WRAP` around what may be too large."""
    if resolved.rules.integer_bits is None:
        return resolved
    wrapper = _Wrapper(find_magnitudes(resolved))
    body = wrapper.rebuilt_all(resolved.body)
    subroutines: Mapping[str, Subroutine] = {
        name: wrapper.new.get(id(old), old) for name, old in resolved.subroutines.items()
    }
    types: Mapping[str, TypeDefinition] = {
        name: wrapper.new.get(id(old), old) for name, old in resolved.types.items()
    }
    return replace(resolved, body=body, subroutines=subroutines, types=types)


class _Wrapper:
    """Rebuilds a tree; what does not change is not copied."""

    def __init__(self, magnitudes: Magnitudes) -> None:
        self._magnitudes = magnitudes
        self._routine = ""
        self.new: dict[int, Any] = {}
        """Subroutines and types by the id of what they were made from."""

    def rebuilt_all(self, items: tuple[Any, ...]) -> tuple[Any, ...]:
        """Rebuild the parts of a tuple."""
        made = tuple([self.rebuilt(each) for each in items])
        same = all(one is other for one, other in zip(made, items, strict=True))
        return items if same else made

    def rebuilt(self, node: Any) -> Any:
        """Rebuild a statement, an expression, or a part of one."""
        if isinstance(node, tuple) and type(node) is tuple:
            return self.rebuilt_all(node)
        if type(node) in LEAVES or type(node).__module__ not in _TREE:
            return node
        checkpoint()
        if isinstance(node, Binary):
            return self._operation(node, is_inside=False)
        if isinstance(node, Subroutine):
            self._routine = node.name
        made = self._with_parts(node)
        if isinstance(node, Subroutine):
            self._routine = ""
        if isinstance(node, Subroutine | program.DefineClass):
            self.new[id(node)] = made
        return made

    def _with_parts(self, node: Any) -> Any:
        if not hasattr(node, "__dataclass_fields__"):
            return node
        changed = {}
        for each in fields(node):
            old = getattr(node, each.name)
            new = self.rebuilt(old)
            if new is not old:
                changed[each.name] = new
        return replace(node, **changed) if changed else node

    def _operation(self, node: Binary, *, is_inside: bool) -> Any:
        """Rebuild a chain of operations; `is_inside` another sum or product."""
        spine = [node]
        while isinstance(spine[-1].left, Binary):
            spine.append(spine[-1].left)
        value = self.rebuilt(spine[-1].left)
        for number in range(len(spine) - 1, -1, -1):
            step = spine[number]
            right = self._operand(step)
            if value is not step.left or right is not step.right:
                value = replace(step, left=value, right=right)
            else:
                value = step
            goes_on = _wraps(spine[number - 1]) if number else is_inside
            if _wraps(step) and not goes_on and not self._fits(step):
                value = LibraryCall(step.span, Library.WRAP, (value,), INTEGER)
        return value

    def _operand(self, step: Binary) -> Any:
        if isinstance(step.right, Binary):
            return self._operation(step.right, is_inside=_wraps(step))
        return self.rebuilt(step.right)

    def _fits(self, step: Binary) -> bool:
        if step.operator is BinaryOperator.SHIFT_LEFT:
            return False
        return self._magnitudes.fits(self._magnitudes.of(step, self._routine))


def _wraps(step: Binary) -> bool:
    """Tell sums and products of whole numbers."""
    is_ring = step.operator in RING or step.operator is BinaryOperator.SHIFT_LEFT
    return is_ring and step.type == INTEGER
