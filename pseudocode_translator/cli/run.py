"""`pseudocode run`: translate a program and run it."""

from __future__ import annotations

import click

from pseudocode_translator.cli.options import ANY_FILE, Options, dialect_option

_LONGEST_S = 1_000_000
"""Far below what the timers of the operating systems take."""


@click.command()
@click.argument("file", metavar="FILE", type=ANY_FILE)
@dialect_option
@click.option("--seed", metavar="N", type=int, help="Make random numbers the same in every run.")
@click.option(
    "--max-seconds",
    metavar="N",
    type=click.FloatRange(min=0, max=_LONGEST_S, min_open=True),
    help="Stop the program after N seconds.",
)
@click.option("--traceback", is_flag=True, help="After a failure show Python's traceback too.")
@click.pass_obj
def run(
    options: Options,
    file: str,
    dialect: str | None,
    seed: int | None,
    max_seconds: float | None,
    traceback: bool,
) -> int:
    """Translate a program and run it.

    The program reads standard input and prints to standard output; its files are looked for
    in the current folder. If it fails while it runs, the message names the line of the
    pseudocode, and the exit code is 1; it is 5 after --max-seconds.
    """
    # Not at the top: the stages take time to load, and --help should not wait for them.
    from pseudocode_translator.cli.program_process import Limits
    from pseudocode_translator.cli.program_run import run_file

    limits = Limits(seed=seed, max_seconds=max_seconds)
    return run_file(options, file, dialect, limits, shows_traceback=traceback)
