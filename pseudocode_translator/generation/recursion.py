"""Whether routines call themselves, and whether they may do so thousands of times."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pseudocode_translator.generation.usage import Usage

DEPTH = 20_000
"""Calls inside each other that a program with recursion may make; Python allows 1000."""


def needs_depth(usage: Usage) -> bool:
    """Tell whether the program shall raise Python's limit for recursion.

    Calls of functions and methods take no room on the stack of the interpreter, but
    constructors do: a program whose constructors call themselves keeps the limit that
    Python has, or it might crash instead of ending with RecursionError.
    """
    found = _on_cycles({key: list(use.calls) for key, use in usage.uses.items()})
    routines = (usage.routines[key].subroutine for key in found)
    return bool(found) and not any(r is not None and r.constructor for r in routines)


def _on_cycles(calls: Mapping[str, Iterable[str]]) -> set[str]:
    """The routines on a cycle of calls, or on a way from one cycle to another."""
    callers: dict[str, list[str]] = {key: [] for key in calls}
    for caller, callees in calls.items():
        for callee in callees:
            callers[callee].append(caller)
    return _without_ends(calls) & _without_ends(callers)


def _without_ends(followers: Mapping[str, Iterable[str]]) -> set[str]:
    """The nodes of a graph from which a way goes on for ever."""
    leaders: dict[str, list[str]] = {key: [] for key in followers}
    left = dict.fromkeys(followers, 0)
    for key, found in followers.items():
        for follower in found:
            leaders[follower].append(key)
            left[key] += 1
    waiting = [key for key, count in left.items() if not count]
    ended = set(waiting)
    while waiting:
        for leader in leaders[waiting.pop()]:
            left[leader] -= 1
            if not left[leader]:
                ended.add(leader)
                waiting.append(leader)
    return set(left) - ended
