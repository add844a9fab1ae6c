"""The parent's side of `pseudocode run`: a child process for the user's own program.

`execution.worker_pool` starts the processes that do *our* work. The program somebody
asked us to run is not our work: it owns the terminal while it runs, and is the one
documented exception.
"""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import FrameType

from pseudocode_translator.errors import UnwritableOutputError

_RUNNER = Path(__file__).with_name("program_runner.py")
_STACK_LINE = re.compile(r'File "<program>", line (\d+)')
# The child limits itself: by an alarm at the limit, by a watchdog one second later. A child
# that is still there after this had its watchdog blocked, for instance by a stopped process.
_KILL_GRACE_S = 3.0
_INTERRUPT_GRACE_S = 0.5


@dataclass(frozen=True, slots=True)
class Limits:
    """What the user asked for besides running the program."""

    seed: int | None = None
    """Of the random numbers; None: different in every run."""
    max_seconds: float | None = None
    """Wall-clock time from the start of the program."""
    step_limit: int | None = None
    """Lines of pseudocode, each counted whenever it is run."""


@dataclass(frozen=True, slots=True)
class Watching:
    """What is to be told of a program while it runs."""

    line_map: tuple[int, ...]
    """As in `Translation`."""
    true_text: str
    false_text: str
    """How the dialect shows a truth value."""
    traces: bool
    """Whether rows are written for a trace table."""


@dataclass(frozen=True, slots=True)
class Failure:
    """How a program failed, as its process reported it."""

    kinds: tuple[str, ...]
    """Names of the exception's class and its bases, the class first."""
    message: str
    python_lines: tuple[int, ...] = ()
    """Of the generated program, the innermost call last."""
    errno: int | None = None
    file: str = ""
    """The file an `OSError` is about."""
    traceback: str = ""
    last_lines: tuple[int, ...] = ()
    """Of the pseudocode: what a program that took too many steps went through in the end."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a program ended."""

    status: int
    """As the operating system gives it: negative is the signal that ended the process."""
    failure: Failure | None = None
    is_timeout: bool = False
    rows: str = ""
    """Of the trace, for `trace_table.read_table`."""

    @property
    def is_over_step_limit(self) -> bool:
        """Whether it was stopped for the number of its steps."""
        return self.failure is not None and "TooManyStepsError" in self.failure.kinds


def run_program(code: str, limits: Limits, watching: Watching | None = None) -> Outcome:
    """Run generated Python with our own standard streams and wait for its end.

    The child stays in our process group: so Ctrl-C, Ctrl-Z and a closed terminal reach
    it as they would reach any program, and it may read from the terminal. A translated
    program cannot start processes, so killing the child leaves nothing behind.

    Raises:
        UnwritableOutputError: There is no room for the program in the temporary folder.
        KeyboardInterrupt: Ctrl-C; the child is gone.
    """
    with _workplace(code) as folder:
        if watching is not None:
            _write_watch(folder, limits, watching)
        with _killed_with_us(_command(folder, limits, watching)) as child:
            limit_s = None if limits.max_seconds is None else limits.max_seconds + _KILL_GRACE_S
            try:
                status = child.wait(limit_s)
            except subprocess.TimeoutExpired:
                child.kill()
                outcome = Outcome(child.wait(), is_timeout=True)
            else:
                outcome = _outcome(status, folder)
        return replace(outcome, rows=_rows(folder))


def _write_watch(folder: Path, limits: Limits, watching: Watching) -> None:
    options = {
        "line_map": watching.line_map,
        "step_limit": limits.step_limit,
        "true_text": watching.true_text,
        "false_text": watching.false_text,
        "rows": str(folder / "rows") if watching.traces else "",
    }
    try:
        (folder / "watch").write_text(json.dumps(options), encoding="utf-8")
    except OSError as error:
        raise _no_room(str(folder), error) from error


def _rows(folder: Path) -> str:
    try:
        return (folder / "rows").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


@contextmanager
def _workplace(code: str) -> Iterator[Path]:
    try:
        folder = tempfile.TemporaryDirectory(prefix="pseudocode-")
    except OSError as error:
        raise _no_room(tempfile.gettempdir(), error) from error
    with folder as name:
        try:
            Path(name, "program.py").write_text(code, encoding="utf-8", newline="\n")
        except OSError as error:
            raise _no_room(name, error) from error
        yield Path(name)


def _no_room(name: str, error: OSError) -> UnwritableOutputError:
    reason = f"the program cannot be stored to run it ({error.strerror})"
    return UnwritableOutputError(name, reason, "set TMPDIR to a folder with free space")


def _command(folder: Path, limits: Limits, watching: Watching | None) -> list[str]:
    # -I keeps PYTHON* variables and modules of the current folder (random.py!) out.
    return [
        *(sys.executable, "-I", "-X", "utf8", str(_RUNNER)),
        *(str(folder / name) for name in ("program.py", "report", "stack")),
        "-" if limits.seed is None else str(limits.seed),
        "-" if limits.max_seconds is None else str(limits.max_seconds),
        "-" if watching is None else str(folder / "watch"),
    ]


@contextmanager
def _killed_with_us(command: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    """Start the child; it ends before we do, however we end (but for SIGKILL)."""
    before = signal.signal(signal.SIGTERM, _exit_on_sigterm)
    child = subprocess.Popen(command)
    try:
        yield child
    except KeyboardInterrupt:
        _interrupt(child)
        raise
    finally:
        if child.poll() is None:
            child.kill()
            child.wait()
        signal.signal(signal.SIGTERM, before)


def _exit_on_sigterm(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _interrupt(child: subprocess.Popen[bytes]) -> None:
    """Let the child print what it has; the terminal has usually told it already."""
    for _attempt in range(2):
        try:
            child.wait(_INTERRUPT_GRACE_S)
        except (subprocess.TimeoutExpired, KeyboardInterrupt):
            child.send_signal(signal.SIGINT)
        else:
            return


def _outcome(status: int, folder: Path) -> Outcome:
    try:
        content = json.loads((folder / "report").read_text(encoding="utf-8"))
    except (OSError, ValueError):  # None was written, or it was cut short by a full disk.
        return _outcome_of_watchdog(status, folder)
    failure = Failure(
        kinds=tuple(content["kinds"]),
        message=content["message"],
        python_lines=tuple(content["python_lines"]),
        errno=content["errno"],
        file=content["file"],
        traceback=content["traceback"],
        last_lines=tuple(content["last_lines"]),
    )
    return Outcome(status, failure, is_timeout="_TimeIsUp" in failure.kinds)


def _outcome_of_watchdog(status: int, folder: Path) -> Outcome:
    """The stack that faulthandler wrote, innermost call first, when nothing else could stop it."""
    try:
        stack = (folder / "stack").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return Outcome(status)
    if "Timeout" not in stack:
        return Outcome(status)
    lines = tuple(int(number) for number in reversed(_STACK_LINE.findall(stack)))
    return Outcome(status, Failure(("_TimeIsUp",), "", lines, traceback=stack), is_timeout=True)
