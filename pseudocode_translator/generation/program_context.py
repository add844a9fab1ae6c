"""The `Context` of a resolved program: what its analysis found, where generation stands."""

from __future__ import annotations

from pseudocode_translator.generation.context import Passing, Signature, Storage
from pseudocode_translator.generation.counters import CounterFacts, Counters
from pseudocode_translator.generation.definite_assignment import find_first_values
from pseudocode_translator.generation.effects import Effects
from pseudocode_translator.generation.lowest_values import lowest_values
from pseudocode_translator.generation.naming import Names
from pseudocode_translator.generation.proofs import Interval
from pseudocode_translator.generation.ranges import Ranges
from pseudocode_translator.generation.references import Conventions, find_conventions
from pseudocode_translator.generation.storage import Place, Storages
from pseudocode_translator.generation.usage import MAIN, Key, Routine, Usage, find_usage
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.library import Library
from pseudocode_translator.model.nodes import (
    Binary,
    BinaryOperator,
    Expression,
    Integer,
    LibraryCall,
    Name,
    Unary,
)
from pseudocode_translator.model.program import For, ForEach, Program, Statement
from pseudocode_translator.model.scopes import Variable
from pseudocode_translator.model.types import Type

ALIAS = "\0"
"""In front of the name of an alias; no name of a program has it."""


