"""`pseudocode translate`: Python for one or many files."""

from __future__ import annotations

import click

from pseudocode_translator.cli.options import ANY_FILE, Options, dialect_option


@click.command()
@click.argument("files", metavar="FILE...", type=ANY_FILE, nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    metavar="FILE|DIR",
    type=ANY_FILE,
    help="Write there instead of to the terminal.",
)
@dialect_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per file and line.")
@click.option("--keep-going", is_flag=True, help="Deliver Python even for a program with errors.")
@click.pass_obj
def translate(
    options: Options,
    files: tuple[str, ...],
    output: str | None,
    dialect: str | None,
    as_json: bool,
    keep_going: bool,
) -> int:
    """Translate pseudocode into Python.

    FILE is a file with pseudocode, or - for standard input. The Python of one file is
    printed, or goes to -o FILE; that of several goes into the folder -o DIR, each file under
    its own name with the ending .py. Python that stood there is replaced, but only by a
    complete translation; a program with errors leaves it alone unless --keep-going is given.
    """
    # Not at the top: the stages take time to load, and --help should not wait for them.
    from pseudocode_translator.cli import translation_run as work

    delivery = work.Delivery(output, includes_faulty=keep_going)
    act = work.translate_files_to_json if as_json else work.translate_files
    return act(options, files, dialect, delivery)
