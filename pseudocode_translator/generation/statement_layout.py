"""Documents of statements and headers: where they break when they are too long."""

import ast
from collections.abc import Callable
from typing import Any

from pseudocode_translator.generation import flat, flat_statements
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
    SPACE,
    BestFit,
    Doc,
    FitsExpanded,
    Group,
    IfBroken,
    Indent,
    block_indent,
    hard_block_indent,
)
from pseudocode_translator.generation.expression_layout import (
    ExpressionLayout,
    listed,
    string_lines,
)
from pseudocode_translator.generation.headers import Elif, Header
from pseudocode_translator.generation.precedence import NAMED, OPERATORS, TEST, precedence
from pseudocode_translator.generation.shapes import (
    Splits,
    Wish,
    breaks_inside_first,
    has_own_brackets,
    own_content,
    wish,
)


def statement_document(node: ast.stmt, splits: Splits) -> Doc:
    """Return the document of a simple statement."""
    build = _STATEMENTS.get(type(node))
    if build is None:
        return flat_statements.statement_text(node)
    return build(StatementLayout(splits), node)


def header_document(header: Header, splits: Splits) -> Doc:
    """Return the document of a header, colon included, decorators not."""
    build = _HEADERS.get(type(header))
    if build is None:
        return flat_statements.header_text(header) + ":"
    return [build(StatementLayout(splits), header), ":"]


def decorator_document(node: ast.expr, splits: Splits) -> Doc:
    """Return the document of a decorator."""
    return ["@", StatementLayout(splits).optional(node)]


