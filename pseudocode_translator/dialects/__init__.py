"""The dialects by name; each module is imported when somebody asks for it."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

from pseudocode_translator.errors import UnknownDialectError
from pseudocode_translator.frontend.dialect import Dialect
from pseudocode_translator.model.document import AUTO_DIALECT

MODULES = {
    "apcsp": "pseudocode_translator.dialects.apcsp",
    "aqa": "pseudocode_translator.dialects.aqa",
    "cambridge": "pseudocode_translator.dialects.cambridge",
    "french": "pseudocode_translator.dialects.french",
    "ib": "pseudocode_translator.dialects.ib",
    "ipa": "pseudocode_translator.dialects.ipa",
    "latex": "pseudocode_translator.dialects.latex",
    "ocr": "pseudocode_translator.dialects.ocr",
    "portugol": "pseudocode_translator.dialects.portugol",
    "pseint": "pseudocode_translator.dialects.pseint",
    "scsa": "pseudocode_translator.dialects.scsa",
    "visualg": "pseudocode_translator.dialects.visualg",
}
"""Module by dialect name; it has a `DIALECT`."""

_ALIASES = {
    "8525": "aqa",
    "8520": "aqa",
    "7517": "aqa",
    "7516": "aqa",
    "9618": "cambridge",
    "9608": "cambridge",
    "0478": "cambridge",
    "2210": "cambridge",
    "0984": "cambridge",
    "igcse": "cambridge",
    "caie": "cambridge",
    "cie": "cambridge",
    "j277": "ocr",
    "h446": "ocr",
    "h046": "ocr",
    "j276": "ocr",
    "erl": "ocr",
    "ap": "apcsp",
    "csp": "apcsp",
    "wa": "scsa",
    "wace": "scsa",
}


def dialect_names() -> tuple[str, ...]:
    """Name every dialect, in alphabetical order, without importing any."""
    return tuple(sorted(MODULES))


def get_dialect(name: str) -> Dialect:
    """Find a dialect by its name or one of its other names, in any case.

    Behind a colon may stand profiles of the dialect: ``pseint:base0,enteros``.

    Raises:
        UnknownDialectError: Nobody registered the name.
    """
    wanted, _, profiles = name.strip().casefold().partition(":")
    module = MODULES.get(_ALIASES.get(wanted, wanted))
    if module is None:
        raise UnknownDialectError(name, dialect_names())
    dialect: Dialect = import_module(module).DIALECT
    return _with_profiles(dialect, profiles, name) if profiles else dialect


def base_name(name: str) -> str:
    """Give the name of a dialect without its profiles."""
    return name.partition(":")[0]


def _with_profiles(dialect: Dialect, profiles: str, name: str) -> Dialect:
    rules = dialect.rules
    for profile in profiles.split(","):
        changes = dialect.profiles.get(profile.strip())
        if changes is None:
            raise UnknownDialectError(name, tuple(f"{dialect.name}:{p}" for p in dialect.profiles))
        rules = replace(rules, **changes)  # type: ignore[arg-type]
    return replace(dialect, name=f"{dialect.name}:{profiles}", rules=rules)


def is_auto(name: str) -> bool:
    """Whether the dialect is to be found out from the text."""
    return name.strip().casefold() == AUTO_DIALECT


def check_dialect(name: str) -> None:
    """Do nothing for a name that is known, and for ``auto``.

    Raises:
        UnknownDialectError: Nobody registered the name.
    """
    if not is_auto(name):
        get_dialect(name)
