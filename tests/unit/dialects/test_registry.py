"""Finding dialects by name."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pseudocode_translator.dialects import MODULES, dialect_names, get_dialect
from pseudocode_translator.errors import UnknownDialectError


@pytest.mark.parametrize("name", sorted(MODULES))
def test_every_registered_dialect_has_the_name_it_is_registered_under(name: str) -> None:
    dialect = get_dialect(name)

    assert dialect.name == name
    assert dialect.grammar.is_file()
    assert dialect.title
    assert dialect.reference


@pytest.mark.parametrize("name", ["Cambridge", " cambridge ", "9618", "0478", "IGCSE"])
def test_a_dialect_has_other_names_too(name: str) -> None:
    assert get_dialect(name).name == "cambridge"


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UnknownDialectError, match="cambridge"):
        get_dialect("klingon")


def test_the_names_are_sorted() -> None:
    assert list(dialect_names()) == sorted(MODULES)


def test_naming_the_dialects_imports_neither_them_nor_lark() -> None:
    check = (
        "import sys; from pseudocode_translator.dialects import dialect_names; dialect_names();"
        "import pseudocode_translator.frontend.dialect, pseudocode_translator.frontend.parse;"
        "assert 'lark' not in sys.modules;"
        "assert 'pseudocode_translator.dialects.cambridge' not in sys.modules"
    )

    subprocess.run([sys.executable, "-c", check], check=True)