class StatementLayout(ExpressionLayout):
    """Builds the document of one statement."""

    def optional(self, node: ast.expr) -> Doc:
        """Return an expression that never gets parentheses just to fit."""
        if precedence(node) >= TEST and wish(node, self.splits) is Wish.IF_IT_HELPS:
            return self.show(node, None)
        return self.in_statement(node)

    def value(self, node: ast.expr, *, is_bare: bool = False) -> Doc:
        """Return the value of an assignment or a `return`."""
        if id(node) in self.splits:
            return self._split_string(node)
        if isinstance(node, ast.Tuple) and is_bare and len(node.elts) > 1:
            return parenthesized_if_broken(self.bare_tuple(node, INSIDE))
        if isinstance(node, ast.Lambda):
            return self._assigned_lambda(node)
        return self.in_statement(node)

    def _assigned_lambda(self, node: ast.Lambda) -> Doc:
        # Its own body takes parentheses first; broken there, it counts as fitting.
        group = self.new_group()
        head, body = self.function_literal(node, group)
        content = [head, FitsExpanded(body, counts_first_line=False)]
        return parenthesized_as_last_resort(content, group)

    def _split_string(self, node: ast.expr) -> Doc:
        group = self.new_group()
        joined = flat.text(node)
        enclosed = Group(["(", block_indent(joined), ")"], group, is_expanded=True)
        return BestFit((joined, enclosed, self._string_block(node, group)), counts_all_lines=True)

    def _string_block(self, node: ast.expr, group: int) -> Doc:
        lines = string_lines(self.splits[id(node)], group)
        return Group(["(", hard_block_indent(lines), ")"], group, is_expanded=True)

    def _assign(self, node: ast.Assign) -> Doc:
        *others, last = node.targets
        is_bare = isinstance(last, ast.Tuple)
        if not others and not has_own_brackets(last):
            return [self.show(last, None), " = ", self.value(node.value, is_bare=is_bare)]
        shown: list[Doc] = []
        for index, target in enumerate(others):
            keeps_form = index == 0 or not _may_be_parenthesized(target)
            bare = self._target(target)
            shown += [bare if keeps_form else self._enclosed_target(target), " = "]
        return [*shown, self._last(self._last_target(last), " = ", node.value, is_bare=is_bare)]

    def _enclosed_target(self, node: ast.expr) -> Doc:
        return parenthesized_if_broken(self.show(node, INSIDE))

    def _target(self, node: ast.expr) -> Doc:
        if isinstance(node, ast.Tuple) and len(node.elts) > 1:
            return parenthesized_if_broken(self.bare_tuple(node, INSIDE))
        return self.show(node, None)

    def _last_target(self, node: ast.expr) -> Doc:
        if _may_be_parenthesized(node):
            return self.parenthesized_at_need(node)
        return self._target(node)

    def _last(self, before: Doc, operator: str, value: ast.expr, *, is_bare: bool = False) -> Doc:
        """Return target and value; the value is parenthesized before the target is broken."""
        left: list[Doc] = [before, operator]
        broken_left: list[Doc] = [Group(before, is_expanded=True), operator]
        if id(value) in self.splits:
            return self._last_string(left, broken_left, value)
        if not isinstance(value, _FITTED) or wish(value, self.splits) is not Wish.IF_IT_HELPS:
            return [*left, self.value(value, is_bare=is_bare)]
        shown = self.show(value, None)
        enclosed: Doc = ["(", Group(block_indent(shown), is_expanded=True), ")"]
        forms: list[Doc] = [[*left, shown]]
        if isinstance(value, ast.Attribute | ast.Call | ast.Subscript):
            forms.append([*left, Group(shown, is_expanded=True)])
        forms += [[*left, enclosed], [*broken_left, shown]]
        return BestFit(tuple(forms))

    def _last_string(self, left: list[Doc], broken_left: list[Doc], value: ast.expr) -> Doc:
        joined = flat.text(value)
        enclosed: Doc = ["(", Group(block_indent(joined), is_expanded=True), ")"]
        block = self._string_block(value, self.new_group())
        forms: tuple[Doc, ...] = (
            [*left, joined],
            [*left, enclosed],
            [*left, block],
            [*broken_left, joined],
            [*broken_left, enclosed],
            [*broken_left, block],
        )
        return BestFit(forms, counts_all_lines=True)

    def _annotated(self, node: ast.AnnAssign) -> Doc:
        target = [self.show(node.target, None), ": "]
        if node.value is None:
            return [*target, self.value(node.annotation)]
        if _may_be_parenthesized(node.annotation):
            annotation = self.parenthesized_at_need(node.annotation)
        else:
            annotation = self.show(node.annotation, None)
        return [*target, self._last(annotation, " = ", node.value)]

    def _augmented(self, node: ast.AugAssign) -> Doc:
        operator = f" {OPERATORS[type(node.op)][0]}= "
        if has_own_brackets(node.target):
            return self._last(self._last_target(node.target), operator, node.value)
        return [self.show(node.target, None), operator, self.value(node.value)]

    def _expression(self, node: ast.Expr) -> Doc:
        if isinstance(node.value, ast.BinOp | ast.BoolOp | ast.Compare):
            return self.optional(node.value)
        return self.placed(node.value, TEST, None)

    def _returned(self, node: ast.Return) -> Doc:
        value = node.value
        if value is None:
            return "return"
        if isinstance(value, ast.Tuple) and len(value.elts) == 2:
            group = self.new_group()
            return [
                "return ",
                parenthesized_as_last_resort(self.bare_tuple(value, group), group),
            ]
        return ["return ", self.value(value, is_bare=True)]

    def _raised(self, node: ast.Raise) -> Doc:
        if node.exc is None:
            return "raise"
        shown: list[Doc] = ["raise ", self.optional(node.exc)]
        return shown if node.cause is None else [*shown, " from ", self.optional(node.cause)]

    def _asserted(self, node: ast.Assert) -> Doc:
        shown: list[Doc] = ["assert ", self.in_statement(node.test)]
        if node.msg is None:
            return shown
        return [*shown, ", ", self._enclosed_if_broken(node.msg)]

    def _enclosed_if_broken(self, node: ast.expr, need: int = TEST) -> Doc:
        """Return an expression that gets parentheses even where they do not make it fit."""
        if precedence(node) < need or wish(node, self.splits) is Wish.NEVER:
            return self.in_statement(node, need)
        return self.parenthesized_at_need(node)

    def _deleted(self, node: ast.Delete) -> Doc:
        if len(node.targets) == 1:
            return ["del ", self.in_statement(node.targets[0])]
        targets = listed([self.show(target, INSIDE) for target in node.targets])
        return ["del ", parenthesized_if_broken(targets)]

    def _imported(self, node: ast.ImportFrom) -> Doc:
        names: list[Doc] = []
        for name in node.names:
            names += [",", SPACE, flat_statements.alias_text(name)]
        listed_names = [*names[2:], IfBroken(",")]
        return [flat_statements.import_source(node), " ", parenthesized_if_broken(listed_names)]

    def _scoped(self, node: ast.Global | ast.Nonlocal) -> Doc:
        word = "global" if isinstance(node, ast.Global) else "nonlocal"
        names: list[Doc] = []
        for name in node.names:
            names += [",", IfBroken(" \\"), SPACE, name]
        return Group([word, IfBroken(" \\"), Indent([SPACE, *names[3:]])])

    def _condition(self, node: ast.If | ast.While | Elif) -> Doc:
        word = {ast.If: "if ", ast.While: "while ", Elif: "elif "}[type(node)]
        return [word, self.in_statement(node.test, NAMED)]

    def _loop(self, node: ast.For) -> Doc:
        target = node.target
        if isinstance(target, ast.Tuple) and len(target.elts) > 1:
            group = self.new_group()
            shown = parenthesized_as_last_resort(self.bare_tuple(target, group), group)
        else:
            shown = self.in_statement(target)
        return ["for ", shown, " in ", self.in_statement(node.iter)]

    def _function(self, node: ast.FunctionDef) -> Doc:
        shown = flat.parameters(node.args, lambda part: self.placed(part, TEST, INSIDE))
        if not shown:
            parameters: Doc = "()"
        else:
            separated: list[Doc] = []
            for part in shown:
                separated += [",", SPACE, *part]
            inner: Doc = [*separated[2:], IfBroken(",")]
            parameters = ["(", block_indent(inner if len(shown) == 1 else Group(inner)), ")"]
        if node.returns is None:
            return [f"def {node.name}", Group(parameters)]
        returns = self._returns(node.returns, has_parameters=bool(shown))
        return [f"def {node.name}", Group([parameters, " -> ", returns])]

    def _returns(self, node: ast.expr, *, has_parameters: bool) -> Doc:
        wanted = wish(node, self.splits)
        if has_parameters:
            # Otherwise the annotation would break before the parameters do.
            is_subscript = isinstance(node, ast.Subscript) and wanted is Wish.IF_IT_HELPS
            return self.show(node, None) if is_subscript else self.in_statement(node)
        return self.show(node, None) if wanted is Wish.NEVER else self.parenthesized_at_need(node)

    def _class(self, node: ast.ClassDef) -> Doc:
        has_arguments = node.bases or node.keywords
        return [f"class {node.name}", self.arguments(node, None) if has_arguments else ""]

    def _match(self, node: ast.Match) -> Doc:
        return ["match ", self.in_statement(node.subject, NAMED)]

    def _case(self, node: ast.match_case) -> Doc:
        pattern = node.pattern
        if isinstance(pattern, ast.MatchOr):
            shown: Doc = parenthesized_if_broken(self._alternatives(pattern, INSIDE))
        elif isinstance(pattern, ast.MatchValue) and id(pattern.value) in self.splits:
            shown = parenthesized_if_broken(self.show(pattern.value, INSIDE))
        else:
            shown = self._pattern(pattern, None)
        if node.guard is None:
            return ["case ", shown]
        return ["case ", shown, " if ", self._enclosed_if_broken(node.guard, NAMED)]

    def _alternatives(self, node: ast.MatchOr, level: Level) -> Doc:
        shown: list[Doc] = []
        for part in node.patterns:
            shown += [space_in_brackets(level), "| ", self._pattern(part, level)]
        return group_in_brackets(shown[2:], level)

    def _pattern(self, node: ast.pattern, level: Level) -> Doc:
        if isinstance(node, ast.MatchOr):
            return bracketed("(", self._alternatives(node, INSIDE), ")", level)
        if isinstance(node, ast.MatchSequence) and node.patterns:
            parts = [self._pattern(part, INSIDE) for part in node.patterns]
            return bracketed("[", listed(parts), "]", level)
        if isinstance(node, ast.MatchValue):
            return self.show(node.value, level)
        return flat_statements.pattern_text(node)

    def _with(self, node: ast.With) -> Doc:
        if len(node.items) > 1:
            items = [self._with_item(item, INSIDE) for item in node.items]
            return ["with ", parenthesized_if_broken(listed(items))]
        item = node.items[0]
        if item.optional_vars is None:
            return ["with ", self.in_statement(item.context_expr)]
        context = item.context_expr
        if wish(context, self.splits) is Wish.IF_BROKEN and not breaks_inside_first(context):
            return ["with ", parenthesized_if_broken(self._with_item(item, INSIDE))]
        group = self.new_group()
        return ["with ", parenthesized_as_last_resort(self._with_item(item, group), group)]

    def _with_item(self, item: ast.withitem, level: Level) -> Doc:
        context = self.placed(item.context_expr, TEST, level)
        if item.optional_vars is None:
            return context
        return [context, " as ", flat.text(item.optional_vars)]


