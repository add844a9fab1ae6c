"""The Python name of everything that the author named.

The author's spelling is kept where Python allows it. A name that Python, or the
output itself, needs gets an underscore behind it; one that Python cannot spell is
spelled anew. Whatever comes in, what goes out is an identifier and nothing else.
"""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Collection, Iterable

from pseudocode_translator.generation import tree
from pseudocode_translator.generation.usage import MAIN, Routine, Usage
from pseudocode_translator.model.program import DefineClass, Program
from pseudocode_translator.model.scopes import Role
from pseudocode_translator.model.statements import Declare, DefineEnum, DefineRecord

_WORDS = """
    print input range int float str bool list tuple set dict len object type super
    isinstance open self cls _
"""
_UNCLEAR = "l O I"
"""ruff's E741: not to be told from digits in many fonts."""

ALWAYS_RESERVED = frozenset(
    [*keyword.kwlist, *_WORDS.split(), *_UNCLEAR.split()],
)
"""Names that no variable, subroutine, field or type of the output may have."""

CONSTRUCTOR = "__init__"
"""What Python calls the method that makes an object."""

_ENUM_RESERVED = frozenset({"name", "value", "mro", "auto"})
"""Names that mean something inside every Python enum."""


class Names:
    """Python names for one program, all different where they could meet."""

    def __init__(self, usage: Usage, reserved: Iterable[str] = ()) -> None:
        self._usage = usage
        program = usage.program
        self._reserved = ALWAYS_RESERVED.union(reserved)
        self._main = _Namespace(self._reserved)
        self.types = {name: self._main.add(name) for name in program.types}
        self.subroutines = {name: self._main.add(name) for name in program.subroutines}
        self._variables = {name: self._main.add(name) for name in program.scope.variables}
        self.main_variables = set(self._variables.values())
        """Python names of the variables and constants of the main program."""
        self._locals: dict[str, dict[str, str]] = {MAIN: {}}
        self._inside = _Namespace(self._reserved, frozenset(self.types.values()))
        self.fields = self._field_names(program)
        self.methods = self._method_names(usage)
        self._members: dict[str, dict[str, str]] = {}
        for routine in usage.routines.values():
            if routine.key != MAIN:
                self._locals[routine.key] = self._local_names(routine)

    def variable(self, routine: str, name: str) -> str:
        """The Python name of what a name stands for inside a routine."""
        known = self._usage.routines[routine]
        if name in known.attributes and name not in known.scope.variables:
            return f"self.{self.field(name)}"
        found = self._locals[routine].get(name) or self._variables.get(name)
        if found is None:
            # Nobody knows the name: only a program with errors has one.
            found = self._variables[name] = self._main.add(name)
            self.main_variables.add(found)
        return found

    def mark_unused(self, routine: str, python_names: set[str]) -> bool:
        """Rename local variables that the output only assigns; tell whether any were."""
        names = self._locals[routine]
        taken = _Namespace(self._reserved, self._main.taken, set(names.values()))
        renamed = False
        for name, shown in names.items():
            if shown in python_names:
                names[name] = taken.add(_unused(name))
                renamed = True
        return renamed

    def fresh(self, wanted: str) -> str:
        """A name of the outermost level that nothing else has."""
        return self._main.add(wanted)

    def type_name(self, name: str) -> str:
        """The Python name of a type."""
        return self.types.get(name) or self.types.setdefault(name, self._main.add(name))

    def subroutine(self, name: str) -> str:
        """The Python name of a procedure or function."""
        found = self.subroutines.get(name)
        return found or self.subroutines.setdefault(name, self._main.add(name))

    def field(self, name: str) -> str:
        """The Python name of a field or an attribute."""
        return self.fields.get(name) or self.fields.setdefault(name, self._inside.add(name))

    def method(self, name: str) -> str:
        """The Python name of a method."""
        if name.casefold() == "new" and name not in self.methods:
            # The constructor of a class that has none of its own.
            return CONSTRUCTOR
        found = self.methods.get(name)
        return found or self.methods.setdefault(name, self._inside.add(name))

    def enum_member(self, type_name: str, member: str) -> str:
        """The Python name of a member, inside its enum."""
        if type_name not in self._members:
            space = _Namespace(self._reserved, _ENUM_RESERVED)
            definition = self._usage.program.types.get(type_name)
            members = definition.members if isinstance(definition, DefineEnum) else ()
            self._members[type_name] = {name: space.add(name) for name in members}
        known = self._members[type_name]
        return known.get(member) or known.setdefault(member, identifier(member))

    def taken(self) -> set[str]:
        """Every name given so far."""
        found = self._main.taken | self._inside.taken
        for names in self._locals.values():
            found.update(names.values())
        return found

    def _field_names(self, program: Program) -> dict[str, str]:
        hidden: dict[str, bool] = {}
        for definition in program.types.values():
            for declare in _fields(definition):
                for name in declare.names:
                    hidden[name.name] = declare.private and hidden.get(name.name, True)
        return {
            name: self._inside.add(f"_{name}" if is_private else name)
            for name, is_private in hidden.items()
        }

    def _method_names(self, usage: Usage) -> dict[str, str]:
        names: dict[str, str] = {}
        for name, keys in usage.methods.items():
            if any(_is_constructor(usage, key) for key in keys):
                names[name] = CONSTRUCTOR
                continue
            found = [usage.routines[key].subroutine for key in keys]
            is_private = all(method is not None and method.private for method in found)
            names[name] = self._inside.add(f"_{name}" if is_private else name)
        return names

    def _local_names(self, routine: Routine) -> dict[str, str]:
        space = _Namespace(self._reserved, self._main.taken)
        names = {}
        for name, variable in routine.scope.variables.items():
            wanted = name
            key = (routine.key, name)
            use = self._usage.uses[routine.key]
            is_used = key in use.read or key in use.changed or key in self._usage.pointed
            if not is_used and variable.role is not Role.PARAMETER:
                wanted = _unused(name)
            if name in self._variables and wanted == name:
                # It hides the main program's variable, as the author wrote it.
                space.allow(self._variables[name])
            names[name] = space.add(wanted)
        return names


