"""Python as text: does it compile, and is every name of it bound somewhere?"""

from __future__ import annotations

import ast
import builtins
import symtable
from collections.abc import Iterator

from pseudocode_translator.model.codes import diagnose
from pseudocode_translator.model.diagnostics import Diagnostic, Span

_MODULE_NAMES = frozenset({"__name__", "__file__", "__doc__", "__builtins__", "__annotations__"})
"""What every module has, beside the built-in names."""


def check_python_syntax(text: str) -> list[Diagnostic]:
    """Say where Python cannot read the text; nothing is run.

    Raises:
        RecursionError, MemoryError: It is too deep for Python's compiler.
    """
    try:
        compile(text, "<python>", "exec", dont_inherit=True)
    except (SyntaxError, ValueError) as error:  # ValueError: a null character.
        line = max(getattr(error, "lineno", None) or 1, 1)
        column = max(getattr(error, "offset", None) or 1, 1)
        place = Span(line, column, line, column)
        return [diagnose("PS901", place, f"this Python does not compile ({error.args[0]})")]
    return []


def check_python_names(text: str) -> list[Diagnostic]:
    """Find names that are used but never bound, in text that compiles; each once."""
    tree = ast.parse(text)
    unbound = _unbound(symtable.symtable(text, "<python>", "exec"))
    if _has_star_import(tree):
        return []  # What it brings is anybody's guess.
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in unbound:
            unbound.remove(node.id)
            end_line, end_column = node.end_lineno or node.lineno, node.end_col_offset or 0
            place = Span(node.lineno, node.col_offset + 1, end_line, end_column + 1)
            found.append(diagnose("PS903", place, f"nothing gives {node.id} a value"))
    return sorted(found, key=lambda diagnostic: diagnostic.span)


def _unbound(module: symtable.SymbolTable) -> set[str]:
    bound: set[str] = set(_MODULE_NAMES) | set(dir(builtins))
    used: set[str] = set()
    for table in _tables(module):
        is_module = table is module
        for symbol in table.get_symbols():
            # In the module itself every name is one of the module, whatever the table says.
            if not (is_module or symbol.is_global()):
                continue
            name = symbol.get_name()
            if symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace():
                bound.add(name)
            if symbol.is_referenced():
                used.add(name)
    return used - bound


def _tables(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    yield table
    for child in table.get_children():
        yield from _tables(child)


def _has_star_import(tree: ast.Module) -> bool:
    return any(
        isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names)
        for node in ast.walk(tree)
    )
