"""`pseudocode dialects`: what can be read."""

from __future__ import annotations

import click


@click.command()
def dialects() -> None:
    """List the dialects that can be read."""
    # Not at the top: --help should not wait for the grammars' modules.
    from pseudocode_translator.dialects import dialect_names, get_dialect

    for name in dialect_names():
        dialect = get_dialect(name)
        click.echo(f"{dialect.name:12} {dialect.title}")
        click.echo(f"{'':12} {dialect.reference}")
