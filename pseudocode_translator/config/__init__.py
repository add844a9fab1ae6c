"""All settings, their limits, units, precedence and origins.

Nothing else in the package reads the environment or a settings file.
"""

from pseudocode_translator.config.concurrency import ConcurrencyConfig
from pseudocode_translator.config.execution import ExecutionConfig
from pseudocode_translator.config.manager import ConfigManager, LoadedConfig
from pseudocode_translator.config.origins import Origin, OriginKind, Problem
from pseudocode_translator.config.sections import (
    OutputConfig,
    TelemetryConfig,
    TranslationConfig,
)
from pseudocode_translator.config.settings import Config
from pseudocode_translator.config.validation import ValidationConfig

__all__ = [
    "ConcurrencyConfig",
    "Config",
    "ConfigManager",
    "ExecutionConfig",
    "LoadedConfig",
    "Origin",
    "OriginKind",
    "OutputConfig",
    "Problem",
    "TelemetryConfig",
    "TranslationConfig",
    "ValidationConfig",
]
