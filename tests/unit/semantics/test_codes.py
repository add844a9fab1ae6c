from __future__ import annotations

import pytest

from pseudocode_translator.dialects import get_dialect
from pseudocode_translator.frontend.parse import parse
from pseudocode_translator.model.codes import assumptions, limits, type_names
from pseudocode_translator.model.codes.entry import CodeEntry
from pseudocode_translator.model.diagnostics import Severity
from pseudocode_translator.model.document import typed_document
from pseudocode_translator.semantics.resolve import resolve

ENTRIES = [
    *assumptions.ENTRIES,
    *type_names.ENTRIES,
    *(entry for entry in limits.ENTRIES if entry.code == "PS602"),
]


def codes_of(source: str, name: str) -> set[str]:
    dialect = get_dialect(name)
    program, problems = parse(typed_document(source), dialect)
    assert not [d for d in problems if d.severity is Severity.ERROR]
    return {d.code for d in [*problems, *resolve(program, dialect.library)[1]]}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: str(entry.code))
def test_the_wrong_example_of_a_code_has_it_and_the_right_one_has_not(entry: CodeEntry) -> None:
    assert entry.code in codes_of(entry.wrong, entry.dialect)
    assert entry.code not in codes_of(entry.right, entry.dialect)
