"""Making a tree anew with some of its nodes changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from pseudocode_translator.model.deadline import checkpoint
from pseudocode_translator.model.nodes import Binary
from pseudocode_translator.semantics.walk import LEAVES

_KEPT = frozenset({"span", "type", "name_span", "header", "scope", "operator"})


def rewritten(node: Any, change: Callable[[object], object]) -> Any:
    """A node of the tree after `change` has been asked about each node inside it, inner first.

    Chains of operators are taken without recursion: they may be thousands.
    """
    if type(node) in LEAVES:
        return change(node)
    checkpoint()
    if type(node) is tuple:
        return tuple([rewritten(part, change) for part in node])
    if isinstance(node, Binary):
        return _chain(node, change)
    if not is_dataclass(node) or isinstance(node, type):
        return node
    parts = {
        part.name: rewritten(getattr(node, part.name), change)
        for part in fields(node)
        if part.name not in _KEPT
    }
    return change(replace(node, **parts))


def _chain(node: Binary, change: Callable[[object], object]) -> Any:
    spine = [node]
    while isinstance(spine[-1].left, Binary):
        spine.append(spine[-1].left)
    left = rewritten(spine[-1].left, change)
    for link in reversed(spine):
        left = change(replace(link, left=left, right=rewritten(link.right, change)))
    return left
