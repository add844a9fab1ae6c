"""Simple statements and the headers of blocks on one line."""

import ast
from collections.abc import Callable
from typing import Any

from pseudocode_translator.generation.flat import (
    argument_text,
    bare,
    keyword_text,
    parameters,
    text,
)
from pseudocode_translator.generation.headers import Elif, Else, Finally, Header, Try
from pseudocode_translator.generation.precedence import NAMED, OPERATORS


def statement_text(node: ast.stmt) -> str:
    """Return a simple statement.

    Raises:
        TypeError: not a simple statement.
    """
    printer = _STATEMENTS.get(type(node))
    if printer is None:
        message = f"not a simple statement: {type(node).__name__}"
        raise TypeError(message)
    return printer(node)


def header_text(header: Header) -> str:
    """Return the header of a block without decorators and without the colon."""
    return _HEADERS[type(header)](header)


def value_text(value: ast.expr, target: ast.expr) -> str:
    """Return an assigned value; a tuple assigned to a tuple goes bare: `a, b = b, a`."""
    return bare(value) if isinstance(target, ast.Tuple) else text(value)


def pattern_text(node: ast.pattern | None, *, is_nested: bool = False) -> str:
    """Return the pattern of a `case`.

    Raises:
        TypeError: a kind of pattern that the generator has no use for.
    """
    match node:
        case ast.MatchValue(value=value):
            return text(value)
        case ast.MatchSingleton(value=value):
            return str(value)
        case ast.MatchOr(patterns=patterns):
            shown = " | ".join([pattern_text(part, is_nested=True) for part in patterns])
            return f"({shown})" if is_nested else shown
        case ast.MatchAs(pattern=None, name=name):
            return name or "_"
        case ast.MatchAs(pattern=pattern, name=name):
            shown = f"{pattern_text(pattern)} as {name}"
            return f"({shown})" if is_nested else shown
        case ast.MatchStar(name=name):
            return f"*{name or '_'}"
        case ast.MatchSequence(patterns=patterns):
            return f"[{', '.join([pattern_text(part) for part in patterns])}]"
        case ast.MatchClass():
            return f"{text(node.cls)}({', '.join(class_patterns(node, pattern_text))})"
        case _:
            message = f"no Python text for the pattern {type(node).__name__}"
            raise TypeError(message)


def class_patterns(node: ast.MatchClass, show: Callable[[ast.pattern], str]) -> list[str]:
    """Return what stands between the parentheses of a class pattern."""
    named = zip(node.kwd_attrs, node.kwd_patterns, strict=True)
    return [*map(show, node.patterns), *[f"{name}={show(part)}" for name, part in named]]


def _assign(node: ast.Assign) -> str:
    targets = "".join([f"{bare(target)} = " for target in node.targets])
    return targets + value_text(node.value, node.targets[-1])


def _annotated(node: ast.AnnAssign) -> str:
    shown = f"{text(node.target)}: {text(node.annotation)}"
    return shown if node.value is None else f"{shown} = {text(node.value)}"


def _augmented(node: ast.AugAssign) -> str:
    return f"{text(node.target)} {OPERATORS[type(node.op)][0]}= {text(node.value)}"


def _expression(node: ast.Expr) -> str:
    return text(node.value)


def _return(node: ast.Return) -> str:
    return "return" if node.value is None else f"return {bare(node.value)}"


def _raise(node: ast.Raise) -> str:
    if node.exc is None:
        return "raise"
    cause = "" if node.cause is None else f" from {text(node.cause)}"
    return f"raise {text(node.exc)}{cause}"


def _assert(node: ast.Assert) -> str:
    message = "" if node.msg is None else f", {text(node.msg)}"
    return f"assert {text(node.test)}{message}"


def _delete(node: ast.Delete) -> str:
    return f"del {', '.join(map(text, node.targets))}"


def _import(node: ast.Import) -> str:
    return f"import {', '.join(map(alias_text, node.names))}"


def _import_from(node: ast.ImportFrom) -> str:
    return f"{import_source(node)} {', '.join(map(alias_text, node.names))}"


def import_source(node: ast.ImportFrom) -> str:
    """Return `from module import`."""
    return f"from {'.' * node.level}{node.module or ''} import"


def alias_text(node: ast.alias) -> str:
    """Return `name` or `name as other`."""
    return node.name if node.asname is None else f"{node.name} as {node.asname}"


def _function(node: ast.FunctionDef) -> str:
    shown = ", ".join(["".join(pieces) for pieces in parameters(node.args, text)])
    returns = "" if node.returns is None else f" -> {text(node.returns)}"
    return f"def {node.name}({shown}){returns}"


def _class(node: ast.ClassDef) -> str:
    if len(node.bases) == 1 and not node.keywords:
        return f"class {node.name}({argument_text(node.bases[0])})"
    arguments = [*map(text, node.bases), *map(keyword_text, node.keywords)]
    return f"class {node.name}({', '.join(arguments)})" if arguments else f"class {node.name}"


def _case(node: ast.match_case) -> str:
    guard = "" if node.guard is None else f" if {text(node.guard, NAMED)}"
    return f"case {pattern_text(node.pattern)}{guard}"


def _with(node: ast.With) -> str:
    return f"with {', '.join(map(with_item_text, node.items))}"


def with_item_text(item: ast.withitem) -> str:
    """Return `context` or `context as target`."""
    context = text(item.context_expr)
    return context if item.optional_vars is None else f"{context} as {text(item.optional_vars)}"


def _except(node: ast.ExceptHandler) -> str:
    if node.type is None:
        return "except"
    name = "" if node.name is None else f" as {node.name}"
    return f"except {text(node.type)}{name}"


_STATEMENTS: dict[type[ast.stmt], Callable[[Any], str]] = {
    ast.Assign: _assign,
    ast.AnnAssign: _annotated,
    ast.AugAssign: _augmented,
    ast.Expr: _expression,
    ast.Return: _return,
    ast.Raise: _raise,
    ast.Assert: _assert,
    ast.Delete: _delete,
    ast.Import: _import,
    ast.ImportFrom: _import_from,
    ast.Pass: lambda node: "pass",
    ast.Break: lambda node: "break",
    ast.Continue: lambda node: "continue",
    ast.Global: lambda node: f"global {', '.join(node.names)}",
    ast.Nonlocal: lambda node: f"nonlocal {', '.join(node.names)}",
}

_HEADERS: dict[type[Any], Callable[[Any], str]] = {
    ast.If: lambda node: f"if {text(node.test, NAMED)}",
    Elif: lambda node: f"elif {text(node.test, NAMED)}",
    Else: lambda node: "else",
    ast.While: lambda node: f"while {text(node.test, NAMED)}",
    ast.For: lambda node: f"for {bare(node.target)} in {text(node.iter)}",
    ast.FunctionDef: _function,
    ast.ClassDef: _class,
    ast.Match: lambda node: f"match {text(node.subject, NAMED)}",
    ast.match_case: _case,
    ast.With: _with,
    Try: lambda node: "try",
    ast.ExceptHandler: _except,
    Finally: lambda node: "finally",
}
