"""`pseudocode check`: diagnostics only."""

from __future__ import annotations

import click

from pseudocode_translator.cli.options import ANY_FILE, Options, dialect_option


@click.command()
@click.argument("files", metavar="FILE...", type=ANY_FILE, nargs=-1, required=True)
@dialect_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per file and line.")
@click.pass_obj
def check(options: Options, files: tuple[str, ...], dialect: str | None, as_json: bool) -> int:
    """Tell what is wrong or doubtful in pseudocode, without translating it.

    FILE is a file with pseudocode, or - for standard input. Exits with 1 if there are errors;
    warnings and notes alone do not count.
    """
    # Not at the top: the stages take time to load, and --help should not wait for them.
    from pseudocode_translator.cli import translation_run as work

    act = work.check_files_to_json if as_json else work.check_files
    return act(options, files, dialect)
