"""Who set a value, and what was wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class OriginKind(StrEnum):
    """The three layers, lowest first."""

    DEFAULT = "default"
    FILE = "file"
    ENVIRONMENT = "environment"


@dataclass(frozen=True, slots=True)
class Origin:
    """The place where a value was set."""

    kind: OriginKind
    name: str = ""
    """The path of the file, or the name of the variable."""
    line: int = 0
    """1-based; 0 if the place is a whole file, or no file."""
    column: int = 0
    """1-based, of the key; 0 as for `line`."""

    def __str__(self) -> str:
        # Names of files may hold bytes that no terminal can show.
        name = self.name.encode("utf-8", "backslashreplace").decode("utf-8")
        match self.kind:
            case OriginKind.DEFAULT:
                return "default"
            case OriginKind.ENVIRONMENT:
                return f"environment variable {name}"
            case OriginKind.FILE:
                return f"{name}:{self.line}:{self.column}" if self.line else name


DEFAULT_ORIGIN = Origin(OriginKind.DEFAULT)


@dataclass(frozen=True, slots=True)
class Entry:
    """A value that somebody set, not checked yet."""

    key: str
    """Section and field, ``execution.process_pool_target``."""
    value: object
    origin: Origin


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the settings that cannot be right."""

    origin: Origin
    fault: str
    """What is wrong, and what would be right."""
    repair: str
    """What happens instead when settings are read leniently."""

    def __str__(self) -> str:
        return f"{self.strict_message}; {self.repair}"

    @property
    def strict_message(self) -> str:
        """The message where nothing is repaired."""
        return f"{self.origin}: {self.fault}"