def _unused(name: str) -> str:
    """Spell the name of a local variable that nothing reads, so that ruff accepts it."""
    wanted = f"_{identifier(name).strip('_')}"
    return wanted if is_dummy(wanted) else "_unused"


def is_dummy(name: str) -> bool:
    """Whether ruff takes a name for that of something that is not used on purpose."""
    return re.fullmatch(r"_+|_\w*[a-zA-Z0-9]", name, re.ASCII) is not None


def _is_constructor(usage: Usage, key: str) -> bool:
    method = usage.routines[key].subroutine
    return method is not None and method.constructor


def _fields(definition: object) -> Iterable[Declare]:
    if isinstance(definition, DefineRecord):
        return (part for part in definition.fields if isinstance(part, Declare))
    return tree.attributes(definition) if isinstance(definition, DefineClass) else ()


class _Namespace:
    """Names that must differ from each other and from those reserved."""

    def __init__(self, *reserved: Collection[str]) -> None:
        self._reserved = reserved
        self._allowed: set[str] = set()
        self._next: dict[str, int] = {}
        self.taken: set[str] = set()

    def allow(self, name: str) -> None:
        """Take a name out of those reserved."""
        self._allowed.add(name)

    def add(self, wanted: str) -> str:
        """Give out a name, the nearest to the one wanted that is free."""
        name = base = identifier(wanted)
        if self._is_used(name) and not wanted.startswith("_"):
            name = f"{base}_"
        while self._is_used(name):
            number = self._next.get(base, 2)
            self._next[base] = number + 1
            name = f"{base}_{number}"
        self.taken.add(name)
        return name

    def _is_used(self, name: str) -> bool:
        if name in self.taken:
            return True
        return name not in self._allowed and any(name in names for names in self._reserved)


def identifier(text: str) -> str:
    """Spell any text as a Python identifier without a meaning of its own.

    Python compares identifiers under NFKC, and gives names with two underscores in
    front to its own machinery, or mangles them inside classes.
    """
    name = unicodedata.normalize("NFKC", text)
    if not name.isidentifier():
        name = re.sub(r"\W", "_", name)
        if not name.isidentifier():
            name = f"name_{name}"
        if not name.isidentifier():
            name = "name_" + "_".join(f"{ord(character):x}" for character in text)
    if name.startswith("__"):
        name = "_" + name.lstrip("_")
    return "name" if name == "_" else name
