"""The cases of `statement_cases.txt` and `block_cases.txt`."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent


def statement_cases() -> list[tuple[str, str]]:
    """Give lines of Cambridge pseudocode, each with the sketch of what it means."""
    text = (_HERE / "statement_cases.txt").read_text(encoding="utf-8")
    return [(source, wanted) for source, wanted in _pairs(text.splitlines(), " ==> ")]


def block_cases() -> list[tuple[str, str, str]]:
    """Give the name of each case, its source and the sketch of what it means."""
    text = (_HERE / "block_cases.txt").read_text(encoding="utf-8")
    cases = []
    for case in text.strip().split("\n\n# "):
        name, _, rest = case.removeprefix("# ").partition("\n")
        ((source, wanted),) = _pairs([rest], "\n==> ")
        cases.append((name, source, wanted.strip()))
    return cases


def _pairs(texts: list[str], mark: str) -> list[tuple[str, str]]:
    return [(source, wanted) for source, _, wanted in (text.partition(mark) for text in texts)]
