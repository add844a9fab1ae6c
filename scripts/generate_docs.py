"""Write the parts of docs/ that repeat what the code says: messages and settings.

usage: python scripts/generate_docs.py          (a test checks that nothing is stale)
"""

from __future__ import annotations

from pathlib import Path

from pseudocode_translator.config.settings import SECTIONS, SETTINGS
from pseudocode_translator.model.codes import CODES

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


PAGES = {"diagnostics.md": diagnostics_page, "configuration.md": configuration_page}


def main() -> None:
    """Write all pages."""
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
