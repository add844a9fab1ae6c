"""`pseudocode explain`: the story of a diagnostic code."""

from __future__ import annotations

from difflib import get_close_matches

import click

from pseudocode_translator.errors import ExitCode
from pseudocode_translator.model.codes import CODES
from pseudocode_translator.model.codes.entry import CodeEntry


@click.command()
@click.argument("code", required=False)
def explain(code: str | None) -> int:
    """Tell more about a diagnostic, with a wrong and a right program.

    CODE is what stands in front of the message, such as PS203. Without it, all are listed.
    """
    if code is None:
        for entry in sorted(CODES.values(), key=lambda entry: entry.code):
            click.echo(f"{entry.code}  {entry.severity:<7}  {entry.title}")
        return ExitCode.OK
    known = CODES.get(_normalised(code))
    if known is None:
        raise click.BadParameter(_unknown(code), param_hint="CODE")
    click.echo(_story(known), nl=False)
    return ExitCode.OK


def _normalised(code: str) -> str:
    letters = code.strip().upper()
    return letters if letters.startswith("PS") else f"PS{letters}"


def _unknown(code: str) -> str:
    wanted = _normalised(code)
    # Letters that look like digits are the likeliest slip.
    digits = wanted[:2] + wanted[2:].translate(str.maketrans("OIL", "011"))
    near = [digits] if digits in CODES else get_close_matches(wanted, CODES, n=3, cutoff=0.6)
    advice = (
        f"did you mean {' or '.join(sorted(near))}?" if near else "see all with: pseudocode explain"
    )
    return f"there is no diagnostic {code!r}; {advice}"


def _story(entry: CodeEntry) -> str:
    parts = [f"{entry.code} ({entry.severity}): {entry.title}\n", _wrapped(entry.explanation)]
    if entry.wrong:
        parts.append("Wrong:\n\n" + _indented(entry.wrong))
    if entry.right:
        parts.append("Right:\n\n" + _indented(entry.right))
    return "\n".join(parts)


def _wrapped(text: str) -> str:
    return click.wrap_text(text, width=80, preserve_paragraphs=True) + "\n"


def _indented(program: str) -> str:
    return "".join(f"    {line}\n" if line else "\n" for line in program.rstrip("\n").split("\n"))
