"""Texts that are compared without regard to capitals: both sides in capitals."""

from __future__ import annotations

from dataclasses import replace

from pseudocode_translator.model.library import Library
from pseudocode_translator.model.nodes import Binary, Expression, LibraryCall, Text
from pseudocode_translator.model.program import (
    Case,
    CaseBranch,
    Label,
    RangeLabel,
    ValueLabel,
)
from pseudocode_translator.model.types import STRING
from pseudocode_translator.semantics.typing import COMPARISON, EQUALITY, is_text


def in_capitals(node: Expression) -> Expression:
    """The same text in capitals; a literal is turned into capitals at once."""
    match node:
        case Text(span, value):
            return Text(span, value.upper())
        case LibraryCall(function=Library.UPPER):
            return node
    return LibraryCall(node.span, Library.UPPER, (node,), STRING)


def case_in_capitals(case: Case) -> Case:
    """A CASE whose subject, if it is a text, and labels are in capitals."""
    if not is_text(case.subject.type):
        return case
    branches = [
        replace(branch, labels=tuple(map(_label_in_capitals, branch.labels)))
        if isinstance(branch, CaseBranch)
        else branch
        for branch in case.branches
    ]
    return replace(case, subject=in_capitals(case.subject), branches=tuple(branches))


def _label_in_capitals(label: Label) -> Label:
    match label:
        case ValueLabel(span, value):
            return ValueLabel(span, in_capitals(value))
        case RangeLabel(span, low, high):
            return RangeLabel(span, in_capitals(low), in_capitals(high))
    return label


def compared_in_capitals(
    node: Binary, left: Expression, right: Expression
) -> tuple[Expression, Expression]:
    """The operands of a comparison, in capitals if both are texts and it can matter."""
    if node.operator not in COMPARISON or not (is_text(left.type) and is_text(right.type)):
        return left, right
    if node.operator in EQUALITY and (_has_no_letters(left) or _has_no_letters(right)):
        return left, right
    return in_capitals(left), in_capitals(right)


def _has_no_letters(node: Expression) -> bool:
    return isinstance(node, Text) and node.value.upper() == node.value.lower()
