"""What stopped a running program, in a student's words and at the pseudocode line."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable

from pseudocode_translator.cli.program_process import Failure, Outcome
from pseudocode_translator.model.codes import diagnose
from pseudocode_translator.model.diagnostics import Diagnostic, Span
from pseudocode_translator.model.document import Document

_Told = tuple[str, str, str]
"""Code, message, fix."""
NOWHERE = Span(0, 0, 0, 0)
"""Printed without a place: nothing is known about where the program stood."""
DISK_ERRNOS = {errno.ENOSPC, errno.EFBIG, errno.EIO, errno.EDQUOT}


def failure_diagnostic(
    failure: Failure, line_map: tuple[int, ...], document: Document
) -> Diagnostic:
    """Say what happened, at the innermost pseudocode line that was being run."""
    code, message, fix = _told(failure)
    return diagnose(code, _span(_line(failure, line_map), document), message, fix=fix)


def timeout_diagnostic(
    outcome: Outcome, line_map: tuple[int, ...], document: Document, limit_s: float
) -> Diagnostic:
    """Say that the time was up, and where the program stood."""
    line = 0 if outcome.failure is None else _line(outcome.failure, line_map)
    return diagnose(
        "PS810",
        _span(line, document),
        f"the program was still running here after {limit_s:g} s and was stopped"
        if line
        else f"the program was still running after {limit_s:g} s and was stopped",
        fix="look for a loop that cannot end or an INPUT that waits, or raise --max-seconds",
    )


def steps_diagnostic(failure: Failure, document: Document, limit: int) -> Diagnostic:
    """Say that the program took too many steps, and where it goes round."""
    lines = failure.last_lines or (0,)
    first, last = lines[0], lines[-1]
    where = f"line {first}" if first == last else f"lines {first} to {last}"
    return diagnose(
        "PS812",
        _span(first, document),
        f"the program was stopped after {limit:,} steps; in the end it went round in {where}",
        fix="look whether the condition of this loop can change, or raise --step-limit",
    )


def lost_diagnostic(status: int, document: Document) -> Diagnostic:
    """Say that the process ended without a word."""
    how = f"signal {-status}" if status < 0 else f"exit status {status}"
    return diagnose(
        "PS811",
        _span(0, document),
        f"the program was ended from outside ({how})",
        fix="often there was no memory left: look for an array or a string that grows without end",
    )


def _line(failure: Failure, line_map: tuple[int, ...]) -> int:
    for number in reversed(failure.python_lines):
        line = line_map[number - 1] if 0 < number <= len(line_map) else 0
        if line:  # Lines of the helpers at the top stand for no line of the author.
            return line
    return 0


def _span(line: int, document: Document) -> Span:
    if not 0 < line <= len(document.lines):
        return NOWHERE
    text = document.lines[line - 1].text
    return Span(line, len(text) - len(text.lstrip()) + 1, line, max(len(text.rstrip()), 1) + 1)


def _told(failure: Failure) -> _Told:
    for kind in failure.kinds:
        tell = _BY_KIND.get(kind)
        if tell is not None:
            return tell(failure)
    return "PS899", f"the program failed: {failure.kinds[0]}: {failure.message}", ""


def _division(failure: Failure) -> _Told:
    return (
        "PS801",
        "division by zero",
        "test the second operand of /, DIV or MOD before dividing",
    )


def _index(failure: Failure) -> _Told:
    if "has no value yet" in failure.message:
        return "PS806", failure.message, "give it a value first"
    python_words = re.search(r"out of range|pop from empty", failure.message)
    message = "the index is outside the array or string" if python_words else failure.message
    if "character" in message:
        return "PS802", message, "positions in a string run from its first to its last character"
    return "PS802", message, "compare the index with the bounds of the declaration"


def _value(failure: Failure) -> _Told:
    for pattern, code, message in _VALUES:
        found = re.search(pattern, failure.message, re.DOTALL)
        if found:
            given = _quoted(found[1]) if found.groups() else ""
            return code, message.format(given=given, said=failure.message), ""
    return "PS807", failure.message or "a value does not fit here", ""


def _quoted(python_text: str) -> str:
    """``'12a'`` as Python shows it becomes ``"12a"``; an empty line is called so."""
    inner = python_text[1:-1]
    return f'"{inner}"' if inner.strip() else "an empty line"


def _end_of_input(failure: Failure) -> _Told:
    if failure.message and "reading a line" not in failure.message:
        return "PS808", failure.message, ""
    return (
        "PS804",
        "the program wants another line of input, but the input has ended",
        "give one line for every value that INPUT reads",
    )


def _recursion(failure: Failure) -> _Told:
    return (
        "PS805",
        "a subroutine called itself too often",
        "every recursion needs a case in which it does not call itself",
    )


def _no_value(failure: Failure) -> _Told:
    name = re.search(r"'(\w+)'", failure.message)
    what = name[1] if name else "a variable"
    return "PS806", f"{what} is used before it has a value", "give it a value first"


def _attribute(failure: Failure) -> _Told:
    if "'NoneType'" in failure.message:
        return (
            "PS806",
            "a pointer or object is used here that points nowhere (NULL)",
            "test it first, or give it a value",
        )
    return "PS807", f"a value does not fit here: {failure.message}", ""


def _type(failure: Failure) -> _Told:
    if "NoneType" in failure.message:
        return "PS806", "a value is used here before it was given one", "give it a value first"
    types = re.findall(r"'(int|float|str|bool|list|date)'", failure.message)
    if types:
        kinds = " and ".join(_PSEUDOCODE_TYPES[name] for name in types)
        return "PS807", f"these values do not fit together: {kinds}", ""
    return "PS807", f"a value does not fit here: {failure.message}", ""


def _unreadable(failure: Failure) -> _Told:
    reason = failure.message.removeprefix("line ").lstrip("0123456789").removeprefix(": ")
    return "PS899", f"this line was not translated: {reason}", "see the errors of the translation"


def _file(failure: Failure) -> _Told:
    name = f'"{failure.file}"' if failure.file else "the file"
    if failure.errno is None:  # Said by a helper of the program, in words for its author.
        return "PS808", failure.message, ""
    if "FileNotFoundError" in failure.kinds:
        return (
            "PS808",
            f"there is no file {name}",
            "files are looked for in the folder in which you run the command",
        )
    if "PermissionError" in failure.kinds:
        return "PS808", f"{name} may not be used by you", ""
    if "IsADirectoryError" in failure.kinds:
        return "PS808", f"{name} is a folder, not a file", ""
    if failure.errno in DISK_ERRNOS:
        return "PS808", "what the program writes cannot be stored: the disk is full", ""
    return "PS808", f"{name} cannot be used: {failure.message}", ""


def _encoding(failure: Failure) -> _Told:
    return "PS808", "the file is not UTF-8 text", "save it as UTF-8 and run the program again"


def _too_large(failure: Failure) -> _Told:
    return "PS809", "a number became too large for a REAL", ""


def _memory(failure: Failure) -> _Told:
    return "PS809", "the memory is used up", "look for something that grows without end"


_VALUES = (
    (
        r"invalid literal for int\(\) with base 10: (.*)",
        "PS803",
        "a whole number was expected, but {given} was given",
    ),
    (
        r"could not convert string to float: (.*)",
        "PS803",
        "a number was expected, but {given} was given",
    ),
    (
        r"time data (.*) does not match",
        "PS803",
        "a date such as 25/12/2026 was expected, but {given} was given",
    ),
    (r"is neither|is none of", "PS803", "{said}"),
    (r"unconverted data|out of range for month", "PS803", "this is no date such as 25/12/2026"),
    (r"chr\(\) arg", "PS807", "there is no character with this code"),
    (
        r"math domain|nonnegative",
        "PS807",
        "this has no real result, such as the root of a negative number",
    ),
    (r"digits\) for integer", "PS809", "a number has more digits than can be printed"),
)
"""What Python says, the code for it, and what a student is told."""
_PSEUDOCODE_TYPES = {
    "int": "INTEGER",
    "float": "REAL",
    "str": "STRING",
    "bool": "BOOLEAN",
    "list": "ARRAY",
    "date": "DATE",
}
_BY_KIND: dict[str, Callable[[Failure], _Told]] = {
    "ZeroDivisionError": _division,
    "IndexError": _index,
    "UnicodeError": _encoding,
    "ValueError": _value,
    "EOFError": _end_of_input,
    "RecursionError": _recursion,
    "NameError": _no_value,
    "AttributeError": _attribute,
    "TypeError": _type,
    "NotImplementedError": _unreadable,
    "OSError": _file,
    "OverflowError": _too_large,
    "MemoryError": _memory,
}
