"""What a section of settings is, and the small sections.

A field's docstring is also its description in the JSON schema and its comment in
``config/default.yaml``; limits are ``ge`` and ``le``, because a value outside them is
moved to the nearest bound, unless the section says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator
from pydantic.fields import FieldInfo

from pseudocode_translator.config.environment import PREFIX

DELIMITER = "__"
"""Between section and field in the name of a variable."""


@dataclass(frozen=True, slots=True)
class Variable:
    """The environment variable of a field, where it is not ``PSEUDOCODE_SECTION__FIELD``."""

    name: str


class Section(BaseModel):
    """One section of the settings: frozen, every field has a default, no other names."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, validate_default=True
    )

    moves_to_bounds: ClassVar[bool] = True
    """Whether a value outside its limits becomes the nearest bound; else it is not taken."""

    @classmethod
    def machine_limits(cls) -> dict[str, int]:
        """Upper bounds that depend on this machine; they hold for what is loaded."""
        return {}

    @field_validator("*", mode="before")
    @classmethod
    def _keep_truth_apart_from_numbers(cls, value: Any, info: ValidationInfo) -> Any:
        # pydantic takes True for 1, so that `max_workers: yes` would quietly mean 1.
        field = cls.model_fields[info.field_name or ""]
        if isinstance(value, bool) and field.annotation is not bool:
            raise ValueError("true or false does not fit here")
        return value


def variable_of(section_name: str, field: str, info: FieldInfo) -> str:
    """The environment variable that sets a field."""
    special = next((item.name for item in info.metadata if isinstance(item, Variable)), None)
    return special or f"{PREFIX}{section_name}{DELIMITER}{field}".upper()


class TranslationConfig(Section):
    """What is read, and how."""

    dialect: str = Field(default="auto", pattern=r"^[a-z][a-z0-9_:,-]*$", max_length=40)
    """Dialect of a program when none is named; `pseudocode dialects` lists them. `auto`:
    found out from the text."""

    max_file_bytes: int = Field(default=50_000_000, ge=1, le=2_000_000_000)
    """Largest input file, in bytes; a larger one is refused before it is read."""


class OutputConfig(Section):
    """What is shown on a terminal."""

    colour: Literal["auto", "always", "never"] = "auto"
    """When to use colour; auto asks the terminal and honours NO_COLOR."""

    max_diagnostics: int = Field(default=100, ge=1, le=100_000)
    """Most diagnostics shown for one file; JSON output always has all of them."""


class TelemetryConfig(Section):
    """What is measured."""

    enabled: Annotated[bool, Variable("PSEUDOCODE_TELEMETRY")] = False
    """Whether to count and time; needs the extra `telemetry` to leave this process."""
