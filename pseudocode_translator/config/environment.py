"""The only reader of environment variables."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from pathlib import Path

from pseudocode_translator.config.checks import show
from pseudocode_translator.config.names import did_you_mean
from pseudocode_translator.config.origins import Origin, OriginKind, Problem

PREFIX = "PSEUDOCODE_"
CONFIG_VARIABLE = "PSEUDOCODE_CONFIG"
"""Path of the settings file, instead of the one in the home directory."""
STRICT_VARIABLE = "PSEUDOCODE_STRICT_CONFIG"
"""True turns every warning about settings into an error."""
LENIENT_VARIABLE = "PSEUDOCODE_LENIENT_CONFIG"
"""Accepted because older set-ups have it; lenient is the default, and strict wins."""
CONTROL_VARIABLES = (CONFIG_VARIABLE, STRICT_VARIABLE, LENIENT_VARIABLE)

_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"0", "false", "no", "off"})


def variables(others: Collection[str] = ()) -> dict[str, str]:
    """Our part of the environment, in the order of the names.

    Args:
        others: names of ours that do not begin with `PREFIX`.
    """
    everything = os.environ  # noqa: TID251 - this module is the one reader
    return {
        name: everything[name]
        for name in sorted(everything)
        if name.startswith(PREFIX) or name in others
    }


def truth(text: str) -> bool:
    """1, true, yes and on are true, in any case and with blanks around; all else is false."""
    return text.strip().lower() in _TRUE


def is_doubtful_truth(text: str) -> bool:
    """Whether a text that counts as false was probably not meant so."""
    return text.strip().lower() not in _TRUE | _FALSE


def is_strict(environment: Mapping[str, str]) -> bool:
    """Whether the environment asks for strict settings."""
    return truth(environment.get(STRICT_VARIABLE, ""))


def file_from(environment: Mapping[str, str]) -> Path | None:
    """The settings file that the environment names."""
    text = environment.get(CONFIG_VARIABLE, "").strip()
    return Path(os.path.expanduser(text)) if text else None


def control_problems(environment: Mapping[str, str]) -> list[Problem]:
    """What is wrong with the variables that are no settings."""
    problems = []
    if CONFIG_VARIABLE in environment and file_from(environment) is None:
        problems.append(_problem(CONFIG_VARIABLE, "is empty, but must be a path", "ignored"))
    for name in (STRICT_VARIABLE, LENIENT_VARIABLE):
        text = environment.get(name, "0")
        if is_doubtful_truth(text):
            fault = f"is {show(text)}, but must be true or false"
            problems.append(_problem(name, fault, "using false"))
    return problems


def unknown_variables(environment: Mapping[str, str], known: Collection[str]) -> list[Problem]:
    """Variables with our prefix that nobody reads, with the name that was meant."""
    # Compared without the prefix, which would make every name look like every other.
    names = {name.removeprefix(PREFIX): name for name in (*known, *CONTROL_VARIABLES)}
    return [
        _problem(name, f"is no setting{did_you_mean(name.removeprefix(PREFIX), names)}", "ignored")
        for name in environment
        if name not in known and name not in CONTROL_VARIABLES
    ]


def _problem(name: str, fault: str, repair: str) -> Problem:
    return Problem(Origin(OriginKind.ENVIRONMENT, name), fault, repair)
