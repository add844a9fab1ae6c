"""`ConfigManager`: defaults, then the file, then the environment, and who set what."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pseudocode_translator.config import environment
from pseudocode_translator.config.checks import show
from pseudocode_translator.config.origins import (
    DEFAULT_ORIGIN,
    Entry,
    Origin,
    OriginKind,
    Problem,
)
from pseudocode_translator.config.settings import SECTIONS, SETTINGS, VARIABLES, Config
from pseudocode_translator.config.values import check_text, check_value
from pseudocode_translator.config.yaml_file import SettingsFile
from pseudocode_translator.errors import ConfigurationError

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LoadedConfig:
    """Settings, and the story of each."""

    config: Config
    origins: Mapping[str, Origin]
    """Who set the value; every dotted key is in here."""
    problems: tuple[Problem, ...]
    """What was repaired or ignored, in the order of reading."""
    path: Path | None
    """The settings file that was read; None if there was none."""


class ConfigManager:
    """Reads settings: defaults < file < environment."""

    @classmethod
    def load(cls, path: Path | None = None, *, strict: bool = False) -> Config:
        """Read the settings; see `load_with_origins`."""
        return cls.load_with_origins(path, strict=strict).config

    @classmethod
    def load_with_origins(cls, path: Path | None = None, *, strict: bool = False) -> LoadedConfig:
        """Read the settings and remember who set each.

        Args:
            path: the settings file; if None, what ``PSEUDOCODE_CONFIG`` names, else
                ``~/.pseudocode_translator/config.yaml`` where that exists.
            strict: raise for what is otherwise repaired with a warning;
                ``PSEUDOCODE_STRICT_CONFIG=1`` asks for the same.

        Raises:
            ConfigurationError: in strict mode, with all problems.
        """
        variables = environment.variables(VARIABLES)
        loaded = _load(path or environment.file_from(variables) or _home_file(), variables)
        if loaded.problems and (strict or environment.is_strict(variables)):
            raise ConfigurationError(tuple(p.strict_message for p in loaded.problems))
        for problem in loaded.problems:
            logger.warning("settings: %s", problem)
        return loaded


@dataclass(slots=True)
class _Layers:
    """Values so far; each layer lies on top of those before."""

    values: dict[str, object] = field(default_factory=dict)
    origins: dict[str, Origin] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            setting = SETTINGS[entry.key]
            is_text = entry.origin.kind is OriginKind.ENVIRONMENT
            checker = check_text if is_text else check_value
            checked = checker(setting.section, setting.field, entry.value)
            lower = self.values.get(entry.key, setting.default)
            if checked.fault:
                used = checked.value if checked.is_usable else lower
                fault = f"{entry.key} {checked.fault}"
                self.problems.append(Problem(entry.origin, fault, f"using {show(used)}"))
            if checked.is_usable:
                self.values[entry.key] = checked.value
                self.origins[entry.key] = entry.origin

    def config(self) -> Config:
        nested: dict[str, dict[str, object]] = {name: {} for name in SECTIONS}
        for key, value in self.values.items():
            section, _, name = key.partition(".")
            nested[section][name] = value
        return Config.model_validate(nested)


def _load(path: Path | None, variables: Mapping[str, str]) -> LoadedConfig:
    layers = _Layers()
    if path is not None:
        fields = {name: list(section.model_fields) for name, section in SECTIONS.items()}
        file = SettingsFile(path, fields)
        layers.problems.extend(file.problems)
        layers.add(file.entries)
    layers.problems.extend(environment.control_problems(variables))
    layers.problems.extend(environment.unknown_variables(variables, VARIABLES))
    layers.add(
        Entry(VARIABLES[name], text, Origin(OriginKind.ENVIRONMENT, name))
        for name, text in variables.items()
        if name in VARIABLES
    )
    origins = {key: layers.origins.get(key, DEFAULT_ORIGIN) for key in SETTINGS}
    return LoadedConfig(layers.config(), origins, tuple(layers.problems), path)


def _home_file() -> Path | None:
    try:
        path = Path.home() / ".pseudocode_translator" / "config.yaml"
        return path if path.exists() else None
    except (RuntimeError, OSError):
        # No home directory, as in some containers, or one that we may not look into.
        return None
