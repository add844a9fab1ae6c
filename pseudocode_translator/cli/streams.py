"""Standard input, output and error of the command, whatever state the shell left them in."""

from __future__ import annotations

import io
import logging
import os
import sys

from pseudocode_translator.cli.visible import visible
from pseudocode_translator.errors import UnreadableInputError, UnwritableOutputError


def prepare_streams() -> None:
    """Make the standard streams safe to use.

    A descriptor the shell closed is filled, or else the next file we open would become
    standard output. The product is UTF-8, as Python source is, except on a terminal that
    says otherwise; there, and in messages, what cannot be shown is escaped.
    """
    for descriptor in (0, 1, 2):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # The lowest free descriptor, so this one.
            os.set_inheritable(descriptor, True)  # A program that we run needs it too.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
    _buffer_stdout()


def _buffer_stdout() -> None:
    """Undo ``python -u``: without a buffer, a write that a full disk cuts short is no error."""
    if sys.stdout is not None and isinstance(sys.stdout.buffer, io.FileIO):
        sys.stdout = io.TextIOWrapper(
            io.BufferedWriter(sys.stdout.buffer),
            encoding=sys.stdout.encoding,
            errors="backslashreplace",
        )


def read_stdin(max_bytes: int) -> bytes:
    """Everything on standard input.

    Raises:
        UnreadableInputError: It is closed, broken, or longer than `max_bytes`.
    """
    if sys.stdin is None:
        raise UnreadableInputError("standard input", "it is closed", "name a file instead of -")
    if sys.stdin.isatty():
        message("reading the program from the terminal; end it with Ctrl-D on a line of its own")
    try:
        data = sys.stdin.buffer.read(max_bytes + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnreadableInputError("standard input", reason, "name a file instead of -") from error
    if len(data) > max_bytes:
        raise UnreadableInputError(
            "standard input",
            f"it is longer than {max_bytes} bytes",
            "raise translation.max_file_bytes",
        )
    return data


def write_product(text: str) -> None:
    """Write to standard output what the user asked for.

    Raises:
        UnwritableOutputError: It is closed, or its disk is full.
        BrokenPipeError: The reader has seen enough.
    """
    if sys.stdout is None:
        raise UnwritableOutputError("standard output", "it is closed", "use -o FILE")
    try:
        sys.stdout.write(text)
    except OSError as error:
        raise _unwritable(error) from error
    flush_product()


def flush_product() -> None:
    """Deliver what is still buffered; raises as `write_product` does."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except OSError as error:
        raise _unwritable(error) from error


def _unwritable(error: OSError) -> OSError | UnwritableOutputError:
    if isinstance(error, BrokenPipeError):
        return error
    return UnwritableOutputError("standard output", error.strerror or str(error))


def silence_stdout() -> None:
    """Send what is still buffered nowhere: the interpreter would complain about it at its end."""
    if sys.stdout is not None:
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), 1)


def message(text: str) -> None:
    """One line for the user, on standard error; lost if nobody can see it."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(f"pseudocode: {visible(text)}\n")
        sys.stderr.flush()
    except OSError as error:
        logging.getLogger(__name__).debug("message_lost", exc_info=error)


def plain(text: str) -> None:
    """Text for the user as it is, on standard error."""
    if sys.stderr is not None:
        sys.stderr.write(text)
