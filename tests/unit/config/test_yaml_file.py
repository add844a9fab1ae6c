"""Settings files that are wrong as files: places, names, and hostile content."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pseudocode_translator.config import Config, ConfigManager
from pseudocode_translator.config.yaml_file import MAX_FILE_BYTES
from pseudocode_translator.errors import ConfigurationError

Write = Callable[[str], Path]


def _problems(path: Path) -> list[str]:
    """What strict reading says, without the folder; lenient reading repairs it all."""
    loaded = ConfigManager.load_with_origins(path)
    assert len(loaded.problems) > 0
    with pytest.raises(ConfigurationError) as caught:
        ConfigManager.load(path, strict=True)
    return [problem.removeprefix(f"{path.parent}{os.sep}") for problem in caught.value.problems]


@pytest.mark.parametrize(
    "text", ["", "\n\n", "# nothing\n", "---\n", "null", "execution:\n", "execution: ~\noutput:\n"]
)
def test_an_empty_file_or_section_is_no_problem(text: str, settings_file: Write) -> None:
    loaded = ConfigManager.load_with_origins(settings_file(text), strict=True)

    assert loaded.config == Config()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("execution:\n  process_pool_enabled: [1\n", "3:1"),
        ("execution:\n\tprocess_pool_enabled: true\n", "2:1"),
        ("execution: *nowhere\n", "1:12"),
        ("a: 1\n--- # a second document\nb: 2\n", "2:1"),
        ("execution:\n  'open\n", "3:1"),
        ("output: {colour: \u0007}\n", "1:18"),
        ("# é\noutput: {colour: \u0007}\n", "2:18"),
        ("a: 1\n}\n", "2:1"),
    ],
)
def test_broken_yaml_is_told_with_line_and_column(
    text: str, place: str, settings_file: Write
) -> None:
    (message,) = _problems(settings_file(text))

    assert message.startswith(f"settings.yaml:{place}: is not YAML: ")
    assert ConfigManager.load(settings_file(text)) == Config()


@pytest.mark.parametrize(
    ("data", "place"), [(b"output:\n  colour: \xff\n", "2:11"), (b"\xc3\xa9: \x80", "1:4")]
)
def test_bytes_that_are_no_text_are_told_with_line_and_column(
    data: bytes, place: str, tmp_path: Path
) -> None:
    path = tmp_path / "settings.yaml"
    path.write_bytes(data)

    (message,) = _problems(path)

    assert message.startswith(f"settings.yaml:{place}: is not YAML: ")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_understood(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "settings.yaml"
    path.write_text("execution: {process_pool_retry_limit: 3}", encoding=encoding)

    assert ConfigManager.load(path, strict=True).execution.process_pool_retry_limit == 3


@pytest.mark.parametrize(("text", "kind"), [("- a\n- b\n", "a list"), ("\n  hello", "'hello'")])
def test_a_file_that_holds_no_sections_is_told(text: str, kind: str, settings_file: Write) -> None:
    (message,) = _problems(settings_file(text))

    assert f" holds {kind}, but must hold sections" in message


def test_a_section_that_holds_no_settings_is_told(settings_file: Write) -> None:
    (message,) = _problems(settings_file("output: {colour: never}\nexecution: fast\n"))

    assert message == "settings.yaml:2:1: execution is 'fast', but must hold settings below it"


@pytest.mark.parametrize(
    ("text", "place", "meant"),
    [
        ("executon: {}", "1:1", "execution"),
        ("execution:\n    process_pool_targt: x", "2:5", "execution.process_pool_target"),
        ("execution: {max_workers: 2}", "1:13", "execution.process_pool_max_workers"),
        ("execution: {enabled: true}", "1:13", "execution.process_pool_enabled"),
        ("process_pool_enabled: true", "1:1", "execution.process_pool_enabled"),
        ("execution: {dialect: ib}", "1:13", "translation.dialect"),
        ("output: {color: never}", "1:10", "output.colour"),
        ("Output: {}", "1:1", "output"),
    ],
)
def test_an_unknown_key_is_told_with_the_name_that_was_meant(
    text: str, place: str, meant: str, settings_file: Write
) -> None:
    (message,) = _problems(settings_file(text))

    assert message.startswith(f"settings.yaml:{place}: ")
    assert message.endswith(f" is no setting; did you mean {meant}?")


@pytest.mark.parametrize(
    "text", ["zzz: 1", "1: 2", "[a, b]: 1", "{a: b}: 1", "null: 1", "? \n: 1", "<<: {a: 1}"]
)
def test_a_key_that_resembles_nothing_gets_no_suggestion(text: str, settings_file: Write) -> None:
    (message,) = _problems(settings_file(text))

    assert message.endswith("is no setting")


def test_a_key_given_twice_is_told_and_the_last_one_counts(settings_file: Write) -> None:
    path = settings_file(
        "execution:\n  process_pool_retry_limit: 2\n  process_pool_retry_limit: 3\n"
    )

    (message,) = _problems(path)

    assert message == (
        "settings.yaml:3:3: execution.process_pool_retry_limit stands here a second time, "
        "after line 2"
    )
    assert ConfigManager.load(path).execution.process_pool_retry_limit == 3


def test_a_section_given_twice_is_told_and_both_parts_are_read(settings_file: Write) -> None:
    path = settings_file(
        "execution: {process_pool_retry_limit: 3}\nexecution: {process_pool_enabled: true}\n"
    )

    (message,) = _problems(path)

    assert message.startswith("settings.yaml:2:1: execution stands here a second time")
    execution = ConfigManager.load(path).execution
    assert (execution.process_pool_retry_limit, execution.process_pool_enabled) == (3, True)


@pytest.mark.parametrize(
    "text",
    [
        'a: &a ["x","x"]\n'
        + "".join(
            f"{c}: &{c} [{','.join([f'*{p}'] * 9)}]\n"
            for p, c in zip("abcdefgh", "bcdefghi", strict=True)
        )
        + "execution: {process_pool_retry_limit: *i}\n",
        "execution: &me {process_pool_retry_limit: *me}\n",
        "[" * 50_000,
        "{a: " * 15_000,
        "- " * 30_000,
        "? " * 30_000,
        "&a " * 20_000,
        "x" * (MAX_FILE_BYTES - 1),
        "".join(f"k{n}:\n" for n in range(8000)),
        "execution:\n" + "".join(f" process_pool_{n}:\n" for n in range(3000)),
    ],
    ids=[
        "aliases of aliases",
        "an alias of itself",
        "brackets",
        "braces",
        "lists",
        "keys",
        "anchors",
        "one word",
        "many keys",
        "many near keys",
    ],
)
def test_a_hostile_file_costs_little_and_changes_nothing(text: str, settings_file: Write) -> None:
    path = settings_file(text)
    started = time.monotonic()

    loaded = ConfigManager.load_with_origins(path)

    assert time.monotonic() - started < 10
    assert loaded.config == Config()
    assert loaded.problems


def test_a_huge_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "settings.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000_000)  # A sparse file: it takes no room.

    (message,) = _problems(path)

    assert message == "settings.yaml: is larger than 65536 bytes, so it is no settings file"


def test_a_named_file_that_is_missing_is_told(tmp_path: Path) -> None:
    (message,) = _problems(tmp_path / "settings.yaml")

    assert message.startswith("settings.yaml: cannot be read: ")


def test_a_folder_is_no_settings_file(tmp_path: Path) -> None:
    (message,) = _problems(tmp_path)

    assert "cannot be read" in message


def test_a_tag_runs_no_code(settings_file: Write, tmp_path: Path) -> None:
    proof = tmp_path / "proof"
    path = settings_file(f'output: {{colour: !!python/object/apply:os.mkdir ["{proof}"]}}\n')

    ConfigManager.load(path)

    assert not proof.exists()


@pytest.mark.skipif(os.name == "nt", reason="names of files are text on Windows")
def test_a_file_whose_name_is_no_text_can_be_told(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"\xff.yaml")
    path.write_text("zzz: 1")

    (problem,) = ConfigManager.load_with_origins(path).problems

    assert "\\udcff.yaml:1:1: 'zzz' is no setting" in str(problem)
    str(problem).encode("utf-8")
