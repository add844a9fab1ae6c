"""Which routines touch a variable of the main program, directly or through what they call."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pseudocode_translator.generation.usage import MAIN, Key, Usage
from pseudocode_translator.model.deadline import checkpoint

_BUDGET = 1_000_000
"""Steps per program; past it every routine is taken to touch everything, so that a
program of thousands of routines that call each other still costs linear time."""


class Effects:
    """Answers about calls; what is found out for a variable is kept."""

    def __init__(self, usage: Usage) -> None:
        self._callers: dict[str, list[str]] = defaultdict(list)
        self._direct_users: dict[Key, list[str]] = defaultdict(list)
        self._direct_writers: dict[Key, list[str]] = defaultdict(list)
        for routine, use in usage.uses.items():
            for callee in use.calls:
                self._callers[callee].append(routine)
            for key in use.mentioned:
                if key[0] == MAIN:
                    self._direct_users[key].append(routine)
            for key in use.written:
                if key[0] == MAIN:
                    self._direct_writers[key].append(routine)
        self._users: dict[Key, set[str]] = {}
        self._writers: dict[Key, set[str]] = {}
        self._steps = 0

    def touches(self, callee: str, key: Key) -> bool:
        """Running the callee may read or change a variable by its own name."""
        return key[0] == MAIN and self._is_among(callee, key, self._users, self._direct_users)

    def writes(self, callee: str, key: Key) -> bool:
        """Running the callee may change a variable by its own name, in part or as a whole."""
        return key[0] == MAIN and self._is_among(callee, key, self._writers, self._direct_writers)

    def _is_among(
        self,
        callee: str,
        key: Key,
        known: dict[Key, set[str]],
        direct: dict[Key, list[str]],
    ) -> bool:
        if key not in known:
            if self._steps > _BUDGET:
                return True
            known[key] = self._with_callers(direct.get(key, ()))
        return callee in known[key]

    def _with_callers(self, routines: Iterable[str]) -> set[str]:
        found = set(routines)
        waiting = list(found)
        while waiting:
            checkpoint()
            for caller in self._callers[waiting.pop()]:
                self._steps += 1
                if caller not in found:
                    found.add(caller)
                    waiting.append(caller)
        return found
