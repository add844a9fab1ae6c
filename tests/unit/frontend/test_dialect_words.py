"""Messages speak the words of the dialect, and keywords may have accents."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pseudocode_translator.dialects import get_dialect
from pseudocode_translator.frontend.dialect_words import in_words
from pseudocode_translator.frontend.parse import parse
from pseudocode_translator.frontend.tables import load_tables
from pseudocode_translator.model.codes import diagnose
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.document import typed_document

SPANISH = replace(
    get_dialect("cambridge"), words={"IF": "Si", "ENDIF": "FinSi", "THEN": "Entonces"}
)


def _said(source: str) -> list[tuple[str, str]]:
    _, diagnostics = parse(typed_document(source), SPANISH)
    return [(diagnostic.message, diagnostic.fix) for diagnostic in diagnostics]


def test_an_open_block_is_named_as_the_dialect_names_it() -> None:
    assert _said("IF x > 1 THEN\n  OUTPUT x\n") == [
        ("the Si of line 1 is never closed", "close it with FinSi")
    ]


def test_a_word_that_the_dialect_does_not_name_is_said_in_english() -> None:
    assert _said("WHILE x > 1\n  OUTPUT x\n") == [
        ("the WHILE of line 1 is never closed", "close it with ENDWHILE")
    ]


def test_the_article_suits_the_word() -> None:
    assert ("Entonces belongs behind the condition of a Si", "") in _said("THEN\n")


def test_a_keyword_may_have_accents(tmp_path: Path) -> None:
    grammar = tmp_path / "accents.lark"
    grammar.write_text(
        "line: item*\nitem: postfix ASSIGN postfix -> assign | _CASE postfix -> case\n"
        '?postfix: NAME\nASSIGN: "<-"\nEQUALS: "="\nCOMPOUND: "+="\n'
        "NAME: /(?!(?:según|hacer)\\b)[^\\W\\d]\\w*/i\n_CASE.2: /(según|segun)/i /\\b/\n"
        "%ignore /\\s+/\n",
        encoding="utf-8",
    )

    keywords = load_tables(grammar).keywords

    assert keywords.keys() == {"según", "segun"}
    assert keywords["según"][1] == "_CASE"
    assert keywords["segun"][1] == "NAME"


def test_all_stages_speak_the_words_of_the_dialect() -> None:
    note = diagnose(
        "PS503",
        Span(1, 1, 1, 2),
        "n is not declared; taken as ARRAY[1:3] OF INTEGER",
        fix="write DECLARE n : INTEGER",
    )
    words = {"DECLARE _ : _": "Definir _ Como _", "INTEGER": "Entero", "ARRAY": "arreglo"}

    (told,) = in_words([note], words)

    assert told.message == "n is not declared; taken as arreglo[1:3] OF Entero"
    assert told.fix == "write Definir n Como Entero"
