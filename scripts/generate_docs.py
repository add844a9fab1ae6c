"""Write the parts of docs/ that repeat what the code says: messages and settings.

usage: python scripts/generate_docs.py          (a test checks that nothing is stale)
"""

from __future__ import annotations

import ast
import inspect
import re
from itertools import pairwise
from pathlib import Path

from pseudocode_translator.config.checks import expectation
from pseudocode_translator.config.settings import SECTIONS, SETTINGS
from pseudocode_translator.integration import events
from pseudocode_translator.integration.events import PAYLOAD_KEYS, EventType
from pseudocode_translator.model.codes import CODES
from pseudocode_translator.telemetry import COUNTERS, DURATIONS

DOCS = Path(__file__).parents[1] / "docs"


def diagnostics_page() -> str:
    """Every diagnostic code with its explanation and its two programs."""
    parts = [
        "# Diagnostics\n\n"
        "Each message has a code that never changes its meaning; `pseudocode explain CODE` prints\n"
        "its entry. An *error* stops the translation, a *warning* says that the program will\n"
        "probably not do what was hoped, a *note* says what was assumed.\n"
    ]
    for entry in CODES.values():
        parts.append(f"\n## {entry.code}: {entry.title}\n\n*{entry.severity.capitalize()}.* ")
        parts.append(f"{entry.explanation}\n")
        if entry.wrong:
            parts.append(f"\nWrong:\n\n```text\n{entry.wrong}```\n")
        if entry.right:
            parts.append(f"\nRight:\n\n```text\n{entry.right}```\n")
    return "".join(parts)


def configuration_page() -> str:
    """Every setting with its variable, default and meaning."""
    parts = [
        "# Configuration\n\n"
        "Defaults are overridden by a settings file, and that by environment variables.\n"
        "The file is the one that `--config` names, else the one that `PSEUDOCODE_CONFIG` names,\n"
        "else `~/.pseudocode_translator/config.yaml` where it exists.\n"
        "A value that cannot be right is repaired with a warning; `pseudocode config validate`\n"
        "and `PSEUDOCODE_STRICT_CONFIG=1` refuse it instead.\n"
        "`pseudocode config show --origin` prints every value and who set it.\n"
    ]
    for name, section in SECTIONS.items():
        parts.append(f"\n## {name}\n\n{(section.__doc__ or '').strip()}\n\n")
        parts.append("| setting | variable | default | meaning |\n|---|---|---|---|\n")
        for setting in SETTINGS.values():
            if setting.section is section:
                info = section.model_fields[setting.field]
                meaning = " ".join((info.description or "").split())
                names = f"`{setting.key}` | `{setting.variable}`"
                parts.append(f"| {names} | `{setting.default}` | {meaning} |\n")
    return "".join(parts)


def process_pool_page() -> str:
    """The page as it is, with its tables made anew between their marks."""
    text = (DOCS / "process_pool.md").read_text(encoding="utf-8")
    tables = {
        "settings": _pool_settings_table,
        "variables": _pool_variables_table,
        "events": _pool_events_table,
    }
    marked = re.compile(r"(<!-- (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
    return marked.sub(lambda found: f"{found[1]}{tables[found[2]]()}{found[3]}", text)


def _pool_settings_table() -> str:
    rows = ["| setting | default | allowed | meaning |\n|---|---|---|---|\n"]
    for setting in SETTINGS.values():
        if setting.key.startswith("execution."):
            info = setting.section.model_fields[setting.field]
            allowed = expectation(setting.section, setting.field)
            meaning = " ".join((info.description or "").split())
            rows.append(f"| `{setting.key}` | `{setting.default}` | {allowed} | {meaning} |\n")
    return "".join(rows)


def _pool_variables_table() -> str:
    rows = ["| variable | setting |\n|---|---|\n"]
    for setting in SETTINGS.values():
        if setting.key.startswith("execution."):
            rows.append(f"| `{setting.variable}` | `{setting.key}` |\n")
    return "".join(rows)


def _pool_events_table() -> str:
    rows = ["| event | data | counter | duration | meaning |\n|---|---|---|---|---|\n"]
    meanings = _event_meanings()
    for event_type in EventType:
        if event_type.name.startswith("EXEC_POOL_"):
            keys = ", ".join(f"`{key}`" for key in sorted(PAYLOAD_KEYS[event_type]))
            duration = f"`{DURATIONS[event_type]}`" if event_type in DURATIONS else ""
            rows.append(
                f"| `{event_type.name}` | {keys} | `{COUNTERS[event_type]}` | {duration} "
                f"| {meanings[event_type.name]} |\n"
            )
    return "".join(rows)


def _event_meanings() -> dict[str, str]:
    """The text below each member of `EventType`, which Python itself forgets."""
    (body,) = (
        node.body
        for node in ast.parse(inspect.getsource(events)).body
        if isinstance(node, ast.ClassDef) and node.name == "EventType"
    )
    meanings = {}
    for member, text in pairwise(body):
        match member, text:
            case ast.Assign(targets=[ast.Name(id=name)]), ast.Expr(ast.Constant(str() as meaning)):
                meanings[name] = " ".join(meaning.split())
    return meanings


PAGES = {
    "diagnostics.md": diagnostics_page,
    "configuration.md": configuration_page,
    "process_pool.md": process_pool_page,
}


def main() -> None:
    """Write all pages."""
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
