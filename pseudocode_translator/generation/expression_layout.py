"""Documents of expressions: where ruff breaks each kind of them."""

import ast
from collections.abc import Callable, Iterable
from itertools import count
from typing import Any

from pseudocode_translator.generation import flat
from pseudocode_translator.generation.brackets import (
    INSIDE,
    Level,
    bracketed,
    group_in_brackets,
    parenthesized_as_last_resort,
    parenthesized_if_broken,
    space_in_brackets,
)
from pseudocode_translator.generation.document import (
    SOFT,
    SPACE,
    BestFit,
    BestFitParentheses,
    Doc,
    Group,
    IfBroken,
    IfFlat,
    hard_block_indent,
)
from pseudocode_translator.generation.operations import Operand, operation
from pseudocode_translator.generation.precedence import (
    ATOM,
    BIT_OR,
    NAMED,
    OR,
    TEST,
    UNARY,
    operand_need,
    precedence,
    value_need,
)
from pseudocode_translator.generation.shapes import (
    Splits,
    Wish,
    breaks_inside_first,
    has_own_brackets,
    is_fluent,
    wish,
)
from pseudocode_translator.model.deadline import checkpoint

Chain = ast.Attribute | ast.Call | ast.Subscript


class ExpressionLayout:
    """Builds the documents of the expressions of one statement."""

    def __init__(self, splits: Splits) -> None:
        self.splits = splits
        """Strings that do not fit on any line, and the literals to split them into."""
        self._numbers = count(1)

    def new_group(self) -> int:
        """Return a number for a group that others refer to."""
        return next(self._numbers)

    def in_statement(self, node: ast.expr, need: int = TEST) -> Doc:
        """Return an expression in parentheses only if it takes them to break it."""
        if precedence(node) < need:
            return self.placed(node, need, None)
        match wish(node, self.splits):
            case Wish.NEVER:
                return self.show(node, None)
            case Wish.IF_IT_HELPS:
                group = self.new_group()
                return BestFitParentheses(self.show(node, group), group)
            case Wish.IF_BROKEN:
                return self.parenthesized_at_need(node)

    def parenthesized_at_need(self, node: ast.expr) -> Doc:
        """Return an expression in parentheses if it does not fit by breaking its brackets."""
        if breaks_inside_first(node):
            group = self.new_group()
            return parenthesized_as_last_resort(self.show(node, group), group)
        return parenthesized_if_broken(self.show(node, INSIDE))

    def placed(self, node: ast.expr, need: int, level: Level) -> Doc:
        """Return an expression inside of another one, in parentheses if the tree needs them."""
        if precedence(node) < need:
            return bracketed("(", self.show(node, INSIDE), ")", level)
        return self.show(node, level)

    def show(self, node: ast.expr, level: Level) -> Doc:
        """Return an expression without parentheses around it."""
        checkpoint()
        if isinstance(node, Chain):
            return self.chain(node, level, None)
        if isinstance(node, ast.BinOp | ast.Compare | ast.BoolOp):
            return operation(node, level, self._operand, self._is_split)
        builder = _BUILDERS.get(type(node))
        return builder(self, node, level) if builder else self._leaf(node, level)

    def chain(self, node: Chain, level: Level, is_in_fluent: bool | None) -> Doc:
        """Return attributes, calls and subscripts, before whose dots a fluent chain breaks."""
        fluent = is_in_fluent
        if fluent is None:
            fluent = level is not None and is_fluent(node)
        match node:
            case ast.Attribute(value=value):
                parts = [self._link(value, value_need(value), level, fluent)]
                if fluent and (
                    precedence(value) < value_need(value)
                    or isinstance(value, ast.Call | ast.Subscript)
                ):
                    parts.append(SOFT)
                parts.append("." + node.attr)
            case ast.Call(func=func):
                parts = [self._link(func, ATOM, level, fluent), self.arguments(node, level)]
            case ast.Subscript(value=value):
                index = bracketed("[", self._index(node.slice), "]", level)
                parts = [self._link(value, ATOM, level, fluent), index]
        return Group(parts) if fluent and is_in_fluent is None else parts

    def _link(self, node: ast.expr, need: int, level: Level, fluent: bool) -> Doc:
        if isinstance(node, Chain) and precedence(node) >= need:
            return self.chain(node, level, fluent)
        return self.placed(node, need, level)

    def arguments(self, node: ast.Call | ast.ClassDef, level: Level) -> Doc:
        """Return the arguments of a call or a class, parentheses included."""
        positional = node.args if isinstance(node, ast.Call) else node.bases
        if not positional and not node.keywords:
            return "()"
        if len(positional) == 1 and not node.keywords:
            only = positional[0]
            if isinstance(only, ast.GeneratorExp):
                content: Doc = self._comprehension([self.show(only.elt, INSIDE)], only.generators)
                return bracketed("(", content, ")", level)
            return bracketed("(", Group(self.placed(only, NAMED, INSIDE)), ")", level)
        shown = [self.placed(argument, TEST, INSIDE) for argument in positional]
        shown += [self._keyword(argument) for argument in node.keywords]
        return bracketed("(", Group(listed(shown)), ")", level)

    def _keyword(self, node: ast.keyword) -> Doc:
        if node.arg is None:
            return ["**", self.placed(node.value, BIT_OR, INSIDE)]
        return [f"{node.arg}=", self.placed(node.value, TEST, INSIDE)]

    def _index(self, index: ast.expr) -> Doc:
        if isinstance(index, ast.Tuple) and flat.is_bare_index(index):
            if len(index.elts) == 1:
                return [self._index_part(index.elts[0]), ","]
            return Group(listed(map(self._index_part, index.elts)))
        return self._index_part(index)

    def _index_part(self, index: ast.expr) -> Doc:
        if isinstance(index, ast.Slice):
            return flat.slice_pieces(index, lambda part: self.placed(part, TEST, INSIDE))
        return self.placed(index, TEST, INSIDE)

    def _operand(self, operand: Operand, level: Level) -> Doc:
        return self.placed(operand.node, operand.need, level)

    def _is_split(self, node: ast.expr) -> bool:
        return id(node) in self.splits

    def _leaf(self, node: ast.expr, level: Level) -> Doc:
        literals = self.splits.get(id(node))
        if literals is None or level is None:
            return flat.text(node)
        return group_in_brackets(
            [IfFlat(flat.text(node)), IfBroken(string_lines(literals, level))], level
        )

    def _unary(self, node: ast.UnaryOp, level: Level) -> Doc:
        operand = self.placed(node.operand, operand_need(node), level)
        return [UNARY[type(node.op)][0], operand]

    def _conditional(self, node: ast.IfExp, level: Level) -> Doc:
        return group_in_brackets(self._branches(node, level), level)

    def _branches(self, node: ast.IfExp, level: Level) -> Doc:
        shown: list[Doc] = [
            self.placed(node.body, OR, level),
            space_in_brackets(level),
            "if ",
            self.placed(node.test, OR, level),
            space_in_brackets(level),
            "else ",
        ]
        if isinstance(node.orelse, ast.IfExp):
            return [*shown, self._branches(node.orelse, level)]
        return [*shown, group_in_brackets(self.placed(node.orelse, TEST, level), level)]

    def _lambda(self, node: ast.Lambda, level: Level) -> Doc:
        return self.function_literal(node, level)

    def function_literal(self, node: ast.Lambda, level: Level) -> list[Doc]:
        """Return the head of a lambda on one line, and its body."""
        parameters = ["".join(part) for part in flat.parameters(node.args, flat.text)]
        head = f"lambda {', '.join(parameters)}: " if parameters else "lambda: "
        return [head, self._lambda_body(node.body, level)]

    def _lambda_body(self, body: ast.expr, level: Level) -> Doc:
        if isinstance(body, ast.Call | ast.Subscript):
            if is_fluent(body):
                return parenthesized_if_broken(self.show(body, INSIDE))
            shown = self.show(body, level)
            enclosed: Doc = ["(", hard_block_indent(shown), ")"]
            return BestFit((shown, Group(shown, is_expanded=True), enclosed))
        if has_own_brackets(body):
            return self.show(body, level)
        if precedence(body) < TEST:
            return self.placed(body, TEST, level)
        return parenthesized_if_broken(self.show(body, INSIDE))

    def _sequence(self, node: ast.List | ast.Set | ast.Tuple, level: Level) -> Doc:
        left, right = _BRACKETS[type(node)]
        if not node.elts:
            return left + right
        need = NAMED if isinstance(node, ast.List) else TEST
        shown = [self.placed(element, need, INSIDE) for element in node.elts]
        if isinstance(node, ast.Tuple) and len(shown) == 1:
            return bracketed(left, [shown[0], ","], right, level)
        return bracketed(left, listed(shown), right, level)

    def bare_tuple(self, node: ast.Tuple, level: Level) -> Doc:
        """Return the elements of a tuple that gets no parentheses of its own."""
        return listed([self.placed(element, TEST, level) for element in node.elts])

    def _dict(self, node: ast.Dict, level: Level) -> Doc:
        if not node.values:
            return "{}"
        pairs = zip(node.keys, node.values, strict=True)
        return bracketed("{", listed([self._pair(key, value) for key, value in pairs]), "}", level)

    def _pair(self, key: ast.expr | None, value: ast.expr) -> Doc:
        if key is None:
            return Group(["**", self.placed(value, BIT_OR, INSIDE)])
        shown = self.placed(key, TEST, INSIDE)
        return Group([shown, ": ", self.placed(value, TEST, INSIDE)])

    def _list_comprehension(self, node: ast.ListComp, level: Level) -> Doc:
        return self._bracketed_comprehension("[]", node.elt, node.generators, level)

    def _set_comprehension(self, node: ast.SetComp, level: Level) -> Doc:
        return self._bracketed_comprehension("{}", node.elt, node.generators, level)

    def _generator(self, node: ast.GeneratorExp, level: Level) -> Doc:
        return self._bracketed_comprehension("()", node.elt, node.generators, level)

    def _bracketed_comprehension(
        self, brackets: str, element: ast.expr, generators: list[ast.comprehension], level: Level
    ) -> Doc:
        shown = [self.placed(element, TEST, INSIDE)]
        return bracketed(brackets[0], self._comprehension(shown, generators), brackets[1], level)

    def _dict_comprehension(self, node: ast.DictComp, level: Level) -> Doc:
        key = self.placed(node.key, TEST, INSIDE)
        shown: list[Doc] = [Group(key), ": ", self.placed(node.value, TEST, INSIDE)]
        return bracketed("{", self._comprehension(shown, node.generators), "}", level)

    def _comprehension(self, element: list[Doc], generators: list[ast.comprehension]) -> Doc:
        shown: list[Doc] = [Group(element)]
        for generator in generators:
            iterable = self.placed(generator.iter, OR, INSIDE)
            shown += [SPACE, "for ", self._loop_target(generator.target), " in ", iterable]
            for condition in generator.ifs:
                shown += [SPACE, "if ", self.placed(condition, OR, INSIDE)]
        return Group(shown)

    def _loop_target(self, node: ast.expr) -> Doc:
        if isinstance(node, ast.Tuple) and len(node.elts) > 1:
            # ruff never breaks between the targets of a comprehension.
            shown: list[Doc] = []
            for element in node.elts:
                shown += [", ", self.placed(element, TEST, INSIDE)]
            return shown[1:]
        return self.placed(node, TEST, INSIDE)

    def _named(self, node: ast.NamedExpr, level: Level) -> Doc:
        target = [self.show(node.target, level), space_in_brackets(level)]
        value = self.placed(node.value, TEST, level)
        return [group_in_brackets(target, level), ":= ", value]

    def _starred(self, node: ast.Starred, level: Level) -> Doc:
        return ["*", self.placed(node.value, BIT_OR, level)]


