"""`Config`: all sections, and the table of every single setting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pydantic import Field
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from pseudocode_translator.config import environment
from pseudocode_translator.config.concurrency import ConcurrencyConfig
from pseudocode_translator.config.execution import ExecutionConfig
from pseudocode_translator.config.sections import (
    DELIMITER,
    OutputConfig,
    Section,
    TelemetryConfig,
    TranslationConfig,
    variable_of,
)
from pseudocode_translator.config.validation import ValidationConfig


class Config(BaseSettings):
    """Every setting of the translator."""

    # The docstring is part of the JSON schema, for people who know no Python. ``Config()``
    # holds the defaults whatever the environment says: reading is the work of
    # `ConfigManager`, which repairs what it can and remembers who set what.
    model_config = SettingsConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        env_prefix=environment.PREFIX,
        env_nested_delimiter=DELIMITER,
    )

    translation: TranslationConfig = Field(default_factory=TranslationConfig)
    """What is read, and how."""
    validation: ValidationConfig = Field(default_factory=ValidationConfig)
    """What the validation looks for."""
    output: OutputConfig = Field(default_factory=OutputConfig)
    """What is shown on a terminal."""
    execution: ExecutionConfig = Field(default_factory=ExecutionConfig)
    """Where parsing and validation run."""
    concurrency: ConcurrencyConfig = Field(default_factory=ConcurrencyConfig)
    """How much runs at once in scripts that use the `ConcurrencyManager`."""
    telemetry: TelemetryConfig = Field(default_factory=TelemetryConfig)
    """What is measured."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take what the caller passes, and nothing else."""
        return (init_settings,)

    @classmethod
    def _collect_env_overrides(cls) -> dict[str, str]:
        """The settings that the environment holds: dotted key to text as written."""
        return {
            key: text
            for name, text in environment.variables(VARIABLES).items()
            if (key := cls._normalize_override_key(name)) is not None
        }

    @classmethod
    def _normalize_override_key(cls, name: str) -> str | None:
        """The dotted key that an environment variable sets; None for any other name."""
        return VARIABLES.get(name)


@dataclass(frozen=True, slots=True)
class Setting:
    """One field of one section."""

    key: str
    """Section and field, ``execution.process_pool_target``."""
    section: type[Section]
    field: str
    variable: str
    """The one environment variable that sets it."""

    @property
    def default(self) -> object:
        """The value when nobody sets one."""
        return self.section.model_fields[self.field].default

    @property
    def annotation(self) -> object:
        """The type, without limits."""
        return self.section.model_fields[self.field].annotation

    def value_in(self, config: Config) -> object:
        """The value that a configuration holds."""
        return getattr(getattr(config, self.key.partition(".")[0]), self.field)


def _sections() -> dict[str, type[Section]]:
    return {
        name: info.annotation
        for name, info in Config.model_fields.items()
        if isinstance(info.annotation, type) and issubclass(info.annotation, Section)
    }


SECTIONS: Mapping[str, type[Section]] = MappingProxyType(_sections())
"""Name in the settings file to its model, in the order of the documentation."""

SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        f"{name}.{field}": Setting(
            f"{name}.{field}", section, field, variable_of(name, field, info)
        )
        for name, section in SECTIONS.items()
        for field, info in section.model_fields.items()
    }
)
"""Dotted key to setting, in the order of the documentation."""

VARIABLES: Mapping[str, str] = MappingProxyType(
    {setting.variable: setting.key for setting in SETTINGS.values()}
)
"""Environment variable to dotted key."""
