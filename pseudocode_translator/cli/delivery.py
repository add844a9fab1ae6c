"""Output files: which, and written so that nobody ever finds half of one."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Iterable
from pathlib import Path

import click

from pseudocode_translator.errors import UnwritableOutputError

STDIN_NAME = "stdin"
"""Stem of the output for a program from standard input."""


def plan_outputs(files: tuple[str, ...], output: str | None) -> dict[str, Path | None]:
    """Where the Python of each file goes; None is standard output.

    One file may go to standard output, to a file, or into a folder; several go into a
    folder, each under its own stem. Two that would get the same name are refused, as is
    writing over a file that is read.
    """
    if output is None or output == "-":
        if len(files) > 1:
            raise click.UsageError("several files need a folder to go to: add -o FOLDER")
        return dict.fromkeys(files)
    folder = Path(output)
    if len(files) == 1 and not folder.is_dir() and not output.endswith(("/", os.sep)):
        plan: dict[str, Path | None] = {files[0]: folder}
    else:
        plan = _plan_folder(files, folder)
    for target in plan.values():
        if target is not None:
            _refuse_inputs(target, files)
    return plan


def _plan_folder(files: Iterable[str], folder: Path) -> dict[str, Path | None]:
    plan: dict[str, Path | None] = {}
    taken: dict[str, str] = {}
    for file in files:
        stem = STDIN_NAME if file == "-" else Path(file).stem
        target = folder / f"{stem}.py"
        # Some file systems take Sort.py and sort.py for the same file.
        other = taken.setdefault(str(target).casefold(), file)
        if other != file or file in plan:
            raise click.UsageError(
                f"{other} and {file} would both become {target}; "
                "rename one, or translate them into different folders"
            )
        plan[file] = target
    return plan


def _refuse_inputs(target: Path, files: Iterable[str]) -> None:
    for file in files:
        with contextlib.suppress(OSError, ValueError):
            if file != "-" and os.path.samefile(file, target):
                raise click.UsageError(f"{target} is read as input; choose another output")


def write_file(path: Path, text: str) -> None:
    """Write UTF-8 text; afterwards the file holds all of it, or what it held before.

    Folders on the way are made. A link is followed, and what is no plain file, such as
    ``/dev/null`` or a named pipe, is written to instead of being replaced.

    Raises:
        UnwritableOutputError: It cannot be written; a file that stood there is untouched.
    """
    data = text.encode("utf-8", "backslashreplace")
    try:
        target = path.resolve()
        mode = _mode(target)
        if mode is not None and not stat.S_ISREG(mode):
            target.write_bytes(data)
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, data, mode)
    except BrokenPipeError:
        raise
    except (OSError, RuntimeError, ValueError) as error:  # A loop of links, a NUL in the name.
        reason = getattr(error, "strerror", None) or str(error)
        raise UnwritableOutputError(str(path), f"cannot be written ({reason})") from error


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def _replace(target: Path, data: bytes, mode: int | None) -> None:
    # In the same folder, or replacing it would not be atomic; short, because the name of
    # the target may already be as long as the file system allows.
    temporary = target.parent / f".pseudocode-{secrets.token_hex(4)}.tmp"
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            temporary.chmod(stat.S_IMODE(mode))
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