def listed(shown: Iterable[Doc]) -> list[Doc]:
    """Return elements with commas; more than one of them get a comma after the last if broken."""
    parts: list[Doc] = []
    for part in shown:
        parts += [",", SPACE, part]
    return [*parts[2:], IfBroken(",")] if len(parts) > 3 else parts[2:]


def string_lines(literals: list[str], level: Level) -> Doc:
    """Return the literals of a split string, one on each line."""
    shown: list[Doc] = []
    for literal in literals:
        shown += [space_in_brackets(level), literal]
    return shown[1:]


_BRACKETS: dict[type[ast.expr], tuple[str, str]] = {
    ast.List: ("[", "]"),
    ast.Set: ("{", "}"),
    ast.Tuple: ("(", ")"),
}

_BUILDERS: dict[type[ast.expr], Callable[[ExpressionLayout, Any, Level], Doc]] = {
    ast.UnaryOp: ExpressionLayout._unary,
    ast.IfExp: ExpressionLayout._conditional,
    ast.Lambda: ExpressionLayout._lambda,
    ast.List: ExpressionLayout._sequence,
    ast.Set: ExpressionLayout._sequence,
    ast.Tuple: ExpressionLayout._sequence,
    ast.Dict: ExpressionLayout._dict,
    ast.ListComp: ExpressionLayout._list_comprehension,
    ast.SetComp: ExpressionLayout._set_comprehension,
    ast.GeneratorExp: ExpressionLayout._generator,
    ast.DictComp: ExpressionLayout._dict_comprehension,
    ast.NamedExpr: ExpressionLayout._named,
    ast.Starred: ExpressionLayout._starred,
}
