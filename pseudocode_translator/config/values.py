"""From what somebody wrote to what a field holds: texts of the environment, values of files."""

from __future__ import annotations

from types import NoneType
from typing import TypeVar, get_args

from pseudocode_translator.config import environment
from pseudocode_translator.config.checks import Checked, check, show
from pseudocode_translator.config.origins import Origin, OriginKind, Problem
from pseudocode_translator.config.sections import Section, variable_of

S = TypeVar("S", bound=Section)


def check_value(section: type[Section], field: str, value: object) -> Checked:
    """Check a value of a settings file, also against the limits of this machine."""
    checked = check(section, field, value)
    limit = section.machine_limits().get(field)
    if limit is not None and isinstance(checked.value, int) and checked.value > limit:
        fault = f"is {show(value)}, but must be at most {limit} on this machine"
        checked = Checked(limit, fault)
    return checked if section.moves_to_bounds else _or_nothing(checked)


def check_text(section: type[Section], field: str, value: object) -> Checked:
    """Check a text of the environment: blanks do not count, and words stand for truth."""
    if not isinstance(value, str):
        return check_value(section, field, value)
    text = value.strip()
    annotation = section.model_fields[field].annotation
    if annotation is bool and text:
        truth = _checked_truth(text)
        return truth if section.moves_to_bounds else _or_nothing(truth)
    is_null = text.lower() in {"null", "none"} and NoneType in get_args(annotation)
    return check_value(section, field, None if is_null else text)


def section_from_environment(name: str, section: type[S]) -> tuple[S, tuple[Problem, ...]]:
    """One section as the environment alone sets it, and what was wrong there.

    Args:
        name: of the section in the settings file; it is part of most variables' names.
        section: its model.
    """
    fields = {variable_of(name, field, info): field for field, info in section.model_fields.items()}
    values: dict[str, object] = {}
    problems = []
    for variable, text in environment.variables(fields).items():
        if variable not in fields:
            continue
        field = fields[variable]
        checked = check_text(section, field, text)
        if checked.is_usable:
            values[field] = checked.value
        if checked.fault:
            used = checked.value if checked.is_usable else section.model_fields[field].default
            origin = Origin(OriginKind.ENVIRONMENT, variable)
            fault = f"{name}.{field} {checked.fault}"
            problems.append(Problem(origin, fault, f"using {show(used)}"))
    return section.model_validate(values), tuple(problems)


def _checked_truth(text: str) -> Checked:
    """Truth from the environment: what is not true is false, but not always quietly."""
    value = environment.truth(text)
    if environment.is_doubtful_truth(text):
        return Checked(value, f"is {show(text)}, but must be true or false")
    return Checked(value)


def _or_nothing(checked: Checked) -> Checked:
    return Checked(None, checked.fault, is_usable=False) if checked.fault else checked
