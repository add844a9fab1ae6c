"""The `pseudocode` command: global options, the list of commands, and how it ends."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from pseudocode_translator import __version__
from pseudocode_translator.cli.options import Options
from pseudocode_translator.cli.streams import (
    flush_product,
    message,
    prepare_streams,
    silence_stdout,
)
from pseudocode_translator.errors import (
    ExitCode,
    InternalError,
    PseudocodeError,
    UnwritableOutputError,
)

_PACKAGE = "pseudocode_translator"
_COMMANDS = {
    "translate": "translate:translate",
    "check": "check:check",
    "run": "run:run",
    "detect": "detect:detect",
    "dialects": "dialects:dialects",
    "explain": "explain:explain",
    "config": "config:config_group",
    "completion": "completion:completion",
}
"""Name to module and object; a module is imported when its command is used."""

_EPILOG = """\
\b
Exit codes; of several files, the highest one counts:
  0    everything is fine; warnings and notes do not change that
  1    the pseudocode has errors, or the program failed while it ran
  2    a wrong option, argument or setting
  3    an input file cannot be read
  4    an output cannot be written
  5    a time limit was reached, or a worker process was lost
  70   a fault of the translator itself
  130  interrupted with Ctrl-C

The product goes to standard output, everything else to standard error.
"""


class _ReaderGoneError(Exception):
    """Whoever read our output, such as `head`, has seen enough.

    Raised for a `BrokenPipeError`, which click would answer with exit code 1.
    """


class _LazyGroup(click.Group):
    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        with _reader_may_leave():  # --help prints while the context is made.
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        with _reader_may_leave():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        place = _COMMANDS.get(cmd_name)
        if place is None:
            return None
        module, _, name = place.partition(":")
        command = getattr(import_module(f"{_PACKAGE}.cli.{module}"), name)
        assert isinstance(command, click.Command)
        return command


@contextmanager
def _reader_may_leave() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError as error:
        raise _ReaderGoneError from error


@click.group(
    cls=_LazyGroup,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="pseudocode", message="%(prog)s %(version)s")
@click.option(
    "--config",
    "config_path",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Read settings from FILE instead of ~/.pseudocode_translator/config.yaml.",
)
@click.option("-v", "--verbose", is_flag=True, help="Tell more, also the details of faults.")
@click.option(
    "--color/--no-color",
    "--colour/--no-colour",
    "colour",
    default=None,
    help="Use colours or not; else as the terminal and NO_COLOR say.",
)
@click.pass_context
def cli(ctx: click.Context, config_path: Path | None, verbose: bool, colour: bool | None) -> None:
    """Translate pseudocode into Python that does what its author meant."""
    _prepare_logging(is_verbose=verbose)
    if config_path is not None:
        # The `config` commands take the same file as an option and an argument of their own.
        own = {"show": {"path": config_path}, "validate": {"file": config_path}}
        ctx.default_map = {"config": own}
    ctx.obj = Options(config_path, colour, verbose)


def run_command(arguments: list[str]) -> int:
    """Run one command line; the result is the exit code. Never raises."""
    prepare_streams()
    _prepare_logging(is_verbose=False)
    code = _guarded(lambda: _invoke(arguments))
    return max(code, _guarded(_flush))


def _invoke(arguments: list[str]) -> int:
    result = cli.main(arguments, prog_name="pseudocode", standalone_mode=False)
    return result if isinstance(result, int) else ExitCode.OK


def _flush() -> int:
    flush_product()
    return ExitCode.OK


def _guarded(action: Callable[[], int]) -> int:
    """Turn every way to end into an exit code, with a message but without a traceback."""
    try:
        return action()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return ExitCode.INTERRUPTED
    except (_ReaderGoneError, BrokenPipeError):
        silence_stdout()
        return ExitCode.OK
    except (SystemExit, OSError, PseudocodeError) as error:
        return _code_of(error)
    except MemoryError:
        message("error: there is not enough memory; split the input into smaller files")
        return ExitCode.INTERNAL
    except Exception as error:  # noqa: BLE001 - the boundary to the user
        return _own_fault(error)


def _code_of(error: SystemExit | OSError | PseudocodeError) -> int:
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else ExitCode.OK
    if isinstance(error, OSError):
        if error.filename is not None:
            return _own_fault(error)
        # click prints help and lists itself; nothing else of ours lets such an error pass.
        error = UnwritableOutputError("standard output", error.strerror or str(error))
    if isinstance(error, UnwritableOutputError):
        silence_stdout()
    message(f"error: {error}")
    return error.exit_code


def _own_fault(error: Exception) -> int:
    logging.getLogger(__name__).error("command_failed", exc_info=error)
    fault = InternalError(f"{type(error).__name__}: {error}")
    message(f"{fault}; --verbose shows the details")
    return fault.exit_code


class _ShortFormatter(logging.Formatter):
    """For users: what is wrong, without where in our code."""

    def format(self, record: logging.LogRecord) -> str:
        return f"pseudocode: {record.levelname.lower()}: {record.getMessage()}"


def _prepare_logging(*, is_verbose: bool) -> None:
    """Show warnings; faults come with a message of their own, so their records are left out."""
    handler = logging.StreamHandler(sys.stderr)
    if is_verbose:
        handler.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    else:
        handler.setFormatter(_ShortFormatter())
        handler.addFilter(lambda record: not record.exc_info)
    logger = logging.getLogger(_PACKAGE)
    logger.handlers[:] = [handler]
    logger.propagate = False
    logger.setLevel(logging.INFO if is_verbose else logging.WARNING)
