"""IF and CASE."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from pseudocode_translator.generation import python_syntax as py
from pseudocode_translator.generation import tree
from pseudocode_translator.generation.generator import Generator
from pseudocode_translator.generation.writer import Elif, Else
from pseudocode_translator.model import nodes
from pseudocode_translator.model.nodes import Binary, BinaryOperator, Expression
from pseudocode_translator.model.program import (
    Branch,
    Case,
    CaseBranch,
    ConditionLabel,
    If,
    Label,
    RangeLabel,
    ValueLabel,
)
from pseudocode_translator.model.statements import Blank, Comment
from pseudocode_translator.model.types import BOOLEAN

MOST_BRANCHES = 1000
"""Python's compiler takes about 3000 `elif`."""


def write_if(g: Generator, node: If) -> None:
    """Write IF, ELSE IF and ELSE."""
    for number, branch in enumerate(node.branches):
        if number == MOST_BRANCHES:
            _write_too_many(g, branch)
            return
        test = g.expressions.condition(branch.condition)
        header = Elif(test) if number else ast.If(test, [], [])
        with g.open(header, branch.span.line, branch.body):
            g.block(branch.body, node)
    _write_otherwise(g, node, node.otherwise)


def _write_too_many(g: Generator, branch: Branch | CaseBranch) -> None:
    with g.open(Else(), branch.span.line):
        g.refuse("Python takes no more branches here", branch.span.line)


def _write_otherwise(g: Generator, around: If | Case, otherwise: tree.Body | None) -> None:
    if otherwise is not None:
        with g.open(Else(), 0, otherwise):
            g.block(otherwise, around)


def write_case(g: Generator, node: Case) -> None:
    """Write CASE as `match` where all labels are constants, else as a chain of tests."""
    branches = [part for part in _merged(node) if isinstance(part, CaseBranch)]
    if not branches:
        _write_without_branches(g, node)
    elif any(branch.falls_through for branch in branches[:-1]) or (
        branches[-1].falls_through and node.otherwise
    ):
        _write_falling(g, node, branches)
    elif all(_is_constant(label) for branch in branches for label in branch.labels):
        _write_match(g, node)
    else:
        _write_chain(g, node)


def _merged(node: Case) -> Iterator[CaseBranch | Comment | Blank]:
    """The branches; labels without a body of their own join those of the next branch."""
    labels: tuple[Label, ...] = ()
    for part in node.branches:
        if not isinstance(part, CaseBranch):
            yield part
        elif part.falls_through and not part.body:
            labels += part.labels
        else:
            yield CaseBranch(part.span, labels + part.labels, part.body, part.falls_through)
            labels = ()
    if labels:
        yield CaseBranch(node.span, labels, node.otherwise or ())


def _write_without_branches(g: Generator, node: Case) -> None:
    for part in node.branches:
        if not isinstance(part, CaseBranch):
            g.statement(part)
    value = g.expressions.value(node.subject)
    if isinstance(value, ast.Call):
        g.write(ast.Expr(value), node.span.line)
    g.block(node.otherwise or (), node)


def _is_constant(label: Label) -> bool:
    if not isinstance(label, ValueLabel):
        return False
    match label.value:
        case nodes.Unary(operator=nodes.UnaryOperator.NEGATE, operand=inner):
            return isinstance(inner, nodes.Integer | nodes.Real)
    return isinstance(
        label.value,
        nodes.Integer
        | nodes.Real
        | nodes.Text
        | nodes.Character
        | nodes.Boolean
        | nodes.EnumMember,
    )


def _write_match(g: Generator, node: Case) -> None:
    with g.open(ast.Match(g.expressions.value(node.subject), []), node.span.line):
        for part in _merged(node):
            if not isinstance(part, CaseBranch):
                g.statement(part)
                continue
            patterns = [
                _pattern(g, label.value) for label in part.labels if isinstance(label, ValueLabel)
            ]
            pattern = patterns[0] if len(patterns) == 1 else ast.MatchOr(patterns)
            with g.open(ast.match_case(pattern, None, []), part.span.line, part.body):
                g.block(part.body, node)
        if node.otherwise is not None:
            with g.open(ast.match_case(ast.MatchAs(), None, []), 0, node.otherwise):
                g.block(node.otherwise, node)


