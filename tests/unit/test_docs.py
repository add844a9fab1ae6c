"""The documentation says what the code says, and its links lead somewhere."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from pseudocode_translator.config import ExecutionConfig
from pseudocode_translator.config.settings import SETTINGS
from pseudocode_translator.integration.events import PAYLOAD_KEYS, EventType
from pseudocode_translator.model.codes import CODES

ROOT = Path(__file__).parents[2]
_PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "ARCHITECTURE.md"]
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
_NAMED_FILE = re.compile(r"`((?:docs|config|tests|examples|scripts|benchmarks)/[\w./-]+)`")


def _pages() -> list[Path]:
    return [*_PAGES, *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("name", ["diagnostics.md", "configuration.md", "process_pool.md"])
def test_a_generated_page_is_not_stale(name: str) -> None:
    pages = runpy.run_path(str(ROOT / "scripts" / "generate_docs.py"))["PAGES"]
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == pages[name]()


def test_the_page_of_the_process_pool_has_every_field_variable_and_event() -> None:
    text = (ROOT / "docs" / "process_pool.md").read_text(encoding="utf-8")
    settings = [setting for setting in SETTINGS.values() if setting.section is ExecutionConfig]
    events = [event for event in EventType if event.name.startswith("EXEC_POOL_")]

    assert len(settings) == len(ExecutionConfig.model_fields) >= 8
    assert len(events) >= 5
    for setting in settings:
        assert f"| `{setting.key}` | `{setting.default}` |" in text
        assert f"| `{setting.variable}` | `{setting.key}` |" in text
    for event in events:
        keys = ", ".join(f"`{key}`" for key in sorted(PAYLOAD_KEYS[event]))
        assert f"| `{event.name}` | {keys} |" in text


@pytest.mark.parametrize("path", _pages(), ids=lambda p: p.name)
def test_links_and_named_files_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    links = [link for link in _LINK.findall(text) if "://" not in link]
    missing = [link for link in links if not (path.parent / link).exists()]
    missing += [name for name in _NAMED_FILE.findall(text) if not (ROOT / name).exists()]
    assert missing == []


def test_the_architecture_page_has_at_most_150_lines() -> None:
    assert len((ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").splitlines()) <= 150


def test_every_code_that_the_package_uses_is_documented() -> None:
    used = {
        code
        for path in (ROOT / "pseudocode_translator").rglob("*.py")
        for code in re.findall(r'"(PS\d{3})"', path.read_text(encoding="utf-8"))
    }
    assert used == set(CODES)
