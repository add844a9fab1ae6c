"""The global options of one call; light, so that `--help` and completion load nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

ANY_FILE = click.Path(readable=False, allow_dash=True)
"""Completed by the shell, but not checked: what cannot be read has an exit code of its own."""


@dataclass(frozen=True, slots=True)
class Options:
    """What stands in front of the command's name."""

    config_path: Path | None = None
    """None: where settings usually are."""
    colour: bool | None = None
    """None: as the settings and the terminal say."""
    is_verbose: bool = False


def _complete_dialect(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[str]:
    # Only when Tab is pressed here.
    from pseudocode_translator.dialects import dialect_names
    from pseudocode_translator.model.document import AUTO_DIALECT

    return [name for name in (*dialect_names(), AUTO_DIALECT) if name.startswith(incomplete)]


def dialect_option(command: Any) -> Any:
    """``--from``, the same for every command that reads pseudocode."""
    return click.option(
        "--from",
        "dialect",
        metavar="DIALECT",
        shell_complete=_complete_dialect,
        help="Dialect of the pseudocode; `pseudocode dialects` lists them.",
    )(command)
