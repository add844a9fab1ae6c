"""Texts that are compared without regard to capitals: both sides in capitals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pseudocode_translator.model.library import Library
from pseudocode_translator.model.nodes import (
    Binary,
    BinaryOperator,
    Expression,
    LibraryCall,
    Name,
    Text,
)
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
        replace(branch, labels=_without_repetition(map(_label_in_capitals, branch.labels)))
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


def says_it_again(node: Binary, left: Expression, right: Expression) -> bool:
    """Tell that ``s = "n"`` behind ``s = "N" OR`` adds nothing once both are in capitals."""
    asked = {BinaryOperator.OR: BinaryOperator.EQUAL, BinaryOperator.AND: BinaryOperator.NOT_EQUAL}
    wanted = asked.get(node.operator)
    before, after = _asked(left, wanted), _asked(right, wanted)
    return before is not None and before == after


def _asked(node: Expression, wanted: BinaryOperator | None) -> tuple[str, str] | None:
    match node:
        case Binary(
            operator=operator,
            left=LibraryCall(function=Library.UPPER, arguments=(Name(name=name),)),
            right=Text(value=value),
        ) if operator is wanted:
            return name, value
    return None


def _without_repetition(labels: Iterable[Label]) -> tuple[Label, ...]:
    """Labels of which each text comes once."""
    kept: dict[object, Label] = {}
    for label in labels:
        match label:
            case ValueLabel(value=Text(value=text)):
                kept.setdefault(text, label)
            case _:
                kept[id(label)] = label
    return tuple(kept.values())


def _has_no_letters(node: Expression) -> bool:
    return isinstance(node, Text) and node.value.upper() == node.value.lower()