def _pattern(g: Generator, value: Expression) -> ast.pattern:
    if isinstance(value, nodes.Boolean):
        return ast.MatchSingleton(value.value)
    return ast.MatchValue(g.expressions.value(value))


def _write_chain(g: Generator, node: Case) -> None:
    subject = _subject(g, node)
    number = 0
    for part in _merged(node):
        if isinstance(part, Comment) or (isinstance(part, Blank) and not number):
            g.statement(part)
        elif isinstance(part, CaseBranch):
            if number == MOST_BRANCHES:
                _write_too_many(g, part)
                return
            test = _test(g, subject, part)
            header = Elif(test) if number else ast.If(test, [], [])
            number += 1
            with g.open(header, part.span.line, part.body):
                g.block(part.body, node)
    _write_otherwise(g, node, node.otherwise)


def _subject(g: Generator, node: Case) -> Expression:
    """The subject as something that can be repeated without being computed again."""
    labels = [b.labels for b in node.branches if isinstance(b, CaseBranch)]
    uses = sum(not isinstance(label, ConditionLabel) for found in labels for label in found)
    is_simple = isinstance(node.subject, nodes.Name | nodes.Boolean | nodes.Integer)
    if is_simple or uses == 1 or (uses == 0 and not _acts(node.subject)):
        return node.subject
    alias = g.context.alias("subject", node.subject.type, node.subject.span)
    value = g.expressions.value(node.subject)
    g.assign(py.name(g.context.variable(alias.name)), value, node.span.line)
    return alias


def _acts(subject: Expression) -> bool:
    """To compute the subject may do something, or fail; then it must be computed."""
    return any(not isinstance(part, nodes.Name) for part in tree.every_part(subject))


def _test(g: Generator, subject: Expression, branch: CaseBranch) -> ast.expr:
    tests = [_label_test(g, subject, label) for label in branch.labels]
    return tests[0] if len(tests) == 1 else ast.BoolOp(ast.Or(), tests)


def _label_test(g: Generator, subject: Expression, label: Label) -> ast.expr:
    match label:
        case ConditionLabel(condition=condition):
            return g.expressions.condition(condition)
        case ValueLabel(span=span, value=value):
            equal = Binary(span, BinaryOperator.EQUAL, subject, value, BOOLEAN)
            return g.expressions.condition(equal)
        case RangeLabel(span=span, low=low, high=high):
            from_low = Binary(span, BinaryOperator.LESS_OR_EQUAL, low, subject, BOOLEAN)
            to_high = Binary(span, BinaryOperator.LESS_OR_EQUAL, subject, high, BOOLEAN)
            return _between(g.expressions.condition(from_low), g.expressions.condition(to_high))


def _between(first: ast.expr, second: ast.expr) -> ast.expr:
    """Join ``low <= x`` and ``x <= high``."""
    if (
        isinstance(first, ast.Compare)
        and isinstance(second, ast.Compare)
        and len(first.ops) == len(second.ops) == 1
        and ast.dump(first.comparators[0]) == ast.dump(second.left)
    ):
        ends = [*first.comparators, *second.comparators]
        return ast.Compare(first.left, [*first.ops, *second.ops], ends)
    return ast.BoolOp(ast.And(), [first, second])


def _write_falling(g: Generator, node: Case, branches: list[CaseBranch]) -> None:
    """Write branches of which some go on with the next one, as in C without ``break``."""
    subject = _subject(g, node)
    line = node.span.line
    found, falling = (py.name(g.context.temporary(h)) for h in ("found", "falling"))
    g.assign(found, py.truth(False), line)
    g.assign(falling, py.truth(False), line)
    for branch in branches:
        fresh = ast.BoolOp(ast.And(), [py.negation(found), _test(g, subject, branch)])
        test = ast.BoolOp(ast.Or(), [falling, fresh])
        with g.open(ast.If(test, [], []), branch.span.line, branch.body):
            g.assign(found, py.truth(True), branch.span.line)
            g.assign(falling, py.truth(branch.falls_through), branch.span.line)
            g.block(branch.body, node)
    if node.otherwise is not None:
        test = ast.BoolOp(ast.Or(), [falling, py.negation(found)])
        with g.open(ast.If(test, [], []), 0, node.otherwise):
            g.block(node.otherwise, node)
