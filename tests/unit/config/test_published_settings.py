"""What is published about settings is what the code does."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from pseudocode_translator.config import Config, ConfigManager
from pseudocode_translator.config.schema import schema_text
from pseudocode_translator.config.settings import SECTIONS, SETTINGS

ROOT = Path(__file__).parents[3]
DEFAULTS = ROOT / "config" / "default.yaml"


def _comment_above(key: str) -> str:
    """The comment lines directly above a key of the file with all defaults, as one text."""
    section, _, field = key.partition(".")
    lines = DEFAULTS.read_text(encoding="utf-8").splitlines()
    index = lines.index(f"{section}:")
    if field:
        index = next(i for i in range(index, len(lines)) if lines[i].startswith(f"  {field}:"))
    comment: list[str] = []
    while lines[index - 1].lstrip().startswith("#"):
        index -= 1
        comment.insert(0, lines[index].strip(" #"))
    return " ".join(comment)


def test_the_file_with_all_defaults_holds_every_setting_and_nothing_else() -> None:
    written = yaml.safe_load(DEFAULTS.read_text(encoding="utf-8"))

    keys = [f"{section}.{field}" for section, fields in written.items() for field in fields]
    assert keys == list(SETTINGS)


def test_the_file_with_all_defaults_holds_the_defaults() -> None:
    assert ConfigManager.load(DEFAULTS, strict=True) == Config()


@pytest.mark.parametrize("key", SETTINGS)
def test_each_setting_is_explained_as_in_the_code(key: str) -> None:
    setting = SETTINGS[key]
    comment = _comment_above(key)

    description = setting.section.model_fields[setting.field].description
    assert description
    assert comment.startswith(" ".join(description.split()))
    assert comment.endswith(f"[{setting.variable}]")


@pytest.mark.parametrize("key", SETTINGS)
def test_each_limit_is_told(key: str) -> None:
    setting = SETTINGS[key]
    schema = setting.section.model_json_schema()["properties"][setting.field]
    comment = _comment_above(key)

    for choice in schema.get("anyOf", [schema]):
        for name in ("minimum", "maximum"):
            if name in choice:
                assert re.search(rf"\b{choice[name]}\b", comment)
        if "enum" in choice:
            assert f"One of {', '.join(choice['enum'])}." in comment


@pytest.mark.parametrize("section", SECTIONS)
def test_each_section_is_explained_as_in_the_code(section: str) -> None:
    assert _comment_above(section) == SECTIONS[section].__doc__


def test_the_schema_in_the_repository_is_the_one_of_the_code() -> None:
    """Rewrite it with ``pseudocode config schema > config/config.schema.json``."""
    published = (ROOT / "config" / "config.schema.json").read_text(encoding="utf-8")

    assert published == schema_text()


def test_only_config_reads_the_environment_and_yaml() -> None:
    forbidden = re.compile(
        r"os\.(environb?|getenvb?)\b|from os import .*\b(environ|getenv)|^(import|from) yaml", re.M
    )
    package = ROOT / "pseudocode_translator"
    offenders = [
        str(path.relative_to(package))
        for path in package.rglob("*.py")
        if forbidden.search(path.read_text(encoding="utf-8"))
    ]

    assert sorted(offenders) == ["config/environment.py", "config/yaml_file.py"]


@pytest.mark.slow
def test_nothing_heavy_comes_with_the_settings() -> None:
    code = (
        "import sys, pseudocode_translator.config\n"
        "heavy = {'lark', 'click', 'rich', 'opentelemetry', 'multiprocessing', 'torch'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )

    assert done.stdout.strip() == "[]"
