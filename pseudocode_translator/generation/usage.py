"""Who reads, assigns, changes and calls what, found in one walk over the program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pseudocode_translator.generation import tree
from pseudocode_translator.model import nodes, statements
from pseudocode_translator.model.library import CHANGING
from pseudocode_translator.model.nodes import Expression
from pseudocode_translator.model.program import (
    DefineClass,
    Parameter,
    Program,
    Statement,
    Subroutine,
)
from pseudocode_translator.model.scopes import Scope, Variable
from pseudocode_translator.semantics.classes import lineage

MAIN = ""
"""Key of the main program among the routines."""

ATTRIBUTES = "self"
"""Stands for a routine in the keys of attributes that methods use by their bare name."""

Key = tuple[str, str]
"""A variable: the key of its routine, its resolved name."""


@dataclass(frozen=True, slots=True)
class Routine:
    """The main program, a subroutine, or a method."""

    key: str
    """`MAIN`, the name of a subroutine, or ``Class.method``."""
    body: tree.Body
    scope: Scope
    subroutine: Subroutine | None = None
    owner: DefineClass | None = None
    attributes: frozenset[str] = frozenset()
    """Own and inherited ones of the class, which methods may use by their bare name."""
    own_methods: Mapping[str, str] = field(default_factory=dict)
    """Keys of own and inherited methods by name."""

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """None for the main program."""
        return self.subroutine.parameters if self.subroutine else ()


@dataclass(frozen=True, slots=True)
class CallSite:
    """One call of a routine of the program."""

    caller: str
    callees: tuple[str, ...]
    """More than one where a method call may reach several classes."""
    arguments: tuple[Expression, ...]
    is_statement: bool


@dataclass(slots=True)
class Use:
    """What one routine does itself, without the routines that it calls."""

    read: set[Key] = field(default_factory=set)
    assigned: set[Key] = field(default_factory=set)
    """As a whole."""
    changed: set[Key] = field(default_factory=set)
    """In part: an element, a field."""
    lent: set[Key] = field(default_factory=set)
    """Passed by reference as a whole, so that a callee may assign it."""
    calls: dict[str, None] = field(default_factory=dict)
    """Keys of routines, in the order of their first call."""

    @property
    def mentioned(self) -> set[Key]:
        """All variables it has to do with."""
        return self.read | self.written

    @property
    def written(self) -> set[Key]:
        """All variables that it may give a new value, as a whole or in part."""
        return self.assigned | self.changed | self.lent


@dataclass(slots=True)
class Usage:
    """The facts about a whole program."""

    program: Program
    routines: dict[str, Routine]
    uses: dict[str, Use]
    sites: list[CallSite]
    pointed: set[Key]
    """Variables whose address is taken."""
    methods: dict[str, tuple[str, ...]]
    """Keys of the methods of one name."""

    def variable(self, routine: str, name: str) -> Variable | None:
        """The variable that a name stands for inside a routine."""
        scope = self.routines[routine].scope
        if name not in scope.variables and name in self.routines[routine].attributes:
            return None
        return scope.variables.get(name) or self.program.scope.variables.get(name)

    def key(self, routine: str, name: str) -> Key:
        """The key of the variable that a name stands for inside a routine."""
        return key_in(self.routines[routine], name)

    def callees(self, routine: str, call: Expression) -> tuple[str, ...]:
        """The routines that a call inside a routine may run."""
        match call:
            case nodes.Call() if call.function in self.routines[routine].own_methods:
                return self.methods[call.function]
            case nodes.Call() if call.function in self.program.subroutines:
                return (call.function,)
            case nodes.MethodCall():
                return self.methods.get(call.method, ())
            case nodes.New():
                return constructor_keys(self.program, call.class_name)
        return ()


def key_in(routine: Routine, name: str) -> Key:
    """The key of the variable that a name stands for inside a routine."""
    if name in routine.scope.variables:
        return routine.key, name
    return (ATTRIBUTES if name in routine.attributes else MAIN), name


def find_usage(program: Program) -> Usage:
    """Walk over the whole program once."""
    routines: dict[str, Routine] = {}
    for routine in _routines(program):
        # Of two with the same name the first is the one that is called.
        routines.setdefault(routine.key, routine)
    methods: dict[str, list[str]] = {}
    for routine in routines.values():
        if routine.owner and routine.subroutine:
            methods.setdefault(routine.subroutine.name, []).append(routine.key)
    usage = Usage(
        program=program,
        routines=routines,
        uses={key: Use() for key in routines},
        sites=[],
        pointed=set(),
        methods={name: tuple(keys) for name, keys in methods.items()},
    )
    for routine in routines.values():
        _RoutineWalk(usage, routine).run()
    return usage


def own_statements(routine: Routine) -> Iterator[Statement]:
    """The statements of a routine, those of subroutines inside it excluded."""
    return tree.every_statement(routine.body)


def method_key(class_name: str, method: str) -> str:
    """The routine key of a method."""
    return f"{class_name}.{method}"


def _routines(program: Program) -> Iterator[Routine]:
    yield Routine(MAIN, program.body, program.scope)
    bodies = [program.body]
    while bodies:
        for statement in tree.every_statement(bodies.pop()):
            if isinstance(statement, Subroutine):
                yield Routine(statement.name, statement.body, statement.scope, statement)
                bodies.append(statement.body)
            elif isinstance(statement, DefineClass):
                yield from _method_routines(program, statement)
                bodies.extend(method.body for method in tree.methods(statement))


def _method_routines(program: Program, owner: DefineClass) -> Iterator[Routine]:
    family = list(lineage(program, owner.name)) or [owner]
    attributes = frozenset(
        name.name for one in family for declare in tree.attributes(one) for name in declare.names
    )
    inherited = {
        method.name: method_key(one.name, method.name)
        for one in reversed(family)
        for method in tree.methods(one)
    }
    for method in tree.methods(owner):
        key = method_key(owner.name, method.name)
        yield Routine(key, method.body, method.scope, method, owner, attributes, inherited)


def constructor_keys(program: Program, class_name: str) -> tuple[str, ...]:
    """The constructor that making an object of a class runs: its own or an inherited one."""
    for definition in lineage(program, class_name):
        for method in tree.methods(definition):
            if method.constructor:
                return (method_key(definition.name, method.name),)
    return ()


class _RoutineWalk:
    """Collects the facts of one routine."""

    def __init__(self, usage: Usage, routine: Routine) -> None:
        self._usage = usage
        self._routine = routine
        self._use = usage.uses[routine.key]

    def run(self) -> None:
        for statement in own_statements(self._routine):
            for target in tree.targets(statement):
                self._target(target)
            call = statement.call if isinstance(statement, statements.CallStatement) else None
            for source in tree.sources(statement):
                self._source(source, statement_call=call)

    def _key(self, name: str) -> Key:
        return key_in(self._routine, name)

    def _target(self, target: Expression) -> None:
        if isinstance(target, nodes.Name):
            self._use.assigned.add(self._key(target.name))
            return
        self._source(target, statement_call=None)
        if (base := tree.root(target)) is not None:
            self._use.changed.add(self._key(base.name))

    def _source(self, expression: Expression, *, statement_call: Expression | None) -> None:
        for part in tree.every_part(expression):
            match part:
                case nodes.Name():
                    self._use.read.add(self._key(part.name))
                case nodes.AddressOf(target=nodes.Name() as name):
                    self._usage.pointed.add(self._key(name.name))
                case nodes.AddressOf():
                    if (base := tree.root(part.target)) is not None:
                        self._use.changed.add(self._key(base.name))
                case nodes.LibraryCall() if part.function in CHANGING:
                    self._changed(part.arguments)
                case nodes.Call() | nodes.MethodCall() | nodes.New():
                    self._call(part, is_statement=part is statement_call)

    def _call(self, call: nodes.Call | nodes.MethodCall | nodes.New, *, is_statement: bool) -> None:
        callees = self._usage.callees(self._routine.key, call)
        if not callees:
            return
        self._use.calls.update(dict.fromkeys(callees))
        site = CallSite(self._routine.key, callees, call.arguments, is_statement)
        self._usage.sites.append(site)
        for _number, argument in references(self._usage, site):
            self._reference(argument)

    def _changed(self, arguments: tuple[Expression, ...]) -> None:
        base = tree.root(arguments[0]) if arguments else None
        if base is not None:
            self._use.changed.add(self._key(base.name))

    def _reference(self, argument: Expression) -> None:
        if isinstance(argument, nodes.Name):
            self._use.lent.add(self._key(argument.name))
        elif (base := tree.root(argument)) is not None:
            self._use.changed.add(self._key(base.name))


def references(usage: Usage, site: CallSite) -> Iterator[tuple[int, Expression]]:
    """Number and argument of each parameter that some callee takes by reference."""
    return reference_arguments(usage, site.callees, site.arguments)


def reference_arguments(
    usage: Usage, callees: tuple[str, ...], arguments: tuple[Expression, ...]
) -> Iterator[tuple[int, Expression]]:
    """Number and argument of each parameter that some callee takes by reference."""
    for number, argument in enumerate(arguments):
        for callee in callees:
            parameters = usage.routines[callee].parameters
            if number < len(parameters) and parameters[number].by_reference:
                yield number, argument
                break
