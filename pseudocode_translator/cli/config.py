"""`pseudocode config`: what is set, who set it, and what would be right."""

from __future__ import annotations

import json
from pathlib import Path

import click

from pseudocode_translator.config import ConfigManager, LoadedConfig
from pseudocode_translator.config.schema import schema_text
from pseudocode_translator.config.settings import SETTINGS
from pseudocode_translator.errors import ConfigurationError, ExitCode

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("config")
def config_group() -> None:
    """Show and check settings."""


@config_group.command("show")
@click.option("--origin", "with_origin", is_flag=True, help="Say who set each value.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--config", "path", type=_FILE, help="The settings file to read.")
def show(with_origin: bool, as_json: bool, path: Path | None) -> None:
    """Print every setting as it is in force."""
    loaded = _load(path, strict=False)
    if as_json:
        click.echo(json.dumps(_nested(loaded, with_origin=with_origin), indent=2))
    else:
        click.echo("\n".join(_table(loaded, with_origin=with_origin)))


@config_group.command("validate")
@click.argument("file", type=_FILE, required=False)
def validate(file: Path | None) -> None:
    """Check a settings file and the environment strictly.

    Without FILE, checks the file that would be read. Tells every problem, and exits with 2
    if there is one.
    """
    loaded = _load(file, strict=True)
    name = "no settings file" if loaded.path is None else click.format_filename(loaded.path)
    click.echo(f"{name}: no problems")


@config_group.command("schema")
def schema() -> None:
    """Print the JSON schema of the settings file."""
    click.echo(schema_text(), nl=False)


def _load(path: Path | None, *, strict: bool) -> LoadedConfig:
    try:
        return ConfigManager.load_with_origins(path, strict=strict)
    except ConfigurationError as error:
        click.echo(error, err=True)
        raise click.exceptions.Exit(ExitCode.USAGE) from error


def _nested(loaded: LoadedConfig, *, with_origin: bool) -> dict[str, dict[str, object]]:
    values: dict[str, dict[str, object]] = {}
    for key, setting in SETTINGS.items():
        section, _, field = key.partition(".")
        value = setting.value_in(loaded.config)
        values.setdefault(section, {})[field] = (
            {"value": value, "origin": str(loaded.origins[key])} if with_origin else value
        )
    return values


def _table(loaded: LoadedConfig, *, with_origin: bool) -> list[str]:
    rows = [
        (key, json.dumps(setting.value_in(loaded.config)), str(loaded.origins[key]))
        for key, setting in SETTINGS.items()
    ]
    if not with_origin:
        return [f"{key} = {value}" for key, value, _ in rows]
    keys = max(len(key) for key, _, _ in rows)
    values = max(len(value) for _, value, _ in rows)
    return [f"{key:{keys}}  {value:{values}}  {origin}" for key, value, origin in rows]