_FITTED = (
    ast.Name,
    ast.Constant,
    ast.JoinedStr,
    ast.Attribute,
    ast.Call,
    ast.Subscript,
)
"""Values for which ruff tries several ways to divide the line between target and value."""


def _may_be_parenthesized(node: ast.expr) -> bool:
    """Tell whether a target or an annotation may get parentheses; some break by themselves."""
    if has_own_brackets(node):
        return False
    while isinstance(node, ast.Attribute):
        if has_own_brackets(node.value):
            return False
        node = node.value
    return not (isinstance(node, ast.Subscript) or own_content(node))


_STATEMENTS: dict[type[ast.stmt], Callable[[StatementLayout, Any], Doc]] = {
    ast.Assign: StatementLayout._assign,
    ast.AnnAssign: StatementLayout._annotated,
    ast.AugAssign: StatementLayout._augmented,
    ast.Expr: StatementLayout._expression,
    ast.Return: StatementLayout._returned,
    ast.Raise: StatementLayout._raised,
    ast.Assert: StatementLayout._asserted,
    ast.Delete: StatementLayout._deleted,
    ast.ImportFrom: StatementLayout._imported,
    ast.Global: StatementLayout._scoped,
    ast.Nonlocal: StatementLayout._scoped,
}

_HEADERS: dict[type[Any], Callable[[StatementLayout, Any], Doc]] = {
    ast.If: StatementLayout._condition,
    Elif: StatementLayout._condition,
    ast.While: StatementLayout._condition,
    ast.For: StatementLayout._loop,
    ast.FunctionDef: StatementLayout._function,
    ast.ClassDef: StatementLayout._class,
    ast.Match: StatementLayout._match,
    ast.match_case: StatementLayout._case,
    ast.With: StatementLayout._with,
}
