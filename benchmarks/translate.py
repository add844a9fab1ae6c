"""Lines per second: our parsing beside lark's own driver and beancode, and all stages, in one run.

    python benchmarks/translate.py [--lines 5000 50000 500000] [--peer-lines 500000] [-o FILE]

Writes JSON. Each figure is the best of several rounds, in fresh objects each time.
"""

from __future__ import annotations

import argparse
import gc
import json
import platform
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

from programs import program

from pseudocode_translator.dialects import get_dialect
from pseudocode_translator.frontend import tables
from pseudocode_translator.frontend.blocks import BlockBuilder
from pseudocode_translator.frontend.driver import Driver
from pseudocode_translator.frontend.logical_lines import LogicalLine, logical_lines
from pseudocode_translator.frontend.parse import parse
from pseudocode_translator.model.document import typed_document
from pseudocode_translator.translator import TranslationManager

LONG_RUN_LINES = 100_000


def best_of(rounds: int, work: Callable[[], object]) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def ours_whole(text: str) -> Callable[[], object]:
    dialect, document = get_dialect("cambridge"), typed_document(text)
    return uncollected(lambda: parse(document, dialect))


def ours_lines(lines: list[LogicalLine]) -> Callable[[], object]:
    """From logical lines to the tree: what lark's driver is compared with."""
    dialect = get_dialect("cambridge")

    def work() -> object:
        builder = dialect.builder(dialect.rules)
        driver = Driver(tables.load_tables(dialect.grammar), builder)
        parsed = []
        for line in lines:
            builder.current = line
            items: Any = driver.run(line) if line.text else []
            parsed.append((line, items))
        return BlockBuilder(parsed, builder).build()

    return uncollected(work)


def uncollected(work: Callable[[], object]) -> Callable[[], object]:
    """Do `work` as `parse` does it, without the search for reference cycles; so do its peers."""

    def quiet() -> object:
        gc.disable()
        try:
            return work()
        finally:
            gc.enable()

    return quiet


def lark_lines(lines: list[LogicalLine]) -> Callable[[], object]:
    from lark import Lark

    dialect = get_dialect("cambridge")
    parser = Lark.open(
        str(dialect.grammar),
        parser="lalr",
        start="line",
        import_paths=[str(Path(tables.__file__).parent)],
        propagate_positions=True,
    )
    texts = [line.text for line in lines if line.text]
    return uncollected(lambda: [parser.parse(text) for text in texts])


def beancode(text: str) -> Callable[[], object]:
    from beancode.lexer import Lexer
    from beancode.parser import Parser

    return uncollected(lambda: Parser(Lexer(text).tokenize()).program())


def whole_translation(text: str) -> Callable[[], object]:
    """All stages, from text to Python that was compiled to be sure of it."""

    def work() -> object:
        with TranslationManager() as manager:
            translation = manager.translate_pseudocode(text, dialect="cambridge")
        if translation.errors:
            raise SystemExit(f"the generated program has errors: {translation.errors[0]}")
        return translation

    return work


def measure(lines: int, rounds: int, *, with_peers: bool) -> dict[str, Any]:
    text = program(lines)
    count = text.count("\n")
    document = typed_document(text)
    logical, _ = logical_lines(document, get_dialect("cambridge").line_style)
    contenders = {"parse": ours_whole(text), "parse, from logical lines": ours_lines(logical)}
    if with_peers:
        contenders |= {"lark's driver, from logical lines": lark_lines(logical)}
        contenders |= {"beancode": beancode(text)}
    contenders["whole translation"] = whole_translation(text)
    seconds = {name: best_of(rounds, work) for name, work in contenders.items()}
    return {
        "lines": count,
        "lines_per_s": {name: round(count / each) for name, each in seconds.items()},
        "us_per_line": {name: round(each / count * 1e6, 2) for name, each in seconds.items()},
    }


def peak_bytes_per_line(lines: int) -> float:
    text = program(lines)
    work = ours_whole(text)
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return round(peak / text.count("\n"), 1)


def compile_s() -> float:
    tables.load_tables.cache_clear()
    start = time.perf_counter()
    tables.load_tables(get_dialect("cambridge").grammar)
    return round(time.perf_counter() - start, 3)


def _rounds(lines: int, rounds: int) -> int:
    """One round is enough where it takes minutes; short ones need the best of several."""
    return 1 if lines > LONG_RUN_LINES else rounds


def ratios(size: dict[str, Any]) -> dict[str, float]:
    """How many times as fast as each peer we are, for the same work."""
    speed = size["lines_per_s"]
    found = {}
    if "beancode" in speed:
        ours, whole = speed["parse, from logical lines"], speed["parse"]
        found["lark's driver"] = round(ours / speed["lark's driver, from logical lines"], 2)
        found["beancode"] = round(whole / speed["beancode"], 2)
    return found


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--lines", type=int, nargs="+", default=[5_000, 50_000, 500_000])
    arguments.add_argument("--peer-lines", type=int, default=500_000)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("-o", "--output", type=Path)
    options = arguments.parse_args()
    report: dict[str, Any] = {
        "python": platform.python_version(),
        "grammar_compile_s": compile_s(),
        "sizes": [
            measure(lines, _rounds(lines, options.rounds), with_peers=lines <= options.peer_lines)
            for lines in options.lines
        ],
        "peak_bytes_per_line": peak_bytes_per_line(min(options.lines)),
    }
    for size in report["sizes"]:
        size["times_as_fast_as"] = ratios(size)
    text = json.dumps(report, indent=2)
    if options.output:
        options.output.write_text(f"{text}\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
