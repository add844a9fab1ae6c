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
@click.option(
    "--step-limit",
    metavar="N",
    type=click.IntRange(min=1),
    help="Stop the program after N lines, and say in which loop it was.",
)
@click.option(
    "--trace",
    is_flag=True,
    help="Print a trace table; what the program prints goes to standard error meanwhile.",
)
@click.option(
    "--trace-format",
    type=click.Choice(["text", "csv", "html", "json"]),
    help="How the trace table is printed; with this, --trace may be left out.",
)
@click.option("--traceback", is_flag=True, help="After a failure show Python's traceback too.")
@click.pass_obj
def run(
    options: Options,
    file: str,
    dialect: str | None,
    seed: int | None,
    max_seconds: float | None,
    step_limit: int | None,
    trace: bool,
    trace_format: str | None,
    traceback: bool,
) -> int:
    """Translate a program and run it.

    The program reads standard input and prints to standard output; its files are looked for
    in the current folder. If it fails while it runs, the message names the line of the
    pseudocode, and the exit code is 1; it is 5 after --max-seconds and --step-limit.
    """
    # Not at the top: the stages take time to load, and --help should not wait for them.
    from pseudocode_translator.cli.program_process import Limits
    from pseudocode_translator.cli.program_run import run_file

    limits = Limits(seed=seed, max_seconds=max_seconds, step_limit=step_limit)
    return run_file(
        options,
        file,
        dialect,
        limits,
        shows_traceback=traceback,
        trace_format=trace_format or ("text" if trace else None),
    )