class Analysis:
    """Everything that is found out about a program before a line is written."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.usage: Usage = find_usage(program)
        self.effects = Effects(self.usage)
        self.conventions: Conventions = find_conventions(self.usage, self.effects)
        self.counters = Counters(self.usage, self.effects)
        self.first = {
            key: find_first_values(routine, self.usage, self.conventions.boxed)
            for key, routine in self.usage.routines.items()
        }
        """By routine: which variables need a first value, and where."""
        self.lowest = lowest_values(self.usage, self.effects, self.counters, self.first)
        self.storages = Storages(self.usage, self.ranges())

    def ranges(self) -> Ranges:
        """What is proven about integers, seen from outside of all loops."""
        return Ranges(self.usage, self.counters, self.lowest)


class ProgramContext:
    """Fills the `Context` protocol; moves through the program with the generators."""

    def __init__(self, analysis: Analysis, reserved: frozenset[str]) -> None:
        self.analysis = analysis
        self.program = analysis.program
        self.names = Names(analysis.usage, reserved)
        self.helpers: dict[str, None] = {}
        """Prelude helpers used, in the order of their first use."""
        self.imports: set[tuple[str, str | None]] = set()
        self.routine: Routine = analysis.usage.routines[MAIN]
        """Where generation stands."""
        self._ranges = analysis.ranges()
        self._loops: list[Statement] = []
        self._taken = self.names.taken()
        self._in_use: set[str] = set()

    def alias(self, hint: str, kind: Type, span: Span) -> Name:
        """A variable of the output alone, as a node that expressions can be made from."""
        return Name(span, f"{ALIAS}{self.temporary(hint)}", kind)

    def variable(self, name: str) -> str:
        """The Python name of what a name stands for here."""
        if name.startswith(ALIAS):
            return name.removeprefix(ALIAS)
        return self.names.variable(self.routine.key, name)

    def type_name(self, name: str) -> str:
        """The Python name of a record, enum or class."""
        return self.names.type_name(name)

    def subroutine(self, name: str) -> str:
        """The Python name of a subroutine; methods of this object get ``self.``."""
        if name in self.routine.own_methods:
            return f"self.{self.names.method(name)}"
        return self.names.subroutine(name)

    def method(self, name: str) -> str:
        """The Python name of a method."""
        return self.names.method(name)

    def field(self, name: str) -> str:
        """The Python name of a field or attribute."""
        return self.names.field(name)

    def enum_member(self, type_name: str, member: str) -> str:
        """The Python name of an enum member, without its class."""
        return self.names.enum_member(type_name, member)

    def is_boxed(self, name: str) -> bool:
        """The variable is a `Ref` cell."""
        return self.key(name) in self.analysis.conventions.boxed

    def storage(self, name: str) -> Storage:
        """How the array variable seen from here is kept."""
        key = self.key(name)
        place: Place = ("variable", *key)
        return self.analysis.storages.at(place)

    def storage_of(self, expression: Expression) -> Storage:
        """How the array that an expression yields is kept."""
        return self.analysis.storages.of(expression, self.routine)

    def field_storage(self, name: str) -> Storage:
        """How the array in a field or attribute is kept."""
        return self.analysis.storages.at(("field", name))

    def require(self, helper: str) -> str:
        """Mark a prelude helper as used."""
        self.helpers[helper] = None
        return helper

    def require_import(self, module: str, name: str | None = None) -> str:
        """Mark an import as used; the name that it binds."""
        self.imports.add((module, name))
        return name or module

    def signature(self, subroutine: str) -> Signature:
        """How a procedure or function is called."""
        if subroutine in self.routine.own_methods:
            return self.method_signature(subroutine)
        return self.analysis.conventions.signatures.get(subroutine, Signature(()))

    def method_signature(self, method: str) -> Signature:
        """How a method is called."""
        signatures = self.analysis.conventions.signatures
        found = [signatures[key] for key in self.analysis.usage.methods.get(method, ())]
        return max(found, key=lambda s: s.passing.count(Passing.CELL), default=Signature(()))

    def interval(self, expression: Expression) -> Interval:
        """Proven bounds of an INTEGER expression here."""
        return self._ranges.of(expression, self.routine)

    def temporary(self, hint: str) -> str:
        """A fresh Python name; released when the statement around it ends."""
        number = 1
        name = hint
        while name in self._taken or name in self._in_use:
            number += 1
            name = f"{hint}_{number}"
        self._in_use.add(name)
        return name

    def release(self, names: set[str]) -> None:
        """Temporary names that may be used again."""
        self._in_use -= names

    def in_use(self) -> set[str]:
        """Temporary names that are in use."""
        return set(self._in_use)

    def key(self, name: str) -> Key:
        """The key of the variable that a name stands for here."""
        return self.analysis.usage.key(self.routine.key, name)

    def known(self, name: str) -> Variable | None:
        """The variable that a name stands for here."""
        return self.analysis.usage.variable(self.routine.key, name)

    def enter_loop(self, loop: Statement) -> None:
        """The body of a loop begins: its variable has a known range."""
        self._ranges.enter(loop, self.routine)
        self._loops.append(loop)

    def leave_loop(self, loop: Statement) -> None:
        """The body of a loop ends."""
        self._ranges.leave(loop, self.routine)
        self._loops.pop()

    def is_inside(self, text: Expression, position: Expression) -> bool:
        """A loop around counts the position up or down through all of the text."""
        if not isinstance(text, Name) or not isinstance(position, Name):
            return False
        if self.is_boxed(text.name):
            return False
        for loop in reversed(self._loops):
            if isinstance(loop, For) and _is_named(loop.variable, position.name):
                break
        else:
            return False
        if loop.either_way:
            return False  # Through an empty text it counts from 1 down to 0.
        first, last = loop.start, loop.end
        if isinstance(loop.step, Unary):
            first, last = last, first
        counters = self.analysis.counters
        lowest = self.program.rules.first_character
        return (
            _is_number(first, lowest)
            and _is_last_position(last, text.name, lowest)
            and not counters.facts(loop, self.routine).is_assigned
            and counters.is_steady(loop, self.routine, text.name)
        )

    def counter_facts(self, loop: For | ForEach) -> CounterFacts:
        """What the body of a loop does with its variable."""
        return self.analysis.counters.facts(loop, self.routine)

    def is_live_outside(self, variable: Name) -> bool:
        """Something reads the variable outside the loops that count with it."""
        return self.analysis.counters.is_live_outside(self.key(variable.name))

    def is_written_by(self, call: Expression, name: str) -> bool:
        """A call may change a variable of the main program by its own name."""
        key = self.key(name)
        callees = self.analysis.usage.callees(self.routine.key, call)
        return any(self.analysis.effects.writes(callee, key) for callee in callees)


def _is_named(expression: Expression, name: str) -> bool:
    return isinstance(expression, Name) and expression.name == name


def _is_number(expression: Expression, value: int) -> bool:
    return isinstance(expression, Integer) and expression.value == value


def _is_last_position(expression: Expression, text: str, lowest: int) -> bool:
    """``LENGTH(text)``, less 1 where the first position is 0."""
    if lowest == 1:
        return _is_length(expression, text)
    return (
        isinstance(expression, Binary)
        and expression.operator is BinaryOperator.SUBTRACT
        and _is_length(expression.left, text)
        and _is_number(expression.right, 1 - lowest)
    )


def _is_length(expression: Expression, text: str) -> bool:
    return (
        isinstance(expression, LibraryCall)
        and expression.function is Library.LENGTH
        and [getattr(a, "name", None) for a in expression.arguments] == [text]
    )
