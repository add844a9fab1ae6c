"""Inputs that are only printed or copied: they are text, so ``007`` stays ``007``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pseudocode_translator.model.deadline import checked, checkpoint
from pseudocode_translator.model.nodes import Call, Expression, Index, Name
from pseudocode_translator.model.statements import Assign, Input, Output, WriteFile
from pseudocode_translator.semantics.calls import find_callee
from pseudocode_translator.semantics.open_types import Open
from pseudocode_translator.semantics.questions import Fact, Questions
from pseudocode_translator.semantics.shapes import flatten
from pseudocode_translator.semantics.symbols import Routine, Symbol, Table, World
from pseudocode_translator.semantics.walk import expressions, parts


def find_only_shown(questions: Questions, world: World) -> list[Open]:
    """Open types without evidence that INPUT reads and nothing else asks anything of."""
    candidates = [open_ for open_ in questions.by_symbol.values() if _is_puzzling(open_)]
    if not candidates:
        return []
    uses = _Uses(questions, world)
    for fact in checked(questions.facts):
        uses.look(fact)
    return [open_ for open_ in candidates if id(open_) not in uses.asked()]


def _is_puzzling(open_: Open) -> bool:
    """Of an array, INPUT reads the elements."""
    read = open_.element or open_
    return read.input_span is not None and read.type is None


class _Uses:
    """Which variables are used for more than printing and copying."""

    def __init__(self, questions: Questions, world: World) -> None:
        self._questions = questions
        self._world = world
        self._table: Table = world.main
        self._asked: dict[int, Open] = {}
        self._sources: dict[int, list[Open]] = defaultdict(list)
        """By the id of an open type: those whose values it gets as they are."""
        self._is_spread = False

    def asked(self) -> set[int]:
        """The ids of those that are used for more, and of those they get values from."""
        waiting = [] if self._is_spread else list(self._asked.values())
        self._is_spread = True
        while waiting:
            for source in self._sources[id(waiting.pop())]:
                if id(source) not in self._asked:
                    self._asked[id(source)] = source
                    waiting.append(source)
        return set(self._asked)

    def look(self, fact: Fact) -> None:
        """Take one statement in."""
        self._table = fact.table
        statement = fact.statement
        match statement:
            case Output() | WriteFile() | Input():
                for expression in expressions(statement):
                    self._shown(expression)
            case Assign():
                self._shown(statement.target)
                self._copied(statement.value, self._open(statement.target))
            case _:
                self._used(expressions(statement))

    def _shown(self, node: Expression) -> None:
        if self._open(node) is None:
            self._used((node,))
        else:
            self._used(self._indexes(node))

    def _copied(self, node: Expression, target: Open | None) -> None:
        source = self._open(node)
        if source is None or target is None:
            self._used((node,))
        else:
            self._sources[id(target)].append(source)
            self._used(self._indexes(node))

    def _used(self, nodes: Iterable[Expression]) -> None:
        waiting = list(nodes)
        while waiting:
            checkpoint()
            node = waiting.pop()
            open_ = self._open(node)
            if open_ is not None:
                self._asked[id(open_)] = open_
                waiting.extend(self._indexes(node))
            elif isinstance(node, Call):
                waiting.extend(self._handed_over(node))
            else:
                waiting.extend(parts(node))

    def _handed_over(self, call: Call) -> list[Expression]:
        """The arguments of a call that do more than become a parameter of open type."""
        callee = find_callee(self._world, self._table, self._world.fold(call.function))
        parameters = callee.parameters if isinstance(callee, Routine) else []
        left = list(call.arguments[len(parameters) :])
        for parameter, argument in zip(parameters, call.arguments, strict=False):
            target = self._questions.by_symbol.get(id(parameter))
            source = self._open(argument)
            if target is None or source is None:
                left.append(argument)
            else:
                self._sources[id(target)].append(source)
                left.extend(self._indexes(argument))
        return left

    def _open(self, node: Expression) -> Open | None:
        """The open type of a variable, or of the array of an element."""
        name: Name | None = None
        if isinstance(node, Name):
            name = node
        elif isinstance(node, Index | Call):
            found = flatten(node)
            name = found[0] if found else None
        if name is None:
            return None
        key = self._world.fold(name.name)
        if isinstance(node, Call) and not isinstance(
            find_callee(self._world, self._table, key), Symbol
        ):
            return None
        symbol = self._table.lookup(key)
        return self._questions.by_symbol.get(id(symbol)) if symbol else None

    @staticmethod
    def _indexes(node: Expression) -> tuple[Expression, ...]:
        found = flatten(node) if isinstance(node, Index | Call) else None
        return found[1] if found else ()
