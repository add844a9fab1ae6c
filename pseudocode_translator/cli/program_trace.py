"""The child's side of `pseudocode run --trace` and `--step-limit`: watches a program run.

Loaded by `program_runner` from its path; imports nothing of the package. Python tells before
each line that it is about to run; what has changed since the last time belongs to the line
before it. Only lines that stand for pseudocode count; helpers at the top do not.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, deque
from types import FrameType
from typing import Any, TextIO

_MOST_ROWS = 100_000
_MOST_ELEMENTS = 50
"""Of an array that is shown element by element; a longer one is shown as a whole, cut."""
_LONGEST_TEXT = 200
_WINDOW = 400
"""So many last steps tell in which lines a program goes round."""


class TooManyStepsError(BaseException):
    """Raised in the program at its limit; no `except Exception` of a program catches it."""


class Watch:
    """Counts steps, and writes one row for each line that changed or printed something."""

    def __init__(self, options: dict[str, Any], program: str) -> None:
        self._program = program
        self._line_map: list[int] = options["line_map"]
        self._limit: int | None = options["step_limit"]
        self._truth = (options["true_text"], options["false_text"])
        self._rows: TextIO | None = None
        if options["rows"]:
            self._rows = open(options["rows"], "w", encoding="utf-8")  # noqa: SIM115 - see `stop`
        self._steps = self._written = 0
        self._last_lines: deque[int] = deque(maxlen=_WINDOW)
        self._known: dict[int, dict[str, str]] = {}
        """Values that were told, by the id of their frame."""
        self._frames: dict[int, tuple[FrameType, int]] = {}
        """The frames that run, with the line that each is at: that keeps their ids unique."""
        self._printed = ""

    def start(self) -> None:
        """Watch what this thread runs from now on; what it prints goes to standard error."""
        if self._rows is not None:
            sys.stdout = _Tee(self)
        sys.settrace(self._called)

    def stop(self) -> None:
        """Write what is left. A second call does nothing."""
        sys.settrace(None)
        for frame, line in list(self._frames.values()):
            self._tell(frame, line)
        self._frames.clear()
        if self._rows is not None:
            self._rows.close()
            self._rows = None

    @property
    def lines_of_the_end(self) -> list[int]:
        """The lines that were run last, again and again; all of them if none was."""
        times = Counter(self._last_lines)
        return sorted(line for line in times if times[line] > 1) or sorted(times)

    def printed(self, text: str) -> None:
        """The program printed something."""
        self._printed += text

    def _called(self, frame: FrameType, event: str, argument: object) -> Any:
        if frame.f_code.co_filename != self._program or not self._line(frame.f_code.co_firstlineno):
            return None if frame.f_code.co_name != "<module>" else self._moved
        return self._moved

    def _moved(self, frame: FrameType, event: str, argument: object) -> Any:
        key = id(frame)
        before = self._frames.get(key, (frame, 0))[1]
        if event == "line":
            line = self._line(frame.f_lineno)
            if before:
                self._tell(frame, before)
            if line:
                self._frames[key] = (frame, line)
                self._step(line)
        elif event == "return":
            if before:
                self._tell(frame, before)
            self._frames.pop(key, None)
            self._known.pop(key, None)
        return self._moved

    def _step(self, line: int) -> None:
        self._steps += 1
        self._last_lines.append(line)
        if self._limit is not None and self._steps > self._limit:
            raise TooManyStepsError(f"{self._limit}")

    def _line(self, python_line: int) -> int:
        inside = 0 < python_line <= len(self._line_map)
        return self._line_map[python_line - 1] if inside else 0

    def _tell(self, frame: FrameType, line: int) -> None:
        """Write what changed while `line` ran."""
        if self._rows is None:
            return
        now = self._values(frame)
        known = self._known.get(id(frame), {})
        changes = {name: text for name, text in now.items() if known.get(name) != text}
        self._known[id(frame)] = now
        printed, self._printed = self._printed, ""
        if (changes or printed) and self._written < _MOST_ROWS:
            self._written += 1
            routine = "" if frame.f_code.co_name == "<module>" else frame.f_code.co_name
            row = {"line": line, "routine": routine, "changes": changes, "output": printed}
            self._rows.write(json.dumps(row, ensure_ascii=False) + "\n")

    def _values(self, frame: FrameType) -> dict[str, str]:
        found: dict[str, str] = {}
        for name, value in list(frame.f_locals.items()):
            if not name.startswith("__") and _is_data(value):
                self._show(name, value, found)
        return found

    def _show(self, name: str, value: Any, found: dict[str, str]) -> None:
        if isinstance(value, list) and len(value) <= _MOST_ELEMENTS:
            low = getattr(value, "low", 0)
            for place, element in enumerate(list.__iter__(value)):
                if element is not None:
                    self._show(f"{name}[{place + low}]", element, found)
        else:
            found[name] = self._text(value)

    def _text(self, value: Any) -> str:
        if isinstance(value, bool):
            return str(self._truth[0] if value else self._truth[1])
        try:
            text = str(value.name if _is_enum(value) else value)
        except Exception as error:  # noqa: BLE001 - an object of the program that is half made
            text = type(error).__name__
        return text if len(text) <= _LONGEST_TEXT else text[:_LONGEST_TEXT] + "…"


class _Tee:
    """Standard output of a watched program: noted, and shown on standard error."""

    encoding = "utf-8"

    def __init__(self, watch: Watch) -> None:
        self._watch = watch

    def write(self, text: str) -> int:
        self._watch.printed(text)
        return sys.stderr.write(text)

    def flush(self) -> None:
        sys.stderr.flush()

    def fileno(self) -> int:
        return sys.stderr.fileno()

    def isatty(self) -> bool:
        return sys.stderr.isatty()


def _is_data(value: object) -> bool:
    kind = type(value)
    return not (
        isinstance(value, type) or callable(value) or kind.__name__ in {"module", "_GenericAlias"}
    )


def _is_enum(value: object) -> bool:
    return any(base.__name__ == "Enum" for base in type(value).__mro__)
