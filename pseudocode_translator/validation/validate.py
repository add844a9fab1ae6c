"""All checks of a resolved program, in one call."""

from __future__ import annotations

from pseudocode_translator.model.deadline import NO_DEADLINE, Deadline, checked
from pseudocode_translator.model.diagnostics import Diagnostic
from pseudocode_translator.model.program import Program
from pseudocode_translator.validation.bounds import check_indexes
from pseudocode_translator.validation.calls import check_calls, subroutine_names
from pseudocode_translator.validation.flow import check_flow
from pseudocode_translator.validation.loops import check_loops
from pseudocode_translator.validation.names import check_names
from pseudocode_translator.validation.types import check_types
from pseudocode_translator.validation.units import units
from pseudocode_translator.validation.values import changed_in_subroutines, check_values


def validate(program: Program, *, deadline: Deadline = NO_DEADLINE) -> list[Diagnostic]:
    """Find what is wrong or doubtful in a resolved program, in source order."""
    with deadline.applied():
        return _validate(program)


def _validate(program: Program) -> list[Diagnostic]:
    all_units = list(units(program))
    changed = changed_in_subroutines(program, all_units)
    names = subroutine_names(program)
    found = list(check_names(program))
    for unit in checked(all_units):
        found.extend(check_calls(unit, names))
        found.extend(check_types(unit))
        found.extend(check_indexes(unit))
        found.extend(check_flow(unit))
        found.extend(check_loops(unit))
        found.extend(check_values(unit, changed))
    return sorted(found, key=lambda diagnostic: diagnostic.span)
