"""Helpers for generated programs: which there are, what they need, their source.

The sources are the modules of `prelude_source`. They are read as text and copied as they
stand, so that what runs in generated programs is what our tests run.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

_PACKAGE = "pseudocode_translator.generation.prelude_source"
_MODULES = (
    "failing",
    "numbers",
    "texts",
    "arrays",
    "sequences",
    "views",
    "references",
    "files",
    "text_files",
)
"""In the order in which their helpers stand in a program."""
_OPTIONAL = frozenset(
    {
        "Array.copy",
        "Array.fill",
        "Array.insert",
        "Array.pop",
        "ArrayView.append",
        "ArrayView.remove",
        "Ref.__deepcopy__",
    }
)
"""Methods that only programs have which ask for them by this name."""


@dataclass(frozen=True, slots=True, order=True)
class Import:
    """``import module``, or ``from module import name``."""

    module: str
    name: str | None = None

    @property
    def local_name(self) -> str:
        """What the importing module calls it."""
        return self.name or self.module


@dataclass(frozen=True, slots=True)
class Helper:
    """A function, class or constant that programs may need."""

    name: str
    source: str
    """As it stands in its module, without a line feed at the end."""
    needs: tuple[str, ...]
    """Other helpers that it uses."""
    imports: tuple[Import, ...]
    """What it uses of the standard library."""
    builtins: tuple[str, ...]
    """What it uses of Python itself, such as ``max``."""


@cache
def helpers() -> Mapping[str, Helper]:
    """All helpers by name, in the order in which they stand in a program."""
    found: dict[str, Helper] = {}
    for module in _MODULES:
        source = resources.files(_PACKAGE).joinpath(f"{module}.py").read_text(encoding="utf-8")
        found.update((helper.name, helper) for helper in _helpers_of(source))
    return found


def needed(names: Collection[str]) -> tuple[Helper, ...]:
    """Find the helpers of these names and all that they need, in order.

    Names of Python itself, such as ``max``, may be among them and need nothing; so do the
    optional methods of classes that are there anyway.
    """
    known = helpers()
    waiting, wanted = list(set(names) - _OPTIONAL), set[str]()
    while waiting:
        name = waiting.pop()
        if name not in wanted and not hasattr(builtins, name):
            wanted.add(name)
            waiting.extend(known[name].needs)
    left_out = _OPTIONAL.difference(names)
    return tuple(_trimmed(known[name], left_out) for name in known if name in wanted)


def reserved_names(names: Collection[str]) -> frozenset[str]:
    """Collect the names that a program with these helpers cannot use for itself."""
    reserved = set(names)
    for helper in needed(names):
        reserved.add(helper.name)
        reserved.update(helper.builtins)
        reserved.update(item.local_name for item in helper.imports)
    return frozenset(reserved)


def _trimmed(helper: Helper, left_out: Collection[str]) -> Helper:
    """Leave optional methods out of a class."""
    tree = ast.parse(helper.source)
    lines: list[str | None] = list(helper.source.split("\n"))
    for method in ast.walk(tree):
        if isinstance(method, ast.FunctionDef) and f"{helper.name}.{method.name}" in left_out:
            # With the empty line above it.
            count = (method.end_lineno or method.lineno) - method.lineno + 2
            lines[method.lineno - 2 : method.lineno - 2 + count] = [None] * count
    source = "\n".join(line for line in lines if line is not None)
    imports = {item.local_name: item for item in helper.imports}
    return _helper(helper.name, ast.parse(source).body[0], source, imports)


def _helpers_of(source: str) -> list[Helper]:
    tree = ast.parse(source)
    imports = {item.local_name: item for item in _imports(tree)}
    return [
        _helper(name, node, source, imports)
        for node in tree.body
        if (name := _defined(node)) is not None
    ]


def _helper(name: str, node: ast.stmt, source: str, imports: Mapping[str, Import]) -> Helper:
    used = sorted(_used(node) - {name})
    return Helper(
        name,
        "\n".join(source.split("\n")[node.lineno - 1 : node.end_lineno]),
        tuple(n for n in used if n not in imports and not hasattr(builtins, n)),
        tuple(sorted(imports[n] for n in used if n in imports)),
        tuple(n for n in used if hasattr(builtins, n)),
    )


def _imports(tree: ast.Module) -> list[Import]:
    found: list[Import] = []
    for node in tree.body:
        if isinstance(node, ast.Import):
            found += [Import(alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [Import(node.module, alias.name) for alias in node.names]
    return found


def _defined(node: ast.stmt) -> str | None:
    """Tell which name a statement of a module defines."""
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return name
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
        case _:
            return None


def _used(node: ast.stmt) -> set[str]:
    """Find the names a helper takes from outside; those it binds itself are its own."""
    names = [part for part in ast.walk(node) if isinstance(part, ast.Name)]
    own = {part.id for part in names if isinstance(part.ctx, ast.Store)}
    own |= {part.arg for part in ast.walk(node) if isinstance(part, ast.arg)}
    return {part.id for part in names if isinstance(part.ctx, ast.Load)} - own
