"""The child's side of `pseudocode run`: runs one translated program and reports how it failed.

Started as a script, isolated (``-I``), by `program_process`; imports nothing of the package,
so the program finds a process that looks as if Python had been started on it alone.

usage: program_runner.py PROGRAM REPORT STACK SEED MAX_SECONDS WATCH   (the last three may be
``-``; WATCH is a file with the options of `program_trace`)
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import types
from typing import Any

_NAME = "<program>"
"""What the program's code objects call their file; the parent looks for it in `STACK`."""
# A loop inside C code never comes back to Python, so no Python handler can stop it. The
# watchdog of faulthandler needs no interpreter lock; it gets this much time after the alarm.
_ALARM_GRACE_S = 1.0


class _TimeIsUp(BaseException):
    """Raised in the program by the alarm; no `except Exception` of a program catches it."""


def main(arguments: list[str]) -> int:
    """Run the program; 0 is success, 1 a failure told in REPORT, 130 an interruption."""
    program, report, stack, seed, max_seconds, options = arguments
    with open(program, encoding="utf-8") as file:
        text = file.read()
    if seed != "-":
        import random

        random.seed(int(seed))
    watch = None if options == "-" else _watch(options)
    try:
        if max_seconds != "-":
            _set_limits(float(max_seconds), stack)
        _execute(text, watch)
        _cancel_alarm()
        sys.stdout.flush()
        faulthandler.cancel_dump_traceback_later()
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # The parent may send a second one.
        _cancel_alarm()
        _flush_quietly()
        return 130
    except SystemExit:
        raise
    except BaseException as error:  # noqa: BLE001 - whatever it is, the parent tells it
        _cancel_alarm()
        _write_report(error, text, report, [] if watch is None else watch.lines_of_the_end)
        _flush_quietly()
        return 1
    return 0


def _watch(options: str) -> Any:
    import json
    import runpy

    # The folder of this script is not searched for modules (-I).
    with open(options, encoding="utf-8") as file:
        found = json.load(file)
    return runpy.run_path(__file__.replace("program_runner", "program_trace"))["Watch"](
        found, _NAME
    )


def _execute(text: str, watch: Any) -> None:
    code = compile(text, _NAME, "exec", dont_inherit=True)
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module  # dataclasses look their module up by name.
    sys.argv = [_NAME]
    if watch is None:
        exec(code, module.__dict__)
        return
    try:
        watch.start()
        exec(code, module.__dict__)
    finally:
        watch.stop()


def _set_limits(seconds: float, stack: str) -> None:
    """First an alarm that Python handles (nothing printed is lost), then the watchdog."""
    # Never closed: the watchdog also guards the last flush, whose reader may be stuck.
    descriptor = os.open(stack, os.O_WRONLY | os.O_CREAT)
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, _stop)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        seconds += _ALARM_GRACE_S
    faulthandler.dump_traceback_later(seconds, file=descriptor, exit=True)


def _stop(number: int, frame: types.FrameType | None) -> None:
    raise _TimeIsUp


def _cancel_alarm() -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 0)


def _flush_quietly() -> None:
    """Deliver what was printed; whoever read it may be gone, or the disk full."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        # The interpreter flushes once more at its end and would complain on stderr.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _write_report(error: BaseException, text: str, path: str, last_lines: list[int]) -> None:
    import json
    import linecache
    import traceback

    # Without an mtime the entry is never compared with a file of that name.
    linecache.cache[_NAME] = (len(text), None, text.splitlines(keepends=True), _NAME)
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == _NAME]
    told = traceback.StackSummary.from_list(frames).format()
    told += traceback.format_exception_only(error)
    content = {
        "kinds": [kind.__name__ for kind in type(error).__mro__],
        "message": str(error),
        "errno": getattr(error, "errno", None),
        "file": str(getattr(error, "filename", None) or ""),
        "python_lines": [f.lineno for f in frames],
        "last_lines": last_lines,
        "traceback": "Traceback (most recent call last):\n" + "".join(told),
    }
    with open(path, "w", encoding="utf-8") as file:
        json.dump(content, file)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
