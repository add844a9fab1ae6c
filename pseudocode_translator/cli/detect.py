"""`pseudocode detect`: which dialect a file is written in, and by what one can tell."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from pseudocode_translator.cli.options import ANY_FILE, Options

if TYPE_CHECKING:
    from pseudocode_translator.dialects.detect import Detection


@click.command()
@click.argument("files", metavar="FILE...", type=ANY_FILE, nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per file and line.")
@click.pass_obj
def detect(options: Options, files: tuple[str, ...], as_json: bool) -> int:
    """Tell which dialect pseudocode is written in.

    FILE is a file with pseudocode, or - for standard input. Prints the dialect, how sure that
    is (0 to 1), and the signs that it was told by; "unknown" where they are too few.
    """
    # Not at the top: --help should not wait for the grammars' modules.
    from pseudocode_translator.cli.session import Session, tell_error
    from pseudocode_translator.dialects.detect import detect as find_out
    from pseudocode_translator.errors import ExitCode, PseudocodeError

    session = Session(options)
    codes: list[ExitCode] = []
    for file in files:
        try:
            detection = find_out(session.read(file).text)
        except PseudocodeError as error:
            tell_error(error)
            codes.append(error.exit_code)
        else:
            click.echo(_as_json(file, detection) if as_json else _in_words(file, detection))
            codes.append(ExitCode.OK)
    return max(codes, default=ExitCode.OK)


def _in_words(file: str, detection: Detection) -> str:
    signs = ", ".join(f"{each.what} (line {each.line})" for each in detection.evidence)
    name = detection.dialect or f"unknown, perhaps {detection.best}"
    return f"{file}: {name}  {detection.confidence:.2f}  {signs}".rstrip()


def _as_json(file: str, detection: Detection) -> str:
    data = {
        "file": file,
        "dialect": detection.dialect,
        "best": detection.best,
        "confidence": round(detection.confidence, 3),
        "evidence": [
            {"what": each.what, "line": each.line, "weight": round(each.weight, 2)}
            for each in detection.evidence
        ],
    }
    return json.dumps(data, ensure_ascii=False)
