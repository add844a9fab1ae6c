"""How many documents per second, with worker processes and without?

Documents are made of the programs in examples/pseudocode/cambridge, put one behind the other
with names of their own, until they have about --doc-lines lines. The same seed gives the same
documents; `checksum` covers them and their translations, so it must not depend on any other
option. One JSON object goes to standard output.

What is measured starts when everything is loaded, here and in the workers. The settings
`execution.process_pool_job_max_chars` and `..._task_timeout_ms` are raised so far that no
document is too large; a document counts its time in the process that did the work.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import platform
import random
import re
import statistics
import time
from dataclasses import dataclass, field
from pathlib import Path

from pseudocode_translator.config import Config, ExecutionConfig
from pseudocode_translator.dialects import get_dialect
from pseudocode_translator.integration.events import Event, EventDispatcher, EventType
from pseudocode_translator.model.document import typed_document
from pseudocode_translator.model.statements import DefineEnum
from pseudocode_translator.stages import Translation, parse_document
from pseudocode_translator.translator import TranslationManager

PROGRAMS = Path(__file__).parent / "pseudocode" / "cambridge"
TASK_TIMEOUT_MS = 600_000
SETTLE_S = 3.0
_TEXTS_AND_WORDS = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|//[^\n]*|\b[A-Za-z_]\w*\b")


class Program:
    """One program of the collection, whose names can be changed."""

    def __init__(self, text: str) -> None:
        self.lines = text.count("\n")
        self._text = text
        tree = parse_document(typed_document(text), get_dialect("cambridge")).program
        if tree is None:
            raise SystemExit("a program of the collection cannot be parsed")
        names = {*tree.scope.variables, *tree.subroutines, *tree.types}
        for definition in tree.types.values():
            if isinstance(definition, DefineEnum):
                names |= set(definition.members)
        self._names = {name.casefold() for name in names}

    def renamed(self, number: int) -> str:
        """The program with a number behind each of its names."""

        def rename(match: re.Match[str]) -> str:
            word = match[0]
            return f"{word}_{number}" if word.casefold() in self._names else word

        return _TEXTS_AND_WORDS.sub(rename, self._text)


def collection() -> list[Program]:
    """Every program, the shortest first."""
    paths = sorted(PROGRAMS.glob("*.pseudo"))
    programs = [Program(path.read_text(encoding="utf-8")) for path in paths]
    return sorted(programs, key=lambda program: program.lines)


def make_document(programs: list[Program], lines: int, chance: random.Random) -> str:
    """Programs one behind the other, until none of them fits any more."""
    parts: list[str] = []
    left = lines
    while True:
        fitting = [program for program in programs if program.lines <= left]
        if parts and (not fitting or left < lines * 0.05):
            return "".join(parts)
        chosen = chance.choice(fitting or programs[:1])
        parts.append(chosen.renamed(len(parts) + 1))
        left -= chosen.lines


def settings(options: argparse.Namespace, longest_chars: int) -> Config:
    """The pool as the options want it."""
    execution = ExecutionConfig(
        process_pool_enabled=bool(options.enabled),
        process_pool_max_workers=options.workers,
        process_pool_start_method=options.start_method,
        process_pool_job_max_chars=max(50_000, longest_chars),
        process_pool_task_timeout_ms=TASK_TIMEOUT_MS,
    )
    return Config(execution=execution)


@dataclass
class Run:
    """What came of the documents."""

    translations: list[Translation] = field(default_factory=list)
    seconds: float = 0.0
    durations_ms: list[float] = field(default_factory=list)
    of_workers: int = 0

    def note(self, event: Event) -> None:
        """Remember how long each document took."""
        duration_ms = event.data["duration_ms"]
        if event.type is EventType.TRANSLATION_COMPLETED and isinstance(duration_ms, float):
            self.durations_ms.append(duration_ms)
        elif event.data.get("kind") == "parse":
            self.of_workers += 1


def run(documents: list[str], config: Config) -> Run:
    """Translate all of them."""
    done, dispatcher = Run(), EventDispatcher()
    warm_up = ["OUTPUT 1\n"] * 8 * config.execution.resolved_max_workers()
    with TranslationManager(config, dispatcher=dispatcher) as manager:
        for _ in manager.translate_many(warm_up):
            pass
        if config.execution.process_pool_enabled:
            # The other workers and the spare are still loading; nobody tells when they are done.
            time.sleep(SETTLE_S)
        ended = {EventType.TRANSLATION_COMPLETED, EventType.EXEC_POOL_TASK_COMPLETED}
        dispatcher.subscribe(done.note, ended)
        began = time.monotonic()
        done.translations.extend(manager.translate_many(documents))
        done.seconds = time.monotonic() - began
    return done


def checksum(documents: list[str], translations: list[Translation]) -> str:
    """Changes with any letter of any document, translation or diagnostic."""
    total = hashlib.sha256()
    for document, translation in zip(documents, translations, strict=True):
        total.update(repr((document, translation)).encode("utf-8"))
    return total.hexdigest()


def report(options: argparse.Namespace) -> dict[str, object]:
    """Make the documents, translate them, and put the figures together."""
    chance = random.Random(options.seed)
    programs = collection()
    documents = [make_document(programs, options.doc_lines, chance) for _ in range(options.docs)]
    config = settings(options, max(map(len, documents)))
    done = run(documents, config)
    in_order = sorted(done.durations_ms)
    return {
        "throughput_docs_per_s": round(len(documents) / done.seconds, 3),
        "mean_ms": round(statistics.fmean(in_order), 3),
        "p95_ms": round(in_order[int(0.95 * (len(in_order) - 1))], 3),
        "checksum": checksum(documents, done.translations),
        "enabled": bool(options.enabled),
        "docs": options.docs,
        "doc_lines": round(statistics.fmean(text.count("\n") for text in documents), 1),
        "docs_with_errors": sum(not translation.ok for translation in done.translations),
        "documents_of_workers": done.of_workers,
        "seed": options.seed,
        "workers": options.workers,
        "start_method": options.start_method,
        "job_max_chars": config.execution.process_pool_job_max_chars,
        "task_timeout_ms": config.execution.process_pool_task_timeout_ms,
        "python": platform.python_version(),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--enabled", type=int, choices=(0, 1), default=1, help="worker processes?")
    parser.add_argument("--docs", type=int, default=200, help="number of documents")
    parser.add_argument("--seed", type=int, default=123, help="of the choice of programs")
    parser.add_argument("--workers", type=int, default=4, help="number of worker processes")
    parser.add_argument("--doc-lines", type=int, default=100, help="lines of each, about")
    methods = ("fork", "spawn", "forkserver")
    parser.add_argument("--start-method", choices=methods, help="how workers start")
    options = parser.parse_args()
    if options.docs < 1 or options.workers < 1 or options.doc_lines < 1:
        parser.error("--docs, --workers and --doc-lines must be at least 1")
    print(json.dumps(report(options), indent=2))


if __name__ == "__main__":
    main()
