"""Print a program beside its translation, line against line.

usage: python examples/side_by_side.py FILE
"""

from __future__ import annotations

import shutil
import sys
from itertools import zip_longest
from pathlib import Path

from pseudocode_translator.translator import TranslationManager


def rows(source: list[str], code: list[str], line_map: tuple[int, ...]) -> list[tuple[str, str]]:
    """Pair each pseudocode line with the Python lines that came from it."""
    paired: list[tuple[str, str]] = []
    printed = 0
    for python, line in zip_longest(code, line_map, fillvalue=0):
        text = str(python or "")
        if not line:
            paired.append(("", text))
            continue
        while printed < line - 1:
            paired.append((source[printed], ""))
            printed += 1
        first = printed < line
        paired.append((source[line - 1] if first else "", text))
        printed = max(printed, line)
    paired.extend((text, "") for text in source[printed:])
    return paired


def main(path: Path) -> None:
    with TranslationManager() as manager:
        translation = manager.translate_file(path)
    source = path.read_text(encoding="utf-8").splitlines()
    left = max(map(len, source), default=0) + 2
    right = shutil.get_terminal_size((120, 24)).columns - left - 2
    for before, after in rows(source, translation.code.splitlines(), translation.line_map):
        print(f"{before:<{left}}│ {after[: max(right, 40)]}".rstrip())


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
